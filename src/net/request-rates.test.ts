import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rateGate } from './request-rates.ts'

test('lets so many through in ten seconds, of one host and of all', async () => {
  let now = 0
  const gate = rateGate(() => now, { perHost: 2, overall: 3, patience: 0 })
  assert.equal(await gate('a'), true)
  assert.equal(await gate('a'), true)
  assert.equal(await gate('a'), false)
  assert.equal(await gate('b'), true)
  assert.equal(await gate('c'), false)
  now = 9_999
  assert.equal(await gate('a'), false)
  now = 10_000
  assert.equal(await gate('a'), true)
})

test('waits its turn when there is time, and not when it was told to stop', async () => {
  const gate = rateGate(Date.now, { perHost: 1, patience: 60_000 })
  assert.equal(await gate('a'), true)
  const stop = new AbortController()
  const waiting = gate('a', stop.signal)
  setTimeout(() => stop.abort(), 20)
  assert.equal(await waiting, false)
  let now = 0
  const quick = rateGate(() => now, { perHost: 1, patience: 60_000 })
  await quick('a')
  now = 9_990
  const turn = quick('a')
  now = 10_000
  assert.equal(await turn, true)
})
