import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FetchRequest, FetchTrouble } from '../model/fetch.ts'
import { errorWord } from './guarded-connection.ts'

/** One answer as it came over the connection, the body still coded. */
export interface WireAnswer {
  readonly status?: number
  readonly protocol: 'http/1.0' | 'http/1.1' | 'h2' | 'none'
  /** As sent: order, case and repetition kept; each byte of a value is one character. */
  readonly header: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
  /** The body came to its announced end. */
  readonly whole: boolean
  readonly trouble?: FetchTrouble
}

export interface WireLimits {
  readonly wireBytes: number
  readonly firstByteTime: number
}

/**
 * Largest header read, the sum of all fields; browsers take 256 KiB at most. Attack: a header without end.
 */
const HEADER_BYTES = 64 * 1024
/** The body of a redirect is not looked at: so much is kept as evidence, and so long (ms) it is waited for. */
export const REDIRECT_BODY: number = 16 * 1024
export const REDIRECT_TIME: number = 150

/**
 * Sends one request over a connection that was checked, and reads one answer. Reads what browsers read: the parser
 * is the lenient one, as there is nobody behind us who could read the same bytes differently. Never rejects.
 */
export function httpExchange(
  socket: Socket,
  request: FetchRequest,
  limits: WireLimits,
  over: AbortSignal,
): Promise<WireAnswer> {
  const url = new URL(request.url)
  return new Promise((done) => {
    const sent = httpRequest({
      createConnection: () => socket,
      method: request.method,
      path: url.pathname + url.search,
      setHost: false,
      insecureHTTPParser: true,
      maxHeaderSize: HEADER_BYTES,
    })
    const nothing = { protocol: 'none', header: [], body: new Uint8Array(), whole: false } as const
    let answer: Omit<WireAnswer, 'body' | 'whole' | 'trouble'> | undefined
    const chunks: Buffer[] = []
    let size = 0
    let finished = false
    let incoming: IncomingMessage | undefined

    const finish = (whole: boolean, trouble?: FetchTrouble): void => {
      if (finished) return
      finished = true
      clearTimeout(firstByte)
      clearTimeout(redirectEnd)
      over.removeEventListener('abort', tooLate)
      // What came before the trouble may still wait to be told; reading tells it to the listener below.
      incoming?.read()
      sent.destroy()
      socket.destroy()
      const said = trouble === undefined ? {} : { trouble }
      if (answer === undefined) done({ ...nothing, ...said })
      else done({ ...answer, body: Buffer.concat(chunks), whole, ...said })
    }
    const tooLate = (): void => finish(false, { end: 'time-limit', detail: 'no complete answer in time' })
    const firstByte = setTimeout(
      () => finish(false, { end: 'time-limit', detail: 'no answer in time' }),
      limits.firstByteTime,
    )
    let redirectEnd: NodeJS.Timeout | undefined
    // Stays for good: a request that is given up may report trouble after.
    sent.on('error', (error) => finish(false, troubleOf(error)))
    over.addEventListener('abort', tooLate, { once: true })
    if (over.aborted) {
      tooLate()
      return
    }

    for (const [name, value] of request.header) sent.setHeader(name, value)
    // Node would add one for clients that send none.
    if (!sent.hasHeader('connection')) sent.removeHeader('connection')
    sent.on('response', (response) => {
      clearTimeout(firstByte)
      incoming = response
      answer = {
        status: response.statusCode ?? 0,
        protocol: response.httpVersion === '1.0' ? 'http/1.0' : 'http/1.1',
        header: fieldsOf(response),
      }
      const redirects = isRedirectBody(response.statusCode ?? 0, response.headers.location !== undefined)
      const limit = redirects ? Math.min(REDIRECT_BODY, limits.wireBytes) : limits.wireBytes
      if (redirects) redirectEnd = setTimeout(() => finish(false), REDIRECT_TIME)
      response.on('data', (chunk: Buffer) => {
        const room = limit - size
        size += chunk.length
        if (room > 0) chunks.push(chunk.subarray(0, room))
        if (size <= limit) return
        if (redirects) finish(false)
        else finish(false, { end: 'size-limit', detail: `more than ${limit} bytes` })
      })
      response.on('end', () => finish(response.complete))
      // Closed before the announced end: browsers show what came.
      response.on('error', () => finish(false))
      response.on('close', () => finish(false))
    })
    sent.on('close', () => finish(false, { end: 'network-error', detail: 'closed without an answer' }))
    sent.end(request.body)
  })
}

/** Whether the answer is a redirect whose body nobody looks at. */
export const isRedirectBody = (status: number, hasLocation: boolean): boolean =>
  status >= 300 && status < 400 && status !== 304 && hasLocation

function fieldsOf({ rawHeaders }: IncomingMessage): readonly (readonly [string, string])[] {
  const fields: (readonly [string, string])[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    fields.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''])
  return fields
}

function troubleOf(error: Error): FetchTrouble {
  const word = errorWord(error)
  if (word === 'HPE_HEADER_OVERFLOW')
    return { end: 'size-limit', detail: `a header of more than ${HEADER_BYTES} bytes` }
  return { end: 'network-error', detail: word.startsWith('HPE_') ? `not HTTP: ${word}` : word }
}
