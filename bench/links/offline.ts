/**
 * Links unwrapped per second on one thread, with `new URL` alone over the same links as the peer, and 10,000 round
 * trips through wrappers nested to depth four. By hand:
 * `node_modules/.bin/node bench/links/offline.ts [FOLDER]`; FOLDER holds .eml files whose links are measured too.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { offlineChain } from '../../src/parse/links/offline-chain.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { randomTarget } from '../../src/testing/link-targets.ts'
import { seededRandom } from '../../src/testing/seeded-random.ts'
import { WRAP_ENCODERS } from '../../src/testing/wrap-encoders.ts'

const ROUND_TRIPS = 10_000
const ROUNDS = 5
const random = seededRandom('bench links offline')

/** Two thirds plain, the rest under one wrapper or more, like mail behind a gateway. */
function madeLinks(count: number): readonly string[] {
  return Array.from({ length: count }, () => {
    const target = random.chance(0.5)
      ? `https://www.example.org/${random.letters('abcdefgh/', 20)}?id=${random.hex(16)}`
      : randomTarget(random)
    return wrapped(target, random.chance(2 / 3) ? 0 : 1 + random.below(3)).url
  })
}

function wrapped(target: string, depth: number): { readonly url: string; readonly depth: number } {
  let url = target
  let used = 0
  for (let i = 0; i < depth; i++) {
    const encoder = random.pick(WRAP_ENCODERS)
    if (encoder.accepts && !encoder.accepts(url)) continue
    url = encoder.wrap(url)
    used++
  }
  return { url, depth: used }
}

let exact = 0
for (let i = 0; i < ROUND_TRIPS; i++) {
  const target = randomTarget(random)
  const { url, depth } = wrapped(target, 1 + random.below(4))
  const { hops } = offlineChain(url)
  if (hops.length === depth + 1 && hops.at(-1)?.url === target) exact++
  else console.log(`differs: ${url}`)
}
console.log(`round trips: ${exact} of ${ROUND_TRIPS} exact`)

function measure(title: string, links: readonly string[]): void {
  const characters = links.reduce((sum, link) => sum + link.length, 0)
  const rates = { chain: [] as number[], parse: [] as number[] }
  let hops = 0
  for (let round = 0; round <= ROUNDS; round++) {
    hops = 0
    const started = process.cpuUsage()
    for (const link of links) hops += offlineChain(link).hops.length
    const between = process.cpuUsage()
    let parsed = 0
    for (const link of links) if (URL.parse(link)) parsed++
    const ended = process.cpuUsage()
    if (parsed > links.length) throw new Error('unreachable')
    if (round === 0) continue
    const seconds = (a: NodeJS.CpuUsage, b: NodeJS.CpuUsage): number =>
      (b.user + b.system - a.user - a.system) / 1e6
    rates.chain.push(links.length / seconds(started, between))
    rates.parse.push(links.length / seconds(between, ended))
  }
  const median = (list: readonly number[]): string =>
    Math.round([...list].sort((a, b) => a - b)[list.length >> 1] ?? 0).toLocaleString('en')
  console.log(
    `${title}: ${links.length} links of ${Math.round(characters / Math.max(1, links.length))} characters, ${(hops / Math.max(1, links.length)).toFixed(2)} hops: ` +
      `${median(rates.chain)} links/s of CPU time; new URL alone ${median(rates.parse)}/s`,
  )
}

measure('made links', madeLinks(60_000))
const [folder] = process.argv.slice(2)
if (folder !== undefined) {
  const found: string[] = []
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort())
    if (name.endsWith('.eml'))
      for (const { url } of parseMessage(readFileSync(join(folder, name))).links)
        if (url?.startsWith('http')) found.push(url)
  measure('links of the folder', found)
}
