import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Digest } from '../model/bytes.ts'
import type { Budget } from '../model/scan.ts'
import { ATTACKER_MODELS } from '../model/verdict.ts'
import { allowedAlerts, type Candidate, rank } from './ranking.ts'

const DAY = 86_400_000
const digest = (n: number): Digest => `sha256:${n.toString(16).padStart(64, '0')}`

const candidate: fc.Arbitrary<Omit<Candidate, 'digest'>> = fc
  .record({
    time: fc.integer({ min: 0, max: 20 }).map((day) => day * DAY),
    unknown: fc.boolean(),
    drift: fc.double({ min: 0, max: 30, noNaN: true }),
    cause: fc.integer({ min: 0, max: 40 }).map(String),
    strengths: fc.array(fc.constantFrom(0, 0, 1, 5, 9), { minLength: 3, maxLength: 3 }),
    holds: fc.boolean(),
  })
  .map(({ holds, strengths, ...rest }) => ({
    ...rest,
    strengths,
    holding: strengths.map((one) => holds && one > 4),
    held: holds && strengths.some((one) => one > 4),
  }))
const candidates = fc
  .array(candidate, { maxLength: 60 })
  .map((list) => list.map((one, i): Candidate => ({ ...one, digest: digest(i) })))
const budgets: fc.Arbitrary<Budget> = fc.oneof(
  fc.nat(10).map((alerts): Budget => ({ kind: 'count', alerts })),
  fc.nat(3).map((alerts): Budget => ({ kind: 'daily', alerts })),
  fc.nat(100).map((alerts): Budget => ({ kind: 'share', alerts, messages: 1000 })),
  fc.constant<Budget>({ kind: 'look-back' }),
)

test('the budget is never exceeded, and only held mail alerts', () => {
  fc.assert(
    fc.property(candidates, budgets, (list, budget) => {
      const { verdicts, allowed, used } = rank(list, budget)
      const of = new Map(list.map((one) => [one.digest, one]))
      const alerts = verdicts.filter((one) => one.level === 'alert')
      assert.equal(alerts.length, used)
      assert.ok(used <= allowed)
      for (const one of alerts) assert.ok(of.get(one.digest)!.held)
      if (budget.kind === 'daily') {
        const perDay = Map.groupBy(alerts, (one) => of.get(one.digest)!.time)
        for (const [, day] of perDay) assert.ok(day.length <= budget.alerts)
      }
    }),
  )
})

test('every message is ranked once, held mail first, scores fall strictly', () => {
  fc.assert(
    fc.property(candidates, budgets, (list, budget) => {
      const { verdicts } = rank(list, budget)
      assert.deepEqual(new Set(verdicts.map((one) => one.digest)), new Set(list.map((one) => one.digest)))
      for (let i = 1; i < verdicts.length; i++) assert.ok(verdicts[i]!.score < verdicts[i - 1]!.score)
      const held = verdicts.map((one) => list.find((two) => two.digest === one.digest)!.held)
      assert.equal(held.lastIndexOf(true), held.filter(Boolean).length - 1)
    }),
  )
})

test('the order of arrival does not matter', () => {
  fc.assert(
    fc.property(candidates, budgets, (list, budget) => {
      assert.deepEqual(rank([...list].reverse(), budget), rank(list, budget))
    }),
  )
})

const strong = (n: number, model: number, strength: number): Candidate => ({
  digest: digest(n),
  time: n * DAY,
  held: true,
  unknown: false,
  drift: strength,
  cause: `cause ${n}`,
  strengths: [0, 1, 2, 3].map((m) => (m === model ? strength : 0)),
  holding: [0, 1, 2, 3].map((m) => m === model),
})

test('mails of different models stand by their strength', () => {
  const list = [strong(1, 1, 11), strong(2, 0, 12), strong(3, 2, 15), strong(4, 0, 9)]
  const { verdicts } = rank(list, { kind: 'count', alerts: 4 })
  assert.deepEqual(
    verdicts.map((one) => one.digest),
    [3, 2, 1, 4].map(digest),
  )
  assert.deepEqual(
    verdicts.map((one) => one.model),
    ['impostor', 'takeover', 'session-rider', 'takeover'],
  )
})

test('a flood of one kind leaves every model half of its share', () => {
  const flood = Array.from({ length: 40 }, (_, i) => strong(i, 0, 60 - i))
  const others = [1, 2, 3].flatMap((m) => Array.from({ length: 5 }, (_, i) => strong(100 * m + i, m, 8)))
  const { verdicts } = rank([...flood, ...others], { kind: 'count', alerts: 20 })
  const alerts = Object.groupBy(
    verdicts.filter((one) => one.level === 'alert'),
    (one) => one.model ?? '',
  )
  assert.deepEqual(
    ATTACKER_MODELS.map((one) => alerts[one]?.length),
    [14, 3, 2, 1],
  )
})

test('allowed alerts', () => {
  assert.equal(allowedAlerts({ kind: 'look-back' }, 0, 0), 0)
  assert.equal(allowedAlerts({ kind: 'look-back' }, 120, 9), 1)
  assert.equal(allowedAlerts({ kind: 'look-back' }, 5000, 9), 10)
  assert.equal(allowedAlerts({ kind: 'look-back' }, 50_000, 9), 20)
  assert.equal(allowedAlerts({ kind: 'share', alerts: 5, messages: 10_000 }, 22_000, 9), 11)
  assert.equal(allowedAlerts({ kind: 'daily', alerts: 2 }, 22_000, 9), 18)
})

test('one cause takes one alert, and its other mails stay in view', () => {
  fc.assert(
    fc.property(candidates, budgets, (list, budget) => {
      const of = new Map(list.map((one) => [one.digest, one]))
      const { verdicts } = rank(list, budget)
      const causes = verdicts.filter((one) => one.level === 'alert').map((one) => of.get(one.digest)!.cause)
      assert.equal(new Set(causes).size, causes.length)
      for (const one of verdicts) if (of.get(one.digest)!.held) assert.match(one.level, /^(alert|review)$/)
    }),
  )
})
