/**
 * The demonstration as a newcomer runs it, offline, for each thing that can be hidden in it: what its case says, that
 * no case is made where nothing happened, and that the report opens in Chromium without a request or an accessibility
 * violation and prints to few pages. Run: node --conditions=counterfoil-source test/e2e/demo.e2e.ts
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as library from '../../src/index.ts'
import { openBrowser } from '../../src/net/browser-process.ts'
import { namedChecks } from './checks.ts'

const CHROMIUM = process.env.COUNTERFOIL_CHROMIUM
const BROWSER = CHROMIUM === undefined ? {} : { executable: CHROMIUM }
const AXE = createRequire(import.meta.url)('axe-core') as { readonly source: string }
const ROOT = join(import.meta.dirname, '../..')
/** Pages the report of the demonstration prints to, at most. */
const MOST_PAGES = 12
/**
 * Processor seconds to the report, at most: on two cores a newcomer waits three minutes from `npm ci` on. Not seconds of
 * the clock, as these tell what else runs on the machine.
 */
const MOST_SECONDS = 60
/** Says at the end of the program what it took. */
const TAKEN =
  'data:text/javascript,process.on("exit",()=>{const {user,system}=process.cpuUsage();console.error("took "+(user+system)/1e6)})'
const SEEDS = { intrusion: 1, insider: 28, nothing: 19 }

interface AxeWindow {
  axe: {
    run(): Promise<{
      violations: readonly { id: string; nodes: readonly { html: string; failureSummary?: string }[] }[]
    }>
  }
}

interface Shown {
  readonly folder: string
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
}

const { check, done } = namedChecks()

const root = mkdtempSync(join(tmpdir(), 'counterfoil-demo-e2e-'))
function demo(seed: number): Shown {
  const folder = join(root, String(seed))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      join(ROOT, 'src/testing/deny-network.ts'),
      '--import',
      TAKEN,
      '--conditions=counterfoil-source',
      join(ROOT, 'bin/counterfoil.js'),
      'demo',
      '--seed',
      String(seed),
      '--folder',
      folder,
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  return {
    folder,
    status,
    stdout,
    stderr,
    seconds: Number(/^took ([\d.]+)$/m.exec(stderr)?.[1] ?? Number.NaN),
  }
}

/** The judgements of the case of a demonstration. */
const judgements = (folder: string): library.Case['judgements'] =>
  library.openCase(join(folder, 'case'), { now: Date.now() }).judgements
const truthOf = (folder: string): library.Truth =>
  JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as library.Truth

async function endsWell(name: string, { status, stdout, stderr, seconds }: Shown): Promise<void> {
  await check(`${name}: ends well, offline, in time, and warns of nothing`, () => {
    console.log(`    ${seconds.toFixed(1)} s of processor time`)
    assert.equal(status, 0, stderr)
    assert.doesNotMatch(stderr, /Warning|bug in counterfoil|what to do/)
    assert.ok(seconds <= MOST_SECONDS, `${seconds} s`)
    assert.doesNotMatch(stdout, /⟨U\+/, 'an output was printed that holds raw control characters')
  })
  await check(`${name}: what was hidden stands at the end only, and the report is named after it`, () => {
    const at = stdout.indexOf('What was hidden')
    assert.ok(at > 0 && !stdout.slice(0, at).includes('truth.json'))
    assert.match(stdout.slice(at), /Open it with a browser:\n\n\$ \S+ \S+\.html\n$/)
  })
}

