import type { LinkSign } from '../../model/link-sign.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'
import { landingOf } from './landing-of.ts'
import type { LinkKnowledge } from './link-knowledge.ts'

/**
 * The text names one host and the chain ends at another registered domain. A shortener or share host that shows
 * somebody else's name counts as such an end: where it leads is not known, and no program puts it there by itself, as
 * gateways and click counters are put. Undefined when the landing is not known otherwise, or when the text names a hop
 * on the way, as where the wrapped address itself is shown.
 */
export function otherLanding(
  chain: RedirectChain,
  { shown }: LinkKnowledge,
): Extract<LinkSign, { kind: 'other-landing' }> | undefined {
  const landing = landingOf(chain) ?? openEnd(chain)
  if (shown === undefined || landing === undefined) return undefined
  if (chain.hops.some(({ target }) => target?.domain === shown.domain)) return undefined
  return { kind: 'other-landing', shown: shown.domain, landing }
}

function openEnd({ hops }: RedirectChain): string | undefined {
  const last = hops.at(-1)
  return last?.role === 'shortener' || last?.role === 'courier' ? last.target?.domain : undefined
}
