import type { Link } from '../../model/link.ts'
import type { RecordChain, RecordHop, RecordLink } from '../../model/record.ts'
import type { Hop, RedirectChain, WrapperFacts } from '../../model/redirect-chain.ts'
import { offlineChain } from '../../parse/links/offline-chain.ts'

/** Characters kept of the last hop, and of each hop between. Attack: sixteen wrappers around a link of a megabyte. */
const LANDING_LENGTH = 2_000
const PASSING_LENGTH = 500
/** Longest address (RFC 5321 §4.5.3.1), which tenants and recipients are cut to. */
const NAME_LENGTH = 320

/** What a record keeps of the offline chain of a link; undefined for one that is no known wrapper's. */
export function recordChain({ scheme, url }: Pick<Link, 'scheme' | 'url'>): RecordChain | undefined {
  if (url === undefined || (scheme !== 'https' && scheme !== 'http')) return undefined
  const { hops, end } = offlineChain(url)
  if (hops.length === 1 && hops[0]?.wrapper === undefined) return undefined
  return {
    end,
    hops: hops.map(({ url: reached, target, wrapper }, at): RecordHop => {
      const facts = wrapper && cut(wrapper)
      if (at === 0) return facts ? { wrapper: facts } : {}
      return {
        url: reached.slice(0, at === hops.length - 1 ? LANDING_LENGTH : PASSING_LENGTH),
        ...(target ? { target } : {}),
        ...(facts ? { wrapper: facts } : {}),
      }
    }),
  }
}

function cut(wrapper: WrapperFacts): WrapperFacts {
  const { recipient, tenant } = wrapper
  return {
    ...wrapper,
    ...(recipient !== undefined ? { recipient: recipient.slice(0, NAME_LENGTH) } : {}),
    ...(tenant !== undefined ? { tenant: tenant.slice(0, NAME_LENGTH) } : {}),
  }
}

/** The offline chain of a recorded link, as `offlineChain` gave it but for what was cut: one hop when it is no wrapper's. */
export function chainOf({ href, url = href, target, chain }: RecordLink): RedirectChain {
  const kept: readonly RecordHop[] = chain?.hops ?? [{}]
  const hops = kept.map((hop, at): Hop => {
    const { wrapper } = hop
    const host = at === 0 ? target : hop.target
    return {
      url: at === 0 ? url : (hop.url ?? ''),
      ...(host ? { target: host } : {}),
      role: wrapper?.role ?? 'landing',
      because: [
        wrapper ? { kind: 'wrapper', wrapper: wrapper.wrapper } : { kind: 'position', position: 'last' },
      ],
      ...(wrapper ? { wrapper } : {}),
      ...(at > 0 ? { edge: 'wrapper' as const } : {}),
    }
  })
  return { kind: 'redirect-chain', basis: 'offline', hops, end: chain?.end ?? 'offline', issues: [] }
}
