// Makes docs/pictures from the demonstration: runs it, opens what it wrote in Chromium, offline, and keeps pictures of
// it, 1200 pixels wide, in light colours. By hand: node scripts/make-pictures.js [--seed 1]; needs Node 24 (npm ci
// brings it: node_modules/.bin/node) and an installed Chromium.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import sharp from 'sharp'

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' } } })
const WIDTH = 1200
/** Bytes of one picture, so that a clone stays small. */
const LARGEST = 150 * 1024
const ROOT = join(import.meta.dirname, '..')
const PICTURES = join(ROOT, 'docs/pictures')
/** Picture, page, the element it begins at, and how much of the page below that is shown. */
const SHOTS = [
  { name: 'alert-report.png', page: 'report.html', from: 'body', height: 820 },
  { name: 'redirect-chain.png', page: 'chain.html', from: 'section:has(svg.chain)', height: 640 },
  { name: 'case-report.png', page: 'case-report.html', from: 'body', height: 1000 },
]

const work = mkdtempSync(join(tmpdir(), 'counterfoil-pictures-'))
const folder = join(work, 'counterfoil-demo')
const { status, stderr } = spawnSync(
  process.execPath,
  [
    '--import',
    join(ROOT, 'src/testing/deny-network.ts'),
    join(ROOT, 'bin/counterfoil.js'),
    'demo',
    '--seed',
    values.seed,
    '--folder',
    'counterfoil-demo',
    '--quiet',
  ],
  { cwd: work, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
)
if (status !== 0) {
  console.error(stderr)
  process.exit(1)
}
mkdirSync(PICTURES, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.COUNTERFOIL_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
try {
  for (const { name, page: file, from, height } of SHOTS) {
    const context = await browser.newContext({
      offline: true,
      colorScheme: 'light',
      viewport: { width: WIDTH, height },
    })
    const page = await context.newPage()
    await page.goto(pathToFileURL(join(folder, file)).href)
    const box = await page.locator(from).first().boundingBox()
    const shot = await page.screenshot({
      fullPage: true,
      clip: { x: 0, y: Math.max(0, box?.y ?? 0), width: WIDTH, height },
    })
    await context.close()
    const to = join(PICTURES, name)
    // text on paper has few colours
    await sharp(shot).png({ palette: true, colours: 64, compressionLevel: 9, effort: 10 }).toFile(to)
    const { size } = statSync(to)
    console.log(`${name} ${size} bytes`)
    if (size > LARGEST) throw new Error(`${name} is larger than ${LARGEST} bytes`)
  }
} finally {
  await browser.close()
  rmSync(work, { recursive: true, force: true })
}
