// Which mailbox best explains a set of leaked items. Idea of Papadimitriou and Garcia-Molina (Data leakage detection,
// IEEE TKDE 2011): who holds what leaked is a suspect, the more so the fewer others hold it, and each item may have come
// from elsewhere with probability p. Three things are added: holdings have times and the source was read at one time;
// what a mailbox held then and what is as attractive but did not leak counts against it (each leaked item is one draw
// from what the thief could see); and hypotheses exclude each other, so that their shares add up to one.
import type { Digest } from '../../model/bytes.ts'
import type { SourceGuess, WeighedSource } from '../../model/leak-trace.ts'
import type { Hold, HolderBook } from '../holdings/holder-book.ts'

/** One leaked thing, traced as far as its text allows. */
export interface TracedItem {
  readonly id: string
  /** The versions it may be, with the belief in each; together at most 1. */
  readonly versions: readonly { readonly document: Digest; readonly share: number }[]
  /** Holders named by marks in the leaked file itself. */
  readonly namedHolders?: readonly string[]
}

export interface GuiltQuestion {
  readonly items: readonly TracedItem[]
  readonly book: HolderBook
  /** How attractive each document is to the thief, 0 to 1; documents left out count as 0. Leaked ones belong in it too. */
  readonly attraction: ReadonlyMap<Digest, number>
  /** Milliseconds; the leak was in other hands by then. */
  readonly until: number
  /** Holders that cannot be a source, for example the newsroom. */
  readonly without?: ReadonlySet<string>
}

/** Share of leaked items that came from somewhere else; tried in turn and averaged. */
const FROM_ELSEWHERE = [0.01, 0.05, 0.2] as const
/**
 * How far the size of a mailbox counts: 1 would be a thief who draws blindly from all there is. Thieves take what
 * belongs together, so that draws are no independent evidence. Set by `bench/leaks/guilt.ts` on its tuning seeds.
 */
export const SIZE_WEIGHT = 0.75
/**
 * How far likelihoods count: items of one leak, and holdings of people who work together, are less independent than the
 * model takes them to be, so that untempered it is surer than it may be (a likelihood of 0.85 came true in 0.78 of 2,000
 * breaches). Set by the logarithmic score on the tuning seeds of `bench/leaks/guilt.ts`.
 */
export const TEMPER = 0.75
/** Belief before the evidence that no single mailbox is the source. */
const ELSEWHERE_BEFORE = 0.08
/** The same for two mailboxes read by one thief; shared by the pairs of the best PAIRED mailboxes. */
const TWO_BEFORE = 0.04
const PAIRED = 10
/** Times of access tried for each mailbox. */
const TIMES = 96
/** Chance that a file carries the mark of the mailbox it was taken from rather than of another that passed it on. */
const OWN_MARK = 0.9
const OTHERS_MARK = 0.06
/** Marks name who got a copy, not who lost it, and can be planted: together they count for this at most. */
const MARKS_AT_MOST = Math.log(300)

/**
 * Weighs every holder, pairs of the best, and a source elsewhere. Shares add up to one; best first, mailboxes
 * that held nothing of it included.
 */
