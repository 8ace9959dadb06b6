import { isUtf8 } from 'node:buffer'
import { findCharset } from '../mime/charset.ts'

/** The characters windows-1252 has for the bytes 0x80–0x9F (WHATWG Encoding); the rest has the code of its byte. */
const HIGH = new Map(
  [
    ...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index)),
  ].map((character, index) => [character.charCodeAt(0), 0x80 + index]),
)

/**
 * The bytes that a stretch of a field's value was written with, for a stretch that names its own charset. Field
 * values are read as UTF-8 or else windows-1252 (`HeaderField.value`); bytes above 127 inside an encoded-word or an
 * RFC 2231 value are not allowed there, but programs write them, and they are in the charset named.
 */
export function writtenBytes(text: string, charset: string | undefined): Buffer {
  if (!/[^\x00-\x7f]/.test(text)) return Buffer.from(text, 'latin1')
  const bytes = Buffer.allocUnsafe(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const byte = code < 0x80 || (code > 0x9f && code < 0x100) ? code : (HIGH.get(code) ?? -1)
    // Not windows-1252: it was read as UTF-8.
    if (byte < 0) return Buffer.from(text, 'utf8')
    bytes[at] = byte
  }
  const isUtf8Named = charset === undefined || findCharset(charset)?.name === 'utf-8'
  return isUtf8Named && !isUtf8(bytes) ? Buffer.from(text, 'utf8') : bytes
}
