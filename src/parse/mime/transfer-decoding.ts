import { decompressRtf } from './compressed-rtf.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { rtfText } from './rtf-text.ts'
import { decodeYenc } from './yenc.ts'

/**
 * The transfer codings of RFC 2045 §6, the older uuencode, yEnc, and the ways content lies in what was unpacked from
 * a TNEF.
 */
export type TransferCoding =
  | 'identity'
  | 'quoted-printable'
  | 'base64'
  | 'uuencode'
  | 'yenc'
  | 'compressed-rtf'
  | 'html-of-rtf'
  | 'text-of-rtf'

/** The coding a `Content-Transfer-Encoding` value means; undefined when nobody knows it (read as identity). */
export function transferCoding(value: string): TransferCoding | undefined {
  switch (value) {
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return 'identity'
    case 'quoted-printable':
      return 'quoted-printable'
    case 'base64':
      return 'base64'
    // The blank keeps these out of reach of a header, whose value has none (see `Part.encoding`).
    case 'compressed rtf':
      return 'compressed-rtf'
    case 'html of rtf':
      return 'html-of-rtf'
    case 'text of rtf':
      return 'text-of-rtf'
  }
  switch (value.replace(/[^a-z0-9]/g, '')) {
    case '7bits':
    case '7bit':
    case '8bit':
    case '8bits':
    case '7':
    case '8':
    case 'binary':
    case 'none':
    case 'identity':
      return 'identity'
    case 'quotedprintable':
    case 'qp':
    case 'q':
      return 'quoted-printable'
    case 'base64':
    case 'b':
    case 'xbase64':
      return 'base64'
    case 'uuencode':
    case 'xuuencode':
    case 'uue':
    case 'xuue':
    case 'xuu':
      return 'uuencode'
    case 'yenc':
    case 'xyenc':
      return 'yenc'
  }
  return undefined
}

export interface TransferDecoded {
  readonly bytes: Buffer
  /** Something was not in the coding's alphabet; it was kept or skipped as clients do. */
  readonly invalid: boolean
}

/** Decodes the bytes `[start, end)`. The result may share memory with the input. Never throws, linear. */
export function decodeTransfer(
  coding: TransferCoding,
  bytes: Buffer,
  start: number,
  end: number,
): TransferDecoded {
  switch (coding) {
    case 'identity':
      return { bytes: bytes.subarray(start, end), invalid: false }
    case 'base64':
      return decodeBase64(bytes, start, end)
    case 'uuencode':
      return decodeUuencode(bytes, start, end)
    case 'yenc':
      return decodeYenc(bytes, start, end)
    case 'compressed-rtf':
      return decompressRtf(bytes.subarray(start, end), DEFAULT_LIMITS.textBytes)
    case 'html-of-rtf':
      return { bytes: rtfText(bytes.subarray(start, end), 'html', DEFAULT_LIMITS.textBytes), invalid: false }
    case 'text-of-rtf':
      return { bytes: rtfText(bytes.subarray(start, end), 'text', DEFAULT_LIMITS.textBytes), invalid: false }
    case 'quoted-printable': {
      const out = Buffer.allocUnsafe(end - start)
      const state = decodeQuotedPrintable(bytes, start, end, out, { foldLines: false })
      return { bytes: out.subarray(0, state.written), invalid: state.invalid }
    }
  }
}

/** Raw bytes between two places remembered for finding a character's bytes again. */
const MARK_EVERY = 1024

