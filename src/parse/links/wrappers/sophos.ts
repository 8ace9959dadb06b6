import { decodeBase64 } from '../base64-value.ts'
import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

/** Sophos Email Time of Click: `d` the target's domain, `u` the target in base64, `i` the customer in base64, `p` `m` or `r`. */
export const sophos: Wrapper = {
  wrapper: 'sophos',
  product: 'Sophos Email',
  role: 'gateway',
  hosts: ['protection.sophos.com'],
  unwrap(url) {
    const read = (name: string): string | undefined => {
      const raw = queryValue(url.search, [name])
      return raw === undefined ? undefined : decodeBase64(percentText(raw, false).replaceAll(' ', '+'))
    }
    const tenant = read('i')
    const extra = tenant ? { tenant } : {}
    const target = targetUrl(read('u') ?? '', url)
    if (target !== undefined) return decodedLink(this, target, ['percent', 'base64'], extra)
    const domain = queryValue(url.search, ['d'])
    return domain ? opaqueLink(this, extra, 'hint') : undefined
  },
}
