// How mail programs put text into bytes: transfer encodings, encoded-words, folding, dates.
import iconv from 'iconv-lite'

/** True when every character is ASCII. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

/** Text in a charset known to iconv-lite. */
export function encodeCharset(text: string, charset: string): Uint8Array {
  return iconv.encode(text, charset, { addBOM: false })
}

/** Lines of base64, 76 characters each (RFC 2045 §6.8), with CRLF between and after them. */
export function base64Lines(bytes: Uint8Array): string {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  let lines = ''
  for (let at = 0; at < all.length; at += 76) lines += `${all.slice(at, at + 76)}\r\n`
  return lines
}

const hexByte = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`

/** Quoted-printable (RFC 2045 §6.7) of text bytes whose line ends are CRLF. */
export function quotedPrintable(bytes: Uint8Array): string {
  let out = ''
  let column = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte === 13 && bytes[i + 1] === 10) {
      out += '\r\n'
      column = 0
      i++
      continue
    }
    const lineEnds = i + 1 === bytes.length || (bytes[i + 1] === 13 && bytes[i + 2] === 10)
    const literal = (byte > 32 && byte < 127 && byte !== 61) || ((byte === 32 || byte === 9) && !lineEnds)
    const token = literal ? String.fromCharCode(byte) : hexByte(byte)
    // 76 characters with the soft break's `=` counted; the last token of a line needs no soft break
    if (column + token.length > (lineEnds ? 76 : 75)) {
      out += '=\r\n'
      column = 0
    }
    out += token
    column += token.length
  }
  return out
}

/** Encoded-words (RFC 2047) of at most 75 characters, each holding whole characters, joined by a space. */
export function encodedWords(text: string, charset: string, encoding: 'B' | 'Q'): string {
  const room = 75 - charset.length - 7
  const size = (piece: string): number => {
    const bytes = encodeCharset(piece, charset)
    return encoding === 'B' ? Math.ceil(bytes.length / 3) * 4 : qText(bytes).length
  }
  const pieces: string[] = []
  let piece = ''
  for (const character of text) {
    if (piece !== '' && size(piece + character) > room) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  pieces.push(piece)
  return pieces
    .map((part) => {
      const bytes = encodeCharset(part, charset)
      const body = encoding === 'B' ? Buffer.from(bytes).toString('base64') : qText(bytes)
      return `=?${charset}?${encoding}?${body}?=`
    })
    .join(' ')
}

/** The Q encoding with the characters that are safe in a phrase as well (RFC 2047 §5 rule 3). */
function qText(bytes: Uint8Array): string {
  let out = ''
  for (const byte of bytes) {
    const safe =
      (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 45
    out += byte === 32 ? '_' : safe ? String.fromCharCode(byte) : hexByte(byte)
  }
  return out
}

/** One header field, folded at white space near 76 characters (RFC 5322 §2.2.3); ends with CRLF. */
export function foldField(name: string, value: string, continuation: ' ' | '\t' = ' '): string {
  const out: string[] = []
  let line = `${name}:`
  for (const [index, written] of value.split('\r\n').entries()) {
    if (index > 0) {
      out.push(line)
      line = written
      continue
    }
    for (const word of written.split(' ')) {
      if (line.length + 1 + word.length > 76 && line.length > name.length + 1) {
        out.push(line)
        line = continuation + word
      } else line += ` ${word}`
    }
  }
  out.push(line)
  return `${out.join('\r\n')}\r\n`
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** A moment as a clock on the wall shows it. */
export interface WallClock {
  readonly year: number
  /** 1–12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly dayName: string
  readonly monthName: string
}

/** `time` in milliseconds, `offset` in minutes east of UTC. */
export function wallClock(time: number, offset: number): WallClock {
  const shifted = new Date(time + offset * 60_000)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    dayName: DAYS[shifted.getUTCDay()] as string,
    monthName: MONTHS[shifted.getUTCMonth()] as string,
  }
}

export const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** `+0100` for 60. */
export function zoneText(offset: number): string {
  const minutes = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}${twoDigits(minutes % 60)}`
}

/** An RFC 5322 §3.3 date; `padded` writes the day with two digits, `zone` replaces the stated offset. */
export function mailDate(
  time: number,
  offset: number,
  options: { readonly padded?: boolean; readonly zone?: string } = {},
): string {
  const at = wallClock(time, offset)
  const day = options.padded ? twoDigits(at.day) : String(at.day)
  const clock = `${twoDigits(at.hour)}:${twoDigits(at.minute)}:${twoDigits(at.second)}`
  return `${at.dayName}, ${day} ${at.monthName} ${at.year} ${clock} ${options.zone ?? zoneText(offset)}`
}

/** Windows FILETIME (100 ns since 1601) as 16 hex digits, as Outlook writes it into its identifiers. */
export function fileTimeHex(time: number): string {
  return ((BigInt(Math.floor(time)) + 11_644_473_600_000n) * 10_000n).toString(16).padStart(16, '0')
}
