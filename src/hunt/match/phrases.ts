import type { Digest } from '../../model/bytes.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { HuntLimit } from '../../model/hunt.ts'
import type { Indicator } from '../../model/indicator.ts'
import type { Seen, Store } from '../../model/ports.ts'
import { foldedWords, holdsWords, phraseFinder } from '../../parse/words/folded-words.ts'

/** One text of a mail that was read again. */
export interface ReadText {
  /** `subject`, `text`, `attachment-text`. */
  readonly place: string
  readonly part: string
  readonly text: string
  /** Bytes that hold the characters, when they can be told. */
  rangeOf?(start: number, end: number): Extract<Evidence, { kind: 'bytes' }>['range']
}

/** Reads mails again from where they lie; a mail that is not there any more comes without texts. */
export type TextReader = (
  digests: readonly Digest[],
) => AsyncIterable<{ readonly digest: Digest; readonly texts?: AsyncIterable<ReadText> }>

/** Mails looked into for one phrase: the index knows which hold all its words, not in which order. */
const CANDIDATES = 100
/** Mails read again for all phrases of one hunt. */
const READ_AGAIN = 500

export interface PhraseSeen {
  readonly indicator: Indicator
  readonly seen: Pick<Seen, 'digest' | 'time'>
  readonly places: readonly string[]
  readonly quoted: string
  readonly evidence: readonly Evidence[]
  readonly unconfirmed?: string
}

/** Messages in which the words of text indicators stand one after the other. */
export async function* phrasesSeen(
  indicators: readonly Indicator[],
  store: Pick<Store, 'withWords' | 'message'>,
  readTexts: TextReader,
  limits: HuntLimit[],
): AsyncGenerator<PhraseSeen, void, undefined> {
  interface Wanted {
    readonly indicator: Indicator
    readonly words: readonly string[]
    readonly seen: Pick<Seen, 'digest' | 'time'>
  }
  const byMessage = new Map<Digest, Wanted[]>()
  for (const indicator of indicators) {
    const words = foldedWords(indicator.value)
    if (words.length === 0) {
      const detail = `it has no word that is kept: ${indicator.value.slice(0, 80)}`
      limits.push({ indicator: indicator.id, kind: 'not-searchable', detail })
      continue
    }
    const { seen, more } = await store.withWords([...new Set(words)], CANDIDATES)
    if (more)
      limits.push({
        indicator: indicator.id,
        kind: 'text-not-read',
        detail: `more than ${CANDIDATES} mails hold all words of “${indicator.value.slice(0, 80)}”; only these were read again`,
      })
    for (const one of seen) {
      const wanted = byMessage.get(one.digest)
      if (wanted) wanted.push({ indicator, words, seen: one })
      else byMessage.set(one.digest, [{ indicator, words, seen: one }])
    }
  }
  if (byMessage.size === 0) return
  // Most texts of reports are subjects, and records hold these: such mail need not be read again.
  for (const [digest, all] of byMessage) {
    const record = await store.message(digest)
    if (!record) continue
    const subject = foldedWords(record.subject)
    const left: Wanted[] = []
    for (const one of all) {
      if (!holdsWords(subject, one.words)) {
        left.push(one)
        continue
      }
      const span = record.spans.subject
      yield {
        indicator: one.indicator,
        seen: one.seen,
        places: ['subject'],
        quoted: record.subject.slice(0, 300),
        evidence: span
          ? [
              {
                kind: 'bytes',
                message: digest,
                part: '0',
                range: { start: span[0], end: span[1] },
                quoted: record.subject.slice(0, 300),
              },
            ]
          : [],
      }
    }
    if (left.length > 0) byMessage.set(digest, left)
    else byMessage.delete(digest)
  }
  if (byMessage.size > READ_AGAIN) {
    const [over] = [[...byMessage.values()].slice(READ_AGAIN)]
    for (const digest of [...byMessage.keys()].slice(READ_AGAIN)) byMessage.delete(digest)
    for (const indicator of new Set(over.flat().map((one) => one.indicator)))
      limits.push({
        indicator: indicator.id,
        kind: 'text-not-read',
        detail: `only ${READ_AGAIN} mails were read again for all texts; some that hold all words of “${indicator.value.slice(0, 80)}” were not`,
      })
  }
  if (byMessage.size === 0) return
  for await (const { digest, texts } of readTexts([...byMessage.keys()])) {
    const wanted = byMessage.get(digest) ?? []
    if (!texts) {
      for (const { indicator, words, seen } of wanted)
        yield {
          indicator,
          seen,
          places: ['text'],
          quoted: indicator.value,
          evidence: [],
          ...(words.length > 1 ? { unconfirmed: UNCONFIRMED } : {}),
        }
      continue
    }
    const open = new Set(wanted)
    for await (const text of texts) {
      const holds = phraseFinder(text.text)
      for (const one of open) {
        if (!holds(one.words)) continue
        open.delete(one)
        const { indicator, seen } = one
        const evidence = quoteOf(text, indicator.value, digest)
        yield { indicator, seen, places: [text.place], quoted: indicator.value, evidence }
      }
      if (open.size === 0) break
    }
  }
}

const UNCONFIRMED =
  'all its words stand in it, but their order could not be checked: the mail is not where it was'

/** The bytes of a phrase that stands in a text as it was given. */
function quoteOf({ text, part, rangeOf }: ReadText, phrase: string, message: Digest): readonly Evidence[] {
  const at = text.toLowerCase().indexOf(phrase.toLowerCase())
  if (at < 0 || !rangeOf || text.length !== text.toLowerCase().length) return []
  const quoted = text.slice(at, at + phrase.length)
  return [
    { kind: 'bytes', message, part, range: rangeOf(at, at + phrase.length), quoted: quoted.slice(0, 300) },
  ]
}
