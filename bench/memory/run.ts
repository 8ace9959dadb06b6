/**
 * Memory and cost of reading a mailbox of any size: an mbox made on the fly comes through a pipe, is split here and
 * parsed by worker threads, as a scan does; nothing is kept. By hand:
 * `node_modules/.bin/node bench/memory/run.ts [MEGABYTES] [JOBS] [ROUNDS]`. README.md says what is measured.
 */
import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type Digest, fileSource, type Reader, type ReadResult, threadReader } from '../../src/index.ts'
import { generatedMbox } from './generated-mbox.ts'

const TARGET_MEGABYTES = 10_000
/** A batch as a scan makes them (`pipeline/read-into.ts`). */
const BATCH_MESSAGES = 64
const BATCH_BYTES = 4 << 20
const SIZES: readonly number[] = [1_000, 3_000, 10_000, 30_000, 100_000]
const WARM_UP = 6_000

const megabytes = Number(process.argv[2] ?? TARGET_MEGABYTES)
const jobs = Number(process.argv[3] ?? 2)
const rounds = Number(process.argv[4] ?? 3)
if (!(megabytes > 0) || !Number.isInteger(jobs) || jobs < 1 || !Number.isInteger(rounds) || rounds < 0) {
  console.error('usage: node bench/memory/run.ts [MEGABYTES] [JOBS] [ROUNDS]')
  process.exit(2)
}

interface Pass {
  readonly messages: number
  readonly bytes: number
  /** Seconds. */
  readonly wall: number
  readonly cpu: number
}

/** Reads an mbox stream to facts, dropping them; `each` is told how many messages are done. */
async function readThrough(
  stdin: Readable,
  reader: Reader,
  each?: (messages: number) => void,
): Promise<Pass> {
  const start = process.hrtime.bigint()
  const cpu = process.cpuUsage()
  const underWay: Promise<readonly unknown[]>[] = []
  let batch: Parameters<Reader['read']>[0][number][] = []
  let held = 0
  let messages = 0
  let bytes = 0
  let read = 0
  const settle = async (leave: number): Promise<void> => {
    while (underWay.length > leave) {
      const results = await underWay.shift()!
      for (const one of results as readonly (ReadResult | { readonly kind: string })[]) {
        if ('kind' in one) throw new Error(JSON.stringify(one))
        read++
      }
      each?.(read)
    }
  }
  const send = async (): Promise<void> => {
    if (batch.length > 0) underWay.push(reader.read(batch))
    batch = []
    held = 0
    await settle(reader.parallel - 1)
  }
  for await (const item of fileSource({ stdin }).read(['-'])) {
    if (item.kind === 'source-trouble') throw new Error(item.detail)
    if (item.kind !== 'raw-message') continue
    messages++
    bytes += item.bytes.length
    held += item.bytes.length
    batch.push({ digest: `sha256:${hash('sha256', item.bytes, 'hex')}` as Digest, raw: item })
    if (batch.length >= BATCH_MESSAGES || held >= BATCH_BYTES) await send()
  }
  await send()
  await settle(0)
  if (read !== messages) throw new Error(`${messages} messages met, ${read} read`)
  const used = process.cpuUsage(cpu)
  return {
    messages,
    bytes,
    wall: Number(process.hrtime.bigint() - start) / 1e9,
    cpu: (used.user + used.system) / 1e6,
  }
}

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024
}

const reader = threadReader({ jobs })
console.log(`Node ${process.version}, ${jobs} worker threads`)

// 1. memory: the generator is another process, so that only reading is measured
const before = peakMegabytes()
const generator = spawn(
  process.execPath,
  [fileURLToPath(new URL('./generated-mbox.ts', import.meta.url)), String(megabytes)],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const marks: string[] = []
let next = 1000
const long = await readThrough(generator.stdout, reader, (messages) => {
  if (messages < next) return
  marks.push(`${messages} messages ${peakMegabytes().toFixed(0)} MB`)
  next *= 4
})
const peak = peakMegabytes()
const rate = long.messages / long.wall
console.log('\nmeasured')
console.log(`  mbox read        ${(long.bytes / 1e6).toFixed(0)} MB of mail, ${long.messages} messages`)
console.log(
  `  peak memory      ${peak.toFixed(0)} MB (${before.toFixed(0)} MB before reading began), all threads`,
)
console.log(`  on the way       ${marks.join(', ')}`)
console.log(
  `  rate             ${rate.toFixed(0)} messages/s, ${(long.bytes / 1e6 / long.wall).toFixed(1)} MB/s, wall ${long.wall.toFixed(1)} s`,
)
console.log(
  `  processor        ${long.cpu.toFixed(1)} s, ${((long.cpu / long.messages) * 1e6).toFixed(0)} µs a message`,
)
if (megabytes < TARGET_MEGABYTES) {
  const factor = TARGET_MEGABYTES / megabytes
  console.log(`\nextrapolated to ${TARGET_MEGABYTES} MB (not measured)`)
  console.log(
    `  wall ${(long.wall * factor).toFixed(0)} s, processor ${(long.cpu * factor).toFixed(0)} s; peak memory ${peak.toFixed(0)} MB if it stays as flat as above`,
  )
}

// 2. cost by size: processor seconds of this process, which makes the mail as well, the same way at every size
const costs: { readonly size: number; readonly micros: number[] }[] = SIZES.map((size) => ({
  size,
  micros: [],
}))
if (rounds > 0) await readThrough(Readable.from(generatedMbox({ messages: WARM_UP })), reader)
for (let round = 0; round < rounds; round++)
  // small sizes are read several times, so that each figure rests on some work
  for (const { size, micros } of round % 2 === 0 ? costs : costs.toReversed())
    for (let time = 0; time < Math.ceil(Math.min(5, 10_000 / size)); time++) {
      const { cpu, messages } = await readThrough(Readable.from(generatedMbox({ messages: size })), reader)
      micros.push((cpu / messages) * 1e6)
    }
await reader.close()
if (rounds === 0) process.exit(0)
const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!
const middle = median(costs.map(({ micros }) => median(micros)))
console.log('\ncost of a message by the size of the mailbox, processor time, median (reading and generating)')
let worst = 0
for (const { size, micros } of costs) {
  const share = median(micros) / middle - 1
  worst = Math.max(worst, Math.abs(share))
  console.log(
    `  ${String(size).padStart(7)} messages  ${median(micros).toFixed(0).padStart(5)} µs  ${(share * 100).toFixed(1).padStart(6)} %`,
  )
}
console.log(`  ${worst <= 0.1 ? 'flat' : 'not flat'}: within ${(worst * 100).toFixed(1)} % of the middle`)
