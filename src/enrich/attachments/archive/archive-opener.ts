import { extensionOf, isActive } from '../../../parse/attachments/active-content.ts'
import { openEmbedded } from '../office/embedded-file.ts'
import { odf } from '../office/odf-opener.ts'
import { ooxml } from '../office/ooxml-opener.ts'
import { OPEN_LIMITS } from '../open-limits.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { inflate } from './inflate.ts'
import { listIso } from './iso-listing.ts'
import { tellNames, tellUnopened } from './member-names.ts'
import { listRar } from './rar-listing.ts'
import { listTar } from './tar-listing.ts'
import { listZip, unpackEntry, type ZipEntry } from './zip-listing.ts'

/** Zip and what is built on it without being a document: programs of Java and Android, ebooks, any other package. */
const ZIPS: ReadonlySet<string> = new Set([
  'application/zip',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/appx',
  'application/epub+zip',
])
/** Containers that are recognised and not opened. */
const CLOSED: ReadonlyMap<string, string> = new Map([
  ['application/x-7z-compressed', '7-Zip archive'],
  ['application/x-bzip2', 'bzip2 file'],
  ['application/x-xz', 'xz file'],
  ['application/zstd', 'zstd file'],
  ['application/vnd.ms-cab-compressed', 'cabinet'],
  ['application/x-arj', 'ARJ archive'],
  ['application/x-ace-compressed', 'ACE archive'],
  ['application/x-vhd', 'disk image (VHD)'],
  ['application/x-vhdx', 'disk image (VHDX)'],
  ['application/x-vmdk', 'disk image (VMDK)'],
])

/** Files of a zip that are unpacked, also when nothing comes out. Attack: 20,000 broken ones, each a fresh start. */
const MAX_TRIED = 2 * OPEN_LIMITS.files

/** Archives: every file inside is listed and opened as if it had been attached itself, within one budget. */
export const archive: Opener = {
  id: 'archive',
  accepts: (mediaType, name) =>
    ZIPS.has(mediaType) ||
    CLOSED.has(mediaType) ||
    mediaType === 'application/gzip' ||
    mediaType === 'application/x-tar' ||
    mediaType === 'application/vnd.rar' ||
    mediaType === 'application/x-iso9660-image' ||
    (mediaType === 'application/octet-stream' && extensionOf(name) === 'tar'),
  async open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (ZIPS.has(context.mediaType)) return openZip(buffer, context)
    if (context.mediaType === 'application/gzip') return openGzip(buffer, context)
    if (context.mediaType === 'application/vnd.rar') return openRar(buffer, context)
    if (context.mediaType === 'application/x-iso9660-image') return openImage(buffer, context)
    const closed = CLOSED.get(context.mediaType)
    if (closed === undefined) return openTar(buffer, context)
    context.issue('attachment.unsupported', `A ${closed} of ${bytes.length} bytes is not opened`)
    return { encrypted: 'unknown', metadata: {}, complete: false }
  },
}

/** Past the number that is opened, those that can run come first, so that filling up hides nothing. */
function inOrder<T extends { readonly name: string }>(entries: readonly T[]): readonly T[] {
  if (entries.length <= OPEN_LIMITS.files) return entries
  const active = (entry: T): number => (isActive(extensionOf(entry.name), undefined, Buffer.alloc(0)) ? 0 : 1)
  return [...entries].sort((one, other) => active(one) - active(other))
}

async function openZip(bytes: Buffer, context: OpenContext): Promise<OpenedContent> {
  const listing = listZip(bytes)
  const document = documentReader(listing.entries)
  if (document !== undefined) return document.open(bytes, context)
  for (const { code, detail } of listing.issues) context.issue(code, detail)
  context.budget.work(listing.entries.length)
  const files = listing.entries.filter((entry) => !entry.directory)
  tellNames(
    files.map(({ name }) => name),
    context,
  )
  const locked = files.filter((entry) => entry.encrypted)
  tellUnopened(
    locked.map(({ name }) => name),
    'encrypted',
    context,
  )
  let complete = listing.issues.length === 0 && locked.length === 0
  const odd: string[] = []
  let tried = 0
  for (const entry of inOrder(files)) {
    context.budget.work()
    if (entry.encrypted) continue
    if (++tried > MAX_TRIED) {
      context.issue('limit.attachment-files', `Only ${MAX_TRIED} files of the zip are unpacked`)
      return { encrypted: locked.length > 0, metadata: {}, complete: false }
    }
    const opened = await openEntry(bytes, entry, odd, context)
    complete = complete && opened
  }
  tellUnopened(odd, 'packed by a method that is not read', context)
  return { encrypted: locked.length > 0, metadata: {}, complete: complete && odd.length === 0 }
}

/** A document whose type could not be told by its end: cut off, or with megabytes put behind its list of files. */
function documentReader(entries: readonly ZipEntry[]): Opener | undefined {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()))
  if (names.has('[content_types].xml') && names.has('_rels/.rels')) return ooxml
  return names.has('content.xml') && names.has('mimetype') ? odf : undefined
}

