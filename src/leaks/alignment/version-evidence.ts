// Which of several near-identical versions a leaked text was taken from: how likely is what differs under each, when
// words slip (OCR, typing), are replaced, left out and put in at the rates that the best-fitting version shows.
import { type AlignedStretch, type Alignment, alignWords } from './align-words.ts'

/** What one version says about the leaked text. */
export interface VersionFit {
  /** Place in the list that was asked. */
  readonly version: number
  readonly alignment: Alignment
  /** Share of belief among the versions asked, before the evidence equal; 0 to 1. */
  readonly share: number
  /** Natural logarithm of how much less likely the leaked text is from this version than from the best; 0 for the best. */
  readonly behind: number
}

export interface VersionEvidence {
  /** Best first; versions no stretch of which fits are left out. */
  readonly fits: readonly VersionFit[]
  /** The one version that explains it, when the others together have less than UNDECIDED of the belief. */
  readonly decided?: number
}

/** Belief left to the other versions at which one is still named. */
export const UNDECIDED = 0.05
/** Words a replaced word may have been: makes one chance hit on another version's word unlikely. */
const VOCABULARY = 5_000
/** Letters a slipped letter may have become. */
const ALPHABET = 12
/** Rates are not taken to be below this, so that one flaw in a clean text does not count for more than it can. */
const LEAST_RATE = 0.002

/**
 * Weighs versions against each other by a leaked text (both as folded words, `wordList`). Two versions that agree on
 * all that was leaked share the belief: then nothing is decided.
 */
export function weighVersions(
  leaked: readonly string[],
  versions: readonly (readonly string[])[],
): VersionEvidence {
  const aligned = versions.flatMap((words, version) => {
    const alignment = alignWords(leaked, words)
    return alignment === undefined ? [] : [{ version, alignment, length: words.length }]
  })
  const best = aligned.reduce<(typeof aligned)[number] | undefined>(
    (top, each) => (top === undefined || each.alignment.fitting > top.alignment.fitting ? each : top),
    undefined,
  )
  if (best === undefined) return { fits: [] }
  const rates = ratesOf(best.alignment)
  const likelihoods = aligned.map(({ alignment, length }) => logLikelihood(alignment, length, rates))
  const top = Math.max(...likelihoods)
  const sum = likelihoods.reduce((total, each) => total + Math.exp(each - top), 0)
  const fits = aligned
    .map(
      ({ version, alignment }, i): VersionFit => ({
        version,
        alignment,
        share: Math.exp((likelihoods[i] as number) - top) / sum,
        behind: (likelihoods[i] as number) - top,
      }),
    )
    .sort((a, b) => b.behind - a.behind || a.version - b.version)
  const first = fits[0] as VersionFit
  return { fits, ...(first.share >= 1 - UNDECIDED && { decided: first.version }) }
}

interface Rates {
  readonly slip: number
  readonly changed: number
  readonly missing: number
  readonly added: number
}

function ratesOf({ stretches, words }: Alignment): Rates {
  const count = (kind: AlignedStretch['kind']): number =>
    stretches.reduce((sum, stretch) => sum + (stretch.kind === kind ? 1 : 0), 0)
  const rate = (events: number): number => Math.min(0.3, Math.max(LEAST_RATE, (events + 0.1) / (words + 10)))
  return {
    slip: rate(count('slip')),
    changed: rate(count('changed') + count('apart')),
    missing: rate(count('missing')),
    added: rate(count('added')),
  }
}

/** Natural logarithm of the chance of the leaked text when it was taken from a document of `length` words. */
function logLikelihood({ stretches, before, after }: Alignment, length: number, rates: Rates): number {
  const same = Math.log(1 - Math.min(0.9, rates.slip + rates.changed + rates.missing + rates.added))
  let sum = 0
  for (const { kind, leaked, document, slips = 1 } of stretches) {
    const [mine, theirs] = [leaked[1] - leaked[0], document[1] - document[0]]
    if (kind === 'same') sum += mine * same
    else if (kind === 'slip') sum += Math.log(rates.slip) - slips * Math.log(ALPHABET)
    else if (kind === 'changed') sum += Math.log(rates.changed) - Math.log(VOCABULARY)
    else if (kind === 'missing') sum += Math.log(rates.missing) + (theirs - 1) * Math.log(0.5)
    else if (kind === 'added') sum += Math.log(rates.added) - mine * Math.log(VOCABULARY)
    else sum += Math.log(rates.changed) - mine * Math.log(VOCABULARY) + (theirs - 1) * Math.log(0.5)
  }
  // a leaked text mostly begins and ends with the document, or anywhere in it
  for (const cut of [before, after]) sum += Math.log(0.5) - (cut === 0 ? 0 : Math.log(Math.max(2, length)))
  return sum
}
