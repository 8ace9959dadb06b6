/** Bytes of a text file as a string and back, without losing one. */
import iconv from 'iconv-lite'
import { type MasterTrouble, masterTrouble } from '../master-text.ts'

export interface TextBytes {
  readonly text: string
  readonly unicode: boolean
  encode(text: string): Uint8Array
  canWrite(text: string): boolean
}

/** Reads UTF-8, UTF-16 with a mark, the declared encoding, or Windows-1252; trouble when writing it back differs. */
export function decodeText(bytes: Uint8Array, declared?: string): TextBytes | MasterTrouble {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const utf16 =
    file[0] === 0xff && file[1] === 0xfe
      ? 'utf16-le'
      : file[0] === 0xfe && file[1] === 0xff
        ? 'utf16-be'
        : undefined
  const names = [utf16 ?? 'utf8', declared, 'windows-1252']
  for (const name of names) {
    if (name === undefined || !iconv.encodingExists(name)) continue
    // The mark at the beginning is text to us, so that it is written back.
    const text = iconv.decode(file, name, { stripBOM: false })
    const encode = (content: string): Uint8Array => iconv.encode(content, name, { addBOM: false })
    if (!file.equals(encode(text))) continue
    if (text.includes('\0')) break
    return {
      text,
      unicode: name.startsWith('utf'),
      encode,
      canWrite: (part) => iconv.decode(Buffer.from(encode(part)), name, { stripBOM: false }) === part,
    }
  }
  return masterTrouble('its encoding is not known', 'save it as UTF-8 text')
}
