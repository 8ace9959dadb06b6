import { percentText } from './percent-text.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

/** Cisco Secure Email (Outbreak Filters): `/TOKEN/PERCENT-ENCODED-URL`. */
export const ciscoSecureWeb: Wrapper = {
  wrapper: 'cisco-secure-web',
  product: 'Cisco Secure Email',
  role: 'gateway',
  hosts: ['secure-web.cisco.com', 'secure-web.sco.cisco.com'],
  unwrap(url) {
    const path = url.pathname
    const slash = path.indexOf('/', 1)
    if (slash < 0) return path.length > 32 ? opaqueLink(this) : undefined
    const target = targetUrl(percentText(path.slice(slash + 1), false) + url.search, url)
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['percent'])
  },
}
