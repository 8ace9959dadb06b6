import { Worker } from 'node:worker_threads'
import type { PdfjsAnswer, PdfjsRequest, PictureAnswer, TextAnswer } from './pdfjs-protocol.ts'

/**
 * How a reading ended. `more`: at the limit of pages, characters or pictures. `failed`: pdf.js cannot read the file,
 * `why` says so. `time`, `memory`: the thread was killed.
 */
export interface PdfjsEnd {
  readonly outcome: 'done' | 'more' | 'failed' | 'time' | 'memory'
  readonly why: string
}

/** JavaScript heap of the thread, and heap plus buffers outside of it. An honest document of 1,000 pages takes 60 MB. */
const HEAP_MB = 96
const MEMORY_BYTES = 160_000_000
/** Milliseconds between two looks at the thread; a stream can grow by about 5 MB in that time. */
const LOOK_MS = 16
/** A thread without work ends after this many milliseconds and gives back its 60 MB. */
const IDLE_MS = 1_000
/** Starting takes 0.15 s on a quiet machine; on a busy one this long, which is not taken from the document's time. */
const START_MS = 10_000
/** Limits of a document, see `open-limits.ts`. Attack: a million pages that are one object. */
const MOST_PAGES = 500
const MOST_CHARACTERS = 500_000
/** Pixels of one picture; a page scanned at 600 dpi in black and white has 35 million. */
const MOST_PIXELS = 36_000_000

interface Reader {
  readonly worker: Worker
  readonly ready: Promise<boolean>
}

let reader: Reader | undefined
let idle: NodeJS.Timeout | undefined
/** One document after the other: two at once would share the limits of one. */
let last: Promise<unknown> = Promise.resolve()

/**
 * The text of a PDF, page by page. pdf.js reads it in a thread of its own, which is killed when the time is over or
 * the memory is used up; the pages read until then are given. Never rejects. The thread serves one document after the
 * other and does not keep the process alive.
 * @param patience milliseconds for this document.
 */
export async function readPdfText(
  bytes: Uint8Array,
  patience: number,
): Promise<PdfjsEnd & { readonly pages: readonly TextAnswer[] }> {
  const pages: TextAnswer[] = []
  const end = await queued(
    { kind: 'text', bytes, maxPages: MOST_PAGES, maxCharacters: MOST_CHARACTERS },
    patience,
    (answer) => {
      if (answer.kind === 'page') pages.push(answer)
    },
  )
  return { ...end, pages }
}

/** The pictures on these pages (from 1) as pdf.js decodes them, in the same thread and under the same limits. */
export async function readPdfPictures(
  bytes: Uint8Array,
  numbers: readonly number[],
  patience: number,
): Promise<PdfjsEnd & { readonly pictures: readonly PictureAnswer[] }> {
  const pictures: PictureAnswer[] = []
  const end = await queued(
    { kind: 'pictures', bytes, pages: numbers, maxPixels: MOST_PIXELS },
    patience,
    (answer) => {
      if (answer.kind === 'picture') pictures.push(answer)
    },
  )
  return { ...end, pictures }
}

type Take = (answer: PdfjsAnswer) => void

function queued(request: PdfjsRequest, patience: number, take: Take): Promise<PdfjsEnd> {
  const result = last.then(() => readOne(request, patience, take))
  last = result
  return result
}

async function readOne(request: PdfjsRequest, patience: number, take: Take): Promise<PdfjsEnd> {
  clearTimeout(idle)
  reader ??= startReader()
  const { worker, ready } = reader
  worker.ref()
  const end = (await ready)
    ? await converse(worker, request, patience, take)
    : failed('the reading thread does not start')
  if (end.dead) {
    reader = undefined
    await worker.terminate()
  } else {
    worker.unref()
    idle = setTimeout(() => {
      reader = undefined
      void worker.terminate()
    }, IDLE_MS).unref()
  }
  return { outcome: end.outcome, why: end.why }
}

interface End extends PdfjsEnd {
  readonly dead: boolean
}

const failed = (why: string): End => ({ outcome: 'failed', why, dead: true })

function startReader(): Reader {
  const script = import.meta.url.endsWith('.ts') ? './pdfjs-worker.ts' : './pdfjs-worker.js'
  const worker = new Worker(new URL(script, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 3, stackSizeMb: 4 },
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

function converse(worker: Worker, request: PdfjsRequest, patience: number, take: Take): Promise<End> {
  return new Promise((resolve) => {
    const onMessage = (answer: PdfjsAnswer): void => {
      if (answer.kind === 'done') finish({ outcome: answer.more ? 'more' : 'done', why: '', dead: false })
      else if (answer.kind === 'failed') finish({ outcome: 'failed', why: answer.why, dead: false })
      else take(answer)
    }
    const onError = (error: Error & { code?: string }): void =>
      finish(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? { outcome: 'memory', why: '', dead: true }
          : failed(error.message),
      )
    const onExit = (): void => finish(failed('the reading thread ended'))
    // Time is counted in looks, so that a machine that was asleep in between does not cost the document its time.
    let left = patience
    const look = setInterval(() => {
      left -= LOOK_MS
      if (left <= 0) finish({ outcome: 'time', why: '', dead: true })
      worker.getHeapStatistics().then(
        ({ used_heap_size: heap, external_memory: outside }) => {
          if (heap + outside > MEMORY_BYTES) finish({ outcome: 'memory', why: '', dead: true })
        },
        () => {}, // the thread has ended, which `exit` says as well
      )
    }, LOOK_MS)
    const finish = (end: End): void => {
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
    // The thread gets a copy of its own, without copying twice.
    const bytes = Uint8Array.from(request.bytes)
    worker.postMessage({ ...request, bytes }, [bytes.buffer])
  })
}
