/**
 * One header block of a tar archive: V7, ustar (POSIX.1-1988), pax (POSIX.1-2001, the "pax Interchange Format") and
 * GNU tar with its base-256 numbers. https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */

export const TAR_BLOCK = 512

export interface TarHeader {
  /** As written, with the ustar prefix; bytes that are not UTF-8 are read as Latin-1. */
  readonly name: string
  /** Bytes of content that follow. */
  readonly size: number
  /** One character; NUL is given as `0`. */
  readonly type: string
}

const NAME_END = 100
const SIZE = 124
const CHECKSUM = 148
const TYPE = 156
const MAGIC = 257
/** GNU tar, whose magic differs, keeps times and sparse maps here. */
const PREFIX = 345
const PREFIX_END = 500

/** Whether the block is a tar header by its checksum. Text has no NUL in it, so no mail looks like one by accident. */
export function isTarHeader(block: Buffer): boolean {
  return block.length >= TAR_BLOCK && block.indexOf(0) < TAR_BLOCK && checksumFits(block)
}

/** Reads a header block; undefined when its checksum does not fit or its size is no number. */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (!checksumFits(block)) return undefined
  const size = number(block, SIZE, 12)
  if (size === undefined) return undefined
  const type = String.fromCharCode(block[TYPE] === 0 ? 0x30 : block[TYPE]!)
  const name = textOf(upToNul(block, 0, NAME_END))
  const posix = block.toString('latin1', MAGIC, MAGIC + 6) === 'ustar\0'
  const prefix = posix ? textOf(upToNul(block, PREFIX, PREFIX_END)) : ''
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, type }
}

export function isZeroBlock(block: Buffer): boolean {
  return block.every((byte) => byte === 0)
}

/** Bytes as UTF-8, else as Latin-1: archives carry names in whatever the system used. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('\ufffd') ? bytes.toString('latin1') : text
}

/** Bytes of a NUL-ended text. */
export function upToNul(block: Buffer, start: number, end: number): Buffer {
  const nul = block.indexOf(0, start)
  return block.subarray(start, nul < 0 || nul > end ? end : nul)
}

/** The sum of all bytes, the checksum itself counted as blanks; old tars summed signed bytes. */
function checksumFits(block: Buffer): boolean {
  const stated = number(block, CHECKSUM, 8)
  if (stated === undefined) return false
  let unsigned = 8 * 0x20
  let signed = 8 * 0x20
  for (let at = 0; at < TAR_BLOCK; at++) {
    if (at >= CHECKSUM && at < CHECKSUM + 8) continue
    const byte = block[at]!
    unsigned += byte
    signed += byte < 0x80 ? byte : byte - 0x100
  }
  return stated === unsigned || stated === signed
}

/** An octal number, or GNU's base-256 when the first bit is set. Negative and unsafe numbers are none. */
function number(block: Buffer, start: number, length: number): number | undefined {
  const first = block[start]!
  if (first & 0x80) {
    let value = first & 0x7f
    // the second highest bit is the sign
    if (first & 0x40) return undefined
    for (let at = start + 1; at < start + length; at++) value = value * 256 + block[at]!
    return Number.isSafeInteger(value) ? value : undefined
  }
  const digits = /^[ \0]*([0-7]*)[ \0]*$/.exec(block.toString('latin1', start, start + length))?.[1]
  if (digits === undefined) return undefined
  // some writers leave out the size of a folder
  return digits === '' ? 0 : Number.parseInt(digits, 8)
}
