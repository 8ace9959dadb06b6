import { lineText, type TextLine } from './text-line.ts'

/**
 * Lines of a plain text. A line that begins with `>` (after at most three blanks) is quoted (RFC 3676 §4.5 and long
 * usage); the mbox escape `>From ` is the sender's own.
 */
export function plainLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = []
  let start = 0
  let inQuote = false
  while (start < text.length) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed + 1
    const body = quoteEnd(text, start, end)
    const isQuote = body > start && !text.startsWith('>From ', start)
    const from = isQuote ? body : start
    const said = lineText(text.slice(from, Math.min(end, from + 2_000)))
    if (isQuote)
      lines.push({ text: said, start, end, mark: 'quoted', container: 0, ...(!inQuote && { first: true }) })
    else lines.push({ text: said, start, end, container: 0 })
    inQuote = isQuote || (inQuote && said === '')
    start = end
  }
  return lines
}

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
