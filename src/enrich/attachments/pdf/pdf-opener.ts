import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { type PageText, pageText, textLinks, textUnder } from './page-text.ts'
import { boxOnPage, type PdfPage } from './page-tree.ts'
import { attachedFiles } from './pdf-attached-files.ts'
import { type PdfFile, readPdfFile } from './pdf-file.ts'
import type { PdfLink } from './pdf-link.ts'
import { pdfMetadata } from './pdf-metadata.ts'
import { pageCodes } from './pdf-pictures.ts'
import { type PdfStructure, rawUris, readStructure } from './pdf-structure.ts'

/**
 * PDF. Our own reader finds what points outside or acts, also in damaged files and in objects no page refers to;
 * pdf.js gives the text, in a thread that can be killed; pictures are searched for QR codes. A file encrypted with an
 * empty user password, which viewers open without asking, is opened.
 */
export const pdf: Opener = {
  id: 'pdf',
  accepts: (mediaType) => mediaType === 'application/pdf',
  async open(bytes, context) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const file = readPdfFile(buffer, context.budget)
    for (const damage of file.damage) context.issue('attachment.damaged', damage)
    const locked = file.encryption === 'locked'
    if (locked) {
      context.issue('attachment.encrypted', 'Opens only with a password or a certificate')
      return { encrypted: true, metadata: pdfMetadata(file, 0), complete: false }
    }
    const structure = readStructure(file, context.budget)
    for (const power of structure.powers) context.power(power)
    if (structure.morePages)
      context.issue('limit.attachment-files', `Only the first ${structure.pages.length} pages are read`)
    const text = await readText(bytes, file, structure, context)
    tellLinks(file, structure, text.pages, context)
    const filesComplete = await openAttachedFiles(file, structure, context)
    const picturesComplete = context.qr ? await pageCodes(file, structure.pages, context) : true
    return {
      encrypted: file.encryption !== 'none',
      metadata: pdfMetadata(file, structure.pageCount),
      complete:
        text.complete &&
        filesComplete &&
        picturesComplete &&
        !structure.morePages &&
        file.damage.length === 0,
    } satisfies OpenedContent
  },
}

interface DocumentText {
  readonly pages: ReadonlyMap<number, PageText>
  readonly complete: boolean
}

async function readText(
  bytes: Uint8Array,
  file: PdfFile,
  structure: PdfStructure,
  context: OpenContext,
): Promise<DocumentText> {
  const pages = new Map<number, PageText>()
  if (structure.pages.length === 0) {
    context.issue('attachment.damaged', 'No page can be found')
    return { pages, complete: false }
  }
  if (file.bomb()) {
    context.issue(
      'limit.attachment-size',
      'A stream unpacks to more than is read; the text is not looked for',
    )
    return { pages, complete: false }
  }
  const { readPdfText } = await import('./pdf-text-thread.ts')
  const { pages: read, outcome, why } = await readPdfText(bytes, context.budget.timeLeft())
  for (const each of read) {
    context.budget.work(each.texts.length)
    const page = pageText(each)
    pages.set(each.number, page)
    context.text(page.text)
  }
  switch (outcome) {
    case 'done':
      break
    case 'more':
      context.issue('limit.text-size', `The text of the first ${pages.size} pages is read`)
      break
    case 'failed':
      context.issue('attachment.damaged', `The text cannot be read: ${why.slice(0, 80)}`)
      break
    case 'time':
      context.issue('limit.attachment-time', `Text after page ${pages.size} not read: it takes too long`)
      break
    case 'memory':
      context.issue(
        'limit.attachment-size',
        `Text after page ${pages.size} not read: it takes too much memory`,
      )
      break
  }
  return { pages, complete: outcome === 'done' }
}

/** Links of the structure with the text that stands at their place, links in the text, links that only a search finds. */
function tellLinks(
  file: PdfFile,
  structure: PdfStructure,
  texts: ReadonlyMap<number, PageText>,
  context: OpenContext,
): void {
  const seen = new Set<string>()
  const onPage = new Set<string>()
  for (const link of structure.links) {
    seen.add(link.href)
    if (link.page) onPage.add(`${link.page.number} ${normal(link.href)}`)
    tell(link, structure.pages, texts, context)
  }
  for (const [number, page] of texts) {
    const of = structure.pages[number - 1]
    context.budget.work(page.text.length >> 4)
    for (const { href, prefix, rect } of textLinks(page)) {
      seen.add(href)
      if (onPage.has(`${number} ${normal((prefix ?? '') + href)}`)) continue
      context.link({
        origin: 'pdf-text',
        href,
        ...(prefix !== undefined && { prefix }),
        text: href,
        place: { page: number, ...(of && { box: boxOnPage(of, rect) }) },
      })
    }
  }
  for (const script of structure.scripts)
    context.linksOfText(script.text, {
      origin: 'pdf-form',
      visible: false,
      ...(script.page && { place: { page: script.page.number } }),
    })
  if (file.encryption === 'none')
    for (const link of rawUris(file.bytes, context.budget)) {
      if (seen.has(link.href)) continue
      seen.add(link.href)
      tell(link, structure.pages, texts, context)
    }
}

/** The same address for the eye: an annotation over `www.example.org` that leads to `http://www.example.org/`. */
const normal = (href: string): string => (URL.parse(href)?.href ?? href).toLowerCase()

function tell(
  link: PdfLink,
  pages: readonly PdfPage[],
  texts: ReadonlyMap<number, PageText>,
  context: OpenContext,
): void {
  const { page, rect } = link
  const number = page?.number
  const text = number === undefined ? undefined : texts.get(number)
  if (text && rect) context.budget.work(1 + (text.lines.length >> 2))
  const shown = link.text ?? (text && rect ? textUnder(text, rect) : '')
  context.link({
    origin: link.origin,
    href: link.href,
    ...(link.base !== undefined && { base: link.base }),
    text: shown,
    ...(page &&
      pages.length > 0 && { place: { page: page.number, ...(rect && { box: boxOnPage(page, rect) }) } }),
    ...(link.range && { range: link.range }),
    visible: link.visible,
  })
}

async function openAttachedFiles(
  file: PdfFile,
  structure: PdfStructure,
  context: OpenContext,
): Promise<boolean> {
  let complete = true
  for (const { name, stream } of attachedFiles(file, structure.files)) {
    const { data, complete: whole } = file.decode(stream)
    if (!whole) {
      context.issue('attachment.damaged', `The attached file ${name.slice(0, 60)} is damaged`)
      complete = false
    }
    const inner = await context.openInner(data, name, { start: stream.start, end: stream.end })
    if (inner.active) context.power('embedded-program')
  }
  return complete
}
