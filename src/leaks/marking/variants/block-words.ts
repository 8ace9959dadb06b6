/** Words of a block with their places, its sentences, and what no rule may touch. */
import type { Span, TextBlock } from '../master-text.ts'

export interface BlockWord extends Span {
  readonly text: string
  readonly lower: string
  /** First word of a sentence. */
  readonly opens: boolean
  /** True when only a space stands between it and the word before. */
  readonly joined: boolean
}

/** Words are letters, digits, and apostrophes and hyphens between them. */
export function blockWords(text: string): readonly BlockWord[] {
  const words: BlockWord[] = []
  let last = 0
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*/gu)) {
    const start = match.index
    const gap = text.slice(last, start)
    words.push({
      start,
      end: start + match[0].length,
      text: match[0],
      lower: match[0].toLowerCase().replaceAll('’', "'"),
      opens: words.length === 0 || /[.!?]['"”’)\]]{0,2}\s/.test(gap),
      joined: words.length > 0 && gap === ' ',
    })
    last = start + match[0].length
  }
  return words
}

const MAX_SENTENCE = 1_000

/** The sentence around a range; the whole block when it has no other ends. */
export function sentenceAround(text: string, { start, end }: Span): Span {
  // Only the near text is searched: a paragraph has many places, and a sentence of more characters is none.
  const near = Math.max(0, start - MAX_SENTENCE)
  const before = [
    ...text.slice(near, start).matchAll(/[.!?]['"”’)\]]{0,2}\s+(?=["'“‘(]?[\p{Lu}\p{N}])/gu),
  ].at(-1)
  const from = before ? near + before.index + before[0].length : near
  const after = /[.!?]['"”’)\]]{0,2}(?=\s|$)/.exec(text.slice(end, end + MAX_SENTENCE))
  return {
    start: from,
    end: after ? end + after.index + after[0].length : Math.min(text.length, end + MAX_SENTENCE),
  }
}

const CLOSING: Readonly<Record<string, string>> = {
  '“': '”',
  '«': '»',
  '„': '“”',
  '»': '«',
  '"': '"',
  '‘': '’',
}

/** Quoted words, addresses, links, and what the format fixes. Somebody else's words are not ours to change. */
export function untouchable(block: TextBlock): readonly Span[] {
  const { text } = block
  const spans: Span[] = [...block.fixed]
  for (let at = 0; at < text.length; at++) {
    const closers = CLOSING[text[at]!]
    if (closers === undefined) continue
    // A mark after a letter is an apostrophe or closes something.
    if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) continue
    let end = at + 1
    while (end < text.length && !closesAt(text, end, closers)) end++
    // A quotation that never ends may go on in the next paragraph: the rest of this one is left alone.
    spans.push({ start: at, end: Math.min(end + 1, text.length) })
    at = end
  }
  for (const match of text.matchAll(/\S+/g))
    if (/:\/\/|@|^www\.|[\\/_=<>{}[\]]|\.[a-z]{2,5}\b(?!\.?["”')]?$)/i.test(match[0].slice(0, 300)))
      spans.push({ start: match.index, end: match.index + match[0].length })
  return spans.sort((a, b) => a.start - b.start)
}

function closesAt(text: string, at: number, closers: string): boolean {
  if (!closers.includes(text[at]!)) return false
  return text[at] !== '’' || !/[\p{L}\p{N}]/u.test(text[at + 1] ?? ' ')
}

export const touches = (spans: readonly Span[], { start, end }: Span): boolean =>
  spans.some((span) => span.start < Math.max(end, start + 1) && span.end > start)
