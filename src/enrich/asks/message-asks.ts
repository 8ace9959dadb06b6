import { type Ask, PLAIN_ASK } from '../../model/ask.ts'
import type { Issue } from '../../model/issue.ts'
import type { Message, TextBody } from '../../model/message.ts'
import { copied } from '../../parse/body/copied-text.ts'
import { subjectShape } from '../threads/subject.ts'
import { ALL_LANGUAGES } from './all-languages.ts'
import { learnedRequests } from './learned-requests.ts'
import { readSentences } from './read-sentences.ts'
import { requestModel } from './request-words.ts'
import { shownHtml } from './shown-html.ts'
import { makeVocabulary, type Vocabulary } from './vocabulary.ts'
import { askWeigher, type WeighedAsk } from './weigh-sentences.ts'

/** Asks kept per mail, strongest first. */
const ASK_LIMIT = 8
/** Of one kind: one long form would push out the other kinds. */
const KIND_LIMIT = 3
const WORDS_LENGTH = 80
/**
 * Characters of own text read per mail. Attack: megabytes of text to be read for requests. A person reads the first
 * pages; what lies behind is said to be unread.
 */
const OWN_TEXT = 128 << 10

/** Made at the first mail: commands that read none need not wait for it. */
let made: Vocabulary | undefined
function vocabularyOfAll(): Vocabulary {
  made ??= makeVocabulary(ALL_LANGUAGES)
  return made
}

/** Asks of a mail, with what could not be read. */
export interface MessageAsks {
  /** At most 8, strongest first. */
  readonly asks: readonly Ask[]
  readonly issues: readonly Issue[]
}

/**
 * What the sender asks the reader to do, told by phrases in 16 languages and, in English, by the words of several
 * sentences as a whole: read from his own new text (not quotes, forwarded text, signature) of the main text and of its
 * HTML version, and from the subject of a new thread. Never throws; linear; the same message gives the same asks. Rules
 * and weights: `weigh-sentences.ts`, `learned-requests.ts`. The idea of counting requests by phrases is Ho et al.,
 * USENIX Security 2019, "phishy phrases"; form, object and reader are ours.
 */
export function messageAsks(message: Message): MessageAsks {
  const asks: Ask[] = []
  const issues: Issue[] = []
  let cut = false

  const common = new Int32Array(ALL_LANGUAGES.length)
  for (const text of versions(message)) {
    if (text.shown) {
      const shown = shownHtml(text.shown, OWN_TEXT)
      if (shown.cut) cut = true
      const found = textAsks(shown.text, shown.own, common)
      if (found.cut) cut = true
      for (const { start, end, ...ask } of found.asks)
        asks.push(
          shaped(
            ask,
            'text',
            text.part,
            shown.text.slice(start, end),
            shown.sourceAt(start),
            shown.sourceAt(end - 1) + 1,
          ),
        )
    } else {
      const found = textAsks(
        text.text,
        message.regions.filter(({ kind }) => kind === 'own').map(({ start, end }) => [start, end]),
        common,
      )
      if (found.cut) cut = true
      for (const ask of found.asks)
        asks.push(shaped(ask, 'text', text.part, text.text.slice(ask.start, ask.end), ask.start, ask.end))
    }
  }
  // Last, as the texts tell the language of so few words.
  const subject = message.subject.slice(0, 1_000)
  if (subject !== '' && subjectShape(subject).prefix === 'none')
    for (const ask of textAsks(subject, [[0, subject.length]], common).asks)
      asks.push(shaped(ask, 'subject', '0', subject, ask.start, ask.end))

  if (cut)
    issues.push({
      code: 'limit.text-size',
      detail: `requests were looked for only in the first ${OWN_TEXT} characters the sender wrote`,
    })
  return { asks: strongest(asks), issues }
}

/** The asks of one text, within the given stretches of it: by phrases, and what the text as a whole asks besides. */
export function textAsks(
  text: string,
  stretches: readonly (readonly [start: number, end: number])[],
  common?: Int32Array,
): { readonly asks: readonly WeighedAsk[]; readonly cut: boolean } {
  const vocabulary = vocabularyOfAll()
  const weigher = askWeigher(vocabulary, common)
  const learned = learnedRequests(requestModel())
  let left = OWN_TEXT
  let cut = false
  for (const [start, end] of stretches) {
    if (left <= 0) {
      cut = true
      break
    }
    const last = Math.min(end, start + left)
    if (last < end) cut = true
    readSentences(vocabulary, text, start, last, (sentence) => {
      weigher.take(sentence)
      learned.take(text, sentence)
    })
    left -= last - start
  }
  const asks = weigher.asks()
  // What a phrase says plainly needs no second reading.
  const further = learned
    .asks()
    .filter(({ kind }) => !asks.some((one) => one.kind === kind && one.strength >= PLAIN_ASK))
  return { asks: [...asks, ...further], cut }
}

/** The main text first, then its other versions: what a reader sees is mostly the HTML, what we read the plain one. */
function versions(message: Message): readonly TextBody[] {
  const main = message.texts[message.mainText]
  return main ? [main, ...message.texts.filter((one) => one !== main && one.shown)] : []
}

function shaped(
  { kind, strength, language, learned }: Pick<Ask, 'kind' | 'strength' | 'language' | 'learned'>,
  place: Ask['place'],
  part: string,
  written: string,
  start: number,
  end: number,
): Ask {
  const said = place === 'subject' ? written.slice(start, end) : written
  // A copy: a slice would keep the whole mail in memory as long as the record.
  const words = copied(said.slice(0, 400).replace(/\s+/g, ' ').slice(0, WORDS_LENGTH))
  return { kind, strength, place, part, start, end, words, language, ...(learned && { learned }) }
}

/** Strongest first; the same words of one kind once, as both versions of a text hold them. */
function strongest(asks: Ask[]): readonly Ask[] {
  asks.sort((a, b) => b.strength - a.strength)
  const kept: Ask[] = []
  for (const ask of asks) {
    if (kept.length >= ASK_LIMIT) break
    let same = 0
    let repeated = false
    for (const one of kept) {
      if (one.kind !== ask.kind) continue
      same++
      if (one.words.toLowerCase() === ask.words.toLowerCase()) repeated = true
    }
    if (!repeated && same < KIND_LIMIT) kept.push(ask)
  }
  return kept
}
