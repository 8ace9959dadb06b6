import type { Issue } from '../../../model/issue.ts'
import type { GreyPicture } from '../image/picture.ts'
import { LimitReached, openBudget } from '../open-budget.ts'
import { OPEN_LIMITS } from '../open-limits.ts'
import type { Matrix } from './matrix.ts'
import { readPageContent } from './page-content.ts'
import { pageRaster } from './page-raster.ts'
import { pageText } from './page-text.ts'
import { type PdfPage, readPages } from './page-tree.ts'
import { type PdfFile, readPdfFile } from './pdf-file.ts'
import { decodeImage } from './pdf-image.ts'
import type { TextAnswer } from './pdfjs-protocol.ts'
import { readPdfPictures, readPdfText } from './pdfjs-thread.ts'

/** Pages of a PDF whose looks are worked out. Attack: 10,000 pages, each a picture of 20 million pixels. */
const MOST_PAGES = 100
/** Pages whose fax, JBIG2 and JPEG 2000 pictures are decoded. */
const MOST_PDFJS_PAGES = 60
/** Longest side of a drawn page, pixels: a line of text is 8 high, which is enough to see where it ends. */
export const LOOK_SIDE = 640
/** Pictures drawn of one page. */
const MOST_IMAGES = 20
/** Letters that make a page one with text: a stamp with the page's number does not. */
const LEAST_LETTERS = 40
/** How dark a word is drawn: letters cover about a third of the box between base line and small letters' height. */
const WORD_SHADE = 150

/** A page as a reader would see it from afar: pictures, filled shapes, and a bar for each word. */
export interface PageLook {
  /** From 1. */
  readonly page: number
  readonly picture: GreyPicture
}

export interface PageLooks {
  readonly looks: readonly PageLook[]
  /** Pages that show a picture and have no text of their own: scans that nobody ran OCR over. */
  readonly withoutText: readonly number[]
  readonly issues: readonly Issue[]
}

/**
 * How the pages of a PDF look. Never rejects for content; a file that needs a password has no looks.
 * @param patience milliseconds pdf.js may take for the text, and as many for pictures that only it decodes.
 */
export async function pdfPageLooks(
  bytes: Uint8Array,
  patience: number = OPEN_LIMITS.wallTime,
): Promise<PageLooks> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const looks: PageLook[] = []
  const withoutText: number[] = []
  const issues: Issue[] = []
  const done = (): PageLooks => ({ looks, withoutText, issues })
  try {
    const budget = openBudget(undefined)
    const file = readPdfFile(buffer, budget)
    if (file.encryption === 'locked' || file.bomb()) return done()
    const { pages, more } = readPages(file, budget)
    if (pages.length === 0) return done()
    if (pages.length > MOST_PAGES || more)
      issues.push({
        code: 'limit.attachment-files',
        detail: `Only the first ${MOST_PAGES} pages are compared by how they look`,
      })
    const looked = pages.slice(0, MOST_PAGES)
    const read = await readPdfText(buffer, patience)
    const texts = new Map(read.pages.map((page) => [page.number, page]))
    const undecoded: number[] = []
    for (const page of looked) {
      // one page that is a bomb does not take the others with it
      const drawn = await drawnPage(file, page, texts.get(page.number))
      if (drawn === undefined) {
        issues.push({
          code: 'limit.attachment-time',
          detail: `Page ${page.number} takes too much to be compared by how it looks`,
        })
        continue
      }
      if (drawn.pictures > 0 && lettersOf(texts.get(page.number)) < LEAST_LETTERS)
        withoutText.push(page.number)
      if (drawn.undecoded) undecoded.push(page.number)
      else looks.push({ page: page.number, picture: drawn.picture })
    }
    if (undecoded.length > 0)
      looks.push(...(await drawnByPdfjs(buffer, looked, texts, undecoded, patience, issues)))
    looks.sort((a, b) => a.page - b.page)
  } catch (error) {
    issues.push(
      error instanceof LimitReached
        ? { code: error.code, detail: error.message }
        : { code: 'attachment.damaged', detail: 'The pages cannot be drawn' },
    )
  }
  return done()
}

interface Drawn {
  readonly picture: GreyPicture
  readonly pictures: number
  /** It has pictures that our own reader cannot decode. */
  readonly undecoded: boolean
}

