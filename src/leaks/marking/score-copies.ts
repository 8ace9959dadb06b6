/** Compares what was read with the code of every copy. */
import type { CopyScore, MarkDecoding, MarkReading, MarkVerdict } from '../../model/mark.ts'
import { fairTail } from './binomial-tail.ts'
import type { CopyBits } from './mark-code.ts'

/** At most one unrelated text in a thousand may name a copy, over all copies together. */
export const ACCUSATION_THRESHOLD = 0.001
const RANKING_LENGTH = 10

export type CopyEvidence = Pick<
  MarkDecoding,
  'verdict' | 'named' | 'ranking' | 'holders' | 'threshold' | 'layers' | 'used' | 'needed' | 'asMaster'
>

/**
 * Ranks the copies. Each copy's bits are independent of a text that did not come from it, so its agreements follow
 * Binomial(places read, 1/2), whatever the text is: the tail is exact. It is multiplied by the number of copies, and by
 * two when wording alone and all marks together were both tried. Places that could not be read count for nobody.
 */
export function scoreCopies(
  readings: readonly MarkReading[],
  recipients: readonly string[],
  bitsOf: (recipient: string) => CopyBits,
): CopyEvidence {
  const codes = recipients.map((recipient) => ({ recipient, bits: bitsOf(recipient) }))
  const levelled = levelledRules(readings)
  const isRead = ({ bit, place }: MarkReading): boolean => bit !== undefined && !levelled.has(place.rule)
  const all = readings.filter(isRead)
  const wording = all.filter(({ place }) => place.layer === 'wording')
  const tests = all.length > wording.length && wording.length > 0 ? 2 : 1
  const rankings = (tests === 2 || wording.length === 0 ? [all, wording] : [wording]).map((used) => ({
    used,
    scores: ranked(used, codes, tests),
  }))
  const best = rankings.reduce((a, b) =>
    (b.scores[0]?.corrected ?? 1) < (a.scores[0]?.corrected ?? 1) ? b : a,
  )
  const asMaster = best.used.filter(({ bit }) => bit === 0).length
  const named = explaining(best.scores)
  return {
    verdict: verdictOf(named, best.used.length, asMaster),
    named,
    ranking: best.scores.slice(0, RANKING_LENGTH),
    holders: recipients.length,
    threshold: ACCUSATION_THRESHOLD,
    layers: (['wording', 'typography', 'layout'] as const).map((layer) => {
      const own = readings.filter(({ place }) => place.layer === layer)
      return {
        layer,
        places: own.length,
        read: own.filter(isRead).length,
        levelled: own.filter(({ bit, place }) => bit !== undefined && levelled.has(place.rule)).length,
      }
    }),
    used: best.used === wording ? 'wording' : 'all',
    needed: placesNeeded(recipients.length),
    asMaster,
  }
}

/** Fewest places that name one of so many copies when all agree, in either of the two tests. */
export function placesNeeded(holders: number): number {
  return Math.max(1, Math.ceil(Math.log2((2 * Math.max(1, holders)) / ACCUSATION_THRESHOLD)))
}

/** Share of the places that one copy alone explains, the rest being misread: then no second one is looked for. */
const ALONE = 0.85

/** Copies that agree more than chance allows. Beside one that explains the text alone only its equals are named. */
function explaining(scores: readonly CopyScore[]): readonly CopyScore[] {
  const named = scores.filter(({ corrected }) => corrected <= ACCUSATION_THRESHOLD)
  const first = named[0]
  if (!first || first.agree < first.of * ALONE) return named
  return named.filter(({ agree }) => agree === first.agree)
}

function verdictOf(named: readonly CopyScore[], read: number, asMaster: number): MarkVerdict {
  if (named.length > 1) return 'several-copies'
  if (named.length === 1) return 'one-copy'
  // Fair bits of a copy are all as the master once in 1,000 times at ten places; copies that many are none.
  return asMaster === read && fairTail(asMaster, read) <= ACCUSATION_THRESHOLD ? 'master' : 'cannot-tell'
}

function ranked(
  used: readonly MarkReading[],
  codes: readonly { readonly recipient: string; readonly bits: CopyBits }[],
  tests: number,
): readonly CopyScore[] {
  const tails = new Map<number, number>()
  return codes
    .map(({ recipient, bits }): CopyScore => {
      let agree = 0
      for (const { place, bit } of used) if (bits(place.id) === bit) agree++
      const chance = tails.get(agree) ?? fairTail(agree, used.length)
      tails.set(agree, chance)
      return {
        recipient,
        agree,
        of: used.length,
        chance,
        corrected: Math.min(1, chance * codes.length * tests),
      }
    })
    .sort((a, b) => b.agree - a.agree)
}

/**
 * Kinds of marks that carry nothing any more: programs that turn all quotation marks into one, or fold spaces, leave
 * the same bit everywhere. Wording is judged place by place and never levelled.
 */
function levelledRules(readings: readonly MarkReading[]): ReadonlySet<string> {
  const counts = new Map<string, [number, number, number]>()
  for (const { place, bit, seen } of readings) {
    if (place.layer === 'wording') continue
    const count = counts.get(place.rule) ?? [0, 0, 0]
    // What stands there is in terms of characters, not of bits: the master may hold both kinds.
    if (bit !== undefined) count[writtenAs(place, bit)]!++
    // Places that an excerpt leaves out say nothing.
    if (seen !== '') count[2]++
    counts.set(place.rule, count)
  }
  const levelled = new Set<string>()
  for (const [rule, [some, others, places]] of counts) {
    // Less than half of what is there readable: the layout was made anew, and what is read there is chance.
    if (some === 0 || others === 0 || (some + others) * 2 < places) levelled.add(rule)
  }
  return levelled
}

/** 0 or 1 by which of the two forms, in a fixed order, is there. */
function writtenAs({ original, alternative }: MarkReading['place'], bit: 0 | 1): 0 | 1 {
  return original <= alternative ? bit : ((1 - bit) as 0 | 1)
}
