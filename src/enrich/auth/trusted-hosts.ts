import type { Message, TraceField } from '../../model/message.ts'
import {
  hostIsBelow,
  isInternalAddress,
  type MailOperator,
  operatorOf,
  plainHost,
  registeredDomain,
} from './host-names.ts'

/** What of a mail tells its way. */
export type TracedMail = Pick<Message, 'header' | 'received'>

/** Whose statements an operator of Counterfoil wants believed. */
export interface TrustPolicy {
  /** authserv-ids or host suffixes a person configured. When there are any, nothing is inferred from the mail itself. */
  readonly configured: readonly string[]
  /** authserv-ids of relays found over the whole mailbox (`inferRelays`). */
  readonly relays: readonly string[]
}

/**
 * How far down a header the receiving side wrote. Every host writes above what it was given, and writes down who
 * gave it; so from the top-most `Received` downwards each hop vouches for the next as long as its client stood
 * inside, and whatever stands below the first hop with a client outside can have been written by the sender
 * (RFC 8601 §5 and §7.1).
 */
export interface TrustZone {
  /** Registered domain of the receiving side: of the first `by` host from the top that has one. */
  readonly receiving?: string
  readonly operator?: MailOperator
  /** Index into `Message.received` of the hop that took the mail from outside; -1 without any. */
  readonly border: number
  /** Header fields with a smaller index were written by the receiving side. */
  readonly end: number
  /** Fields below `end` the border host is known to write itself (see `MailOperator.belowReceived`). */
  readonly below: readonly number[]
  /** `by` names of the hops inside, lower case. */
  readonly hosts: readonly string[]
}

export interface Belief {
  readonly host: string
  readonly because: 'configured' | 'inferred'
  readonly reason: string
}

export const NO_POLICY: TrustPolicy = { configured: [], relays: [] }

/** Host names in one form, without empty ones. */
export function trustPolicy(configured: readonly string[] = [], relays: readonly string[] = []): TrustPolicy {
  if (configured.length === 0 && relays.length === 0) return NO_POLICY
  return {
    configured: configured.map(plainHost).filter((host) => host !== ''),
    relays: relays.map(plainHost).filter((host) => host !== ''),
  }
}

/** Walks the `Received` chain from the top down to the hop that took the mail from outside. */
export function trustZone(message: TracedMail, policy: TrustPolicy): TrustZone {
  const { received } = message
  const named = [...policy.configured, ...policy.relays]
  const domains = named.map((host) => registeredDomain(host) ?? host)
  const hosts: string[] = []
  let receiving: string | undefined
  let operator: MailOperator | undefined
  let border = -1
  const inside = (host: string): boolean => {
    const domain = registeredDomain(host)
    if (domain === undefined) return hostIsBelow(host, named)
    return domain === receiving || operator?.domains.includes(domain) === true || domains.includes(domain)
  }
  for (let index = 0; index < received.length; index++) {
    const hop = received[index]!
    const domain = registeredDomain(hop.by)
    if (domain !== undefined && receiving === undefined) {
      receiving = domain
      operator = operatorOf(domain)
    } else if (domain !== undefined && !inside(hop.by!)) break
    border = index
    if (hop.by !== undefined) hosts.push(hop.by)
    // The operator is the one of the hop at hand: a relay's front door counts as well as the receiver's.
    const here = operatorOf(domain)
    if (hop.by !== undefined && here?.frontDoor(hop.by) === true) break
    if (!clientStoodInside(hop, here, message, inside)) break
  }
  const end = border < 0 ? 0 : received[border]!.field
  const borderHop = received[border]
  return {
    ...(receiving !== undefined && { receiving }),
    ...(operator !== undefined && { operator }),
    border,
    end,
    below: borderHop === undefined ? [] : fieldsBelow(message, borderHop),
    hosts,
  }
}

