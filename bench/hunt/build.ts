/**
 * What the index costs beyond reading: `node bench/hunt/build.ts INPUT [EVERY]`. CPU time of reading with and without
 * traces and words, and of saving with and without them, over every EVERYth message.
 */
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSource, openStore, type ReadResult } from '../../src/index.ts'
import { readMessage } from '../../src/pipeline.ts'

const [input, everyText = '5'] = process.argv.slice(2)
if (input === undefined) {
  console.error('usage: node bench/hunt/build.ts INPUT [EVERY]')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'))
const paths = { none: join(folder, 'none.db'), all: join(folder, 'all.db') }
const stores = { none: await openStore(paths.none), all: await openStore(paths.all) }
const time = { read: { none: 0, all: 0 }, save: { none: 0, all: 0 } }
const batches: Record<'none' | 'all', ReadResult[]> = { none: [], all: [] }
let index = 0
let messages = 0
let bytes = 0

const cpu = async <T>(
  work: () => Promise<T>,
  into: Record<'none' | 'all', number>,
  which: 'none' | 'all',
): Promise<T> => {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  into[which] += (user + system) / 1000
  return result
}
async function flush(): Promise<void> {
  for (const which of ['none', 'all'] as const)
    await cpu(() => stores[which].saveMessages(batches[which].splice(0)), time.save, which)
}
for await (const item of fileSource().read([input])) {
  if (item.kind !== 'raw-message' || index++ % Number(everyText) !== 0) continue
  const digest = `sha256:${hash('sha256', item.bytes, 'hex')}` as const
  // Each goes first every other time, as the second finds warm caches.
  const order = messages % 2 === 0 ? (['none', 'all'] as const) : (['all', 'none'] as const)
  for (const which of order) {
    const result = await cpu(() => readMessage(item, { index: which }, digest), time.read, which)
    batches[which].push({ ...result, json: JSON.stringify(result.record) })
  }
  messages++
  bytes += item.bytes.length
  if (batches.all.length >= 256) await flush()
}
await flush()
for (const which of ['none', 'all'] as const) await stores[which].close()
const sizes = { none: statSync(paths.none).size, all: statSync(paths.all).size }
const beyond = (time.read.all - time.read.none + time.save.all) / messages
console.log(`${messages} messages, ${(bytes / 1e6).toFixed(1)} MB`)
console.log(
  `reading ${(time.read.none / messages).toFixed(2)} ms a message, with traces and words ${(time.read.all / messages).toFixed(2)} ms (CPU)`,
)
console.log(
  `saving ${(time.save.none / messages).toFixed(2)} ms a message, with traces and words ${(time.save.all / messages).toFixed(2)} ms (CPU)`,
)
console.log(
  `everything beyond reading: ${beyond.toFixed(2)} ms a message, ${(1000 / beyond).toFixed(0)} messages/s`,
)
console.log(
  `store ${(sizes.none / 1e6).toFixed(1)} MB (${((100 * sizes.none) / bytes).toFixed(1)} % of raw), with the index ${(sizes.all / 1e6).toFixed(1)} MB (${((100 * sizes.all) / bytes).toFixed(1)} %)`,
)
rmSync(folder, { recursive: true })
