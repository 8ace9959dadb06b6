import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ASK_KINDS } from '../../model/ask.ts'
import { countRecipient, mostToAny, recipientCounts } from './recipient-counts.ts'

const LIMIT = 32

test('counts as a map would that moves what is counted to its end and drops the first of 33', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.integer({ min: 1, max: 50 }), fc.uniqueArray(fc.nat({ max: ASK_KINDS.length - 1 }))),
        { maxLength: 300 },
      ),
      (mails) => {
        const own = recipientCounts()
        const plain = new Map<number, number[]>()
        for (const [key, kinds] of mails) {
          countRecipient(own, key, kinds)
          const row = plain.get(key) ?? ASK_KINDS.map(() => 0)
          plain.delete(key)
          for (const kind of kinds) row[kind] = (row[kind] ?? 0) + 1
          plain.set(key, row)
          if (plain.size > LIMIT) plain.delete(plain.keys().next().value ?? -1)
        }
        for (let key = 1; key <= 50; key++)
          assert.deepEqual([...mostToAny(own, [key])], plain.get(key) ?? ASK_KINDS.map(() => 0))
      },
    ),
  )
})

test('of several recipients the largest count of each kind is told, and counting ends at 255', () => {
  const own = recipientCounts()
  for (let i = 0; i < 300; i++) countRecipient(own, 7, [1])
  countRecipient(own, 8, [2])
  assert.deepEqual([...mostToAny(own, [7, 8, 9])].slice(0, 4), [0, 255, 1, 0])
})
