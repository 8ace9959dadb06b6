/** Words in quotation marks. `start` and `end` hold the marks, `from` and `to` the words inside; UTF-16 units. */
export interface Quotation {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
  readonly words: number
  /** Set when no mark closes it: its next paragraph opens with the mark again. */
  readonly goesOn?: true
}

/** What closes what. A straight mark closes itself. */
const CLOSES: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '„': '“”',
  '‚': '‘’',
  '«': '»',
  '»': '«',
  '"': '"',
  "'": "'",
}
/** Also an apostrophe: it closes only where a word ends. */
const APOSTROPHES = "’‘'"
/** Attack: one opening mark and megabytes behind it. */
const LONGEST = 5_000

/**
 * Quotations of a text in order, outermost only. A quotation of several paragraphs opens anew in each and closes in the
 * last; each paragraph of it is one here. A mark without its partner opens nothing. Linear in the text.
 */
export function quotations(text: string): readonly Quotation[] {
  const found: Quotation[] = []
  for (let at = 0; at < text.length; at++) {
    const closes = CLOSES[text[at] ?? '']
    if (closes === undefined || !opensHere(text, at)) continue
    const end = closingAt(text, at, closes)
    if (end === undefined) continue
    const [from, to] = [at + 1, end.at]
    const words = wordsIn(text.slice(from, to))
    if (words > 0)
      found.push({
        start: at,
        end: end.closed ? end.at + 1 : end.at,
        from,
        to,
        words,
        ...(!end.closed && { goesOn: true }),
      })
    at = end.closed ? end.at : end.at - 1
  }
  return found
}

/** Number of words. */
export function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0
}

/** An opening mark stands before a word and not behind one: 5'10" opens nothing. */
function opensHere(text: string, at: number): boolean {
  const before = text[at - 1]
  const after = text[at + 1]
  if (after === undefined || /\s/.test(after)) return false
  // ’90s, 'em
  if (text[at] === "'" && !/[\p{L}“"]/u.test(after)) return false
  return before === undefined || /[\s([{—–\-:/]/.test(before)
}

/**
 * Where a quotation ends. The search stops at the next mark of the same kind that opens one, so a text of opening marks
 * is read once and not once for each.
 */
function closingAt(
  text: string,
  open: number,
  closes: string,
): { readonly at: number; readonly closed: boolean } | undefined {
  const mark = text[open] ?? ''
  const limit = Math.min(text.length, open + LONGEST)
  /** The first place where an apostrophe might have closed it: `the clerks’ union`. */
  let perhaps: number | undefined
  for (let at = open + 1; at < limit; at++) {
    const char = text[at] ?? ''
    if (char === '\n') {
      if (perhaps !== undefined) break
      let next = at
      while (next < at + 20 && /\s/.test(text[next] ?? '')) next++
      return text[next] === mark && mark !== '"' && mark !== "'" ? { at, closed: false } : undefined
    }
    const closesHere = closes.includes(char) && !/\s/.test(text[at - 1] ?? ' ') && at > open + 1
    if (closesHere && endsWord(text[at + 1])) {
      if (!APOSTROPHES.includes(char) || /[\p{P}]/u.test(text[at - 1] ?? '')) return { at, closed: true }
      if (!/s/i.test(text[at - 1] ?? '') || !/^\s\p{Ll}/u.test(text.slice(at + 1, at + 4)))
        return { at, closed: true }
      perhaps ??= at
    } else if (char === mark && opensHere(text, at)) break
  }
  return perhaps === undefined ? undefined : { at: perhaps, closed: true }
}

const endsWord = (after: string | undefined): boolean =>
  after === undefined || /[\s.,;:!?)\]}—–\-'’”"]/.test(after)
