import { decodeBase64 } from '../base64-value.ts'
import { percentText } from './percent-text.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

/**
 * Check Point Harmony (Avanan): `/v2/___URL___.TOKEN`, later `/v2/r01/___URL___.TOKEN`. Only the token is secret; it
 * is base64 of fields between colons, the second one the customer.
 */
export const checkPoint: Wrapper = {
  wrapper: 'check-point',
  product: 'Check Point Harmony Email (Avanan)',
  role: 'gateway',
  hosts: ['url.avanan.click', 'protect.checkpoint.com', 'avanan.url-protection.com'],
  unwrap(url) {
    const { href } = url
    const start = href.indexOf('/___')
    if (start < 0) return href.includes('/v2/') || href.includes('/v1/') ? opaqueLink(this) : undefined
    // The token has no underscores: the last mark ends the URL, which may hold some itself.
    const mark = href.lastIndexOf('___.')
    const end = mark > start ? mark : href.endsWith('___') ? href.length - 3 : -1
    if (end <= start) return opaqueLink(this)
    const inner = href.slice(start + 4, end)
    const fields = (decodeBase64(href.slice(end + 4).replace(/[^\w+/=-].*$/s, '')) ?? '').split(':')
    const extra = fields.length > 2 && fields[1] ? { tenant: fields[1] } : {}
    // Some mail programs escape what they copy; `https:/host` with one slash is read like two.
    const target = targetUrl(/^https?%3a/i.test(inner) ? percentText(inner, false) : inner)
    return target === undefined ? opaqueLink(this, extra) : decodedLink(this, target, ['plain'], extra)
  },
}
