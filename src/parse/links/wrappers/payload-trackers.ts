import { decodeBase64 } from '../base64-value.ts'
import { jsonField } from './json-trackers.ts'
import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

/** Sailthru (Marigold), on the customer's own host: `/click/MESSAGE/BASE64URL/SIGNATURE`. */
export const sailthru: Wrapper = {
  wrapper: 'sailthru',
  product: 'Sailthru (Marigold Engage)',
  role: 'tracker',
  hosts: ['sailthru.com'],
  paths: ['click'],
  unwrap(url) {
    const [, , message = '', coded = ''] = url.pathname.split('/', 4)
    if (!/^[0-9a-f.]{8,}$/i.test(message) || !coded.startsWith('aHR0c')) return undefined
    const target = targetUrl(decodeBase64(coded) ?? '', url)
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['base64url'])
  },
}

/** Substack: `/redirect/2/PAYLOAD.SIGNATURE`, the payload being base64url of JSON with the target in `e`; `/redirect/UUID` is a key. */
export const substack: Wrapper = {
  wrapper: 'substack',
  product: 'Substack',
  role: 'tracker',
  hosts: ['substack.com'],
  unwrap(url) {
    const [, first, version = '', payload = ''] = url.pathname.split('/', 4)
    if (first !== 'redirect' || version === '') return undefined
    const target = targetUrl(jsonField(decodeBase64(payload.split('.', 1)[0] ?? ''), 'e') ?? '', url)
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['base64url', 'json'])
  },
}

/** Drip, and others like it: `/c/HEADER.PAYLOAD.SIGNATURE`, a JSON Web Token (RFC 7519) with the target in `url`. The signature is not checked. */
export const drip: Wrapper = {
  wrapper: 'drip',
  product: 'Drip',
  role: 'tracker',
  hosts: ['dripemail2.com', 'dripemail3.com', 'getdrip.com'],
  unwrap(url) {
    const token = url.pathname.split('/', 3)[2] ?? ''
    if (!token.startsWith('eyJ')) return undefined
    const payload = decodeBase64(token.split('.', 2)[1] ?? '')
    const target = targetUrl(jsonField(payload, 'url') ?? '', url)
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['jwt', 'json'])
  },
}

/** ActiveCampaign: `/Prod/link-tracker?redirectUrl=BASE64` of the percent-encoded target, `account` the customer. */
export const activeCampaign: Wrapper = {
  wrapper: 'activecampaign',
  product: 'ActiveCampaign',
  role: 'tracker',
  hosts: [
    'acemlna.com',
    'acemlnb.com',
    'acemlnc.com',
    'acemlnd.com',
    'activehosted.com',
    'emlnk.com',
    'emlnk1.com',
    'emlnk9.com',
  ],
  paths: ['prod'],
  unwrap(url) {
    const raw = queryValue(url.search, ['redirecturl'])
    if (!url.pathname.startsWith('/Prod/link-tracker') || raw === undefined) return undefined
    const account = queryValue(url.search, ['account'])
    const extra = account ? { tenant: percentText(account, true) } : {}
    const text = decodeBase64(percentText(raw, false).replaceAll(' ', '+')) ?? ''
    const target = targetUrl(percentText(text, false), url)
    return target === undefined
      ? opaqueLink(this, extra)
      : decodedLink(this, target, ['base64', 'percent'], extra)
  },
}

/** emBlue: `/p/cl?data=CIPHERTEXT!-!TOKEN!-!PERCENT-ENCODED-TARGET`. */
export const emBlue: Wrapper = {
  wrapper: 'emblue',
  product: 'emBlue',
  role: 'tracker',
  hosts: ['embluemail.com'],
  unwrap(url) {
    const data = queryValue(url.search, ['data'])
    if (data === undefined || !url.pathname.startsWith('/p/cl')) return undefined
    // The target may hold the mark itself: it is what stands behind the second one.
    const mark = data.indexOf('!-!', data.indexOf('!-!') + 3)
    const target = mark < 0 ? undefined : targetUrl(percentText(data.slice(mark + 3), true), url)
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['percent'])
  },
}
