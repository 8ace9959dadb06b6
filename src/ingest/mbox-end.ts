import type { ByteWindow } from './byte-window.ts'
import { FIELD_NAME_LIMIT, fieldColon } from './field-line.ts'
import { quoteStart } from './mbox-quoting.ts'
import { readSeparator, SEPARATOR_LINE_LIMIT } from './mbox-separator.ts'

/**
 * Where a message of an mbox ends.
 *
 * A line is a separator when it begins with `From `, is plausible (see `readSeparator`) and stands at the
 * start or after a blank line. A single `Content-Length` decides otherwise only when it reaches exactly to the
 * end of the file or to a separator (a blank line may stand between), and only about lines that could be text:
 * a plausible separator followed by a header field always begins a message, else a sender could hide the mail
 * delivered after theirs behind a length that reaches over it.
 */

const FROM: Buffer = Buffer.from('From ')
const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x3e
/** Bytes before a place that tell whether a blank line stands there, with some to spare. */
export const CONTEXT_BYTES = 8
/** A separator line, the line ends before it, and enough of the line after it to know a header field. */
export const LOOK_AHEAD: number = SEPARATOR_LINE_LIMIT + FIELD_NAME_LIMIT + CONTEXT_BYTES

/** The search for the end of one message. Places count from the window's `from`, where its separator stands. */
export interface Search {
  /** Place after the separator line. */
  readonly header: number
  /** Place to search on from. */
  at: number
  /** Place of the next separator, or of the end of the stream; -1 while unknown. */
  next: number
  /** Whether a line matches `^>+From `. */
  quoted: boolean
  /** Lines that may have been meant as separators, and the stream offset of the first. */
  doubts: number
  doubtOffset: number
}

/** How a message ends; `next` is -1 when that is not in sight. */
export interface Ending {
  readonly content: number
  readonly next: number
  readonly unquote: boolean
  readonly headerClosed: boolean
  /** By its Content-Length; `overruled` when a fitting one was not believed. */
  readonly byLength: boolean
  readonly overruled: boolean
}

/** The first place known to begin a message for certain among places from `from` on (stream offsets). */
export interface CertainStart {
  from: number
  at: number
}

/** A search for the end of the message whose separator line stands at the window's `from`. */
export function searchFrom(window: ByteWindow): Search {
  const line = window.view.indexOf(LF, window.from)
  const header = line < 0 ? window.length : line + 1 - window.from
  return { header, at: header, next: -1, quoted: false, doubts: 0, doubtOffset: -1 }
}

/** Searches on for the next separator; false when the answer needs more of the stream. */
export function seek(window: ByteWindow, search: Search): boolean {
  const { view, from } = window
  for (;;) {
    const hit = view.indexOf(FROM, from + search.at)
    if (hit < 0) {
      search.at = Math.max(search.at, view.length - from - FROM.length + 1)
      if (window.ended) search.next = view.length - from
      return window.ended
    }
    if (view[hit - 1] === LF) {
      const end = view.indexOf(LF, hit)
      if (end < 0 && !window.ended && view.length - hit <= SEPARATOR_LINE_LIMIT) {
        search.at = hit - from
        return false
      }
      const blank = isAfterBlankLine(view, hit)
      const plausible = readSeparator(view, hit, end < 0 ? view.length : end) !== undefined
      if (blank && plausible) {
        search.next = hit - from
        return true
      }
      if ((blank || plausible) && fieldColon(view, hit, view.length) < 0) {
        if (search.doubts === 0) search.doubtOffset = window.offset + hit - from
        search.doubts++
      }
    } else if (view[hit - 1] === QUOTE) search.quoted ||= quoteStart(view, hit, from) >= 0
    search.at = hit + FROM.length - from
  }
}

function isAfterBlankLine(view: Buffer, line: number): boolean {
  return view[line - 2] === LF || (view[line - 2] === CR && view[line - 3] === LF)
}

/** Settles where the message ends, or returns how many bytes the window has to hold for that. */
export function endOf(
  window: ByteWindow,
  search: Search,
  messageLimit: number,
  certain: CertainStart,
): Ending | number {
  const { view, from } = window
  const { next } = search
  const header = readHeader(view, from + search.header, next < 0 ? view.length : from + next)
  const plain = {
    content: next < 0 ? -1 : beforeBlankLine(view, from + search.header, from + next) - from,
    next,
    unquote: true,
    headerClosed: header.closed,
    byLength: false,
    overruled: false,
  }
  if (header.contentLength === undefined || header.contentLength > messageLimit) return plain
  const end = header.body - from + header.contentLength
  const available = window.ended ? Number.POSITIVE_INFINITY : window.length
  const beyond = next >= 0 && end > next
  if (beyond) {
    if (next + LOOK_AHEAD > available) return next + LOOK_AHEAD
    if (beginsMessage(view, from + next)) return plain
  }
  if (end + LOOK_AHEAD > available) return end + LOOK_AHEAD
  if (end > window.length) return plain
  const after = separatorAfter(window, from + end) - from
  if (after < end) return plain
  if (beyond) {
    if (hasCertainStart(window, from + next, from + end, certain)) return { ...plain, overruled: true }
    return { ...plain, content: end, next: after, unquote: false, byLength: true }
  }
  if (after !== next && !beginsMessage(view, from + after)) return plain
  const unquote = !hasBareFrom(view, from + search.header, from + end)
  return { ...plain, content: end, next: after, unquote, byLength: true }
}

