import type { ByteRange } from '../../model/bytes.ts'
import type { IssueCode } from '../../model/issue.ts'
import type { HeaderField, Part } from '../../model/message.ts'
import { appleFileEntry } from './apple-file.ts'
import { cmsContent } from './cms-content.ts'
import { decompressRtf } from './compressed-rtf.ts'
import { findInlineFiles, type InlineFile } from './inline-files.ts'
import { MAX_INFLATED } from './limits.ts'
import type { Reading } from './mime-reading.ts'
import { OCTETS, type PackedEntry } from './packed-entry.ts'
import { rtfForm } from './rtf-text.ts'
import { readTnef } from './tnef.ts'
import { tnefEntries, tnefFields } from './tnef-entries.ts'
import { decodeTransfer, transferCoding } from './transfer-decoding.ts'

type Writable = { -readonly [K in keyof Part]: Part[K] }

/** A leaf whose bytes are known, and how what is inside it is read on. */
export interface PackedPart {
  readonly reading: Reading
  readonly part: Writable
  readonly children: Part[]
  /** What the paths of its children start with. */
  readonly prefix: string
  /** The bytes its body range counts in. */
  readonly holder: Buffer
  readonly of: string | undefined
  readonly depth: number
  /** How many packages and encoded messages are around it. */
  readonly decodedDepth: number
  /** Reads a message or MIME entity that fills `content`; its ranges count in part `of`. */
  readonly readInside: (
    content: Buffer,
    of: string,
    path: string,
    prefix: string,
    depth: number,
    decodedDepth: number,
  ) => Part
}

/** False for nearly all parts: nothing can be packed in this one. */
export function mayPack({ contentType }: Part): boolean {
  return contentType.mediaType === 'text/plain' || contentType.mediaType.startsWith('application/')
}

/**
 * Looks into a leaf that packs other parts: TNEF, opaque S/MIME, AppleSingle, and files inside plain text. What is
 * found becomes its children; what is encrypted, damaged or too much is said. Calls itself only for TNEF inside TNEF,
 * at most `limits.decodedDepth` deep.
 */
export function unpackPart(packed: PackedPart): void {
  const { part } = packed
  const { mediaType } = part.contentType
  if (mediaType === 'text/plain') unpackText(packed)
  else if (!mediaType.startsWith('application/')) return
  else if (isTnef(part)) unpackTnef(packed)
  else if (isCms(part)) unpackCms(packed)
  else if (mediaType === 'application/applefile') unpackAppleFile(packed)
  else if (mediaType === 'application/mac-binhex40' || mediaType === 'application/mac-binhex')
    say(packed, 'mime.format-unsupported', `part ${part.path} is BinHex, which is not unpacked`)
}

const nameOf = ({ disposition, contentType }: Part): string =>
  disposition?.parameters.filename ?? contentType.parameters.name ?? ''

const isTnef = (part: Part): boolean =>
  part.contentType.mediaType === 'application/ms-tnef' ||
  part.contentType.mediaType === 'application/vnd.ms-tnef' ||
  (part.contentType.mediaType === 'application/octet-stream' && /^winmail\.dat$/i.test(nameOf(part)))

/** RFC 8551 §3.2.1: the name ends in .p7m, or .p7z for compressed content, where the type got lost. */
const isCms = (part: Part): boolean =>
  part.contentType.mediaType === 'application/pkcs7-mime' ||
  part.contentType.mediaType === 'application/x-pkcs7-mime' ||
  (part.contentType.mediaType === 'application/octet-stream' && /\.p7[mz]$/i.test(nameOf(part)))

function say(packed: PackedPart, code: IssueCode, detail: string, range?: ByteRange): void {
  packed.reading.issues.push({ code, range: range ?? packed.part.bodyRange, detail })
}

/** The decoded body, when there is still room for it. */
function content(packed: PackedPart): Buffer | undefined {
  const { part, holder, reading, decodedDepth } = packed
  if (decodedDepth >= reading.limits.decodedDepth) {
    say(packed, 'limit.part-depth', `part ${shortPath(part.path)} is packed too deeply and was not opened`)
    return undefined
  }
  if (!takeBytes(packed, part.bodyRange.end - part.bodyRange.start)) return undefined
  const coding = transferCoding(part.encoding) ?? 'identity'
  return decodeTransfer(coding, holder, part.bodyRange.start, part.bodyRange.end).bytes
}

function takeBytes(packed: PackedPart, bytes: number): boolean {
  const { reading, part } = packed
  if (bytes > reading.unpackedLeft) {
    say(packed, 'limit.unpacked-size', `part ${shortPath(part.path)} was not unpacked: too much to unpack`)
    return false
  }
  reading.unpackedLeft -= bytes
  return true
}

