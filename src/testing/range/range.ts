import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import type { HopRole, RoleReason } from '../../model/redirect-chain.ts'
import { type Canary, openCanary } from './canary.ts'
import { certificateAuthority, type Identity } from './certificate-authority.ts'
import { type RangeNames, rangeNames } from './range-names.ts'
import { giveReply, packReply } from './range-reply.ts'
import type { RangeName, RangeReply, RangeShape } from './shape.ts'
import { SHAPES } from './shapes.ts'

/** Hosts of the range that a list would know. */
export const RANGE_ROLES: Readonly<Record<string, HopRole>> = {
  'gate.example': 'gateway',
  'track.example': 'tracker',
  'short.example': 'shortener',
  'share.example': 'courier',
  'login.example': 'identity',
}

/** What the lists of the range say of a URL's host, as a tracer takes it. */
export function rangeRole(url: URL): { role: HopRole; because: RoleReason } | undefined {
  const role = Object.hasOwn(RANGE_ROLES, url.hostname) ? RANGE_ROLES[url.hostname] : undefined
  if (role === undefined) return undefined
  return {
    role,
    because: { kind: 'list', list: 'range', entry: url.hostname, source: 'test range', date: '2026-11-23' },
  }
}

/** Registered domain of a host of the range: its last two labels, as nothing else is registered there. */
export const rangeDomain = (host: string): string => host.replace(/\.$/, '').split('.').slice(-2).join('.')

/**
 * Leave to reach the servers of a range, given by a test to what connects. Has the form of `TestAllowance` in
 * src/net; nothing else grants a loopback address.
 */
export interface RangeAllowance {
  readonly kind: 'test-range'
  /** Where an address and port of the range really listen; undefined for everything else. */
  reach(address: string, port: number): { readonly address: string; readonly port: number } | undefined
  /** Certificates to trust besides those of the system, PEM. */
  readonly authorities: readonly string[]
}

export interface Range {
  /** The shapes with the canary's port filled in. */
  readonly shapes: readonly RangeShape[]
  readonly names: RangeNames
  readonly allowance: RangeAllowance
  readonly canary: Canary
  /**
   * PEM, and the SHA-256 of its public key in base64: with it in `--ignore-certificate-errors-spki-list` (and a
   * `--user-data-dir`) Chromium trusts the servers of the range, but not those whose certificate is the trouble.
   */
  readonly authority: { readonly cert: string; readonly spki: string }
  /** Requests that came, `GET https://host/path`, in order. */
  readonly requests: readonly string[]
  /** Makes the range as it was when it was started: turns of names, requests seen. */
  reset(): void
  close(): Promise<void>
}

/** Loopback addresses the hosts share: 127.77.0.1 and the following. Linux answers for all of 127.0.0.0/8. */
const ADDRESSES = 12
const addressAt = (index: number): string => `127.77.0.${index + 1}`
const DAY = 86_400_000

export interface RangeOptions {
  /** Default: all. */
  readonly shapes?: readonly RangeShape[]
  /** Milliseconds since the epoch; certificates are made for this time. Default: now. */
  readonly now?: number
}

