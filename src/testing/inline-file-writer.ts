// Files as programs write them into a text: uuencode (POSIX) and yEnc (draft 1.3). One character per byte, LF.
import { crc32 } from 'node:zlib'

/** A uuencoded file with its `begin` and `end` lines. */
export function uuencode(name: string, bytes: Uint8Array, options: { readonly blank?: string } = {}): string {
  const blank = options.blank ?? '`'
  const digit = (value: number): string => (value === 0 ? blank : String.fromCharCode(32 + value))
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 45) {
    const line = bytes.subarray(at, at + 45)
    let text = digit(line.length)
    for (let group = 0; group < line.length; group += 3) {
      const [a = 0, b = 0, c = 0] = line.subarray(group, group + 3)
      text +=
        digit(a >> 2) + digit(((a & 3) << 4) | (b >> 4)) + digit(((b & 15) << 2) | (c >> 6)) + digit(c & 63)
    }
    lines.push(text)
  }
  return `begin 644 ${name}\n${lines.map((line) => `${line}\n`).join('')}${blank}\nend\n`
}

export interface YencPart {
  /** From 1. */
  readonly part: number
  readonly total: number
  /** Offset of the first byte in the whole file, and the size of the file. */
  readonly offset: number
  readonly size: number
}

/** A yEnc block; with `part` one of several. */
export function yencode(
  name: string,
  bytes: Uint8Array,
  options: { readonly line?: number; readonly part?: YencPart } = {},
): string {
  const { line = 128, part } = options
  const size = part?.size ?? bytes.length
  const sum = (crc32(bytes) >>> 0).toString(16).padStart(8, '0')
  let out = `=ybegin ${part ? `part=${part.part} total=${part.total} ` : ''}line=${line} size=${size} name=${name}\n`
  if (part) out += `=ypart begin=${part.offset + 1} end=${part.offset + bytes.length}\n`
  let column = 0
  for (const byte of bytes) {
    const value = (byte + 42) & 255
    const isCritical = value === 0 || value === 10 || value === 13 || value === 61
    out += isCritical ? `=${String.fromCharCode((value + 64) & 255)}` : String.fromCharCode(value)
    column += isCritical ? 2 : 1
    if (column >= line) {
      out += '\n'
      column = 0
    }
  }
  if (column > 0) out += '\n'
  return `${out}=yend size=${bytes.length} ${part ? `part=${part.part} pcrc32=${sum}` : `crc32=${sum}`}\n`
}