const CONTENT_LENGTH = 'content-length'

interface HeaderShape {
  /** A blank line ends it. */
  readonly closed: boolean
  /** Index of the body. */
  readonly body: number
  /** Stated by exactly one Content-Length field. */
  readonly contentLength?: number
}

function readHeader(view: Buffer, start: number, end: number): HeaderShape {
  let stated: number | undefined
  let count = 0
  let line = start
  while (line < end) {
    const byte = view[line]!
    const lineFeed = view.indexOf(LF, line)
    const stop = lineFeed < 0 || lineFeed >= end ? end : lineFeed
    if (byte === LF || (byte === CR && stop === line + 1)) {
      const body = Math.min(end, stop + 1)
      return count === 1 && stated !== undefined
        ? { closed: true, body, contentLength: stated }
        : { closed: true, body }
    }
    if ((byte | 0x20) === 0x63 && (view[line + 8]! | 0x20) === 0x6c) {
      const colon = fieldColon(view, line, stop)
      if (colon >= 0 && view.toString('latin1', line, colon).trimEnd().toLowerCase() === CONTENT_LENGTH) {
        count++
        const value = view.toString('latin1', colon + 1, Math.min(stop, colon + 40)).trim()
        stated = /^\d{1,12}$/.test(value) ? Number(value) : undefined
      }
    }
    line = stop + 1
  }
  return { closed: false, body: end }
}

/** Index of the separator (or of the end of the stream) when content can end at `end`, else -1. */
function separatorAfter(window: ByteWindow, end: number): number {
  const { view } = window
  let at = end
  // the blank line, and the line end a writer adds to a body that has none
  for (let lines = view[end - 1] === LF ? 1 : 2; lines > 0; lines--) {
    if (view[at] === LF) at += 1
    else if (view[at] === CR && view[at + 1] === LF) at += 2
  }
  if (window.ended && at === view.length) return at
  return view[at - 1] === LF && isSeparator(view, at) ? at : -1
}

/** Whether the line at `at` is plausible as a separator line. */
export function isSeparator(view: Buffer, at: number): boolean {
  if (view.compare(FROM, 0, FROM.length, at, Math.min(view.length, at + FROM.length)) !== 0) return false
  const end = view.indexOf(LF, at)
  return readSeparator(view, at, end < 0 ? view.length : end) !== undefined
}

/** Whether a header (or nothing) follows the separator line at `at`, not text. */
function beginsMessage(view: Buffer, at: number): boolean {
  const end = view.indexOf(LF, at)
  const start = end < 0 ? view.length : end + 1
  if (start >= view.length) return true
  const byte = view[start]
  if (byte === LF || (byte === CR && view[start + 1] === LF)) return true
  return view.toString('latin1', start, start + 6) === '>From ' || fieldColon(view, start, view.length) >= 0
}

/**
 * Whether a separator with a header after it stands in `view[start, end)`. The answer is remembered: else a file
 * of lengths that all reach to one place behind such a separator would be searched again for each of them.
 */
function hasCertainStart(window: ByteWindow, start: number, end: number, known: CertainStart): boolean {
  const { view } = window
  const base = window.offset - window.from
  if (known.from <= base + start && base + start <= known.at) return known.at < base + end
  for (let hit = view.indexOf(FROM, start); hit >= 0 && hit < end; hit = view.indexOf(FROM, hit + 1))
    if (
      view[hit - 1] === LF &&
      isAfterBlankLine(view, hit) &&
      isSeparator(view, hit) &&
      beginsMessage(view, hit)
    ) {
      known.from = base + start
      known.at = base + hit
      return true
    }
  return false
}

function hasBareFrom(view: Buffer, start: number, end: number): boolean {
  for (let hit = view.indexOf(FROM, start); hit >= 0 && hit < end; hit = view.indexOf(FROM, hit + 1))
    if (view[hit - 1] === LF) return true
  return false
}

/** End of the content of `view[start, end)` without its last line if that is blank. */
function beforeBlankLine(view: Buffer, start: number, end: number): number {
  if (end === start || view[end - 1] !== LF) return end
  const line = end - 2 >= start && view[end - 2] === CR ? end - 2 : end - 1
  return line === start || view[line - 1] === LF ? line : end
}
