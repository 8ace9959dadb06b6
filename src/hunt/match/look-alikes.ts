import type { HuntLimit } from '../../model/hunt.ts'
import type { Indicator } from '../../model/indicator.ts'
import type { Seen, Store } from '../../model/ports.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { knownNames, lookAlike } from '../../parse/links/look-alike.ts'
import { type HostKnowledge, imitableDomain } from './searches.ts'

/**
 * A domain that stands in more messages than this and looks like an indicator is most likely the genuine one that the
 * indicator imitates: such mail is no sighting, and it is said.
 */
const COMMON = 10
/** Registered domains compared. Attack: a mailbox of millions of made-up domains. */
const DOMAIN_LIMIT = 500_000

export interface LookAlikeSeen {
  readonly indicator: Indicator
  /** The domain in the mail. */
  readonly domain: string
  readonly seen: readonly Seen[]
}

/**
 * Messages with hosts whose registered domain could be taken for that of an indicator: the same to the eye (UTS 39
 * skeletons), one letter apart, or the same name under another ending.
 */
export async function* lookAlikesSeen(
  indicators: readonly Indicator[],
  store: Pick<Store, 'hosts' | 'senders' | 'seen'>,
  knowledge: HostKnowledge,
  limits: HuntLimit[],
  domainLimit: number = DOMAIN_LIMIT,
): AsyncGenerator<LookAlikeSeen, void, undefined> {
  const byDomain = new Map<string, Indicator[]>()
  for (const indicator of indicators) {
    const domain = imitableDomain(indicator, knowledge)
    if (domain !== undefined) byDomain.set(domain, [...(byDomain.get(domain) ?? []), indicator])
  }
  if (byDomain.size === 0) return
  const known = knownNames(byDomain.keys())
  const domains = new Set<string>()
  const alike: { readonly domain: string; readonly of: string }[] = []
  let isCut = false
  const look = (name: string): void => {
    const host = linkHost(name)
    if (host.isIp || domains.has(host.domain)) return
    if (domains.size >= domainLimit) {
      isCut = true
      return
    }
    domains.add(host.domain)
    const found = lookAlike({ ...host, host: host.domain }, known)
    if (found && (found.how === 'skeleton' || found.how === 'edit' || found.how === 'ending'))
      alike.push({ domain: host.domain, of: found.of })
  }
  for await (const host of store.hosts()) look(host)
  for (const { address } of await store.senders()) look(address.slice(address.lastIndexOf('@') + 1))

  if (isCut)
    limits.push({
      kind: 'look-alikes-not-read',
      detail: `only the first ${domainLimit} domains of this mail were compared with those of indicators; further ones that look alike are not told`,
    })

  for (const { domain, of } of alike) {
    const [found] = await store.seen([{ type: 'host', value: domain, match: 'suffix', limit: COMMON + 1 }])
    const messages = new Set(found?.seen.map(({ digest }) => digest))
    for (const indicator of byDomain.get(of) ?? []) {
      if (messages.size > COMMON || found?.more)
        limits.push({
          indicator: indicator.id,
          kind: 'common-look-alike',
          detail: `${domain} looks like ${of}, but stands in more than ${COMMON} mails: not taken for a sighting`,
        })
      else if (found && messages.size > 0) yield { indicator, domain, seen: found.seen }
    }
  }
}
