/**
 * Ranking over one scan. A mail stands where its strongest model puts it; the models' strengths are on one scale. A part of
 * the budget is kept for each model, so that a flood of one kind does not hide the others (design §5).
 */
import type { Digest } from '../model/bytes.ts'
import type { Budget } from '../model/scan.ts'
import { ATTACKER_MODELS, type AttackerModel, type Judgement, type Verdict } from '../model/verdict.ts'
import { holds } from './judge.ts'
import { ALL_MODELS } from './models/all-models.ts'

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
  /** Strength per model in the order of ATTACKER_MODELS, on one scale; 0 when it has nothing on it. */
  readonly strengths: readonly number[]
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
 * Ranks all candidates of a scan. Deterministic: ties go to the stronger drift over all channels, then the digest.
 * Only held mail can be an alert; the budget stays unfilled when nothing is held.
 */
export function rank(candidates: readonly Candidate[], budget: Budget): Ranking {
  const keyed = candidates.map((candidate) => ({ candidate, ...bestModel(candidate) }))
  keyed.sort(
    (a, b) =>
      Number(b.candidate.held) - Number(a.candidate.held) ||
      b.strength - a.strength ||
      b.candidate.drift - a.candidate.drift ||
      (a.candidate.digest < b.candidate.digest ? -1 : 1),
  )
  const days = new Set(candidates.map((one) => Math.floor(one.time / DAY))).size
  const allowed = allowedAlerts(budget, candidates.length, days)
  const onDay = new Map<number, number>()
  // Ten mails of one lure are one thing to look at; the other nine would push other senders out of the budget.
  const told = new Set<string>()
  const alerts = new Set<Digest>()
  const tell = (candidate: Candidate): void => {
    const day = Math.floor(candidate.time / DAY)
    const today = onDay.get(day) ?? 0
    if (
      !candidate.held ||
      candidate.confirmed === true ||
      alerts.size >= allowed ||
      alerts.has(candidate.digest)
    )
      return
    if (told.has(candidate.cause) || (budget.kind === 'daily' && today >= budget.alerts)) return
    alerts.add(candidate.digest)
    told.add(candidate.cause)
    onDay.set(day, today + 1)
  }
  // A flood of one kind must not keep the others out: half of each model's share is its own.
  for (const { model: name, share } of ALL_MODELS) {
    const reserved = alerts.size + Math.floor((allowed * share) / 2)
    for (const { candidate, model } of keyed) {
      if (alerts.size >= reserved || !candidate.held) break
      if (model === name) tell(candidate)
    }
  }
  for (const { candidate } of keyed) tell(candidate)
  const verdicts = keyed.map(
    ({ candidate, model }, index): Verdict => ({
      kind: 'verdict',
      digest: candidate.digest,
      level: alerts.has(candidate.digest)
        ? 'alert'
        : candidate.held
          ? 'review'
          : candidate.unknown
            ? 'unknown'
            : 'none',
      score: 1 - (index + 0.5) / candidates.length,
      rank: index + 1,
      ...(model ? { model } : {}),
    }),
  )
  return { verdicts, allowed, used: alerts.size }
}

/** The model that is strongest on a mail; of a held mail, among those that hold it. */
function bestModel(candidate: Candidate): { readonly model?: AttackerModel; readonly strength: number } {
  let strength = 0
  let best: AttackerModel | undefined
  for (const [m, model] of ATTACKER_MODELS.entries()) {
    const here = candidate.strengths[m] ?? 0
    if (here <= strength || (candidate.held && !candidate.holding[m])) continue
    strength = here
    best = model
  }
  return best ? { model: best, strength } : { strength }
}
