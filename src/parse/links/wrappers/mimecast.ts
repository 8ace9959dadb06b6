import { queryValue } from './query-value.ts'
import { opaqueLink, type Wrapper } from './wrapper.ts'

/**
 * Mimecast Targeted Threat Protection. The token is a key into Mimecast's own store; with `domain=` the link names
 * the target's host, which is a hint that anybody can rewrite.
 */
export const mimecast: Wrapper = {
  wrapper: 'mimecast',
  product: 'Mimecast URL Protect',
  role: 'gateway',
  hosts: ['mimecastprotect.com', 'mimecast.com', 'mimecast-offshore.com', 'mimecastcybergraph.com'],
  unwrap(url) {
    if (!/^\/(?:s|r|redirect|link)\//.test(url.pathname.slice(0, 16)) && !url.hostname.startsWith('protect'))
      return undefined
    const domain = queryValue(url.search, ['domain'])
    return opaqueLink(this, {}, domain ? 'hint' : 'opaque')
  },
}
