import { decodeCharset } from '../mime/charset.ts'
import type { Note } from './note.ts'
import { writtenBytes } from './written-bytes.ts'

/** Encoded-words decoded in one field. Attack: a subject of 100,000 words, each another charset and decoder. */
export const MAX_ENCODED_WORDS = 10_000
/** Longest charset name looked at, language suffix included (RFC 2231 §5). */
const MAX_CHARSET = 80

export interface EncodedWord {
  /** Without the language suffix. */
  readonly charset: string
  readonly encoding: 'q' | 'b'
  readonly content: string
  /** First character after the closing `?=`. */
  readonly end: number
}

/** The encoded-word (RFC 2047 §2) that starts at `at`, where `=?` stands; white space inside is tolerated as clients do. `longest` bounds the search for its end. */
export function encodedWordAt(text: string, at: number, longest: number = Infinity): EncodedWord | undefined {
  let mark = at + 2
  const last = Math.min(text.length, mark + MAX_CHARSET)
  while (mark < last) {
    const code = text.charCodeAt(mark)
    if (code === 63) break
    if (code <= 32 || code === 61) return undefined
    mark++
  }
  if (text.charCodeAt(mark) !== 63 || text.charCodeAt(mark + 2) !== 63) return undefined
  const letter = text.charCodeAt(mark + 1) | 32
  if (letter !== 113 && letter !== 98) return undefined
  const near = longest === Infinity ? text : text.slice(0, mark + 3 + longest)
  const close = near.indexOf('?=', mark + 3)
  if (close < 0) return undefined
  const named = text.slice(at + 2, mark)
  const language = named.indexOf('*')
  return {
    charset: language < 0 ? named : named.slice(0, language),
    encoding: letter === 113 ? 'q' : 'b',
    content: text.slice(mark + 3, close),
    end: close + 2,
  }
}

/**
 * Decodes the encoded-words of a field value (RFC 2047) wherever they stand, as mail clients do: also inside words
 * and quoted strings. White space between two of them vanishes; neighbours in the same charset are joined before
 * decoding, so that a character cut in two survives. What is no valid encoded-word stays as it is. Linear.
 */
export function decodeWords(text: string, note?: Note): string {
  let at = text.indexOf('=?')
  if (at < 0) return text
  let out = ''
  let copied = 0
  let words = 0
  let pending: Buffer[] = []
  let charset = ''
  let pendingEnd = 0
  // Base64 of the last word when it did not end with a whole quantum: the program cut the base64 text itself.
  let openBase64 = ''
  const flush = () => {
    if (pending.length === 0) return
    const decoded = decodeCharset(
      pending.length === 1 ? (pending[0] as Buffer) : Buffer.concat(pending),
      charset,
    )
    if (decoded.unknown)
      note?.('mime.charset-unknown', `charset "${charset.slice(0, 60)}" in a header is not known`)
    else if (decoded.invalid)
      note?.('header.encoded-word-invalid', `an encoded word has bytes that are not ${decoded.charset.name}`)
    out += decoded.text
    pending = []
    openBase64 = ''
    copied = pendingEnd
  }
  while (at >= 0) {
    const word = encodedWordAt(text, at)
    if (!word) {
      // Without a closing mark ahead there is no encoded-word left: looking again and again would be quadratic.
      if (text.indexOf('?=', at + 2) < 0) break
      at = text.indexOf('=?', at + 2)
      continue
    }
    if (++words > MAX_ENCODED_WORDS) {
      note?.(
        'limit.encoded-words',
        `more than ${MAX_ENCODED_WORDS} encoded words; the rest is left as written`,
      )
      break
    }
    const joins = pending.length > 0 && isBlank(text, pendingEnd, at)
    const key = word.charset.toLowerCase()
    if (!joins || key !== charset) {
      flush()
      if (!joins) out += text.slice(copied, at)
      charset = key
    }
    const joined = word.encoding === 'b' ? openBase64 + word.content : ''
    if (openBase64 !== '' && word.encoding === 'b')
      pending[pending.length - 1] = Buffer.from(joined, 'base64')
    else pending.push(wordBytes(word, note))
    openBase64 = joined.length % 4 !== 0 && !joined.includes('=') ? joined : ''
    pendingEnd = word.end
    at = text.indexOf('=?', word.end)
  }
  flush()
  return out + text.slice(copied)
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 9 && code !== 13 && code !== 10) return false
  }
  return true
}

/** The bytes an encoded-word stands for. Lenient: broken escapes stay literal, junk in base64 is skipped. */
export function wordBytes(word: EncodedWord, note?: Note): Buffer {
  const { content } = word
  if (word.encoding === 'b') {
    return Buffer.from(content, 'base64')
  }
  if (!/[=_\u0080-\uffff]/.test(content)) return Buffer.from(content, 'latin1')
  const bytes = writtenBytes(content.includes('_') ? content.replaceAll('_', ' ') : content, word.charset)
  const out = Buffer.allocUnsafe(bytes.length)
  let written = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === 61) {
      const high = hexDigit(bytes[at + 1])
      const low = hexDigit(bytes[at + 2])
      if (high >= 0 && low >= 0) {
        out[written++] = (high << 4) | low
        at += 2
        continue
      }
      note?.('header.encoded-word-invalid', 'an encoded word has a broken escape')
    }
    out[written++] = byte
  }
  return out.subarray(0, written)
}

function hexDigit(code: number | undefined): number {
  if (code === undefined) return -1
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}
