/**
 * Fuzzer of the reader: random messages by a grammar, changed blindly and with knowledge of mail, guided by the code
 * they reach and by what the reading finds.
 *
 *   node bench/fuzz/run.ts --seconds 3600 --seed 1 [--out FOLDER] [--max-bytes N] [--keep]
 *
 * A failure is an exception, a broken promise (see check-message.ts), a second of processor time for one message, an
 * endless loop, or a full heap. Failing inputs are made small and written to FOLDER/failures, slow ones to
 * FOLDER/slow. Exit code 1 when there was a failure.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { FuzzOrder, FuzzReport } from './fuzz-order.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: '/tmp/fuzz' },
    'max-bytes': { type: 'string', default: String(1 << 20) },
    keep: { type: 'boolean', default: false },
  },
})

/** Seconds without an answer after which the input of the moment counts as endless. */
const HANG = 30
const HEAP_MEGABYTES = 1024

const maxBytes = Number(values['max-bytes'])
const input = new SharedArrayBuffer(maxBytes)
const counters = new SharedArrayBuffer(8)
const numbers = new Int32Array(counters)
let failed = false

const say = (text: string): void => {
  console.log(`${new Date().toISOString().slice(11, 19)} ${text}`)
}

function writeCurrent(why: string): void {
  failed = true
  const bytes = Buffer.from(new Uint8Array(input, 0, numbers[1]))
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  mkdirSync(join(values.out, 'failures'), { recursive: true })
  writeFileSync(join(values.out, 'failures', `${name}.eml`), bytes)
  writeFileSync(join(values.out, 'failures', `${name}.txt`), `${why}\n`)
  say(`FAILURE ${why} (${bytes.length} bytes, ${name})`)
}

/** One life of the worker: to the end, or to an input that it does not survive. */
function live(order: FuzzOrder): Promise<'done' | 'died'> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('fuzz-worker.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    })
    let seen = -1
    let since = performance.now()
    let over = false
    const finish = (how: 'done' | 'died') => {
      if (over) return
      over = true
      clearInterval(watch)
      void worker.terminate()
      resolve(how)
    }
    const watch = setInterval(() => {
      const now = Atomics.load(numbers, 0)
      if (now !== seen) {
        seen = now
        since = performance.now()
      } else if (performance.now() - since > HANG * 1000) {
        writeCurrent(`no answer for ${HANG} s`)
        finish('died')
      }
    }, 1000)
    worker.on('message', ({ kind, note }: FuzzReport) => {
      if (kind === 'failure') failed = true
      say(kind === 'note' ? note : `${kind === 'failure' ? 'FAILURE' : 'DONE'} ${note}`)
      if (kind === 'done') finish('done')
    })
    worker.on('error', (error) => {
      if (over) return
      writeCurrent(error instanceof Error ? (error.stack ?? error.message) : String(error))
      finish('died')
    })
  })
}

const deadline = performance.now() + Number(values.seconds) * 1000
say(`seed ${values.seed}, ${values.seconds} s, failures to ${values.out}, Node ${process.version}`)
for (let round = 0; performance.now() < deadline; round++) {
  const how = await live({
    seconds: (deadline - performance.now()) / 1000,
    seed: round === 0 ? values.seed : `${values.seed} again ${round}`,
    out: values.out,
    seeds: [
      new URL('../../fixtures/fuzz', import.meta.url).pathname,
      join(values.out, 'corpus'),
      join(values.out, 'failures'),
    ],
    maxBytes,
    keep: values.keep,
    input,
    counters,
  })
  if (how === 'done') break
  // Before the first input nothing but the fuzzer itself can be broken.
  if (Atomics.load(numbers, 0) === 0) break
}
process.exitCode = failed ? 1 : 0
