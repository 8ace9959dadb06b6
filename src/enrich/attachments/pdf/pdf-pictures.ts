import type { IssueCode } from '../../../model/issue.ts'
import { tellCode } from '../image/code-links.ts'
import { findCodes } from '../image/find-codes.ts'
import type { FoundCode, GreyPicture } from '../image/picture.ts'
import type { OpenContext } from '../opener.ts'
import { type Matrix, unitBox } from './matrix.ts'
import { type FilledPath, type PageContent, type PlacedImage, readPageContent } from './page-content.ts'
import { pageRaster } from './page-raster.ts'
import { boxOnPage, type PdfPage } from './page-tree.ts'
import type { PdfFile } from './pdf-file.ts'
import { decodeImage } from './pdf-image.ts'
import type { PdfStream } from './pdf-value.ts'

/** Pages, pictures and whole-page drawings looked at. A lure stands in front; a catalogue has a thousand pictures. */
const MOST_PAGES = 50
const MOST_IMAGES = 100
const MOST_DRAWN_PAGES = 10
/** A code needs at least this many small filled rectangles (QR version 1 with rows run together has about 150). */
const LEAST_FILLS = 60
/** Longest side in points of a rectangle that may be modules of a code. */
const LARGEST_MODULE = 60
/** Milliseconds that must be left for another page. */
const PAGE_COST = 200

type Pictures = Map<
  PdfStream,
  { readonly picture: GreyPicture | undefined; readonly codes: readonly FoundCode[] }
>

/**
 * Codes on the pages: in each picture by itself, then, where none is found, on a drawing of the page when that could
 * hold one (many small rectangles, or several pictures that may be parts of one). Told as links of origin `qr`.
 * @returns false when something was left out; an issue says what.
 */
export async function pageCodes(
  file: PdfFile,
  pages: readonly PdfPage[],
  context: OpenContext,
): Promise<boolean> {
  const known: Pictures = new Map()
  /** Pages with pictures that our own reader cannot decode. */
  const left = new Set<number>()
  let decoded = 0
  let drawn = 0
  let complete = true
  const leave = (code: IssueCode, detail: string): void => {
    complete = false
    context.issue(code, detail)
  }
  const late = (): void =>
    leave('limit.attachment-time', 'Codes in a picture are not looked for in every way')
  for (const page of pages) {
    if (page.number > MOST_PAGES || context.budget.timeLeft() < PAGE_COST) {
      leave('limit.attachment-time', `Codes are looked for on the first ${page.number - 1} pages only`)
      break
    }
    const content = readPageContent(file, page, context.budget)
    if (content.limited) leave('limit.attachment-time', `Not all that page ${page.number} draws is read`)
    if (content.damaged) leave('attachment.damaged', `The content of page ${page.number} is damaged`)
    const pictures: { readonly placed: PlacedImage; readonly picture: GreyPicture }[] = []
    let found = false
    for (const placed of content.images) {
      const { stream } = placed.source
      let entry = stream && known.get(stream)
      if (entry === undefined) {
        if (++decoded > MOST_IMAGES || context.budget.timeLeft() < PAGE_COST) {
          leave('limit.attachment-files', `Only the first ${decoded - 1} pictures are looked at`)
          break
        }
        const picture = await decodeImage(file, placed.source, context.budget)
        if (picture === 'too-large')
          leave('limit.attachment-size', 'A picture of more than 20 million pixels is not looked at')
        else if (typeof picture === 'string') {
          if (picture === 'needs-pdfjs') left.add(page.number)
          else leave('attachment.damaged', `A picture on page ${page.number} cannot be decoded`)
        }
        const codes = typeof picture === 'string' ? [] : await findCodes(picture, context.budget, late)
        entry = { picture: typeof picture === 'string' ? undefined : picture, codes }
        if (stream) known.set(stream, entry)
      }
      if (entry.picture) pictures.push({ placed, picture: entry.picture })
      for (const code of entry.codes) {
        found = true
        tellCode(code.text, placeOf(page, placed.matrix, entry.picture, code), context)
      }
    }
    if (found || !worthDrawing(content)) continue
    if (drawn >= MOST_DRAWN_PAGES) {
      leave('limit.attachment-time', `Codes drawn as shapes are looked for on ${drawn} pages only`)
      continue
    }
    drawn++
    for (const code of await codesOfDrawing(page, content.fills, pictures, context, late))
      tellCode(code.text, { page: page.number, box: code.box }, context)
  }
  if (left.size > 0 && !(await codesByPdfjs(file, pages, [...left], context))) complete = false
  return complete
}

