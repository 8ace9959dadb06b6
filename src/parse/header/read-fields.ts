import { isAscii, isUtf8 } from 'node:buffer'
import type { HeaderField } from '../../model/message.ts'
import { copied } from '../body/copied-text.ts'

/** Where one header was read and what it held. */
export interface HeaderBlock {
  readonly fields: readonly HeaderField[]
  /** End of the last line that belongs to the header, its line end included. */
  readonly end: number
  /** First byte after the blank line; equals `end` when there is none. */
  readonly bodyStart: number
  /** Start of the boundary line that cut the header off. */
  readonly delimiter?: number
  /** Lines end in a bare CR. */
  readonly bareCr: boolean
  readonly malformed: number
  /** Place of the first line that is no field. */
  readonly malformedAt: number
  readonly overSize: boolean
  readonly overCount: boolean
  readonly eightBit: boolean
}

export interface FieldLimits {
  readonly headerBytes: number
  readonly fieldBytes: number
  readonly fieldCount: number
}

interface FieldName {
  readonly name: string
  readonly key: string
  /** A name seen in real mail: such a line ends a run of lines that are no fields. */
  readonly known: boolean
  /** Kept even when a limit was reached, so that padding cannot hide the structure or the sender. */
  readonly essential: boolean
}

const ESSENTIAL = new Set(
  (
    'content-type content-transfer-encoding content-disposition content-id mime-version from sender reply-to to cc ' +
    'bcc subject date message-id in-reply-to references return-path received authentication-results dkim-signature'
  ).split(' '),
)
const KNOWN = new Set([
  ...ESSENTIAL,
  ...(
    'content-description content-language content-location content-class delivered-to envelope-to user-agent ' +
    'importance priority precedence organization thread-topic thread-index list-id list-unsubscribe list-post ' +
    'list-help list-subscribe list-archive errors-to auto-submitted accept-language received-spf feedback-id ' +
    'arc-seal arc-message-signature arc-authentication-results authentication-results-original resent-from ' +
    'resent-to resent-date resent-message-id disposition-notification-to return-receipt-to keywords comments ' +
    'status lines sensitivity mailing-list bounces-to domainkey-signature original-recipient final-recipient'
  ).split(' '),
])

/** One answer for each name met; a fixed number of slots, so that a million different names fill no memory. */
const SLOTS = 1 << 11
/** Longer names are read each time: they do not repeat. */
const KEPT_LENGTH = 80
const slots: ({ readonly written: string; readonly name: FieldName | undefined } | undefined)[] = new Array(
  SLOTS,
).fill(undefined)

/** The name written at `[from, to)`. Found again by its characters, without making a string of it. */
function fieldNameAt(text: string, from: number, to: number): FieldName | undefined {
  const length = to - from
  // A name longer than any real one is no field.
  if (length > 1000) return undefined
  if (length >= KEPT_LENGTH) return fieldName(text.slice(from, to))
  let hash = length
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
  const known = slots[slot]
  if (known !== undefined && isWritten(known.written, text, from, length)) return known.name
  const written = copied(text.slice(from, to))
  const name = fieldName(written)
  slots[slot] = { written, name }
  return name
}

function isWritten(written: string, text: string, from: number, length: number): boolean {
  if (written.length !== length) return false
  for (let at = 0; at < length; at++) if (written.charCodeAt(at) !== text.charCodeAt(from + at)) return false
  return true
}

/** RFC 5322 §2.2: printable ASCII but the colon; white space before the colon is the obsolete syntax of §4.5. */
function fieldName(written: string): FieldName | undefined {
  let end = written.length
  while (end > 0 && (written.charCodeAt(end - 1) === 32 || written.charCodeAt(end - 1) === 9)) end--
  if (end === 0) return undefined
  for (let at = 0; at < end; at++) {
    const code = written.charCodeAt(at)
    if (code <= 32 || code >= 127) return undefined
  }
  const name = copied(written.slice(0, end))
  const key = name.toLowerCase()
  return {
    name,
    key,
    known: KNOWN.has(key) || key.startsWith('x-') || key.startsWith('arc-') || key.startsWith('list-'),
    essential: ESSENTIAL.has(key),
  }
}

const URL_START = /^(?:https?|ftp):\/\//i
const FIELD_START = /^[!-9;-~]{1,76}[ \t]*:/
const FIRST_WINDOW = 1 << 13
const PART_WINDOW = 1 << 10
const LAST_WINDOW = 1 << 20
/** A header up to this size becomes one string that its values share. */
const ONE_STRING = 1 << 16
/** Attack: essential fields repeated a million times after a limit was reached. */
const MAX_ESSENTIAL_BEYOND = 1000

/** True when a header field seems to start at `at`. */
export function looksLikeField(bytes: Buffer, at: number, end: number): boolean {
  const line = bytes.toString('latin1', at, Math.min(end, at + 80))
  return FIELD_START.test(line) && !URL_START.test(line)
}

