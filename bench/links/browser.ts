// Chains a second by the browser tracer on loopback: three hops each (tracker, script, landing), in one browser.
// Usage: npx node --conditions=counterfoil-source bench/links/browser.ts [chains] [at once]
import { openBrowser } from '../../src/net/browser-process.ts'
import { rateGate } from '../../src/net/request-rates.ts'
import { traceBrowser } from '../../src/net/trace-browser.ts'
import { pageReader } from '../../src/parse/links/page-leads.ts'
import { rangeDomain, rangeRole, startRange } from '../../src/testing/range/range.ts'
import { article, html, type RangeShape, redirect } from '../../src/testing/range/shape.ts'

const CHAINS = Number(process.argv[2] ?? 60)
const AT_ONCE = Number(process.argv[3] ?? 4)

const urls = ['https://track.example/c', 'https://hop.example/v', 'https://landing.example/article'] as const
const [first, second, last] = urls
const shape: RangeShape = {
  id: 'script-after-redirect',
  why: 'bench',
  exact: 'browser',
  start: first,
  serve: {
    [first]: redirect(302, second),
    [second]: html(`<title>x</title><script>setTimeout(() => { location = "${last}" }, 30000)</script>`),
    [last]: article('Bench'),
  },
  http: { hops: [[first], [second, 'http'], [last, 'script']], end: 'landing' },
}

const clock = (): number => Date.now()
const range = await startRange({ shapes: [shape] })
const started = performance.now()
const browser = await openBrowser({ authorities: range.allowance.authorities })
const launch = performance.now() - started
const options = {
  process: browser,
  resolver: range.names,
  clock,
  reader: pageReader,
  sites: { registeredDomain: rangeDomain, isPublicSuffix: (host: string) => !host.includes('.') },
  roleOf: rangeRole,
  gate: rateGate(clock, { perHost: 1e9, overall: 1e9 }),
  allowance: range.allowance,
}
await traceBrowser(first, options)
const times: number[] = []
let next = 0
let wrong = 0
const began = performance.now()
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    while (next++ < CHAINS) {
      const from = performance.now()
      const chain = await traceBrowser(first, { ...options, keepPage: () => undefined })
      times.push(performance.now() - from)
      const edges = chain.hops.map(({ edge }) => edge).join(' ')
      if (chain.end !== 'landing' || edges !== ' http script') wrong++
    }
  }),
)
const seconds = (performance.now() - began) / 1000
times.sort((a, b) => a - b)
const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(0)
console.log(
  `${(CHAINS / seconds).toFixed(1)} chains/s (${CHAINS} chains of 3 hops with a script that waits 30 s, screenshot, ${AT_ONCE} at once), ` +
    `median ${at(0.5)} ms, p99 ${at(0.99)} ms, ${wrong} wrong; the browser started in ${launch.toFixed(0)} ms`,
)
await browser.close()
await range.close()
