/** Lines of a text with their places; the line end is not part of a line. */
export interface SourceLine {
  readonly start: number
  readonly end: number
  readonly text: string
}

export function sourceLines(source: string): readonly SourceLine[] {
  const lines: SourceLine[] = []
  // A byte order mark is no text.
  let at = source.startsWith('\ufeff') ? 1 : 0
  while (at <= source.length) {
    const feed = source.indexOf('\n', at)
    const stop = feed < 0 ? source.length : feed
    const end = stop > at && source[stop - 1] === '\r' ? stop - 1 : stop
    lines.push({ start: at, end, text: source.slice(at, end) })
    if (feed < 0) break
    at = feed + 1
  }
  return lines
}

export const isBlankLine = (line: SourceLine): boolean => line.text.trim() === ''

/** Length of the mark in front of a list item with the space behind it; 0 without one. */
export function listMarkLength(text: string): number {
  return /^ {0,12}(?:[-*+•–]|\d{1,4}[.)]|[a-z][.)]) {1,4}(?=\S)/.exec(text)?.[0].length ?? 0
}
