import { openBrowser } from './src/net/browser-process.ts'
import { rateGate } from './src/net/request-rates.ts'
import { traceBrowser } from './src/net/trace-browser.ts'
import { pageReader } from './src/parse/links/page-leads.ts'
import { rangeDomain, rangeRole, startRange } from './src/testing/range/range.ts'
const range = await startRange()
const process_ = await openBrowser({ authorities: range.allowance.authorities })
const clock = () => Date.now()
for (const id of process.argv.slice(2)) {
  const s = range.shapes.find(x => x.id === id)!
  const t = performance.now()
  const c = await traceBrowser(s.start, { process: process_, resolver: range.names, clock, reader: pageReader, roleOf: rangeRole,
    sites: { registeredDomain: rangeDomain, isPublicSuffix: (h) => !h.includes('.') }, gate: rateGate(clock), allowance: range.allowance, limits: {...s.limits},
    keepBody: (d, b) => console.log('body', d.slice(0,8), Buffer.from(b).toString().slice(0,300)), keepPage: p => console.log('page', p.url, p.html?.slice(0,200), p.screenshot?.length) })
  console.log(JSON.stringify(c, null, 1), performance.now() - t)
}
await process_.close(); await range.close()
