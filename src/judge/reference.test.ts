import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fisherTail, referenceLog } from './reference.ts'

test('without a past every value is as strange as any', () => {
  assert.deepEqual(referenceLog().tail('x', 3), { tail: 1, n: 0 })
})

test('a tail counts the earlier values that are at least as large', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 100 }), { minLength: 1 }),
      fc.integer({ min: -50, max: 100 }),
      (past, value) => {
        const log = referenceLog()
        for (const one of past) log.learn('x', one)
        const atLeast = past.filter((one) => one >= value).length
        assert.deepEqual(log.tail('x', value), { tail: (1 + atLeast) / (1 + past.length), n: past.length })
      },
    ),
  )
})

test('values outside the range, and none at all, fall into the end bins', () => {
  const log = referenceLog()
  for (const value of [-1e9, 1e9, Number.NaN, Infinity]) log.learn('x', value)
  assert.equal(log.tail('x', 1e12).tail, 3 / 5)
  assert.equal(log.tail('x', -1e12).tail, 1)
})

test('Fisher’s tail agrees with the chi-square distribution', () => {
  // Upper tail of chi-square with 2k degrees of freedom at 2s, from printed tables.
  for (const [s, k, expected] of [
    [3.841 / 2, 1, Math.exp(-3.841 / 2)],
    [9.488 / 2, 2, 0.05],
    [12.592 / 2, 3, 0.05],
    [20.09 / 2, 4, 0.01],
  ] as const)
    assert.ok(Math.abs(fisherTail(s, k) - expected) < 1e-4, `${s} ${k}`)
})