/** Pages whose fax, JBIG2 and JPEG 2000 pictures are decoded. */
const MOST_PDFJS_PAGES = 10

async function codesByPdfjs(
  file: PdfFile,
  pages: readonly PdfPage[],
  numbers: readonly number[],
  context: OpenContext,
): Promise<boolean> {
  if (file.bomb()) {
    context.issue('limit.attachment-size', 'Not all pictures are looked at: a stream unpacks to too much')
    return false
  }
  const { readPdfPictures } = await import('./pdfjs-thread.ts')
  const asked = numbers.slice(0, MOST_PDFJS_PAGES)
  let whole = true
  const late = (): void => {
    whole = false
    context.issue('limit.attachment-time', 'Codes in a picture are not looked for in every way')
  }
  const { pictures, outcome } = await readPdfPictures(file.bytes, asked, context.budget.timeLeft())
  for (const { number, matrix, width, height, pixels } of pictures) {
    const page = pages[number - 1]
    if (page === undefined) continue
    const picture = { width, height, pixels }
    for (const code of await findCodes(picture, context.budget, late))
      tellCode(code.text, placeOf(page, matrix, picture, code), context)
  }
  const read = outcome === 'done' && asked.length === numbers.length
  if (!read)
    context.issue(
      outcome === 'failed' ? 'attachment.damaged' : 'limit.attachment-time',
      'Not all fax, JBIG2 or JPEG 2000 pictures are looked at',
    )
  return read && whole
}

/** The code's box, from pixels of the picture to the page; a turned picture gives the box around it. */
function placeOf(
  page: PdfPage,
  [a, b, c, d, e, f]: Matrix,
  picture: GreyPicture | undefined,
  { box: [left, top, right, bottom] }: FoundCode,
): { readonly page: number; readonly box: readonly [number, number, number, number] } {
  const width = picture?.width ?? 1
  const height = picture?.height ?? 1
  const x = left / width
  const y = 1 - bottom / height
  const w = (right - left) / width
  const h = (bottom - top) / height
  const part = unitBox([a * w, b * w, c * h, d * h, a * x + c * y + e, b * x + d * y + f])
  return { page: page.number, box: boxOnPage(page, part) }
}

function worthDrawing({ fills, images }: PageContent): boolean {
  if (images.length > 1) return true
  let small = 0
  for (const { polygons } of fills)
    for (const polygon of polygons) if (isSmall(polygon) && ++small >= LEAST_FILLS) return true
  // One outline around all dark modules.
  return fills.some(({ polygons }) => polygons.some((polygon) => polygon.length >= 2 * LEAST_FILLS))
}

function isSmall(polygon: readonly number[]): boolean {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < polygon.length && i < 64; i += 2) {
    left = Math.min(left, polygon[i] ?? 0)
    right = Math.max(right, polygon[i] ?? 0)
    bottom = Math.min(bottom, polygon[i + 1] ?? 0)
    top = Math.max(top, polygon[i + 1] ?? 0)
  }
  return (
    right - left > 0 && right - left <= LARGEST_MODULE && top - bottom > 0 && top - bottom <= LARGEST_MODULE
  )
}

/** Boxes in points from the top left corner of the page as it is seen. */
async function codesOfDrawing(
  page: PdfPage,
  fills: readonly FilledPath[],
  pictures: readonly { readonly placed: PlacedImage; readonly picture: GreyPicture }[],
  context: OpenContext,
  late: () => void,
): Promise<readonly FoundCode[]> {
  const raster = pageRaster(page, context.budget)
  for (const fill of fills) raster.fill(fill)
  for (const { placed, picture } of pictures) raster.draw(picture, placed.matrix)
  const codes = await findCodes(raster.picture, context.budget, late)
  const [x0, , , y1] = page.view
  const { scale } = raster
  return codes.map(({ text, box: [left, top, right, bottom] }) => ({
    text,
    box: boxOnPage(page, [x0 + left / scale, y1 - bottom / scale, x0 + right / scale, y1 - top / scale]),
  }))
}
