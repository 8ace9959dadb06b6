/** A mail as signatures see it: fields and body with CRLF line ends, and where each lies in the bytes given. */
import type { Repair } from '../model/authenticity.ts'

export interface RawField {
  /** Before the colon, white space at its end removed; empty for a line without a colon. */
  readonly name: string
  readonly key: string
  /** The whole field as bytes read as latin1, folded lines joined by CRLF, without the last CRLF. */
  readonly text: string
  /** In the bytes that were given. */
  readonly start: number
  readonly end: number
}

export interface RawMail {
  readonly fields: readonly RawField[]
  /** With CRLF line ends. */
  readonly body: Buffer
  /** First byte of the body in the bytes that were given. */
  readonly bodyStart: number
  /** What had to be undone already to have a header and CRLF line ends. */
  readonly repairs: readonly Repair[]
  /** Place in the given bytes of a place in `body`. */
  readonly placeOf: (inBody: number) => number
}

const LF = 10
const CR = 13
/** Fields read. Attack: a header of a hundred million one-byte lines. The parser of mail stops far earlier. */
const MAX_FIELDS = 20_000

/** Takes a mail apart (RFC 5322 §2.1). Never throws; a mail without a blank line has an empty body. Linear. */
export function rawMail(given: Uint8Array): RawMail {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const repairs: Repair[] = []
  let at = 0
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    at = 3
    repairs.push({ name: 'byte-order-mark' })
  }
  // Without any LF, lines end in CR: a file from an old Macintosh.
  const bareCr = !bytes.includes(LF) && bytes.includes(CR)
  const lineEnd = bareCr ? CR : LF
  if (bareCr) repairs.push({ name: 'bare-carriage-returns' })
  const doubled = !bareCr && bytes.includes('\r\r\n')
  if (doubled) repairs.push({ name: 'doubled-carriage-returns' })

  const fields: RawField[] = []
  let lines: string[] = []
  let start = at
  let end = at
  let first = true
  let bare = false
  const close = (): void => {
    if (lines.length === 0) return
    fields.push(fieldOf(lines.join('\r\n'), start, end))
    lines = []
  }
  while (at < bytes.length) {
    const found = bytes.indexOf(lineEnd, at)
    const stop = found < 0 ? bytes.length : found
    let textEnd = stop
    if (!bareCr) {
      while (textEnd > at && bytes[textEnd - 1] === CR && (doubled || textEnd === stop)) textEnd--
      if (found >= 0 && textEnd === stop) bare = true
    }
    const next = found < 0 ? bytes.length : found + 1
    if (textEnd === at) {
      at = next
      break
    }
    const line = bytes.toString('latin1', at, textEnd)
    if (first && /^>?From \S/.test(line)) {
      repairs.push({ name: 'mbox-separator' })
    } else if ((line[0] === ' ' || line[0] === '\t') && lines.length > 0) {
      lines.push(line)
      end = textEnd
    } else {
      close()
      if (fields.length >= MAX_FIELDS) break
      lines = [line]
      start = at
      end = textEnd
    }
    first = false
    at = next
  }
  close()
  const raw = bytes.subarray(at)
  const { body, converted } = bareCr ? fromBareCr(raw) : withCrlf(raw, doubled)
  if (bare || converted) repairs.push({ name: 'line-ends' })
  const bodyStart = at
  return {
    fields,
    body,
    bodyStart,
    repairs,
    placeOf: (inBody) => bodyStart + givenPlace(raw, inBody, bareCr, doubled),
  }
}

function fieldOf(text: string, start: number, end: number): RawField {
  const colon = text.indexOf(':')
  const name = colon < 0 ? '' : text.slice(0, colon).trimEnd()
  return { name, key: name.toLowerCase(), text, start, end }
}

function fromBareCr(raw: Buffer): { body: Buffer; converted: boolean } {
  return { body: Buffer.from(raw.toString('latin1').replaceAll('\r', '\r\n'), 'latin1'), converted: false }
}

/** CRLF line ends (RFC 6376 §5.3); the bytes themselves when nothing has to be changed. */
function withCrlf(raw: Buffer, doubled: boolean): { body: Buffer; converted: boolean } {
  const bytes = doubled ? Buffer.from(raw.toString('latin1').replace(/\r+\n/g, '\r\n'), 'latin1') : raw
  let bare = 0
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1))
    if (at === 0 || bytes[at - 1] !== CR) bare++
  if (bare === 0) return { body: bytes, converted: false }
  const out = Buffer.allocUnsafe(bytes.length + bare)
  let from = 0
  let to = 0
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (at > 0 && bytes[at - 1] === CR) continue
    to += bytes.copy(out, to, from, at)
    out[to++] = CR
    from = at
  }
  bytes.copy(out, to, from)
  return { body: out, converted: true }
}

/** The given byte that stands at a place of the converted body. */
function givenPlace(raw: Buffer, inBody: number, bareCr: boolean, doubled: boolean): number {
  let out = 0
  for (let at = 0; at < raw.length; at++) {
    if (out >= inBody) return at
    const byte = raw[at]
    if (bareCr) out += byte === CR ? 2 : 1
    else if (byte === LF) {
      let from = at
      while (from > 0 && raw[from - 1] === CR) from--
      const kept = doubled ? Math.min(1, at - from) : at - from
      out += kept === 0 ? 2 : 1
    } else if (doubled && byte === CR && isBeforeLineEnd(raw, at)) {
      out += raw[at + 1] === LF ? 1 : 0
    } else out++
  }
  return raw.length
}

/** Whether only CR stands between here and a LF. */
function isBeforeLineEnd(raw: Buffer, at: number): boolean {
  let next = at + 1
  while (raw[next] === CR) next++
  return raw[next] === LF
}
