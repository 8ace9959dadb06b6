/**
 * Opens the report of a case in Chromium, offline: no request, no accessibility violation, no sideways scrolling on a
 * phone, and a PDF of few pages. Run: node --conditions=counterfoil-source test/e2e/case-report.e2e.ts
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as library from '../../src/index.ts'
import { openBrowser } from '../../src/net/browser-process.ts'
import { namedChecks } from './checks.ts'

const CHROMIUM = process.env.COUNTERFOIL_CHROMIUM
const AXE = createRequire(import.meta.url)('axe-core') as { readonly source: string }
const NOW = Date.UTC(2026, 10, 23, 12)
const ACTING = { person: 'ana', tool: 'counterfoil test', time: NOW }
/** Pages the report of a small case prints to, at most. */
const MOST_PAGES = 12

interface AxeWindow {
  axe: {
    run(): Promise<{
      violations: readonly { id: string; nodes: readonly { html: string; failureSummary?: string }[] }[]
    }>
  }
}

const root = mkdtempSync(join(tmpdir(), 'counterfoil-case-e2e-'))
const folder = join(root, 'harbour')
library.newCase(folder, { title: 'Who sent the harbour papers', tlp: 'amber', attackVersion: '18.1' }, ACTING)
const change = (make: (found: library.Case) => library.CaseChange): void => {
  library.changeCase(folder, ACTING, make)
}
const mail = (n: number): Buffer =>
  Buffer.from(
    `From: Edda Thornquist <edda@webpost.example>\r\nTo: dov@quillmere.example\r\nSubject: Letter ${n} \u202e<i>\r\nDate: Mon, ${n + 1} Mar 2026 09:12:00 +0100\r\nMessage-ID: <${n}-${'long'.repeat(30)}@webpost.example>\r\n\r\nhttps://share.test/${'v'.repeat(300)}\r\n`,
  )
const chain = {
  kind: 'redirect-chain',
  basis: 'http',
  end: 'landing',
  hops: [1, 2, 3].map((n) => ({
    url: `https://h${n}.test/${'x'.repeat(200)}`,
    exchange: { time: NOW - n * 1e9, status: 302 },
  })),
}
const mails = [1, 2, 3, 4, 5, 6].map(
  (n) => ({ bytes: mail(n), name: `${n}.eml`, of: 'message', how: 'exported' }) as const,
)
change((found) =>
  library.addingEvidence(
    found,
    [...mails, { bytes: Buffer.from(JSON.stringify(chain)), name: 'c.json', of: 'chain', how: 'traced' }],
    ACTING,
  ),
)
change((found) => library.addingHypotheses(found, library.STANDING_HYPOTHESES, ['a sign-in log']))
for (const [at, value] of ['C', 'I', 'N', 'A'].entries())
  change((found) =>
    library.weighing(found, {
      hypothesis: `H${at + 1}`,
      item: 'E1',
      value: value as 'C',
      why: 'It has a link.',
    }),
  )
change((found) =>
  library.addingClaims(found, [
    {
      text: 'We sent nothing',
      speaker: 'Mara Lund',
      verbatim: true,
      said: NOW - 1e8,
      falsifier: 'A log of the hour',
    },
  ]),
)
for (const end of ['was used by somebody else', 'was read from abroad'])
  change((found) =>
    library.addingJudgement(found, {
      text: `It is likely that the account ${end}.`,
      confidence: 'low',
      basis: 'one mail',
      evidence: ['E1', 'C1'],
    }),
  )
change((found) =>
  library.addingTechnique(
    found,
    {
      id: 'T1566.002',
      name: 'Spearphishing Link',
      tactics: ['initial-access'],
      revoked: false,
      deprecated: false,
    },
    '18.1',
    { why: 'It has a link.', items: ['E1'] },
  ),
)
change((found) =>
  library.addingActor(found, {
    name: 'Grey Heron',
    by: 'Fernwick Labs',
    alsoNamed: ['FW-12'],
    items: ['C1'],
  }),
)
change((found) => library.addingGap(found, 'No sign-in log was there.'))

const { check, done } = namedChecks()

const report = library.viewCase(folder, { now: NOW, tool: 'counterfoil test' })
const pages = {
  whole: library.caseHtml(report),
  'one page': library.caseHtml(report, { onePage: true }),
  'for others': library.caseHtml(
    library.viewCase(folder, { now: NOW, tool: 't', redact: { most: 'amber' } }),
  ),
}
const browser = await openBrowser(CHROMIUM === undefined ? {} : { executable: CHROMIUM })
try {
  for (const [name, html] of Object.entries(pages)) {
    const file = join(root, `${name}.html`)
    writeFileSync(file, html)
    for (const colorScheme of ['light', 'dark'] as const)
      await check(`${name}, ${colorScheme}: axe finds no violation, nothing is requested`, async () => {
        const context = await browser.browser.newContext({ offline: true, colorScheme })
        const page = await context.newPage()
        const requests: string[] = []
        page.on('request', (request) => requests.push(request.url()))
        await page.goto(pathToFileURL(file).href)
        await page.evaluate(AXE.source)
        const { violations } = await page.evaluate(() => (globalThis as unknown as AxeWindow).axe.run())
        assert.deepEqual(
          violations.flatMap(({ id, nodes }) =>
            nodes.map((one) => `${id}: ${one.html.slice(0, 160)} ${one.failureSummary ?? ''}`),
          ),
          [],
        )
        assert.deepEqual(requests, [pathToFileURL(file).href])
        await context.close()
      })
    await check(`${name}: no sideways scrolling at 320 px`, async () => {
      const context = await browser.browser.newContext({
        offline: true,
        viewport: { width: 320, height: 700 },
      })
      const page = await context.newPage()
      await page.goto(pathToFileURL(file).href)
      assert.equal(
        await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        ),
        0,
      )
      await context.close()
    })
  }
} finally {
  await browser.close()
}
await check('printing: the whole report is short, the one-page version is one page', async () => {
  const options = CHROMIUM === undefined ? {} : { executable: CHROMIUM }
  const count = async (html: string): Promise<number> => {
    const pdf = Buffer.from(await library.printPage(html, options)).toString('latin1')
    assert.ok(pdf.startsWith('%PDF-'))
    return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  }
  const [whole, one] = [await count(pages.whole), await count(pages['one page'])]
  console.log(`    ${whole} and ${one} pages`)
  assert.ok(whole > 0 && whole <= MOST_PAGES, `${whole} pages`)
  assert.equal(one, 1)
})
await check(
  'printing: nobody of the case stands in the text of the PDF that is made for others',
  async () => {
    const options = CHROMIUM === undefined ? {} : { executable: CHROMIUM }
    const printed = await library.printPage(pages['for others'], options)
    const text = (await library.pagedText(printed, 'others.pdf'))?.text ?? ''
    assert.ok(text.includes('Person 1'), text.slice(0, 400))
    assert.doesNotMatch(text, /edda|thornquist|mara|lund|\bdov\b|webpost\.example.{0,3}@/i)
  },
)
rmSync(root, { recursive: true, force: true })
done()
