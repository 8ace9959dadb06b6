import type { Issue } from '../model/issue.ts'
import type { ByteWindow } from './byte-window.ts'
import {
  type CertainStart,
  CONTEXT_BYTES,
  type Ending,
  endOf,
  LOOK_AHEAD,
  type Search,
  searchFrom,
  seek,
} from './mbox-end.ts'
import { unquotedCopy } from './mbox-quoting.ts'
import { readSeparator, SEPARATOR_LINE_LIMIT } from './mbox-separator.ts'

/** A message as it came out of its mbox. */
export interface MboxMessage {
  readonly bytes: Uint8Array
  /** Of the separator line, in the window's stream. */
  readonly offset: number
  /** Up to the next separator line. */
  readonly length: number
  /** Milliseconds, from the separator line. */
  readonly time?: number
  /** Written by Google Takeout, by its separator line. */
  readonly takeout?: true
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

const LF = 0x0a
/** Messages handed on at once: a window full of tiny ones must not become a million objects. */
const BATCH_MESSAGES = 256

/**
 * Splits an mbox of any of the dialects that qmail's mbox(5) names (mboxo, mboxrd, mboxcl, mboxcl2) into
 * messages: `mbox-end.ts` tells where they end, `mbox-quoting.ts` what becomes of `>From `. The blank line before
 * a separator, or at the end of the file, belongs to the mbox.
 *
 * Yields the messages of the mbox whose first separator line begins at the window's `from`, in batches; an empty
 * batch is a pulse while more is read. Ends with the window; whether by failure is in `window.failure`.
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
    const separator = readSeparator(window.view, window.from, window.from + search.header)
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
    const bytes = unquotedCopy(window.view, window.from + search.header, window.from + end, unquote)
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
    batch.push({ bytes, offset, length, ...separator, issues })
    window.from += next
  }
  yield batch
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
  if (unquote || place + 'From '.length > bytes.length) return { code: 'source.separator-in-doubt', detail }
  return { code: 'source.separator-in-doubt', range: { start: place, end: place + 'From '.length }, detail }
}
