/**
 * Files to stored facts, through the worker pool as a scan uses it, for each depth of looking into attachments. By
 * hand: `node_modules/.bin/node --conditions=counterfoil-source bench/speed/facts.ts FOLDER [JOBS] [ROUNDS] [DEPTH…]`.
 * README.md says what is measured. CPU seconds are of the whole process: all threads, those of libvips and pdf.js too.
 */
import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Digest } from '../../src/model/bytes.ts'
import type { RawMessage } from '../../src/model/source.ts'
import { threadReader } from '../../src/work/thread-reader.ts'

const DEPTHS = ['none', 'documents', 'all'] as const
type Depth = (typeof DEPTHS)[number]
/** As `read-into.ts` sends them. */
const BATCH_MESSAGES = 64
const BATCH_BYTES = 1 << 20

const [folder, jobsText = '2', roundsText = '3', ...asked] = process.argv.slice(2)
const depths = asked.length === 0 ? DEPTHS : DEPTHS.filter((depth) => asked.includes(depth))
const jobs = Number(jobsText)
const rounds = Number(roundsText)
if (folder === undefined || !(jobs >= 1) || !(rounds >= 1)) {
  console.error('usage: node bench/speed/facts.ts FOLDER [JOBS] [ROUNDS] [none|documents|all…]')
  process.exit(2)
}
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.eml'))
  .sort()
  .map((name) => join(folder, name))

interface Run {
  readonly wall: number
  readonly cpu: number
  /** Messages with a record, links, files inside attachments, and issues: the same for every run of a depth. */
  readonly facts: string
}

type Batch = { readonly digest: Digest; readonly raw: RawMessage }[]

function* batches(): Generator<Batch> {
  let batch: Batch = []
  let size = 0
  for (const file of files) {
    const bytes = readFileSync(file)
    const raw: RawMessage = {
      kind: 'raw-message',
      bytes,
      source: { file, format: 'eml', offset: 0, length: bytes.length },
      issues: [],
    }
    batch.push({ digest: `sha256:${hash('sha256', bytes)}`, raw })
    size += bytes.length
    if (batch.length < BATCH_MESSAGES && size < BATCH_BYTES) continue
    yield batch
    batch = []
    size = 0
  }
  if (batch.length > 0) yield batch
}

async function run(depth: Depth): Promise<Run> {
  const reader = threadReader({ jobs, settings: { attachments: depth } })
  // The workers and their libraries are loaded before the clock starts: a scan of a mailbox pays that once.
  const warm = [...batches()].slice(0, jobs)
  await Promise.all(warm.map((batch) => reader.read(batch)))
  const start = performance.now()
  const used = process.cpuUsage()
  const under = new Set<Promise<void>>()
  let records = 0
  let links = 0
  let inside = 0
  let issues = 0
  for (const batch of batches()) {
    if (under.size >= reader.parallel) await Promise.race(under)
    const task: Promise<void> = reader.read(batch).then((results) => {
      for (const one of results) {
        if (!('record' in one)) continue
        records++
        links += one.record.links.length
        issues += one.record.issues.length
        for (const { opened } of one.record.attachments) inside += opened?.files.length ?? 0
      }
      under.delete(task)
    })
    under.add(task)
  }
  await Promise.all(under)
  const { user, system } = process.cpuUsage(used)
  const wall = (performance.now() - start) / 1_000
  await reader.close()
  return {
    wall,
    cpu: (user + system) / 1e6,
    facts: `${records} records, ${links} links, ${inside} files inside, ${issues} issues`,
  }
}

console.log(`${files.length} messages, ${jobs} workers, ${rounds} rounds, Node ${process.version}`)
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
for (const depth of depths) {
  const runs: Run[] = []
  for (let round = 0; round < rounds; round++) runs.push(await run(depth))
  const wall = median(runs.map((one) => one.wall))
  const cpu = median(runs.map((one) => one.cpu))
  console.log(
    [
      depth.padEnd(10),
      `${(files.length / wall).toFixed(0)} messages/s`,
      `${wall.toFixed(2)} s wall`,
      `${cpu.toFixed(2)} s CPU`,
      `${(files.length / cpu).toFixed(0)} messages per CPU second`,
      [...new Set(runs.map(({ facts }) => facts))].join(' | '),
    ].join('  '),
  )
}
