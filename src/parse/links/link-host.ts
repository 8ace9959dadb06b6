import { parse } from 'tldts'
import type { LinkHost } from '../../model/link.ts'
import { copied } from '../body/copied-text.ts'

/** Host names differ little inside a mailbox; a mail full of random hosts must not fill the memory. */
const CACHE_SIZE = 8192
const cache = new Map<string, LinkHost>()

/** Lower-case letters, digits, hyphens, at least one dot, last label starts with a letter: already normal. */
const NORMAL = /^(?:[a-z0-9_-]{1,63}\.){1,126}[a-z][a-z0-9-]{0,62}$/
const IPV4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/

/**
 * The owner of a host name by the Public Suffix List (bundled with tldts), once with and once without its private
 * section. Takes a name in any spelling the WHATWG URL parser accepts: upper case, IDN, trailing dot, and IP
 * literals in decimal, octal, hexadecimal or short form, which come back dotted. What no URL can hold comes back
 * in lower case, as its own domain.
 */
export function linkHost(hostname: string): LinkHost {
  const known = cache.get(hostname)
  if (known) return known
  const found = readHost(hostname)
  if (cache.size >= CACHE_SIZE) cache.clear()
  if (hostname.length <= 255) cache.set(copied(hostname), found)
  return found
}

function readHost(hostname: string): LinkHost {
  let host = hostname
  if (!NORMAL.test(host)) {
    const bare = hostname.trim()
    const url = URL.parse(`http://${bare}/`) ?? URL.parse(`http://[${bare}]/`)
    host = url && isOnlyHost(url) ? url.hostname : bare.toLowerCase()
    if (host.endsWith('.')) host = host.slice(0, -1)
  }
  if (IPV4.test(host) || host.startsWith('[')) return { host, domain: host, icannDomain: host, isIp: true }
  const withPrivate = parse(host, {
    allowPrivateDomains: true,
    extractHostname: false,
    validateHostname: false,
  })
  const icann = withPrivate.isPrivate
    ? parse(host, { allowPrivateDomains: false, extractHostname: false, validateHostname: false })
    : withPrivate
  return { host, domain: withPrivate.domain ?? host, icannDomain: icann.domain ?? host, isIp: false }
}

const isOnlyHost = (url: URL): boolean =>
  url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password && !url.port
