import type { RedirectChain } from '../../model/redirect-chain.ts'
import { linkHost } from '../../parse/links/link-host.ts'

/** A gateway's customer, as one wrapper tells it by naming tenant and recipient together. */
export interface ToldTenant {
  /** Name of the decoder. */
  readonly wrapper: string
  readonly tenant: string
  /** Registered domain of the recipient. */
  readonly owner: string
}

/**
 * What the gateway wrappers of a chain tell about who is behind which tenant: to be remembered, so that a wrapper which
 * names the tenant alone can be told from a foreign one (`LinkKnowledge.tenantOwners`).
 */
export function toldTenants({ hops }: RedirectChain): readonly ToldTenant[] {
  const told: ToldTenant[] = []
  for (const { role, wrapper } of hops) {
    const at = wrapper?.recipient?.lastIndexOf('@') ?? -1
    if (role !== 'gateway' || !wrapper?.recipient || wrapper.tenant === undefined || at < 1) continue
    const owner = linkHost(wrapper.recipient.slice(at + 1)).domain
    if (owner !== '') told.push({ wrapper: wrapper.wrapper, tenant: wrapper.tenant, owner })
  }
  return told
}
