/**
 * The loop of the fuzzer. It runs in a worker thread so that an endless loop or a full heap can be seen from
 * outside; the input of the moment lies in shared memory.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { type SeededRandom, seededRandom } from '../../src/testing/seeded-random.ts'
import { type CheckedMessage, checkMessage, readWhole } from './check-message.ts'
import { coverageMap } from './coverage.ts'
import { features } from './features.ts'
import type { FuzzOrder, FuzzReport } from './fuzz-order.ts'
import { clientMail, grammarMail } from './grammar.ts'
import { minimise } from './minimise.ts'
import { mutate } from './mutate.ts'
import { openAttachment, openSome } from './openers.ts'
import { STRUCTURES } from './structures.ts'

const order = workerData as FuzzOrder
const shared = new Uint8Array(order.input)
const counters = new Int32Array(order.counters)
const port = parentPort
if (!port) throw new TypeError('started as a worker')

/** Milliseconds of processor time no message may take. */
const BOUND = 1000
const BATCH = 24
/** Inputs kept to be changed further; an old one makes room. */
const MAX_CORPUS = 6000

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

const processorTime = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const corpus: Uint8Array[] = []
const words = new Set<string>()
const failures = new Map<string, number>()
let runs = 0
let slowest = 0
let slowestOpener = 0
let kept = 0

const nameOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12)