/**
 * Reads one header from `start`: splits it into fields, unfolds them and finds the body. Lines end in LF with any
 * number of CRs before it, or in a bare CR when the first line does. Lines that are no fields are skipped as mail
 * clients do; when such lines stand between the last known field and the blank line (or there is no blank line),
 * the blank line was forgotten and they start the body. `isDelimiter` tells whether a line that starts with `--` is
 * a boundary line of an open multipart, which ends the header. `inherited.of` goes into the ranges when `bytes` is
 * the decoded content of a part; `inherited.bareCr` says that lines end in bare CR around this header. Linear in the header.
 */
export function readFields(
  bytes: Buffer,
  start: number,
  end: number,
  limits: FieldLimits,
  isDelimiter: (lineStart: number) => boolean,
  inherited: { readonly of?: string | undefined; readonly bareCr?: boolean } = {},
): HeaderBlock {
  const { of } = inherited

  const starts: number[] = []
  const colons: number[] = []
  const ends: number[] = []
  const folded: boolean[] = []
  const found: FieldName[] = []

  // Headers of parts are short.
  let window = start > 0 ? PART_WINDOW : FIRST_WINDOW
  let base = start
  let text = bytes.toString('latin1', base, Math.min(end, base + window))
  if (start > 0 && !text.includes('\n')) {
    window = FIRST_WINDOW
    text = bytes.toString('latin1', base, Math.min(end, base + window))
  }
  let bareCr: boolean | undefined = inherited.bareCr === true ? true : undefined
  let line = 0
  let colon = -1
  let open = false
  let blank = -1
  let delimiter = -1
  let malformed = 0
  let malformedAt = -1
  // The current run of lines that are no fields, and how many fields there were before it.
  let run = 0
  let runStart = 0
  let runFields = 0
  let beyond = 0
  let overSize = false
  let overCount = false
  let headerEnd = start

  for (;;) {
    if (text.length === 0) break
    let next = text.indexOf('\n', line)
    let stop: number
    bareCr ??= startsBareCr(text, next < 0 ? text.length : next)
    if (bareCr) {
      next = line
      while (next < text.length && text.charCodeAt(next) !== 10 && text.charCodeAt(next) !== 13) next++
      if (next + 1 >= text.length && base + text.length < end) next = -1
    }
    if (next < 0 && base + text.length < end) {
      // The line is longer than the window: slide, then give up on one string and search the bytes.
      if (window < LAST_WINDOW || line > 0) {
        window = Math.min(window * 4, LAST_WINDOW)
        base += line
        line = 0
        colon = -1
        text = bytes.toString('latin1', base, Math.min(end, base + window))
        continue
      }
      const far = farLineEnd(bytes, base + text.length, end, bareCr === true)
      stop = far
      next = far - base
    } else {
      if (next < 0) next = text.length
      stop = base + next
    }
    const lineStart = base + line
    let lineEnd = next
    if (!bareCr) while (lineEnd > line && bytes[base + lineEnd - 1] === 13) lineEnd--
    // First byte of the following line; a bare CR may be followed by LF.
    let after = stop < end ? stop + 1 : end
    if (bareCr && bytes[stop] === 13 && after < end && bytes[after] === 10) after++

    if (lineEnd === line) {
      blank = after
      break
    }
    const first = text.charCodeAt(line)
    if (first === 32 || first === 9) {
      if (open) {
        ends[ends.length - 1] = base + lineEnd
        folded[folded.length - 1] = true
      } else if (run === 0 && starts.length === 0) {
        run = 1
        runStart = lineStart
        runFields = 0
        if (malformed++ === 0) malformedAt = lineStart
      }
    } else if (first === 45 && text.charCodeAt(line + 1) === 45 && isDelimiter(lineStart)) {
      delimiter = lineStart
      break
    } else {
      if (colon < line) colon = text.indexOf(':', line)
      if (colon < 0) colon = text.length + window
      let name: FieldName | undefined
      let colonAt = base + colon
      if (colon >= lineEnd && lineEnd - line < 80) {
        // The colon alone in the folded rest: `From`, line end, ` : <a@b.test>`. Some clients show such a sender.
        const here = foldedColon(bytes, base + lineEnd, end)
        if (here >= 0) {
          name = fieldNameAt(text, line, lineEnd)
          if (name?.known !== true) name = undefined
          colonAt = here
        }
      } else if (colon < lineEnd && colon < text.length) {
        name = fieldNameAt(text, line, colon)
        if (
          name !== undefined &&
          text.charCodeAt(colon + 1) === 47 &&
          URL_START.test(text.slice(line, colon + 3))
        )
          name = undefined
      }
      if (name === undefined) {
        open = false
        const isSeparator =
          starts.length === 0 &&
          run === 0 &&
          (text.startsWith('From ', line) || text.startsWith('>From ', line))
        if (!isSeparator) {
          if (malformed++ === 0) malformedAt = lineStart
          if (run++ === 0) {
            runStart = lineStart
            runFields = starts.length
          }
        }
      } else {
        if (run > 0 && name.known) run = 0
        overSize ||= lineStart - start > limits.headerBytes
        overCount ||= starts.length >= limits.fieldCount
        open = !(overSize || overCount) || (name.essential && beyond++ < MAX_ESSENTIAL_BEYOND)
        if (open) {
          starts.push(lineStart)
          colons.push(colonAt)
          ends.push(base + lineEnd)
          folded.push(false)
          found.push(name)
        }
      }
    }
    headerEnd = after
    if (after >= end) break
    if (after - base < text.length) line = after - base
    else {
      base = after
      line = 0
      colon = -1
      text = bytes.toString('latin1', base, Math.min(end, base + window))
    }
  }

  let bodyStart = blank >= 0 ? blank : delimiter >= 0 ? delimiter : headerEnd
  // White space at the very start folds a field that is not there: no client shows such a line.
  const foldsNothing = run === 1 && runFields === 0 && blank >= 0 && isBlank(bytes[runStart])
  const forgotten =
    run > 0 &&
    !foldsNothing &&
    (blank < 0 || run > 1 || runFields === 0 || bytes[runStart] === 60) &&
    runStart < bodyStart
  if (forgotten) {
    starts.length = runFields
    headerEnd = runStart
    bodyStart = runStart
  }

  const ascii = isAscii(bytes.subarray(start, headerEnd))
  // Values are cut from one string of the header: a string of its own for each costs more than all the rest.
  const isOneWindow = base === start && headerEnd - start <= text.length
  const whole =
    ascii && headerEnd - start <= ONE_STRING
      ? isOneWindow
        ? text
        : bytes.toString('latin1', start, headerEnd)
      : undefined
  const fields: HeaderField[] = new Array(starts.length)
  for (let index = 0; index < starts.length; index++) {
    const fieldStart = starts[index] ?? 0
    const valueStart = (colons[index] ?? 0) + 1
    const fieldEnd = ends[index] ?? 0
    const { name, key } = found[index] as FieldName
    let from = valueStart
    let to = fieldEnd
    if (to - from > limits.fieldBytes) {
      to = from + limits.fieldBytes
      overSize = true
    }
    while (from < to && isBlank(bytes[from])) from++
    while (to > from && isBlank(bytes[to - 1])) to--
    let value: string
    if (whole !== undefined) value = whole.slice(from - start, to - start)
    else value = ascii ? bytes.toString('latin1', from, to) : fieldText(bytes, from, to)
    if (folded[index]) value = unfolded(value)
    fields[index] = {
      name,
      key,
      value,
      range:
        of === undefined ? { start: fieldStart, end: fieldEnd } : { start: fieldStart, end: fieldEnd, of },
      valueRange:
        of === undefined ? { start: valueStart, end: fieldEnd } : { start: valueStart, end: fieldEnd, of },
    }
  }
  return {
    fields,
    end: headerEnd,
    bodyStart,
    ...(delimiter >= 0 && !forgotten ? { delimiter } : {}),
    bareCr: bareCr === true,
    malformed: forgotten ? malformed - run : malformed,
    malformedAt,
    overSize,
    overCount,
    eightBit: !ascii,
  }
}

