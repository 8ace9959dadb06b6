import { crc32 } from 'node:zlib'
import iconv from 'iconv-lite'
import { ArchiveDamage, archiveCorrupt, archiveCut } from './archive-damage.ts'
import { ByteWindow } from './byte-window.ts'
import type { Seekable } from './seekable.ts'

/**
 * The central directory of a ZIP archive, with ZIP64 (PKWARE APPNOTE 6.3.10, §4.3 and §4.5). It alone tells what is
 * in the archive: sizes stand in it even where an entry was written as a stream and its own header has none.
 */

export interface ZipEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link'
  readonly encrypted: boolean
  /** APPNOTE §4.4.5. */
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  /** Offset of the entry's own header in the file. */
  readonly offset: number
}

const END_RECORD = 22
const END64_RECORD = 56
const END64_LOCATOR = 20
const CENTRAL_HEADER = 46
const COMMENT_LIMIT = 0xffff
const ESCAPED = 0xffffffff
const CHUNK_BYTES: number = 256 * 1024

interface Directory {
  readonly start: number
  readonly length: number
  readonly entries: number
  /** Bytes before the archive in the file (a program that unpacks itself): all offsets count from behind them. */
  readonly shift: number
}

/**
 * The entries of the archive in the order of its directory, in batches. Throws `ArchiveDamage` when there is no
 * directory, and behind the last entry that can be read when it breaks off.
 */
export async function* zipEntries(file: Seekable): AsyncGenerator<readonly ZipEntry[], void, undefined> {
  const { start, length, entries, shift } = await findDirectory(file)
  const window = new ByteWindow(file.range(start, length), CHUNK_BYTES, length)
  let batch: ZipEntry[] = []
  for (let index = 0; index < entries; index++) {
    await window.fill(CENTRAL_HEADER)
    const tail = window.length < CENTRAL_HEADER ? -1 : tailLength(window)
    if (tail >= 0) await window.fill(CENTRAL_HEADER + tail)
    if (tail < 0 || window.length < CENTRAL_HEADER + tail) {
      yield batch
      if (window.failure !== undefined) throw window.failure
      throw archiveCorrupt(`its directory breaks off after ${index} of ${entries} entries`)
    }
    batch.push(readEntry(window.view, window.from, shift))
    window.from += CENTRAL_HEADER + tail
    if (batch.length >= 256) {
      yield batch
      batch = []
    }
  }
  yield batch
}

/** Bytes of name, extra fields and comment; -1 when no header stands at the window's `from`. */
function tailLength({ view, from }: ByteWindow): number {
  if (view.readUInt32LE(from) !== 0x02014b50) return -1
  return view.readUInt16LE(from + 28) + view.readUInt16LE(from + 30) + view.readUInt16LE(from + 32)
}

async function findDirectory(file: Seekable): Promise<Directory> {
  const tailStart = Math.max(0, file.size - END_RECORD - COMMENT_LIMIT - END64_LOCATOR - END64_RECORD)
  const tail = await file.read(tailStart, file.size - tailStart)
  const at = endRecord(tail)
  if (at < 0) throw archiveCut()
  let disk = tail.readUInt16LE(at + 4)
  let entries = tail.readUInt16LE(at + 10)
  let length = tail.readUInt32LE(at + 12)
  let start = tail.readUInt32LE(at + 16)
  let end = tailStart + at
  const locator = at - END64_LOCATOR
  if (locator >= 0 && tail.readUInt32LE(locator) === 0x07064b50) {
    // its place, or, when bytes were put before the archive, the one right before the locator
    const stated = Number(tail.readBigUInt64LE(locator + 8))
    for (const place of [stated, tailStart + locator - END64_RECORD]) {
      const record = await file.read(place, END64_RECORD)
      if (record.length < END64_RECORD || record.readUInt32LE(0) !== 0x06064b50) continue
      disk = record.readUInt32LE(16)
      entries = Number(record.readBigUInt64LE(32))
      length = Number(record.readBigUInt64LE(40))
      start = Number(record.readBigUInt64LE(48))
      end = place
      break
    }
  }
  if (disk !== 0 && disk !== 0xffff)
    throw new ArchiveDamage(
      'unreadable',
      'it is one part of a ZIP archive that was split into several files',
      'join the parts first: zip -s 0 FILE.zip --out WHOLE.zip',
    )
  const shift = Math.max(0, end - length - start)
  if (start + shift + length > file.size) throw archiveCorrupt('its directory lies outside the file')
  return { start: start + shift, length, entries, shift }
}

/** The last end record whose comment reaches exactly to the end, else the last one at all. */
function endRecord(tail: Buffer): number {
  let any = -1
  for (let at = tail.length - END_RECORD; at >= 0; at--) {
    at = tail.lastIndexOf('PK\x05\x06', at, 'latin1')
    if (at < 0) break
    const end = at + END_RECORD + tail.readUInt16LE(at + 20)
    if (end === tail.length) return at
    if (any < 0) any = at
  }
  return any
}

function readEntry(view: Buffer, at: number, shift: number): ZipEntry {
  const flags = view.readUInt16LE(at + 8)
  const nameEnd = at + CENTRAL_HEADER + view.readUInt16LE(at + 28)
  const rawName = view.subarray(at + CENTRAL_HEADER, nameEnd)
  const extra = extraFields(view.subarray(nameEnd, nameEnd + view.readUInt16LE(at + 30)))
  let packedSize = view.readUInt32LE(at + 20)
  let size = view.readUInt32LE(at + 24)
  let offset = view.readUInt32LE(at + 42)
  // ZIP64 (§4.5.3): only the values that are escaped, in this order
  const wide = extra.get(0x0001)
  let next = 0
  const escaped = (value: number): number => {
    if (value !== ESCAPED || wide === undefined || next + 8 > wide.length) return value
    next += 8
    return Number(wide.readBigUInt64LE(next - 8))
  }
  size = escaped(size)
  packedSize = escaped(packedSize)
  offset = escaped(offset)
  const name = nameOf(rawName, (flags & 0x800) !== 0, extra.get(0x7075))
  // made by UNIX: the mode stands in the upper half of the attributes
  const mode = view[at + 5] === 3 ? view.readUInt32LE(at + 38) >>> 16 : 0
  return {
    name,
    kind: name.endsWith('/') ? 'folder' : (mode & 0xf000) === 0xa000 ? 'link' : 'file',
    encrypted: (flags & 0x2041) !== 0,
    method: view.readUInt16LE(at + 10),
    crc: view.readUInt32LE(at + 16),
    packedSize,
    size,
    offset: offset + shift,
  }
}

function extraFields(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>()
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt16LE(at + 2)
    if (end > bytes.length) break
    fields.set(bytes.readUInt16LE(at), bytes.subarray(at + 4, end))
    at = end
  }
  return fields
}

/** UTF-8 when the entry says so or its bytes are; else code page 437 (APPNOTE, appendix D). */
function nameOf(raw: Buffer, utf8: boolean, unicodePath: Buffer | undefined): string {
  // Info-ZIP's Unicode path (§4.6.9) counts while it belongs to this name
  if (unicodePath !== undefined && unicodePath.length > 5 && unicodePath[0] === 1)
    if (unicodePath.readUInt32LE(1) === crc32(raw)) return unicodePath.toString('utf8', 5)
  const text = raw.toString('utf8')
  return utf8 || !text.includes('\ufffd') ? text : iconv.decode(raw, 'cp437')
}
