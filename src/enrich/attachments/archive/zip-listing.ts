import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { IssueCode } from '../../../model/issue.ts'
import { type Inflated, inflate } from './inflate.ts'

/** One file of a zip. Positions count in the zip. */
export interface ZipEntry {
  /** As written; hostile. */
  readonly name: string
  readonly directory: boolean
  readonly encrypted: boolean
  /** Compression method: 0 stored, 8 deflate. */
  readonly method: number
  /** Start of the local header. */
  readonly start: number
  /** Packed data `[dataStart, dataEnd)`. */
  readonly dataStart: number
  readonly dataEnd: number
  /** Size as declared; a claim. */
  readonly declaredSize: number
}

export interface ZipListing {
  readonly entries: readonly ZipEntry[]
  readonly issues: readonly { readonly code: IssueCode; readonly detail: string }[]
}

/** Entries listed. Attack: a directory of millions of names, 46 bytes each. */
export const MAX_ZIP_ENTRIES = 20_000
/** The end record stands in the last 22 bytes and a comment of up to 65,535 (APPNOTE.TXT §4.3.16). */
const END_REACH = 65_557
/** Bytes of a name or an extra field that are looked at. */
const MAX_NAME = 4_096

const LOCAL = Buffer.from('PK\u0003\u0004', 'latin1')
const CENTRAL = Buffer.from('PK\u0001\u0002', 'latin1')
const DESCRIPTOR = Buffer.from('PK\u0007\u0008', 'latin1')
const END = Buffer.from('PK\u0005\u0006', 'latin1')
const END_64 = Buffer.from('PK\u0006\u0006', 'latin1')

/**
 * The files of a zip (PKWARE APPNOTE.TXT 6.3). The central directory counts, as for every program that opens zips;
 * local headers outside of what it lists, or without any directory, are listed as well, because repairing programs
 * and some mail gateways read those. Sizes are claims: unpack with a limit. Never throws; linear.
 */
