/**
 * Prints marked copies with Chromium and reads the marks out of the PDF; nothing is loaded from anywhere. Run:
 * node --conditions=counterfoil-source test/e2e/marked-pdf.e2e.ts
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import {
  decodeMarks,
  newMarkPlan,
  openPdfPrinter,
  type PdfPrinter,
  printableCopy,
  readMarkMaster,
  sha256Hex,
  suspectText,
} from '../../src/index.ts'

const KEY = new Uint8Array(32).fill(5)
const MEMO = readFileSync(new URL('../../bench/leaks/memo.md', import.meta.url), 'utf8').replace(/^#+ /gm, '')
const RECIPIENTS = Array.from({ length: 100 }, (_, i) => `reader-${i}@example.org`)

describe('marked PDF', () => {
  let printer: PdfPrinter
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.end()
  })
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const executable = process.env.COUNTERFOIL_CHROMIUM
    printer = await openPdfPrinter(executable === undefined ? {} : { executable })
  })
  after(async () => {
    await printer.close()
    server.close()
  })

  for (const name of ['memo.txt', 'memo.html'])
    it(`${name}: the copy is read from its PDF, and the page asks for nothing`, async () => {
      const beacon = `<img src="http://127.0.0.1:${(server.address() as AddressInfo).port}/beacon.png">`
      const bytes = Buffer.from(
        name === 'memo.txt'
          ? MEMO
          : `<!doctype html><meta charset="utf-8"><script>document.body.textContent = 'gone'</script>${beacon}${MEMO.split(
              '\n\n',
            )
              .map((text) => `<p>${text}</p>`)
              .join('\n')}`,
      )
      const master = readMarkMaster(bytes, name)
      assert.ok(!('kind' in master))
      const fresh = newMarkPlan(master, sha256Hex(bytes))
      const plan = {
        ...fresh,
        places: fresh.places.map((place) => ({ ...place, decision: 'accepted' as const })),
      }
      const html = printableCopy(master, plan, KEY, RECIPIENTS[42]!)
      assert.ok(html)
      const suspect = await suspectText(await printer.print(html), 'copy.pdf')
      assert.ok(!('kind' in suspect))
      const { verdict, named } = decodeMarks({ master, plan, key: KEY, recipients: RECIPIENTS, suspect })
      assert.equal(verdict, 'one-copy')
      assert.equal(named[0]?.recipient, RECIPIENTS[42])
      assert.equal(asked, 0)
    })
})
