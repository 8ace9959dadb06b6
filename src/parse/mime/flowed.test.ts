import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unflow } from './flowed.ts'

const cases: readonly (readonly [written: string, read: string, delSp?: true])[] = [
  ['one \ntwo\n', 'one two\n'],
  ['one \ntwo\n', 'onetwo\n', true],
  ['one\ntwo\n', 'one\ntwo\n'],
  [' stuffed\n  two\n', 'stuffed\n two\n'],
  [' >not quoted\n From x\n', '>not quoted\nFrom x\n'],
  ['> one \n> two\n', '> one two\n'],
  ['>> one \n> two\n', '>> one \n> two\n'],
  ['> one \nanswer\n', '> one \nanswer\n'],
  ['text \n-- \nname \nplace\n', 'text \n-- \nname place\n'],
  ['> -- \n> x\n', '> -- \n> x\n'],
  ['one \n\ntwo', 'one \ntwo'],
  ['ends flowed ', 'ends flowed '],
  ['', ''],
]
for (const [written, read, delSp] of cases)
  test(`unflows ${JSON.stringify(written)}${delSp ? ' with DelSp' : ''}`, () =>
    assert.equal(unflow(written, delSp === true).text, read))

test('every stretch stands where its run says', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '>', '-') }),
      fc.boolean(),
      (written, delSp) => {
        const { text, runs } = unflow(written, delSp)
        for (let run = 0; run < runs.length; run += 2) {
          const out = runs[run] ?? 0
          const end = runs[run + 2] ?? text.length
          const from = runs[run + 1] ?? 0
          assert.equal(text.slice(out, end), written.slice(from, from + end - out))
        }
      },
    ),
  )
})
