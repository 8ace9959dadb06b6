/** The Reader port over worker threads: batches in, records out, and no message lost when a worker dies. */
import { Worker } from 'node:worker_threads'
import type { Reader, ReadResult } from '../model/ports.ts'
import type { RawMessage, SourceTrouble } from '../model/source.ts'
import {
  type Batch,
  packBatch,
  type ReadSettings,
  unpackResult,
  type WorkerAnswer,
} from './batch-protocol.ts'

export type { ReadSettings } from './batch-protocol.ts'

/** Heap of a worker. A mail built to blow up in memory takes down its worker, not the scan. */
const HEAP_MB = 160
/**
 * Space for short-lived values. Node's default grows to three times 32 MB in each thread and is never given back;
 * this costs a few per cent of time and saves about 100 MB a worker.
 */
const YOUNG_MB = 16
/** Heap for a message tried alone after its batch died: a big honest mail gets a second chance. */
const LONE_HEAP_MB = 1024
/** A batch, or a lone message, that takes longer is held to be stuck: a mail built to cost time must not stop the scan. */
const BATCH_PATIENCE_MS = 600_000
const LONE_PATIENCE_MS = 60_000
/** A worker without work ends after this time and gives its memory back: judging comes after reading and needs it. */
const IDLE_MS = 1000

export interface ThreadReaderOptions {
  /** Worker threads, at least 1. */
  readonly jobs: number
  readonly settings?: ReadSettings
  /** Worker script; for tests that need a reader which dies on demand. */
  readonly script?: URL
  /** Limits of the tests above, overridable for tests only. */
  readonly heapMb?: number
  readonly loneHeapMb?: number
  readonly patience?: number
  readonly lonePatience?: number
}

type Answer = ReadResult | SourceTrouble

interface Task {
  readonly batch: Batch
  readonly relays: readonly string[]
  readonly resolve: (results: readonly ReadResult[]) => void
  readonly reject: (error: unknown) => void
}

/** Why a batch came back without records, through no fault of the pool's settings. */
class BatchLost extends Error {}

/**
 * A Reader over `jobs` worker threads. Results come in the order of the batch. When a worker dies, hangs or
 * throws, the batch is read again message by message in a fresh worker with more memory; a message that kills
 * that one too is answered with a `SourceTrouble`. Rejects only when the workers cannot start at all (settings,
 * broken installation) or after `close`. An idle pool does not keep the process alive.
 */
export function threadReader(options: ThreadReaderOptions): Reader {
  if (!Number.isInteger(options.jobs) || options.jobs < 1)
    throw new TypeError(`jobs must be a whole number of at least 1, not ${options.jobs}`)
  const script =
    options.script ??
    new URL(import.meta.url.endsWith('.ts') ? './read-worker.ts' : './read-worker.js', import.meta.url)
  const settings = options.settings ?? {}
  const many = workerCrew(options.jobs, script, settings, {
    heapMb: options.heapMb ?? HEAP_MB,
    patience: options.patience ?? BATCH_PATIENCE_MS,
  })
  const lone = workerCrew(1, script, settings, {
    heapMb: options.loneHeapMb ?? LONE_HEAP_MB,
    patience: options.lonePatience ?? LONE_PATIENCE_MS,
  })

  async function readAlone(batch: Batch, relays: readonly string[]): Promise<Answer[]> {
    const answers: Answer[] = []
    for (const message of batch)
      try {
        answers.push(...(await lone.read([message], relays)))
      } catch (error) {
        if (!(error instanceof BatchLost)) throw error
        answers.push(unreadable(message.raw, error.message))
      }
    return answers
  }

  return {
    // Two batches wait behind each busy worker: the caller saves many messages at once, and meanwhile nobody idles.
    parallel: options.jobs * 3,
    expect: () => many.warm(),
    async read(batch, relays = []) {
      if (batch.length === 0) return []
      try {
        return await many.read(batch, relays)
      } catch (error) {
        if (!(error instanceof BatchLost)) throw error
        return readAlone(batch, relays)
      }
    },
    async rest() {
      await Promise.all([many.rest(), lone.rest()])
    },
    async close() {
      await Promise.all([many.close(), lone.close()])
    },
  }
}

function unreadable(raw: RawMessage, why: string): SourceTrouble {
  return {
    kind: 'source-trouble',
    code: 'unreadable',
    file: raw.source.file,
    ...(raw.source.item === undefined ? {} : { item: raw.source.item }),
    offset: raw.source.offset,
    detail: `this message of ${raw.bytes.length} bytes could not be read: ${why}`,
    next: 'the other messages are not affected; look at this one by hand, and report it as a bug of counterfoil',
    fatal: false,
  }
}

/**
 * Node's flags for a worker. It refuses to run a file under --input-type (`node --input-type=module -e …`), so
 * then only what loads modules is handed on; otherwise everything is inherited.
 */
