/**
 * A thousand mixed indicators over a store that a scan has made: `node bench/hunt/run.ts STORE [COUNT] [ONE IN] [ROUNDS]`.
 * README.md says what is measured.
 */
import { hunt, openStore } from '../../src/index.ts'
import { drawIndicators } from './draw-indicators.ts'

const [location, countText = '1000', shareText = '2', roundsText = '5'] = process.argv.slice(2)
if (location === undefined) {
  console.error('usage: node bench/hunt/run.ts STORE [COUNT] [ONE IN] [ROUNDS]')
  process.exit(2)
}
const store = await openStore(location)
const counts = await store.counts()
console.log(`${counts.messages} messages, ${counts.observables} values in messages, Node ${process.version}`)
const set = await drawIndicators(store, Number(countText), Number(shareText))
const types = Map.groupBy(set.indicators, ({ type }) => type)
console.log([...types].map(([type, list]) => `${type} ${list.length}`).join(', '))

const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1] ?? 0
const rounds: { wall: number; cpu: number; first: number; sighted: number }[] = []
let sightings = 0
let last = ''
for (let round = 0; round <= Number(roundsText); round++) {
  const cpu = process.cpuUsage()
  const started = performance.now()
  let first = Number.NaN
  let sighted = Number.NaN
  sightings = 0
  for await (const event of hunt({ reports: [], sets: [set], store, clock: () => performance.now() })) {
    if (event.kind === 'sighting') {
      if (sightings++ === 0) first = performance.now() - started
      sighted = performance.now() - started
    }
    if (event.kind === 'hunt-summary')
      last = `${event.messages} mails; ${event.tiers.map(({ tier, sightings: n }) => `${tier} ${n}`).join(', ')}; ${event.limits.length} limits`
  }
  const wall = performance.now() - started
  const { user, system } = process.cpuUsage(cpu)
  // The first round reads the store from disk.
  if (round > 0) rounds.push({ wall, cpu: (user + system) / 1000, first, sighted })
  else console.log(`cold: ${wall.toFixed(0)} ms, first sighting after ${first.toFixed(0)} ms`)
}
const of = (pick: (round: (typeof rounds)[number]) => number): string =>
  `${median(rounds.map(pick)).toFixed(0)} ms`
console.log(`${set.indicators.length} indicators, ${sightings} sightings in ${last}`)
console.log(
  `warm, median of ${rounds.length}: ${of(({ wall }) => wall)} (${of(({ cpu }) => cpu)} of CPU time), ` +
    `first sighting after ${of(({ first }) => first)}, last after ${of(({ sighted }) => sighted)}; the rest tells what became of the mails`,
)
await store.close()
