import { decodeBase64 } from '../base64-value.ts'
import { parameterWrapper } from './parameter-wrapper.ts'
import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

/** Bing: `/ck/a?u=a1BASE64URL`, and `/aclick?u=BASE64` of a percent-encoded URL. */
export const bing: Wrapper = {
  wrapper: 'bing_open_redirect',
  product: 'Bing',
  role: 'courier',
  hosts: ['bing.com'],
  unwrap(url) {
    const path = url.pathname
    if (!path.startsWith('/ck/a') && !path.startsWith('/aclick') && !path.startsWith('/aclk')) {
      const plain = /^\/(?:newtabredir|alink|search\/redirect)/.test(path)
        ? queryValue(url.search, ['url', 'u'])
        : undefined
      const target = plain === undefined ? undefined : targetUrl(percentText(plain, true), url)
      return target === undefined ? undefined : decodedLink(this, target, ['percent'])
    }
    const value = percentText(queryValue(url.search, ['u']) ?? '', false)
    const coded = /^a\d/.test(value) && path.startsWith('/ck/') ? value.slice(2) : value
    const text = decodeBase64(coded)
    if (text === undefined) return opaqueLink(this)
    const isEscaped = /^https?%3a/i.test(text)
    const target = targetUrl(isEscaped ? percentText(text, true) : text, url)
    if (target === undefined) return opaqueLink(this)
    return decodedLink(this, target, isEscaped ? ['base64', 'percent'] : ['base64url'])
  },
}

/** Yahoo: `/RU=PERCENT-ENCODED/RK=…/RS=…` in the path. */
export const yahoo: Wrapper = {
  wrapper: 'yahoo',
  product: 'Yahoo',
  role: 'courier',
  hosts: ['search.yahoo.com', 'r.search.yahoo.com', 'yahoo.com', 'search.yahoo.co.jp'],
  unwrap(url) {
    const start = url.pathname.indexOf('/RU=')
    if (start < 0) return undefined
    const end = url.pathname.indexOf('/', start + 4)
    const raw = end < 0 ? url.pathname.slice(start + 4) : url.pathname.slice(start + 4, end)
    const target = targetUrl(percentText(raw, false), url)
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['percent'])
  },
}

export const duckDuckGo: Wrapper = parameterWrapper({
  wrapper: 'duckduckgo',
  product: 'DuckDuckGo',
  role: 'courier',
  hosts: ['duckduckgo.com'],
  path: /^\/(?:l\/|y\.js)/,
  parameters: ['uddg', 'u3'],
})