const shortPath = (path: string): string => (path.length > 40 ? `${path.slice(0, 40)}…` : path)

/** True, and said once, when there are too many parts. */
function isFull(packed: PackedPart): boolean {
  const { reading } = packed
  if (reading.parts.length < reading.limits.partCount) return false
  if (!reading.saidFull)
    say(packed, 'limit.part-count', `more than ${reading.limits.partCount} parts; some were not unpacked`)
  reading.saidFull = true
  return true
}

/** Makes an entry a part; undefined when there are too many parts. */
function addEntry(packed: PackedPart, entry: PackedEntry, of: string | undefined): Writable | undefined {
  const { reading, children, prefix } = packed
  if (isFull(packed)) return undefined
  const range = (start: number, end: number): ByteRange =>
    of === undefined ? { start, end } : { start, end, of }
  const part: Writable = {
    kind: 'leaf',
    unpackedFrom: entry.unpackedFrom,
    path: `${prefix}${children.length + 1}`,
    contentType: entry.contentType,
    ...(entry.disposition ? { disposition: entry.disposition } : {}),
    encoding: entry.encoding,
    header: (entry.fields ?? []).map(
      ({ name, value, start, end }): HeaderField => ({
        name,
        key: name.toLowerCase(),
        value,
        range: range(start, end),
        valueRange: range(start, end),
      }),
    ),
    headerRange: range(entry.start, entry.start),
    bodyRange: range(entry.start, entry.end),
    children: [],
  }
  reading.parts.push(part)
  children.push(part)
  return part
}

function unpackTnef(packed: PackedPart): void {
  const bytes = content(packed)
  if (bytes) openTnef(packed, bytes, packed.part.path)
}

function openTnef(packed: PackedPart, bytes: Buffer, of: string): void {
  const { part } = packed
  const tnef = readTnef(bytes)
  if (!tnef) {
    say(packed, 'mime.package-invalid', `part ${shortPath(part.path)} is no TNEF`)
    return
  }
  if (tnef.damaged)
    say(
      packed,
      'mime.package-invalid',
      `the TNEF in part ${shortPath(part.path)} is damaged; its rest was not read`,
    )
  else if (tnef.badChecksums > 0)
    say(
      packed,
      'mime.package-invalid',
      `${tnef.badChecksums} ${tnef.badChecksums === 1 ? 'checksum' : 'checksums'} in the TNEF of part ${shortPath(part.path)} do not match`,
    )
  if (part.kind === 'message') {
    const fields = tnefFields(bytes, tnef)
    part.header = fields.map(({ name, value, start, end }) => ({
      name,
      key: name.toLowerCase(),
      value,
      range: { start, end, of },
      valueRange: { start, end, of },
    }))
  }
  for (const entry of tnefEntries(bytes, tnef)) {
    const made = addEntry(packed, entry, of)
    if (!made) return
    if (entry.opens !== undefined) openEntry(packed, made, entry, bytes.subarray(entry.start, entry.end))
  }
}

function openEntry(packed: PackedPart, made: Writable, entry: PackedEntry, bytes: Buffer): void {
  const { reading, decodedDepth, depth } = packed
  const inner: PackedPart = {
    ...packed,
    part: made,
    children: made.children as Part[],
    prefix: `${made.path}.`,
    of: made.bodyRange.of,
    depth: depth + 1,
    decodedDepth: decodedDepth + 1,
  }
  if (entry.opens === 'rtf') {
    openRtf(inner, bytes)
    return
  }
  if (inner.decodedDepth >= reading.limits.decodedDepth || inner.depth >= reading.limits.partDepth) {
    say(inner, 'limit.part-depth', `part ${shortPath(made.path)} is packed too deeply and was not opened`)
    return
  }
  made.kind = 'message'
  if (entry.opens === 'tnef') openTnef(inner, bytes, made.path)
  else if (!isFull(inner))
    inner.children.push(
      packed.readInside(bytes, made.path, `${made.path}.0`, `${made.path}.`, inner.depth, inner.decodedDepth),
    )
}

