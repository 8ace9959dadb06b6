import { crc32 } from 'node:zlib'
import { CaseError } from '../case-error.ts'

export interface ZipFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** A file in a package: its content, and where that lies in the package. */
export interface PlacedFile extends ZipFile {
  readonly start: number
  readonly end: number
}

/** Something of a package that is not as `canonicalZip` writes it. */
export interface ZipDifference {
  /** Bytes of the package, `[start, end)`. */
  readonly start: number
  readonly end: number
  /** The file it belongs to, if it does. */
  readonly path?: string
  readonly words: string
}

/** APPNOTE 6.3.10 §4.3.7, §4.3.12, §4.3.16. */
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const LOCAL_SIZE = 30
const CENTRAL_SIZE = 46
const END_SIZE = 22
/** Where the CRC stands in a local and in a central header. */
const LOCAL_CRC = 14
const CENTRAL_CRC = 16
/** Without ZIP64, which nothing here needs. */
const LARGEST = 0xffff_ffff
const MOST_FILES = 0xffff
/** 1 January 1980, the first day of the format: when a package was made stands in its manifest. */
const DATE = 0x0021
/** Names are UTF-8. */
const FLAGS = 0x0800

/**
 * A zip archive in the one form it has here: files by path, stored, without times, extra fields or comments. The same
 * files give the same bytes, so that every byte of an archive can be checked. Throws `CaseError` when it is too large.
 */
export function canonicalZip(files: readonly ZipFile[]): Buffer {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const entries = sorted.map(({ path, bytes }) => ({ path, size: bytes.length, crc: crc32(bytes) }))
  const { headers, directory, end, total } = structure(entries)
  if (total > LARGEST || entries.length > MOST_FILES)
    throw new CaseError(
      'refused',
      undefined,
      `the package would have ${total} bytes and ${entries.length} files, more than a zip archive of this form holds`,
      'leave out large evidence with --tlp, or divide the case',
    )
  return Buffer.concat([
    ...sorted.flatMap(({ bytes }, at) => [headers[at] ?? Buffer.alloc(0), bytes]),
    directory,
    end,
  ])
}

interface Entry {
  readonly path: string
  readonly size: number
  readonly crc: number
}

