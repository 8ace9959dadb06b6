/** Marked copies through PDF, print, scan and OCR, with the programs that are installed here. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import sharp from 'sharp'
import { readMaster } from '../../src/leaks/marking/read-master.ts'
import { suspectText } from '../../src/pipeline/suspect-text.ts'
import { seededRandom } from '../../src/testing/seeded-random.ts'
import { type MarkedDocument, STYLES } from './marked-documents.ts'

const CHROMIUM = process.env.COUNTERFOIL_CHROMIUM ?? '/usr/bin/chromium'

export type WayOutcome =
  | { readonly way: string; readonly texts: readonly string[] }
  | { readonly way: string; readonly missing: string }

/** Resolution in dots per inch, turn in degrees, standard deviation of noise in grey levels, blur in pixels. */
const SCANS: readonly {
  readonly dpi: number
  readonly turn: number
  readonly noise: number
  readonly blur: number
}[] = [
  { dpi: 200, turn: 0.4, noise: 12, blur: 0.5 },
  { dpi: 150, turn: -0.6, noise: 16, blur: 0.6 },
]

/** What came out of each way, as soon as it is known. */
export async function* pixelWays(
  document: MarkedDocument,
  copies: readonly Uint8Array[],
): AsyncGenerator<WayOutcome> {
  if (!existsSync(CHROMIUM)) {
    yield { way: 'PDF', missing: `no Chromium at ${CHROMIUM} (apt-get install chromium)` }
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'marks-'))
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const pdfs: Uint8Array[] = []
    for (const bytes of copies) pdfs.push(await pdfOf(browser, document, bytes, folder))
    const texts: string[] = []
    for (const pdf of pdfs) {
      const read = await suspectText(pdf, 'copy.pdf')
      if ('kind' in read) throw new Error(read.what)
      texts.push(read.text)
    }
    yield { way: `PDF by ${wordProcessor(document.name) ?? 'Chromium'}, our PDF text`, texts }
    for (const scan of SCANS) {
      const way = `${scan.dpi} dpi, turned ${scan.turn}°, noise ${scan.noise}, tesseract`
      const lacking = ['pdftoppm', 'tesseract'].find((name) => spawnSync(name, ['-v']).error !== undefined)
      if (lacking !== undefined) yield { way, missing: `${lacking} is not installed` }
      else {
        const read: string[] = []
        for (const [i, pdf] of pdfs.entries()) read.push(await scanned(pdf, scan, folder, `${scan.dpi}-${i}`))
        yield { way, texts: read }
      }
    }
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function wordProcessor(name: string): string | undefined {
  if (!/\.(?:docx|odt)$/.test(name)) return undefined
  return spawnSync('soffice', ['--version']).error === undefined ? 'soffice' : undefined
}

/** A PDF of a copy; a DOCX by soffice when it is there, else its paragraphs printed by Chromium. */
async function pdfOf(
  browser: Browser,
  document: MarkedDocument,
  bytes: Uint8Array,
  folder: string,
): Promise<Uint8Array> {
  if (wordProcessor(document.name) !== undefined) {
    const file = join(folder, document.name)
    writeFileSync(file, bytes)
    spawnSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, file])
    return readFileSync(file.replace(/\.\w+$/, '.pdf'))
  }
  let html = Buffer.from(bytes).toString('utf8')
  if (!document.name.endsWith('.html')) {
    const read = readMaster(bytes, document.name)
    if ('kind' in read) throw new Error(read.what)
    const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    html = `<!doctype html><meta charset="utf-8"><style>${STYLES}</style>${read.blocks.map((block) => (block.role === 'heading' ? `<h2>${escaped(block.text)}</h2>` : `<p>${escaped(block.text)}</p>`)).join('')}`
  }
  const page = await browser.newPage({ javaScriptEnabled: false, offline: true })
  try {
    await page.setContent(html)
    return await page.pdf({
      format: 'A4',
      margin: { top: '20mm', bottom: '20mm', left: '22mm', right: '22mm' },
    })
  } finally {
    await page.close()
  }
}

/** Printed, scanned with noise, blur and a turn, and read by OCR. */
async function scanned(
  pdf: Uint8Array,
  scan: (typeof SCANS)[number],
  folder: string,
  id: string,
): Promise<string> {
  const stem = join(folder, `scan-${id}`)
  writeFileSync(`${stem}.pdf`, pdf)
  spawnSync('pdftoppm', ['-r', String(scan.dpi), '-gray', '-png', `${stem}.pdf`, stem])
  const random = seededRandom(id)
  const texts: string[] = []
  const pages = readdirSync(folder)
    .filter((name) => name.startsWith(`scan-${id}-`) && name.endsWith('.png'))
    .sort()
  for (const page of pages) {
    const { data, info } = await sharp(join(folder, page))
      .rotate(scan.turn, { background: '#f4f4f4' })
      .blur(scan.blur)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    for (let i = 0; i < data.length; i++) {
      // Sum of uniform values as a normal one.
      const noise = (random.next() + random.next() + random.next() - 1.5) * 2 * scan.noise
      data[i] = Math.max(0, Math.min(255, data[i]! * 0.85 + 25 + noise))
    }
    const file = join(folder, `noisy-${page}`)
    await sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
      .jpeg({ quality: 60 })
      .toFile(file)
    const read = spawnSync('tesseract', [file, 'stdout', '--dpi', String(scan.dpi)], {
      encoding: 'utf8',
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    })
    texts.push(read.stdout)
  }
  return texts.join('\n')
}
