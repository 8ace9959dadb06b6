import type { LinkSign } from '../../model/link-sign.ts'
import type { HopRole, RedirectChain } from '../../model/redirect-chain.ts'
import { landingOf } from './landing-of.ts'
import { isUnseen, type LinkKnowledge } from './link-knowledge.ts'

/** Hops that are made by whoever wrote the mail, before any gateway sees it. */
const OF_THE_WRITER: ReadonlySet<HopRole> = new Set(['shortener', 'courier', 'stopover'])

/**
 * Shortener, then gateway, then an unknown host. A gateway wraps last, so its wrapper stands outermost; behind a
 * shortener it was put there by somebody who had a wrapped link made first, to hide the landing from the scanner of
 * the shortener and behind the gateway's name. Click counters are left out: newsletters do copy wrapped links.
 */
export function gatewayInside(
  chain: RedirectChain,
  knowledge: LinkKnowledge,
): Extract<LinkSign, { kind: 'gateway-inside' }> | undefined {
  const landing = landingOf(chain)
  if (landing === undefined || !isUnseen(landing, knowledge)) return undefined
  const hop = chain.hops.findLastIndex(({ role }) => role === 'gateway')
  const before = chain.hops.findIndex(({ role }, at) => at < hop && OF_THE_WRITER.has(role))
  return before < 0 ? undefined : { kind: 'gateway-inside', before, hop, landing }
}
