/**
 * Pages by how they look: how alike a page and a scan of it are, and how alike pages are that have nothing to do with each
 * other. By hand: `node_modules/.bin/node --conditions=counterfoil-source bench/leaks/pages.ts [FILES]`; needs pdftoppm.
 * PDF files come from `LEAKS_PDFS` (default: those of the corpus of documents); nothing of them is kept.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { heldPage, lookAlikes } from '../../src/leaks/pictures/look-alikes.ts'
import { likeness, pageCells } from '../../src/leaks/pictures/page-print.ts'
import { howItLooks } from '../../src/pipeline/leak/how-it-looks.ts'
import { seededRandom } from '../../src/testing/seeded-random.ts'

const [most = '60'] = process.argv.slice(2)
const FOLDER = process.env.LEAKS_PDFS ?? '/tmp/corpdocs/office-and-pdf'
const random = seededRandom('pages')
const SCANS = [
  { dpi: 200, turn: 0.4, noise: 12, blur: 0.5 },
  { dpi: 150, turn: -0.6, noise: 16, blur: 0.6 },
  { dpi: 100, turn: 1.8, noise: 10, blur: 0.8 },
] as const
/** Pages scanned of one file. */
const SCANNED = 2

const files = readdirSync(FOLDER, { recursive: true })
  .map(String)
  .filter((name) => /\.pdf$/i.test(name))
  .sort()
const chosen = files
  .map((file) => ({ file, draw: random.next() }))
  .sort((a, b) => a.draw - b.draw)
  .slice(0, Number(most))
  .map(({ file }) => file)
const held = []
const numbered: {
  readonly file: string
  readonly pages: readonly { readonly page: number; readonly print: string }[]
}[] = []
let [all, blank] = [0, 0]
for (const file of chosen) {
  const { pages } = await howItLooks(readFileSync(join(FOLDER, file)), 'application/pdf')
  const number = numbered.push({ file, pages }) - 1
  for (const { page, print } of pages) {
    const look = heldPage(number, page, print)
    if (look !== undefined) held.push(look)
  }
}
console.log(`${numbered.length} files, ${held.length} pages drawn`)

const folder = mkdtempSync(join(tmpdir(), 'pages-'))
try {
  for (const { dpi, turn, noise, blur } of SCANS) {
    const own: number[] = []
    const tally = { right: 0, among: 0, none: 0, wrong: 0 }
    for (const [number, { file, pages }] of numbered.entries()) {
      for (const { page } of pages.slice(0, SCANNED)) {
        const stem = join(folder, 'page')
        spawnSync('pdftoppm', [
          '-r',
          `${dpi}`,
          '-gray',
          '-png',
          '-singlefile',
          '-f',
          `${page}`,
          '-l',
          `${page}`,
          join(FOLDER, file),
          stem,
        ])
        const scan = await scanned(`${stem}.png`, turn, noise, blur).catch(() => undefined)
        if (scan === undefined) continue
        const { pages: leaked } = await howItLooks(scan, 'image/jpeg')
        const [print] = leaked
        all++
        if (print === undefined) {
          blank++
          continue
        }
        const mine = pageCells(print.print)
        const theirs = held.find((each) => each.document === number && each.page === page)
        if (mine && theirs) own.push(likeness(mine, theirs.cells))
        const [found] = lookAlikes(leaked, held)
        if (found === undefined) tally.none++
        else if (found.documents.length === 1 && found.documents[0]?.document === number) tally.right++
        else if (found.documents.some(({ document }) => document === number)) tally.among++
        else tally.wrong++
      }
    }
    own.sort((a, b) => a - b)
    const at = (share: number): string => (own[Math.floor(own.length * share)] ?? 0).toFixed(2)
    console.log(
      `${dpi} dpi, turned ${turn}°: ${JSON.stringify(tally)}; likeness of a page and its scan: 1 % below ${at(0.01)}, 5 % ${at(0.05)}, 20 % ${at(0.2)}, half ${at(0.5)}`,
    )
  }
  console.log(`${blank} of ${all} scans are too empty to compare`)
} finally {
  rmSync(folder, { recursive: true })
}

// pages of different files
let [pairs, alike] = [0, 0]
for (let i = 0; i < held.length; i++)
  for (let j = 0; j < i; j++) {
    const [a, b] = [held[i], held[j]]
    if (a === undefined || b === undefined || a.document === b.document) continue
    pairs++
    if (likeness(a.cells, b.cells) >= 0.85) alike++
  }
console.log(`${alike} of ${pairs} pairs of pages of different files look the same`)

async function scanned(file: string, turn: number, noise: number, blur: number): Promise<Buffer> {
  const { data, info } = await sharp(file)
    .rotate(turn, { background: '#f4f4f4' })
    .blur(blur)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  for (let i = 0; i < data.length; i++) {
    const dust = (random.next() + random.next() + random.next() - 1.5) * 2 * noise
    data[i] = Math.max(0, Math.min(255, (data[i] as number) * 0.85 + 25 + dust))
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .jpeg({ quality: 60 })
    .toBuffer()
}
