import { bulleted, labelled } from './labelled-words.ts'
import {
  DOCUMENT,
  phraseFrom,
  type Subject,
  subjectAfter,
  subjectBefore,
  subjectOfSentence,
} from './noun-phrases.ts'
import { clausePart, type Part } from './said-part.ts'
import { isComma, isWord, type Token, wordSet } from './sentence-tokens.ts'
import type { Sentence } from './sentences.ts'
import type { Speaker, SpeakerMemory } from './speakers.ts'
import { type SpeechVerb, speechVerbs } from './speech-verbs.ts'
import { behindAndThat, clauseEnd, saidBehind, standsAlone } from './what-is-said.ts'

/** What was said last, for quotations without an attribution of their own. */
export interface Before {
  readonly speaker: Speaker
  readonly paragraph: number
  /** In their own words, or a colon that announces them. */
  readonly quoted: boolean
}

/** What is said in a sentence, and by whom; `before` says who spoke last. */
export function partsOf(
  sentence: Sentence,
  tokens: readonly Token[],
  memory: SpeakerMemory,
  before: Before | undefined,
): readonly Part[] {
  const own = tokens.flatMap((_, index) => (standsAlone(tokens, index) ? [index] : []))
  if (own.length > 0 && onlyQuotations(tokens)) {
    const goesOn =
      before !== undefined &&
      (before.paragraph === sentence.paragraph ||
        (before.quoted && sentence.paragraph - before.paragraph === 1))
    return goesOn && before
      ? quotedBy(sentence, before.speaker).filter((_, index) =>
          own.includes(tokens.findIndex((one) => one.quotation === sentence.quotations[index])),
        )
      : []
  }
  const according = accordingTo(tokens, memory)
  if (according !== undefined) return according
  const verbs = speechVerbs(tokens)
  return (
    closing(tokens, verbs, memory) ??
    reports(tokens, verbs, own, memory) ??
    bulleted(sentence, tokens, memory) ??
    labelled(tokens, own, memory)
  )
}

/** `CLAUSE, NP said on Friday.`, `It was, she says, a list.`, without a quotation of its own before the attribution. */
function closing(
  tokens: readonly Token[],
  verbs: readonly SpeechVerb[],
  memory: SpeakerMemory,
): readonly Part[] | undefined {
  for (const verb of verbs.toReversed()) {
    if (verb.participle || verb.frame === 'object' || verb.frame === 'deny') continue
    const direct = subjectBefore(tokens, verb.from)
    const inverted =
      !direct && isComma(tokens[verb.at - 1]) && INVERTED.has(verb.word)
        ? subjectAfter(tokens, verb.after)
        : undefined
    const subject = direct ?? inverted
    const left = inverted ? verb.at : tokens.findIndex(({ start }) => start === subject?.start)
    const right = inverted ? inverted.to : verb.after
    if (subject === undefined || left < 3 || !isComma(tokens[left - 1])) continue
    const inner = isComma(tokens[right]) && verb.frame === 'say' && !inverted
    if (!inner && !closes(tokens, right)) continue
    const clause = tokens.slice(0, left - 1)
    if (clause.some((_, index) => standsAlone(tokens, index))) return undefined
    const finite =
      clause.some((one, index) => isWord(one, FINITE) || (index > 0 && /^\p{Ll}{2,}ed$/u.test(one.text))) ||
      (inverted !== undefined && clause.length >= 2) ||
      // `The rest, she said, was gone.`
      (inner && tokens.slice(right).some((one) => isWord(one, FINITE)))
    if (!finite || isWord(clause[0], SUBORDINATE)) continue
    // `Officials have concluded that …, two people said`: what others report is inside; but `X said …, he added` is not.
    const holds = verb.frame === 'say' && !isWord(tokens[left], PRONOUN)
    if (!holds && verbs.some((one) => one.at < left && one.frame !== 'object')) continue
    const speaker = memory.resolve(subject.pieces)
    if (speaker === undefined) continue
    const end = inner ? tokens.length : left - 1
    return [clausePart(tokens, 0, end, speaker, false)].filter((one) => one !== undefined)
  }
  return undefined
}

const INVERTED = wordSet('said says say claims claimed explains explained admits warns insists')
const SUBORDINATE = wordSet('when while as asked after before if although though since')
const FINITE = wordSet(
  "was were is are had has have did does do would could should will can may might must isn't wasn't didn't doesn't appeared began came went saw made took paid knew got left lost sent went used found broke it's there's knows started stole",
)
const CLOSING = wordSet(
  'on in at late early last this yesterday today by to during after when via earlier me us reporters monday tuesday wednesday thursday friday saturday sunday here',
)

