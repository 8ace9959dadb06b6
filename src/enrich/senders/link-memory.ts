/** Which domains, hosts and services were linked here before, by how many mails, and by how many senders. */

import type { SeenSign } from '../../model/link-sign.ts'
import type { MessageRecord } from '../../model/record.ts'
import type { LinkNovelty, ServiceUse } from '../../model/sender.ts'
import { type MailKnowledge, mailSigns, type OrganisationLinks } from '../links/mail-signs.ts'
import { type RecentNames, recentNames } from '../links/recent-names.ts'
import { chainOf } from '../links/record-chain.ts'
import { type TenantMemory, tenantMemory } from '../links/tenant-memory.ts'
import { countId, type IdCounts, idCount, idCounts } from './id-counts.ts'
import { type PayloadDomain, payloadDomains, payloadLinks } from './payload-links.ts'
import { type RecentMap, recentMap } from './recent-map.ts'
import { domainOf, senderKey } from './record-parties.ts'
import {
  countServices,
  type LinkedService,
  linkedServices,
  type ServiceCounts,
  serviceUses,
} from './service-memory.ts'

/**
 * Domains and hosts of an organisation remembered, about 150 bytes each; twice as many at most. Attack: mails full of
 * fresh hosts. What was not linked for that many different hosts is new again when it comes back: an alert too many,
 * never one too few.
 */
const DOMAINS = 300_000
const HOSTS = 300_000
/** Different domains, and hosts, remembered of one sender; past it only known ones are counted. Same attack. */
const SENDER_PLACES = 500
/** Senders told apart of one domain: more than that and it is everybody's. */
const DOMAIN_SENDERS = 64
/**
 * From how many mails on a name is one that others could pose as: of a place linked by two senders, or of a mail
 * domain. Attack: a flood of fresh names, each of which would make honest hosts look alike.
 */
const ESTABLISHED = 3

interface DomainState {
  readonly id: number
  messages: number
  /** Numbers of the senders. */
  readonly senders: number[]
  readonly firstSeen: number
}

interface HostState {
  readonly id: number
  messages: number
}

/** What one sender linked; by numbers that are never given twice, so that a forgotten place stays unknown. */
export interface SenderLinks {
  readonly domains: IdCounts
  readonly hosts: IdCounts
  readonly services: ServiceCounts
  /** Mails with any. */
  mails: number
}

export function senderLinks(): SenderLinks {
  return { domains: idCounts(), hosts: idCounts(), services: new Map(), mails: 0 }
}

export interface LinkMemory {
  novelties(record: MessageRecord, own: SenderLinks | undefined, anchored: boolean): readonly LinkNovelty[]
  /** The kinds of services the links go through. */
  services(record: MessageRecord, own: SenderLinks | undefined, anchored: boolean): readonly ServiceUse[]
  /** What is to see about where the links lead. */
  signs(
    record: MessageRecord,
    own: SenderLinks | undefined,
    anchored: boolean,
    mail: MailKnowledge,
  ): readonly SeenSign[]
  /** `sender`: its number. */
  learn(record: MessageRecord, own: SenderLinks, sender: number, anchored: boolean): void
}

interface MailLinks {
  readonly record: MessageRecord
  readonly anchored: boolean
  readonly payload: readonly PayloadDomain[]
  readonly services: readonly LinkedService[]
}

/** An empty memory. */
export function linkMemory(): LinkMemory {
  const domains: RecentMap<string, DomainState> = recentMap(DOMAINS)
  const hosts: RecentMap<string, HostState> = recentMap(HOSTS)
  /** Mails from each. */
  const mailDomains: RecentMap<string, number> = recentMap(DOMAINS)
  const established: RecentNames = recentNames()
  const tenants: TenantMemory = tenantMemory()
  const services: ServiceCounts = new Map()
  let places = 0
  let last: MailLinks | undefined

  /** The places of a mail and its services, kept until another is asked about: learning follows reading. */
  function linksOf(record: MessageRecord, anchored: boolean): MailLinks {
    if (last?.record !== record || last.anchored !== anchored)
      last = {
        record,
        anchored,
        payload: payloadDomains(record, anchored),
        services: linkedServices(record, anchored),
      }
    return last
  }

  /** The host that the organisation saw least, the first of several. */
  function leastKnown(names: readonly string[], own: SenderLinks | undefined): LinkNovelty['host'] {
    let least: LinkNovelty['host'] | undefined
    for (const name of names) {
      const known = hosts.get(name)
      const byAnybody = known?.messages ?? 0
      if (!least || byAnybody < least.byAnybody)
        least = { name, bySender: idCount(own?.hosts, known?.id), byAnybody }
    }
    return least ?? { name: '', bySender: 0, byAnybody: 0 }
  }

  /** What the organisation's links tell one of its senders. */
  function organisationOf(own: SenderLinks | undefined): OrganisationLinks {
    return {
      usedBefore(site) {
        const domain = domains.get(site)
        if (domain) return { bySender: idCount(own?.domains, domain.id), byAnybody: domain.messages }
        const host = hosts.get(site)
        return { bySender: idCount(own?.hosts, host?.id), byAnybody: host?.messages ?? 0 }
      },
      tenantOwners: tenants.owners,
      lookAlike: established.lookAlike,
    }
  }

  return {
    novelties(record, own, anchored) {
      const { payload } = linksOf(record, anchored)
      if (payload.length === 0) return []
      const ownDomain = domainOf(senderKey(record))
      return payload.map(({ domain, hosts: names, link, nested }) => {
        const known = domains.get(domain)
        return {
          link,
          domain,
          nested,
          bySender: idCount(own?.domains, known?.id),
          byAnybody: known?.messages ?? 0,
          senders: known?.senders.length ?? 0,
          host: leastKnown(names, own),
          ...(known ? { firstSeen: known.firstSeen } : {}),
          own: domain === ownDomain,
          mailDomain: mailDomains.get(domain) !== undefined,
        }
      })
    },

    services: (record, own, anchored) =>
      serviceUses(linksOf(record, anchored).services, own?.services, services),

    signs(record, own, anchored, mail) {
      if (linksOf(record, anchored).payload.length === 0) return []
      return mailSigns(record, payloadLinks(record, anchored), mail, organisationOf(own))
    },

    learn(record, own, sender, anchored) {
      const { payload, services: used } = linksOf(record, anchored)
      if (payload.length > 0) {
        own.mails++
        countServices(used, own.services)
        countServices(used, services)
      }
      for (const { domain, hosts: names } of payload) {
        let known = domains.get(domain)
        if (!known) {
          known = { id: places++, messages: 0, senders: [sender], firstSeen: record.time }
          domains.set(domain, known)
        }
        known.messages++
        if (known.senders.length < DOMAIN_SENDERS && !known.senders.includes(sender))
          known.senders.push(sender)
        if (known.messages >= ESTABLISHED && known.senders.length > 1) established.meet(domain)
        countId(own.domains, known.id, SENDER_PLACES)
        for (const name of names) {
          let host = hosts.get(name)
          if (!host) {
            host = { id: places++, messages: 0 }
            hosts.set(name, host)
          }
          host.messages++
          countId(own.hosts, host.id, SENDER_PLACES)
        }
      }
      const ownDomain = domainOf(senderKey(record))
      if (ownDomain) {
        const mails = (mailDomains.get(ownDomain) ?? 0) + 1
        mailDomains.set(ownDomain, mails)
        if (mails >= ESTABLISHED) established.meet(ownDomain)
      }
      for (const [, link] of payloadLinks(record, anchored)) if (link.chain) tenants.learn(chainOf(link))
    },
  }
}
