/** What is wrong in a query a person or a feed wrote, and where. Offsets count UTF-16 units of the query, half-open. */
export interface QueryError {
  readonly start: number
  readonly end: number
  /** One sentence, no full stop at its end. */
  readonly message: string
  /** What could be meant, or what to do. */
  readonly hint?: string
}

/** Characters shown before and behind the place: a query of a megabyte must not fill the terminal. */
const AROUND = 60

/**
 * The line of the query that holds the error, a line with `^` under it, and the message: for a terminal. Characters
 * that could move the cursor or are invisible are shown as `·`, so that the mark stands under its place.
 */
export function caretLines(query: string, error: QueryError): readonly string[] {
  const start = Math.min(Math.max(error.start, 0), query.length)
  const lineStart = query.lastIndexOf('\n', start - 1) + 1
  const lineBreak = query.indexOf('\n', start)
  const lineEnd = lineBreak < 0 ? query.length : lineBreak
  const from = Math.max(lineStart, start - AROUND)
  const until = Math.min(lineEnd, start + AROUND)
  const marks = Math.max(1, Math.min(error.end, until) - start)
  const before = from > lineStart ? '…' : ''
  const shown = `${before}${plain(query.slice(from, until))}${until < lineEnd ? '…' : ''}`
  const line = query.slice(0, lineStart).split('\n').length
  const place = lineStart > 0 ? `line ${line}, character ${start - lineStart + 1}` : `character ${start + 1}`
  return [
    shown,
    `${' '.repeat(before.length + start - from)}${'^'.repeat(marks)}`,
    `${place}: ${error.message}${error.hint ? ` (${error.hint})` : ''}`,
  ]
}

/** A piece of a query for a message: at most 40 characters, nothing that moves a cursor. */
export function quoted(text: string): string {
  return `"${plain(text.length > 40 ? `${text.slice(0, 39)}…` : text)}"`
}

function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Mn}\p{Me}]/gu, '·')
}