function write(kind: string, bytes: Uint8Array, note?: string): void {
  const folder = join(order.out, kind)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${nameOf(bytes)}.eml`), bytes)
  if (note !== undefined) writeFileSync(join(folder, `${nameOf(bytes)}.txt`), `${note}\n`)
}

interface Run {
  readonly checked?: CheckedMessage
  readonly milliseconds: number
  /** What went wrong, in words that are the same for the same fault. */
  readonly fault?: string
  readonly detail?: string
}

function run(bytes: Uint8Array): Run {
  shared.set(bytes)
  counters[1] = bytes.length
  Atomics.add(counters, 0, 1)
  const start = processorTime()
  try {
    const checked = readWhole(bytes)
    const milliseconds = processorTime() - start
    checkMessage(bytes, checked)
    if (runs % 64 === 0 && JSON.stringify(readWhole(bytes)) !== JSON.stringify(checked))
      return { milliseconds, fault: 'two readings differ', detail: '' }
    return { checked, milliseconds }
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    const place = /\(?(?:file:\/\/)?[^\s(]*\/((?:src|bench)\/[^\s)]*):\d+\)?/.exec(stack ?? '')?.[1] ?? ''
    return {
      milliseconds: processorTime() - start,
      fault: `${message.replace(/\d+/g, 'N').slice(0, 120)} at ${place}`,
      detail: stack ?? message,
    }
  }
}

/** Looks into the attachments of every fourth message, where there are openers. */
async function open(bytes: Uint8Array, { message }: CheckedMessage): Promise<boolean> {
  if (!openAttachment || message.attachments.length === 0 || runs % 4 !== 0) return false
  const start = processorTime()
  let isNew = false
  try {
    for (const word of await openSome(bytes, message))
      if (!words.has(word)) {
        words.add(word)
        isNew = true
      }
  } catch (error) {
    const { message: said, stack } = error instanceof Error ? error : new Error(String(error))
    const fault = `opener: ${said.replace(/\d+/g, 'N').slice(0, 120)}`
    const times = (failures.get(fault) ?? 0) + 1
    failures.set(fault, times)
    if (times <= 3) {
      write('failures', bytes, stack ?? said)
      report('failure', `${fault} (${bytes.length} bytes, ${nameOf(bytes)})`)
    }
  }
  const milliseconds = processorTime() - start
  if (milliseconds > slowestOpener) slowestOpener = milliseconds
  return isNew
}

function report(kind: FuzzReport['kind'], note: string): void {
  port?.postMessage({ kind, note } satisfies FuzzReport)
}

function noteFault(bytes: Uint8Array, { fault, detail }: Run): void {
  const times = (failures.get(fault ?? '') ?? 0) + 1
  failures.set(fault ?? '', times)
  if (times > 3) return
  const smallest = minimise(bytes, (each) => run(each).fault === fault, 2000)
  write('failures', smallest, detail)
  report('failure', `${fault} (${smallest.length} bytes, ${nameOf(smallest)})`)
}

/** The machine may be busy: it is slow when the best of three is. */
function noteSlow(bytes: Uint8Array, first: number): void {
  const best = Math.min(first, run(bytes).milliseconds, run(bytes).milliseconds)
  if (best > slowest) slowest = best
  if (best <= BOUND) return
  const times = (failures.get('slow') ?? 0) + 1
  failures.set('slow', times)
  if (times > 20) return
  write('slow', bytes, `${best.toFixed(0)} ms of processor time for ${bytes.length} bytes`)
  report('failure', `slow: ${best.toFixed(0)} ms for ${bytes.length} bytes (${nameOf(bytes)})`)
}

function keep(bytes: Uint8Array): void {
  kept++
  if (corpus.length < MAX_CORPUS) corpus.push(bytes)
  else corpus[kept % MAX_CORPUS] = bytes
  if (order.keep) write('corpus', bytes)
}

function firstInputs(random: SeededRandom): Uint8Array[] {
  const inputs: Uint8Array[] = []
  for (const folder of order.seeds) {
    let names: string[]
    try {
      names = readdirSync(folder).filter((name) => name.endsWith('.eml'))
    } catch {
      continue
    }
    for (const name of names.sort()) inputs.push(readFileSync(join(folder, name)))
  }
  for (let count = 0; count < 150; count++) inputs.push(clientMail(random))
  for (let count = 0; count < 300; count++) inputs.push(grammarMail(random, STRUCTURES))
  return inputs
}

const random = seededRandom(order.seed)
const coverage = coverageMap(['/src/parse/', '/src/enrich/'])
const started = performance.now()
const deadline = started + order.seconds * 1000
let nextSay = started + 60_000
const first = firstInputs(random)
const heaps: number[] = []

function newWords(checked: CheckedMessage): boolean {
  let fresh = false
  for (const word of features(checked))
    if (!words.has(word) && words.size < 50_000) {
      words.add(word)
      fresh = true
    }
  return fresh
}

function nextInput(): Uint8Array {
  const seed = first.pop()
  if (seed) return seed
  const choice = random.next()
  if (choice < 0.03) return clientMail(random)
  if (choice < 0.12) return grammarMail(random, STRUCTURES)
  // Newer finds more often: they are where the unknown code is.
  const recent = random.chance(0.4) ? Math.max(0, corpus.length - 200) : 0
  const base = corpus[recent + random.below(corpus.length - recent)] ?? clientMail(random)
  return mutate(base, corpus, random, random.chance(0.01) ? order.maxBytes : 1 << 16)
}

function say(): void {
  gc()
  gc()
  const heap = process.memoryUsage().heapUsed / 1e6
  const corpusBytes = corpus.reduce((sum, each) => sum + each.length, 0) / 1e6
  heaps.push(heap)
  const seconds = (performance.now() - started) / 1000
  report(
    'note',
    `${seconds.toFixed(0)} s: ${runs} runs (${(runs / seconds).toFixed(0)}/s), ${coverage.covered()} characters of code, ` +
      `${words.size} words, ${corpus.length} kept (${corpusBytes.toFixed(1)} MB outside the heap), slowest ${slowest.toFixed(0)} ms${openAttachment ? ` and ${slowestOpener.toFixed(0)} ms to open attachments` : ''}, ` +
      `heap ${heap.toFixed(1)} MB, ${failures.size} kinds of failure`,
  )
}

while (performance.now() < deadline) {
  const batch: { readonly bytes: Uint8Array; readonly fresh: boolean }[] = []
  for (let index = 0; index < BATCH; index++) {
    const bytes = nextInput().slice(0, order.maxBytes)
    runs++
    const result = run(bytes)
    if (result.milliseconds > slowest) noteSlow(bytes, result.milliseconds)
    if (result.fault !== undefined) noteFault(bytes, result)
    const { checked } = result
    const isNew = checked !== undefined && newWords(checked)
    const opensNew = checked !== undefined && (await open(bytes, checked))
    batch.push({ bytes, fresh: isNew || opensNew })
  }
  const fresh = coverage.takeNew()
  for (const each of batch) {
    // Which of the batch it was is found by running each again, alone.
    let ran = false
    if (fresh.length > 0 && !each.fresh) {
      run(each.bytes)
      ran = coverage.ran(fresh)
    }
    if (each.fresh || ran) keep(each.bytes)
  }
  if (performance.now() > nextSay) {
    nextSay += 60_000
    say()
  }
}
say()
coverage.stop()
report('done', JSON.stringify({ runs, slowest, slowestOpener, failures: [...failures], heaps, kept }))