export function weighSources(question: GuiltQuestion): readonly WeighedSource[] {
  const { items, book, attraction, until } = question
  if (items.length === 0) return []
  const holders = book.allHolders.filter((holder) => question.without?.has(holder) !== true)
  const everything = [...attraction.values()].reduce((sum, each) => sum + each, 0)
  const sight: Sight = {
    everything: Math.max(1, everything),
    items,
    attraction,
    until,
  }
  const singles = holders.map((holder) => ({
    source: { kind: 'mailbox', holder } as const,
    ...weigh(book.held(holder), sight),
    marks: markWeight(items, [holder]),
  }))
  const best = singles
    .toSorted((a, b) => b.logLikelihood + b.marks - a.logLikelihood - a.marks)
    .slice(0, PAIRED)
  const pairs = best.flatMap((a, i) =>
    best.slice(i + 1).map((b) => ({
      source: { kind: 'two-mailboxes', holders: [a.source.holder, b.source.holder] } as const,
      ...weigh(joined(book.held(a.source.holder), book.held(b.source.holder)), sight),
      marks: markWeight(items, [a.source.holder, b.source.holder]),
    })),
  )
  const elsewhere = {
    source: { kind: 'elsewhere' } as const,
    logLikelihood: -items.length * SIZE_WEIGHT * Math.log(sight.everything),
    held: items.length,
    sawAttraction: sight.everything,
    accessFrom: -Infinity,
    accessTo: until,
    marks: 0,
  }
  const mailboxes = 1 - ELSEWHERE_BEFORE - TWO_BEFORE
  const prior = {
    mailbox: Math.log(mailboxes / Math.max(1, singles.length)),
    'two-mailboxes': Math.log(TWO_BEFORE / Math.max(1, pairs.length)),
    elsewhere: Math.log(ELSEWHERE_BEFORE),
  }
  const all = [...singles, ...pairs, elsewhere].map(({ marks, ...each }) => {
    const logLikelihood = (each.logLikelihood + marks) * TEMPER
    return { ...each, logLikelihood, weight: logLikelihood + prior[each.source.kind] }
  })
  // not by spreading: a large house has more holders than a call may have arguments
  const top = all.reduce((most, { weight }) => Math.max(most, weight), -Infinity)
  const sum = all.reduce((total, { weight }) => total + Math.exp(weight - top), 0)
  const shareOf = (weight: number): number => Math.exp(weight - top) / sum
  const inPairs = new Map<string, number>()
  for (const { source, weight } of all)
    if (source.kind === 'two-mailboxes')
      for (const holder of source.holders) inPairs.set(holder, (inPairs.get(holder) ?? 0) + shareOf(weight))
  return all
    .map(({ weight, ...each }) => {
      const share = shareOf(weight)
      return { ...each, share, involved: share + (inPairs.get(sourceName(each.source)) ?? 0) }
    })
    .sort((a, b) => b.share - a.share || (sourceName(a.source) < sourceName(b.source) ? -1 : 1))
}

/** A name for sorting and comparing sources. */
export function sourceName(source: SourceGuess): string {
  if (source.kind === 'mailbox') return source.holder
  return source.kind === 'elsewhere' ? '' : source.holders.join(' + ')
}

interface Sight {
  readonly everything: number
  readonly items: readonly TracedItem[]
  readonly attraction: ReadonlyMap<Digest, number>
  readonly until: number
}

