import type { DocumentMetadata } from '../../../model/attachment.ts'

/** Entries read of one directory. Attack: 65,535 entries that all point at the same megabytes. */
const MOST_ENTRIES = 200
const LONGEST_TEXT = 200

type Facts = Pick<DocumentMetadata, 'camera' | 'position' | 'created' | 'modified' | 'program' | 'author'>

/**
 * Camera, position and times from an EXIF block (CIPA DC-008; TIFF 6.0 directories), as JPEG, PNG, WebP, HEIF and TIFF
 * carry it. Times without a stated offset are taken as UTC. Damage gives what can be read.
 * @param block begins with `Exif\0\0` or with the TIFF header.
 */
export function readExif(block: Buffer): Facts {
  const bytes = block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block
  const order = bytes.toString('latin1', 0, 2)
  if ((order !== 'II' && order !== 'MM') || bytes.length < 8) return {}
  const little = order === 'II'
  const u16 = (at: number): number =>
    at < 0 || at + 2 > bytes.length ? 0 : little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
  const u32 = (at: number): number =>
    at < 0 || at + 4 > bytes.length ? 0 : little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)

  /** Tag → place of its value; the first of two of the same tag counts. */
  const directory = (at: number): ReadonlyMap<number, { at: number; count: number; type: number }> => {
    const entries = new Map<number, { at: number; count: number; type: number }>()
    if (at < 8 || at + 2 > bytes.length) return entries
    for (let i = 0; i < Math.min(u16(at), MOST_ENTRIES); i++) {
      const entry = at + 2 + i * 12
      if (entry + 12 > bytes.length) break
      const type = u16(entry + 2)
      const count = u32(entry + 4)
      const size = (SIZES[type] ?? 1) * count
      const tag = u16(entry)
      if (!entries.has(tag)) entries.set(tag, { at: size <= 4 ? entry + 8 : u32(entry + 8), count, type })
    }
    return entries
  }
  type Directory = ReturnType<typeof directory>
  const text = (from: Directory, tag: number): string | undefined => {
    const entry = from.get(tag)
    if (entry === undefined || entry.at > bytes.length) return undefined
    const raw = bytes.subarray(entry.at, entry.at + Math.min(entry.count, LONGEST_TEXT))
    const value = raw.toString('utf8').split('\0', 1)[0]?.trim()
    return value === undefined || value === '' ? undefined : value
  }
  const rationals = (from: Directory, tag: number, count: number): readonly number[] | undefined => {
    const entry = from.get(tag)
    if (entry === undefined || entry.type !== 5 || entry.count < count || entry.at + count * 8 > bytes.length)
      return undefined
    const values = Array.from({ length: count }, (_, i) => u32(entry.at + i * 8) / u32(entry.at + i * 8 + 4))
    return values.every(Number.isFinite) ? values : undefined
  }
  const below = (from: Directory, tag: number): Directory => {
    const entry = from.get(tag)
    return entry === undefined ? new Map() : directory(u32(entry.at))
  }

  const main = directory(u32(4))
  const exif = below(main, 0x8769)
  const gps = below(main, 0x8825)
  const make = text(main, 0x010f)
  const model = text(main, 0x0110)
  const camera =
    make !== undefined && model !== undefined && !model.toLowerCase().startsWith(make.toLowerCase())
      ? `${make} ${model}`
      : (model ?? make)
  const created = exifTime(text(exif, 0x9003) ?? text(exif, 0x9004), text(exif, 0x9011) ?? text(exif, 0x9010))
  const modified = exifTime(text(main, 0x0132), text(exif, 0x9010))
  const program = text(main, 0x0131)
  const author = text(main, 0x013b)
  const latitude = degrees(rationals(gps, 2, 3), text(gps, 1), 90)
  const longitude = degrees(rationals(gps, 4, 3), text(gps, 3), 180)
  return {
    ...(camera !== undefined && { camera }),
    ...(created !== undefined && { created }),
    ...(modified !== undefined && { modified }),
    ...(program !== undefined && { program }),
    ...(author !== undefined && { author }),
    ...(latitude !== undefined && longitude !== undefined && { position: [latitude, longitude] as const }),
  }
}

/** Bytes of one value by type (TIFF 6.0 §2). */
const SIZES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
}

function degrees(
  values: readonly number[] | undefined,
  reference: string | undefined,
  most: number,
): number | undefined {
  if (values === undefined) return undefined
  const [whole = 0, minutes = 0, seconds = 0] = values
  const sign = reference === 'S' || reference === 'W' ? -1 : 1
  const value = sign * (whole + minutes / 60 + seconds / 3600)
  return Math.abs(value) > most ? undefined : Math.round(value * 1e6) / 1e6
}

/** `YYYY:MM:DD HH:MM:SS` and an offset like `+02:00`. */
function exifTime(text: string | undefined, offset: string | undefined): number | undefined {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text ?? '')
  if (!match) return undefined
  const zone = /^[-+]\d\d:\d\d$/.test(offset ?? '') ? offset : 'Z'
  const time = Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}${zone}`)
  return Number.isNaN(time) ? undefined : time
}