/** Starts the servers of the range on loopback. Close it, or the process stays alive. */
export async function startRange(options: RangeOptions = {}): Promise<Range> {
  const now = options.now ?? Date.now()
  const canary = await openCanary()
  const shapes = (options.shapes ?? SHAPES).map((shape) => filled(shape, String(canary.port)) as RangeShape)

  const replies = new Map<string, RangeReply>()
  const stories = new Map<string, RangeName>()
  const hosts = new Set<string>()
  for (const shape of shapes) {
    for (const [url, reply] of Object.entries(shape.serve)) {
      packReply(reply)
      replies.set(normal(url), reply)
      hosts.add(hostOf(url))
    }
    for (const [host, story] of Object.entries(shape.names ?? {})) {
      stories.set(host, story)
      hosts.add(host)
    }
  }
  const addresses = new Map([...hosts].map((host, index) => [host, addressAt(index % ADDRESSES)]))

  const authority = certificateAuthority(now)
  const contexts = identities([...hosts], authority, now)
  const requests: string[] = []
  const serve = (scheme: 'http' | 'https') => (request: IncomingMessage, response: ServerResponse) => {
    const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
    const url = `${scheme}://${host}${request.url ?? '/'}`
    requests.push(`${request.method ?? '?'} ${url}`)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const reply = replies.get(normal(url))
      const body = Buffer.concat(chunks).toString('utf8')
      if (reply !== undefined) giveReply(reply, request, response, body)
      else response.writeHead(404, ['Content-Type', 'text/plain']).end('not in the range')
    })
  }

  const servers: Server[] = []
  const ports = new Map<string, number>()
  const listen = (server: Server, address: string, standard: number): Promise<void> =>
    new Promise((done, fail) => {
      server.once('error', fail)
      server.on('clientError', (_error, socket) => socket.destroy())
      server.listen(0, address, () => {
        ports.set(`${address} ${standard}`, (server.address() as AddressInfo).port)
        servers.push(server)
        done()
      })
    })
  const first = contexts.get('') as Identity & { context: SecureContext }
  for (let index = 0; index < ADDRESSES; index++) {
    await listen(createHttpServer(serve('http')), addressAt(index), 80)
    const https = createHttpsServer(
      {
        cert: first.cert,
        key: first.key,
        SNICallback: (name, done) =>
          done(null, (contexts.get(name.toLowerCase().replace(/\.$/, '')) ?? first).context),
      },
      serve('https'),
    )
    https.on('tlsClientError', () => undefined)
    await listen(https, addressAt(index), 443)
  }

  const names = rangeNames(addresses, stories, () => now)
  return {
    shapes,
    names,
    canary,
    authority,
    requests,
    allowance: {
      kind: 'test-range',
      reach: (address, port) => {
        const real = ports.get(`${address} ${port}`)
        return real === undefined ? undefined : { address, port: real }
      },
      authorities: [authority.cert],
    },
    reset: () => {
      names.reset()
      requests.length = 0
    },
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      }
      await canary.close()
    },
  }
}

/** The value with every `{canary}` in its texts, and in the names of its properties, replaced. */
function filled(value: unknown, port: string): unknown {
  if (typeof value === 'string') return value.replaceAll('{canary}', port)
  if (Array.isArray(value)) return value.map((one) => filled(one, port))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key.replaceAll('{canary}', port), filled(one, port)]),
  )
}

/** As the server sees it: path and query, no fragment, no userinfo, no root dot. */
function normal(written: string): string {
  const url = new URL(written)
  return `${url.protocol}//${url.hostname.replace(/\.$/, '')}${url.pathname}${url.search}`
}

const hostOf = (url: string): string => new URL(url).hostname.replace(/\.$/, '')

/** Certificates by server name; under the empty name one for all hosts without trouble. */
function identities(
  hosts: readonly string[],
  authority: ReturnType<typeof certificateAuthority>,
  now: number,
): ReadonlyMap<string, Identity & { readonly context: SecureContext }> {
  const valid = { from: now - DAY, to: now + 90 * DAY }
  const special: Readonly<Record<string, () => Identity>> = {
    'expired.example': () =>
      authority.issue({ names: ['expired.example'], from: now - 400 * DAY, to: now - 10 * DAY }),
    'early.example': () =>
      authority.issue({ names: ['early.example'], from: now + 10 * DAY, to: now + 90 * DAY }),
    'wrong-name.example': () => authority.issue({ names: ['somebody-else.example'], ...valid }),
    'self-signed.example': () => authority.selfSigned({ names: ['self-signed.example'], ...valid }),
  }
  const given = new Map<string, Identity & { readonly context: SecureContext }>()
  const add = (name: string, identity: Identity): void => {
    given.set(name, { ...identity, context: createSecureContext(identity) })
  }
  const ordinary = authority.issue({ names: hosts.filter((host) => !Object.hasOwn(special, host)), ...valid })
  // With the authority's own certificate: Chromium then finds its key (`spki`) here, and not where there is trouble.
  add('', { ...ordinary, cert: ordinary.cert + authority.cert })
  for (const [host, make] of Object.entries(special)) if (hosts.includes(host)) add(host, make())
  return given
}
