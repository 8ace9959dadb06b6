import { createHash } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { FetchAnswer, FetchTrouble } from '../model/fetch.ts'
import type { Lookup } from '../model/lookup.ts'
import type { Clock, Fetcher, Resolver } from '../model/ports.ts'
import type { HopExchange } from '../model/redirect-chain.ts'
import { clientProfile } from './client-profiles.ts'
import { decodeContent } from './content-decoding.ts'
import { guardedConnection } from './guarded-connection.ts'
import { guardedTarget, type TestAllowance } from './guarded-target.ts'
import { headerValue } from './header-fields.ts'
import { httpExchange } from './http-exchange.ts'
import { http2Exchange } from './http2-exchange.ts'
import { type RequestRates, rateGate } from './request-rates.ts'
import { type HopCertificate, tlsConnection } from './tls-connection.ts'

export interface GuardedFetcherOptions {
  readonly resolver: Resolver
  readonly clock: Clock
  readonly rates?: RequestRates
  /** For tests only: leave to reach their own servers on loopback. */
  readonly allowance?: TestAllowance
}

const BODY_BYTES = 2 * 1024 * 1024
const WIRE_BYTES = 8 * 1024 * 1024
const CONNECT_TIME = 10_000
const FIRST_BYTE_TIME = 15_000
const HOP_TIME = 30_000

const EMPTY = new Uint8Array()

/**
 * Makes requests over the network within the address rules: the host of the URL is checked in every spelling,
 * resolved once, the checked address is the one connected to, and the socket's other end is looked at again before
 * anything is sent. Certificates are checked before anything is sent, too. One connection for each request. Never
 * rejects. `profile` of a request must be one of `CLIENT_PROFILE_IDS`, else a TypeError is thrown.
 */
export function guardedFetcher(options: GuardedFetcherOptions): Fetcher {
  const { resolver, clock, allowance } = options
  const gate = rateGate(clock, options.rates)
  const authorities = allowance?.authorities ?? []

  return {
    async exchange(request) {
      const profile = clientProfile(request.profile)
      if (profile === undefined) throw new TypeError(`no client profile is called ${request.profile}`)
      const { limits = {} } = request
      const url = URL.parse(request.url)
      let time = clock()
      const answer = (
        trouble: FetchTrouble | undefined,
        facts: Partial<HopExchange>,
        lookups: readonly Lookup[],
        body: Uint8Array = EMPTY,
      ): FetchAnswer => ({
        exchange: {
          time,
          duration: clock() - time,
          method: request.method,
          protocol: 'none',
          requestHeader: facts.protocol === undefined || facts.protocol === 'none' ? [] : request.header,
          responseHeader: [],
          ...facts,
          ...(trouble === undefined ? {} : { error: trouble.detail }),
        },
        body,
        ...(trouble === undefined ? {} : { trouble }),
        lookups,
      })
      if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
        return answer({ end: 'refused-scheme', detail: 'neither http nor https' }, {}, [])

      // Asked first: a name that is refused must not spend the rate of the others, nor wait.
      const target = await guardedTarget(url, resolver, allowance)
      if (target.kind !== 'target') {
        const end = target.kind === 'refused' ? 'refused-address' : 'network-error'
        return answer({ end, detail: target.detail }, {}, target.lookups)
      }
      const { lookups } = target
      if (!(await gate(target.host, request.signal)))
        return answer({ end: 'rate-limit', detail: 'too many requests in a short time' }, {}, lookups)

      time = clock()
      const watch = new AbortController()
      const stop = (): void => watch.abort()
      const timer = setTimeout(stop, limits.hopTime ?? HOP_TIME)
      request.signal?.addEventListener('abort', stop, { once: true })
      if (request.signal?.aborted) stop()
      try {
        const connectTime = Math.min(limits.connectTime ?? CONNECT_TIME, limits.hopTime ?? HOP_TIME)
        const connection = await guardedConnection(target, connectTime, watch.signal)
        if (connection.kind !== 'connected') {
          const end = { refused: 'refused-address', late: 'time-limit', failed: 'network-error' } as const
          return answer({ end: end[connection.kind], detail: connection.detail }, {}, lookups)
        }
        const { address } = connection
        const { socket } = connection
        let secure: TLSSocket | undefined
        const cut = (): void => void socket.destroy()
        watch.signal.addEventListener('abort', cut, { once: true })
        let certificate: HopCertificate | undefined
        if (url.protocol === 'https:') {
          let late = false
          const handshake = setTimeout(() => {
            late = true
            cut()
          }, connectTime)
          const secured = await tlsConnection(socket, target.host, profile, authorities)
          clearTimeout(handshake)
          certificate = secured.certificate
          if (secured.kind !== 'secured') {
            late ||= watch.signal.aborted
            const facts = { address, ...(certificate === undefined ? {} : { certificate }) }
            const detail = late ? 'no TLS in time' : secured.detail
            return answer({ end: late ? 'time-limit' : 'tls-error', detail }, facts, lookups)
          }
          secure = secured.socket
        }
        const bodyBytes = limits.bodyBytes ?? BODY_BYTES
        const wireLimits = {
          // Nobody packs a page so that it grows.
          wireBytes: Math.min(limits.wireBytes ?? WIRE_BYTES, bodyBytes + 65_536),
          firstByteTime: limits.firstByteTime ?? FIRST_BYTE_TIME,
        }
        const wire =
          secure !== undefined && profile.http2 !== undefined && secure.alpnProtocol === 'h2'
            ? await http2Exchange(secure, request, profile.http2, wireLimits, watch.signal)
            : await httpExchange(secure ?? socket, request, wireLimits, watch.signal)
        const content = await decodeContent(
          wire.body,
          headerValue(wire.header, 'content-encoding') ?? '',
          bodyBytes,
          wire.whole,
        )
        const body = content.bytes
        const mediaType = mediaTypeOf(headerValue(wire.header, 'content-type'))
        const trouble: FetchTrouble | undefined = content.cut
          ? { end: 'size-limit', detail: `more than ${bodyBytes} bytes` }
          : (wire.trouble ??
            (content.failed === undefined ? undefined : { end: 'network-error', detail: content.failed }))
        return answer(
          trouble,
          {
            ...(wire.status === undefined ? {} : { status: wire.status }),
            protocol: wire.protocol,
            address,
            ...(certificate === undefined ? {} : { certificate }),
            requestHeader: request.header,
            responseHeader: wire.header,
            ...(mediaType === undefined ? {} : { mediaType }),
            body: { sha256: sha256(body), size: Math.max(wire.body.length, body.length), kept: body.length },
          },
          lookups,
          body,
        )
      } finally {
        clearTimeout(timer)
        request.signal?.removeEventListener('abort', stop)
      }
    },
  }
}

/** Lower case, without parameters. */
export function mediaTypeOf(value: string | undefined): string | undefined {
  const type = value?.split(';', 1)[0]?.trim().toLowerCase()
  return type === undefined || !/^[\w!#$&^.+-]{1,64}\/[\w!#$&^.+-]{1,64}$/.test(type) ? undefined : type
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
