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
  readonly level: Confidence
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

/** `remote` is a likelihood only where a chance is meant: remote access is none. */
const REMOTE_CHANCE = /^(?:\s+(?:chance|possibility|that)\b|\s*[.,;:]|$)/

/** Likelihood terms of ICD 203 in a sentence, in order. */
export function likelihoodsIn(sentence: string): readonly LikelihoodFound[] {
  const lower = sentence.toLowerCase()
  const found: LikelihoodFound[] = []
  for (const { words, term } of FORMS)
    for (const start of wordsAt(lower, words)) {
      const end = start + words.length
      if (found.some((one) => start < one.end && end > one.start)) continue
      if (words === 'remote' && !REMOTE_CHANCE.test(lower.slice(end, end + 20))) continue
      const line = LIKELIHOODS.find(({ terms }) => (terms as readonly string[]).includes(term))
      if (line === undefined) continue
      const { terms, low, high } = line
      const row = terms[0] === term ? 0 : 1
      found.push({ start, end, text: sentence.slice(start, end), term, low, high, row })
    }
  return found.sort((a, b) => a.start - b.start)
}

const LEVELS: readonly { readonly words: string; readonly level: Confidence }[] = [
  ...CONFIDENCES.flatMap((level) => [
    { words: `${level} confidence`, level },
    { words: `${level} level of confidence`, level },
    { words: `confidence is ${level}`, level },
    { words: `confidence: ${level}`, level },
  ]),
  { words: 'medium confidence', level: 'moderate' },
  { words: 'confidence is medium', level: 'moderate' },
  { words: 'highly confident', level: 'high' },
  { words: 'very confident', level: 'high' },
  { words: 'moderately confident', level: 'moderate' },
  { words: 'confident that', level: 'high' },
]

/** Levels of confidence in a sentence, in order. */
export function confidencesIn(sentence: string): readonly ConfidenceFound[] {
  const lower = sentence.toLowerCase()
  const found: ConfidenceFound[] = []
  for (const { words, level } of [...LEVELS].sort((a, b) => b.words.length - a.words.length))
    for (const start of wordsAt(lower, words)) {
      const end = start + words.length
      if (found.some((one) => start < one.end && end > one.start)) continue
      found.push({ start, end, text: sentence.slice(start, end), level })
    }
  return found.sort((a, b) => a.start - b.start)
}

const WORD = /[\p{L}\p{N}_]/u

/** Where these words stand as whole words. */
export function wordsAt(text: string, words: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const before = text[at - 1]
    const after = text[at + words.length]
    if ((before === undefined || !WORD.test(before)) && (after === undefined || !WORD.test(after)))
      found.push(at)
  }
  return found
}