export function listZip(bytes: Buffer): ZipListing {
  const issues: { code: IssueCode; detail: string }[] = []
  const entries: ZipEntry[] = []
  const directory = findDirectory(bytes)
  let full = false

  if (directory !== undefined) {
    let at = directory.start
    while (at + 46 <= bytes.length && bytes.compare(CENTRAL, 0, 4, at, at + 4) === 0) {
      if (entries.length >= MAX_ZIP_ENTRIES) {
        full = true
        break
      }
      const entry = centralEntry(bytes, at, directory.shift)
      if (entry !== undefined) entries.push(entry)
      else issues.push({ code: 'attachment.damaged', detail: 'A listed file is not where the list says' })
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
  } else issues.push({ code: 'attachment.damaged', detail: 'The zip has no list of its files at the end' })

  if (!full) full = addUnlisted(bytes, entries, directory, issues)
  if (full)
    issues.push({
      code: 'limit.attachment-files',
      detail: `Only the first ${MAX_ZIP_ENTRIES} files of the zip are listed`,
    })
  return { entries, issues: firstOfEach(issues) }
}

/** Unpacks one file to at most `limit` bytes; undefined when its method is unknown or it is encrypted. */
export function unpackEntry(bytes: Buffer, entry: ZipEntry, limit: number): Inflated | undefined {
  if (entry.encrypted || entry.directory) return undefined
  const packed = bytes.subarray(entry.dataStart, entry.dataEnd)
  if (entry.method === 0)
    return { bytes: packed.subarray(0, limit), end: packed.length > limit ? 'limit' : 'done' }
  if (entry.method !== 8) return undefined
  const unpacked = inflate(packed, 'deflate', limit, entry.declaredSize)
  // The list's size says whether a stream without an end mark of its own was cut.
  if (unpacked.end === 'done' && unpacked.bytes.length < entry.declaredSize)
    return { bytes: unpacked.bytes, end: 'damaged' }
  return unpacked
}

interface Directory {
  readonly start: number
  readonly end: number
  /** Bytes put before the zip (a self-extracting program): added to every position the zip states. */
  readonly shift: number
}

function findDirectory(bytes: Buffer): Directory | undefined {
  const from = Math.max(0, bytes.length - END_REACH)
  let end = bytes.lastIndexOf(END)
  for (; end >= from; end = end > 0 ? bytes.lastIndexOf(END, end - 1) : -1) {
    if (end + 22 > bytes.length) continue
    let size = bytes.readUInt32LE(end + 12)
    let stated = bytes.readUInt32LE(end + 16)
    let before = end
    if (stated === 0xffffffff || size === 0xffffffff) {
      const end64 = bytes.lastIndexOf(END_64, end)
      if (end64 >= 0 && end64 + 56 <= bytes.length) {
        size = Number(bytes.readBigUInt64LE(end64 + 40))
        stated = Number(bytes.readBigUInt64LE(end64 + 48))
        before = end64
      }
    }
    if (size === 0 && stated === 0 && bytes.readUInt16LE(end + 10) === 0)
      return { start: end, end: bytes.length, shift: 0 }
    for (const start of [stated, before - size]) {
      if (start < 0 || start + 4 > bytes.length || !Number.isSafeInteger(start)) continue
      if (bytes.compare(CENTRAL, 0, 4, start, start + 4) === 0)
        return { start, end: bytes.length, shift: Math.max(0, start - stated) }
    }
  }
  return undefined
}

function centralEntry(bytes: Buffer, at: number, shift: number): ZipEntry | undefined {
  const flags = bytes.readUInt16LE(at + 8)
  const nameLength = bytes.readUInt16LE(at + 28)
  const extraLength = bytes.readUInt16LE(at + 30)
  let packed = bytes.readUInt32LE(at + 20)
  let declaredSize = bytes.readUInt32LE(at + 24)
  let start = bytes.readUInt32LE(at + 42)
  const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
  const wide = extraField(extra, 0x0001)
  if (wide !== undefined) {
    let i = 0
    const next = (): number | undefined => {
      if (i + 8 > wide.length) return undefined
      i += 8
      return Number(wide.readBigUInt64LE(i - 8))
    }
    if (declaredSize === 0xffffffff) declaredSize = next() ?? declaredSize
    if (packed === 0xffffffff) packed = next() ?? packed
    if (start === 0xffffffff) start = next() ?? start
  }
  start += shift
  if (!Number.isSafeInteger(start) || start + 30 > bytes.length) return undefined
  if (bytes.compare(LOCAL, 0, 4, start, start + 4) !== 0) return undefined
  const dataStart = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
  if (dataStart > bytes.length) return undefined
  const name = entryName(bytes.subarray(at + 46, at + 46 + Math.min(nameLength, MAX_NAME)), flags, extra)
  return {
    name,
    directory: /[/\\]$/.test(name) && declaredSize === 0,
    encrypted: (flags & 0x41) !== 0,
    method: bytes.readUInt16LE(at + 10),
    start,
    dataStart,
    dataEnd: Math.min(dataStart + packed, bytes.length),
    declaredSize,
  }
}

/** Adds what local headers tell of places that no listed file covers; true when the limit was reached. */
function addUnlisted(
  bytes: Buffer,
  entries: ZipEntry[],
  directory: Directory | undefined,
  issues: { code: IssueCode; detail: string }[],
): boolean {
  const listed = [...entries].sort((one, other) => one.start - other.start)
  let at = 0
  let next = 0
  let overlapping = 0
  let unlisted = 0
  const last = directory?.start ?? bytes.length
  const marks = [DESCRIPTOR, LOCAL, CENTRAL].map((mark) => nextMark(bytes, mark))
  for (;;) {
    const found = bytes.indexOf(LOCAL, at)
    if (found < 0 || found >= last) break
    // Everything up to the header found belongs to what was listed before it.
    let covered = -1
    for (let one = listed[next]; one && one.start <= found; one = listed[++next]) {
      if (one.start < at && one.start > 0) overlapping++
      covered = Math.max(covered, one.dataEnd)
    }
    if (covered > found) {
      at = Math.max(covered, found + 4)
      continue
    }
    if (covered >= 0 && listed[next - 1]?.start === found) {
      at = found + 4
      continue
    }
    const entry = localEntry(bytes, found, marks)
    if (entry === undefined) {
      at = found + 4
      continue
    }
    if (entries.length >= MAX_ZIP_ENTRIES) return true
    entries.push(entry)
    unlisted++
    at = Math.max(entry.dataEnd, found + 4)
  }
  for (; next < listed.length; next++) if ((listed[next]?.start ?? 0) < at) overlapping++
  if (overlapping > 0)
    issues.push({
      code: 'attachment.damaged',
      detail: `${overlapping} files of the zip share bytes with others`,
    })
  if (unlisted > 0 && directory !== undefined)
    issues.push({
      code: 'attachment.damaged',
      detail: `${unlisted} files of the zip are not in its list at the end`,
    })
  return false
}

/**
 * Finds a mark at or behind places that only go forward, so that one that is rare is not searched for again and
 * again. Attack: 200,000 headers without sizes in a file of 5 MB.
 */
function nextMark(bytes: Buffer, mark: Buffer): (from: number) => number {
  let found = -1
  return (from) => {
    if (found < from) {
      found = bytes.indexOf(mark, from)
      if (found < 0) found = bytes.length
    }
    return found
  }
}

function localEntry(
  bytes: Buffer,
  start: number,
  marks: readonly ((from: number) => number)[],
): ZipEntry | undefined {
  if (start + 30 > bytes.length) return undefined
  const flags = bytes.readUInt16LE(start + 6)
  const method = bytes.readUInt16LE(start + 8)
  const nameLength = bytes.readUInt16LE(start + 26)
  const extraLength = bytes.readUInt16LE(start + 28)
  const dataStart = start + 30 + nameLength + extraLength
  // A false signature inside data has a random method, version and length.
  if (dataStart > bytes.length || nameLength === 0 || method > 99 || bytes.readUInt16LE(start + 4) > 0x3ff)
    return undefined
  let dataEnd = dataStart + bytes.readUInt32LE(start + 18)
  let declaredSize = bytes.readUInt32LE(start + 22)
  if ((flags & 8) !== 0 || dataEnd > bytes.length) {
    // Sizes follow the data (§4.3.9), or lie: up to the next signature.
    dataEnd = Math.min(...marks.map((next) => next(dataStart)))
    declaredSize = 0
  }
  const name = entryName(
    bytes.subarray(start + 30, start + 30 + Math.min(nameLength, MAX_NAME)),
    flags,
    bytes.subarray(start + 30 + nameLength, dataStart),
  )
  return {
    name,
    directory: /[/\\]$/.test(name) && dataEnd === dataStart,
    encrypted: (flags & 0x41) !== 0,
    method,
    start,
    dataStart,
    dataEnd,
    declaredSize,
  }
}

/** Bit 11 or extra field 0x7075 say UTF-8 (APPNOTE.TXT appendix D); else whatever reads, old programs wrote CP 437. */
function entryName(raw: Buffer, flags: number, extra: Buffer): string {
  const unicode = extraField(extra, 0x7075)
  if (unicode !== undefined && unicode.length > 5) return unicode.toString('utf8', 5, 5 + MAX_NAME)
  if ((flags & 0x800) !== 0 || isUtf8(raw)) return raw.toString('utf8')
  return iconv.decode(raw, 'cp437')
}

function extraField(extra: Buffer, id: number): Buffer | undefined {
  let at = 0
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
  return undefined
}

function firstOfEach<T extends { readonly detail: string }>(issues: readonly T[]): readonly T[] {
  return [...new Map(issues.map((issue) => [issue.detail, issue])).values()]
}
