import { type Quotation, quotations } from './quotations.ts'

/** A stretch of a text; offsets in UTF-16 units. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export interface Sentence extends Stretch {
  readonly text: string
  /** Index of the paragraph it stands in. */
  readonly paragraph: number
  /** Quotations in it, with offsets in the whole text. */
  readonly quotations: readonly Quotation[]
}

/** Attack: megabytes without a full stop. A longer sentence is cut, and its rest is one of its own. */
const LONGEST = 4_000

/** Words that end in a full stop without ending a sentence. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'mr mrs ms dr prof rev hon sen rep gov gen col lt sgt capt cllr st jr sr inc ltd corp co no vs jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.u a.m p.m e.g i.e etc'.split(
    ' ',
  ),
)

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * The sentences of an article, in order. A quotation is never cut: what stands in one is its speaker's, and the words
 * after it say who that is. Paragraphs end at line ends.
 */
export function sentencesOf(text: string): readonly Sentence[] {
  const all = quotations(text)
  const found: Sentence[] = []
  let paragraph = 0
  /** The first quotation that does not end before the place that is read. */
  let next = 0
  for (const { start, end } of paragraphsOf(text)) {
    let from = start
    for (const to of endsIn(text, start, end)) {
      while ((all[next]?.end ?? Infinity) <= from) next++
      let last = next
      while ((all[last]?.end ?? Infinity) <= to) last++
      const inside = (all[last]?.start ?? Infinity) < to
      const whole = to >= end || (!inside && endsHere(text, from, to, end))
      if (!whole && to - from < LONGEST) continue
      const inIt = all.slice(next, last)
      for (; from < to; from = Math.min(to, from + LONGEST)) {
        const cut = trimmed(text, from, Math.min(to, from + LONGEST))
        if (cut.end > cut.start)
          found.push({
            ...cut,
            text: text.slice(cut.start, cut.end),
            paragraph,
            quotations: inIt.filter((one) => one.start >= cut.start && one.end <= cut.end),
          })
      }
    }
    paragraph++
  }
  return found
}

/** Where sentences may end in a paragraph, in order; the last is its end. */
function* endsIn(text: string, start: number, end: number): Generator<number> {
  const paragraph = text.slice(start, end)
  if (/[.!?…。]/.test(paragraph))
    for (const { segment, index } of SEGMENTER.segment(paragraph)) yield start + index + segment.length
  else yield end
}

/** Whether a sentence ends at `to`: not after an abbreviation, not before a small letter. */
function endsHere(text: string, from: number, to: number, end: number): boolean {
  const before = text.slice(Math.max(from, to - 40), to).trimEnd()
  const word = /([\p{L}.]{1,10})\.$/u.exec(before)?.[1]?.toLowerCase()
  if (word !== undefined && (ABBREVIATIONS.has(word) || /^\p{L}$/u.test(word))) return false
  // “Is it ours?” she asked.
  const next = text.slice(to, Math.min(end, to + 80)).trimStart()
  if (/^\p{Ll}/u.test(next)) return false
  return !(/[?!][”»"’']$/.test(before) && SPEECH_AFTER.test(next))
}

/** A name and a verb of speech directly after a quotation that ended in ? or !. */
const SPEECH_AFTER =
  /^(?:\p{Lu}[\p{L}.'’-]*\s){1,4}(?:said|says|asked|asks|wrote|added|told|replied|tweeted|posted|fumed|joked)\b/u

function paragraphsOf(text: string): readonly Stretch[] {
  const found: Stretch[] = []
  let start = 0
  for (const { index, 0: gap } of text.matchAll(/\n+/g)) {
    if (index > start) found.push({ start, end: index })
    start = index + gap.length
  }
  if (start < text.length) found.push({ start, end: text.length })
  return found
}

function trimmed(text: string, start: number, end: number): Stretch {
  let [from, to] = [start, end]
  while (from < to && /\s/.test(text[from] ?? '')) from++
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--
  return { start: from, end: to }
}