/** RFC 5322 §2.2.3: line ends are taken out, the blanks behind them stay. */
function unfolded(value: string): string {
  let out = ''
  let from = 0
  for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', from)) {
    out += value.slice(from, value.charCodeAt(at - 1) === 13 ? at - 1 : at)
    from = at + 1
  }
  out += value.slice(from)
  return out.includes('\r') ? out.replaceAll('\r', '') : out
}

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9 || byte === 13 || byte === 10
}

/** The colon that is the first thing in the folded line after the line end at `from`, or -1. */
function foldedColon(bytes: Buffer, from: number, end: number): number {
  let at = from
  while (at < end && bytes[at] === 13) at++
  if (bytes[at] === 10) at++
  else if (at - from !== 1) return -1
  const line = at
  // Attack: lines of white space, looked at once from every line before.
  const stop = Math.min(end, line + 80)
  while (at < stop && (bytes[at] === 32 || bytes[at] === 9)) at++
  return at > line && at < stop && bytes[at] === 58 ? at : -1
}

/** Bytes above 127: UTF-8 (RFC 6532) when they are valid as such, else windows-1252, as mail clients guess. */
function fieldText(bytes: Buffer, from: number, to: number): string {
  const view = bytes.subarray(from, to)
  if (isAscii(view)) return bytes.toString('latin1', from, to)
  if (isUtf8(view)) return bytes.toString('utf8', from, to)
  return windows1252.decode(view)
}
const windows1252 = new TextDecoder('windows-1252')

/** True when the first line ends in a CR that no LF follows, and what comes then continues a header. */
function startsBareCr(text: string, firstLf: number): boolean {
  let tail = firstLf
  while (tail > 0 && text.charCodeAt(tail - 1) === 13) tail--
  const cr = text.indexOf('\r')
  if (cr < 0 || cr >= tail) return tail < firstLf && firstLf === text.length
  const following = text.slice(cr + 1, cr + 81)
  return /^[ \t\r]/.test(following) || FIELD_START.test(following)
}

function farLineEnd(bytes: Buffer, from: number, end: number, bareCr: boolean): number {
  if (bareCr) {
    let at = from
    while (at < end && bytes[at] !== 10 && bytes[at] !== 13) at++
    return at
  }
  const at = bytes.indexOf(10, from)
  return at < 0 || at > end ? end : at
}
