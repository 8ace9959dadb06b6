import type { Issue } from '../model/issue.ts'
import type { ByteWindow } from './byte-window.ts'
import { FIELD_NAME_LIMIT, fieldColon } from './field-line.ts'
import { readSeparator, SEPARATOR_LINE_LIMIT } from './mbox-separator.ts'

/**
 * Splits an mbox into messages (qmail's mbox(5) names the four dialects: mboxo, mboxrd, mboxcl, mboxcl2).
 *
 * Separators. A line is one when it begins with `From `, is plausible (see `readSeparator`) and stands at the
 * start or after a blank line. A single `Content-Length` decides otherwise only when it reaches exactly to the
 * end of the file or to a separator (a blank line may stand between), and only about lines that could be text:
 * a plausible separator followed by a header field always begins a message, else a sender could hide the mail
 * delivered after theirs behind a length that reaches over it.
 *
 * Quoting. One `>` is taken from every line that matches `^>+From `. For mboxrd that is exact. An mboxo writer
 * quotes only `^From `, so `>From ` is ambiguous there, and un-quoting is the reading that restores the signed
 * body (DKIM) of every line that was quoted; its `>>From ` lines were never quoted and lose one `>` here: rarer
 * than the loss of refusing, and not knowable from the file, where `>>From ` also means mboxrd. So the dialect
 * need not be known, and one message can be read again without the rest of the file. With a
 * fitting Content-Length and an unquoted `From ` line in the body the writer does not quote (mboxcl2), and
 * nothing is taken away.
 *
 * The blank line before a separator, or at the end of the file, belongs to the mbox.
 */
export interface MboxMessage {
  readonly bytes: Uint8Array
  /** Of the separator line, in the window's stream. */
  readonly offset: number
  /** Up to the next separator line. */
  readonly length: number
  /** Milliseconds, from the separator line. */
  readonly time?: number
  readonly issues: readonly Issue[]
}

export interface SplitLimits {
  /** Bytes kept of one message: an endless line must not fill the memory. */
  readonly messageBytes: number
  /** Bytes read in search of the end of one message; the window is stopped with `MessageEndless` beyond. */
  readonly searchBytes: number
}

/** A message went on beyond `SplitLimits.searchBytes`. */
export class MessageEndless extends Error {
  override readonly name: string = 'MessageEndless'
  constructor(length: number) {
    super(`one message goes on for more than ${length} bytes: the rest of the file was not read`)
  }
}

const FROM: Buffer = Buffer.from('From ')
const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x3e
/** Bytes before a place that tell whether a blank line stands there, with some to spare. */
const CONTEXT_BYTES = 8
/** A separator line, the line ends before it, and enough of the line after it to know a header field. */
const LOOK_AHEAD: number = SEPARATOR_LINE_LIMIT + FIELD_NAME_LIMIT + CONTEXT_BYTES
/** Messages handed on at once: a window full of tiny ones must not become a million objects. */
const BATCH_MESSAGES = 256

