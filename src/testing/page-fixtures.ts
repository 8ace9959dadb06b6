/**
 * Pages of text as PDF, and scans of them: drawn here letter by letter, without fonts, so that a scan owes nothing to the
 * reader that is tested with it.
 */
import sharp from 'sharp'
import { type PdfObject, writePdf } from './pdf-writer.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'

const [WIDE, HIGH, LEFT, TOP, SIZE, LEADING] = [612, 792, 66, 720, 10, 14] as const
/** Courier: every letter is 0.6 of the size wide. */
const ADVANCE = SIZE * 0.6
const LINE = 78
const LINES = 44

/** Lines of a page, some of them empty, of invented words. */
export function pageLines(random: SeededRandom, lines: number = LINES): readonly string[] {
  const word = (): string => random.letters('aeiourstlnmdbkghpw', 2 + random.below(8))
  const page: string[] = []
  while (page.length < lines) {
    let left = 30 + random.below(90)
    let line = ''
    while (left-- > 0 && page.length < lines) {
      const next = word()
      if (line.length + next.length + 1 > LINE) {
        page.push(line)
        line = ''
      }
      line += line === '' ? next : ` ${next}`
    }
    page.push(line, '')
  }
  return page.slice(0, lines)
}

const document = (pages: readonly string[], more: readonly PdfObject[]): Buffer =>
  writePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${pages.map((_, n) => `${4 + n * 2} 0 R`).join(' ')}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>',
    ...pages.flatMap((content, n): PdfObject[] => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${WIDE} ${HIGH}]/Contents ${5 + n * 2} 0 R/Resources<</Font<</F 3 0 R>>/XObject<</I ${4 + pages.length * 2 + n} 0 R>>>>>>`,
      { dict: '', data: content },
    ]),
    ...more,
  ])

/** A PDF with these lines on its pages. */
export function textPdf(pages: readonly (readonly string[])[]): Buffer {
  const contents = pages.map(
    (lines) =>
      `BT /F ${SIZE} Tf ${LEADING} TL ${LEFT} ${TOP} Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`,
  )
  return document(contents, [])
}

export interface ScanOptions {
  /** Dots per inch. */
  readonly dpi?: number
  /** Degrees. */
  readonly turn?: number
  /** Grey levels to either side. */
  readonly noise?: number
  /** Where the dust lies, and what shapes letters have. */
  readonly seed?: string
}

/** The page as a scanner gives it, JPEG. */
export async function scanOf(lines: readonly string[], options: ScanOptions = {}): Promise<Buffer> {
  const { dpi = 100, turn = 0.6, noise = 14, seed = 'scan' } = options
  const random = seededRandom(seed)
  const scale = dpi / 72
  const [width, height] = [Math.round(WIDE * scale), Math.round(HIGH * scale)]
  const grey = new Uint8Array(width * height).fill(240)
  for (const [row, line] of lines.entries())
    for (const [column, letter] of [...line].entries()) {
      if (letter === ' ') continue
      // three strokes in the box of a small letter, each letter its own
      const shape = letter.charCodeAt(0)
      for (let stroke = 0; stroke < 3; stroke++) {
        const x = (LEFT + column * ADVANCE + 0.6 + ((shape >> stroke) % 4)) * scale
        const base = HIGH - TOP + row * LEADING
        for (let y = Math.round((base - 4.6) * scale); y < base * scale; y++)
          for (let i = 0; i < Math.max(1, Math.round(0.9 * scale)); i++)
            grey[y * width + Math.round(x) + i] = 60
      }
    }
  const turned = await sharp(grey, { raw: { width, height, channels: 1 } })
    .rotate(turn, { background: '#f0f0f0' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = turned.data.map((value) =>
    Math.max(0, Math.min(255, Math.round(value + (random.next() - 0.5) * 2 * noise))),
  )
  const raw = { width: turned.info.width, height: turned.info.height, channels: 1 as const }
  return sharp(pixels, { raw }).jpeg({ quality: 60 }).toBuffer()
}

/** A PDF whose pages are these scans, without text. */
export async function scannedPdf(scans: readonly Buffer[]): Promise<Buffer> {
  const pictures: PdfObject[] = []
  for (const scan of scans) {
    const { width, height } = await sharp(scan).metadata()
    pictures.push({
      dict: `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode`,
      data: scan,
      deflate: false,
    })
  }
  return document(
    scans.map(() => `q ${WIDE} 0 0 ${HIGH} 0 0 cm /I Do Q`),
    pictures,
  )
}