async function openEntry(
  bytes: Buffer,
  entry: ZipEntry,
  odd: string[],
  context: OpenContext,
): Promise<boolean> {
  const unpacked = unpackEntry(bytes, entry, context.budget.inflatable())
  if (unpacked === undefined) {
    odd.push(entry.name)
    return false
  }
  context.budget.inflated(unpacked.bytes.length)
  if (unpacked.end === 'limit')
    context.issue('limit.attachment-size', `${entry.name.slice(-60)} unpacks to more than is read`)
  else if (unpacked.end === 'damaged')
    context.issue('attachment.damaged', `${entry.name.slice(-60)} cannot be unpacked to its end`)
  if (unpacked.bytes.length === 0) return unpacked.end === 'done'
  const inner = await openEmbedded(context, unpacked.bytes, entry.name, {
    start: entry.start,
    end: entry.dataEnd,
  })
  return unpacked.end === 'done' && inner.complete
}

async function openGzip(bytes: Buffer, context: OpenContext): Promise<OpenedContent> {
  const unpacked = inflate(bytes, 'gzip', context.budget.inflatable())
  context.budget.inflated(unpacked.bytes.length)
  if (unpacked.end === 'limit')
    context.issue('limit.attachment-size', 'The file unpacks to more than is read')
  else if (unpacked.end === 'damaged')
    context.issue('attachment.damaged', 'The file cannot be unpacked to its end')
  let complete = unpacked.end === 'done'
  if (unpacked.bytes.length > 0) {
    const inner = await openEmbedded(context, unpacked.bytes, gzipName(bytes, context.name), {
      start: 0,
      end: bytes.length,
    })
    complete = complete && inner.complete
  }
  return { encrypted: false, metadata: {}, complete }
}

/** The name stated inside (RFC 1952 §2.3.1), else the outer one without its last extension. */
function gzipName(bytes: Buffer, name: string): string {
  const flags = bytes[3] ?? 0
  if ((flags & 8) !== 0) {
    const at = 10 + ((flags & 4) !== 0 && bytes.length > 12 ? 2 + bytes.readUInt16LE(10) : 0)
    const nul = bytes.indexOf(0, at)
    if (nul > at && nul - at < 1_024) return bytes.toString('latin1', at, nul)
  }
  if (/\.tgz$/i.test(name)) return name.replace(/\.tgz$/i, '.tar')
  if (/\.svgz$/i.test(name)) return name.replace(/z$/i, '')
  return name.replace(/\.gz$/i, '') || 'content'
}

async function openTar(bytes: Buffer, context: OpenContext): Promise<OpenedContent> {
  const { entries, complete: whole } = listTar(bytes)
  if (!whole) context.issue('attachment.damaged', 'The archive ends inside a file, or has more than are read')
  tellNames(
    entries.map(({ name }) => name),
    context,
  )
  const links = entries.filter(({ kind }) => kind === 'link')
  if (links.length > 0)
    context.issue(
      'attachment.unsupported',
      `${links.length} links are not followed: ${links[0]?.name} to ${links[0]?.target}`.slice(0, 160),
    )
  let complete = whole
  for (const { name, kind, start, end } of inOrder(entries)) {
    context.budget.work()
    if (kind !== 'file' || end === start) continue
    const inner = await openEmbedded(context, bytes.subarray(start, end), name, { start, end })
    complete = complete && inner.complete
  }
  return { encrypted: false, metadata: {}, complete }
}

async function openImage(bytes: Buffer, context: OpenContext): Promise<OpenedContent> {
  const { entries, complete: whole } = listIso(bytes)
  if (!whole) context.issue('attachment.damaged', 'Not all folders of the disk image can be read')
  let complete = whole
  for (const { name, start, end } of inOrder(entries)) {
    context.budget.work()
    if (end === start) continue
    const inner = await openEmbedded(context, bytes.subarray(start, end), name, { start, end })
    complete = complete && inner.complete
  }
  return { encrypted: false, metadata: {}, complete }
}

/** RAR has no free description of its compression: files that are only stored are opened, others listed. */
async function openRar(bytes: Buffer, context: OpenContext): Promise<OpenedContent> {
  const listing = listRar(bytes)
  if (listing.headersEncrypted) {
    context.issue('attachment.encrypted', 'The list of the RAR archive is encrypted')
    return { encrypted: true, metadata: {}, complete: false }
  }
  if (!listing.complete) context.issue('attachment.damaged', 'The RAR archive breaks off')
  const files = listing.entries.filter((entry) => !entry.directory)
  tellNames(
    files.map(({ name }) => name),
    context,
  )
  const locked = files.filter((entry) => entry.encrypted)
  const packed = files.filter((entry) => !entry.encrypted && !entry.stored)
  tellUnopened(
    locked.map(({ name }) => name),
    'encrypted',
    context,
  )
  tellUnopened(
    packed.map(({ name }) => name),
    'packed by a method that is not read',
    context,
  )
  let complete = listing.complete && locked.length === 0 && packed.length === 0
  for (const { name, start, end } of inOrder(files.filter((entry) => entry.stored && !entry.encrypted))) {
    if (end === start) continue
    const inner = await openEmbedded(context, bytes.subarray(start, end), name, { start, end })
    complete = complete && inner.complete
  }
  return { encrypted: locked.length > 0, metadata: {}, complete }
}
