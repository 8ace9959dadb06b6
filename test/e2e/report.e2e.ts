/**
 * Opens the HTML report in Chromium, offline, and checks what only a browser can tell: no request, no script, no
 * accessibility violation, no sideways scrolling, a usable print. Run: node test/e2e/report.e2e.ts
 */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { reportHtml } from '../../src/explain/scan-html.ts'
import { traceHtml } from '../../src/explain/trace-html.ts'
import type { ScanReport } from '../../src/model/scan.ts'
import { HOSTILE_SUBJECT, QUIET_SCANNED, REPORT, UNJUDGED_SCANNED } from '../../src/testing/scan-fixture.ts'
import { TRACE_REPORT } from '../../src/testing/trace-fixture.ts'
import { namedChecks } from './checks.ts'

const CHROMIUM = process.env.COUNTERFOIL_CHROMIUM ?? '/usr/bin/chromium'
/** Without these Chromium asks its maker's servers at every start; as root it needs --no-sandbox. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const AXE = createRequire(import.meta.url)('axe-core') as { readonly source: string }

interface AxeWindow {
  axe: {
    run(options: object): Promise<{
      violations: readonly {
        id: string
        help: string
        nodes: readonly { html: string; failureSummary?: string }[]
      }[]
      passes: readonly { id: string }[]
    }>
  }
}

interface Opened {
  readonly page: Page
  /** Everything the page asked for, the file itself included. */
  readonly requests: readonly string[]
  readonly errors: readonly string[]
}

const { check, done } = namedChecks()

async function withPage(
  browser: Browser,
  file: string,
  options: BrowserContextOptions,
  test: (opened: Opened) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ offline: true, ...options })
  try {
    const page = await context.newPage()
    const requests: string[] = []
    const errors: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('dialog', (dialog) => {
      errors.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.goto(pathToFileURL(file).href)
    await test({ page, requests, errors })
  } finally {
    await context.close()
  }
}

const openDetails = (page: Page): Promise<void> =>
  page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')

async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE.source)
  const { violations, passes } = await page.evaluate(() =>
    (globalThis as unknown as AxeWindow).axe.run({ resultTypes: ['violations', 'passes'] }),
  )
  assert.ok(
    passes.some(({ id }) => id === 'color-contrast'),
    'axe could not measure contrast',
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  )
}

async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