function inheritedFlags(flags: readonly string[]): { execArgv?: string[] } {
  if (!flags.some((flag) => flag.startsWith('--input-type'))) return {}
  const loads = /^(--import|--require|-r|--conditions|-C)(=|$)/
  const takesNext = (flag = ''): boolean => loads.test(flag) && !flag.includes('=')
  return { execArgv: flags.filter((flag, i) => loads.test(flag) || takesNext(flags[i - 1])) }
}

interface Crew {
  /** Starts the workers before there is work, as that takes longer than reading a good many mails. */
  warm(): void
  read(batch: Batch, relays: readonly string[]): Promise<readonly ReadResult[]>
  /** Ends the workers that have no work. */
  rest(): Promise<void>
  close(): Promise<void>
}

interface Limits {
  readonly heapMb: number
  readonly patience: number
}

/** Up to `size` workers, started when there is work for them, each on one batch at a time. */
function workerCrew(size: number, script: URL, settings: ReadSettings, limits: Limits): Crew {
  const queue: Task[] = []
  const idle: Member[] = []
  const members = new Set<Member>()
  let closed = false
  let retire: NodeJS.Timeout | undefined

  function dispatch(): void {
    clearTimeout(retire)
    if (queue.length === 0 && idle.length > 0) retire = setTimeout(() => void rest(), IDLE_MS).unref()
    while (queue.length > 0) {
      const member = idle.pop() ?? (members.size < size ? recruit() : undefined)
      if (!member) return
      member.take(queue.shift()!)
    }
  }

  async function rest(): Promise<void> {
    clearTimeout(retire)
    await Promise.all(idle.splice(0).map((member) => member.end()))
  }

  function recruit(): Member {
    const member = startMember(script, settings, limits, {
      free: () => {
        idle.push(member)
        dispatch()
      },
      gone: () => {
        members.delete(member)
        const place = idle.indexOf(member)
        if (place >= 0) idle.splice(place, 1)
        dispatch()
      },
    })
    members.add(member)
    return member
  }

  return {
    warm() {
      if (closed || members.size > 0) return
      while (members.size < size) idle.push(recruit())
      dispatch()
    },
    read(batch, relays) {
      if (closed) return Promise.reject(new Error('this reader is closed'))
      return new Promise((resolve, reject) => {
        queue.push({ batch, relays, resolve, reject })
        dispatch()
      })
    },
    rest,
    async close() {
      closed = true
      clearTimeout(retire)
      for (const task of queue.splice(0))
        task.reject(new Error('this reader was closed before it had read this'))
      await Promise.all([...members].map((member) => member.end()))
    },
  }
}

interface Member {
  take(task: Task): void
  end(): Promise<void>
}

function startMember(
  script: URL,
  settings: ReadSettings,
  limits: Limits,
  report: { free: () => void; gone: () => void },
): Member {
  const worker = new Worker(script, {
    workerData: settings,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
    ...inheritedFlags(process.execArgv),
  })
  let task: Task | undefined
  let fit = false
  let gone = false
  let ending = false
  let batches = 0
  let watch: NodeJS.Timeout | undefined
  worker.unref()

  /** Ends the running task, if there is one, and lets the process end again. */
  function settle(how: (task: Task) => void): void {
    clearTimeout(watch)
    worker.unref()
    const done = task
    task = undefined
    if (done) how(done)
  }

  function leave(how: (task: Task) => void): void {
    if (gone) return
    gone = true
    settle(how)
    report.gone()
  }

  function lost(why: string, cause?: unknown): void {
    leave((done) => {
      if (ending) done.reject(new Error('this reader was closed while it was reading'))
      else if (!fit) done.reject(new Error(`a reader thread did not start: ${why}`, { cause }))
      else done.reject(new BatchLost(why))
    })
  }

  worker.on('message', (answer: WorkerAnswer) => {
    if (gone) return
    if (answer.kind === 'ready') fit = true
    else if (answer.kind === 'unfit') {
      leave((done) => done.reject(new Error(answer.error)))
      void worker.terminate()
    } else {
      settle((done) =>
        answer.kind === 'read'
          ? done.resolve(answer.results.map(unpackResult))
          : done.reject(new BatchLost(answer.error)),
      )
      report.free()
    }
  })
  worker.on('error', (error) => {
    const why = error instanceof Error ? error.message : String(error)
    const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    lost(outOfMemory ? `it needs more than ${limits.heapMb} MB of memory` : why, error)
  })
  worker.on('exit', (code) => lost(`the reader ended with code ${code}`))

  return {
    take(next) {
      task = next
      worker.ref()
      watch = setTimeout(() => {
        lost(`it was not read within ${limits.patience / 1000} s`)
        void worker.terminate()
      }, limits.patience)
      watch.unref()
      const packed = packBatch(batches++, next.batch, next.relays)
      worker.postMessage(packed, [packed.buffer])
    },
    async end() {
      ending = true
      await worker.terminate()
      lost('')
    },
  }
}
