import {
  type CompoundEntry,
  type CompoundFile,
  openCompound,
} from '../../../parse/attachments/compound-file.ts'
import { detectType } from '../../../parse/attachments/detect-type.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { openEmbedded } from './embedded-file.ts'
import { readExcelBinary } from './excel-binary.ts'
import { reachesOut } from './field-code.ts'
import { monikerTargets, readPackage } from './ole-object.ts'
import { readOutlookMessage } from './outlook-message.ts'
import type { MetadataDraft } from './package-facts.ts'
import { readPowerPointBinary } from './powerpoint-binary.ts'
import { listedLinks, summaryMetadata } from './summary-metadata.ts'
import { urlStrings } from './url-strings.ts'
import { isVba, readVbaProject } from './vba-project.ts'
import { readWordBinary } from './word-binary.ts'

/** Embedded objects that are opened. Attack: ten thousand small ones. */
const MAX_OBJECTS = 50
const MAX_PROPERTIES = 1_000_000

/**
 * Class of the old Equation Editor (0002CE02-…): shown, it parses hostile content in a program of 2000 that has no
 * defences (CVE-2017-11882, CVE-2018-0802).
 */
const EQUATION_CLASS = '02ce020000000000c000000000000046'

/**
 * Compound files (OLE2): Word, Excel and PowerPoint until 2003, Outlook messages, installers, encrypted new
 * documents, macro projects and embedded objects of new ones.
 */
export const ole: Opener = {
  id: 'ole',
  accepts: (mediaType) =>
    mediaType === 'application/msword' ||
    mediaType === 'application/vnd.ms-excel' ||
    mediaType === 'application/vnd.ms-powerpoint' ||
    mediaType === 'application/vnd.ms-outlook' ||
    mediaType === 'application/x-ooxml-protected' ||
    mediaType === 'application/x-msi' ||
    mediaType === 'application/x-ole-storage',
  open: openOle,
}

async function openOle(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
  const metadata: MetadataDraft = {}
  const file = openCompound(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (file === undefined) {
    context.issue('attachment.damaged', 'The compound file is too short')
    return { encrypted: 'unknown', metadata, complete: false }
  }
  context.budget.work(file.entries.length)
  const stream = (path: string, limit = MAX_PROPERTIES): Buffer | undefined => {
    const entry = file.find(path)
    if (entry === undefined) return undefined
    const content = file.read(entry, limit)
    context.budget.inflated(content.length)
    return content
  }
  const documentSummary = stream('\u0005DocumentSummaryInformation')
  summaryMetadata(stream('\u0005SummaryInformation'), documentSummary, metadata)

  if (file.find('EncryptedPackage') !== undefined) {
    context.issue('attachment.encrypted', 'The document is encrypted')
    return { encrypted: true, metadata, complete: false }
  }
  // Macros of an encrypted document are often left in the clear.
  readVbaProject(file, context)
  const read = await readByKind(file, metadata, context)
  if (read.encrypted !== true && documentSummary !== undefined)
    for (const href of listedLinks(documentSummary))
      context.link({ origin: 'office-relationship', href, place: { file: 'DocumentSummaryInformation' } })
  const objects = read.encrypted === true ? true : await openObjects(file, context)
  for (const detail of file.damage.slice(0, 5)) context.issue('attachment.damaged', detail)
  return {
    encrypted: read.encrypted,
    metadata,
    complete: read.complete && objects && file.damage.length === 0,
  }
}

async function readByKind(
  file: CompoundFile,
  metadata: MetadataDraft,
  context: OpenContext,
): Promise<{ readonly encrypted: boolean | 'unknown'; readonly complete: boolean }> {
  if (file.find('WordDocument') !== undefined) return readWordBinary(file, metadata, context)
  if (file.find('Workbook') !== undefined || file.find('Book') !== undefined)
    return readExcelBinary(file, context)
  if (file.find('PowerPoint Document') !== undefined) return readPowerPointBinary(file, context)
  if (file.entries.some(({ name }) => name.toLowerCase().startsWith('__properties_version1')))
    return { encrypted: false, ...(await readOutlookMessage(file, context)) }
  if (file.entries.some(({ name }) => name.startsWith('\u4840'))) {
    // Tables and actions of an installer are a database of their own.
    context.power('launch')
    context.issue('attachment.unsupported', 'An installer is only searched for addresses')
    searchStreams(file, context)
    return { encrypted: false, complete: false }
  }
  if (file.entries.some(isVba) || file.entries.some(isObject)) return { encrypted: false, complete: true }
  context.issue('attachment.unsupported', 'A compound file of an unknown kind is only searched for addresses')
  searchStreams(file, context)
  return { encrypted: 'unknown', complete: false }
}

function searchStreams(file: CompoundFile, context: OpenContext): void {
  for (const entry of file.entries) {
    if (entry.kind !== 'stream') continue
    const content = file.read(entry, context.budget.inflatable())
    context.budget.inflated(content.length)
    urlStrings(content, context, entry.path)
  }
}

const OBJECT_STREAMS: ReadonlySet<string> = new Set(['\u0001ole10native', '\u0001ole', 'package', 'contents'])

const isObject = (entry: CompoundEntry): boolean =>
  entry.kind === 'stream' && OBJECT_STREAMS.has(entry.name.toLowerCase())

/** Files packed into the document, objects linked to a place elsewhere, classes known for attacks. */
async function openObjects(file: CompoundFile, context: OpenContext): Promise<boolean> {
  let opened = 0
  let complete = true
  for (const entry of file.entries) {
    const name = entry.name.toLowerCase()
    if (entry.classId === EQUATION_CLASS || name === 'equation native') context.power('embedded-program')
    if (!isObject(entry)) continue
    if (opened >= MAX_OBJECTS) {
      context.issue('limit.attachment-files', `Only ${MAX_OBJECTS} embedded objects are opened`)
      return false
    }
    const content = file.read(entry, context.budget.inflatable())
    context.budget.inflated(content.length)
    if (name === '\u0001ole') {
      readLinkedObject(content, entry, context)
      continue
    }
    opened++
    if (name === 'contents' && detectType(content) === undefined) continue
    if (name === 'package' || name === 'contents') {
      // A new document inside an old object, or the file of a reader's own object, such as a PDF.
      const inner = await openEmbedded(context, content, entry.path)
      complete = complete && inner.complete
      continue
    }
    context.power('embedded-program')
    const packed = readPackage(content.subarray(4))
    if (packed !== undefined && packed.bytes.length > 0) {
      const inner = await openEmbedded(context, packed.bytes, packed.name)
      complete = complete && inner.complete
    } else if (packed !== undefined) {
      // Only a link to a file: its path is all there is.
      context.link({ origin: 'office-relationship', href: packed.sourcePath, place: { file: entry.path } })
    } else urlStrings(content, context, entry.path)
  }
  return complete
}

/** The `\x01Ole` stream of a linked object ([MS-OLEDS] §2.3.3) names its source in a moniker. */
function readLinkedObject(content: Buffer, entry: CompoundEntry, context: OpenContext): void {
  if (content.length < 12) return
  const linked = (content.readUInt32LE(4) & 1) !== 0
  // An embedded object may remember the file it came from; an address is loaded in any case.
  const targets = monikerTargets(content).filter((target) => linked || reachesOut(target))
  // linkUpdateOption 1: when it is opened.
  if (targets.length > 0 && content.readUInt32LE(8) === 1) context.power('auto-open')
  for (const href of targets) {
    if (reachesOut(href)) context.power('remote-content')
    context.link({ origin: 'office-relationship', href, place: { file: entry.path } })
  }
}