// Hand-overs between programs of one organisation, or its own fetching of its own mail: the peer is no sender.
const INTERNAL_PROTOCOL = /^(?:LMTP|IMAP|POP3|LOCAL)/
// Postfix and Sendmail print a client's reverse name only when it also resolves forward to the client, or mark it.
// Without that, the owner of an address could name it after a host of the receiver. The program must stand right
// after the `by` host: what the client says of itself stands before it.
const CHECKS_REVERSE = /\bby\s+\S+\s+\((?:Postfix|8\.\d)/i
const UNCHECKED = 'may be forged'

function clientStoodInside(
  hop: TraceField,
  operator: MailOperator | undefined,
  message: TracedMail,
  inside: (host: string) => boolean,
): boolean {
  if (hop.with !== undefined && INTERNAL_PROTOCOL.test(hop.with)) return true
  const { ip, helo } = hop
  const reverse = attestedReverse(hop, message)
  if (ip === undefined) {
    // `by` only: handed over inside the host. A name without an address is believed when it is the host itself.
    if (helo === undefined) return true
    const name = helo.toLowerCase()
    return name === 'localhost' || name === hop.by
  }
  if (isInternalAddress(ip)) {
    // Behind address translation outsiders come from an internal address too; then they greet with a foreign name.
    const name = reverse ?? helo?.toLowerCase()
    return name === undefined || registeredDomain(name) === undefined || inside(name)
  }
  if (operator?.ownAddress?.test(ip) === true) return true
  return reverse !== undefined && inside(reverse)
}

/** The client's reverse name as checked by the host that wrote this hop. */
export function attestedReverse(hop: TraceField, message: TracedMail): string | undefined {
  const { reverse } = hop
  if (reverse === undefined) return undefined
  const name = plainHost(reverse)
  if (name === '' || name === 'unknown') return undefined
  if (hop.ip !== undefined && !isInternalAddress(hop.ip)) {
    const text = message.header[hop.field]?.value ?? ''
    if (!CHECKS_REVERSE.test(text) || text.includes(UNCHECKED)) return undefined
  }
  return name
}

/** The operator's own `Received-SPF` and `Authentication-Results`: the first of each, right below its Received field. */
function fieldsBelow(message: TracedMail, hop: TraceField): number[] {
  const operator = operatorOf(registeredDomain(hop.by))
  if (hop.by === undefined || operator?.belowReceived !== true || !operator.frontDoor(hop.by)) return []
  const found: number[] = []
  const seen = new Set<string>()
  for (let index = hop.field + 1; index < message.header.length; index++) {
    const { key } = message.header[index]!
    if ((key !== 'received-spf' && key !== 'authentication-results') || seen.has(key)) break
    seen.add(key)
    found.push(index)
  }
  return found
}

/**
 * Whether what a header field states is believed, and why; undefined when nobody vouches for it. `authservId` is
 * the host the field names, empty when it names none. A field is believed when it stands where only the receiving
 * side can have written and its host is configured, or (with nothing configured) shares the registered domain of
 * the receiving side.
 */
export function believe(
  field: number,
  authservId: string,
  zone: TrustZone,
  policy: TrustPolicy,
): Belief | undefined {
  const configured = policy.configured.length > 0
  // Exports without any Received field have no border; then only a person can know the host.
  const placed = field < zone.end || zone.below.includes(field) || (zone.border < 0 && configured)
  if (!placed) return undefined
  const host = authservId === '' ? zone.operator?.unnamed : plainHost(authservId)
  if (host === undefined) return undefined
  if (hostIsBelow(host, policy.configured)) return { host, because: 'configured', reason: 'configured' }
  if (hostIsBelow(host, policy.relays))
    return { host, because: 'inferred', reason: 'relay of a large share of this mailbox' }
  if (configured) return undefined
  if (authservId === '')
    return {
      host,
      because: 'inferred',
      reason: `field without authserv-id above the border hop of ${zone.operator?.name ?? 'the receiver'}`,
    }
  const domain = registeredDomain(host)
  if (domain !== undefined && domain === zone.receiving)
    return {
      host,
      because: 'inferred',
      reason: 'same registered domain as the host at the top of the Received chain',
    }
  if (domain !== undefined && zone.operator?.domains.includes(domain) === true)
    return {
      host,
      because: 'inferred',
      reason: `host of ${zone.operator.name}, as the top of the Received chain`,
    }
  if (domain === undefined && zone.hosts.includes(host))
    return { host, because: 'inferred', reason: 'a receiving host of the Received chain' }
  return undefined
}
