import { csvRecords } from '../hunt/read/csv-records.ts'
import type { CaseLogRow } from '../model/case-report.ts'
import { parseDate } from '../parse/header/mail-date.ts'
import { documents, isRecord } from './json-documents.ts'

/** Rows read; a log of more is evidence all the same. Attack: a log of a hundred million lines. */
const ROWS = 50_000
/** Characters told of one row, and of one cell. */
const ROW = 400
const CELL = 80
/** Bytes of a line of text; longer ones are no rows. */
const LINE = 20_000

/** Names of columns that hold the time, the best first; `Date (UTC)`, `createdDateTime`, `Zeitpunkt`. */
const TIME_NAMES: readonly RegExp[] = [
  /^(?:time ?stamp|date ?time|creat(?:ed|ion) ?(?:date)? ?time|event ?time|sign ?-?in ?(?:date ?)?time|log ?in ?time)\b/i,
  /^(?:time|date|when|zeit|zeitpunkt|uhrzeit|datum|heure|fecha|hora)\b/i,
  /(?:time|date)(?:stamp)?\b/i,
]
const ZONE_NAME = /^(?:time ?zone|zone|tz|utc ?offset|offset)$/i
const STATED_UTC = /\b(?:UTC|GMT|Z(?:ulu)?)\b/
const ZONE_AT_END = /(?:\d|\s)(Z|[+-]\d\d:?\d\d|[A-Z]{2,5})\s*$/
/** `2026-03-02 04:40 EST sign-in …`, `[2026-03-02T04:40:00Z] …` at the start of a line. */
const LINE_TIME =
  /^\s{0,8}\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:\s?(?:Z|[+-]\d\d:?\d\d|(?:UTC|GMT|[ECMP][SD]T|CES?T|EES?T|WES?T|MSK)\b))?)\]?[\s,;|-]{0,5}/

export interface LogRows {
  readonly rows: readonly CaseLogRow[]
  /** Rows that hold no time, or one that can be read in two ways: `03/02/2026`. */
  readonly undated: number
}

/**
 * The rows of a log that say when something happened: a table with a column for the time (CSV with commas, semicolons
 * or tabs), JSON lines, or lines that begin with a time. Zones are kept as the log states them; nothing is guessed.
 */
export function logRows(evidence: string, bytes: Uint8Array): LogRows {
  if (bytes.subarray(0, 4_000).includes(0)) return { rows: [], undated: 0 }
  const start = Buffer.from(bytes.subarray(0, 200)).toString('utf8').trimStart()
  if (start.startsWith('{') || start.startsWith('[')) return jsonRows(evidence, bytes)
  return tableRows(evidence, bytes) ?? lineRows(evidence, bytes)
}

interface Columns {
  readonly names: readonly string[]
  readonly time: number
  readonly zone: number
}

function tableRows(evidence: string, bytes: Uint8Array): LogRows | undefined {
  for (const delimiter of [',', ';', '\t']) {
    let columns: Columns | undefined
    const rows: CaseLogRow[] = []
    let undated = 0
    for (const { cells, line } of csvRecords(bytes, delimiter)) {
      if (columns === undefined) {
        columns = columnsOf(cells)
        if (columns === undefined) break
        continue
      }
      const row = rowOf(evidence, line, columns, cells)
      if (row) rows.push(row)
      else undated++
      if (rows.length + undated >= ROWS) break
    }
    if (columns !== undefined) return { rows, undated }
  }
  return undefined
}

function columnsOf(cells: readonly string[]): Columns | undefined {
  if (cells.length < 2) return undefined
  const names = cells.map((cell) => cell.replace(/^\ufeff/, '').trim())
  // A time in the head is a row: this table has no head.
  if (names.some((name) => timeIn(name) !== undefined)) return undefined
  const time = TIME_NAMES.map((form) => names.findIndex((name) => form.test(name))).find((at) => at >= 0)
  return time === undefined
    ? undefined
    : { names, time, zone: names.findIndex((name) => ZONE_NAME.test(name)) }
}