/** The search for the end of one message. Places count from the window's `from`, where its separator stands. */
interface Search {
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
interface Ending {
  readonly content: number
  readonly next: number
  readonly unquote: boolean
  readonly headerClosed: boolean
  /** By its Content-Length; `overruled` when a fitting one was not believed. */
  readonly byLength: boolean
  readonly overruled: boolean
}

/** The first place known to begin a message for certain among places from `from` on (stream offsets). */
interface CertainStart {
  from: number
  at: number
}

/**
 * The messages of the mbox whose first separator line begins at the window's `from`, in batches; an empty batch
 * is a pulse while more is read. Ends with the window; whether by failure is in `window.failure`.
 */
export async function* splitMbox(
  window: ByteWindow,
  limits: SplitLimits,
): AsyncGenerator<readonly MboxMessage[], void, undefined> {
  const certain: CertainStart = { from: 0, at: -1 }
  let batch: MboxMessage[] = []
  for (;;) {
    if (batch.length >= BATCH_MESSAGES) {
      yield batch
      batch = []
    }
    while (window.length < SEPARATOR_LINE_LIMIT && window.view.indexOf(LF, window.from) < 0)
      if (!(await window.more())) break
    if (window.length === 0) break

    const offset = window.offset
    const search = searchFrom(window)
    const time = readSeparator(window.view, window.from, window.from + search.header)?.time
    while (!seek(window, search) && window.length - search.header <= limits.messageBytes + LOOK_AHEAD) {
      yield batch
      batch = []
      await window.more()
    }
    let ending = endOf(window, search, limits.messageBytes, certain)
    while (typeof ending === 'number') {
      yield batch
      batch = []
      await window.fill(ending)
      ending = endOf(window, search, limits.messageBytes, certain)
    }

    const cut = ending.next < 0 || ending.content - search.header > limits.messageBytes
    const end = cut ? search.header + limits.messageBytes : ending.content
    const unquote = ending.unquote && search.quoted
    const bytes = content(window.view, window.from + search.header, window.from + end, unquote)
    const issues: Issue[] = []
    let { next } = ending
    let dropped = 0
    if (next < 0) {
      // the rest is passed over: only what tells a separator is kept
      do {
        yield batch
        batch = []
        const step = Math.max(0, search.at - CONTEXT_BYTES)
        window.from += step
        search.at -= step
        dropped += step
        if (dropped > limits.searchBytes) window.stop(new MessageEndless(dropped))
        await window.more()
      } while (!seek(window, search))
      next = search.next
    }
    const length = dropped + next
    if (cut)
      issues.push({
        code: 'limit.message-size',
        range: { start: bytes.length, end: bytes.length },
        detail: `cut after ${limits.messageBytes} bytes: it takes ${length} bytes in the mbox`,
      })
    const doubt = doubtIssue(search, ending, bytes, offset, unquote)
    if (doubt !== undefined) issues.push(doubt)
    const last = window.ended && window.from + next === window.view.length
    if (last && window.failure !== undefined)
      issues.push({
        code: 'source.truncated',
        detail: 'the file could not be read to the end of this message',
      })
    else if (bytes.length === 0)
      issues.push({
        code: 'source.empty-message',
        detail: 'nothing stands between its separator line and the next',
      })
    else if (last && !ending.headerClosed && !cut)
      issues.push({ code: 'source.truncated', detail: 'the file ends inside the header of this message' })
    batch.push({ bytes, offset, length, ...(time === undefined ? {} : { time }), issues })
    window.from += next
  }
  yield batch
}

function searchFrom(window: ByteWindow): Search {
  const line = window.view.indexOf(LF, window.from)
  const header = line < 0 ? window.length : line + 1 - window.from
  return { header, at: header, next: -1, quoted: false, doubts: 0, doubtOffset: -1 }
}

/** Searches on for the next separator; false when the answer needs more of the stream. */
function seek(window: ByteWindow, search: Search): boolean {
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
      if (blank || plausible) {
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

/** Index of the first `>` when only `>` stands between the start of the line and `hit`; else -1. */
function quoteStart(view: Buffer, hit: number, from: number): number {
  let at = hit
  while (at > from && view[at - 1] === QUOTE) at--
  return at === from || view[at - 1] === LF ? at : -1
}

/** Settles where the message ends, or returns how many bytes the window has to hold for that. */
function endOf(
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

/** A copy with memory of its own: a slice would keep the whole window alive, and could not be given to a worker. */
function content(view: Buffer, start: number, end: number, unquote: boolean): Uint8Array {
  const copy = Buffer.allocUnsafeSlow(end - start)
  let length = 0
  let from = start
  if (unquote)
    for (let hit = view.indexOf(FROM, start); hit >= 0 && hit < end; hit = view.indexOf(FROM, hit + 1)) {
      if (hit + FROM.length > end || view[hit - 1] !== QUOTE) continue
      const quote = quoteStart(view, hit, start)
      if (quote < 0) continue
      length += view.copy(copy, length, from, quote)
      from = quote + 1
    }
  length += view.copy(copy, length, from, end)
  return new Uint8Array(copy.buffer, 0, length)
}

function doubtIssue(
  search: Search,
  ending: Ending,
  bytes: Uint8Array,
  offset: number,
  unquote: boolean,
): Issue | undefined {
  if (ending.overruled)
    return {
      code: 'source.separator-in-doubt',
      detail: 'its Content-Length reaches over a separator line that a header follows: not believed',
    }
  if (search.doubts === 0 || ending.byLength) return undefined
  const detail =
    search.doubts === 1
      ? 'a line beginning with "From " was read as text: it is not quite a separator line'
      : `${search.doubts} lines beginning with "From " were read as text: they are not quite separator lines`
  const place = search.doubtOffset - offset - search.header
  // with quoting removed the line lies further up by an amount not worth a second search
  if (unquote || place + FROM.length > bytes.length) return { code: 'source.separator-in-doubt', detail }
  return { code: 'source.separator-in-doubt', range: { start: place, end: place + FROM.length }, detail }
}
