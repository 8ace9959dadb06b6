/**
 * Counts what a person with a budget would have read. Every injected mail is ranked by the product among the real
 * held mail as if it were the only one injected, so that the number of injections does not use up anybody's budget.
 */
import { type Candidate, rank } from '../../src/judge/ranking.ts'
import { dice } from './random.ts'
import type { InjectedFacts, Judged, ScanResult } from './scan-list.ts'

export const RATES = [1, 2, 5, 10] as const
export type Counting = 'ham' | 'all'

/** What a reader goes through before a mail. */
export interface Cost {
  /** False alarms per 10,000 mails; Infinity when it never becomes an alert. */
  readonly before: number
  /** What one alert is, in the same unit: a small list cannot be read at every rate. */
  readonly step: number
}

export interface Counted {
  readonly mail: InjectedFacts & Judged
  readonly scan: ScanResult
  readonly cost: Readonly<Record<Counting, Cost>>
  /** The same for the simple reference. */
  readonly simpleCost: Readonly<Record<Counting, Cost>>
  /** Model that put it there, in the ranking among real mail. */
  readonly model?: string
}

/** Costs of every injected mail of a scan. */
export function countScan(scan: ScanResult): readonly Counted[] {
  const ham = scan.held.map((one) => one.candidate)
  const twins = scan.injected.filter((one) => one.role === 'twin')
  const heldTwins = twins.filter((one) => one.candidate.held).map((one) => one.candidate)
  const simpleHam = [...scan.simple].sort((a, b) => b - a)
  const simpleTwins = twins.flatMap((one) => (one.simple === undefined ? [] : [one.simple]))
  const simpleAll = [...scan.simple, ...simpleTwins].sort((a, b) => b - a)
  const per = { ham: 10_000 / scan.messages, all: 10_000 / (scan.messages + twins.length) }
  return scan.injected.map((mail) => {
    const others = heldTwins.filter((one) => one !== mail.candidate)
    const inHam = placeOf(mail.candidate, ham)
    const inAll = placeOf(mail.candidate, [...ham, ...others])
    return {
      mail,
      scan,
      cost: { ham: costOf(inHam.ahead, per.ham), all: costOf(inAll.ahead, per.all) },
      simpleCost: {
        ham: costOf(above(simpleHam, mail.simple), per.ham),
        all: costOf(above(simpleAll, mail.simple), per.all),
      },
      ...(inHam.model ? { model: inHam.model } : {}),
    }
  })
}

const costOf = (ahead: number, step: number): Cost => ({ before: ahead * step, step })

/** Alerts a reader sees before this one, were the budget endless. */
function placeOf(
  candidate: Candidate,
  others: readonly Candidate[],
): { readonly ahead: number; readonly model?: string } {
  if (!candidate.held) return { ahead: Number.POSITIVE_INFINITY }
  const { verdicts } = rank([...others, candidate], { kind: 'count', alerts: Number.POSITIVE_INFINITY })
  let ahead = 0
  for (const { digest, level, model } of verdicts) {
    if (digest === candidate.digest)
      return { ahead: level === 'alert' ? ahead : Number.POSITIVE_INFINITY, ...(model ? { model } : {}) }
    if (level === 'alert') ahead++
  }
  return { ahead: Number.POSITIVE_INFINITY }
}

/** How many of these descending scores are at least this one; itself not counted when it stands among them. */
function above(sorted: readonly number[], score: number | undefined): number {
  if (score === undefined) return Number.POSITIVE_INFINITY
  let n = 0
  while (n < sorted.length && sorted[n]! > score) n++
  return n
}

/**
 * How far a mail is caught at `rate` false alarms in 10,000 mails, 0 to 1. Alerts are whole: where the rate allows 1.7,
 * the second is read in seven of ten organisations of that size (the ROC curve between two of its points). `whole`
 * counts only what every one of them reads.
 */
export function caughtAt({ before, step }: Cost, rate: number, whole = false): number {
  if (before <= rate) return 1
  return whole ? 0 : Math.max(0, (rate - before) / step + 1)
}

export function shareCaught(costs: readonly Cost[], rate: number, whole = false): number {
  if (costs.length === 0) return Number.NaN
  return costs.reduce((sum, one) => sum + caughtAt(one, rate, whole), 0) / costs.length
}

export interface Interval {
  readonly share: number
  readonly low: number
  readonly high: number
}

const RESAMPLES = 1000

/** 95 % interval by drawing senders, with all their mails, again and again (cluster bootstrap). */
export function caughtInterval(
  mails: readonly { readonly sender: string; readonly cost: Cost }[],
  rate: number,
): Interval {
  const bySender = new Map<string, { caught: number; all: number }>()
  for (const { sender, cost } of mails) {
    const found = bySender.get(sender) ?? { caught: 0, all: 0 }
    found.all++
    found.caught += caughtAt(cost, rate)
    bySender.set(sender, found)
  }
  const clusters = [...bySender.values()]
  const share = shareCaught(
    mails.map((one) => one.cost),
    rate,
  )
  if (clusters.length === 0) return { share, low: Number.NaN, high: Number.NaN }
  const throws = dice(`bootstrap ${rate}`)
  const shares: number[] = []
  for (let round = 0; round < RESAMPLES; round++) {
    let caught = 0
    let all = 0
    for (let i = 0; i < clusters.length; i++) {
      const one = throws.pick(clusters)
      caught += one.caught
      all += one.all
    }
    shares.push(caught / all)
  }
  shares.sort((a, b) => a - b)
  return { share, low: shares[Math.floor(RESAMPLES * 0.025)]!, high: shares[Math.floor(RESAMPLES * 0.975)]! }
}
