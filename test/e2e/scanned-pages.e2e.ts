/**
 * A printed PDF, scanned: the scan leads back to it by its words (tesseract) and by how it looks, and a PDF of scans to
 * the scans that are held. Needs Chromium, pdftoppm (poppler-utils) and tesseract (tesseract-ocr). Run:
 * node --conditions=counterfoil-source --test test/e2e/scanned-pages.e2e.ts
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { type LeakTrace, leakRegister, leakTrace, openStore, type Store } from '../../src/index.ts'
import { scannedPdf } from '../../src/testing/page-fixtures.ts'
import { seededRandom } from '../../src/testing/seeded-random.ts'

const CHROMIUM = process.env.COUNTERFOIL_CHROMIUM ?? '/usr/bin/chromium'
const MEMO = readFileSync(new URL('../../bench/leaks/memo.md', import.meta.url), 'utf8').replace(/^#+ /gm, '')
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-scans-'))

/** The pages of a PDF as a scanner would give them: turned, blurred, dusty, JPEG. */
async function scans(pdf: string, dpi: number, turn: number): Promise<readonly Buffer[]> {
  const stem = join(folder, `raster-${dpi}`)
  execFileSync('pdftoppm', ['-r', `${dpi}`, '-gray', '-png', pdf, stem])
  const random = seededRandom(`${dpi}`)
  const pages: Buffer[] = []
  for (const name of readdirSync(folder)
    .filter((each) => each.startsWith(`raster-${dpi}-`))
    .sort()) {
    const { data, info } = await sharp(join(folder, name))
      .rotate(turn, { background: '#f4f4f4' })
      .blur(0.5)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    for (let i = 0; i < data.length; i++) {
      const dust = (random.next() + random.next() - 1) * 24
      data[i] = Math.max(0, Math.min(255, (data[i] ?? 0) * 0.85 + 25 + dust))
    }
    pages.push(
      await sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
        .jpeg({ quality: 60 })
        .toBuffer(),
    )
  }
  return pages
}

async function traced(
  store: Store,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<LeakTrace> {
  const leaked = mkdtempSync(join(folder, 'leaked-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(leaked, name), content)
  for await (const item of leakTrace({ inputs: [leaked], store, until: Date.UTC(2030, 0, 1) }))
    if (item.kind === 'leak-trace') return item
  throw new Error('nothing was traced')
}
const named = ({ items }: LeakTrace): unknown =>
  items.map(({ found, versions: [first] }) => [found, first?.document.name, first?.by])

describe('scanned pages', () => {
  let store: Store
  const memo = join(folder, 'memo.pdf')
  before(async () => {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu'],
    })
    try {
      const page = await browser.newPage({ javaScriptEnabled: false, offline: true })
      await page.setContent(
        `<!doctype html><meta charset="utf-8"><style>body { font: 14pt/1.5 serif }</style>${MEMO.split('\n\n')
          .map((text) => `<p>${text}</p>`)
          .join('')}`,
      )
      writeFileSync(
        memo,
        await page.pdf({
          format: 'A4',
          margin: { top: '20mm', bottom: '20mm', left: '22mm', right: '22mm' },
        }),
      )
    } finally {
      await browser.close()
    }
    store = await openStore(':memory:')
    for await (const item of leakRegister({ store, files: [memo], holder: 'ann@example.org', from: 0 }))
      assert.equal(item.kind, 'registered-file')
  })
  after(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  it('lead to the text PDF by how they look', async () => {
    const pages = await scans(memo, 150, -0.6)
    assert.ok(pages.length >= 3)
    for (const [n, page] of pages.slice(0, 3).entries()) {
      const trace = await traced(store, { 'scan.jpg': page })
      assert.deepEqual(named(trace), [['version', 'memo.pdf', 'page']])
      assert.deepEqual(trace.items[0]?.versions[0]?.pages, [[1, n + 1]])
    }
  })

  it('lead to it by their words when tesseract read them', async () => {
    const [page = Buffer.alloc(0)] = await scans(memo, 200, 0.4)
    const picture = join(folder, 'ocr.jpg')
    writeFileSync(picture, page)
    const text = execFileSync('tesseract', [picture, 'stdout', '--dpi', '200'], {
      encoding: 'utf8',
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    assert.ok(text.length > 1_000)
    const trace = await traced(store, { 'scan.jpg': page, 'scan.txt': text })
    assert.deepEqual(named(trace), [['version', 'memo.pdf', 'part']])
  })

  it('of a PDF of scans lead to the scans that are held', async () => {
    const only = await openStore(':memory:')
    try {
      const held = join(folder, 'scanned.pdf')
      writeFileSync(held, await scannedPdf((await scans(memo, 110, 0.3)).slice(1, 3).reverse()))
      for await (const item of leakRegister({ store: only, files: [held], holder: 'archive', from: 0 }))
        assert.ok(item.kind === 'registered-file' && item.letters === 0 && item.pages === 2)
      const leaked = await scannedPdf((await scans(memo, 130, -0.9)).slice(1, 3))
      const trace = await traced(only, { 'leak.pdf': leaked })
      assert.deepEqual(named(trace), [['version', 'scanned.pdf', 'page']])
      assert.deepEqual(trace.items[0]?.versions[0]?.pages, [
        [1, 2],
        [2, 1],
      ])
    } finally {
      await only.close()
    }
  })
})
