import type { LinkKnowledge } from '../enrich/links/link-knowledge.ts'
import type { Hop, RedirectChain, WrapperFacts } from '../model/redirect-chain.ts'
import { linkHost } from '../parse/links/link-host.ts'

/** A chain as an unwrapper or tracer leaves it, before roles are known; a hop is its URL, or more of it. */
export function chainOf(
  hops: readonly (string | (Partial<Hop> & { readonly url: string }))[],
  more: Partial<RedirectChain> = {},
): RedirectChain {
  return {
    kind: 'redirect-chain',
    basis: 'offline',
    hops: hops.map((given, at) => {
      const hop = typeof given === 'string' ? { url: given } : given
      return {
        target: linkHost(new URL(hop.url).hostname),
        role: 'landing',
        because: [],
        ...(at > 0 && { edge: 'wrapper' }),
        ...hop,
      }
    }),
    end: 'offline',
    issues: [],
    ...more,
  }
}

/** What a gateway's wrapper tells, as its decoder says it. */
export const gatewayFacts = (more: Partial<WrapperFacts> = {}): WrapperFacts => ({
  wrapper: 'some-gateway',
  product: 'Some Gateway',
  role: 'gateway',
  decoded: 'exact',
  layers: ['percent'],
  ...more,
})

/** Anna of sender.example writes to Bruno of recipient.example; `linked` are the domains linked before. */
export function knowledgeOf(
  more: {
    readonly shown?: string
    readonly linked?: Readonly<Record<string, number>>
    readonly bySender?: Readonly<Record<string, number>>
    /** Tenant → domain of the customer. */
    readonly tenants?: Readonly<Record<string, string>>
  } = {},
): LinkKnowledge {
  return {
    senderDomains: new Set(['sender.example']),
    recipientDomains: new Set(['recipient.example']),
    people: new Set(['anna@sender.example', 'bruno@recipient.example']),
    ...(more.shown !== undefined && { shown: linkHost(more.shown) }),
    usedBefore: (domain) => ({
      bySender: more.bySender?.[domain] ?? 0,
      byAnybody: more.linked?.[domain] ?? 0,
    }),
    tenantOwners: (_, tenant) => {
      const owner = more.tenants?.[tenant]
      return new Set(owner === undefined ? [] : [owner])
    },
  }
}
