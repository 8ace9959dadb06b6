/** Tags of an EXIF block that lead to a person, a device, a place or a time (CIPA DC-008, TIFF 6.0). */
import type { MarkMeaning } from '../../model/leak-mark.ts'
import { utf16Text } from '../../parse/mime/utf16-text.ts'
import type { MarkList } from './mark-list.ts'

const TAGS: Readonly<Record<number, readonly [name: string, code: string, means: MarkMeaning]>> = {
  270: ['ImageDescription', 'image.description', 'hidden'],
  271: ['Make', 'image.camera', 'device'],
  272: ['Model', 'image.camera', 'device'],
  305: ['Software', 'image.program', 'device'],
  306: ['DateTime', 'image.time', 'time'],
  315: ['Artist', 'image.author', 'person'],
  316: ['HostComputer', 'image.program', 'device'],
  33432: ['Copyright', 'image.author', 'person'],
  700: ['XMP', 'image.xmp', 'copy'],
  33723: ['IPTC', 'image.iptc', 'person'],
  34675: ['ICC profile', 'image.colour-profile', 'device'],
  36867: ['DateTimeOriginal', 'image.time', 'time'],
  36868: ['DateTimeDigitized', 'image.time', 'time'],
  36880: ['OffsetTime', 'image.time', 'place'],
  36881: ['OffsetTimeOriginal', 'image.time', 'place'],
  37500: ['MakerNote', 'image.maker-note', 'device'],
  37510: ['UserComment', 'image.description', 'hidden'],
  40091: ['XPTitle', 'image.description', 'hidden'],
  40092: ['XPComment', 'image.description', 'hidden'],
  40093: ['XPAuthor', 'image.author', 'person'],
  40094: ['XPKeywords', 'image.description', 'hidden'],
  42016: ['ImageUniqueID', 'image.unique-id', 'copy'],
  42032: ['CameraOwnerName', 'image.author', 'person'],
  42033: ['BodySerialNumber', 'image.serial-number', 'device'],
  42035: ['LensMake', 'image.camera', 'device'],
  42036: ['LensModel', 'image.camera', 'device'],
  42037: ['LensSerialNumber', 'image.serial-number', 'device'],
  50735: ['CameraSerialNumber', 'image.serial-number', 'device'],
}
const SIZES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
/** Directories and entries read. Attack: directories that point at each other. */
const MAX_DIRECTORIES = 8
const MAX_ENTRIES = 500
const GPS = 0x8825
const EXIF = 0x8769
const THUMBNAIL = 0x0201

/** Adds what a TIFF structure tells; `base` is where `block` lies in the file or part. */
export function exifMarks(list: MarkList, block: Buffer, base: number, part: string | undefined): void {
  const order = block.toString('latin1', 0, 2)
  if ((order !== 'II' && order !== 'MM') || block.length < 8) return
  const little = order === 'II'
  const u16 = (at: number): number =>
    at < 0 || at + 2 > block.length ? 0 : little ? block.readUInt16LE(at) : block.readUInt16BE(at)
  const u32 = (at: number): number =>
    at < 0 || at + 4 > block.length ? 0 : little ? block.readUInt32LE(at) : block.readUInt32BE(at)
  const add = (code: string, means: MarkMeaning, value: string, start: number, end: number): void =>
    list.add({
      code,
      means,
      part,
      value,
      range: { start: base + start, end: base + Math.min(end, block.length) },
    })
  const waiting: { at: number; gps: boolean }[] = [{ at: u32(4), gps: false }]
  const seen = new Set<number>()
  for (let directory = 0; directory < MAX_DIRECTORIES; directory++) {
    const next = waiting.shift()
    if (next === undefined) return
    const { at, gps } = next
    if (at < 8 || at + 2 > block.length || seen.has(at)) continue
    seen.add(at)
    const count = Math.min(u16(at), MAX_ENTRIES)
    if (gps && count > 0)
      add('image.gps', 'place', `a position with ${count} values`, at, at + 2 + count * 12)
    for (let index = 0; index < count && !gps; index++) {
      const entry = at + 2 + index * 12
      const tag = u16(entry)
      const length = (SIZES[u16(entry + 2)] ?? 1) * u32(entry + 4)
      const place = length <= 4 ? entry + 8 : u32(entry + 8)
      if (tag === EXIF) waiting.push({ at: u32(entry + 8), gps: false })
      else if (tag === GPS) waiting.push({ at: u32(entry + 8), gps: true })
      else if (tag === THUMBNAIL)
        add(
          'image.thumbnail',
          'hidden',
          'a small picture, which may show what was cut off',
          u32(entry + 8),
          u32(entry + 8) + 1,
        )
      else if (TAGS[tag] !== undefined && place + length <= block.length)
        add(
          TAGS[tag][1],
          TAGS[tag][2],
          `${TAGS[tag][0]}: ${valueText(block.subarray(place, place + length), u16(entry + 2))}`,
          place,
          place + length,
        )
    }
    const after = u32(at + 2 + count * 12)
    if (!gps && after !== 0) waiting.push({ at: after, gps: false })
  }
}

function valueText(bytes: Buffer, type: number): string {
  if (type !== 2 && type !== 1 && type !== 7) return `${bytes.length} bytes`
  const wide = bytes.length > 3 && bytes.length % 2 === 0 && bytes[1] === 0 && bytes[3] === 0
  const text = wide ? utf16Text(bytes) : bytes.toString('utf8')
  const readable = (text.split('\0', 1)[0] ?? '').trim()
  return /^[^\u0000-\u001f\ufffd]+$/.test(readable) ? readable : `${bytes.length} bytes`
}
