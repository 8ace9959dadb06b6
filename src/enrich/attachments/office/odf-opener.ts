import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { openEmbedded } from './embedded-file.ts'
import { readOdfXml } from './odf-text.ts'
import { documentTime, type MetadataDraft, metadataValue } from './package-facts.ts'
import { inNaturalOrder, type PackagePart, packageParts } from './package-parts.ts'
import { scanXml } from './xml-scan.ts'

/** Pictures and objects that are opened. Attack: a thousand pictures, each decoded. */
const MAX_PICTURES = 20

/** Documents of LibreOffice and others (OpenDocument, ISO/IEC 26300), templates too. */
export const odf: Opener = {
  id: 'odf',
  accepts: (mediaType) => mediaType.startsWith('application/vnd.oasis.opendocument.'),
  open: openOdf,
}

async function openOdf(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
  const files = packageParts(bytes, context)
  const metadata: MetadataDraft = {}
  const manifest = files.find('META-INF/manifest.xml')?.xml()
  const encrypted = manifest !== undefined && encryptedFiles(manifest, context) > 0
  if (encrypted) {
    context.issue('attachment.encrypted', 'The document is encrypted')
    // Metadata may be left in the clear; the rest would be noise.
    return { encrypted: true, metadata, complete: false }
  }
  const meta = files.find('meta.xml')?.xml()
  if (meta !== undefined) {
    readMeta(meta, metadata, context)
    const part = files.find('meta.xml')
    if (part !== undefined) readOdfXml(part, meta, context)
  }
  if (files.parts.some(({ key }) => isScript(key))) context.power('macro')

  const texts = files.parts.filter(({ key }) => /(?:^|\/)content\.xml$/.test(key)).sort(inNaturalOrder)
  const styles = files.parts.filter(({ key }) => /(?:^|\/)styles\.xml$/.test(key))
  for (const part of [...texts, ...styles]) {
    const xml = part.xml()
    if (xml !== undefined) context.text(readOdfXml(part, xml, context))
  }
  if (texts.length === 0) context.issue('attachment.damaged', 'The document has no content.xml')
  await openParts(files.parts, context)
  return { encrypted: false, metadata, complete: files.complete() && texts.length > 0 }
}

async function openParts(parts: readonly PackagePart[], context: OpenContext): Promise<void> {
  const inner = parts.filter(({ key }) => !OWN.test(key)).sort(inNaturalOrder)
  if (inner.length > MAX_PICTURES)
    context.issue(
      'limit.attachment-files',
      `${inner.length - MAX_PICTURES} of ${inner.length} files inside are not opened`,
    )
  // Objects first: pictures are many and seldom the point.
  inner.sort((one, other) => Number(PICTURE.test(one.key)) - Number(PICTURE.test(other.key)))
  for (const part of inner.slice(0, MAX_PICTURES)) {
    const content = part.read()
    if (content === undefined || content.length === 0) continue
    await openEmbedded(context, content, part.name, part.range)
  }
}

const PICTURE = /\.(?:png|jpe?g|gif|bmp|tiff?|webp)$/
/** What the format itself consists of. */
const OWN =
  /(?:^|\/)(?:mimetype|content\.xml|styles\.xml|meta\.xml|settings\.xml|manifest\.rdf|layout-cache)$|^(?:meta-inf|configurations2|thumbnails|objectreplacements|basic|scripts|dialogs|fonts)\/|\.(?:xml|rdf|emf|wmf|svm)$/

/** Modules of Basic, and scripts in other languages; the two list files are there without any macro. */
const isScript = (key: string): boolean =>
  (/^basic\/[^/]+\/.+\.xml$/.test(key) && !/\/script-l[bc]\.xml$/.test(key)) ||
  /^scripts\/.+\.(?:py|js|bsh|java|class|jar)$/.test(key)

function encryptedFiles(manifest: string, context: OpenContext): number {
  let count = 0
  scanXml(
    manifest,
    {
      open(tag) {
        if (tag.name === 'encryption-data') count++
      },
    },
    context.budget.work,
  )
  return count
}

function readMeta(xml: string, metadata: MetadataDraft, context: OpenContext): void {
  let name = ''
  let value = ''
  scanXml(
    xml,
    {
      open(tag) {
        name = tag.empty ? '' : tag.name
        value = ''
        if (tag.name === 'document-statistic') {
          const pages = Number(tag.attribute('page-count'))
          if (Number.isSafeInteger(pages) && pages > 0) metadata.pages = pages
        } else if (tag.name === 'template') {
          const template = metadataValue(tag.attribute('title') ?? tag.attribute('href') ?? '')
          if (template !== undefined) metadata.template = template
        }
      },
      text(text) {
        if (name !== '' && value.length < 1_000) value += text
      },
      close(closed) {
        if (closed !== name) return
        name = ''
        const text = metadataValue(value)
        if (text === undefined) return
        if (closed === 'title') metadata.title ??= text
        else if (closed === 'initial-creator') metadata.author ??= text
        else if (closed === 'creator') metadata.lastModifiedBy ??= text
        else if (closed === 'generator') metadata.program ??= text
        else if (closed === 'creation-date' || closed === 'date') {
          const time = documentTime(text)
          if (time !== undefined) metadata[closed === 'date' ? 'modified' : 'created'] ??= time
        }
      },
    },
    context.budget.work,
  )
}
