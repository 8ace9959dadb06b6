import type { RedirectChain } from '../../model/redirect-chain.ts'
import { siteOf } from './site-of.ts'

/** The site a chain with roles ends at (`siteOf`); undefined when that is not known, as behind a shortener nobody asked. */
export function landingOf({ hops }: RedirectChain): string | undefined {
  const last = hops.at(-1)
  return last?.role === 'landing' && last.target ? siteOf(last.target, last.url) : undefined
}
