import { createHash } from 'node:crypto'
import type { FetchAnswer, FetchRequest } from '../model/fetch.ts'
import type { Clock, Fetcher } from '../model/ports.ts'
import { isHeaderFields } from './header-fields.ts'
import { isRecord } from './json-value.ts'

/** One request and its answer, as kept in a recording. */
export interface RecordedFetch {
  /** What the request is found by: method, URL, profile, SHA-256 of header and body. */
  readonly key: string
  readonly url: string
  readonly answer: FetchAnswer
}

/** Wraps a fetcher; `keep` is called with every answer, in their order. */
export function recordingFetcher(fetcher: Fetcher, keep: (one: RecordedFetch) => void): Fetcher {
  return {
    exchange: async (request) => {
      const answer = await fetcher.exchange(request)
      keep({ key: requestKey(request), url: request.url, answer })
      return answer
    },
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

/** As one line of a recording. */
export function fetchLine({ key, url, answer }: RecordedFetch): string {
  const { body, ...rest } = answer
  return JSON.stringify({ key, url, answer: rest, body: Buffer.from(body).toString('base64') })
}

/** What such a line holds, parsed; undefined when it is none. */
export function fetchOf(value: unknown): RecordedFetch | undefined {
  if (!isRecord(value)) return undefined
  const { key, url, answer, body } = value
  if (typeof key !== 'string' || typeof url !== 'string' || typeof body !== 'string') return undefined
  if (!isRecord(answer) || !isRecord(answer.exchange) || !Array.isArray(answer.lookups)) return undefined
  const { exchange } = answer
  if (!isHeaderFields(exchange.requestHeader) || !isHeaderFields(exchange.responseHeader)) return undefined
  if (typeof exchange.time !== 'number' || typeof exchange.duration !== 'number') return undefined
  if (exchange.status !== undefined && typeof exchange.status !== 'number') return undefined
  // The parts that decide anything are checked above; the rest is only shown.
  const bytes = new Uint8Array(Buffer.from(body, 'base64'))
  return { key, url, answer: { ...(answer as unknown as FetchAnswer), body: bytes } }
}
