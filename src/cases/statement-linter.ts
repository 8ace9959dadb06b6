import type { ClaimLabel } from '../model/case.ts'
import { confidencesIn, type LikelihoodFound, likelihoodsIn, wordsAt } from './estimative-words.ts'

/** A sentence somebody wants to put into a report, with what it rests on. */
export interface Statement {
  readonly text: string
  /** Ids of evidence and claims. Ids in the text (`[E3, C1]`) count as well. */
  readonly evidence?: readonly string[]
  readonly label?: ClaimLabel
}

export const REMARK_RULES = [
  'confidence-with-likelihood',
  'mixed-rows',
  'proves',
  'unsupported-attribution',
  'attribution-without-estimate',
  'number-outside-term',
  'vague-estimate',
  'doubled-estimate',
  'estimated-observation',
  'convicts',
  'vouches',
  'equates-names',
] as const
export type RemarkRule = (typeof REMARK_RULES)[number]

/** Something to change before the sentence can stand in a report. */
export interface Remark {
  readonly kind: 'remark'
  readonly rule: RemarkRule
  /** Index of the statement, and the place in its text in UTF-16 units. */
  readonly statement: number
  readonly start: number
  readonly end: number
  readonly quoted: string
  /** What is wrong and what to write instead; one or two sentences. */
  readonly words: string
}

/** Longer statements are not read to the end. Attack: an article of megabytes in a claim. */
const LONGEST = 20_000

/**
 * What the sentences of one product break of the rules of analytic language: ICD 203 (2015) D.6.e.(2)(a) (one row of
 * likelihood terms, confidence never in the sentence of a likelihood), and the rules of this project: nothing is
 * proven, nobody is convicted, nothing is vouched for, and who did it is said only with evidence, as an estimate or in
 * the mouth of whoever says it. English only. Pure; remarks in the order of the text.
 */
export function lintStatements(statements: readonly Statement[]): readonly Remark[] {
  const remarks: Remark[] = []
  let firstRow: LikelihoodFound | undefined
  for (const [index, statement] of statements.entries()) {
    for (const { text, start } of sentences(statement.text.slice(0, LONGEST))) {
      const found: Omit<Remark, 'kind' | 'statement'>[] = []
      const likelihoods = likelihoodsIn(text)
      // What others say is quoted as they say it.
      const reported = isReported(text)
      for (const one of likelihoods)
        if (firstRow === undefined) firstRow = one
        else if (one.row !== firstRow.row && !reported)
          found.push({
            rule: 'mixed-rows',
            ...placeOf(one),
            words: `“${one.term}” is of the other row of terms than “${firstRow.term}”, which this report uses. Keep to one row.`,
          })
      found.push(...remarksOn(text, statement, likelihoods, reported))
      found.sort((a, b) => a.start - b.start)
      for (const one of found)
        remarks.push({
          kind: 'remark',
          ...one,
          statement: index,
          start: one.start + start,
          end: one.end + start,
        })
    }
  }
  return remarks
}

type Found = Omit<Remark, 'kind' | 'statement'>

function remarksOn(
  text: string,
  statement: Statement,
  likelihoods: readonly LikelihoodFound[],
  reported: boolean,
): readonly Found[] {
  const found: Found[] = []
  const lower = text.toLowerCase()
  const confidences = confidencesIn(text)
  const [likelihood] = likelihoods
  const [confidence] = confidences
  if (likelihood && confidence && !reported)
    found.push({
      rule: 'confidence-with-likelihood',
      ...placeOf(confidence),
      words: `A sentence states a likelihood (“${likelihood.text}”) or a confidence (“${confidence.text}”), never both. Make two sentences of it.`,
    })
  for (const one of likelihoods) {
    const number = percentAfter(lower, one.end)
    if (number && (number.low < one.low || number.high > one.high))
      found.push({
        rule: 'number-outside-term',
        start: one.start,
        end: number.end,
        quoted: text.slice(one.start, number.end),
        words: `“${one.term}” means ${one.low} to ${one.high} %. Change the word or the number.`,
      })
  }
  if (!reported) found.push(...wordRemarks(text, lower, likelihoods))
  if (statement.label === 'observed' && likelihood && !reported)
    found.push({
      rule: 'estimated-observation',
      ...placeOf(likelihood),
      words: 'What was observed is stated without a likelihood. If it is an inference, label it assessed.',
    })
  found.push(...attributionRemarks(text, lower, statement, likelihoods.length + confidences.length, reported))
  return found
}

