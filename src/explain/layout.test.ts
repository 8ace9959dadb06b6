import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ascii } from './ascii.ts'
import { columns } from './columns.ts'
import {
  countText,
  dateText,
  durationText,
  isoTime,
  listText,
  numberText,
  rangeText,
  scoreText,
  sizeText,
  wrap,
  zonedDateText,
} from './layout.ts'

const TIME = Date.UTC(2024, 5, 13, 22, 30)

test('dates in UTC and in the zone of the sender', () => {
  assert.equal(dateText(TIME), '13 June 2024, 22:30 UTC')
  assert.equal(zonedDateText(TIME, 120), '13 June 2024, 22:30 UTC (14 June 2024, 00:30 at +02:00)')
  assert.equal(zonedDateText(TIME, -570), '13 June 2024, 22:30 UTC (13:00 at -09:30)')
  assert.equal(zonedDateText(TIME, 0), '13 June 2024, 22:30 UTC (the sender’s zone, too)')
  assert.equal(zonedDateText(TIME, undefined), '13 June 2024, 22:30 UTC')
  assert.equal(isoTime(TIME + 999), '2024-06-13T22:30:00Z')
})

test('times no calendar has are said, not thrown', () => {
  for (const time of [undefined, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1, -9e15]) {
    assert.equal(dateText(time), 'no date')
    assert.equal(zonedDateText(time, 60), 'no date')
    assert.equal(isoTime(time), undefined)
  }
  // The zone pushes the local time past the end of the calendar: UTC is still said.
  assert.match(zonedDateText(8.64e15, 600), /^13 September 275760, 00:00 UTC$/)
})

test('numbers, counts, sizes, durations, scores, ranges, lists', () => {
  assert.equal(numberText(21928), '21,928')
  assert.equal(numberText(-1234567.25), '-1,234,567.25')
  assert.equal(numberText(1e21), '1e+21')
  assert.equal(countText(1, 'message'), '1 message')
  assert.equal(countText(0, 'message'), '0 messages')
  assert.equal(sizeText(999), '999 bytes')
  assert.equal(sizeText(1000), '1.0 KB')
  assert.equal(sizeText(999_960), '1.0 MB')
  assert.equal(sizeText(2.5e9), '2.5 GB')
  assert.equal(durationText(830), '0.8 seconds')
  assert.equal(durationText(125_000), '2 min 05 s')
  assert.equal(durationText(3_660_000), '1 h 01 min')
  assert.equal(scoreText(0.99731), '0.997')
  assert.equal(scoreText(0.99999), '>0.999')
  assert.equal(scoreText(0.0001), '<0.001')
  assert.equal(scoreText(0), '0.000')
  assert.equal(scoreText(Number.NaN), '–')
  assert.equal(rangeText({ start: 120, end: 165 }), 'bytes 120–164')
  assert.equal(rangeText({ start: 120, end: 121, of: '2' }), 'byte 120 of decoded part 2')
  assert.equal(rangeText({ start: 90, end: 20 }), 'byte 90')
  assert.equal(listText([]), '')
  assert.equal(listText(['a', 'b', 'c']), 'a, b and c')
})

test('wraps at spaces, breaks words that are longer than a line', () => {
  assert.deepEqual(wrap('one two  three', 7), ['one two', 'three'])
  assert.deepEqual(wrap('abcdefghij kl', 4), ['abcd', 'efgh', 'ij', 'kl'])
  assert.deepEqual(wrap('記者記者 a', 4), ['記者', '記者', 'a'])
  assert.deepEqual(wrap('/mail/ana/Inbox.mbox#599567', 22), ['/mail/ana/Inbox.mbox#', '599567'])
  assert.deepEqual(wrap('a/bcdefghijkl', 6), ['a/bcde', 'fghijk', 'l'])
  assert.deepEqual(wrap('', 10), [])
  assert.deepEqual(wrap('記', 1), ['記'])
})

test('no line is wider than asked, and no word is lost', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'é', '記', '-', '.'), minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(fc.array(word), fc.integer({ min: 2, max: 30 }), (words, width) => {
      const lines = wrap(words.join(' '), width)
      for (const line of lines) assert.ok(columns(line) <= width, line)
      assert.equal(lines.join('').replaceAll(' ', ''), words.join(''))
    }),
  )
})

test('ASCII keeps look-alike letters apart', () => {
  assert.equal(
    ascii('“p\u0430ypal” – 3 × … é 記 👩'),
    '"p<U+0430>ypal" - 3 x ... <U+00E9> <U+8A18> <U+1F469>',
  )
})
