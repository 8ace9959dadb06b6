import { isCapital, isComma, isWord, type Token, wordSet } from './sentence-tokens.ts'
import type { SpeechVerb } from './speech-verbs.ts'

/** What a verb of speech reports: a clause from a token on, or a quotation at one; and to whom it was said. */
export interface Reported {
  readonly kind: 'clause' | 'quotation'
  readonly at: number
  readonly to?: string
}

/** Verbs with somebody before what was said: `told reporters`, `warned his superiors that`. */
const TO_SOMEBODY = /^(?:tell|told|telling|warn|inform|assur|advis|remind)/
/** How far behind the verb what was said begins, in tokens: `said in a letter to the inquiry’s three members that`. */
const REACH = 16
const TELLS = wordSet('told tells tell')
const CIRCUMSTANCE = wordSet(
  'on in at late early last this yesterday today earlier monday tuesday wednesday thursday friday saturday sunday during after before when while via by through over with under again publicly privately repeatedly later to from here tonight as',
)
const CLAUSE_BEGINS = wordSet(
  'he she it they there we i no none nobody its their his her the a an some many most both neither nothing',
)
const PRONOUNS = wordSet("he she it they there we i it's he's she's they're there's that")
const FINITE = wordSet(
  "was were is are had has have did does do would could should will can may might must isn't wasn't weren't didn't doesn't don't won't hadn't hasn't haven't couldn't wouldn't shouldn't cannot can't",
)
const OBJECT_BEGINS = wordSet(
  'the a an its their his her this that these those any all him them it such what some both every',
)
const NAMING = /^(?:call|describ|label|term|brand)/
const GOES_ON = wordSet('although though while adding according citing declining without whereas')
const NEXT_SUBJECT = wordSet('he she it they the did has gave does had would could')

/** A quotation that is a sentence or clause by itself, not a few words set in marks inside another. */
export function standsAlone(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]
  if (token?.quotation === undefined) return false
  const before = tokens[index - 1]
  const full = token.quotation.words >= 4
  const pointed = /[.,!?…][^\p{L}\p{N}]?$/u.test(token.text)
  if (before === undefined) return full || pointed || isComma(tokens[index + 1])
  if (before.lower === ':') return true
  if (before.kind === 'mark' || before.kind === 'quotation') return full || pointed
  return false
}

/** What stands behind the verb at token `from`, if that is something said. */
export function saidBehind(tokens: readonly Token[], verb: SpeechVerb, from: number): Reported | undefined {
  const told = TO_SOMEBODY.test(verb.word) ? somebody(tokens, from) : undefined
  const to = told === undefined || told.end === from ? undefined : told.name
  const with_ = (one: Omit<Reported, 'to'>): Reported => ({ ...one, ...(to !== undefined && { to }) })
  let at = told?.end ?? from
  // `said, however, that`
  const aside = isComma(tokens[at])
    ? tokens.slice(0, at + REACH).findIndex((one, index) => index > at && isComma(one))
    : -1
  if (aside > 0 && aside - at < REACH && tokens[aside + 1]?.lower === 'that') at = aside + 1
  // `told how hackers read it`
  if (TELLS.has(verb.word) && tokens[from]?.lower === 'how') return { kind: 'clause', at: from + 1 }
  // `state clearly that`
  if (tokens[at + 1]?.lower === 'that' && /^\p{Ll}{3,}ly$/u.test(tokens[at]?.text ?? '')) at++
  const first = tokens[at]
  if (first === undefined) return undefined
  if (first.lower === 'that' && verb.frame !== 'quote') {
    // `disputed that account`, `said that was wrong`
    const own =
      verb.frame === 'object' ||
      (verb.frame === 'deny' ? !finiteWithin(tokens, at + 1) : isWord(tokens[at + 1], FINITE))
    return with_(own ? { kind: 'clause', at } : behindThat(tokens, at))
  }
  const quoted = quotedBehind(tokens, at)
  if (quoted !== undefined) return with_({ kind: 'quotation', at: quoted })
  if (verb.frame === 'quote' || verb.frame === 'hear') return undefined
  const circumstance = first.kind === 'word' && CIRCUMSTANCE.has(first.lower)
  const that = thatWithin(tokens, at)
  if (that !== undefined && (circumstance || told !== undefined)) return with_(behindThat(tokens, that))
  if (first.kind === 'mark') return undefined
  if (verb.frame === 'deny') return with_({ kind: 'clause', at })
  if (verb.frame === 'object') {
    if (circumstance || isWord(first, PREPOSITIONS)) return undefined
    if (NAMING.test(verb.word) && !isWord(first, OBJECT_BEGINS)) return undefined
    return with_({ kind: 'clause', at })
  }
  if (circumstance) {
    const clause = clauseBehindCircumstance(tokens, at)
    return clause === undefined ? undefined : with_({ kind: 'clause', at: clause })
  }
  // `claimed to be a former guard`
  if (first.lower === 'to' && CLAIMS.has(verb.word) && isWord(tokens[at + 1], BE_OR_HAVE))
    return with_({ kind: 'clause', at })
  if (isWord(first, PREPOSITIONS)) return undefined
  const clause = isWord(first, PRONOUNS) || finiteWithin(tokens, at)
  if (verb.frame === 'that' || told !== undefined) return clause ? with_({ kind: 'clause', at }) : undefined
  return with_({ kind: 'clause', at })
}

