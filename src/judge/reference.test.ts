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
        const counted = (1 + atLeast) / (1 + past.length)
        const { tail, n } = log.tail('x', value)
        assert.equal(n, past.length)
        if (atLeast > 0) assert.equal(tail, counted)
        else assert.ok(tail <= counted && tail >= counted / 30.001, `${tail} ${counted}`)
      },
    ),
  )
})

test('beyond the largest value the tail goes on falling, as the largest values of the past do', () => {
  const log = referenceLog()
  // 10,000 values of an exponential distribution with mean 2.
  for (let i = 0; i < 10_000; i++) log.learn('x', -2 * Math.log((i + 0.5) / 10_000))
  const largest = -2 * Math.log(0.5 / 10_000)
  const at = (value: number): number => log.tail('x', value).tail
  assert.equal(at(largest), 2 / 10_001)
  assert.ok(at(largest + 1) > at(largest + 2))
  const slope = Math.log(at(largest + 1) / at(largest + 3)) / 2
  assert.ok(Math.abs(slope - 0.5) < 0.1, `${slope}`)
  assert.equal(at(1e6), 1 / 10_001 / 30)
})

test('values that are all the same leave nothing to go on', () => {
  const log = referenceLog()
  for (let i = 0; i < 200; i++) log.learn('x', 0)
  assert.equal(log.tail('x', 5).tail, 1 / 201)
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
