import type { LinkHost } from '../../model/link.ts'

/** What the mail and the organisation's own history tell about a link. All names in lower case. */
export interface LinkKnowledge {
  /** Registered domains of the sender: From, envelope, DKIM. Never those of a free mail provider. */
  readonly senderDomains: ReadonlySet<string>
  /** Registered domains of the recipient's organisation. Never those of a free mail provider. */
  readonly recipientDomains: ReadonlySet<string>
  /** Addresses on this mail and on the thread it stands in. */
  readonly people: ReadonlySet<string>
  /** Host the visible text names. */
  readonly shown?: LinkHost
  /** Mails strictly before this one that link a registered domain. */
  usedBefore(domain: string): { readonly bySender: number; readonly byAnybody: number }
  /** Registered domains that earlier mail told to be customers behind a gateway's tenant (`toldTenants`); empty when none did. */
  tenantOwners(wrapper: string, tenant: string): ReadonlySet<string>
}

/** Whether a domain is the sender's or the recipient's own. */
export const isOwnDomain = (domain: string, knowledge: LinkKnowledge): boolean =>
  knowledge.senderDomains.has(domain) || knowledge.recipientDomains.has(domain)

/** Whether nobody here ever linked a domain, as far as is known, and it belongs to none of the two. */
export function isUnseen(domain: string, knowledge: LinkKnowledge): boolean {
  if (isOwnDomain(domain, knowledge)) return false
  const { bySender, byAnybody } = knowledge.usedBefore(domain)
  return bySender === 0 && byAnybody === 0
}