const HEX = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 16; digit++) {
  HEX[digit.toString(16).charCodeAt(0)] = digit
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

export interface QuotedPrintableResult {
  readonly written: number
  /** Input position reached. */
  readonly at: number
  readonly invalid: boolean
  /** A CR was written: the text still has line ends to fold. */
  readonly wroteCr: boolean
}

/**
 * Decodes quoted-printable (RFC 2045 §6.7) into `out` until the input ends or `limit` bytes are written. White
 * space before a line end is dropped, `=` that starts no escape is kept as it is, lower-case digits are accepted.
 * With `foldLines` hard line breaks become LF. `marks` receives pairs of output and input offsets now and then.
 */
export function decodeQuotedPrintable(
  bytes: Buffer,
  start: number,
  end: number,
  out: Buffer,
  options: { readonly foldLines: boolean; readonly limit?: number; readonly marks?: number[] },
): QuotedPrintableResult {
  const { foldLines, marks } = options
  const limit = options.limit ?? out.length
  let written = 0
  let invalid = false
  let wroteCr = false
  let at = start
  let nextMark = start + MARK_EVERY
  while (at < end && written < limit) {
    // Runs of what stands for itself are most of a text.
    const stop = Math.min(end, at + limit - written)
    let byte = bytes[at] as number
    while (byte > 32 && byte !== 61) {
      out[written++] = byte
      if (++at >= stop) break
      byte = bytes[at] as number
    }
    if (at >= stop) continue
    if (byte === 61) {
      if (marks && at >= nextMark) {
        marks.push(written, at)
        nextMark = at + MARK_EVERY
      }
      if (at + 2 < end) {
        const high = HEX[bytes[at + 1] as number] as number
        const low = HEX[bytes[at + 2] as number] as number
        if (high >= 0 && low >= 0) {
          const decoded = (high << 4) | low
          if (decoded === 13) wroteCr = true
          out[written++] = decoded
          at += 3
          continue
        }
      }
      const resumed = softBreak(bytes, at, end)
      if (resumed > 0) at = resumed
      else {
        invalid = true
        out[written++] = 61
        at++
      }
      continue
    }
    if (byte === 32 || byte === 9) {
      // Almost always one space before a word.
      const following = bytes[at + 1] as number
      if (at + 1 < end && following > 32) {
        out[written++] = byte
        at++
        continue
      }
      let after = at + 1
      while (after < end && (bytes[after] === 32 || bytes[after] === 9)) after++
      const stop = bytes[after]
      if (after < end && (stop === 10 || stop === 13)) at = after
      else
        while (at < after && written < limit) {
          out[written++] = bytes[at] as number
          at++
        }
      continue
    }
    if (byte === 13 && at + 1 < end && bytes[at + 1] === 10) {
      if (foldLines) {
        out[written++] = 10
        at += 2
        continue
      }
      wroteCr = true
    } else if (byte === 13) wroteCr = true
    out[written++] = byte
    at++
    if (marks && byte === 10 && at >= nextMark) {
      marks.push(written, at)
      nextMark = at + MARK_EVERY
    }
  }
  return { written, at, invalid, wroteCr }
}

/** The position after a soft line break that starts at the `=` at `at`, or 0 when there is none. */
export function softBreak(bytes: Buffer, at: number, end: number): number {
  let after = at + 1
  while (after < end && (bytes[after] === 32 || bytes[after] === 9)) after++
  if (after >= end) return end
  if (bytes[after] === 10) return after + 1
  if (bytes[after] !== 13) return 0
  return after + 1 < end && bytes[after + 1] === 10 ? after + 2 : after + 1
}

const BASE64 = new Int8Array(256).fill(-1)
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
for (let digit = 0; digit < 64; digit++) BASE64[ALPHABET.charCodeAt(digit)] = digit

/** Attack: an attachment of a gigabyte, which is longer than a string can be. */
const MAX_STRING = 1 << 28

/**
 * Base64 (RFC 2045 §6.8): characters outside the alphabet are skipped. Decoding goes on after padding, because
 * clients do and some programs encode line by line; but not into what a list or a scanner appended in plain text.
 */
function decodeBase64(bytes: Buffer, start: number, end: number): TransferDecoded {
  if (end - start > MAX_STRING) return decodeBase64Slowly(bytes, start, end)
  const text = bytes.toString('latin1', start, end)
  const padding = text.indexOf('=')
  const strictEnd = padding < 0 ? text.length : padding
  // Digits of another base64 alphabet, which Buffer would take for digits of this one.
  const isForeign = text.includes('-') || text.includes('_')
  const endsThere = padding < 0 || (text.length - padding <= 64 && /^[=\s]*$/.test(text.slice(padding)))
  if (endsThere && !isForeign) {
    const decoded = Buffer.from(text, 'base64')
    // Only whole quanta of clean text have this length; anything else deserves the careful way.
    if (isCleanLength(text, strictEnd, decoded.length)) return { bytes: decoded, invalid: false }
  }
  return decodeBase64Slowly(bytes, start, end)
}

/** True when `size` is what `digits` characters without any junk but line ends give; counts line ends by their spacing. */
function isCleanLength(text: string, digits: number, size: number): boolean {
  const least = Math.floor((digits * 3) / 4)
  if (size > least) return false
  if (size === least) return true
  let blanks = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < digits; at = text.indexOf('\n', at + 1)) {
    blanks++
    if (at > 0 && text.charCodeAt(at - 1) === 13) blanks++
  }
  return size === Math.floor(((digits - blanks) * 3) / 4)
}

