import type { LinkHost } from '../../model/link.ts'
import { hostRole } from './host-role.ts'
import type { HostEntries } from './listed-hosts.ts'
import { listedHosts } from './listed-hosts.ts'

/**
 * The name that one owner holds: the registered domain, or, below a provider of free names that the Public Suffix List
 * does not know, the name directly below the provider's. Attack: `a.provider.example` was linked for years, so
 * `b.provider.example` of somebody else would count as known.
 */
export function siteOf(
  target: LinkHost,
  url: string,
  lists: ReadonlyMap<string, HostEntries> = listedHosts(),
): string {
  const { host, domain } = target
  if (host === domain) return domain
  const listed = hostRole(target, url, lists)
  if (listed?.role !== 'free-host' && listed?.role !== 'dynamic-dns') return domain
  const zone = listed.entry.startsWith('.') ? listed.entry.slice(1) : ''
  // A zone that is itself below the registered domain, as `cloudapp.azure.com`, splits its owner just so.
  if (zone === '' || (zone !== domain && !zone.endsWith(`.${domain}`))) return domain
  return host.slice(host.lastIndexOf('.', host.length - zone.length - 2) + 1)
}
