import { CONFIDENCES, type Confidence, LIKELIHOODS, type LikelihoodTerm } from '../model/case.ts'

/** A likelihood term or a confidence level found in a sentence; offsets in UTF-16 units. */
export interface Estimate {
  readonly start: number
  readonly end: number
  /** As it stands in the sentence. */
  readonly text: string
}

export interface LikelihoodFound extends Estimate {
  readonly term: LikelihoodTerm
  /** Percent. */
  readonly low: number
  readonly high: number
  /** Which of the two rows of synonyms of ICD 203 it is from. */
  readonly row: 0 | 1
}

export interface ConfidenceFound extends Estimate {
  /** Absent where confidence is spoken of without one: `we are confident of it`. */
  readonly level?: Confidence
}

/** Forms of the terms as sentences use them. Longer ones first: `very likely` holds `likely`. */
const FORMS: readonly { readonly words: string; readonly term: LikelihoodTerm }[] = (
  [
    ...LIKELIHOODS.flatMap(({ terms }) => terms.map((term) => ({ words: term as string, term }))),
    { words: 'almost no likelihood', term: 'almost no chance' },
    { words: 'almost certainly', term: 'almost certain' },
    { words: 'nearly certainly', term: 'nearly certain' },
    { words: 'very probable', term: 'highly probable' },
    { words: 'very probably', term: 'highly probable' },
    { words: 'highly probably', term: 'highly probable' },
    { words: 'highly likely', term: 'very likely' },
    { words: 'highly unlikely', term: 'very unlikely' },
    { words: 'very improbable', term: 'highly improbable' },
    { words: 'probably', term: 'probable' },
    { words: 'improbably', term: 'improbable' },
    { words: 'roughly an even chance', term: 'roughly even chance' },
    { words: 'a roughly even chance', term: 'roughly even chance' },
    { words: 'about an even chance', term: 'roughly even chance' },
    { words: 'even odds', term: 'roughly even odds' },
    { words: 'remote chance', term: 'remote' },
    { words: 'remote possibility', term: 'remote' },
  ] as const satisfies readonly { words: string; term: LikelihoodTerm }[]
).toSorted((a, b) => b.words.length - a.words.length)

/** Phrases that hold a term and mean another thing than it. */
const NO_TERMS: readonly string[] = ['more likely than not', 'less likely than not', 'likely as not']
/** Comparisons state no likelihood: what is more likely than an insider may be unlikely all the same. */
const COMPARED = /\b(?:more|less|as) {1,3}$/
/** `remote` is a likelihood only where a chance is meant: remote access is none. */
const REMOTE_CHANCE = /^(?:\s+(?:chance|possibility|that)\b|\s*[.,;:]|$)/

/**
 * A sentence for looking up words: small letters, one kind of apostrophe, hyphens and line ends as blanks, so that
 * `high-confidence` and a line end between two words hide nothing. As long as the sentence: offsets hold for both.
 */
export function plainSentence(sentence: string): string {
  return sentence
    .replaceAll('\u0130', 'i')
    .toLowerCase()
    .replace(/\s/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/(?<=\p{L})[-\u2010\u2011](?=\p{L})/gu, ' ')
}

/** Likelihood terms of ICD 203 in a sentence, in order. */
export function likelihoodsIn(sentence: string): readonly LikelihoodFound[] {
  const lower = plainSentence(sentence)
  const found: LikelihoodFound[] = []
  const other = NO_TERMS.flatMap((words) => wordsAt(lower, words))
  for (const { words, term } of FORMS)
    for (const { start, end } of wordsAt(lower, words)) {
      if ([...found, ...other].some((one) => start < one.end && end > one.start)) continue
      if (words === 'remote' && !REMOTE_CHANCE.test(lower.slice(end, end + 20))) continue
      if (COMPARED.test(lower.slice(Math.max(0, start - 8), start))) continue
      const line = LIKELIHOODS.find(({ terms }) => (terms as readonly string[]).includes(term))
      if (line === undefined) continue
      const { terms, low, high } = line
      const row = terms[0] === term ? 0 : 1
      found.push({ start, end, text: sentence.slice(start, end), term, low, high, row })
    }
  return found.sort((a, b) => a.start - b.start)
}

const LEVELS: readonly { readonly words: string; readonly level?: Confidence }[] = [
  ...CONFIDENCES.flatMap((level) => [
    { words: `${level} confidence`, level },
    { words: `${level} level of confidence`, level },
    { words: `confidence is ${level}`, level },
    { words: `confidence: ${level}`, level },
    { words: `confidence level: ${level}`, level },
    { words: `confidence level is ${level}`, level },
  ]),
  { words: 'medium confidence', level: 'moderate' },
  { words: 'confidence is medium', level: 'moderate' },
  { words: 'highly confident', level: 'high' },
  { words: 'very confident', level: 'high' },
  { words: 'moderately confident', level: 'moderate' },
  { words: 'confident that', level: 'high' },
  { words: 'confidence' },
  { words: 'confident' },
  { words: 'confidently' },
]
/** `[conf.: high]`; a file may be named `httpd.conf`. */
const SHORT_CONFIDENCE = /(?<=^|[\s([/,;:])conf[.:]/g

/** Where confidence is spoken of in a sentence, in order. */
export function confidencesIn(sentence: string): readonly ConfidenceFound[] {
  const lower = plainSentence(sentence)
  const found: ConfidenceFound[] = []
  for (const { words, level } of [...LEVELS].sort((a, b) => b.words.length - a.words.length))
    for (const { start, end } of wordsAt(lower, words)) {
      if (found.some((one) => start < one.end && end > one.start)) continue
      found.push({ start, end, text: sentence.slice(start, end), ...(level !== undefined && { level }) })
    }
  for (const { index, 0: short } of lower.matchAll(SHORT_CONFIDENCE))
    found.push({ start: index, end: index + short.length, text: sentence.slice(index, index + short.length) })
  return found.sort((a, b) => a.start - b.start)
}

export interface WordsFound {
  readonly start: number
  readonly end: number
}

const patterns = new Map<string, RegExp>()

/** Where these words stand as whole words in a plain sentence; between them may be several blanks. */
export function wordsAt(plain: string, words: string): readonly WordsFound[] {
  let pattern = patterns.get(words)
  if (pattern === undefined) {
    const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', ' +')
    pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'gu')
    patterns.set(words, pattern)
  }
  return Array.from(plain.matchAll(pattern), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }))
}
