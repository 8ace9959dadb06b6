import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FetchAnswer, FetchRequest } from '../model/fetch.ts'
import type { Clock, Fetcher } from '../model/ports.ts'
import { isRecord, parsedJson } from './json-value.ts'

/** One request and its answer, as kept in a recording. */
export interface RecordedFetch {
  /** What the request is found by: method, URL, profile, SHA-256 of header and body. */
  readonly key: string
  readonly url: string
  readonly answer: FetchAnswer
}

/** A fetcher that keeps what it passed on. */
export interface RecordingFetcher extends Fetcher {
  /** In the order of the answers. */
  recorded(): readonly RecordedFetch[]
}

/** Operator trouble with a recording: says which file and line, what is wrong and what to do. */
export class RecordingError extends Error {
  override readonly name: string = 'RecordingError'
  readonly file: string
  readonly next: string
  constructor(file: string, reason: string, next: string, cause?: unknown) {
    super(`${file}: ${reason}`, cause === undefined ? undefined : { cause })
    this.file = file
    this.next = next
  }
}

/** Wraps a fetcher; the recording can be written with `writeRecording` and given to `replayFetcher`. */
export function recordingFetcher(fetcher: Fetcher): RecordingFetcher {
  const kept: RecordedFetch[] = []
  return {
    exchange: async (request) => {
      const answer = await fetcher.exchange(request)
      kept.push({ key: requestKey(request), url: request.url, answer })
      return answer
    },
    recorded: () => kept,
  }
}

/**
 * Answers from a recording, without network. The same request made several times gets its answers in the order they
 * were recorded, the last one again and again. A request that was not recorded, in any of method, URL, header, body
 * or profile, is answered with trouble `not-replayed`, dated by `clock`.
 */
export function replayFetcher(recorded: Iterable<RecordedFetch>, clock: Clock): Fetcher {
  const known = new Map<string, FetchAnswer[]>()
  for (const { key, answer } of recorded) {
    const answers = known.get(key)
    if (answers === undefined) known.set(key, [answer])
    else answers.push(answer)
  }
  return {
    exchange: async (request) => {
      const answers = known.get(requestKey(request))
      const answer = answers !== undefined && answers.length > 1 ? answers.shift() : answers?.[0]
      if (answer !== undefined) return answer
      const detail = 'the recording has no answer to this request'
      return {
        exchange: {
          time: clock(),
          duration: 0,
          method: request.method,
          protocol: 'none',
          requestHeader: [],
          responseHeader: [],
          error: detail,
        },
        body: new Uint8Array(),
        trouble: { end: 'not-replayed', detail },
        lookups: [],
      }
    },
  }
}

function requestKey({ method, url, profile, header, body }: FetchRequest): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify(header))
  if (body !== undefined) hash.update('\n').update(body)
  return `${method} ${url} ${profile} ${hash.digest('hex')}`
}

/** First line of a recording. A reader refuses versions it does not know. */
const FORMAT = 'counterfoil-recorded-fetches'
const VERSION = 1
const FORM = `A recording begins with {"format":"${FORMAT}","version":${VERSION}} and is written by --record.`
/** A wrong path (a mailbox, a device) must not fill the memory. */
const LARGEST = 1024 * 1024 * 1024

/**
 * Writes a recording as NDJSON, bodies in base64, mode 0600 as it holds what private links led to. Refuses to write
 * over an existing file. Rejects only with `RecordingError`.
 */
export async function writeRecording(file: string, recorded: Iterable<RecordedFetch>): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      await handle.write(`${JSON.stringify({ format: FORMAT, version: VERSION })}\n`)
      for (const one of recorded) await handle.write(`${recordLine(one)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new RecordingError(
      file,
      exists
        ? 'exists already'
        : `cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      exists
        ? 'Give --record a new name: recordings are evidence and are not written over.'
        : 'Check the path given with --record.',
      error,
    )
  }
}

/** Reads what `writeRecording` wrote. Rejects only with `RecordingError`, which names the line. */
export async function readRecording(file: string): Promise<readonly RecordedFetch[]> {
  let text: string
  try {
    const handle = await open(file, 'r')
    try {
      const { size } = await handle.stat()
      if (size > LARGEST)
        throw new RecordingError(file, `is ${size} bytes, more than a recording can be`, FORM)
      text = await handle.readFile('utf8')
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof RecordingError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new RecordingError(file, `cannot be read: ${reason}`, 'Check the path given with --replay.', error)
  }
  const [first = '', ...lines] = text.split('\n')
  const head = parsedJson(first)
  if (!isRecord(head) || head.format !== FORMAT) throw new RecordingError(file, 'is no recording', FORM)
  if (head.version !== VERSION)
    throw new RecordingError(
      file,
      `is of version ${String(head.version).slice(0, 20)}, this program reads ${VERSION}`,
      'Use the version of counterfoil that wrote it.',
    )
  const recorded: RecordedFetch[] = []
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const one = recordOf(parsedJson(line))
    // A run that was interrupted leaves half a line; what came before is whole.
    if (one === undefined && index === lines.length - 1) break
    if (one === undefined) throw new RecordingError(`${file}:${index + 2}`, 'is no recorded request', FORM)
    recorded.push(one)
  }
  return recorded
}

/** One line of a recording. */
export function recordLine({ key, url, answer }: RecordedFetch): string {
  const { body, ...rest } = answer
  return JSON.stringify({ key, url, answer: rest, body: Buffer.from(body).toString('base64') })
}

function recordOf(value: unknown): RecordedFetch | undefined {
  if (!isRecord(value)) return undefined
  const { key, url, answer, body } = value
  if (typeof key !== 'string' || typeof url !== 'string' || typeof body !== 'string') return undefined
  if (!isRecord(answer) || !isRecord(answer.exchange) || !Array.isArray(answer.lookups)) return undefined
  const { exchange } = answer
  if (!isFields(exchange.requestHeader) || !isFields(exchange.responseHeader)) return undefined
  if (typeof exchange.time !== 'number' || typeof exchange.duration !== 'number') return undefined
  if (exchange.status !== undefined && typeof exchange.status !== 'number') return undefined
  // The parts that decide anything are checked above; the rest is only shown.
  const bytes = new Uint8Array(Buffer.from(body, 'base64'))
  return { key, url, answer: { ...(answer as unknown as FetchAnswer), body: bytes } }
}

const isFields = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (field) => Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === 'string'),
  )
