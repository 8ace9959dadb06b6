/**
 * What the index costs beyond reading: `node bench/hunt/build.ts INPUT [EVERY] [WARM]`. CPU time, over every EVERYth
 * message, of making traces and words and of saving; `record` is a store without them. The first WARM messages only
 * warm the compiler and are not counted.
 */
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAttachments } from '../../src/enrich/attachments/open-attachments.ts'
import { alteration, statedAuthentication } from '../../src/enrich/auth/authenticate.ts'
import { messageRecord } from '../../src/enrich/record.ts'
import { mailTrace } from '../../src/enrich/traces/mail-trace.ts'
import { fileSource, openStore, type ReadResult } from '../../src/index.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'

const [input, everyText = '5', warmText = '300'] = process.argv.slice(2)
if (input === undefined) {
  console.error('usage: node bench/hunt/build.ts INPUT [EVERY] [WARM]')
  process.exit(2)
}
const BATCH = 256
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'))
const paths = { record: join(folder, 'record.db'), index: join(folder, 'index.db') }
const stores = { record: await openStore(paths.record), index: await openStore(paths.index) }
/** Milliseconds of CPU. */
const time = { reading: 0, trace: 0, words: 0, record: 0, index: 0 }
const batch: ReadResult[] = []
let index = 0
let read = 0
let messages = 0
let bytes = 0
let isWarm = Number(warmText) === 0

async function cpu<T>(of: keyof typeof time, work: () => T | Promise<T>): Promise<T> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  if (isWarm) time[of] += (user + system) / 1000
  return result
}
async function flush(): Promise<void> {
  const results = batch.splice(0)
  const plain = results.map(({ record, lookups, json }) => ({ record, lookups, ...(json ? { json } : {}) }))
  await cpu('record', () => stores.record.saveMessages(plain))
  await cpu('index', () => stores.index.saveMessages(results))
  if (isWarm) messages += results.length
  else isWarm = read >= Number(warmText)
}
for await (const item of fileSource().read([input])) {
  if (item.kind !== 'raw-message' || index++ % Number(everyText) !== 0) continue
  const digest = `sha256:${hash('sha256', item.bytes, 'hex')}` as const
  const { message, opened, record } = await cpu('reading', async () => {
    const message = parseMessage(item.bytes, { digest })
    const opened = await openAttachments(message, item.bytes, 'all')
    const facts = statedAuthentication(message, [], [], alteration(item.source))
    return { message, opened, record: messageRecord(item, message, facts, opened) }
  })
  // Each goes first every other time, as the second finds warm caches.
  const trace = (words: boolean) =>
    cpu(words ? 'words' : 'trace', () => mailTrace(message, item.bytes, opened, record, { words }))
  if (read++ % 2 === 0) await trace(false)
  const traced = await trace(true)
  if (read % 2 === 0) await trace(false)
  batch.push({ record, lookups: [], json: JSON.stringify(record), ...traced })
  bytes += item.bytes.length
  if (batch.length >= BATCH) await flush()
}
await flush()
for (const store of Object.values(stores)) await store.close()
const sizes = { record: statSync(paths.record).size, index: statSync(paths.index).size }
const each = (ms: number): string => `${(ms / messages).toFixed(3)} ms`
const beyond = time.words + time.index
console.log(
  `${read} messages, ${(bytes / 1e6).toFixed(1)} MB, ${messages} of them counted; CPU time a message:`,
)
console.log(`reading ${each(time.reading)}, traces ${each(time.trace)}, traces and words ${each(time.words)}`)
console.log(`saving the record alone ${each(time.record)}, with traces and words ${each(time.index)}`)
console.log(
  `all of it beyond reading ${each(beyond)}: ${((1000 * messages) / beyond).toFixed(0)} messages/s; ` +
    `of traces and words alone ${((1000 * messages) / time.words).toFixed(0)} messages/s`,
)
console.log(
  `store of records ${(sizes.record / 1e6).toFixed(1)} MB (${((100 * sizes.record) / bytes).toFixed(1)} % of raw), ` +
    `with traces and words ${(sizes.index / 1e6).toFixed(1)} MB (${((100 * sizes.index) / bytes).toFixed(1)} %)`,
)
rmSync(folder, { recursive: true })
