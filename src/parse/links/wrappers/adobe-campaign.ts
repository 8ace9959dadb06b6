import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

/** Adobe Campaign: `/r/?id=hTOKEN,…` keeps the target on the server; `p1`, when there, fills in the target's variable part, often all of it. */
export const adobeCampaign: Wrapper = {
  wrapper: 'adobe',
  product: 'Adobe Campaign',
  role: 'tracker',
  hosts: ['adobe.com', 'adobesystems.com', 'campaign.adobe.com', 'demdex.net', 'everesttech.net'],
  unwrap(url) {
    // Adobe's advertising counters write the target after `url=!`, or in `d_…`.
    const plain = queryValue(url.search, ['url', 'd_redir', 'p1'])
    const text = plain === undefined ? '' : percentText(plain, true)
    const written = text.startsWith('!') ? text.slice(1) : text
    const isCampaign = /^\/r\/?$/.test(url.pathname)
    const counts =
      isCampaign || url.hostname.endsWith('demdex.net') || url.hostname.endsWith('everesttech.net')
    const target = counts && /^https?:/i.test(written) ? targetUrl(written, url) : undefined
    if (target !== undefined) return decodedLink(this, target, ['percent'])
    if (isCampaign && url.search.includes('id=')) return opaqueLink(this, {}, written ? 'hint' : 'opaque')
    return undefined
  },
}