/** Words by rule; all in lower case. */
const PROVING = [
  'prove',
  'proves',
  'proved',
  'proven',
  'proving',
  'proof',
  'smoking gun',
  'beyond doubt',
  'beyond any doubt',
  'beyond a reasonable doubt',
  'undeniable',
  'undeniably',
  'irrefutable',
  'irrefutably',
  'without a doubt',
  'without doubt',
  'conclusively',
  'definitively',
  'indisputable',
  'indisputably',
] // prettier-ignore
const CONVICTING = [
  'culprit',
  'the leaker',
  'is guilty',
  'the mole',
  'traitor',
  'the perpetrator is',
  'is to blame',
  'betrayed',
] // prettier-ignore
const VOUCHING = [
  'is clean',
  'are clean',
  'is safe',
  'are safe',
  'is harmless',
  'are harmless',
  'is benign',
  'are benign',
  'was clean',
  'were clean',
  'was not compromised',
  'were not compromised',
  'is not compromised',
  'no compromise took place',
  'is legitimate',
  'are legitimate',
] // prettier-ignore
const VAGUE = [
  'possibly',
  'perhaps',
  'maybe',
  'presumably',
  'seemingly',
  'arguably',
  'conceivably',
  'apparently',
  'might',
  'may have',
  'could have',
  'cannot be ruled out',
  "can't be ruled out",
  'cannot rule out',
] // prettier-ignore
const NEGATING =
  /\b(?:not|no|never|nothing|cannot|can't|neither|nor|none|without|doesn't|don't|isn't|rather than|far from)\b/

function wordRemarks(text: string, lower: string, likelihoods: readonly LikelihoodFound[]): readonly Found[] {
  const found: Found[] = []
  const add = (
    rule: RemarkRule,
    terms: readonly string[],
    words: string,
    skip?: (at: number) => boolean,
  ): void => {
    for (const term of terms)
      for (const at of wordsAt(lower, term)) {
        const end = at + term.length
        if (skip?.(at) || found.some((one) => one.rule === rule && at < one.end && end > one.start)) continue
        found.push({ rule, start: at, end, quoted: text.slice(at, end), words })
      }
  }
  /** `does not prove`, `nothing here proves`: the negation may stand some words before. */
  const negated = (at: number): boolean => NEGATING.test(clauseBefore(lower, at))
  add(
    'proves',
    PROVING,
    'Nothing here is proof. Say what was observed, and how likely the inference is.',
    (at) => negated(at) || /^proof\s+(?:of concept|sheet|copy)/.test(lower.slice(at, at + 20)),
  )
  add(
    'convicts',
    CONVICTING,
    'A case names mailboxes, copies and accounts, never a guilty person. Say what the evidence shows of them.',
    negated,
  )
  add(
    'vouches',
    VOUCHING,
    'Nothing is known to be clean. Say what was looked at, and that nothing was found there.',
    // `is not safe to open` is no promise; `was not compromised` is one.
    (at) => !/not |no /.test(lower.slice(at, at + 9)) && negated(at),
  )
  if (likelihoods.length === 0)
    add(
      'vague-estimate',
      VAGUE,
      'This hides how likely it is. Use a term of ICD 203 (“unlikely”, “likely”, …), or say what is not known.',
    )
  else {
    add(
      'doubled-estimate',
      VAGUE,
      `This weakens “${likelihoods[0]?.text ?? ''}” by an unknown amount. Keep the term alone.`,
      (at) => clauseOf(lower, at) !== clauseOf(lower, likelihoods[0]?.start ?? 0),
    )
  }
  add(
    'equates-names',
    [
      'also known as',
      'aka',
      'a.k.a.',
      'is the same group as',
      'is the same actor as',
      'are the same group',
      'are the same actor',
    ],
    'Vendors draw their clusters differently. Say which vendor says that the names mean the same.',
  )
  return found
}

