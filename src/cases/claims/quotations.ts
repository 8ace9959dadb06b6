/** Words in quotation marks. `start` and `end` hold the marks, `from` and `to` the words inside; UTF-16 units. */
export interface Quotation {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
  readonly words: number
}

/** What closes what. The straight mark closes itself. */
const CLOSES: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '»': '«', '"': '"' }
/** Attack: a text of opening marks only. */
const LONGEST = 5_000

/**
 * Quotations of a text in order, outermost only. A quotation of several paragraphs opens anew in each and closes in the
 * last; each paragraph of it is one here. A mark without its partner opens nothing.
 */
export function quotations(text: string): readonly Quotation[] {
  const found: Quotation[] = []
  for (let at = 0; at < text.length; at++) {
    const closes = CLOSES[text[at] ?? '']
    if (closes === undefined || !opensHere(text, at)) continue
    const end = closingAt(text, at, closes)
    if (end === undefined) continue
    const [from, to] = [at + 1, end.at]
    const inside = text.slice(from, to)
    const words = inside.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0
    if (words > 0) found.push({ start: at, end: end.closed ? end.at + 1 : end.at, from, to, words })
    at = end.closed ? end.at : end.at - 1
  }
  return found
}

/** An opening mark stands before a word and not behind one: 5'10" opens nothing. */
function opensHere(text: string, at: number): boolean {
  const before = text[at - 1]
  const after = text[at + 1]
  if (after === undefined || /\s/.test(after)) return false
  return before === undefined || /[\s([{—–\-:/]/.test(before)
}

function closingAt(
  text: string,
  open: number,
  closes: string,
): { readonly at: number; readonly closed: boolean } | undefined {
  const mark = text[open] ?? ''
  const limit = Math.min(text.length, open + LONGEST)
  for (let at = open + 1; at < limit; at++) {
    const char = text[at] ?? ''
    if (char === '\n') {
      // The next paragraph of the same quotation opens with the mark again.
      const next = /^\n+\s*/.exec(text.slice(at, at + 20))?.[0].length ?? 0
      return text[at + next] === mark && mark !== '"' ? { at, closed: false } : undefined
    }
    if (closes.includes(char) && !/\s/.test(text[at - 1] ?? ' ')) {
      const after = text[at + 1]
      if (after === undefined || /[\s.,;:!?)\]}—–\-'’]/.test(after)) return { at, closed: true }
    }
  }
  return undefined
}