/** The body in RTF: its child is the HTML or text that can be made of it. */
function openRtf(packed: PackedPart, compressed: Buffer): void {
  const { part } = packed
  const rtf = decompressRtf(compressed, packed.reading.limits.textBytes)
  if (rtf.invalid)
    say(packed, 'mime.package-invalid', `the compressed RTF of part ${shortPath(part.path)} is damaged`)
  if (rtf.cut)
    say(
      packed,
      'limit.unpacked-size',
      `the RTF of part ${shortPath(part.path)} is too long; its end was not read`,
    )
  if (rtf.bytes.length === 0 || !takeBytes(packed, rtf.bytes.length)) return
  // An object in the text is no part of what is made of it: then the RTF is a file to look into, too.
  if (rtf.bytes.includes('\\objdata')) part.disposition = { kind: 'attachment', parameters: {} }
  const form = rtfForm(rtf.bytes)
  const entry: PackedEntry = {
    unpackedFrom: 'rtf',
    contentType: {
      mediaType: form === 'html' ? 'text/html' : 'text/plain',
      parameters: { charset: 'utf-8' },
    },
    disposition: { kind: 'inline', parameters: {} },
    encoding: form === 'html' ? 'html of rtf' : 'text of rtf',
    start: 0,
    end: rtf.bytes.length,
  }
  addEntry(packed, entry, part.path)
}

function unpackCms(packed: PackedPart): void {
  const { part, reading, prefix, children, depth, decodedDepth } = packed
  const bytes = content(packed)
  if (!bytes) return
  const type = part.contentType.parameters['smime-type']?.toLowerCase()
  const cms = cmsContent(bytes, Math.min(reading.unpackedLeft, MAX_INFLATED))
  if (cms.kind === 'encrypted' || (cms.kind === 'unknown' && type?.endsWith('enveloped-data'))) {
    say(
      packed,
      'mime.encrypted',
      `part ${shortPath(part.path)} is encrypted S/MIME; only its recipient can read it`,
    )
    return
  }
  if (cms.tooLarge)
    say(
      packed,
      'limit.unpacked-size',
      `the compressed content of part ${shortPath(part.path)} is too large and was not read`,
    )
  if (cms.damaged || cms.kind === 'unknown')
    say(
      packed,
      'mime.package-invalid',
      `the S/MIME package of part ${shortPath(part.path)} is damaged or of an unknown kind`,
    )
  const inside = cms.content
  if (!inside || inside.length === 0 || !takeBytes(packed, inside.length)) return
  if (depth + 1 >= reading.limits.partDepth) {
    say(packed, 'limit.part-depth', `part ${shortPath(part.path)} is packed too deeply and was not opened`)
    return
  }
  if (isFull(packed)) return
  const path = `${prefix}${children.length + 1}`
  const child: Writable = packed.readInside(inside, part.path, path, `${path}.`, depth + 1, decodedDepth + 1)
  child.unpackedFrom = cms.kind === 'compressed' ? 'compressed-data' : 'signed-data'
  children.push(child)
}

function unpackAppleFile(packed: PackedPart): void {
  const bytes = content(packed)
  const entry = bytes && appleFileEntry(bytes)
  if (!entry) return
  const name = nameOf(packed.part)
  const named = entry.disposition?.parameters.filename !== undefined || name === ''
  addEntry(
    packed,
    named ? entry : { ...entry, disposition: { kind: 'attachment', parameters: { filename: name } } },
    packed.part.path,
  )
}

const BEGIN = Buffer.from('begin')

function unpackText(packed: PackedPart): void {
  const { part, holder, of } = packed
  const { start, end } = part.bodyRange
  const coding = transferCoding(part.encoding) ?? 'identity'
  if (coding === 'identity') {
    addFiles(packed, findInlineFiles(holder, start, end), of)
    return
  }
  if (coding === 'uuencode' || coding === 'yenc') return
  // Decoding costs more than looking; only base64 hides the word.
  if (coding === 'quoted-printable' && !holder.subarray(start, end).includes(BEGIN)) return
  const { bytes } = decodeTransfer(coding, holder, start, end)
  addFiles(packed, findInlineFiles(bytes, 0, bytes.length), part.path)
}

function addFiles(packed: PackedPart, files: readonly InlineFile[], of: string | undefined): void {
  for (const file of files) {
    const entry: PackedEntry = {
      unpackedFrom: file.kind,
      contentType: OCTETS,
      disposition: { kind: 'attachment', parameters: file.name === '' ? {} : { filename: file.name } },
      encoding: file.encoding,
      start: file.dataStart,
      end: file.dataEnd,
    }
    const made = addEntry(packed, entry, of)
    if (!made) return
    const name = file.name.slice(0, 60)
    if (file.broken)
      say(
        packed,
        'mime.inline-file-invalid',
        `the file "${name}" inside the text is damaged or has no end`,
        made.bodyRange,
      )
    if (file.part !== undefined && (file.total ?? 2) > 1)
      say(
        packed,
        'mime.partial',
        `the file "${name}" is part ${file.part}${file.total === undefined ? '' : ` of ${file.total}`}; parts are not joined`,
        made.bodyRange,
      )
  }
}
