import { feedLines } from './feed-text.ts'
import { READ_LIMITS } from './read-limits.ts'

export interface CsvRecord {
  readonly cells: readonly string[]
  /** Line on which it begins, 1-based. */
  readonly line: number
  readonly start: number
  readonly end: number
  /** Something was wrong with it, in words. */
  readonly trouble?: string
}

/**
 * Records of a table (RFC 4180): cells in quotation marks may hold delimiters, doubled quotation marks and line ends.
 * A quotation mark inside a bare cell is a character. A quote that is never closed takes what fits into one record's
 * limit and is told as trouble; the reading goes on with the line after its first. Blank lines are left out.
 */
export function* csvRecords(bytes: Uint8Array, delimiter: string): Generator<CsvRecord> {
  const lines = feedLines(bytes, READ_LIMITS.lineLength)
  /** Lines taken for a quote that turned out never to be closed are read again one by one. */
  const again: Line[] = []
  const next = (): Line | undefined => again.shift() ?? lines.next().value ?? undefined
  let giveUp = 0
  for (let first = next(); first !== undefined; first = next()) {
    if (first.cut) {
      yield {
        cells: [],
        line: first.number,
        start: first.start,
        end: first.end,
        trouble: `a line of ${first.end - first.start} bytes`,
      }
      continue
    }
    if (first.text.trim() === '') continue
    let taken = first.text
    let end = first.end
    let cells = splitRecord(taken, delimiter)
    const held: Line[] = []
    // Attack: a quote opened on each of a million lines and never closed; each would be read to its limit.
    while (cells.open && giveUp < 8) {
      const more = next()
      if (
        more === undefined ||
        more.cut ||
        taken.length + more.text.length > READ_LIMITS.lineLength ||
        held.length >= 500
      ) {
        if (more !== undefined) held.push(more)
        giveUp++
        break
      }
      held.push(more)
      // A line without a quotation mark closes nothing.
      taken += `\n${more.text}`
      end = more.end
      if (more.text.includes('"')) cells = splitRecord(taken, delimiter)
    }
    if (cells.open) {
      again.unshift(...held)
      const alone = splitRecord(first.text, delimiter)
      yield {
        cells: alone.cells,
        line: first.number,
        start: first.start,
        end: first.end,
        trouble: 'a quotation mark is never closed',
      }
      continue
    }
    const trouble = cells.more ? `more than ${READ_LIMITS.cells} cells` : undefined
    yield {
      cells: cells.cells,
      line: first.number,
      start: first.start,
      end,
      ...(trouble !== undefined && { trouble }),
    }
  }
}

type Line = ReturnType<typeof feedLines> extends Generator<infer T> ? T : never

function splitRecord(
  text: string,
  delimiter: string,
): { readonly cells: readonly string[]; readonly open: boolean; readonly more: boolean } {
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (cells.length >= READ_LIMITS.cells) return { cells, open: false, more: true }
    let start = at
    while (text.charCodeAt(start) === 32) start++
    if (text.charCodeAt(start) === 34) {
      let close = start + 1
      for (;;) {
        close = text.indexOf('"', close)
        if (close < 0) return { cells: [...cells, text.slice(start + 1).trim()], open: true, more: false }
        if (text.charCodeAt(close + 1) !== 34) break
        close += 2
      }
      const end = text.indexOf(delimiter, close + 1)
      // What stands behind the closing quote belongs to the cell, as spreadsheets read it.
      const rest = text.slice(close + 1, end < 0 ? undefined : end).trim()
      cells.push((text.slice(start + 1, close).replaceAll('""', '"') + rest).trim())
      if (end < 0) return { cells, open: false, more: false }
      at = end + delimiter.length
      continue
    }
    const end = text.indexOf(delimiter, at)
    cells.push(text.slice(at, end < 0 ? undefined : end).trim())
    if (end < 0) return { cells, open: false, more: false }
    at = end + delimiter.length
  }
}
