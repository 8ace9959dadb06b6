import { connect } from 'node:http2'
import type { TLSSocket } from 'node:tls'
import type { FetchRequest, FetchTrouble } from '../model/fetch.ts'
import type { ClientProfile } from './client-profiles.ts'
import { errorWord } from './guarded-connection.ts'
import {
  isRedirectBody,
  REDIRECT_BODY,
  REDIRECT_TIME,
  type WireAnswer,
  type WireLimits,
} from './http-exchange.ts'

/** Fields that belong to one connection and have no place in HTTP/2 (RFC 9113 §8.2.2), and the host, which moves. */
const NOT_IN_HTTP2: ReadonlySet<string> = new Set([
  'connection',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
])

/**
 * The same as `httpExchange` over HTTP/2 (RFC 9113), with the settings, window and order of pseudo-headers of the
 * profile. One stream on one connection; nothing pushed is taken. Never rejects.
 */
export function http2Exchange(
  socket: TLSSocket,
  request: FetchRequest,
  http2: NonNullable<ClientProfile['http2']>,
  limits: WireLimits,
  over: AbortSignal,
): Promise<WireAnswer> {
  const url = new URL(request.url)
  return new Promise((done) => {
    let answer: Omit<WireAnswer, 'body' | 'whole' | 'trouble'> | undefined
    const chunks: Buffer[] = []
    let size = 0
    let finished = false
    let redirectEnd: NodeJS.Timeout | undefined
    const session = connect(url.origin, { createConnection: () => socket, settings: http2.settings })

    const finish = (whole: boolean, trouble?: FetchTrouble): void => {
      if (finished) return
      finished = true
      clearTimeout(firstByte)
      clearTimeout(redirectEnd)
      over.removeEventListener('abort', tooLate)
      session.destroy()
      socket.destroy()
      const said = trouble === undefined ? {} : { trouble }
      const nothing = { protocol: 'none', header: [] } as const
      done({ ...(answer ?? nothing), body: Buffer.concat(chunks), whole, ...said })
    }
    const tooLate = (): void => finish(false, { end: 'time-limit', detail: 'no complete answer in time' })
    const firstByte = setTimeout(
      () => finish(false, { end: 'time-limit', detail: 'no answer in time' }),
      limits.firstByteTime,
    )
    // Stay for good: a session may report trouble after it was given up.
    session.on('error', (error) => finish(false, { end: 'network-error', detail: errorWord(error) }))
    session.on('close', () => finish(false, { end: 'network-error', detail: 'closed without an answer' }))
    over.addEventListener('abort', tooLate, { once: true })
    if (over.aborted) {
      tooLate()
      return
    }
    session.once('connect', () => session.setLocalWindowSize(http2.window))

    const pseudo: Readonly<Record<string, string>> = {
      ':method': request.method,
      ':authority': url.host,
      ':scheme': 'https',
      ':path': url.pathname + url.search,
    }
    const fields = request.header
      .filter(([name]) => !NOT_IN_HTTP2.has(name.toLowerCase()))
      .map(([name, value]) => [name.toLowerCase(), value] as const)
    const sent = session.request(
      {
        ...Object.fromEntries(http2.pseudoHeaders.map((name) => [name, pseudo[name]])),
        ...Object.fromEntries(fields),
        ...(http2.priority === undefined ? {} : { priority: http2.priority }),
      },
      { endStream: request.body === undefined },
    )
    sent.on('error', (error) => finish(false, { end: 'network-error', detail: errorWord(error) }))
    sent.on('response', (header) => {
      clearTimeout(firstByte)
      const status = Number(header[':status'] ?? 0)
      answer = {
        status,
        protocol: 'h2',
        header: Object.entries(header).flatMap(([name, value]) =>
          name.startsWith(':') || value === undefined
            ? []
            : [value].flat().map((one): readonly [string, string] => [name, String(one)]),
        ),
      }
      const redirects = isRedirectBody(status, header.location !== undefined)
      const limit = redirects ? Math.min(REDIRECT_BODY, limits.wireBytes) : limits.wireBytes
      if (redirects) redirectEnd = setTimeout(() => finish(false), REDIRECT_TIME)
      sent.on('data', (chunk: Buffer) => {
        const room = limit - size
        size += chunk.length
        if (room > 0) chunks.push(chunk.subarray(0, room))
        if (size <= limit) return
        if (redirects) finish(false)
        else finish(false, { end: 'size-limit', detail: `more than ${limit} bytes` })
      })
    })
    sent.on('end', () => answer !== undefined && finish(sent.rstCode === 0))
    sent.on('close', () =>
      answer === undefined
        ? finish(false, { end: 'network-error', detail: 'closed without an answer' })
        : finish(false),
    )
    if (request.body !== undefined) sent.end(request.body)
  })
}
