import type { LinkHost } from '../../model/link.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'

/** Where a chain with roles ends; undefined when that is not known, as behind a shortener nobody asked. */
export function landingOf({ hops }: RedirectChain): LinkHost | undefined {
  const last = hops.at(-1)
  return last?.role === 'landing' ? last.target : undefined
}
