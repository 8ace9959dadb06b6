import type { LinkHost } from '../../model/link.ts'
import type { Likeness, LinkSign, SeenSign } from '../../model/link-sign.ts'
import type { MessageRecord, RecordLink } from '../../model/record.ts'
import { type RecipientNeedles, recipientNeedles } from '../../parse/links/recipient-in-url.ts'
import { recipientsOf } from '../senders/record-parties.ts'
import { assignRoles } from './assign-roles.ts'
import type { LinkKnowledge } from './link-knowledge.ts'
import { chainSigns } from './link-signs.ts'
import { type KnownNames, knownNames, lookAlike } from './look-alike.ts'
import { chainOf } from './record-chain.ts'

/** Links of one mail looked at. Attack: two hundred links to as many hosts. A reader is lured by one of the first. */
const MOST_LINKS = 40
/** Signs kept of one mail; the same sign of other links adds nothing. */
const MOST_SIGNS = 20

/** What the organisation's earlier mail tells, read for one sender. */
export interface OrganisationLinks extends Pick<LinkKnowledge, 'usedBefore' | 'tenantOwners'> {
  /** The known name a host could be taken for. */
  lookAlike(host: LinkHost): { readonly of: string; readonly how: Likeness } | undefined
}

/** What is known of a mail; asked for only where a link needs it. */
export interface MailKnowledge {
  senderDomains(): ReadonlySet<string>
  recipientDomains(): ReadonlySet<string>
  people(): ReadonlySet<string>
}

/**
 * Everything to see about where the links of a mail lead, each kind once for each place. `links` are those a reader can
 * follow on the writer's account. Links to places that were linked before, which are no wrappers and show no other
 * host, have nothing to see and cost one look-up.
 */
export function mailSigns(
  record: MessageRecord,
  links: Iterable<readonly [index: number, link: RecordLink]>,
  mail: MailKnowledge,
  organisation: OrganisationLinks,
): readonly SeenSign[] {
  const found: SeenSign[] = []
  const told = new Set<string>()
  const looked = new Set<string>()
  const knowledge = generalKnowledge(mail, organisation)
  for (const [index, link] of links) {
    const { target, textHost, chain } = link
    if (!target) continue
    const differs = link.traits.includes('text-host-differs')
    // Free hosts share a domain: how often the host itself was linked says more.
    const isUsed = organisation.usedBefore(target.domain).byAnybody > 0
    if (isUsed && !chain && !differs && organisation.usedBefore(target.host).byAnybody > 0) continue
    const key = `${link.url ?? link.href}\n${textHost?.domain ?? ''}`
    if (looked.has(key)) continue
    if (looked.size >= MOST_LINKS) break
    looked.add(key)
    for (const sign of signsOf(record, link, knowledge(textHost), organisation)) {
      const same = placeOf(sign)
      if (told.has(same)) continue
      told.add(same)
      found.push({ link: index, sign })
      if (found.length >= MOST_SIGNS) return found
    }
  }
  return found
}

const NO_NEEDLES: RecipientNeedles = { plain: [], coded: [], turned: [] }

/** The knowledge about any link of a mail; what is dear is worked out when it is first asked for. */
function generalKnowledge(
  mail: MailKnowledge,
  { usedBefore, tenantOwners }: OrganisationLinks,
): (shown: LinkHost | undefined) => LinkKnowledge {
  let senderDomains: ReadonlySet<string> | undefined
  let recipientDomains: ReadonlySet<string> | undefined
  let people: ReadonlySet<string> | undefined
  return (shown) => ({
    get senderDomains() {
      senderDomains ??= mail.senderDomains()
      return senderDomains
    },
    get recipientDomains() {
      recipientDomains ??= mail.recipientDomains()
      return recipientDomains
    },
    get people() {
      people ??= mail.people()
      return people
    },
    ...(shown ? { shown } : {}),
    usedBefore,
    tenantOwners,
  })
}

function signsOf(
  record: MessageRecord,
  link: RecordLink,
  knowledge: LinkKnowledge,
  organisation: OrganisationLinks,
): readonly LinkSign[] {
  const chain = assignRoles(chainOf(link), knowledge)
  // A link whose own text names nobody needs no second look; what is wrapped may do so inside only.
  const mayCarry = link.chain !== undefined || link.traits.includes('recipient-in-url')
  return chainSigns(
    chain,
    knowledge,
    mayCarry ? recipientNeedles(recipientsOf(record)) : NO_NEEDLES,
    (host) => lookAlike(host, mailNames(knowledge)) ?? organisation.lookAlike(host),
  )
}

/** The names this mail itself puts before the reader. */
function mailNames({ shown, senderDomains }: LinkKnowledge): KnownNames {
  return knownNames(shown ? [shown.domain, ...senderDomains] : senderDomains)
}

/** What makes two signs the same to a reader. */
function placeOf(sign: LinkSign): string {
  switch (sign.kind) {
    case 'stop-over':
    case 'recipient-carried':
    case 'fresh-host':
      return `${sign.kind} ${sign.domain}`
    case 'foreign-wrapper':
      return `${sign.kind} ${sign.recipient ?? sign.tenant ?? ''}`
    case 'other-landing':
      return `${sign.kind} ${sign.shown} ${sign.landing}`
    case 'courier-to-unseen':
    case 'gateway-inside':
      return `${sign.kind} ${sign.landing}`
    case 'look-alike':
      return `${sign.kind} ${sign.host} ${sign.of}`
    case 'host-shape':
      return `${sign.kind} ${sign.shapes.join(' ')}`
    case 'path-shape':
      return `${sign.kind} ${sign.shape}`
  }
}
