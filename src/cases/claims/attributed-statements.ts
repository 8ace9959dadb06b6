import { denies } from './denials.ts'
import { subjectBefore, subjectOfSentence } from './noun-phrases.ts'
import { wordsIn } from './quotations.ts'
import { type Before, noteNames, onlyQuotations, partsOf, quotedBy } from './said-in-sentence.ts'
import type { Part } from './said-part.ts'
import { dayOf, whenIn } from './said-when.ts'
import { type Token, tokensOf, withoutDateline } from './sentence-tokens.ts'
import { type Sentence, type Stretch, sentencesOf } from './sentences.ts'
import { type Speaker, type SpeakerMemory, speakerMemory } from './speakers.ts'
import { speechVerbs } from './speech-verbs.ts'
import { type Turns, turnsOf } from './transcript-turns.ts'

/** What a text says that somebody said. Every stretch is a slice of the text: nothing is reworded. */
export interface AttributedStatement {
  readonly kind: 'statement' | 'denial'
  /** In the speaker's own words; else in the article's. */
  readonly verbatim: boolean
  /** The words of the statement, without quotation marks around them. */
  readonly text: string
  readonly place: Stretch
  /** The whole sentence it stands in. */
  readonly sentence: Stretch
  readonly speaker: Speaker
  /** To whom it was said: `told the Example Post`. */
  readonly to?: string
  /** When, in the article's words. */
  readonly when?: string
  /** The UTC day `when` means, in milliseconds; only where the day of the article is given and leaves no choice. */
  readonly said?: number
  /** What it is about, in the article's words: what a quotation follows, or what is denied. */
  readonly about?: string
}

/** Statements taken from one text. Attack: a text of nothing else. */
const STATEMENTS = 5_000

/**
 * What an article or report says that somebody said, in order: quotations and paraphrases with their speaker, denials
 * marked as such. By rules of English news writing; pronouns, surnames and `the company` are led back to who spoke
 * before. What cannot be led back to anybody is left out. `published` is the day of the article (milliseconds, UTC):
 * with it `on Tuesday` becomes a day. Pure, linear in the text.
 */
export function attributedStatements(text: string, published?: number): readonly AttributedStatement[] {
  const memory = speakerMemory()
  const found: AttributedStatement[] = []
  const sentences = sentencesOf(text)
  const turns = turnsOf(sentences)
  /** Paragraphs of a quotation that goes on: their speaker comes with the last one. */
  let waiting: Sentence[] = []
  let before: Before | undefined
  for (const sentence of sentences) {
    if (found.length >= STATEMENTS) break
    const tokens = withoutDateline(tokensOf(sentence))
    const parts = turnOf(sentence, tokens, turns, memory) ?? partsOf(sentence, tokens, memory, before)
    const last = parts.at(-1)
    if (last !== undefined) {
      for (const one of waiting)
        if (one.paragraph >= sentence.paragraph - waiting.length)
          found.push(...asStatements(one, quotedBy(one, last.speaker), text, published))
      waiting = []
      found.push(...asStatements(sentence, parts, text, published))
      before = { speaker: last.speaker, paragraph: sentence.paragraph, quoted: true }
    } else if (sentence.quotations.at(-1)?.goesOn && onlyQuotations(tokens)) waiting.push(sentence)
    else {
      waiting = []
      before =
        announced(sentence, tokens, memory) ?? (before?.paragraph === sentence.paragraph ? before : undefined)
    }
    noteNames(tokens, memory)
  }
  return found
}

/** Sentences of an interview: `VERHAGEN: We kept the disks.`; what somebody tells of others is those others'. */
function turnOf(
  sentence: Sentence,
  tokens: readonly Token[],
  turns: Turns,
  memory: SpeakerMemory,
): readonly Part[] | undefined {
  const turn = turns.get(sentence)
  if (turn === undefined) return undefined
  const { start, asks, label } = turn
  if (sentence.text.endsWith('?') || wordsIn(sentence.text.slice(start - sentence.start)) < 2) return []
  const others = partsOf(
    sentence,
    tokens.filter((one) => one.start >= start),
    memory,
    undefined,
  )
  if (others.length > 0 || asks || label === '') return others
  const speaker = memory.resolve([label])
  return speaker ? [{ speaker, verbatim: true, place: { start, end: sentence.end }, denied: false }] : []
}

/** Who is announced by a sentence that says nothing itself: `Director Colm Hartigan said:`, `She shrugged.` */
function announced(sentence: Sentence, tokens: readonly Token[], memory: SpeakerMemory): Before | undefined {
  const verb = speechVerbs(tokens).at(-1)
  if (verb !== undefined && tokens.at(-1)?.text === ':') {
    const subject = subjectBefore(tokens, verb.from)
    const speaker = subject && memory.resolve(subject.pieces)
    return speaker && { speaker, paragraph: sentence.paragraph, quoted: true }
  }
  // A headline in capitals names nobody.
  if (tokens.some(({ kind }) => kind === 'quotation') || !/\p{Ll}/u.test(sentence.text)) return undefined
  const subject = subjectOfSentence(tokens)
  const speaker = subject && memory.mention(subject.pieces)
  return speaker && { speaker, paragraph: sentence.paragraph, quoted: false }
}

function asStatements(
  sentence: Sentence,
  parts: readonly Part[],
  text: string,
  published: number | undefined,
): readonly AttributedStatement[] {
  const around = outside(sentence, parts)
  const when = whenIn(around)
  const said = when === undefined || published === undefined ? undefined : dayOf(when, published)
  const topic = aboutOf(around)
  return parts.map(({ speaker, verbatim, place, denied, to }) => {
    const whole = text.slice(place.start, place.end)
    const end = verbatim && whole.endsWith(',') ? place.end - 1 : place.end
    const words = text.slice(place.start, end)
    const kind = denied || denies(words) ? 'denial' : 'statement'
    const about = verbatim ? topic : kind === 'denial' ? words : undefined
    return {
      kind,
      verbatim,
      text: words,
      place: { start: place.start, end },
      sentence: { start: sentence.start, end: sentence.end },
      speaker,
      ...(to !== undefined && { to }),
      ...(when !== undefined && { when }),
      ...(said !== undefined && { said }),
      ...(about !== undefined && { about }),
    }
  })
}

/** The words of a sentence around what is said in it. */
function outside(sentence: Sentence, parts: readonly Part[]): string {
  let words = ''
  let at = sentence.start
  for (const { place } of parts) {
    words += `${sentence.text.slice(Math.max(0, at - sentence.start), Math.max(0, place.start - sentence.start))}■`
    at = Math.max(at, place.end)
  }
  return words + sentence.text.slice(at - sentence.start)
}

/** `Asked about the dossier, …`, `of the leak` */
function aboutOf(around: string): string | undefined {
  return /\b(?:about|regarding|referring to|concerning|of) ((?:the|its|his|her|their|a|an)\s[^,“"■.;]{3,80}?)(?=[,.;“"■]|\s(?:said|told|on|in|at)\b|$)/i.exec(
    around,
  )?.[1]
}
