import { decodeCharset, findCharset } from '../mime/charset.ts'
import { utf16Text } from '../mime/utf16-text.ts'

export type PropertyValue = string | number | Buffer

/** One value with its place in the stream. */
export interface SetProperty {
  /** 0: the document's own, 1: what users and programs added. */
  readonly set: 0 | 1
  readonly id: number
  /** Of an added one. Hostile text. */
  readonly name?: string
  /** A time is in milliseconds; a duration ([MS-OLEPS] keeps it as a time) is left out. */
  readonly value: PropertyValue
  readonly start: number
  readonly end: number
}

/** Properties of one set that are read. Attack: a set of a million. */
const MAX_PROPERTIES = 1_000

/**
 * One property set stream ([MS-OLEPS] §2.21): the sections' values by number, the user's own by name. Never throws;
 * values that lie outside of the stream are left out.
 */
export function readPropertySet(stream: Buffer): {
  readonly byId: ReadonlyMap<number, PropertyValue>
  readonly byName: ReadonlyMap<string, PropertyValue>
  readonly all: readonly SetProperty[]
} {
  const byId = new Map<number, PropertyValue>()
  const byName = new Map<string, PropertyValue>()
  const all: SetProperty[] = []
  if (stream.length < 48) return { byId, byName, all }
  const sets = Math.min(2, stream.readUInt32LE(24))
  for (let set = 0; set < sets && 48 + set * 20 <= stream.length; set++) {
    const start = stream.readUInt32LE(44 + set * 20)
    if (start + 8 > stream.length) continue
    const count = Math.min(MAX_PROPERTIES, stream.readUInt32LE(start + 4))
    const offsets: [id: number, at: number][] = []
    for (let i = 0; i < count; i++) {
      const at = start + 8 + i * 8
      if (at + 8 > stream.length) break
      offsets.push([stream.readUInt32LE(at), start + stream.readUInt32LE(at + 4)])
    }
    const pageAt = offsets.find(([id]) => id === 1)?.[1]
    const page = pageAt !== undefined && pageAt + 6 <= stream.length ? stream.readUInt16LE(pageAt + 4) : 1252
    const names = new Map<number, string>()
    const dictionary = offsets.find(([id]) => id === 0)?.[1]
    if (set === 1 && dictionary !== undefined) readDictionary(stream, dictionary, page, names)
    for (const [id, at] of offsets) {
      if (id < 2) continue
      const value = readValue(stream, at, page)
      if (value === undefined) continue
      const name = names.get(id)
      all.push({
        set: set === 0 ? 0 : 1,
        id,
        ...(name !== undefined && { name }),
        value,
        start: at,
        end: valueEnd(stream, at),
      })
      if (set === 0) byId.set(id, value)
      else if (name !== undefined) byName.set(name, value)
    }
  }
  return { byId, byName, all }
}

/** Text in a Windows code page. */
export function codePageText(bytes: Buffer, page: number): string {
  if (page === 1200) return utf16Text(bytes)
  const label = page === 65001 ? 'utf-8' : page === 10000 ? 'macintosh' : `windows-${page}`
  return decodeCharset(bytes, findCharset(label) === undefined ? 'windows-1252' : label).text
}

/** A text that ends with a zero. */
export const untilNul = (text: string): string => {
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

function readValue(stream: Buffer, at: number, page: number): PropertyValue | undefined {
  if (at + 8 > stream.length) return undefined
  const type = stream.readUInt16LE(at)
  switch (type) {
    case 2:
      return stream.readInt16LE(at + 4)
    case 3:
      return stream.readInt32LE(at + 4)
    case 0x1e: {
      const length = stream.readUInt32LE(at + 4)
      return untilNul(codePageText(stream.subarray(at + 8, at + 8 + length), page))
    }
    case 0x1f: {
      const length = stream.readUInt32LE(at + 4)
      return untilNul(utf16Text(stream.subarray(at + 8, at + 8 + length * 2)))
    }
    case 0x40: {
      if (at + 12 > stream.length) return undefined
      return fileTime(stream, at + 4)
    }
    // VT_CF, the small picture of the document, is laid out as a block of bytes is.
    case 0x41:
    case 0x47:
      return stream.subarray(at + 8, at + 8 + stream.readUInt32LE(at + 4))
    default:
      return undefined
  }
}

/** Where a value ends that `readValue` took. */
function valueEnd(stream: Buffer, at: number): number {
  const type = stream.readUInt16LE(at)
  const length = stream.readUInt32LE(at + 4)
  const size =
    type === 0x1e || type === 0x41 || type === 0x47
      ? 8 + length
      : type === 0x1f
        ? 8 + length * 2
        : type === 0x40
          ? 12
          : 8
  return Math.min(stream.length, at + size)
}

/** Milliseconds of a FILETIME (100 ns since 1601); undefined when it is unset or beyond what a date can be. */
export function fileTime(bytes: Buffer, at: number): number | undefined {
  const ticks = bytes.readUInt32LE(at + 4) * 0x1_0000_0000 + bytes.readUInt32LE(at)
  const time = Math.round(ticks / 10_000) - 11_644_473_600_000
  // Before 1980 it is a duration or a zero; past 9999 rubbish.
  return time > 315_532_800_000 && time < 253_402_300_800_000 ? time : undefined
}

function readDictionary(stream: Buffer, start: number, page: number, names: Map<number, string>): void {
  if (start + 4 > stream.length) return
  const count = Math.min(MAX_PROPERTIES, stream.readUInt32LE(start))
  let at = start + 4
  for (let i = 0; i < count && at + 8 <= stream.length; i++) {
    const id = stream.readUInt32LE(at)
    const length = stream.readUInt32LE(at + 4)
    const size = page === 1200 ? length * 2 : length
    names.set(id, untilNul(codePageText(stream.subarray(at + 8, at + 8 + Math.min(size, 1_000)), page)))
    at += 8 + (page === 1200 ? (size + 3) & ~3 : size)
  }
}
