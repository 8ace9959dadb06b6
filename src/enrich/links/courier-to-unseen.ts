import type { LinkSign } from '../../model/link-sign.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'
import { landingOf } from './landing-of.ts'
import { isUnseen, type LinkKnowledge } from './link-knowledge.ts'

/**
 * A trusted site that passes on to a landing nobody here linked before and the text does not show. The last courier
 * of the chain is named.
 */
export function courierToUnseen(
  chain: RedirectChain,
  knowledge: LinkKnowledge,
): Extract<LinkSign, { kind: 'courier-to-unseen' }> | undefined {
  const landing = landingOf(chain)
  if (landing === undefined || landing === knowledge.shown?.domain) return undefined
  if (!isUnseen(landing, knowledge)) return undefined
  const hop = chain.hops.findLastIndex(({ role }) => role === 'courier')
  const courier = chain.hops[hop]?.target
  if (courier === undefined || courier.domain === landing) return undefined
  return { kind: 'courier-to-unseen', hop, courier: courier.domain, landing }
}
