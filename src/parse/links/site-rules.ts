import { getPublicSuffix } from 'tldts'
import { linkHost } from './link-host.ts'

/** What the Public Suffix List says of hosts, in the form `SiteRules` of src/net asks for. */
export const publicSuffixRules: {
  registeredDomain(host: string): string
  isPublicSuffix(host: string): boolean
} = {
  registeredDomain: (host) => linkHost(host).domain,
  isPublicSuffix: (host) =>
    getPublicSuffix(host, { allowPrivateDomains: true, extractHostname: false }) === host,
}
