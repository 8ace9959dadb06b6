import { Worker } from 'node:worker_threads'
import type { PdfTextAnswer, PdfTextRequest } from './pdf-text-protocol.ts'

export interface PdfText {
  /** Pages read until the end or the kill, in order. */
  readonly pages: readonly Extract<PdfTextAnswer, { kind: 'page' }>[]
  /** `more`: stopped at the limit of pages or characters. `failed`: pdf.js cannot read the file, `why` says so. */
  readonly outcome: 'done' | 'more' | 'failed' | 'time' | 'memory'
  readonly why: string
}

/** JavaScript heap of the thread, and heap plus buffers outside of it. An honest document of 1,000 pages takes 60 MB. */
const HEAP_MB = 96
const MEMORY_BYTES = 160_000_000
/** Milliseconds between two looks at the thread's memory; a stream can grow by about 5 MB in that time. */
const LOOK_MS = 15
/** A thread without work ends after this many milliseconds and gives back its 60 MB. */
const IDLE_MS = 3_000
/** Starting takes 0.15 s on a quiet machine; on a busy one this long, which is not taken from the document's time. */
const START_MS = 10_000
/** Limits of a document, see `open-limits.ts`. Attack: a million pages that are one object. */
const MOST_PAGES = 500
const MOST_CHARACTERS = 500_000

interface Reader {
  readonly worker: Worker
  readonly ready: Promise<boolean>
}

let reader: Reader | undefined
let idle: NodeJS.Timeout | undefined
/** One document after the other: two at once would share the limits of one. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Reads the text of a PDF with pdf.js in a thread of its own, which is killed when the time is over or the memory is
 * used up; the pages read until then are kept. Never rejects. The thread serves one document after the other and
 * does not keep the process alive.
 * @param patience milliseconds for this document.
 */
export function readPdfText(bytes: Uint8Array, patience: number): Promise<PdfText> {
  const result = last.then(() => readOne(bytes, patience))
  last = result
  return result
}

async function readOne(bytes: Uint8Array, patience: number): Promise<PdfText> {
  clearTimeout(idle)
  reader ??= startReader()
  const { worker, ready } = reader
  worker.ref()
  const started = await ready
  const pages: Extract<PdfTextAnswer, { kind: 'page' }>[] = []
  const end = await (started
    ? converse(worker, bytes, patience, pages)
    : failed('the reading thread does not start'))
  if (end.dead) {
    reader = undefined
    await worker.terminate()
  } else {
    worker.unref()
    const spare = worker
    idle = setTimeout(() => {
      reader = undefined
      void spare.terminate()
    }, IDLE_MS).unref()
  }
  return { pages, outcome: end.outcome, why: end.why }
}

interface End {
  readonly outcome: PdfText['outcome']
  readonly why: string
  readonly dead: boolean
}

const failed = (why: string): End => ({ outcome: 'failed', why, dead: true })

function startReader(): Reader {
  const script = import.meta.url.endsWith('.ts') ? './pdf-text-worker.ts' : './pdf-text-worker.js'
  const worker = new Worker(new URL(script, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    // Neither loaders nor secrets of the program are of use in there.
    execArgv: [],
    env: {},
  })
  const ready = new Promise<boolean>((resolve) => {
    const patience = setTimeout(() => resolve(false), START_MS).unref()
    const end = (started: boolean): void => {
      clearTimeout(patience)
      resolve(started)
    }
    worker.once('message', () => end(true))
    worker.once('error', () => end(false))
    worker.once('exit', () => end(false))
  })
  return { worker, ready }
}

function converse(
  worker: Worker,
  bytes: Uint8Array,
  patience: number,
  pages: Extract<PdfTextAnswer, { kind: 'page' }>[],
): Promise<End> {
  return new Promise((resolve) => {
    const onMessage = (answer: PdfTextAnswer): void => {
      if (answer.kind === 'page') pages.push(answer)
      else if (answer.kind === 'done')
        finish({ outcome: answer.more ? 'more' : 'done', why: '', dead: false })
      else if (answer.kind === 'failed') finish({ outcome: 'failed', why: answer.why, dead: false })
    }
    const onError = (error: Error & { code?: string }): void =>
      finish(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? { outcome: 'memory', why: '', dead: true }
          : failed(error.message),
      )
    const onExit = (): void => finish(failed('the reading thread ended'))
    const timer = setTimeout(() => finish({ outcome: 'time', why: '', dead: true }), Math.max(patience, 1))
    const look = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ used_heap_size: heap, external_memory: outside }) => {
          if (heap + outside > MEMORY_BYTES) finish({ outcome: 'memory', why: '', dead: true })
        },
        () => {}, // the thread has ended, which `exit` says as well
      )
    }, LOOK_MS)
    const finish = (end: End): void => {
      clearTimeout(timer)
      clearInterval(look)
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
      // An error may still come from a thread that is being ended.
      if (end.dead) worker.on('error', () => {})
      resolve(end)
    }
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
    const request: PdfTextRequest = {
      bytes: Uint8Array.from(bytes),
      maxPages: MOST_PAGES,
      maxCharacters: MOST_CHARACTERS,
    }
    worker.postMessage(request, [request.bytes.buffer as ArrayBuffer])
  })
}
