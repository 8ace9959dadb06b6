import { percentText } from './percent-text.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, type Wrapper } from './wrapper.ts'

/** The target stands raw behind the first mark: `href.li/?URL`, `TEAM.cloudflareaccess.com/browser/URL`, `safe.menlosecurity.com/URL`. */
function plain(
  wrapper: string,
  product: string,
  role: Wrapper['role'],
  hosts: readonly string[],
  mark: string,
  tenant?: (url: URL) => string | undefined,
): Wrapper {
  const self: Wrapper = {
    wrapper,
    product,
    role,
    hosts,
    unwrap(url) {
      const rest = url.pathname + url.search
      if (!rest.startsWith(mark)) return undefined
      const written = rest.slice(mark.length)
      const escaped = /^https?%3a/i.test(written)
      if (!escaped && !/^https?:/i.test(written)) return undefined
      const target = targetUrl(escaped ? percentText(written, false) : written, url)
      const customer = tenant?.(url)
      if (target === undefined) return undefined
      return decodedLink(self, target, [escaped ? 'percent' : 'plain'], customer ? { tenant: customer } : {})
    },
  }
  return self
}

export const plainTargets: readonly Wrapper[] = [
  plain('href_li', 'href.li', 'courier', ['href.li'], '/?'),
  plain(
    'anonym_to',
    'anonym.to',
    'courier',
    ['anonym.to', 'anonym.es', 'nullrefer.com', 'dereferer.me', 'blankrefer.com', 'hidereferrer.com'],
    '/?',
  ),
  plain(
    'cloudflare',
    'Cloudflare Browser Isolation',
    'gateway',
    ['cloudflareaccess.com'],
    '/browser/',
    (url) => url.hostname.slice(0, -'.cloudflareaccess.com'.length),
  ),
  plain('menlo', 'Menlo Security', 'gateway', ['safe.menlosecurity.com', 'isolate.menlosecurity.com'], '/'),
  plain('urlisolation', 'Symantec Web Isolation', 'gateway', ['urlisolation.com'], '/'),
  plain('hypothesis', 'Hypothesis', 'courier', ['via.hypothes.is'], '/'),
]