async function drawnPage(
  file: PdfFile,
  page: PdfPage,
  text: TextAnswer | undefined,
): Promise<Drawn | undefined> {
  const budget = openBudget(undefined)
  try {
    const raster = pageRaster(page, budget, LOOK_SIDE)
    const { images, fills } = readPageContent(file, page, budget)
    let undecoded = false
    for (const fill of fills) raster.fill(fill)
    for (const { source, matrix } of images.slice(0, MOST_IMAGES)) {
      const picture = await decodeImage(file, source, budget)
      if (picture === 'needs-pdfjs') undecoded = true
      else if (typeof picture !== 'string') raster.draw(drawnSmall(picture, matrix, raster.scale), matrix)
    }
    drawWords(raster.fill, text)
    return { picture: turned(raster.picture, page.rotate), pictures: images.length, undecoded }
  } catch (error) {
    if (error instanceof LimitReached) return undefined
    throw error
  }
}

async function drawnByPdfjs(
  bytes: Buffer,
  pages: readonly PdfPage[],
  texts: ReadonlyMap<number, TextAnswer>,
  numbers: readonly number[],
  patience: number,
  issues: Issue[],
): Promise<readonly PageLook[]> {
  const asked = numbers.slice(0, MOST_PDFJS_PAGES)
  const { pictures, outcome } = await readPdfPictures(bytes, asked, patience)
  if (outcome !== 'done' || asked.length < numbers.length)
    issues.push({
      code: outcome === 'failed' ? 'attachment.damaged' : 'limit.attachment-time',
      detail: 'Not all fax, JBIG2 or JPEG 2000 pictures are compared by how they look',
    })
  return asked.flatMap((number) => {
    const page = pages.find((each) => each.number === number)
    const own = pictures.filter((each) => each.number === number)
    if (page === undefined || own.length === 0) return []
    const budget = openBudget(undefined)
    const raster = pageRaster(page, budget, LOOK_SIDE)
    for (const { pixels, width, height, matrix } of own)
      raster.draw(drawnSmall({ pixels, width, height }, matrix, raster.scale), matrix)
    drawWords(raster.fill, texts.get(number))
    return [{ page: number, picture: turned(raster.picture, page.rotate) }]
  })
}

/** A bar from the base line to the height of small letters for each word. */
function drawWords(fill: ReturnType<typeof pageRaster>['fill'], text: TextAnswer | undefined): void {
  if (text === undefined) return
  for (const { words } of pageText(text).lines)
    for (const {
      rect: [left, bottom, right, top],
    } of words) {
      const [low, high] = [bottom + (top - bottom) * 0.2, bottom + (top - bottom) * 0.65]
      fill({
        polygons: [[left, low, right, low, right, high, left, high]],
        evenOdd: false,
        shade: WORD_SHADE,
      })
    }
}

function lettersOf(text: TextAnswer | undefined): number {
  let letters = 0
  for (const piece of text?.texts ?? []) letters += piece.replace(/[^\p{L}\p{N}]+/gu, '').length
  return letters
}

/**
 * The picture in so many pixels as it will have on the page, each the average of what it stands for: thin strokes of a
 * scan would fall between samples. A picture drawn larger stays as it is.
 */
function drawnSmall(picture: GreyPicture, [a, b, c, d]: Matrix, scale: number): GreyPicture {
  const width = Math.max(1, Math.round(Math.hypot(a, b) * scale))
  const height = Math.max(1, Math.round(Math.hypot(c, d) * scale))
  if (width >= picture.width || height >= picture.height) return picture
  const columns = Uint32Array.from({ length: picture.width }, (_, x) =>
    Math.floor((x * width) / picture.width),
  )
  const sums = new Float64Array(width)
  const counts = new Uint32Array(width)
  const pixels = new Uint8Array(width * height)
  let row = 0
  const finish = (): void => {
    for (let x = 0; x < width; x++)
      pixels[row * width + x] = (sums[x] as number) / Math.max(1, counts[x] as number)
    sums.fill(0)
    counts.fill(0)
  }
  for (let y = 0; y < picture.height; y++) {
    const to = Math.floor((y * height) / picture.height)
    if (to !== row) {
      finish()
      row = to
    }
    const from = y * picture.width
    for (let x = 0; x < picture.width; x++) {
      const column = columns[x] as number
      sums[column] = (sums[column] as number) + (picture.pixels[from + x] as number)
      counts[column] = (counts[column] as number) + 1
    }
  }
  finish()
  return { pixels, width, height }
}

/** The picture turned clockwise by 0, 90, 180 or 270 degrees. */
function turned(picture: GreyPicture, degrees: number): GreyPicture {
  if (degrees === 0) return picture
  const { width: w, height: h, pixels: from } = picture
  const [width, height] = degrees === 180 ? [w, h] : [h, w]
  const pixels = new Uint8Array(from.length)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const [toX, toY] =
        degrees === 90 ? [h - 1 - y, x] : degrees === 180 ? [w - 1 - x, h - 1 - y] : [y, w - 1 - x]
      pixels[toY * width + toX] = from[y * w + x] as number
    }
  return { pixels, width, height }
}
