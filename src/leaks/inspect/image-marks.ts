/** Marks in pictures: JPEG segments, PNG, WebP and GIF chunks, TIFF directories, and what lies behind the picture. */
import { detectType } from '../../parse/attachments/detect-type.ts'
import { exifMarks } from './exif-tags.ts'
import type { MarkList } from './mark-list.ts'

/** Segments or chunks read of one picture. */
const MAX_PIECES = 20_000

/** Adds the marks of a picture of any kind; one of an unknown kind is named as not read. */
export async function imageMarks(list: MarkList, bytes: Buffer, part?: string): Promise<void> {
  const type = detectType(bytes)
  if (type === 'image/jpeg') jpegMarks(list, bytes, part)
  else if (type === 'image/png') pngMarks(list, bytes, part)
  else if (type === 'image/webp') webpMarks(list, bytes, part)
  else if (type === 'image/gif') gifMarks(list, bytes, part)
  else if (type === 'image/tiff') exifMarks(list, bytes, 0, part)
  else
    list.notRead.push(`${part ?? 'the picture'}: pictures of type ${type ?? 'unknown'} are not looked into`)
}

function xmpMark(list: MarkList, xml: Buffer, start: number, part: string | undefined): void {
  const text = xml.toString('utf8')
  const found = [
    ...text.matchAll(
      /(?:DocumentID|InstanceID|OriginalDocumentID|CreatorTool|creator|SerialNumber|OwnerName|City|GPSLatitude)\b[^<>]{0,20}[=>]\s{0,5}["']?([^<>"']{1,120})/g,
    ),
  ]
    .slice(0, 12)
    .map((match) => match[0])
  list.add({
    code: 'image.xmp',
    means: 'copy',
    part,
    value: found.length > 0 ? found.join('; ') : `${xml.length} bytes`,
    range: { start, end: start + xml.length },
  })
}

/** JPEG (ITU T.81 §B.1.1): segments up to the picture data. */
function jpegMarks(list: MarkList, bytes: Buffer, part: string | undefined): void {
  let at = 2
  for (let piece = 0; piece < MAX_PIECES && at + 4 <= bytes.length; piece++) {
    if (bytes[at] !== 0xff) break
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xd9 || (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) {
      if (marker === 0xd9) break
      at += 2
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    const start = at + 4
    const end = Math.min(bytes.length, at + 2 + length)
    segmentMark(list, bytes, marker, start, end, part)
    if (marker === 0xda) {
      trailing(list, bytes, bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) + 2, part)
      return
    }
    if (length < 2) break
    at = end
  }
}

function segmentMark(
  list: MarkList,
  bytes: Buffer,
  marker: number,
  start: number,
  end: number,
  part: string | undefined,
): void {
  const head = bytes.toString('latin1', start, Math.min(end, start + 40))
  const range = { start, end }
  if (marker === 0xfe)
    list.add({
      code: 'image.comment',
      means: 'hidden',
      part,
      value: bytes.toString('utf8', start, end),
      range,
    })
  else if (marker === 0xe1 && head.startsWith('Exif\0\0'))
    exifMarks(list, bytes.subarray(start + 6, end), start + 6, part)
  else if (marker === 0xe1 && head.startsWith('http://ns.adobe.com/xap'))
    xmpMark(list, bytes.subarray(start, end), start, part)
  else if (marker === 0xe2 && head.startsWith('ICC_PROFILE')) {
    if (!isPlainProfile(bytes.subarray(start, end)))
      list.add({
        code: 'image.colour-profile',
        means: 'device',
        part,
        value: profileName(bytes.subarray(start, end)),
        range,
      })
  } else if (marker === 0xe2 && head.startsWith('MPF'))
    list.add({ code: 'image.thumbnail', means: 'hidden', part, value: 'further pictures (MPF)', range })
  else if (marker === 0xed)
    list.add({ code: 'image.iptc', means: 'person', part, value: 'Photoshop and IPTC data', range })
  else if (marker === 0xe0 && head.startsWith('JFXX'))
    list.add({ code: 'image.thumbnail', means: 'hidden', part, value: 'a small picture (JFXX)', range })
  else if (marker >= 0xe3 && marker <= 0xef && marker !== 0xee)
    list.add({
      code: 'image.program-data',
      means: 'device',
      part,
      value: head.replace(/[^ -~]+/g, ' '),
      range,
    })
}

/** The profile sharp writes, sRGB, is the same for everybody. */
const isPlainProfile = (profile: Buffer): boolean => profile.length < 700 && profile.includes('sRGB')

function profileName(profile: Buffer): string {
  const text = profile.toString('latin1')
  return /desc\0{4}.{4}([ -~]{3,80})/s.exec(text)?.[1] ?? `${profile.length} bytes`
}

const PNG_PLAIN: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'bKGD',
  'sBIT',
  'acTL',
  'fcTL',
  'fdAT',
  'pHYs',
])

