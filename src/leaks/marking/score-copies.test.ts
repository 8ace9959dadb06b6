import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MarkLayer, MarkPlace, MarkReading } from '../../model/mark.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { fairTail } from './binomial-tail.ts'
import { copyBits } from './mark-code.ts'
import { placesNeeded, scoreCopies } from './score-copies.ts'

const KEY = new Uint8Array(32).fill(3)
const PEOPLE = Array.from({ length: 100 }, (_, i) => `p${i}@example.org`)

const place = (id: number, layer: MarkLayer = 'wording', rule = 'synonym'): MarkPlace => ({
  id,
  layer,
  rule,
  block: 0,
  start: 0,
  end: 1,
  original: 'a',
  alternative: 'b',
  decision: 'accepted',
})
const bitsOf = (recipient: string): ReturnType<typeof copyBits> => copyBits(KEY, 'doc', recipient)
const readingsFor = (recipient: string, count: number): MarkReading[] =>
  Array.from({ length: count }, (_, i) => ({ place: place(i + 1), bit: bitsOf(recipient)(i + 1), seen: 'x' }))

describe('scores of copies', () => {
  it('tails of a fair coin are exact', () => {
    assert.equal(fairTail(0, 10), 1)
    assert.equal(fairTail(11, 10), 0)
    assert.ok(Math.abs(fairTail(10, 10) - 2 ** -10) < 1e-15)
    assert.ok(Math.abs(fairTail(9, 10) - 11 / 1024) < 1e-12)
    assert.ok(Math.abs(fairTail(1, 10) - 1023 / 1024) < 1e-12)
    // C(100, k) summed by hand for k ≥ 60: 0.0284439668...
    assert.ok(Math.abs(fairTail(60, 100) - 0.02844396682) < 1e-9)
    assert.ok(fairTail(2_000, 2_000) >= 0)
    for (let k = 0; k < 60; k++) assert.ok(fairTail(k, 60) >= fairTail(k + 1, 60))
  })

  it('names the copy, with the runner-up far behind', () => {
    const found = scoreCopies(readingsFor('p7@example.org', 40), PEOPLE, bitsOf)
    assert.equal(found.verdict, 'one-copy')
    assert.equal(found.named[0]?.recipient, 'p7@example.org')
    assert.ok(found.ranking[1]!.corrected > 0.001)
  })

  it('cannot tell from too few places', () => {
    // One place less decides in the single test that wording alone is.
    const few = placesNeeded(PEOPLE.length) - 2
    assert.equal(scoreCopies(readingsFor('p7@example.org', few), PEOPLE, bitsOf).verdict, 'cannot-tell')
    assert.equal(scoreCopies([], PEOPLE, bitsOf).verdict, 'cannot-tell')
  })

  it('tells the master', () => {
    const readings = readingsFor('p7@example.org', 40).map((reading) => ({ ...reading, bit: 0 as const }))
    assert.equal(scoreCopies(readings, PEOPLE, bitsOf).verdict, 'master')
  })

  it('leaves out kinds of signs that were made uniform', () => {
    const plain: MarkReading[] = Array.from({ length: 60 }, (_, i) => ({
      place: place(100 + i, 'typography', 'apostrophe'),
      bit: 0,
      seen: 'x',
    }))
    const { verdict, layers } = scoreCopies([...readingsFor('p7@example.org', 30), ...plain], PEOPLE, bitsOf)
    assert.equal(verdict, 'one-copy')
    assert.deepEqual(layers[1], { layer: 'typography', places: 60, read: 0, levelled: 60 })
  })

  it('accuses nobody more than once in a thousand unrelated texts', () => {
    const random = seededRandom('unrelated')
    let accused = 0
    for (let i = 0; i < 1_000; i++) {
      const readings: MarkReading[] = Array.from({ length: 50 }, (_, k) => ({
        place: place(i * 64 + k),
        bit: random.chance(0.3) ? 1 : 0,
        seen: 'x',
      }))
      if (scoreCopies(readings, PEOPLE, bitsOf).named.length > 0) accused++
    }
    // Mean below 1; six or more happen less than once in 1,000 runs, and this run is always the same.
    assert.ok(accused < 6, String(accused))
  })

  it('bits differ by key, document, recipient and place, and are fair', () => {
    const sequence = (bits: (place: number) => 0 | 1): string =>
      Array.from({ length: 300 }, (_, i) => bits(i)).join('')
    const one = sequence(bitsOf('a@example.org'))
    assert.equal(one, sequence(bitsOf(' A@Example.org')))
    for (const other of [
      copyBits(KEY, 'doc2', 'a@example.org'),
      copyBits(new Uint8Array(32).fill(4), 'doc', 'a@example.org'),
      bitsOf('b@example.org'),
    ])
      assert.notEqual(one, sequence(other))
    const ones = one.replaceAll('0', '').length
    assert.ok(ones > 100 && ones < 200)
    assert.throws(() => copyBits(new Uint8Array(31), 'doc', 'a'), TypeError)
  })
})
