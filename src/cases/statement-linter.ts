import type { ClaimLabel } from '../model/case.ts'
import {
  confidencesIn,
  type Estimate,
  type LikelihoodFound,
  likelihoodsIn,
  plainSentence,
  wordsAt,
} from './estimative-words.ts'
import { ATTRIBUTING, BENDING, CONVICTING, EQUATING, PROVING, VAGUE, VOUCHING } from './refused-words.ts'
import { reportedWords } from './reported-words.ts'

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
  'number-without-term',
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
      const lower = plainSentence(text)
      // What others say is quoted as they say it.
      const reported = reportedWords(lower)
      const likelihoods = likelihoodsIn(text)
      const found: Found[] = []
      for (const one of likelihoods)
        if (firstRow === undefined) firstRow = one
        else if (one.row !== firstRow.row && !reported(one.start))
          found.push({
            rule: 'mixed-rows',
            ...placeOf(one),
            words: `“${one.term}” is of the other row of terms than “${firstRow.term}”, which this report uses. Keep to one row.`,
          })
      found.push(...remarksOn({ text, lower, statement, likelihoods, reported }))
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

interface Sentence {
  readonly text: string
  /** As `plainSentence` has it. */
  readonly lower: string
  readonly statement: Statement
  readonly likelihoods: readonly LikelihoodFound[]
  /** Whether a word is in the mouth of somebody else. */
  readonly reported: (offset: number) => boolean
}

function remarksOn(sentence: Sentence): readonly Found[] {
  const { text, lower, statement, likelihoods, reported } = sentence
  const found: Found[] = []
  const confidences = confidencesIn(text)
  const likelihood = likelihoods.find(({ start }) => !reported(start))
  const confidence = confidences.find(({ start }) => !reported(start))
  if (likelihood && confidence)
    found.push({
      rule: 'confidence-with-likelihood',
      ...placeOf(confidence),
      words: `A sentence states a likelihood (“${likelihood.text}”) or a confidence (“${confidence.text}”), never both. Make two sentences of it.`,
    })
  for (const one of likelihoods) {
    const number = percentBeside(lower, one)
    if (number && (number.low < one.low || number.high > one.high))
      found.push({
        rule: 'number-outside-term',
        start: number.start,
        end: number.end,
        quoted: text.slice(number.start, number.end),
        words: `“${one.term}” means ${one.low} to ${one.high} %. Change the word or the number.`,
      })
    const bent = BENDING.exec(lower.slice(Math.max(0, one.start - 20), one.start))
    if (bent && !reported(one.start)) {
      const start = one.start - bent[0].length
      found.push({
        rule: 'doubled-estimate',
        start,
        end: one.end,
        quoted: text.slice(start, one.end),
        words: `“${bent[0].trim()}” changes “${one.text}” by an unknown amount. Take the term that is meant.`,
      })
    }
  }
  found.push(...wordRemarks(sentence))
  if (statement.label === 'observed' && likelihood)
    found.push({
      rule: 'estimated-observation',
      ...placeOf(likelihood),
      words: 'What was observed is stated without a likelihood. If it is an inference, label it assessed.',
    })
  found.push(...attributionRemarks(sentence, likelihoods.length + confidences.length))
  return found
}

const NEGATING =
  /\b(?:not|no|never|nothing|cannot|can't|neither|nor|none|without|doesn't|don't|isn't|rather than|far from)\b/