function decodeBase64Slowly(bytes: Buffer, start: number, end: number): TransferDecoded {
  const out = Buffer.allocUnsafe(Math.ceil(((end - start) * 3) / 4) + 3)
  let written = 0
  let bits = 0
  let held = 0
  let invalid = false
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    const digit = BASE64[byte] as number
    if (digit >= 0) {
      bits = (bits << 6) | digit
      if (++held === 4) {
        out[written++] = bits >> 16
        out[written++] = (bits >> 8) & 255
        out[written++] = bits & 255
        held = 0
        bits = 0
      }
      continue
    }
    if (byte !== 61) {
      if (byte !== 10 && byte !== 13 && byte !== 32 && byte !== 9) invalid = true
      continue
    }
    written = flush(out, written, bits, held)
    held = 0
    bits = 0
    // Past the padding: go on only when the next line is base64 again.
    while (at + 1 < end && (bytes[at + 1] === 61 || (bytes[at + 1] as number) <= 32)) at++
    if (at + 1 >= end) break
    if (!isBase64Line(bytes, at + 1, end)) {
      invalid = true
      break
    }
    invalid = true
  }
  written = flush(out, written, bits, held)
  return { bytes: out.subarray(0, written), invalid }
}

function flush(out: Buffer, written: number, bits: number, held: number): number {
  if (held === 2) out[written++] = bits >> 4
  else if (held === 3) {
    out[written++] = bits >> 10
    out[written++] = (bits >> 2) & 255
  }
  return written
}

/** Attack: padding on every second character of one endless line, so that looking ahead becomes quadratic. */
const LOOK_AHEAD = 100

function isBase64Line(bytes: Buffer, from: number, end: number): boolean {
  const stop = Math.min(end, from + LOOK_AHEAD)
  for (let at = from; at < stop; at++) {
    const byte = bytes[at] as number
    if (byte === 10 || byte === 13 || byte === 61) return true
    if ((BASE64[byte] as number) < 0) return false
  }
  return true
}

/** Blanks at the end of a line are zeros, and get lost on the way: so many characters are put back. */
const LOST_BLANKS = 12

/** POSIX uuencode: `begin`, lines whose first character is their length, `end`. */
function decodeUuencode(bytes: Buffer, start: number, end: number): TransferDecoded {
  // The shortest line that gets lost blanks back has six bytes and gives twelve.
  const out = Buffer.allocUnsafe((end - start) * 2 + 3)
  let written = 0
  let invalid = false
  let begun = false
  let at = start
  while (at < end) {
    let stop = at
    while (stop < end && bytes[stop] !== 10 && bytes[stop] !== 13) stop++
    let last = stop
    while (last > at && (bytes[last - 1] === 13 || bytes[last - 1] === 32)) last--
    const isWord = bytes[at] === 0x62 || bytes[at] === 0x65
    const word = isWord ? bytes.toString('latin1', at, Math.min(last, at + 6)) : ''
    if (word.startsWith('begin ')) begun = true
    else if (word === 'end') break
    else if (begun && last > at) {
      const length = ((bytes[at] as number) - 32) & 63
      if (length === 0) break
      let left = length
      for (let group = at + 1; left > 0; group += 4) {
        if (group >= last && (last - at < 5 || group - last >= LOST_BLANKS)) {
          invalid = true
          break
        }
        const a = uuDigit(bytes, group, last)
        const b = uuDigit(bytes, group + 1, last)
        const c = uuDigit(bytes, group + 2, last)
        const d = uuDigit(bytes, group + 3, last)
        out[written++] = (a << 2) | (b >> 4)
        if (left > 1) out[written++] = ((b & 15) << 4) | (c >> 2)
        if (left > 2) out[written++] = ((c & 3) << 6) | d
        left -= 3
      }
    }
    at = stop + 1
  }
  return { bytes: out.subarray(0, written), invalid: invalid || !begun }
}

function uuDigit(bytes: Buffer, at: number, last: number): number {
  return at < last ? ((bytes[at] as number) - 32) & 63 : 0
}
