// Which of several near-identical versions a leaked text was taken from: how likely is what differs under each, when
// words slip (OCR, typing), are replaced, left out and put in, and blanks are lost, at the rates seen where all versions
// agree. Where the versions agree, nothing is weighed: it says the same of each of them.
import { type AlignedStretch, type Alignment, alignWords } from './align-words.ts'
import { signLikelihoods } from './sign-evidence.ts'
import { ALPHABET, type NoiseRates, spanLikelihood, VOCABULARY } from './span-likelihood.ts'

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
  /** The one version that explains it TOLD_APART times better than each of the others. */
  readonly decided?: number
}

/** A text to be weighed: its folded words (`wordList`), and the signs before each of them (`signsBefore`). */
export interface WeighedText {
  readonly words: readonly string[]
  /** Absent where only words are to count. */
  readonly signs?: readonly string[]
}

/** Likelihood ratio, natural logarithm, below which two versions are not told apart: 30 to one. */
export const TOLD_APART: number = Math.log(30)
/** Rates are not taken to be below this, so that one flaw in a clean text does not count for more than it can. */
const LEAST_RATE = 0.002
/** Blanks are lost as letters are, and a word has about so many letters. */
const LETTERS_OF_WORD = 5
/** Versions so far behind the best by their plain alignment are not weighed closely. */
const FAR_BEHIND = 80
/** Words of a document looked at beyond the leaked words at the open end of an excerpt. */
const END_ROOM = 8

/**
 * Weighs versions against each other by a leaked text. Two versions that agree on all that was leaked share the
 * belief: then nothing is decided.
 */
export function weighVersions(leaked: WeighedText, versions: readonly WeighedText[]): VersionEvidence {
  const aligned = versions.flatMap((text, version): Aligned[] => {
    const alignment = alignWords(leaked.words, text.words)
    return alignment === undefined ? [] : [{ version, alignment, text }]
  })
  const best = aligned.reduce<Aligned | undefined>(
    (top, each) => (top === undefined || each.alignment.fitting > top.alignment.fitting ? each : top),
    undefined,
  )
  if (best === undefined) return { fits: [] }
  const rough = ratesOf([best.alignment.stretches], leaked.words.length)
  const plain = aligned.map(({ alignment, text }) => alignmentLikelihood(alignment, text.words.length, rough))
  const top = Math.max(...plain)
  const near = aligned.flatMap((_, i) => ((plain[i] as number) > top - FAR_BEHIND ? [i] : []))
  const close = closeLikelihoods(
    leaked,
    near.map((i) => aligned[i] as Aligned),
  )
  const likelihoods = [...plain]
  const closest = Math.max(...close)
  for (const [n, i] of near.entries()) likelihoods[i] = top + (close[n] as number) - closest
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
  const [first, second] = fits
  const told = first !== undefined && (second === undefined || second.behind <= -TOLD_APART)
  return { fits, ...(told && { decided: first.version }) }
}

interface Aligned {
  readonly version: number
  readonly alignment: Alignment
  readonly text: WeighedText
}

/** Natural logarithms of how likely the leaked text is under each, apart from what is the same for all of them. */
function closeLikelihoods(leaked: WeighedText, aligned: readonly Aligned[]): readonly number[] {
  if (aligned.length < 2) return aligned.map(() => 0)
  const places = aligned.map(({ alignment }) => samePlaces(alignment, leaked.words.length))
  const anchors = leaked.words.flatMap((_, i) => (places.every((of) => (of[i] as number) >= 0) ? [i] : []))
  const spans = spansBetween(anchors, leaked.words, aligned, places)
  const shared = spans.filter(({ theirs }) => theirs.every((words) => sameWords(words, theirs[0] ?? [])))
  // noise is counted once, where all versions have the same words
  const rates = ratesOf(
    shared.map(({ from, to }) => cutOut(aligned[0]?.alignment.stretches ?? [], from, to)),
    anchors.length + shared.reduce((sum, { from, to }) => sum + to - from, 0),
  )
  const sums = aligned.map(() => 0)
  for (const { from, to, theirs, free } of spans) {
    if (theirs.every((words) => sameWords(words, theirs[0] ?? []))) continue
    const mine = leaked.words.slice(from, to)
    for (const [v, words] of theirs.entries())
      sums[v] =
        (sums[v] as number) +
        (spanLikelihood(mine, words, rates, free) ?? apartLikelihood(mine.length, words.length, rates))
  }
  const { signs } = leaked
  if (signs === undefined) return sums
  const withSigns = aligned.flatMap(({ alignment, text }) =>
    text.signs === undefined ? [] : [{ alignment, signs: text.signs }],
  )
  if (withSigns.length < aligned.length) return sums
  const bySigns = signLikelihoods(signs, withSigns)
  return sums.map((sum, v) => sum + (bySigns[v] as number))
}

