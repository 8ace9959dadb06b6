import { openEmbedded } from '../office/embedded-file.ts'
import { LimitReached } from '../open-budget.ts'
import { OPEN_LIMITS } from '../open-limits.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { type PageText, pageText, textLinks, textUnder } from './page-text.ts'
import { boxOnPage, type PdfPage, readPages } from './page-tree.ts'
import { type ActionFindings, noFindings } from './pdf-actions.ts'
import { attachedFiles } from './pdf-attached-files.ts'
import { type PdfFile, readPdfFile } from './pdf-file.ts'
import type { PdfLink } from './pdf-link.ts'
import { pdfMetadata } from './pdf-metadata.ts'
import { pageCodes } from './pdf-pictures.ts'
import { rawUris, readStructure } from './pdf-structure.ts'

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
    const file = withinBudget(context, () => readPdfFile(buffer, context.budget))
    if (file === undefined) {
      tellRaw(buffer, new Set(), context)
      return { encrypted: 'unknown', metadata: {}, complete: false }
    }
    for (const damage of file.damage) context.issue('attachment.damaged', damage)
    if (file.encryption === 'locked') {
      context.issue('attachment.encrypted', 'Opens only with a password or a certificate')
      return { encrypted: true, metadata: pdfMetadata(file, 0), complete: false }
    }
    const complete = await openParts(buffer, file, context)
    return { ...complete, encrypted: file.encryption !== 'none' }
  },
}

async function openParts(
  buffer: Buffer,
  file: PdfFile,
  context: OpenContext,
): Promise<Omit<OpenedContent, 'encrypted'>> {
  const { budget } = context
  const tree = withinBudget(context, () => readPages(file, budget))
  const pages = tree?.pages ?? []
  if (tree?.more) context.issue('limit.attachment-files', `Only the first ${pages.length} pages are read`)
  const findings = noFindings()
  let complete = tree?.more === false && file.damage.length === 0
  const whole = withinBudget(context, () => {
    readStructure(file, pages, findings, budget)
    return true
  })
  if (!whole) complete = false
  for (const power of findings.powers) context.power(power)
  const text = await readText(buffer, file, pages, context)
  if (!text.complete) complete = false
  tellLinks(file, findings, pages, text.pages, context)
  const rest: readonly (() => Promise<boolean>)[] = [
    () => openAttachedFiles(file, findings, context),
    async () => !context.qr || (await pageCodes(file, pages, context)),
  ]
  for (const part of rest)
    try {
      if (!(await part())) complete = false
    } catch (error) {
      complete = false
      sayLimit(error, context)
    }
  const count = Math.max(pages.length, tree?.more ? (tree.stated ?? 0) : 0)
  const metadata = withinBudget(context, () => pdfMetadata(file, count))
  return { metadata: metadata ?? {}, complete: complete && metadata !== undefined }
}

/** The result, or undefined with an issue when the budget ended it; what was found until then stays. */
function withinBudget<T>(context: OpenContext, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    sayLimit(error, context)
    return undefined
  }
}

function sayLimit(error: unknown, context: OpenContext): void {
  if (!(error instanceof LimitReached)) throw error
  context.issue(error.code, error.message)
}

/** Milliseconds of the document's time that pdf.js leaves for links, attached files and pictures. */
const RESERVE = 400

interface DocumentText {
  readonly pages: ReadonlyMap<number, PageText>
  readonly complete: boolean
}

async function readText(
  bytes: Buffer,
  file: PdfFile,
  known: readonly PdfPage[],
  context: OpenContext,
): Promise<DocumentText> {
  const pages = new Map<number, PageText>()
  if (known.length === 0) {
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
  const { readPdfText } = await import('./pdfjs-thread.ts')
  const { pages: read, outcome, why } = await readPdfText(bytes, context.budget.timeLeft() - RESERVE)
  for (const each of read) {
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
      // pdf.js begins with the name of its error class and ends with a full stop
      context.issue(
        'attachment.damaged',
        `The text cannot be read: ${why
          .replace(/^[A-Za-z]{1,40}(?:Exception|Error): /, '')
          .replace(/\.+$/, '')
          .slice(0, 80)}`,
      )
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
  findings: ActionFindings,
  pages: readonly PdfPage[],
  texts: ReadonlyMap<number, PageText>,
  context: OpenContext,
): void {
  const seen = new Set<string>()
  const onPage = new Set<string>()
  for (const [index, link] of findings.links.entries()) {
    seen.add(link.href)
    // Attack: a hundred thousand annotations over ten thousand lines.
    const close = index < OPEN_LIMITS.links
    if (link.page && close) onPage.add(`${link.page.number} ${normal(link.href)}`)
    tell(link, close ? texts : NO_TEXTS, context)
  }
  for (const [number, page] of texts) {
    const of = pages[number - 1]
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
  for (const script of findings.scripts)
    withinBudget(context, () =>
      context.linksOfText(script.text, {
        origin: 'pdf-form',
        visible: false,
        ...(script.page && { place: { page: script.page.number } }),
      }),
    )
  if (file.encryption === 'none') tellRaw(file.bytes, seen, context)
}

function tellRaw(bytes: Buffer, seen: Set<string>, context: OpenContext): void {
  for (const link of rawUris(bytes)) {
    if (seen.has(link.href)) continue
    seen.add(link.href)
    tell(link, NO_TEXTS, context)
  }
}

const NO_TEXTS: ReadonlyMap<number, PageText> = new Map()

/** The same address for the eye: an annotation over `www.example.org` that leads to `http://www.example.org/`. */
const normal = (href: string): string => (URL.parse(href)?.href ?? href).toLowerCase()

function tell(link: PdfLink, texts: ReadonlyMap<number, PageText>, context: OpenContext): void {
  const { page, rect } = link
  const number = page?.number
  const text = number === undefined ? undefined : texts.get(number)
  const shown = link.text ?? (text && rect ? textUnder(text, rect) : '')
  context.link({
    origin: link.origin,
    href: link.href,
    ...(link.base !== undefined && { base: link.base }),
    text: shown,
    ...(page && { place: { page: page.number, ...(rect && { box: boxOnPage(page, rect) }) } }),
    ...(link.range && { range: link.range }),
    visible: link.visible,
  })
}

async function openAttachedFiles(
  file: PdfFile,
  findings: ActionFindings,
  context: OpenContext,
): Promise<boolean> {
  let complete = true
  for (const { name, stream } of attachedFiles(file, findings.files)) {
    const { data, complete: whole } = file.decode(stream)
    if (!whole) {
      context.issue('attachment.damaged', `The attached file ${name.slice(0, 60)} is damaged`)
      complete = false
    }
    await openEmbedded(context, data, name, { start: stream.start, end: stream.end })
  }
  return complete
}
