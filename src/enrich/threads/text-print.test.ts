import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../testing/thread-time.ts'
import { containment } from './quote-mismatch.ts'
import { printHashes, printWriter, QUOTE_HASHES, TEXT_HASHES } from './text-print.ts'

function printOf(text: string, size = TEXT_HASHES): string | undefined {
  const writer = printWriter(size)
  writer.add(text, 0, text.length)
  return writer.print()
}
const words = (n: number, seed: string): string =>
  Array.from({ length: n }, (_, i) => `${seed}${(i * 7919) % 997}`).join(' ')

test('quote marks, line breaks, punctuation and case do not change a fingerprint', () => {
  const text = 'We meet on Thursday, as agreed. Please bring the signed minutes of March; Ørsted comes, too.'
  const quoted = `> we meet on THURSDAY as\n> agreed.\n>> Please bring the signed minutes\r\n> of march -- ørsted\u00a0comes too`
  assert.equal(printOf(quoted), printOf(text))
})

test('the order of words matters, a short text has none, and scripts without spaces do', () => {
  const text = words(30, 'word')
  assert.notEqual(printOf(text.split(' ').reverse().join(' ')), printOf(text))
  assert.equal(printOf('Thanks a lot, see you there. Anna'), undefined)
  assert.ok(printOf('我们星期四见面请带上三月份的会议记录'))
})

test('a text of any length gives at most so many hashes, ascending and different', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (text) => {
      const hashes = printHashes(printOf(text) ?? '')
      assert.ok(hashes.length <= TEXT_HASHES)
      for (let i = 1; i < hashes.length; i++) assert.ok(hashes[i]! > hashes[i - 1]!)
    }),
  )
  assert.equal(printOf(words(5_000, 'word'))?.length, TEXT_HASHES * 4)
})

test('of a quote everything comparable stands in its text, and nothing in another', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 600 }),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 12, max: 600 }),
      (length, from, count) => {
        const all = words(length, 'word').split(' ')
        const quote = printOf(all.slice(from, from + count).join(' '), QUOTE_HASHES)
        const text = printOf(all.join(' '))
        fc.pre(quote !== undefined && text !== undefined)
        const own = containment(quote!, text!)
        assert.equal(own.found, own.compared)
        assert.equal(containment(quote!, printOf(words(length, 'other'))!).found, 0)
      },
    ),
    { numRuns: 50 },
  )
})

test('ten megabytes are read in linear time', () => {
  const text = 'word and word '.repeat(700_000)
  const started = threadTime()
  printOf(text)
  assert.ok(threadTime() - started < 2_000)
})
