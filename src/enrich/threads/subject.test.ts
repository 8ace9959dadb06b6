import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../testing/thread-time.ts'
import { subjectShape } from './subject.ts'

const cases: readonly (readonly [subject: string, prefix: string, base: string])[] = [
  ['Budget for May', 'none', 'budget for may'],
  ['Re: Budget', 'reply', 'budget'],
  ['RE: Fwd: Re[2]: Budget', 'reply', 'budget'],
  ['Fwd: Budget', 'forward', 'budget'],
  ['[list] Re: [list] Budget', 'reply', 'budget'],
  ['WG: AW: Budget', 'forward', 'budget'],
  ['TR : Budget', 'forward', 'budget'],
  ['转发：预算', 'forward', '预算'],
  ['回复: 预算', 'reply', '预算'],
  ['Note: read this', 'none', 'note: read this'],
  ['[Fwd: Budget for May]', 'forward', 'budget for may'],
  ['[Fwd: [list] Re: Budget]', 'forward', 'budget'],
  ['Re: [Fwd: Budget]', 'reply', 'budget'],
  ['[list] [FWD: Budget]', 'forward', 'budget'],
  ['[FWD] Budget', 'forward', 'budget'],
  ['[Fwd: Budget] and more', 'none', 'and more'],
  ['Budget (fwd)', 'forward', 'budget'],
  ['Re: Budget (fwd)', 'reply', 'budget'],
  ['(fwd)', 'none', '(fwd)'],
  ['[r]', 'none', '[r]'],
  ['[only a tag]', 'none', '[only a tag]'],
  ['', 'none', ''],
]

for (const [subject, prefix, base] of cases)
  test(`subject ${JSON.stringify(subject)} is a ${prefix} of ${JSON.stringify(base)}`, () => {
    assert.deepEqual(subjectShape(subject), { prefix, base })
  })

test('taking the base of a base changes nothing more than further prefixes would', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { base } = subjectShape(text)
      assert.ok(base.length <= text.normalize().toLowerCase().length + text.length)
    }),
  )
})

test('a megabyte of prefixes is read quickly', () => {
  const started = threadTime()
  subjectShape('Re: '.repeat(250_000))
  subjectShape('['.repeat(1_000_000))
  subjectShape(`${'[Fwd: '.repeat(150_000)}${']'.repeat(150_000)}`)
  subjectShape('(fwd)'.repeat(200_000))
  assert.ok(threadTime() - started < 500)
})
