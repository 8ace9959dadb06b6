import { decodeText } from '../text/text-encoding.ts'

/** One file of a tape archive. Positions count in the archive. */
export interface TarEntry {
  readonly name: string
  readonly kind: 'file' | 'link' | 'other'
  /** Target of a link; never followed. */
  readonly target: string
  readonly start: number
  readonly end: number
}

const BLOCK = 512
/** Files listed. Attack: a million empty ones, 512 bytes each. */
const MAX_ENTRIES = 20_000
const MAX_NAME = 8_192

/**
 * The files of a tar archive (POSIX ustar and pax, GNU long names, the old V7 form). A header whose checksum is wrong
 * ends the list. Linear; never throws.
 */
export function listTar(bytes: Buffer): {
  readonly entries: readonly TarEntry[]
  readonly complete: boolean
} {
  const entries: TarEntry[] = []
  let at = 0
  let longName = ''
  let longTarget = ''
  while (at + BLOCK <= bytes.length) {
    const header = bytes.subarray(at, at + BLOCK)
    // The archive ends with empty blocks.
    if (header.every((byte) => byte === 0)) return { entries, complete: true }
    if (!hasChecksum(header) || entries.length >= MAX_ENTRIES) return { entries, complete: false }
    const size = number(header, 124, 12)
    const start = at + BLOCK
    const end = Math.min(bytes.length, start + size)
    const type = String.fromCharCode(header[156] ?? 0)
    at = start + Math.ceil(size / BLOCK) * BLOCK
    if (type === 'L' || type === 'K') {
      const text = field(bytes, start, Math.min(end - start, MAX_NAME))
      if (type === 'L') longName = text
      else longTarget = text
      continue
    }
    if (type === 'x' || type === 'g') {
      const pax = paxPath(bytes.subarray(start, Math.min(end, start + 65_536)))
      if (type === 'x') longName = pax || longName
      continue
    }
    const prefix = header.toString('latin1', 257, 262) === 'ustar' ? field(header, 345, 155) : ''
    const name = longName || (prefix === '' ? field(header, 0, 100) : `${prefix}/${field(header, 0, 100)}`)
    const isFile = type === '0' || type === '\0' || type === '7'
    entries.push({
      name,
      kind: isFile && !name.endsWith('/') ? 'file' : type === '1' || type === '2' ? 'link' : 'other',
      target: longTarget || field(header, 157, 100),
      start,
      end,
    })
    longName = longTarget = ''
  }
  return { entries, complete: at === bytes.length }
}

function field(bytes: Buffer, from: number, length: number): string {
  const raw = bytes.subarray(from, from + length)
  const nul = raw.indexOf(0)
  return decodeText(nul < 0 ? raw : raw.subarray(0, nul))
}

/** Octal digits, or base 256 when the first bit is set. */
function number(header: Buffer, from: number, length: number): number {
  if (((header[from] ?? 0) & 0x80) !== 0) {
    let value = 0
    for (let i = from + length - 6; i < from + length; i++) value = value * 256 + (header[i] ?? 0)
    return value
  }
  const text = header.toString('latin1', from, from + length).replace(/[\0 ]/g, '')
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : 0
}

function hasChecksum(header: Buffer): boolean {
  let sum = 0
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0)
  return sum === number(header, 148, 8)
}

/** `path` of a pax header: records `length key=value\n`. */
function paxPath(records: Buffer): string {
  let at = 0
  while (at < records.length) {
    const space = records.indexOf(32, at)
    if (space < 0 || space - at > 8) return ''
    const length = Number(records.toString('latin1', at, space))
    if (!Number.isSafeInteger(length) || length < 4) return ''
    const record = records.toString('utf8', space + 1, Math.min(records.length, at + length - 1))
    if (record.startsWith('path=')) return record.slice(5)
    at += length
  }
  return ''
}