function rowOf(
  evidence: string,
  line: number,
  { names, time, zone }: Columns,
  cells: readonly string[],
): CaseLogRow | undefined {
  const stated = cells[zone]?.trim() ?? ''
  const found = timeIn(cells[time] ?? '', stated, names[time] ?? '')
  if (found === undefined) return undefined
  const told = cells.flatMap((cell, at) =>
    at === time || at === zone || cell === ''
      ? []
      : [`${names[at] ?? `column ${at + 1}`}: ${cut(cell, CELL)}`],
  )
  return { evidence, line, ...found, text: cut(told.join('; '), ROW) }
}

function jsonRows(evidence: string, bytes: Uint8Array): LogRows {
  const all = documents(bytes)
  const [only] = all
  const list = all.length === 1 && Array.isArray(only) ? (only as readonly unknown[]) : all
  const rows: CaseLogRow[] = []
  let undated = 0
  for (const [index, value] of list.slice(0, ROWS).entries()) {
    const fields = isRecord(value)
      ? Object.entries(value).flatMap(([name, one]) =>
          typeof one === 'string' || typeof one === 'number' ? [[name, String(one)] as const] : [],
        )
      : []
    const columns = columnsOf(fields.map(([name]) => name))
    const row =
      columns &&
      rowOf(
        evidence,
        index + 1,
        columns,
        fields.map(([, one]) => one),
      )
    if (row) rows.push(row)
    else undated++
  }
  return { rows, undated }
}

function lineRows(evidence: string, bytes: Uint8Array): LogRows {
  const rows: CaseLogRow[] = []
  let undated = 0
  let line = 0
  for (let at = 0; at < bytes.length && line < ROWS; ) {
    const next = bytes.indexOf(0x0a, at)
    const end = next < 0 ? bytes.length : next
    line++
    const text = Buffer.from(bytes.subarray(at, Math.min(end, at + LINE))).toString('utf8')
    at = end + 1
    if (text.trim() === '') continue
    const match = LINE_TIME.exec(text)
    const found = match?.[1] === undefined ? undefined : timeIn(match[1])
    if (found) rows.push({ evidence, line, ...found, text: cut(text.slice(match?.[0].length).trim(), ROW) })
    else undated++
  }
  return { rows, undated: rows.length === 0 ? 0 : undated }
}

/** A time with the zone it states; of a column whose name states one, or beside a zone in its own column. */
function timeIn(
  text: string,
  zone: string = '',
  column: string = '',
): Pick<CaseLogRow, 'time' | 'zone'> | undefined {
  const written = text.trim()
  // Seconds or milliseconds since 1970.
  if (/^1\d{9}(?:\d{3})?$/.test(written))
    return { time: Number(written) * (written.length === 10 ? 1_000 : 1), zone: 'UTC' }
  if (!/^\d{4}[-/]\d\d[-/]\d\d|\b\d{1,2} \p{L}{3,9} \d{4}\b/u.test(written)) return undefined
  const year = written
    .replace(/^(\d{4})\/(\d\d)\/(\d\d)/, '$1-$2-$3')
    .replace(/([:.]\d\d),(\d{1,9})/, '$1.$2')
  const own = parseDate(year)
  if (own === undefined) return undefined
  if (own.offset !== undefined) return { time: own.time, zone: ZONE_AT_END.exec(written)?.[1] ?? 'UTC' }
  const beside = zone === '' ? undefined : parseDate(`${year} ${zone}`)
  if (beside?.offset !== undefined) return { time: beside.time, zone }
  return STATED_UTC.test(column) ? { time: own.time, zone: 'UTC' } : { time: own.time }
}

const cut = (text: string, most: number): string =>
  (text.length > most ? `${text.slice(0, most - 1)}…` : text).toWellFormed()
