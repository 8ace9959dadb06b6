import type { Message } from '../../model/message.ts'
import { readAuthenticationResults } from './authentication-results.ts'
import { registeredDomain } from './host-names.ts'
import { attestedReverse, NO_POLICY, type TracedMail, trustPolicy, trustZone } from './trusted-hosts.ts'

/**
 * What one message says about how its mailbox is fed. When mail reaches a mailbox through a list server or a
 * forwarding service, the results worth reading were written there, one hop below the receiving host. A single
 * message cannot vouch for such a relay (anybody can send mail from a host of their own that carries its own
 * results), a whole mailbox can.
 */
export interface RelayObservation {
  /** Registered domain of the visible From; empty when unreadable. */
  readonly from: string
  /** authserv-id of the relay's own results; absent when there is no such relay. */
  readonly relay?: string
}

export interface InferredRelay {
  readonly host: string
  readonly messages: number
  /** Of all observed messages, 0 to 1. */
  readonly share: number
}

// How much of a mailbox a relay must carry. One who wants to be taken for the relay would have to send a fifth of
// all mail of the mailbox, in the name of ten organisations.
const MIN_MESSAGES = 50
const MIN_SHARE = 0.2
const MIN_FROM_DOMAINS = 10

// A sender can fill a header with results of invented hosts; a relay's own stand on top of what it was given.
const MAX_FIELDS_TRIED = 8

/** Finds the relay right behind the receiving host, when that host vouches for its name and it wrote results. */
export function observeRelay(message: TracedMail & Pick<Message, 'from'>): RelayObservation {
  const from = registeredDomain(message.from[0]?.address.split('@').at(-1)) ?? ''
  const zone = trustZone(message, NO_POLICY)
  const hop = message.received[zone.border]
  const client = hop === undefined ? undefined : registeredDomain(attestedReverse(hop, message))
  if (client === undefined) return { from }
  let tried = 0
  for (let index = zone.end; index < message.header.length && tried < MAX_FIELDS_TRIED; index++) {
    const field = message.header[index]!
    if (field.key !== 'authentication-results') continue
    tried++
    const { authservId } = readAuthenticationResults(field.value)
    if (registeredDomain(authservId) !== client) continue
    if (index < trustZone(message, trustPolicy([], [authservId])).end) return { from, relay: authservId }
  }
  return { from }
}

/** The relays that carry a large share of a mailbox, most messages first. Give a few hundred observations or more. */
export function inferRelays(observations: Iterable<RelayObservation>): readonly InferredRelay[] {
  const relays = new Map<string, { messages: number; from: Set<string> }>()
  let all = 0
  for (const { from, relay } of observations) {
    all++
    if (relay === undefined) continue
    const known = relays.get(relay) ?? { messages: 0, from: new Set<string>() }
    known.messages++
    if (from !== '' && known.from.size < MIN_FROM_DOMAINS) known.from.add(from)
    relays.set(relay, known)
  }
  return [...relays]
    .filter(
      ([, { messages, from }]) =>
        messages >= MIN_MESSAGES && messages >= all * MIN_SHARE && from.size >= MIN_FROM_DOMAINS,
    )
    .map(([host, { messages }]) => ({ host, messages, share: messages / all }))
    .sort((a, b) => b.messages - a.messages || (a.host < b.host ? -1 : 1))
}
