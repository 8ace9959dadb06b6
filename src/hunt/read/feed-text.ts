import { decodeCharset } from '../../parse/mime/charset.ts'

/** A file of text, decoded. */
export interface FeedText {
  readonly text: string
  /** Bytes of a byte order mark left out at the beginning. */
  readonly skipped: number
  readonly width: 'utf-8' | 'utf-16' | 'single'
}

/** UTF-16 by its mark, UTF-8 when it is valid, else Windows-1252. */
export function feedText(bytes: Uint8Array): FeedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wide = (buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff)
  const decoded = decodeCharset(buffer, wide ? 'utf-16' : undefined)
  if (wide) return { text: decoded.text.replace(/^\ufeff/, ''), skipped: 2, width: 'utf-16' }
  const mark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf
  const text = mark ? decoded.text.replace(/^\ufeff/, '') : decoded.text
  return { text, skipped: mark ? 3 : 0, width: decoded.charset.width === 'utf-8' ? 'utf-8' : 'single' }
}

/** Gives the byte offset of characters that are asked for in ascending order. Linear over all of them together. */
export function byteCounter({ text, skipped, width }: FeedText): (offset: number) => number {
  let at = 0
  let bytes = skipped
  return (offset) => {
    if (width === 'single') return skipped + offset
    if (width === 'utf-16') return skipped + offset * 2
    if (offset < at) {
      at = 0
      bytes = skipped
    }
    for (; at < offset && at < text.length; at++) {
      const c = text.charCodeAt(at)
      // Each half of a surrogate pair is two of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || (c >= 0xd800 && c <= 0xdfff) ? 2 : 3
    }
    return bytes
  }
}

export interface FeedLine {
  /** Without the line end; cut at the limit given. */
  readonly text: string
  /** 1-based. */
  readonly number: number
  readonly start: number
  readonly end: number
  readonly cut: boolean
}

/**
 * Lines of a file without decoding it as a whole: a list of half a gigabyte is longer than a string may be. UTF-16 is
 * decoded whole.
 */
export function* feedLines(bytes: Uint8Array, longest: number): Generator<FeedLine> {
  let buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if ((buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff))
    buffer = Buffer.from(feedText(buffer.subarray(0, 256 << 20)).text)
  let at = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0
  // Files of old programs end lines with CR alone.
  const end = buffer.includes(10) ? 10 : buffer.includes(13) ? 13 : 10
  for (let number = 1; at < buffer.length; number++) {
    const found = buffer.indexOf(end, at)
    const next = found < 0 ? buffer.length : found
    const stop = next > at && buffer[next - 1] === 13 ? next - 1 : next
    const cut = stop - at > longest
    const text = decodeCharset(buffer.subarray(at, cut ? at + longest : stop), undefined).text
    yield { text, number, start: at, end: stop, cut }
    at = next + 1
  }
}