try {
  const hit = demo(SEEDS.intrusion)
  await endsWell('intrusion', hit)
  const truth = truthOf(hit.folder)
  await check(
    'intrusion: the case says that somebody else wrote the mail, and names the right mailbox',
    () => {
      assert.equal(truth.kind, 'intrusion')
      const takeover = truth.mails.find(({ part }) => part === 'takeover')
      const said = judgements(hit.folder)
      assert.ok(
        said.some(
          ({ text, likelihood }) =>
            likelihood !== undefined && text.includes(`from ${takeover?.from} was written by somebody other`),
        ),
      )
      assert.ok(
        said.some(
          ({ text, likelihood }) =>
            likelihood !== undefined && text.includes(`came from the mailbox ${truth.mailbox},`),
        ),
      )
      assert.ok(said.some(({ text }) => text.includes('does not tell whether somebody with rightful access')))
    },
  )
  await check('intrusion: the case and its package are whole', () => {
    assert.deepEqual(library.openCase(join(hit.folder, 'case'), { now: Date.now() }).issues, [])
    assert.deepEqual(library.checkPackage(readFileSync(join(hit.folder, 'case.zip'))).issues, [])
  })

  const inside = demo(SEEDS.insider)
  await endsWell('insider', inside)
  await check('insider: nobody is accused, and it is said that it cannot be told', () => {
    assert.equal(truthOf(inside.folder).kind, 'insider')
    const said = judgements(inside.folder)
    assert.deepEqual(
      said.filter(({ likelihood }) => likelihood !== undefined),
      [],
    )
    assert.ok(said.some(({ text }) => text.includes('does not tell whether somebody with rightful access')))
  })

  const quiet = demo(SEEDS.nothing)
  await endsWell('nothing', quiet)
  await check('nothing: no case is made, and that is said', () => {
    assert.equal(truthOf(quiet.folder).kind, 'nothing')
    assert.ok(!existsSync(join(quiet.folder, 'case')) && !existsSync(join(quiet.folder, 'case-report.html')))
    assert.match(quiet.stdout, /There is no ground for a case/)
    assert.match(quiet.stdout, /No case was made/)
  })

  const browser = await openBrowser(BROWSER)
  try {
    for (const [name, path] of [
      ['report of the case', join(hit.folder, 'case-report.html')],
      ['one page for others', join(hit.folder, 'case-for-others.html')],
      ['report where nobody is accused', join(inside.folder, 'case-report.html')],
    ] as const)
      for (const colorScheme of ['light', 'dark'] as const)
        await check(
          `${name}, ${colorScheme}: axe finds no violation, nothing is requested, no sideways scrolling`,
          async () => {
            const context = await browser.browser.newContext({
              offline: true,
              colorScheme,
              viewport: { width: 1200, height: 900 },
            })
            const page = await context.newPage()
            const requests: string[] = []
            page.on('request', (request) => requests.push(request.url()))
            await page.goto(pathToFileURL(path).href)
            await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
            await page.evaluate(AXE.source)
            const { violations } = await page.evaluate(() => (globalThis as unknown as AxeWindow).axe.run())
            assert.deepEqual(
              violations.flatMap(({ id, nodes }) =>
                nodes.map((one) => `${id}: ${one.html.slice(0, 160)} ${one.failureSummary ?? ''}`),
              ),
              [],
            )
            assert.deepEqual(requests, [pathToFileURL(path).href])
            await page.setViewportSize({ width: 320, height: 700 })
            assert.equal(
              await page.evaluate<number>(
                'document.documentElement.scrollWidth - document.documentElement.clientWidth',
              ),
              0,
            )
            await context.close()
          },
        )
  } finally {
    await browser.close()
  }
  await check('the report prints to few pages, and what is for others to one', async () => {
    const count = async (path: string): Promise<number> => {
      const pdf = Buffer.from(await library.printPage(readFileSync(path, 'utf8'), BROWSER)).toString('latin1')
      assert.ok(pdf.startsWith('%PDF-'))
      return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
    }
    const whole = await count(join(hit.folder, 'case-report.html'))
    const one = await count(join(hit.folder, 'case-for-others.html'))
    console.log(`    ${whole} and ${one} pages`)
    assert.ok(whole > 0 && whole <= MOST_PAGES, `${whole} pages`)
    assert.equal(one, 1)
  })
} finally {
  rmSync(root, { recursive: true, force: true })
}
done()