function wordRemarks({ text, lower, likelihoods, reported }: Sentence): readonly Found[] {
  const found: Found[] = []
  const number = likelihoods.length === 0 ? numberOfChance(lower) : undefined
  if (number && !reported(number.start))
    found.push({
      rule: 'number-without-term',
      ...number,
      quoted: text.slice(number.start, number.end),
      words: 'A number alone pretends to be exact. Use the term of ICD 203 whose range it lies in.',
    })
  const overNumber = (at: number, end: number): boolean =>
    number !== undefined && at < number.end && end > number.start
  const add = (
    rule: RemarkRule,
    terms: readonly string[],
    words: string,
    skip?: (at: number, end: number) => boolean,
  ): void => {
    for (const term of terms)
      for (const { start, end } of wordsAt(lower, term)) {
        if (reported(start) || skip?.(start, end)) continue
        if (found.some((one) => one.rule === rule && start < one.end && end > one.start)) continue
        found.push({ rule, start, end, quoted: text.slice(start, end), words })
      }
  }
  /** `does not prove`, `nothing here proves`: the negation may stand some words before. */
  const negated = (at: number): boolean => NEGATING.test(clauseBefore(lower, at))
  add(
    'proves',
    PROVING,
    'Nothing here is proof or certain. Say what was observed, and how likely the inference is.',
    (at, end) =>
      negated(at) ||
      overNumber(at, end) ||
      likelihoods.some((one) => at < one.end && end > one.start) ||
      /^(?:proof\s+(?:of concept|sheet|copy)|(?:clearly|plainly)\s+(?:dated|labelled|marked|legible))/.test(
        lower.slice(at, at + 24),
      ) ||
      /\b(?:say|says|said|state|stated) {1,3}$/.test(lower.slice(Math.max(0, at - 10), at)),
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
    (at, end) => !/\b(?:not|no|never)\b/.test(lower.slice(at, end)) && negated(at),
  )
  if (likelihoods.length === 0) {
    add(
      'vague-estimate',
      VAGUE,
      'This hides how likely it is. Use a term of ICD 203 (“unlikely”, “likely”, …), or say what is not known.',
      overNumber,
    )
    add(
      'vague-estimate',
      ['more likely', 'less likely'],
      'This says of nothing how likely it is. Use a term of ICD 203, or name what it is compared with.',
      (_, end) => /^ +than\b/.test(lower.slice(end, end + 10)),
    )
  } else
    add(
      'doubled-estimate',
      VAGUE,
      `This weakens “${likelihoods[0]?.text ?? ''}” by an unknown amount. Keep the term alone.`,
      (at) => clauseOf(lower, at) !== clauseOf(lower, likelihoods[0]?.start ?? 0),
    )
  add(
    'equates-names',
    EQUATING,
    'Vendors draw their clusters differently. Say which vendor says that the names mean the same.',
    // `one and the same Message-ID`
    (at, end) =>
      /^one/.test(lower.slice(at)) && /^ +(?!group|actor|cluster|crew|team)\w/.test(lower.slice(end)),
  )
  // `Grey Heron, i.e. FW-12`
  for (const { index, 0: words } of text.matchAll(SAME_NAME))
    if (!reported(index))
      found.push({
        rule: 'equates-names',
        start: index,
        end: index + words.length,
        quoted: words,
        words: 'Vendors draw their clusters differently. Say which vendor says that the names mean the same.',
      })
  return found
}

