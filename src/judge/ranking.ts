/**
 * Ranking over one scan: each model orders its candidates, the budget is split by taking the best of each in turn,
 * and a mail's place is its best place under any model (design §5).
 */
import type { Digest } from '../model/bytes.ts'
import type { Budget } from '../model/scan.ts'
import { ATTACKER_MODELS, type AttackerModel, type Judgement, type Verdict } from '../model/verdict.ts'
import { holds } from './judge.ts'

const DAY = 86_400_000

/** What ranking needs of a judgement; small, so that a large scan fits in memory. */
export interface Candidate {
  readonly digest: Digest
  readonly time: number
  readonly held: boolean
  /** A person said that somebody else wrote it: it stays in sight, but needs no place in the budget. */
  readonly confirmed?: boolean
  readonly unknown: boolean
  readonly drift: number
  readonly cause: string
  /** Strength per model in the order of ATTACKER_MODELS; 0 when not a candidate there. */
  readonly strengths: readonly number[]
  /** Chance per model, same order. */
  readonly chances: readonly number[]
  /** Models that hold it, same order. */
  readonly holding: readonly boolean[]
}

export function candidateOf(judgement: Judgement): Candidate {
  const of = <T>(read: (result: Judgement['models'][number]) => T, otherwise: T): readonly T[] =>
    ATTACKER_MODELS.map((model) => {
      const found = judgement.models.find((one) => one.model === model)
      return found ? read(found) : otherwise
    })
  return {
    digest: judgement.digest,
    time: judgement.time,
    held: judgement.held,
    ...(judgement.reviewed === 'confirm' ? { confirmed: true } : {}),
    unknown: judgement.unknown,
    drift: judgement.drift,
    cause: judgement.cause,
    strengths: of((one) => one.strength, 0),
    chances: of((one) => one.chance, 1),
    holding: of(holds, false),
  }
}

/** Alerts a budget allows over `messages` mails from `days` days (UTC). */
export function allowedAlerts(budget: Budget, messages: number, days: number): number {
  switch (budget.kind) {
    case 'count':
      return budget.alerts
    case 'share':
      return Math.floor((messages * budget.alerts) / budget.messages)
    case 'daily':
      return budget.alerts * days
    case 'look-back':
      // A small mailbox still gets its one most suspicious mail read.
      return messages === 0 ? 0 : Math.min(20, Math.max(1, Math.floor(messages / 500)))
  }
}

export interface Ranking {
  /** In rank order, one per candidate. */
  readonly verdicts: readonly Verdict[]
  readonly allowed: number
  readonly used: number
}

/**
 * Ranks all candidates of a scan. Deterministic: ties between models go to the stronger drift over all channels, then
 * the smaller chance, then the digest. Only held mail can be an alert; the budget stays unfilled when nothing is held.
 */
export function rank(candidates: readonly Candidate[], budget: Budget): Ranking {
  const places = ATTACKER_MODELS.map((_, m) => placesUnder(candidates, m))
  const keyed = candidates.map((candidate, index) => {
    let place = Infinity
    let model: AttackerModel | undefined
    let chance = 1
    for (const [m, name] of ATTACKER_MODELS.entries()) {
      const here = places[m]?.[index] ?? Infinity
      if (here < place || (here === place && here !== Infinity && (candidate.chances[m] ?? 1) < chance)) {
        place = here
        model = name
        chance = candidate.chances[m] ?? 1
      }
    }
    return { candidate, place, model, chance }
  })
  keyed.sort(
    (a, b) =>
      Number(b.candidate.held) - Number(a.candidate.held) ||
      (a.place === b.place ? 0 : a.place - b.place) ||
      b.candidate.drift - a.candidate.drift ||
      a.chance - b.chance ||
      (a.candidate.digest < b.candidate.digest ? -1 : 1),
  )
  const days = new Set(candidates.map((one) => Math.floor(one.time / DAY))).size
  const allowed = allowedAlerts(budget, candidates.length, days)
  const onDay = new Map<number, number>()
  // Ten mails of one lure are one thing to look at; the other nine would push other senders out of the budget.
  const told = new Set<string>()
  let used = 0
  const verdicts = keyed.map(({ candidate, model }, index): Verdict => {
    const day = Math.floor(candidate.time / DAY)
    const today = onDay.get(day) ?? 0
    const fits =
      used < allowed &&
      candidate.confirmed !== true &&
      !told.has(candidate.cause) &&
      (budget.kind !== 'daily' || today < budget.alerts)
    const alert = candidate.held && fits
    if (alert) {
      used++
      told.add(candidate.cause)
      onDay.set(day, today + 1)
    }
    return {
      kind: 'verdict',
      digest: candidate.digest,
      level: alert ? 'alert' : candidate.held ? 'review' : candidate.unknown ? 'unknown' : 'none',
      score: 1 - (index + 0.5) / candidates.length,
      rank: index + 1,
      ...(model ? { model } : {}),
    }
  })
  return { verdicts, allowed, used }
}

/** Place (1 is strongest) of each candidate under one model; Infinity when the model has nothing on it. */
function placesUnder(candidates: readonly Candidate[], m: number): readonly number[] {
  const order = candidates
    .map((candidate, index) => ({
      index,
      strength: candidate.strengths[m] ?? 0,
      held: candidate.holding[m] ?? false,
      candidate,
    }))
    .filter((one) => one.strength > 0)
    .sort(
      (a, b) =>
        Number(b.held) - Number(a.held) ||
        b.strength - a.strength ||
        (a.candidate.digest < b.candidate.digest ? -1 : 1),
    )
  const places = new Array<number>(candidates.length).fill(Infinity)
  for (const [place, { index }] of order.entries()) places[index] = place + 1
  return places
}