async function reportChecks(browser: Browser, name: string, file: string, title: RegExp): Promise<void> {
  const desktop = { viewport: { width: 1200, height: 900 } }
  for (const colorScheme of ['light', 'dark'] as const) {
    await check(`${name}: axe finds no violation, ${colorScheme}`, () =>
      withPage(browser, file, { ...desktop, colorScheme }, async ({ page }) => {
        assert.deepEqual(await axeViolations(page), [])
        await openDetails(page)
        assert.deepEqual(await axeViolations(page), [], 'with all details open')
      }),
    )
  }
  await check(`${name}: no request but the file itself, nothing on the console`, () =>
    withPage(browser, file, desktop, async ({ page, requests, errors }) => {
      await openDetails(page)
      await page.mouse.wheel(0, 20_000)
      await page.waitForTimeout(300)
      assert.deepEqual(requests, [pathToFileURL(file).href])
      assert.deepEqual(errors, [])
    }),
  )
  for (const width of [320, 360, 768])
    await check(`${name}: no sideways scrolling at ${width} px`, () =>
      withPage(browser, file, { viewport: { width, height: 740 } }, async ({ page }) => {
        assert.equal(await sidewaysScroll(page), 0)
        await openDetails(page)
        assert.equal(await sidewaysScroll(page), 0, 'with all details open')
      }),
    )
  await check(`${name}: links lead only inside the page, to what is there`, () =>
    withPage(browser, file, desktop, async ({ page }) => {
      const hrefs = await page
        .locator('[href], [src], [action], [data], [formaction]')
        .evaluateAll((elements) =>
          elements.map((element) => element.getAttribute('href') ?? `${element.localName} with a source`),
        )
      for (const href of hrefs) assert.match(href, /^#[\w-]+$/)
      const lost = await page.evaluate<string[]>(
        '[...document.querySelectorAll("a")].map((a) => a.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id))',
      )
      assert.deepEqual(lost, [])
      assert.equal(await page.locator('h1').count(), 1)
    }),
  )
  await check(`${name}: no script, none executed, no foreign element`, () =>
    withPage(browser, file, desktop, async ({ page }) => {
      assert.match(await page.title(), title)
      const foreign = 'script, iframe, object, embed, form, input, img, base, link, meta[http-equiv=refresh]'
      assert.equal(await page.locator(foreign).count(), 0)
      const handlers = await page.evaluate<number>(
        '[...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name }) => name.startsWith("on") || name === "style")).length',
      )
      assert.equal(handlers, 0)
    }),
  )
  await check(`${name}: prints, with all details open and no live link`, () =>
    withPage(browser, file, desktop, async ({ page }) => {
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
      assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-')
      assert.doesNotMatch(pdf.toString('latin1'), /\/URI\s*\(/)
      await page.emulateMedia({ media: 'print' })
      const hidden = await page
        .locator('details > :not(summary)')
        .evaluateAll((elements) => elements.filter((element) => !element.checkVisibility()).length)
      assert.equal(hidden, 0)
    }),
  )
}

async function fixtureChecks(browser: Browser, file: string): Promise<void> {
  await check('the fixture report shows hostile text as text, and says when a message is missing', () =>
    withPage(browser, file, {}, async ({ page }) => {
      const text = await page.locator('main').textContent()
      assert.match(text ?? '', /<script>document\[\.\]title="owned"<\/script>/)
      assert.match(text ?? '', /⟨U\+202E⟩gpj\.exe/)
      assert.match(
        text ?? '',
        /cannot be shown: the file \/mail\/old\/archive\.mbox\.gz is not there any more/,
      )
      assert.ok(!text?.includes(HOSTILE_SUBJECT.slice(0, 200)))
      assert.doesNotMatch(text ?? '', /https?:\/\//)
    }),
  )
  await check('evidence is marked in header and text, with a footnote that leads to its finding', () =>
    withPage(browser, file, { viewport: { width: 1200, height: 900 } }, async ({ page }) => {
      const marks = await page.locator('#m1 mark').allInnerTexts()
      assert.ok(marks.includes('X-Mailer: Outbound Web Client 9.1'))
      assert.ok(marks.includes('docs[.]harbourwatch[.]example/minutes'))
      assert.ok(
        marks.some((mark) => mark.startsWith('hxxps://docs[.]harbourwatch[.]example[.]session-check')),
      )
      assert.deepEqual(await page.locator('#m2 pre mark').allInnerTexts(), [
        '"Ines Moreau" <ines.moreau@presscoop-desk.test>',
        'Reply-To: Ines Moreau <ines.desk@quick-answers.example>',
        'hxxps://presscoop[.]example[.]dossier-share[.]test/e/7f3a',
      ])
      const note = page.locator('#m1 sup.note a').first()
      const target = await note.getAttribute('href')
      await note.click()
      assert.equal(await page.evaluate<string>('location.hash'), target)
    }),
  )
  await check('the timeline stays inside a phone and has a spoken alternative', () =>
    withPage(browser, file, { viewport: { width: 360, height: 740 } }, async ({ page }) => {
      const boxes = await page
        .locator('svg.timeline text, svg.timeline circle, svg.timeline path')
        .evaluateAll((elements) =>
          elements.map((element) => {
            const { left, right } = element.getBoundingClientRect()
            return { left, right }
          }),
        )
      assert.ok(boxes.length > 50)
      for (const { left, right } of boxes) assert.ok(left >= 0 && right <= 360, `${left}–${right}`)
      assert.ok(
        (await page.locator('svg.timeline').first().getAttribute('aria-label'))?.includes('over time'),
      )
      assert.match(
        (await page.locator('figcaption').first().textContent()) ?? '',
        /48 other mails.*39 from Thunderbird/,
      )
    }),
  )
}

async function chainChecks(browser: Browser, file: string): Promise<void> {
  await check(
    'a picture of a chain stays inside a phone, its text inside its boxes, and has spoken words',
    () =>
      withPage(browser, file, { viewport: { width: 320, height: 740 } }, async ({ page }) => {
        const overflow = await page.locator('svg.chain text').evaluateAll((texts) =>
          texts
            .filter((text) => {
              const right = text.closest('svg')?.getBoundingClientRect().right ?? 0
              return text.getBoundingClientRect().right > right
            })
            .map((text) => text.textContent),
        )
        assert.deepEqual(overflow, [])
        assert.ok((await page.locator('svg.chain text').count()) > 20)
        for (const picture of await page.locator('svg.chain').all()) {
          const names = (await picture.getAttribute('aria-labelledby'))?.split(' ') ?? []
          const said = await Promise.all(names.map((id) => page.locator(`#${id}`).textContent()))
          assert.match(said.join(' '), /The chain in \d+ hops?.*\(.+\)/)
        }
      }),
  )
  await check('the page of traced links shows hostile text as text', () =>
    withPage(browser, file, {}, async ({ page }) => {
      const text = (await page.locator('main').textContent()) ?? ''
      assert.match(text, /<script>document\[\.\]title="owned"<\/script>/)
      assert.match(text, /⟨U\+202E⟩/)
      assert.doesNotMatch(text, /https?:\/\//)
    }),
  )
}

async function main(): Promise<void> {
  if (!existsSync(CHROMIUM)) {
    await check('Chromium is there', async () => {
      assert.fail(
        `${CHROMIUM} is missing: install it (Debian: apt-get install chromium) or set COUNTERFOIL_CHROMIUM to its path`,
      )
    })
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-report-'))
  const write = (name: string, html: string): string => {
    const file = join(folder, name)
    writeFileSync(file, html)
    return file
  }
  const everything: ScanReport = {
    ...REPORT,
    messages: [
      ...REPORT.messages,
      { scanned: QUIET_SCANNED, past: [] },
      { scanned: UNJUDGED_SCANNED, past: [] },
    ],
  }
  const { verdicts, budget } = REPORT.summary
  const empty: ScanReport = {
    ...REPORT,
    summary: {
      ...REPORT.summary,
      verdicts: { ...verdicts, alert: 0, review: 0 },
      budget: { ...budget, used: 0 },
      coverage: { notEvaluated: [], issues: [], trouble: [], trustedHosts: [] },
    },
    messages: [],
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })
  try {
    // A recorder that sees nothing would prove nothing.
    const leaky =
      '<!doctype html><title>x</title><img src="http://127.0.0.1:9/pixel.gif"><script>console.error("seen")</script>'
    await check('control: the recorder sees a request and a console error where there is one', () =>
      withPage(browser, write('leaky.html', leaky), {}, async ({ requests, errors }) => {
        assert.ok(requests.includes('http://127.0.0.1:9/pixel.gif'))
        assert.ok(errors.includes('seen'))
      }),
    )
    const full = write('report.html', reportHtml(everything))
    const title = /^Mail report: /
    await reportChecks(browser, 'full report', full, title)
    await reportChecks(browser, 'empty report', write('empty.html', reportHtml(empty)), title)
    const traced = write('trace.html', traceHtml(TRACE_REPORT, REPORT.generated))
    await reportChecks(browser, 'traced links', traced, /^Links traced: /)
    await chainChecks(browser, traced)
    await fixtureChecks(browser, full)
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

await check('the run came to its end', main)
done()
