import type { Hop, HopRole, RoleReason } from '../model/redirect-chain.ts'
import type { SiteRules } from './site-rules.ts'

/** What lists know of a URL. */
export type KnownRole = (url: URL) => { readonly role: HopRole; readonly because: RoleReason } | undefined

/**
 * Gives each hop its role, as far as lists and the place in the chain tell. The last one is the landing (or an
 * interstitial, when the page says so); one on the landing's own registered domain belongs to it; what is neither
 * listed nor the landing's is a stop-over. Whether a stop-over is one for this mail (displayed, sender's, seen
 * before) is for those to say who know the mail.
 */
export function hopRoles(
  hops: readonly Omit<Hop, 'role' | 'because'>[],
  sites: SiteRules,
  known: KnownRole | undefined,
  interstitial: string | undefined,
): readonly Hop[] {
  const last = hops.at(-1)
  const domainOf = (url: string): string => {
    const host = URL.parse(url)?.hostname ?? ''
    return host === '' ? url.slice(0, 40) : sites.registeredDomain(host.replace(/\.$/, ''))
  }
  const landing = last === undefined ? '' : domainOf(last.url)
  return hops.map((hop) => {
    const url = URL.parse(hop.url)
    const found = url === null ? undefined : known?.(url)
    if (hop === last) {
      if (interstitial !== undefined)
        return { ...hop, role: 'interstitial', because: [{ kind: 'page', seen: interstitial }] }
      const reasons: readonly RoleReason[] = found === undefined ? [] : [found.because]
      return { ...hop, role: 'landing', because: [{ kind: 'position', position: 'last' }, ...reasons] }
    }
    if (found !== undefined) return { ...hop, role: found.role, because: [found.because] }
    if (domainOf(hop.url) === landing)
      return {
        ...hop,
        role: 'landing',
        because: [{ kind: 'shape', shape: 'same-registered-domain-as-landing' }],
      }
    return { ...hop, role: 'stopover', because: [{ kind: 'position', position: 'between' }] }
  })
}