/** At most when, where and to whom, up to the end. */
function closes(tokens: readonly Token[], from: number): boolean {
  const rest = tokens.slice(from)
  const [first] = rest
  if (first === undefined || first.kind === 'mark') return rest.length <= 1
  return (
    rest.length <= 16 &&
    isWord(first, CLOSING) &&
    !rest.some(
      (one, index) =>
        one.kind === 'quotation' || one.lower === 'that' || (isComma(one) && index < rest.length - 8),
    )
  )
}

const PRONOUN = wordSet('he she it they')

/** What the verbs of a sentence report, from left to right. */
function reports(
  tokens: readonly Token[],
  verbs: readonly SpeechVerb[],
  own: readonly number[],
  memory: SpeakerMemory,
): readonly Part[] | undefined {
  const parts: Part[] = []
  const taken = new Set<number>()
  /** Token up to which everything is told. */
  let read = 0
  let speaker: Speaker | undefined
  let to: string | undefined
  const quote = (index: number, denied: boolean): void => {
    const one = tokens[index]?.quotation
    if (one === undefined || speaker === undefined || taken.has(index)) return
    taken.add(index)
    parts.push({
      speaker,
      verbatim: true,
      place: { start: one.from, end: one.to },
      denied,
      ...(to !== undefined && { to }),
    })
    read = Math.max(read, index + 1)
  }
  const next = new Set(verbs.filter((verb) => sameSubject(tokens, verb)).map(({ from }) => from))
  for (const verb of verbs) {
    if (verb.from < read) continue
    const same = next.has(verb.from) || (verb.participle && !isReport(tokens, verb))
    const inverted = same ? undefined : subjectInverted(tokens, verb, own)
    const subject = same
      ? undefined
      : (inverted ??
        (isReport(tokens, verb) ? subjectOfSentence(tokens) : subjectBefore(tokens, verb.from, read)))
    // `welcomed the decision but said`, `declined to comment, but added`: the verb before is none of speech
    const says = verb.frame === 'say' || verb.frame === 'that'
    const first = same && says && speaker === undefined ? subjectOfSentence(tokens) : undefined
    if (same ? speaker === undefined && first === undefined : subject === undefined) continue
    const left = inverted ? verb.at : (subject?.from ?? verb.from)
    const quoted = verb.frame === 'hear' ? [] : quotationsBefore(tokens, left, own, taken)
    const as = subject?.as && tokens[verb.after]?.lower !== 'how'
    const behind = as ? undefined : saidBehind(tokens, verb, inverted?.to ?? verb.after)
    const put = as ? behindComma(tokens, verb.after) : undefined
    if (quoted.length === 0 && behind === undefined && put === undefined) continue
    const pieces = (same ? first : subject)?.pieces ?? []
    let who = same && speaker !== undefined ? speaker : memory.resolve(pieces)
    if (who === undefined && PRONOUN.has(pieces[0]?.toLowerCase() ?? '')) {
      // `Bruno Castell broke down as he told how`: named in this sentence for the first time
      noteNames(tokens.slice(0, verb.from), memory)
      who = memory.resolve(pieces)
    }
    if (who === undefined) continue
    speaker = who
    to = behind?.to ?? (same ? to : undefined)
    const denied = verb.frame === 'deny'
    for (const index of quoted) quote(index, denied)
    read = Math.max(read, inverted?.to ?? verb.after)
    const said = put ?? (behind && (quoted.length === 0 || behind.kind === 'quotation') ? behind : undefined)
    if (said?.kind === 'quotation') quote(said.at, denied)
    else if (said?.kind === 'clause') {
      // `said that A, and that B`: two things are said.
      for (let from: number | undefined = said.at; from !== undefined; ) {
        const end = clauseEnd(tokens, from, next)
        const part = clausePart(tokens, from, end, speaker, denied, to)
        if (part) parts.push(part)
        read = Math.max(read, end)
        from = behindAndThat(tokens, end)
      }
    }
    // “…,” he said, “…”: and what follows a clause after a colon.
    for (const index of own)
      if (index === read || (index === read + 1 && tokens[read]?.kind === 'mark')) quote(index, false)
  }
  return parts.length > 0 ? parts.toSorted((a, b) => a.place.start - b.place.start) : undefined
}

/** `published a report stating that` */
const isReport = (tokens: readonly Token[], verb: SpeechVerb): boolean =>
  verb.participle &&
  verb.from > 1 &&
  DOCUMENT.test(tokens[verb.from - 1]?.text ?? '') &&
  tokens[verb.after]?.lower === 'that'

