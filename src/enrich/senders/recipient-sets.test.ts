import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addSet, bestOverlap, recipientSets } from './recipient-sets.ts'

const SETS = 20
const sorted = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b)
const set = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }).map(sorted)

test('overlaps as the last twenty sets would one by one, unknown recipients counted', () => {
  fc.assert(
    fc.property(fc.array(set, { maxLength: 60 }), set, fc.nat({ max: 3 }), (past, here, unknown) => {
      const sets = recipientSets()
      for (const one of past) addSet(sets, Int32Array.from(one))
      const size = here.length + unknown
      const overlaps = past.slice(-SETS).map((one) => {
        const both = one.filter((id) => here.includes(id)).length
        return one.length + size === 0 ? 1 : both / (one.length + size - both)
      })
      assert.equal(bestOverlap(sets, here, size), Math.max(0, ...overlaps))
    }),
  )
})

test('a sender never met overlaps with nothing', () => {
  assert.equal(bestOverlap(undefined, [1], 1), 0)
})