/** `that “no employee is a suspect”`: words of their own when nothing else follows. */
function behindThat(tokens: readonly Token[], that: number): Reported {
  const at = that + 1
  const quoted = (tokens[at]?.quotation?.words ?? 0) >= 4 && atEnd(tokens, at + 1)
  return { kind: quoted ? 'quotation' : 'clause', at }
}

const PREPOSITIONS = wordSet(
  'of to for about with against from into onto on at by in over upon up out back so not if whether why how',
)

/** `reporters`, `the House of Commons`, `me`: to whom, and the token behind. */
function somebody(tokens: readonly Token[], from: number): { readonly name: string; readonly end: number } {
  let end = from
  for (; end < from + 8; end++) {
    const one = tokens[end]
    if (one?.kind !== 'word' || one.lower === 'that' || (end > from && CIRCUMSTANCE.has(one.lower))) break
    if (PRONOUNS.has(one.lower) || (end > from && finiteHere(one))) break
    // `told councillors the account`: a second noun phrase begins the clause
    if (
      end > from &&
      (CLAUSE_BEGINS.has(one.lower) ||
        (isCapital(one) && !isCapital(tokens[end - 1]) && !isWord(tokens[end - 1], INSIDE)))
    )
      break
    if (end > from && /^(?:me|us|him|her|them)$/.test(tokens[from]?.lower ?? '')) break
  }
  if (end < tokens.length && finiteHere(tokens[end]) && end > from) end = from
  const name = tokens
    .slice(from, end)
    .map(({ text }) => text)
    .join(' ')
  return { name, end }
}

const INSIDE = wordSet('the a of and radio newspaper daily magazine broadcaster agency channel weekly')
const finiteHere = (token: Token | undefined): boolean => isWord(token, FINITE)

/** A quotation directly behind, behind a colon or comma, or behind when and where it was said. */
function quotedBehind(tokens: readonly Token[], from: number): number | undefined {
  for (let at = from; at < Math.min(tokens.length, from + REACH); at++) {
    const one = tokens[at]
    if (one?.kind === 'quotation') {
      const before = tokens[at - 1]
      if (at === from)
        return (one.quotation?.words ?? 0) >= 3 || standsAlone(tokens, at) || atEnd(tokens, at + 1)
          ? ownAt(tokens, at)
          : undefined
      return before?.kind === 'mark' && /^[:,—]$/.test(before.lower) ? at : undefined
    }
    if (one?.kind === 'mark' && !/^[,:]$/.test(one.text)) return undefined
    if (at > from && finiteHere(one)) return undefined
  }
  return undefined
}

