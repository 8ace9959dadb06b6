import { hasMarks, LINE_TEXT, lineText, type TextLine } from './text-line.ts'

/**
 * Lines of a plain text. A line that begins with `>` (after at most three blanks) is quoted (RFC 3676 §4.5 and long
 * usage); the mbox escape `>From ` is the sender's own.
 */
export function plainLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = []
  let start = 0
  let inQuote = false
  const isPlain = !hasMarks(text)
  while (start < text.length) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed + 1
    const body = quoteEnd(text, start, end)
    const isQuote = body > start && !text.startsWith('>From ', start)
    const from = isQuote ? body : start
    const said = isPlain ? trimmed(text, from, end) : lineText(text.slice(from, Math.min(end, from + 2_000)))
    lines.push({
      text: said,
      start,
      end,
      mark: isQuote ? 'quoted' : undefined,
      rest: false,
      container: 0,
      first: isQuote && !inQuote,
    })
    inQuote = isQuote || (inQuote && said === '')
    start = end
  }
  return lines
}

/** `lineText` of a line without invisible marks, cut from the text in one piece. */
function trimmed(text: string, start: number, end: number): string {
  let from = start
  let to = Math.min(end, start + LINE_TEXT)
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  if (from === to) return ''
  const line = text.slice(from, to)
  return text.charCodeAt(from) < 128 && text.charCodeAt(to - 1) < 128 ? line : line.trim()
}

const isBlank = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)

/** Position after the quote marks of a line, or `start` when it has none. */
function quoteEnd(text: string, start: number, end: number): number {
  let i = start
  while (i < end && i - start < 4 && text.charCodeAt(i) === 32) i++
  if (text.charCodeAt(i) !== 62) return start
  while (i < end) {
    const c = text.charCodeAt(i)
    if (c !== 62 && c !== 32) break
    i++
  }
  return i
}