function weigh(
  held: ReadonlyMap<Digest, Hold>,
  { everything, items, attraction, until }: Sight,
): Omit<WeighedSource, 'source' | 'share' | 'involved'> {
  const holds = [...held].filter(([document, { from }]) => from < until && attraction.has(document))
  const versions = items.map(({ versions }) =>
    versions.flatMap(({ document, share }) => {
      const hold = held.get(document)
      return hold === undefined || hold.from >= until ? [] : [{ ...hold, share }]
    }),
  )
  const nothing = {
    logLikelihood: items.length * Math.log((FROM_ELSEWHERE[0] as number) / everything ** SIZE_WEIGHT),
    held: 0,
    sawAttraction: 0,
    accessFrom: -Infinity,
    accessTo: until,
  }
  if (versions.every((of) => of.length === 0)) return nothing
  const changes = [
    ...holds.map(([document, { from, until: end }]) => ({ from, end, worth: attraction.get(document) ?? 0 })),
  ]
  const times = accessTimes(
    versions.flatMap((of) => of.flatMap(({ from, until: end }) => [from, end])),
    changes.flatMap(({ from, end }) => [from, end]),
    until,
  )
  const starts = changes.map(({ from, worth }) => ({ at: from, worth })).sort((a, b) => a.at - b.at)
  const ends = changes.map(({ end, worth }) => ({ at: end, worth })).sort((a, b) => a.at - b.at)
  const span = Math.max(1, until - (times[0] as number))
  let [started, ended, saw] = [0, 0, 0]
  const tried: { log: number; held: number; saw: number; from: number; to: number }[] = []
  for (const [i, from] of times.entries()) {
    const to = times[i + 1] ?? until
    while (started < starts.length && (starts[started]?.at ?? 0) <= from) saw += starts[started++]?.worth ?? 0
    while (ended < ends.length && (ends[ended]?.at ?? 0) <= from) saw -= ends[ended++]?.worth ?? 0
    const shares = versions.map((of) =>
      of.reduce((sum, hold) => sum + (hold.from <= from && from < hold.until ? hold.share : 0), 0),
    )
    const size = Math.max(1, saw) ** SIZE_WEIGHT
    let [likely, top] = [0, -Infinity]
    const logs = FROM_ELSEWHERE.map((p) => {
      const other = p / everything ** SIZE_WEIGHT
      return shares.reduce((sum, share) => sum + Math.log(other + ((1 - p) * share) / size), 0)
    })
    for (const log of logs) top = Math.max(top, log)
    for (const log of logs) likely += Math.exp(log - top)
    const log = top + Math.log(likely / FROM_ELSEWHERE.length) + Math.log(Math.max(1e-6, (to - from) / span))
    tried.push({ log, held: shares.filter((share) => share > 0.01).length, saw, from, to })
  }
  const likelier = (best: (typeof tried)[number], each: (typeof tried)[number]): typeof best =>
    each.log > best.log ? each : best
  const top = tried.reduce(likelier)
  const sum = tried.reduce((total, { log }) => total + Math.exp(log - top.log), 0)
  // a mailbox that held it for a while only: what is told of it is told of that while
  const holding = tried.filter((each) => each.held > 0)
  const told = holding.length > 0 ? holding.reduce(likelier) : top
  const asGood = (holding.length > 0 ? holding : tried).filter(({ log }) => log > told.log - 3)
  return {
    logLikelihood: top.log + Math.log(sum),
    held: told.held,
    sawAttraction: told.saw,
    // times nearly as good as the best
    accessFrom: asGood[0]?.from ?? told.from,
    accessTo: asGood.at(-1)?.to ?? told.to,
  }
}

/** Moments to try: all at which a leaked item comes or goes, and others evenly among the rest. */
function accessTimes(leaked: readonly number[], all: readonly number[], until: number): readonly number[] {
  const inside = (times: readonly number[]): number[] =>
    [...new Set(times.filter((time) => time < until && time !== Infinity))].sort((a, b) => a - b)
  const own = inside(leaked)
  const rest = inside(all)
  const every = Math.max(1, Math.ceil(rest.length / TIMES))
  const step = Math.max(1, Math.ceil(own.length / TIMES))
  return inside([
    ...own.filter((_, i) => i % step === 0 || i === own.length - 1),
    ...rest.filter((_, i) => i % every === 0),
  ])
}

function joined(a: ReadonlyMap<Digest, Hold>, b: ReadonlyMap<Digest, Hold>): ReadonlyMap<Digest, Hold> {
  const both = new Map(a)
  for (const [document, hold] of b) {
    const known = both.get(document)
    both.set(
      document,
      known === undefined
        ? hold
        : { ...known, from: Math.min(known.from, hold.from), until: Math.max(known.until, hold.until) },
    )
  }
  return both
}

function markWeight(items: readonly TracedItem[], holders: readonly string[]): number {
  let weight = 0
  for (const { namedHolders = [] } of items) {
    if (namedHolders.length === 0) continue
    const own = holders.some((holder) => namedHolders.includes(holder))
    weight += own ? Math.log(OWN_MARK / OTHERS_MARK) : 0
  }
  return Math.min(weight, MARKS_AT_MOST)
}
