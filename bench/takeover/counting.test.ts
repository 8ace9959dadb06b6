import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Candidate } from '../../src/judge/ranking.ts'
import { type Cost, caughtAt, caughtInterval, countScan, shareCaught } from './counting.ts'
import { areaUnderCurve } from './header-tell.ts'
import type { ScanResult } from './scan-list.ts'

let serial = 0

function candidate(strength: number, changes: Partial<Candidate> = {}): Candidate {
  serial++
  return {
    digest: `sha256:${serial.toString(16).padStart(64, '0')}`,
    time: Date.UTC(2024, 0, 1),
    held: true,
    unknown: false,
    drift: strength,
    cause: `cause ${serial}`,
    strengths: [strength, 0, 0],
    holding: [true, false, false],
    ...changes,
  }
}

function scan(
  ham: readonly Candidate[],
  injected: readonly [role: 'attack' | 'twin', candidate: Candidate, simple?: number][],
): ScanResult {
  return {
    list: 'list',
    seed: 1,
    messages: 1000,
    held: ham.map((one) => ({ candidate: one, sender: 'a@example.org', explained: '' })),
    simple: [9, 7, 5],
    injected: injected.map(([role, one, simple]) => ({
      time: one.time,
      sender: 'v@example.org',
      tier: 'T2',
      role,
      payload: 'host',
      knownHost: false,
      usualRecipients: true,
      phish: false,
      digest: one.digest,
      marks: [],
      candidate: one,
      ...(simple !== undefined ? { simple } : {}),
      explained: '',
    })),
    seconds: { generating: 0, judging: 0 },
  }
}

test('a mail costs the false alarms that stand before it, per 10,000 real mails', () => {
  const counted = countScan(
    scan(
      [candidate(20), candidate(18), candidate(10)],
      [
        ['attack', candidate(25), 8],
        ['attack', candidate(15), 6],
        ['attack', candidate(5)],
        ['attack', candidate(30, { held: false, holding: [false, false, false] }), 10],
      ],
    ),
  )
  assert.deepEqual(
    counted.map((one) => one.cost.ham.before),
    [0, 20, 30, Number.POSITIVE_INFINITY],
  )
  assert.deepEqual(
    counted.map((one) => one.simpleCost.ham.before),
    [10, 20, Number.POSITIVE_INFINITY, 0],
  )
})

test('other attacks use up nothing; twins do where all is counted', () => {
  const counted = countScan(
    scan(
      [candidate(20)],
      [
        ['attack', candidate(25)],
        ['attack', candidate(24)],
        ['twin', candidate(22)],
        ['attack', candidate(21)],
      ],
    ),
  )
  assert.deepEqual(
    counted.map((one) => one.cost.ham.before),
    [0, 0, 0, 0],
  )
  assert.deepEqual(
    counted.map((one) => Math.round((one.cost.all.before * 1001) / 10_000)),
    [0, 0, 0, 1],
  )
})

test('one cause is one alert: several real mails of it cost one, and an attack told before is not caught', () => {
  const counted = countScan(
    scan(
      [candidate(20, { cause: 'same' }), candidate(19, { cause: 'same' })],
      [
        ['attack', candidate(15)],
        ['attack', candidate(14, { cause: 'same' })],
      ],
    ),
  )
  assert.deepEqual(
    counted.map((one) => one.cost.ham.before),
    [10, Number.POSITIVE_INFINITY],
  )
})

const cost = (before: number, step = 5): Cost => ({ before, step })

test('between two whole alerts a mail is caught in part', () => {
  // A list where one alert is 1.5 per 10,000: at 1 per 10,000 two in three such lists read one.
  assert.equal(caughtAt(cost(0, 1.5), 1), 1)
  assert.ok(Math.abs(caughtAt(cost(1.5, 1.5), 1) - 2 / 3) < 1e-9)
  assert.equal(caughtAt(cost(1.5, 1.5), 1, true), 0)
  assert.equal(caughtAt(cost(3, 1.5), 1), 0)
  assert.equal(caughtAt(cost(1.5, 1.5), 1.5), 1)
  assert.equal(caughtAt(cost(Number.POSITIVE_INFINITY), 10), 0)
})

test('shares and their interval', () => {
  assert.equal(shareCaught([cost(0), cost(5), cost(10), cost(Number.POSITIVE_INFINITY)], 5), 0.5)
  const mails = Array.from({ length: 100 }, (_, n) => ({
    sender: `s${n % 20}`,
    cost: cost(n % 2 === 0 ? 1 : 100),
  }))
  const { share, low, high } = caughtInterval(mails, 10)
  assert.equal(share, 0.5)
  assert.ok(low < 0.5 && low > 0.2 && high > 0.5 && high < 0.8)
  // All mails of a sender stand or fall together, so few senders make a wide interval.
  const few = caughtInterval(
    mails.map((one, n) => ({ ...one, sender: `s${n % 2}` })),
    10,
  )
  assert.equal(few.low, 0)
  assert.equal(few.high, 1)
})

test('area under the curve, ties counted half', () => {
  const rows = (
    attacks: readonly number[],
    twins: readonly number[],
  ): { score: number; attack: boolean }[] => [
    ...attacks.map((score) => ({ score, attack: true })),
    ...twins.map((score) => ({ score, attack: false })),
  ]
  assert.equal(areaUnderCurve(rows([3, 4], [1, 2])), 1)
  assert.equal(areaUnderCurve(rows([1, 2], [3, 4])), 0)
  assert.equal(areaUnderCurve(rows([1, 1], [1, 1])), 0.5)
  assert.equal(areaUnderCurve([]), 0.5)
})
