import type { LinkSign } from '../../model/link-sign.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { isOwnDomain, type LinkKnowledge } from './link-knowledge.ts'

type ForeignWrapper = Extract<LinkSign, { kind: 'foreign-wrapper' }>

/**
 * Gateway wrappers made for somebody who has no part in this mail. Gateways wrap what their customer receives, so a
 * foreign wrapper was taken from a mail to another organisation: it came along when that mail was forwarded or quoted,
 * or somebody lends a lure the good name of the gateway. The embedded recipient decides; without one the tenant does,
 * but only when some tenant of the two organisations is known.
 */
export function foreignWrappers(
  { hops }: RedirectChain,
  knowledge: LinkKnowledge,
): readonly ForeignWrapper[] {
  const found: ForeignWrapper[] = []
  for (const [hop, { role, wrapper }] of hops.entries()) {
    if (wrapper === undefined || role !== 'gateway') continue
    const recipient = wrapper.recipient?.toLowerCase()
    const { tenant } = wrapper
    const told = {
      ...(recipient !== undefined && { recipient }),
      ...(tenant !== undefined && { tenant }),
    }
    if (recipient?.includes('@')) {
      if (knowledge.people.has(recipient)) continue
      const { domain } = linkHost(recipient.slice(recipient.lastIndexOf('@') + 1))
      const other = isOwnDomain(domain, knowledge) ? 'person' : 'organisation'
      found.push({ kind: 'foreign-wrapper', hop, other, ...told })
    } else if (tenant !== undefined && knowledge.ownTenants.size > 0 && !knowledge.ownTenants.has(tenant))
      found.push({ kind: 'foreign-wrapper', hop, other: 'organisation', ...told })
  }
  return found
}
