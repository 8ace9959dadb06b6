import type { LinkSign } from '../../model/link-sign.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { isOwnDomain, type LinkKnowledge } from './link-knowledge.ts'

type ForeignWrapper = Extract<LinkSign, { kind: 'foreign-wrapper' }>

/**
 * Gateway wrappers made for somebody who has no part in this mail. Gateways wrap what their customer receives, so a
 * foreign wrapper was taken from a mail to another organisation: it came along when that mail was forwarded or quoted,
 * or somebody lends a lure the good name of the gateway. The embedded recipient decides;
 * without one the tenant does, where earlier mail told whose it is and all of these are others.
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
    } else if (tenant !== undefined && isForeign(wrapper.wrapper, tenant, knowledge))
      found.push({ kind: 'foreign-wrapper', hop, other: 'organisation', ...told })
  }
  return found
}

function isForeign(wrapper: string, tenant: string, knowledge: LinkKnowledge): boolean {
  const owners = [...knowledge.tenantOwners(wrapper, tenant)]
  return owners.length > 0 && !owners.some((domain) => isOwnDomain(domain, knowledge))
}
