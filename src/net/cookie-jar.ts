import { hostAddress } from './address-rules.ts'
import { readSetCookie } from './set-cookie.ts'
import type { SiteRules } from './site-rules.ts'

/** A cookie as it is kept (RFC 6265bis §5.7). */
interface Cookie {
  readonly name: string
  readonly value: string
  readonly domain: string
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  readonly strict: boolean
  /** Milliseconds; absent for cookies of the session. */
  readonly expires?: number
  readonly created: number
}

/** Cookies of one chain. Nothing is kept longer, so that one trace tells nothing to the next. */
export interface CookieJar {
  /** Takes what an answer of time `now` (milliseconds) sets; unfit cookies are ignored, as clients do. */
  take(url: URL, setCookie: readonly string[], now: number): void
  /** Value of the Cookie field for a request; undefined without cookies. `crossSite`: another site's page sent us. */
  field(url: URL, crossSite: boolean, now: number): string | undefined
}

/** RFC 6265bis §6.1 asks for at least 50 of a domain. Attack: answers that set thousands. */
const PER_DOMAIN = 50
const IN_ALL = 500

/** An empty jar (RFC 6265bis, without partitions: there are no frames here). */
export function cookieJar(sites: SiteRules): CookieJar {
  let cookies: readonly Cookie[] = []
  let count = 0

  const same = (a: Cookie, b: Cookie): boolean =>
    a.name === b.name && a.domain === b.domain && a.path === b.path && a.hostOnly === b.hostOnly

  return {
    take(url, setCookie, now) {
      for (const line of setCookie) {
        const cookie = cookieOf(url, line, sites, now, count++)
        if (cookie === undefined) continue
        // A page without encryption must not replace what one with it has set (§5.7, step 18).
        const secured = url.protocol !== 'https:' && cookies.some((one) => one.secure && same(one, cookie))
        if (secured) continue
        const old = cookies.find((one) => same(one, cookie))
        const others = cookies.filter((one) => one !== old)
        cookies = [...others, old === undefined ? cookie : { ...cookie, created: old.created }]
        const own = cookies.filter(({ domain }) => domain === cookie.domain)
        if (own.length > PER_DOMAIN) cookies = cookies.filter((one) => one !== own[0])
        if (cookies.length > IN_ALL) cookies = cookies.slice(1)
      }
    },
    field(url, crossSite, now) {
      const host = hostOf(url)
      cookies = cookies.filter(({ expires }) => expires === undefined || expires > now)
      const sent = cookies.filter(
        (one) =>
          (one.hostOnly ? one.domain === host : domainMatches(host, one.domain)) &&
          pathMatches(url.pathname, one.path) &&
          (!one.secure || url.protocol === 'https:') &&
          !(one.strict && crossSite),
      )
      if (sent.length === 0) return undefined
      return [...sent]
        .sort((a, b) => b.path.length - a.path.length || a.created - b.created)
        .map(({ name, value }) => (name === '' ? value : `${name}=${value}`))
        .join('; ')
    },
  }
}

function cookieOf(
  url: URL,
  line: string,
  sites: SiteRules,
  now: number,
  created: number,
): Cookie | undefined {
  const read = readSetCookie(line)
  if (read === undefined) return undefined
  const host = hostOf(url)
  let domain = read.domain ?? ''
  let hostOnly = domain === ''
  if (!hostOnly && sites.isPublicSuffix(domain)) {
    if (domain !== host) return undefined
    hostOnly = true
  }
  if (hostOnly) domain = host
  else if (!domainMatches(host, domain)) return undefined
  const secureSite = url.protocol === 'https:'
  if (read.secure && !secureSite) return undefined
  const path = read.path ?? defaultPath(url.pathname)
  const prefix = read.name.toLowerCase()
  if (prefix.startsWith('__secure-') && !read.secure) return undefined
  if (prefix.startsWith('__host-') && !(read.secure && hostOnly && read.path === '/')) return undefined
  const expires = read.maxAge === undefined ? read.expires : now + read.maxAge * 1000
  return {
    name: read.name,
    value: read.value,
    domain,
    hostOnly,
    path,
    secure: read.secure,
    strict: read.sameSite === 'strict',
    ...(expires === undefined ? {} : { expires }),
    created,
  }
}

const hostOf = (url: URL): string => url.hostname.replace(/\.$/, '')

/** RFC 6265bis §5.1.3. */
const domainMatches = (host: string, domain: string): boolean =>
  host === domain || (host.endsWith(`.${domain}`) && hostAddress(host) === undefined)

/** RFC 6265bis §5.1.4. */
const pathMatches = (path: string, cookiePath: string): boolean =>
  path === cookiePath ||
  (path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/'))

function defaultPath(pathname: string): string {
  const last = pathname.lastIndexOf('/')
  return last <= 0 ? '/' : pathname.slice(0, last)
}
