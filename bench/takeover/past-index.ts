/** What the generator may know of an organisation at a moment: who wrote when, who shares a domain, which hosts were linked. */
import { payloadDomains } from '../../src/enrich/senders/payload-links.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import type { Dice } from './random.ts'

export interface PastIndex {
  readonly records: readonly MessageRecord[]
  /** Places in `records` of a sender's mails, in time order. */
  readonly bySender: ReadonlyMap<string, readonly number[]>
  /** Senders of a mail domain. */
  readonly byDomain: ReadonlyMap<string, readonly string[]>
  readonly byMessageId: ReadonlyMap<string, number>
  /** Places of mails with a link to the registered domain. */
  readonly linked: ReadonlyMap<string, readonly number[]>
  /** The list's own address: the recipient most mails have. */
  readonly listAddress: string
  /** Registered domains of the hosts that hand every mail on to the archive. */
  readonly relayDomains: ReadonlySet<string>
}

export function senderOf(record: MessageRecord): string {
  return record.from.address.toLowerCase()
}

export function domainOf(address: string): string {
  return address.toLowerCase().split('@').at(-1) ?? ''
}

/** Share of all mails a host domain must carry to be the list's own machinery. */
const RELAY_SHARE = 0.5

export function pastIndex(records: readonly MessageRecord[]): PastIndex {
  const bySender = new Map<string, number[]>()
  const byDomain = new Map<string, Set<string>>()
  const byMessageId = new Map<string, number>()
  const linked = new Map<string, number[]>()
  const recipients = new Map<string, number>()
  const routes = new Map<string, number>()
  for (const [place, record] of records.entries()) {
    const sender = senderOf(record)
    if (sender.includes('@')) {
      push(bySender, sender, place)
      const domain = domainOf(sender)
      byDomain.set(domain, (byDomain.get(domain) ?? new Set()).add(sender))
    }
    if (record.messageId) byMessageId.set(record.messageId, place)
    for (const { domain } of payloadDomains(record, true)) push(linked, domain, place)
    for (const { address } of [...record.to, ...record.cc]) {
      const key = address.toLowerCase()
      recipients.set(key, (recipients.get(key) ?? 0) + 1)
    }
    for (const domain of new Set((record.path.route ?? '').split(' ')))
      routes.set(domain, (routes.get(domain) ?? 0) + 1)
  }
  let listAddress = ''
  for (const [address, n] of recipients) if (n > (recipients.get(listAddress) ?? 0)) listAddress = address
  return {
    records,
    bySender,
    byDomain: new Map([...byDomain].map(([domain, senders]) => [domain, [...senders]])),
    byMessageId,
    linked,
    listAddress,
    relayDomains: new Set(
      [...routes].filter(([, n]) => n >= records.length * RELAY_SHARE).map(([domain]) => domain),
    ),
  }
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const found = map.get(key)
  if (found) found.push(value)
  else map.set(key, [value])
}

/** How many of these ascending places lie before one. */
export function countBefore(places: readonly number[], place: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! < place) low = middle + 1
    else high = middle
  }
  return low
}

const RARE = 10

/** A host linked here before, 1 to 10 times, never by this sender; undefined when none was found in some tries. */
export function knownRareHost(
  index: PastIndex,
  place: number,
  sender: string,
  dice: Dice,
): string | undefined {
  for (let round = 0; round < 300; round++) {
    const record = index.records[dice.below(place)]!
    if (senderOf(record) === sender) continue
    for (const { domain, link } of payloadDomains(record, true)) {
      const seen = index.linked.get(domain) ?? []
      const before = countBefore(seen, place)
      if (before < 1 || before > RARE) continue
      if (seen.slice(0, before).some((at) => senderOf(index.records[at]!) === sender)) continue
      const host = record.links[link]?.target?.host
      if (host && /^[a-z0-9.-]+\.[a-z]{2,}$/.test(host)) return host
    }
  }
  return undefined
}
