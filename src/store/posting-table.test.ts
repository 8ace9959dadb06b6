import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Connection, connect } from './connection.ts'
import { PIECE_BYTES, type Posting, piecesOf, postingsOf, postingWriter } from './posting-list.ts'
import { type PostingTable, postingTable } from './posting-table.ts'
import { openStoreFile } from './sqlite-file.ts'
import { Damage } from './sqlite-trouble.ts'

const places = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((bit) => 1 << bit),
  fc.integer({ min: 1, max: 2 ** 31 - 1 }),
)

test('postings come back from bytes as they went in', () => {
  const gaps = fc.array(fc.tuple(fc.oneof(fc.integer({ min: 1, max: 200 }), fc.maxSafeNat()), places), {
    maxLength: 300,
  })
  fc.assert(
    fc.property(gaps, (list) => {
      const postings: Posting[] = []
      let message = 0
      for (const [gap, its] of list) {
        if (message + gap > 2 ** 50) continue
        message += gap
        postings.push({ message, places: its })
      }
      const pieces = piecesOf(postings)
      assert.deepEqual(
        pieces.flatMap(({ data }) => postingsOf(data)),
        postings,
      )
      for (const { first, data } of pieces) {
        assert.equal(postingsOf(data)[0]?.message, first)
        assert.ok(data.length < PIECE_BYTES + 20)
      }
    }),
  )
})

test('what stands in every mail takes a byte for each, what stands in one takes few', () => {
  const every = Array.from({ length: 400 }, (_, n) => ({ message: 70_000 + n, places: 1 << 16 }))
  const [piece] = piecesOf(every)
  assert.equal(piece?.data.length, 4 + 399)
  assert.equal(piecesOf([{ message: 70_000, places: 1 << 6 }])[0]?.data.length, 4)
})

test('bytes that no writer made are damage', () => {
  for (const bytes of [[0x80], [0x03], [0x02, 0xff], Array(40).fill(0xff)])
    assert.throws(() => postingsOf(Uint8Array.from(bytes)), Damage, String(bytes))
  assert.throws(() => postingWriter().begin(new Uint8Array(PIECE_BYTES + 100)), Damage)
})

function emptyTable(): { connection: Connection; table: PostingTable } {
  const connection = connect(openStoreFile(':memory:', { busyTimeout: 0 }), ':memory:')
  return { connection, table: postingTable(connection) }
}

const NEVER = Number.POSITIVE_INFINITY

test('lists hold what was said, however it was said', () => {
  const change = fc.record({
    value: fc.integer({ min: 1, max: 3 }),
    message: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3000 })),
    places: fc.option(places, { nil: undefined, freq: 4 }),
  })
  // Runs as a scan makes them fill pieces; single changes fall between.
  const run = fc.record({ value: fc.integer({ min: 1, max: 3 }), from: fc.integer({ min: 1, max: 2500 }) })
  const step = fc.oneof(fc.array(change, { maxLength: 30 }), run)
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const { connection, table } = emptyTable()
      const model = new Map<number, Map<number, number>>()
      const known = new Set<number>()
      for (const one of steps) {
        const changes = Array.isArray(one)
          ? one
          : Array.from({ length: 700 }, (_, n) => ({
              value: one.value,
              message: one.from + n,
              places: 1 << (n % 3),
            }))
        connection.write(() => {
          for (const { value, message, places: its } of changes) {
            const held = model.get(value) ?? new Map<number, number>()
            model.set(value, held)
            if (its === undefined) {
              held.delete(message)
              table.remove(value, message)
            } else {
              held.set(message, (held.get(message) ?? 0) | its)
              table.add(value, message, its)
            }
            known.add(value)
          }
          table.flush(NEVER)
        })
      }
      let count = 0
      for (const value of known) {
        const held = [...(model.get(value) ?? [])].sort(([a], [b]) => a - b)
        assert.deepEqual(
          [...table.of(value)].map(({ message, places: its }) => [message, its]),
          held,
        )
        count += held.length
      }
      assert.equal(table.count(), count)
      connection.close()
    }),
    { numRuns: 60 },
  )
})

test('a scan over many transactions ends with full pieces, and reads them in order', () => {
  const { connection, table } = emptyTable()
  for (let from = 1; from <= 10_000; from += 250)
    connection.write(() => {
      for (let message = from; message < from + 250; message++) {
        table.add(1, message, 1)
        if (message % 2 === 0) table.add(2, message, 1 << (message % 20))
      }
      table.flush(from === 1 ? 1 : NEVER)
    })
  assert.equal([...table.of(1)].length, 10_000)
  assert.deepEqual(
    [...table.of(2)].map(({ message }) => message),
    Array.from({ length: 5_000 }, (_, n) => 2 * n + 2),
  )
  const sizes = connection.prepare('SELECT length(data) AS n FROM posting_piece').all()
  assert.ok(sizes.length > 30)
  for (const { n } of sizes) assert.ok(Number(n) >= PIECE_BYTES && Number(n) < PIECE_BYTES + 20)
  connection.close()
})

test('what a transaction said is forgotten when it fails', () => {
  const { connection, table } = emptyTable()
  assert.throws(() =>
    connection.write(() => {
      table.add(1, 1, 1)
      throw new Error('the power went off')
    }),
  )
  connection.write(() => table.flush(NEVER))
  assert.deepEqual([[...table.of(1)], table.count()], [[], 0])
  connection.close()
})
