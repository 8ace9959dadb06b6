import type { LinkSign } from '../../model/link-sign.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'
import type { LinkKnowledge } from './link-knowledge.ts'
import { siteOf } from './site-of.ts'

/**
 * The stop-overs of a chain with roles, each domain once. `returns` tells that the chain ends at the host the text
 * shows: then the visit looks genuine afterwards, and the host in between is there for nothing a reader needs.
 */
export function stopOvers(
  { hops }: RedirectChain,
  { shown }: LinkKnowledge,
): readonly Extract<LinkSign, { kind: 'stop-over' }>[] {
  const returns = shown !== undefined && hops.at(-1)?.target?.domain === shown.domain
  const seen = new Set<string>()
  const found: Extract<LinkSign, { kind: 'stop-over' }>[] = []
  for (const [hop, { role, target, url }] of hops.entries()) {
    if (role !== 'stopover' || target === undefined) continue
    const domain = siteOf(target, url)
    if (seen.has(domain)) continue
    seen.add(domain)
    found.push({ kind: 'stop-over', hop, domain, returns })
  }
  return found
}