/** Directly behind the verb a quotation must end its clause: `said the “persona” wrote` is another thing. */
function ownAt(tokens: readonly Token[], at: number): number | undefined {
  const next = tokens[at + 1]
  return next === undefined || next.kind === 'mark' || isWord(next, AFTER_QUOTE) ? at : undefined
}
const AFTER_QUOTE = wordSet('on in at when after before during while as late and but to')

const atEnd = (tokens: readonly Token[], at: number): boolean =>
  tokens[at] === undefined || (tokens[at]?.kind === 'mark' && at >= tokens.length - 1)

function thatWithin(tokens: readonly Token[], from: number): number | undefined {
  for (let at = from; at < Math.min(tokens.length, from + REACH); at++) {
    const one = tokens[at]
    // `on Monday, 11 August that`
    if (isComma(one) && /^\d/.test(tokens[at + 1]?.text ?? '')) continue
    if (one?.kind !== 'word' || (at > from && finiteHere(one))) return undefined
    if (one.lower === 'that') return at
  }
  return undefined
}

/** Whether a finite verb, or what looks like one, stands in the words from `from` on. */
function finiteWithin(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 12); at++) {
    const one = tokens[at]
    if (one === undefined || (one.kind === 'mark' && one.text !== ',')) return false
    if (isComma(one)) return false
    if (finiteHere(one) || isWord(one, PRONOUNS)) return true
  }
  return false
}

/** `on Wednesday it had suffered`, `in a statement the company was` */
function clauseBehindCircumstance(tokens: readonly Token[], from: number): number | undefined {
  for (let at = from + 1; at < Math.min(tokens.length, from + REACH); at++) {
    const one = tokens[at]
    if (one?.kind !== 'word') return undefined
    const begins = isWord(one, PRONOUNS) || (at > from + 1 && (isWord(one, CLAUSE_BEGINS) || isCapital(one)))
    if (begins && !isWord(tokens[at - 1], PREPOSITIONS) && finiteWithin(tokens, at)) return at
  }
  return undefined
}

/**
 * The token at which a clause ends that begins at `from`: at the end of its sentence, or where the article goes on by
 * itself. `next` are the tokens at which the same speaker says something else.
 */
export function clauseEnd(tokens: readonly Token[], from: number, next: ReadonlySet<number>): number {
  for (let at = from; at < tokens.length; at++) {
    const one = tokens[at]
    if (one?.text === ';' || (one?.text === ':' && standsAlone(tokens, at + 1))) return at
    if (at > from + 2 && behindAndThat(tokens, at) !== undefined) return at
    if (at > from && next.has(at)) return isWord(tokens[at - 1], AND) ? at - 1 : at
    if (!isComma(one)) continue
    const after = tokens[at + 1]
    if (next.has(at + 1) || (isWord(after, AND) && next.has(at + 2))) return at
    if (isWord(after, GOES_ON)) return at
    if (after?.lower === 'but' && isWord(tokens[at + 2], NEXT_SUBJECT)) return at
  }
  return tokens.length
}

const AND = wordSet('and but then')

/** `, and that the password was old`: the token behind, when a second clause begins at a token. */
export function behindAndThat(tokens: readonly Token[], at: number): number | undefined {
  const and = isComma(tokens[at]) ? at + 1 : at
  if (!isWord(tokens[and], AND_BUT) || tokens[and + 1]?.lower !== 'that') return undefined
  return isWord(tokens[and + 2], FINITE) || !finiteWithin(tokens, and + 2) ? undefined : and + 2
}
const CLAIMS = wordSet('claimed claims claiming')
const BE_OR_HAVE = wordSet('be have know')
const AND_BUT = wordSet('and but')
