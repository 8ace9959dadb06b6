import { decodeCharset } from '../../../parse/mime/charset.ts'

/** One property of a calendar or a contact, unfolded. */
export interface ContentLine {
  /** Upper case, without a group before it. */
  readonly name: string
  /** Values of a parameter by its upper-case name, quotes removed; joined by commas when there are several. */
  parameter(name: string): string | undefined
  /** As written but unfolded; quoted-printable of vCard 2.1 is decoded. */
  readonly value: string
  /** Characters of the text that hold it. */
  readonly start: number
  readonly end: number
}

/** Characters of one property that are kept; inline files are the long ones. */
const MAX_LINE = 48_000_000
/** Properties read. Attack: a file of a hundred million `A:` lines. */
const MAX_LINES = 200_000
const MAX_PARAMETERS = 64

/**
 * The content lines of iCalendar (RFC 5545 §3.1) and vCard (RFC 6350 §3.2, and the older 2.1 and 3.0): lines that
 * begin with white space continue the one before; a quoted-printable value continues as long as it ends with `=`.
 * Lines without a colon are left out. Returns false when there are more than are read. Linear.
 */
export function eachContentLine(
  text: string,
  work: (steps: number) => void,
  each: (line: ContentLine) => void,
): boolean {
  let at = 0
  let count = 0
  while (at < text.length) {
    const start = at
    const pieces: string[] = []
    let length = 0
    let soft = false
    for (;;) {
      work(1)
      let end = text.indexOf('\n', at)
      if (end < 0) end = text.length
      const lineEnd = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end
      const from = pieces.length === 0 || soft ? at : at + 1
      if (length < MAX_LINE) pieces.push(text.slice(from, lineEnd))
      length += lineEnd - from
      const first = pieces[0] ?? ''
      if (soft) pieces[pieces.length - 2] = (pieces[pieces.length - 2] ?? '').slice(0, -1)
      soft =
        text.charCodeAt(lineEnd - 1) === 61 &&
        /;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(first.slice(0, 500))
      at = end + 1
      const next = text.charCodeAt(at)
      if (at >= text.length || !(soft || next === 32 || next === 9)) break
    }
    const line = readLine(pieces.join(''), start, Math.min(at, text.length))
    if (line === undefined) continue
    if (++count > MAX_LINES) return false
    each(line)
  }
  return true
}

function readLine(line: string, start: number, end: number): ContentLine | undefined {
  const colon = valueColon(line)
  if (colon < 1) return undefined
  const head = line.slice(0, colon)
  const nameEnd = head.indexOf(';')
  const full = (nameEnd < 0 ? head : head.slice(0, nameEnd)).trim().toUpperCase()
  const name = full.slice(full.lastIndexOf('.') + 1)
  if (!/^[A-Z0-9-]{1,100}$/.test(name)) return undefined
  const parameters = nameEnd < 0 ? NO_PARAMETERS : readParameters(head.slice(nameEnd + 1, nameEnd + 16_384))
  const raw = line.slice(colon + 1)
  const quoted =
    /^QUOTED-PRINTABLE$/i.test(parameters.get('ENCODING') ?? '') || parameters.has('QUOTED-PRINTABLE')
  return {
    name,
    parameter: (wanted) => parameters.get(wanted),
    value: quoted ? decodeQuotedPrintable(raw, parameters.get('CHARSET')) : raw,
    start,
    end,
  }
}

const NO_PARAMETERS: ReadonlyMap<string, string> = new Map()

/** The colon that ends the parameters: not one inside quotes. */
function valueColon(line: string): number {
  let quoted = false
  const last = Math.min(line.length, 32_768)
  for (let i = 0; i < last; i++) {
    const c = line.charCodeAt(i)
    if (c === 34) quoted = !quoted
    else if (c === 58 && !quoted) return i
  }
  // An unbalanced quote: the first colon will do.
  return line.indexOf(':')
}

function readParameters(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  let quoted = false
  let from = 0
  const add = (end: number): void => {
    const one = text.slice(from, end)
    const equals = one.indexOf('=')
    const name = (equals < 0 ? one : one.slice(0, equals)).trim().toUpperCase()
    if (name !== '' && !parameters.has(name) && parameters.size < MAX_PARAMETERS)
      parameters.set(name, equals < 0 ? '' : one.slice(equals + 1).replaceAll('"', ''))
  }
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 34) quoted = !quoted
    else if (c === 59 && !quoted) {
      add(i)
      from = i + 1
    }
  }
  add(text.length)
  return parameters
}

/** A value of vCard 2.1 or vCalendar 1.0, its soft line breaks gone; undeclared charsets are read like mail text. */
function decodeQuotedPrintable(value: string, charset: string | undefined): string {
  const bytes = Buffer.from(value, 'utf8')
    .toString('latin1')
    .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return decodeCharset(Buffer.from(bytes, 'latin1'), charset).text
}

/** Text value (RFC 5545 §3.3.11): `\n`, `\,`, `\;` and `\\` unescaped. */
export const unescapeText = (value: string): string =>
  value.includes('\\')
    ? value.replace(/\\([nN,;:\\"])/g, (_, c) => (c === 'n' || c === 'N' ? '\n' : c))
    : value

/** Milliseconds of a date or a time in basic form (`20240305T101200Z`); local times count as UTC. */
export function basicTime(value: string): number | undefined {
  const parts =
    /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(?:[.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?)?$/.exec(
      value.trim().slice(0, 40),
    )
  if (parts === null) return undefined
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0))
  const time = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
  const zone = parts[7]
  if (zone === undefined || zone === 'Z') return time
  const offset = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return time - (zone.startsWith('-') ? -1 : 1) * offset * 60_000
}
