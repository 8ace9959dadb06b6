import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caretLines } from './query-error.ts'

test('the mark stands under the place', () => {
  assert.deepEqual(
    caretLines('from.domian = example.org', {
      start: 0,
      end: 11,
      message: 'no such field',
      hint: 'from.domain?',
    }),
    ['from.domian = example.org', '^^^^^^^^^^^', 'character 1: no such field (from.domain?)'],
  )
})

test('of a long query the surroundings are shown, on its own line, without characters that move the cursor', () => {
  const query = `first\n${'x'.repeat(500)}\u001b[31m?${'y'.repeat(500)}\nlast`
  const at = query.indexOf('?')
  const [shown = '', marks = '', words] = caretLines(query, { start: at, end: at + 1, message: 'no' })
  assert.equal(shown[marks.indexOf('^')], '?')
  assert.ok(shown.length < 130)
  assert.ok(!shown.includes('\u001b'))
  assert.equal(words, 'line 2, character 506: no')
})

test('an error at the end of the query has a mark behind it', () => {
  assert.deepEqual(caretLines('a =', { start: 3, end: 3, message: 'a value is missing' }), [
    'a =',
    '   ^',
    'character 4: a value is missing',
  ])
})
