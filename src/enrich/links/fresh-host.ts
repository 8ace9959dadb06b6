import type { DomainFacts } from '../../model/domain-facts.ts'
import type { LinkSign } from '../../model/link-sign.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'

/** Days after its registration in which a domain counts as fresh: most lures are sent within a month of it. */
const FRESH_DAYS = 30
/** Clocks of senders are wrong, and registries count in UTC. */
const AFTER_DAYS = 1
const DAY = 86_400_000

/**
 * Hops of a chain whose domain was registered at most 30 days before `time` (of the mail; of the asking when there is
 * none), each domain once. What is not known is no sign; nor is a domain that was registered later: whoever had its
 * name at the time is not told by that.
 */
export function freshHosts(
  { hops }: RedirectChain,
  facts: readonly DomainFacts[],
  mailTime: number | undefined,
): readonly LinkSign[] {
  const signs: LinkSign[] = []
  for (const { domain, asked, registered } of facts) {
    if (registered.status !== 'known') continue
    const days = Math.floor(((mailTime ?? asked) - registered.time) / DAY)
    if (days < -AFTER_DAYS || days > FRESH_DAYS) continue
    const hop = hops.findIndex(({ target }) => target?.domain === domain)
    if (hop < 0) continue
    signs.push({
      kind: 'fresh-host',
      hop,
      domain,
      registered: registered.time,
      from: registered.from,
      days,
      before: mailTime === undefined ? 'asked' : 'mail',
    })
  }
  return signs
}
