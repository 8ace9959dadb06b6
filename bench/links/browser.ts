// Chains a second by the browser tracer on loopback: three hops each (tracker, script, landing), in one browser.
// Usage: npx node --conditions=counterfoil-source bench/links/browser.ts [chains] [at once]
import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
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

/** Seconds of processor that this process and all below it have used (proc(5); Linux only): a shared machine's clock says little. */
function cpuSeconds(): number {
  const children = new Map<number, number[]>()
  const ticks = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'latin1')
      const fields = text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number)
      const [parent = 0] = fields.slice(1)
      // utime, stime, and those of children that ended
      ticks.set(
        Number(name),
        fields.slice(11, 15).reduce((sum, value) => sum + value, 0),
      )
      children.set(parent, [...(children.get(parent) ?? []), Number(name)])
    } catch {
      // It ended while we read.
    }
  }
  const below = [process.pid]
  for (const pid of below) below.push(...(children.get(pid) ?? []))
  return below.reduce((sum, pid) => sum + (ticks.get(pid) ?? 0), 0) / 100
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
const used = cpuSeconds()
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
const cpu = cpuSeconds() - used
times.sort((a, b) => a - b)
const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(0)
console.log(
  `${(CHAINS / seconds).toFixed(1)} chains/s (${CHAINS} chains of 3 hops with a script that waits 30 s, screenshot, ${AT_ONCE} at once), ` +
    `median ${at(0.5)} ms, p99 ${at(0.99)} ms, ${wrong} wrong; the browser started in ${launch.toFixed(0)} ms; ` +
    `${(cpu / CHAINS).toFixed(2)} s of processor a chain; load ${loadavg()[0]?.toFixed(1)}`,
)
await browser.close()
await range.close()