/** A stretch of leaked words between two that all versions have, and what each version has there. */
interface Span {
  readonly from: number
  readonly to: number
  readonly theirs: readonly (readonly string[])[]
  readonly free: 'none' | 'start' | 'end'
}

function spansBetween(
  anchors: readonly number[],
  leaked: readonly string[],
  aligned: readonly Aligned[],
  places: readonly Int32Array[],
): readonly Span[] {
  const spans: Span[] = []
  const words = (v: number, from: number, to: number): readonly string[] =>
    aligned[v]?.text.words.slice(Math.max(0, from), Math.max(0, to)) ?? []
  const [first, last] = [anchors[0], anchors.at(-1)]
  if (first === undefined || last === undefined) return spans
  // an excerpt begins and ends anywhere: what stands further off in the document says nothing
  const room = (count: number): number => Math.ceil(count * 1.2) + END_ROOM
  if (first > 0)
    spans.push({
      from: 0,
      to: first,
      free: 'start',
      theirs: places.map((of, v) => words(v, (of[first] as number) - room(first), of[first] as number)),
    })
  for (let n = 1; n < anchors.length; n++) {
    const [a, b] = [anchors[n - 1] as number, anchors[n] as number]
    if (b === a + 1 && places.every((of) => (of[b] as number) === (of[a] as number) + 1)) continue
    spans.push({
      from: a + 1,
      to: b,
      free: 'none',
      theirs: places.map((of, v) => words(v, (of[a] as number) + 1, of[b] as number)),
    })
  }
  const rest = leaked.length - last - 1
  if (rest > 0)
    spans.push({
      from: last + 1,
      to: leaked.length,
      free: 'end',
      theirs: places.map((of, v) =>
        words(v, (of[last] as number) + 1, (of[last] as number) + 1 + room(rest)),
      ),
    })
  return spans
}

/** For each leaked word its place in the document when it is the same there, else -1. */
function samePlaces({ stretches }: Alignment, length: number): Int32Array {
  const places = new Int32Array(length).fill(-1)
  for (const { kind, leaked, document } of stretches)
    if (kind === 'same') for (let i = leaked[0]; i < leaked[1]; i++) places[i] = document[0] + i - leaked[0]
  return places
}

const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, i) => word === b[i])

/** The stretches that lie between two leaked words. */
const cutOut = (stretches: readonly AlignedStretch[], from: number, to: number): readonly AlignedStretch[] =>
  stretches.filter(({ leaked: [start, end] }) => start >= from && end <= to)

function ratesOf(stretches: readonly (readonly AlignedStretch[])[], words: number): NoiseRates {
  const count = (kind: AlignedStretch['kind']): number =>
    stretches.reduce((sum, part) => sum + part.filter((stretch) => stretch.kind === kind).length, 0)
  const rate = (events: number): number => Math.min(0.3, Math.max(LEAST_RATE, (events + 0.1) / (words + 10)))
  const slip = rate(count('slip'))
  return {
    slip,
    changed: rate(count('changed') + count('apart')),
    missing: rate(count('missing')),
    added: rate(count('added')),
    joined: Math.max(LEAST_RATE, slip / LETTERS_OF_WORD),
  }
}

const apartLikelihood = (mine: number, theirs: number, { changed }: NoiseRates): number =>
  Math.log(changed) - mine * Math.log(VOCABULARY) + Math.max(0, theirs - 1) * Math.log(0.5)

/** Natural logarithm of the chance of the leaked text when it was taken from a document of `length` words. */
function alignmentLikelihood(
  { stretches, before, after }: Alignment,
  length: number,
  rates: NoiseRates,
): number {
  const same = Math.log(1 - Math.min(0.9, rates.slip + rates.changed + rates.missing + rates.added))
  let sum = 0
  for (const { kind, leaked, document, slips = 1 } of stretches) {
    const [mine, theirs] = [leaked[1] - leaked[0], document[1] - document[0]]
    if (kind === 'same') sum += mine * same
    else if (kind === 'slip') sum += Math.log(rates.slip) - slips * Math.log(ALPHABET)
    else if (kind === 'changed') sum += Math.log(rates.changed) - Math.log(VOCABULARY)
    else if (kind === 'missing') sum += Math.log(rates.missing) + (theirs - 1) * Math.log(0.5)
    else if (kind === 'added') sum += Math.log(rates.added) - mine * Math.log(VOCABULARY)
    else sum += apartLikelihood(mine, theirs, rates)
  }
  // a leaked text mostly begins and ends with the document, or anywhere in it
  for (const cut of [before, after]) sum += Math.log(0.5) - (cut === 0 ? 0 : Math.log(Math.max(2, length)))
  return sum
}
