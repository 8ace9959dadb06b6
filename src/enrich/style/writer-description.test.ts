import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeRecord } from '../../testing/record-fixture.ts'
import { KEPT_TEXTS, LEAST_CHARACTERS } from './style-memory.ts'
import { isComparable, writerTally } from './writer-description.ts'

const letter = (n: number, greeting = 'hi ¶,'): string =>
  `${greeting}\n\nthe plan for the hall is on the table again, number ${'x'.repeat(n % 7)} of them.\n\ncheers\n¶`

test('habits are counted with their usual value first, each over the texts that show it', () => {
  const tally = writerTally()
  for (let n = 0; n < 12; n++)
    tally.add(
      makeRecord({
        styleText: letter(n, n < 9 ? 'hi ¶,' : 'Dear ¶,'),
        ownLength: 100 + n,
        thread: {
          poses: n < 6 ? 'reply' : 'new',
          because: n < 4 ? ['subject', 'quote'] : ['subject'],
          anchors: [],
          claims: [],
          baseSubject: 'plan',
        },
      }),
    )
  const found = tally.description()
  assert.deepEqual([found.texts, found.tooShort, found.medianLength, found.quotingReplies], [12, 0, 106, 4])
  assert.deepEqual(found.languages, [{ value: 'en', texts: 12 }])
  const greeting = found.habits.find(({ habit }) => habit === 'greeting')
  assert.deepEqual(greeting, {
    habit: 'greeting',
    of: 12,
    distinct: 2,
    values: [
      { value: 'hi ¶,', texts: 9 },
      { value: 'Dear ¶,', texts: 3 },
    ],
  })
  assert.equal(
    found.habits.some(({ habit }) => habit === 'language'),
    false,
    'told apart',
  )
})

test('short texts are counted apart, and only the newest texts are described', () => {
  const tally = writerTally()
  tally.add(makeRecord({ styleText: 'x'.repeat(LEAST_CHARACTERS - 1) }))
  tally.add(makeRecord())
  for (let n = 0; n < KEPT_TEXTS + 10; n++)
    tally.add(makeRecord({ styleText: letter(n, n < 10 ? 'Sir,' : 'hi ¶,') }))
  const { texts, tooShort, habits } = tally.description()
  assert.deepEqual([texts, tooShort], [KEPT_TEXTS, 2])
  assert.deepEqual(habits.find(({ habit }) => habit === 'greeting')?.values, [
    { value: 'hi ¶,', texts: KEPT_TEXTS },
  ])
  assert.equal(isComparable(makeRecord({ styleText: 'x'.repeat(LEAST_CHARACTERS) })), true)
})

test('nothing added describes nothing', () => {
  assert.deepEqual(writerTally().description(), {
    texts: 0,
    tooShort: 0,
    languages: [],
    habits: [],
    quotingReplies: 0,
  })
})