function structure(entries: readonly Entry[]): {
  readonly headers: readonly Buffer[]
  readonly directory: Buffer
  readonly end: Buffer
  readonly offsets: readonly number[]
  readonly total: number
} {
  let offset = 0
  const offsets: number[] = []
  const headers: Buffer[] = []
  const rows: Buffer[] = []
  for (const { path, size, crc } of entries) {
    const name = Buffer.from(path)
    const local = Buffer.alloc(LOCAL_SIZE)
    local.writeUInt32LE(LOCAL, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(FLAGS, 6)
    local.writeUInt16LE(DATE, 12)
    local.writeUInt32LE(crc, LOCAL_CRC)
    local.writeUInt32LE(size % 2 ** 32, 18)
    local.writeUInt32LE(size % 2 ** 32, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(CENTRAL_SIZE)
    central.writeUInt32LE(CENTRAL, 0)
    central.writeUInt16LE(20, 4)
    // Version, flags, method, time, CRC, sizes and length of the name are those of the local header.
    local.copy(central, 6, 4, 28)
    central.writeUInt32LE(offset % 2 ** 32, 42)
    headers.push(Buffer.concat([local, name]))
    rows.push(central, name)
    offsets.push(offset)
    offset += LOCAL_SIZE + name.length + size
  }
  const directory = Buffer.concat(rows)
  const end = Buffer.alloc(END_SIZE)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(entries.length % 2 ** 16, 8)
  end.writeUInt16LE(entries.length % 2 ** 16, 10)
  end.writeUInt32LE(directory.length % 2 ** 32, 12)
  end.writeUInt32LE(offset % 2 ** 32, 16)
  return { headers, directory, end, offsets, total: offset + directory.length + END_SIZE }
}

/**
 * The files of an archive that `canonicalZip` wrote, and every place that is not as it writes it. What the headers say
 * and what the directory says are two witnesses: whichever fits the archive better is believed about what lies where. Where
 * both fit as well, it is the one that is less `strange` to the caller, who knows what should be there.
 * Bytes that are no archive at all give no files and one difference. Never throws.
 */
export function readCanonicalZip(
  bytes: Uint8Array,
  strange: (files: readonly PlacedFile[]) => number = () => 0,
): {
  readonly files: readonly PlacedFile[]
  readonly differences: readonly ZipDifference[]
} {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const readings = [walked(view), listed(view)].map((found) => compared(view, found))
  const [best] = readings.toSorted((a, b) => a.weight - b.weight || strange(a.files) - strange(b.files))
  if (!best || best.files.length === 0)
    return {
      files: [],
      differences: [
        {
          start: 0,
          end: bytes.length,
          words: 'this is no package, or one whose beginning and end are both damaged',
        },
      ],
    }
  return best
}

/** What the headers before each file say, from the first byte on. */
function walked(view: Buffer): readonly Entry[] {
  const found: Entry[] = []
  let at = 0
  while (at + LOCAL_SIZE <= view.length && found.length < MOST_FILES && view.readUInt32LE(at) === LOCAL) {
    const size = view.readUInt32LE(at + 18)
    const name = view.readUInt16LE(at + 26)
    if (at + LOCAL_SIZE + name > view.length) break
    found.push({
      path: view.toString('utf8', at + LOCAL_SIZE, at + LOCAL_SIZE + name),
      size,
      crc: view.readUInt32LE(at + LOCAL_CRC),
    })
    at += LOCAL_SIZE + name + size
  }
  return found
}

/** What the directory says, which the last bytes lead to. */
function listed(view: Buffer): readonly Entry[] {
  const end = view.length - END_SIZE
  if (end < 0) return []
  const found: Entry[] = []
  let at = view.readUInt32LE(end + 16)
  while (at + CENTRAL_SIZE <= end && found.length < MOST_FILES) {
    const name = view.readUInt16LE(at + 28)
    if (at + CENTRAL_SIZE + name > end) break
    found.push({
      path: view.toString('utf8', at + CENTRAL_SIZE, at + CENTRAL_SIZE + name),
      size: view.readUInt32LE(at + 24),
      crc: view.readUInt32LE(at + CENTRAL_CRC),
    })
    at += CENTRAL_SIZE + name
  }
  return found
}

interface Reading {
  readonly files: readonly PlacedFile[]
  readonly differences: readonly ZipDifference[]
  /** Bytes that do not fit. */
  readonly weight: number
}

/** The archive against the one these entries would make. */
function compared(view: Buffer, entries: readonly Entry[]): Reading {
  const { offsets, total } = structure(entries)
  const files: PlacedFile[] = []
  const differences: ZipDifference[] = []
  const agreed: Entry[] = []
  const directoryStart =
    total - END_SIZE - entries.reduce((sum, { path }) => sum + CENTRAL_SIZE + Buffer.byteLength(path), 0)
  let row = directoryStart
  for (const [index, entry] of entries.entries()) {
    const header = offsets[index] ?? 0
    const start = header + LOCAL_SIZE + Buffer.byteLength(entry.path)
    const end = Math.min(start + entry.size, view.length)
    const content = view.subarray(Math.min(start, end), end)
    files.push({ path: entry.path, bytes: content, start, end })
    const actual = crc32(content)
    const witnesses = [at32(view, header + LOCAL_CRC), at32(view, row + CENTRAL_CRC)]
    row += CENTRAL_SIZE + Buffer.byteLength(entry.path)
    const crc = witnesses.includes(actual) ? actual : (witnesses[0] ?? actual)
    agreed.push({ ...entry, crc })
    if (crc !== actual)
      differences.push({ start, end: start + entry.size, path: entry.path, words: 'its content was changed' })
  }
  const expected = structure(agreed)
  let weight = differences.reduce((sum, { start, end }) => sum + Math.min(end - start, 64), 0)
  const check = (start: number, wanted: Buffer, what: string, path?: string): void => {
    const wrong: number[] = []
    for (let at = 0; at < wanted.length; at++) if (view[start + at] !== wanted[at]) wrong.push(start + at)
    weight += wrong.length
    const [first] = wrong
    const last = wrong.at(-1)
    if (first !== undefined && last !== undefined && first < view.length)
      differences.push({
        start: first,
        end: last + 1,
        ...(path !== undefined && { path }),
        words: `${what} was changed`,
      })
  }
  for (const [index, { path }] of agreed.entries())
    check(offsets[index] ?? 0, expected.headers[index] ?? Buffer.alloc(0), 'the header in front of it', path)
  let at = directoryStart
  for (const { path } of agreed) {
    const length = CENTRAL_SIZE + Buffer.byteLength(path)
    const from = at - directoryStart
    check(
      at,
      expected.directory.subarray(from, from + length),
      'its row in the directory of the package',
      path,
    )
    at += length
  }
  check(total - END_SIZE, expected.end, 'the end of the package')
  if (view.length > total)
    differences.push({ start: total, end: view.length, words: 'these bytes were appended to the package' })
  if (view.length < total)
    differences.push({
      start: view.length,
      end: total,
      words: `the package ends here, ${total - view.length} bytes too early`,
    })
  weight += Math.abs(view.length - total)
  return { files, differences: differences.sort((a, b) => a.start - b.start), weight }
}

const at32 = (view: Buffer, at: number): number => (at + 4 <= view.length ? view.readUInt32LE(at) : 0)
