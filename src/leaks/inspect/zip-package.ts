/** Members of a ZIP package (OOXML, ODF), read under limits and written again without the marks of the container. */
import { unzipSync, type Zippable, zipSync } from 'fflate'

export interface PackageMember {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ZipPackage {
  readonly members: readonly PackageMember[]
  /** Members that were left packed, and why. */
  readonly notRead: readonly string[]
  /** Times of the members, as the directory states them, and its comment. */
  readonly times: readonly string[]
  readonly comment: string
  /** Members with extra fields, which can hold user numbers and times. */
  readonly extras: readonly string[]
}

/** Unpacked in all, of one member, and members. Attack: a package of a few kilobytes that unpacks to terabytes. */
const MAX_TOTAL = 256 * 1024 * 1024
const MAX_MEMBER = 128 * 1024 * 1024
const MAX_MEMBERS = 10_000
/** MS-DOS time of 1980-01-01, which programs write that state no time. */
const NO_TIME = '1980-01-01'

/** Reads a package; undefined when it is none that can be read. Never throws. */
export function readPackage(bytes: Buffer): ZipPackage | undefined {
  const notRead: string[] = []
  let total = 0
  let count = 0
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/')) return false
        count++
        total += originalSize
        const take = originalSize <= MAX_MEMBER && total <= MAX_TOTAL && count <= MAX_MEMBERS
        if (!take) notRead.push(`${name} was not unpacked: too large`)
        return take
      },
    })
    const members = Object.entries(unpacked).map(([name, content]) => ({ name, bytes: content }))
    return { members, notRead, ...directory(bytes) }
  } catch {
    return undefined
  }
}

/** What the central directory says beside the content (APPNOTE.TXT §4.3.12). */
function directory(bytes: Buffer): Pick<ZipPackage, 'times' | 'comment' | 'extras'> {
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end < 0 || end + 22 > bytes.length) return { times: [], comment: '', extras: [] }
  const times = new Set<string>()
  const extras: string[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < Math.min(bytes.readUInt16LE(end + 10), MAX_MEMBERS); index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) break
    const time = dosTime(bytes.readUInt16LE(at + 14), bytes.readUInt16LE(at + 12))
    if (time !== undefined && !time.startsWith(NO_TIME)) times.add(time)
    const name = bytes.readUInt16LE(at + 28)
    const extra = bytes.readUInt16LE(at + 30)
    if (extra > 0) extras.push(bytes.toString('utf8', at + 46, Math.min(bytes.length, at + 46 + name)))
    at += 46 + name + extra + bytes.readUInt16LE(at + 32)
  }
  const length = bytes.readUInt16LE(end + 20)
  return { times: [...times], comment: bytes.toString('utf8', end + 22, end + 22 + length), extras }
}

function dosTime(date: number, time: number): string | undefined {
  if (date === 0) return undefined
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${1980 + (date >> 9)}-${two((date >> 5) & 15)}-${two(date & 31)}`
  return `${day} ${two(time >> 11)}:${two((time >> 5) & 63)}`
}

/** A package with the members in the order given, no times, no extra fields; `mimetype` is stored, as ODF wants it. */
export function writePackage(members: readonly PackageMember[]): Uint8Array {
  const files: Zippable = {}
  for (const { name, bytes } of members)
    files[name] = [bytes, { level: name === 'mimetype' ? 0 : 6, mtime: new Date(1980, 0, 1) }]
  return zipSync(files)
}