/** Verbs that say who did it. */
const ATTRIBUTING = [
  'is behind',
  'was behind',
  'were behind',
  'are behind',
  'is responsible for',
  'was responsible for',
  'were responsible for',
  'are responsible for',
  'was carried out by',
  'were carried out by',
  'was conducted by',
  'was hacked by',
  'were hacked by',
  'was done by',
  'was stolen by',
  'were stolen by',
  'was leaked by',
  'were leaked by',
  'was sent by',
  'attributed to',
  'attributable to',
  'we attribute',
  'linked to',
  'orchestrated',
  'masterminded',
  'hacked the',
  'hacked our',
  'broke into',
  'works for',
  'acted for',
  'on behalf of',
  'leaked the',
  'stole the',
] // prettier-ignore

function attributionRemarks(
  text: string,
  lower: string,
  statement: Statement,
  estimates: number,
  reported: boolean,
): readonly Found[] {
  if (reported || statement.label === 'claimed' || statement.label === 'reported') return []
  for (const verb of ATTRIBUTING)
    for (const at of wordsAt(lower, verb)) {
      const end = at + verb.length
      if (NEGATING.test(clauseBefore(lower, at)) || UNKNOWN_WHO.test(clauseOf(lower, at))) continue
      if (BY_WHICH_WAY.test(lower.slice(end, end + 20))) continue
      const place = { start: at, end, quoted: text.slice(at, end) }
      if ((statement.evidence ?? []).length === 0 && !REFERENCE.test(text))
        return [
          {
            rule: 'unsupported-attribution',
            ...place,
            words: 'Who did it is said without evidence. Name the evidence, or whose claim it is.',
          },
        ]
      if (estimates === 0)
        return [
          {
            rule: 'attribution-without-estimate',
            ...place,
            words:
              'Who did it is an inference: say how likely it is or how confident you are, or whose claim it is.',
          },
        ]
      return []
    }
  return []
}

/** `[E3]`, `(C1, E2)` */
const REFERENCE = /[[(](?:[ECJ]\d{1,5}(?:, ?)?){1,30}[\])]/
/** `was sent by mail`: a way, not a person. */
const BY_WHICH_WAY = /^ (?:(?:e-?)?mail|post|fax|courier|hand|phone)\b/
const UNKNOWN_WHO = /\b(?:who|whoever|whether|unknown|not known|unclear)\b/

/** `X says that …`, `according to X`: the sentence is in somebody's mouth, and that is what it asserts. */
const SAYING =
  /\b(?:says?|said|(?:states?|claims?|reports?|writes?|wrote) that|stated|claimed|reported|alleges?|alleged|assesse[sd]|asserts?|asserted|denies|denied|deny|told|announced|according to|in the words of|attributes|believes?|concludes?|concluded)\b/
const OWN = /^\s*(?:we|our|i|it is|this report|the case)\b/

function isReported(sentence: string): boolean {
  const lower = sentence.toLowerCase()
  return SAYING.test(lower) && !(OWN.test(lower) && !/\baccording to\b/.test(lower))
}

/** The words of the clause before a place. */
function clauseBefore(lower: string, at: number): string {
  const start = Math.max(
    ...[',', ';', ':', ' but ', ' because ', '—', ' – '].map((mark) => lower.lastIndexOf(mark, at - 1)),
  )
  return lower.slice(Math.max(start, at - 200, 0), at)
}

function clauseOf(lower: string, at: number): string {
  const before = clauseBefore(lower, at)
  const rest = lower.slice(at)
  const end = rest.search(/[,;:—]| but | because | – /)
  return before + (end < 0 ? rest : rest.slice(0, end))
}

const placeOf = ({
  start,
  end,
  text,
}: {
  start: number
  end: number
  text: string
}): Pick<Remark, 'start' | 'end' | 'quoted'> => ({
  start,
  end,
  quoted: text,
})

const PERCENT = /^[^.;\d]{0,20}?(\d{1,3})(?:\s?(?:to|–|-|and)\s?(\d{1,3}))?\s?(?:%|percent|per cent)/

function percentAfter(
  lower: string,
  at: number,
): { readonly low: number; readonly high: number; readonly end: number } | undefined {
  const match = PERCENT.exec(lower.slice(at, at + 60))
  if (match === null) return undefined
  const low = Number(match[1])
  return { low, high: match[2] === undefined ? low : Number(match[2]), end: at + match[0].length }
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' })

function sentences(text: string): readonly { readonly text: string; readonly start: number }[] {
  return [...SEGMENTER.segment(text)].map(({ segment, index }) => ({ text: segment, start: index }))
}