const SAME_NAME = /\p{Lu}[\p{L}\p{N}-]{1,40},? {0,2}\(?(?:i\.e\.|alias),? {1,2}\p{Lu}[\p{L}\p{N}-]{1,40}/gu

/** `is very likely behind the mail`, `were, the vendor thinks, responsible for it` without the aside. */
const ADVERBS =
  '(?:(?:also|almost|nearly|very|highly|most|likely|unlikely|probable|in fact|\\w{3,20}ly) +){0,4}'
const BEHIND = new RegExp(
  `\\b(?:is|are|was|were|be|been|stands?|stood) +${ADVERBS}(?:behind|responsible +for)\\b|\\b(?:hold|holds|held) +(?:\\S{1,30} +){1,4}responsible\\b`,
  'g',
)
/** Programs answer for what they do; nobody is accused. */
const MACHINE =
  /\b(?:gateway|server|filter|list|script|scanner|system|rule|program|software|proxy|cache|clock)s? *$/

/** Words that say who did it, in order; remarks in brackets do not part them. */
function attributions(lower: string): readonly { readonly start: number; readonly end: number }[] {
  const bare = lower.replace(/[([][^()[\]]{0,120}[)\]]/g, (aside) => ' '.repeat(aside.length))
  const found = Array.from(bare.matchAll(BEHIND), ({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  })).filter(({ start }) => !MACHINE.test(bare.slice(Math.max(0, start - 40), start)))
  // `How did it reach …`
  for (const words of ATTRIBUTING)
    for (const one of wordsAt(bare, words))
      if (!/^did /.test(words) || !/^ +\w/.test(bare.slice(one.end))) found.push(one)
  return found.sort((a, b) => a.start - b.start)
}

function attributionRemarks(
  { text, lower, statement, reported }: Sentence,
  estimates: number,
): readonly Found[] {
  if (statement.label === 'claimed' || statement.label === 'reported') return []
  for (const { start, end } of attributions(lower)) {
    if (reported(start)) continue
    if (NEGATING.test(clauseBefore(lower, start)) || UNKNOWN_WHO.test(clauseOf(lower, start))) continue
    if (BY_WHICH_WAY.test(lower.slice(end, end + 20))) continue
    const place = { start, end, quoted: text.slice(start, end) }
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
const BY_WHICH_WAY = /^ (?:(?:e[- ]?)?mail|post|fax|courier|hand|phone)\b/
/** `the group who stole it` knows who. */
const UNKNOWN_WHO =
  /\b(?:whoever|whether|unknown|not known|unclear)\b|(?:^|[,;:(]|\b(?:known|clear|say|says|tell|ask|asks|asked|of|about|on|to|question)) *who\b/

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

const placeOf = ({ start, end, text }: Estimate): Pick<Remark, 'start' | 'end' | 'quoted'> => ({
  start,
  end,
  quoted: text,
})

const PERCENT = '(\\d{1,3})(?:\\s?(?:to|–|-|and)\\s?(\\d{1,3}))?\\s?(?:%|percent|per cent)'
const PERCENT_AFTER = new RegExp(`^[^.;\\d]{0,20}?${PERCENT}`)
const PERCENT_BEFORE = new RegExp(`${PERCENT} {0,3}$`)

/** `likely (90 %)`, `90 % likely`, with the place of both. */
function percentBeside(
  lower: string,
  { start, end }: Estimate,
): { readonly low: number; readonly high: number; readonly start: number; readonly end: number } | undefined {
  const after = PERCENT_AFTER.exec(lower.slice(end, end + 60))
  const from = Math.max(0, start - 40)
  const before = after ? null : PERCENT_BEFORE.exec(lower.slice(from, start))
  const match = after ?? before
  if (match === null) return undefined
  const low = Number(match[1])
  return {
    low,
    high: match[2] === undefined ? low : Number(match[2]),
    start: before ? from + before.index : start,
    end: after ? end + after[0].length : end,
  }
}

const COUNT = '(?:\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|ninety|hundred)'
const SHARE = `(?:(?:\\d{1,3}(?:[.,]\\d{1,2})?|${COUNT})\\s?(?:%|percent|per cent)|${COUNT} (?:in|to|out of) (?:a )?${COUNT}|[01][.,]\\d{1,3})`
const CHANCE = new RegExp(
  `${SHARE} (?:chance|likelihood|probability|odds|certain|certainty|sure)\\b|\\b(?:chances?|odds|likelihood|probability|certainty|put (?:it|this|that) at)\\b[^.;]{0,40}?${SHARE}`,
)

/** A chance in numbers: `a 90 % chance`, `the odds are nine to one`. Other shares are counts of something. */
function numberOfChance(lower: string): { readonly start: number; readonly end: number } | undefined {
  const match = CHANCE.exec(lower)
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length }
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' })

/** A single line end ends no sentence: it must not part a likelihood from a confidence. */
function sentences(text: string): readonly { readonly text: string; readonly start: number }[] {
  const joined = text.replace(/(?<![\r\n])(?:\r\n|[\n\u2028\u0085])(?![\r\n])/g, (end) =>
    ' '.repeat(end.length),
  )
  const found: { text: string; start: number }[] = []
  for (const { segment, index } of SEGMENTER.segment(joined)) {
    const before = found.at(-1)
    // A shortened word ends none either.
    if (before && SHORTENED.test(before.text.slice(-12)))
      before.text = text.slice(before.start, index + segment.length)
    else found.push({ text: text.slice(index, index + segment.length), start: index })
  }
  return found
}

const SHORTENED = /(?:^|[\s(["“])(?:i\.e|e\.g|cf|vs|ca|conf|approx|resp|al|no|mr|ms|mrs|dr|st)\.\s*$/i
