/**
 * Runs every shape of the test range through the browser tracer, and checks that nothing gets past the proxy.
 * Run: node --conditions=counterfoil-source test/e2e/trace-browser.e2e.ts [shape …]
 */
import assert from 'node:assert/strict'
import type { RedirectChain } from '../../src/model/redirect-chain.ts'
import { openBrowser } from '../../src/net/browser-process.ts'
import { rateGate } from '../../src/net/request-rates.ts'
import { type TraceBrowserOptions, traceBrowser } from '../../src/net/trace-browser.ts'
import { pageReader } from '../../src/parse/links/page-leads.ts'
import { rangeDomain, rangeRole, startRange } from '../../src/testing/range/range.ts'
import type { ExpectedChain, RangeShape } from '../../src/testing/range/shape.ts'

const CHROMIUM = process.env.COUNTERFOIL_CHROMIUM
const AT_ONCE = 3
const chosen = new Set(process.argv.slice(2))

let passed = 0
let failed = 0

async function check(name: string, test: () => Promise<void>): Promise<void> {
  try {
    await test()
    passed++
    console.log(`ok ${name}`)
  } catch (error) {
    failed++
    console.log(
      `not ok ${name}\n${String(error instanceof Error ? error.message : error).replace(/^/gm, '    ')}`,
    )
  }
}

const clock = (): number => Date.now()
const range = await startRange()
const browser = await openBrowser({
  ...(CHROMIUM === undefined ? {} : { executable: CHROMIUM }),
  authorities: range.allowance.authorities,
})

const base: TraceBrowserOptions = {
  process: browser,
  resolver: range.names,
  clock,
  reader: pageReader,
  sites: { registeredDomain: rangeDomain, isPublicSuffix: (host) => !host.includes('.') },
  roleOf: rangeRole,
  gate: rateGate(clock, { perHost: 1e6, overall: 1e6 }),
  allowance: range.allowance,
}

/** What was found, in the form of what is expected: roles only where one is expected, `*` for what always differs. */
function found(chain: RedirectChain, expected: ExpectedChain): ExpectedChain {
  return {
    hops: chain.hops.map(({ url, edge, role }, index) => {
      const wanted = expected.hops[index]
      const star = wanted?.[0].endsWith('*') && url.startsWith(wanted[0].slice(0, -1))
      const shown = star ? (wanted?.[0] ?? url) : url
      return wanted?.[2] === undefined ? [shown, edge] : [shown, edge, role]
    }),
    end: chain.end,
  }
}

const padded = ({ hops, end }: ExpectedChain): ExpectedChain => ({
  hops: hops.map(([url, edge, role]) => (role === undefined ? [url, edge] : [url, edge, role])),
  end,
})

async function shapeCheck(shape: RangeShape): Promise<void> {
  const { id, start, limits = {} } = shape
  const expected = shape.browser ?? shape.http
  await check(`${id}: ${shape.why}`, async () => {
    const chain = await traceBrowser(start, { ...base, limits: { ...limits } })
    const said = chain.hops.map(({ exchange }) => exchange?.error ?? exchange?.status)
    assert.deepEqual(
      found(chain, expected),
      padded(expected),
      `${JSON.stringify(said)}
found  ${JSON.stringify(found(chain, expected))}
wanted ${JSON.stringify(padded(expected))}`,
    )
  })
}

try {
  const shapes = range.shapes.filter(({ id }) => chosen.size === 0 || chosen.has(id))
  let next = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (;;) {
        const shape = shapes[next++]
        if (shape === undefined) return
        await shapeCheck(shape)
      }
    }),
  )
  await check('no connection came to the address nobody may reach', async () => {
    assert.deepEqual(range.canary.seen, [])
  })
  await check('outside of the traces the browser only asks for its maker, and is refused', async () => {
    for (const line of browser.strays)
      assert.match(line, /^\w+ (?:https?:\/\/)?[\w.-]+\.(?:google|googleapis)\.com[:/]/)
  })
} finally {
  await browser.close()
  await range.close()
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
