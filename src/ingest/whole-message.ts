import type { Issue } from '../model/issue.ts'
import type { ByteWindow } from './byte-window.ts'
import { MessageEndless, type SplitLimits } from './mbox-split.ts'

/** What one file that is one message holds. */
export interface WholeMessage {
  readonly bytes: Uint8Array
  /** Bytes of the file, after unpacking. */
  readonly length: number
  readonly issues: readonly Issue[]
}

/**
 * Everything from the window's `from` to its end as one message, not changed in any way; undefined pulses while
 * it reads. Cut at `messageBytes`; `size` (when the file tells it) spares reading the rest only to count it.
 */
export async function* wholeMessage(
  window: ByteWindow,
  limits: SplitLimits,
  inDoubt: boolean,
  size?: number,
): AsyncGenerator<undefined, WholeMessage, undefined> {
  const start = window.offset
  while (!window.ended && window.length <= limits.messageBytes) {
    yield undefined
    await window.more()
  }
  const cut = window.length > limits.messageBytes
  const kept = Math.min(window.length, limits.messageBytes)
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(kept).buffer, 0, kept)
  bytes.set(window.view.subarray(window.from, window.from + kept))
  let { length } = window
  if (cut && size !== undefined) length = size - start
  else if (cut)
    while (!window.ended) {
      window.from = window.view.length
      yield undefined
      await window.more()
      length += window.length
      if (length > limits.searchBytes) window.stop(new MessageEndless(length))
    }
  const issues: Issue[] = []
  if (cut)
    issues.push({
      code: 'limit.message-size',
      range: { start: kept, end: kept },
      detail: `cut after ${kept} bytes: it takes ${length} bytes in the file`,
    })
  if (inDoubt)
    issues.push({
      code: 'source.separator-in-doubt',
      range: { start: 0, end: 5 },
      detail: 'its first line begins with "From " but is not quite an mbox separator: read as one message',
    })
  if (window.failure !== undefined)
    issues.push({ code: 'source.truncated', detail: 'the file could not be read to the end of this message' })
  else if (!cut && !hasBlankLine(bytes))
    issues.push({ code: 'source.truncated', detail: 'the file ends inside the header of this message' })
  return { bytes, length, issues }
}

/** A blank line after the first line with something on it: the end of a header. Line ends are LF, CRLF or CR. */
function hasBlankLine(bytes: Uint8Array): boolean {
  let started = false
  let blank = true
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === 0x0a || byte === 0x0d) {
      if (byte === 0x0d && bytes[at + 1] === 0x0a) at++
      if (blank && started) return true
      blank = true
    } else if (blank) {
      blank = false
      started = true
    }
  }
  return false
}