/** PNG (W3C PNG, third edition §5.3). */
function pngMarks(list: MarkList, bytes: Buffer, part: string | undefined): void {
  let at = 8
  for (let piece = 0; piece < MAX_PIECES && at + 12 <= bytes.length; piece++) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const start = at + 8
    const end = Math.min(bytes.length, start + length)
    const content = bytes.subarray(start, end)
    const range = { start, end }
    if (type === 'eXIf') exifMarks(list, content, start, part)
    else if (/^(?:tEXt|zTXt|iTXt)$/.test(type)) {
      if (content.includes('XML:com.adobe.xmp')) xmpMark(list, content, start, part)
      else
        list.add({
          code: 'image.text',
          means: 'hidden',
          part,
          value: content.toString('latin1').replace(/[^ -~\u00a0-\u00ff]+/g, ' '),
          range,
        })
    } else if (type === 'tIME')
      list.add({ code: 'image.time', means: 'time', part, value: 'time of the last change', range })
    else if (type === 'iCCP') {
      if (!content.subarray(0, 20).includes('sRGB'))
        list.add({
          code: 'image.colour-profile',
          means: 'device',
          part,
          value: content.toString('latin1').split('\0', 1)[0] ?? '',
          range,
        })
    } else if (!PNG_PLAIN.has(type))
      list.add({
        code: 'image.program-data',
        means: 'device',
        part,
        value: `chunk ${type.replace(/[^ -~]/g, '?')}`,
        range,
      })
    at = start + length + 4
    if (type === 'IEND') break
  }
  trailing(list, bytes, at, part)
}

/** WebP (RFC 9649 §2.7). */
function webpMarks(list: MarkList, bytes: Buffer, part: string | undefined): void {
  let at = 12
  for (let piece = 0; piece < MAX_PIECES && at + 8 <= bytes.length; piece++) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const start = at + 8
    const end = Math.min(bytes.length, start + length)
    if (type === 'EXIF') {
      const block = bytes.subarray(start, end)
      const skip = block.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0
      exifMarks(list, block.subarray(skip), start + skip, part)
    } else if (type === 'XMP ') xmpMark(list, bytes.subarray(start, end), start, part)
    else if (type === 'ICCP' && !isPlainProfile(bytes.subarray(start, end)))
      list.add({
        code: 'image.colour-profile',
        means: 'device',
        part,
        value: profileName(bytes.subarray(start, end)),
        range: { start, end },
      })
    at = start + length + (length % 2)
  }
}

/** GIF89a: comment and application extensions (§24, §26). */
function gifMarks(list: MarkList, bytes: Buffer, part: string | undefined): void {
  for (
    let at = bytes.indexOf(Buffer.from([0x21, 0xfe])), piece = 0;
    at >= 0 && piece < 100;
    at = bytes.indexOf(Buffer.from([0x21, 0xfe]), at + 2), piece++
  ) {
    const length = bytes[at + 2] ?? 0
    const text = bytes.toString('latin1', at + 3, at + 3 + length)
    if (length > 2 && /^[\t\n\r -~\u00a0-\u00ff]+$/.test(text))
      list.add({
        code: 'image.comment',
        means: 'hidden',
        part,
        value: text,
        range: { start: at + 3, end: at + 3 + length },
      })
  }
  const xmp = bytes.indexOf('XMP DataXMP', 0, 'latin1')
  if (xmp >= 0) xmpMark(list, bytes.subarray(xmp), xmp, part)
}

function trailing(list: MarkList, bytes: Buffer, end: number, part: string | undefined): void {
  if (end > 8 && end < bytes.length)
    list.add({
      code: 'image.trailing-data',
      means: 'hidden',
      part,
      value: `${bytes.length - end} bytes behind the picture`,
      range: { start: end, end: bytes.length },
    })
}
