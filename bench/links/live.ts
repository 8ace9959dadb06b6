// Chains a second by the HTTP tracer on loopback: three hops each (tracker, stop-over, landing), over http and https.
// Usage: npx node --conditions=counterfoil-source bench/links/live.ts [chains] [at once]
import { guardedFetcher } from '../../src/net/guarded-fetcher.ts'
import { traceHttp } from '../../src/net/trace-http.ts'
import { pageReader } from '../../src/parse/links/page-leads.ts'
import { rangeDomain, rangeRole, startRange } from '../../src/testing/range/range.ts'
import { article, type RangeShape, redirect } from '../../src/testing/range/shape.ts'

const CHAINS = Number(process.argv[2] ?? 2_000)
const AT_ONCE = Number(process.argv[3] ?? 16)

function shape(scheme: 'http' | 'https'): RangeShape {
  const urls = ['track.example/c', 'hop.example/v', 'landing.example/article'].map(
    (rest) => `${scheme}://${rest}`,
  )
  const [first = '', second = '', last = ''] = urls
  return {
    id: scheme,
    why: 'bench',
    exact: 'http',
    start: first,
    serve: { [first]: redirect(302, second), [second]: redirect(302, last), [last]: article('Bench') },
    http: { hops: [[first], [second, 'http'], [last, 'http']], end: 'landing' },
  }
}

const clock = (): number => Date.now()
const shapes = [shape('http'), shape('https')]
const range = await startRange({ shapes })
for (const { id, start, http } of shapes) {
  const options = {
    fetcher: guardedFetcher({
      resolver: range.names,
      clock,
      allowance: range.allowance,
      rates: { perHost: 1e9, overall: 1e9 },
    }),
    clock,
    reader: pageReader,
    sites: { registeredDomain: rangeDomain, isPublicSuffix: (host: string) => !host.includes('.') },
    roleOf: rangeRole,
  }
  for (let i = 0; i < 50; i++) await traceHttp(start, options)
  const times: number[] = []
  let next = 0
  let wrong = 0
  const began = performance.now()
  const cpu = process.cpuUsage()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next++ < CHAINS) {
        const from = performance.now()
        const chain = await traceHttp(start, options)
        times.push(performance.now() - from)
        if (chain.end !== http.end || chain.hops.length !== http.hops.length) wrong++
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const used = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)
  console.log(
    `${id}: ${(CHAINS / seconds).toFixed(0)} chains/s (${CHAINS} chains of 3 hops, ${AT_ONCE} at once), ` +
      `${((used.user + used.system) / 1000 / CHAINS).toFixed(2)} ms CPU each with servers, median ${at(0.5)} ms, p99 ${at(0.99)} ms, ${wrong} wrong`,
  )
}
await range.close()
