import { CHAIN_ENDS, EDGE_KINDS, HOP_ROLES, type Hop, type RedirectChain } from '../model/redirect-chain.ts'
import { isHeaderFields } from './header-fields.ts'
import { isRecord } from './json-value.ts'
import type { ChainTracer } from './link-follower.ts'

/**
 * A link as a browser followed it. What scripts do cannot be done again the same, so a recording keeps what was seen
 * instead of the answers it came from.
 */
export interface RecordedVisit {
  /** As opened. */
  readonly url: string
  readonly profile: string
  readonly chain: RedirectChain
  /** Documents of the hops and what is kept of the last page, by SHA-256 (hex). */
  readonly bodies: ReadonlyMap<string, Uint8Array>
}

/** As one line of a recording. */
export function visitLine({ url, profile, chain, bodies }: RecordedVisit): string {
  const encoded = [...bodies].map(([sha256, body]) => [sha256, Buffer.from(body).toString('base64')])
  return JSON.stringify({ url, profile, chain, bodies: Object.fromEntries(encoded) })
}

/** What such a line holds, parsed; undefined when it is none. */
export function visitOf(value: unknown): RecordedVisit | undefined {
  if (!isRecord(value) || !isRecord(value.bodies) || !isChain(value.chain)) return undefined
  const { url, profile, chain } = value
  if (typeof url !== 'string' || typeof profile !== 'string') return undefined
  const bodies = new Map<string, Uint8Array>()
  for (const [sha256, body] of Object.entries(value.bodies)) {
    if (typeof body !== 'string') return undefined
    bodies.set(sha256, new Uint8Array(Buffer.from(body, 'base64')))
  }
  return { url, profile, chain, bodies }
}

/** What decides anything, or is taken apart when it is shown, has its form; the rest is only shown. */
function isChain(value: unknown): value is RedirectChain {
  if (!isRecord(value) || value.kind !== 'redirect-chain' || value.basis !== 'browser') return false
  if (!isOneOf(CHAIN_ENDS, value.end) || !Array.isArray(value.issues) || value.issues.length > 0) return false
  const { page } = value
  if (
    page !== undefined &&
    (!isRecord(page) || !Object.values(page).every((part) => typeof part === 'string'))
  )
    return false
  return Array.isArray(value.hops) && value.hops.length > 0 && value.hops.every(isHop)
}

function isHop(value: unknown): value is Hop {
  if (!isRecord(value) || typeof value.url !== 'string' || !isOneOf(HOP_ROLES, value.role)) return false
  const { because, edge, exchange, onward = [], target, wrapper } = value
  // Hosts and wrappers are read from the URL anew.
  if (target !== undefined || wrapper !== undefined) return false
  if (edge !== undefined && !isOneOf(EDGE_KINDS, edge)) return false
  if (
    !Array.isArray(because) ||
    !because.every((reason) => isRecord(reason) && isOneOf(REASONS, reason.kind))
  )
    return false
  if (!Array.isArray(onward) || !onward.every(isOnward)) return false
  return exchange === undefined || isExchange(exchange)
}

const REASONS = ['list', 'wrapper', 'shape', 'position', 'history', 'page'] as const

function isOnward(value: unknown): boolean {
  if (!isRecord(value) || !isOneOf(EDGE_KINDS, value.edge) || typeof value.why !== 'string') return false
  return value.url === undefined || typeof value.url === 'string'
}

function isExchange(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { time, duration, status, certificate, body } = value
  if (typeof time !== 'number' || typeof duration !== 'number') return false
  if (status !== undefined && typeof status !== 'number') return false
  if (certificate !== undefined && (!isRecord(certificate) || typeof certificate.validFrom !== 'number'))
    return false
  if (body !== undefined && (!isRecord(body) || typeof body.sha256 !== 'string')) return false
  return isHeaderFields(value.requestHeader) && isHeaderFields(value.responseHeader)
}

const isOneOf = (words: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && words.includes(value)

/**
 * Gives the chains of a recording again; `keep` gets their bodies. A link or client that was not recorded ends
 * `not-replayed`, dated `time`.
 */
export function replayTracer(
  visits: readonly RecordedVisit[],
  time: number,
  keep: (sha256: string, body: Uint8Array) => void,
): ChainTracer {
  return async (url, profile) => {
    const href = URL.parse(url)?.href
    const visit = visits.find((one) => one.profile === profile && URL.parse(one.url)?.href === href)
    if (visit === undefined)
      return unvisited(url, profile, 'not-replayed', time, 'the recording has no visit of this link')
    for (const [sha256, body] of visit.bodies) keep(sha256, body)
    return visit.chain
  }
}

/** The chain of a link that a browser did not open, or did not come back from; `why` is one short sentence. */
export function unvisited(
  url: string,
  profile: string,
  end: RedirectChain['end'],
  time: number,
  why: string,
): RedirectChain {
  const exchange = {
    time,
    duration: 0,
    method: 'GET',
    protocol: 'none',
    requestHeader: [],
    responseHeader: [],
    error: why,
  } as const
  const hop = { url, role: 'landing', because: [{ kind: 'position', position: 'last' }], exchange } as const
  return { kind: 'redirect-chain', basis: 'browser', profile, hops: [hop], end, issues: [] }
}