/** `and blamed a foreign government`: the subject of the verb before. */
function sameSubject(tokens: readonly Token[], verb: SpeechVerb): boolean {
  if (verb.participle)
    return isComma(tokens[verb.from - 1]) && saidBehind(tokens, verb, verb.after) !== undefined
  return isWord(tokens[verb.from - 1], AND) && saidBehind(tokens, verb, verb.after) !== undefined
}
const AND = wordSet('and but then')

function subjectInverted(
  tokens: readonly Token[],
  verb: SpeechVerb,
  own: readonly number[],
): Subject | undefined {
  if (verb.from === 0 || verb.participle || verb.frame === 'deny' || verb.frame === 'object') return undefined
  const left = isComma(tokens[verb.from - 1]) ? verb.from - 2 : verb.from - 1
  return own.includes(left) ? subjectAfter(tokens, verb.after) : undefined
}

/** Quotations directly before an attribution, and those before them: “A.” “B,” he said. */
function quotationsBefore(
  tokens: readonly Token[],
  left: number,
  own: readonly number[],
  taken: ReadonlySet<number>,
): readonly number[] {
  const at = isComma(tokens[left - 1]) || tokens[left - 1]?.lower === '—' ? left - 2 : left - 1
  return own.includes(at) ? own.filter((index) => index <= at && !taken.has(index)) : []
}

/** `As Ida Holm put it, …`: what stands behind the comma. */
function behindComma(
  tokens: readonly Token[],
  from: number,
): { readonly kind: 'clause' | 'quotation'; readonly at: number } | undefined {
  const comma = tokens.findIndex((one, index) => index >= from && isComma(one))
  if (comma < 0 || comma - from > 8) return undefined
  return { kind: tokens[comma + 1]?.kind === 'quotation' ? 'quotation' : 'clause', at: comma + 1 }
}

/** `According to NP, CLAUSE.`, `CLAUSE, according to NP.`, `In the words of NP, …`, `CLAUSE, per NP.` */
function accordingTo(tokens: readonly Token[], memory: SpeakerMemory): readonly Part[] | undefined {
  const at = tokens.findIndex(
    ({ lower }, index) =>
      (lower === 'according' && tokens[index + 1]?.lower === 'to') ||
      (lower === 'per' && (index === 0 || isComma(tokens[index - 1]))) ||
      (lower === 'in' &&
        index === 0 &&
        tokens[1]?.lower === 'the' &&
        tokens[2]?.lower === 'words' &&
        tokens[3]?.lower === 'of'),
  )
  if (at < 0) return undefined
  const front = at <= 8 && !tokens.slice(0, at).some((one) => isWord(one, FINITE))
  const source = phraseFrom(
    tokens,
    at + (tokens[at]?.lower === 'in' ? 4 : tokens[at]?.lower === 'per' ? 1 : 2),
    front,
  )
  if (source === undefined) return undefined
  if (!front && speechVerbs(tokens.slice(0, at)).length > 0 && tokens[at]?.lower === 'per') return undefined
  const speaker = memory.resolve(source.pieces)
  if (speaker === undefined) return undefined
  const comma = front ? tokens.findIndex((one, index) => index >= source.to && isComma(one)) : -1
  if (front && comma < 0) return undefined
  const [from, to] = front ? [comma + 1, tokens.length] : [0, at]
  const parts: Part[] = []
  let long = false
  for (const [index, { quotation }] of tokens.entries())
    if (quotation && index >= from && index < to && standsAlone(tokens, index)) {
      parts.push({
        speaker,
        verbatim: true,
        place: { start: quotation.from, end: quotation.to },
        denied: false,
      })
      long ||= index === from
    }
  const clause = long ? undefined : clausePart(tokens, from, to, speaker, false)
  return clause ? [clause] : parts
}

/** Nothing but quotations, and the words `and` and the like between them. */
export const onlyQuotations = (tokens: readonly Token[]): boolean =>
  tokens.every((one) => one.kind !== 'word' || one.lower === 'and') &&
  tokens.some(({ kind }) => kind === 'quotation')

/** Names in the midst of sentences: a surname may mean them later. */
export function noteNames(tokens: readonly Token[], memory: SpeakerMemory): void {
  for (let at = 0; at < tokens.length; at++) {
    let to = at
    while (tokens[to]?.kind === 'word' && /^\p{Lu}/u.test(tokens[to]?.text ?? '')) to++
    if (to - at >= 2 && to - at <= 6)
      memory.note(
        tokens
          .slice(at, to)
          .map(({ text }) => text)
          .join(' '),
      )
    at = Math.max(at, to)
  }
}

/** Every quotation of a sentence, as one speaker's. */
export function quotedBy(sentence: Sentence, speaker: Speaker): readonly Part[] {
  return sentence.quotations.map((one) => ({
    speaker,
    verbatim: true,
    place: { start: one.from, end: one.to },
    denied: false,
  }))
}
