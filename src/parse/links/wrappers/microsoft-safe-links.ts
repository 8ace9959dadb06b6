import { looksLikeAddress } from './parameter-wrapper.ts'
import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

const GUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i

/**
 * Microsoft Defender for Office 365 Safe Links of every cloud (learn.microsoft.com, «Safe Links in Defender»:
 * worldwide and GCC on outlook.com, GCC High and DoD on office365.us, 21Vianet on partner.outlook.cn), and the page
 * that Teams and Office show before leaving. `data` holds, between bars: version, link type, recipient, message id,
 * tenant id, …
 */
export const microsoftSafeLinks: Wrapper = {
  wrapper: 'microsoft-safe-links',
  product: 'Microsoft Safe Links',
  role: 'gateway',
  hosts: [
    'safelinks.protection.outlook.com',
    'safelinks.protection.office365.us',
    'safelinks.protection.outlook.us',
    'safelinks.protection.partner.outlook.cn',
    'safelinks.protection.outlook.cn',
    'safelinks.protection.outlook.de',
    'statics.teams.cdn.office.net',
    'statics.teams.microsoft.com',
    'statics.teams.microsoft.us',
    'teams.cdn.office.net',
    'gov.teams.microsoft.us',
    'dod.teams.microsoft.us',
    'safelinks.office.com',
  ],
  unwrap(url) {
    const { search } = url
    if (!url.hostname.includes('safelinks') && !url.pathname.includes('safelinks')) return undefined
    const data = queryValue(search, ['data', 'locale-data'])
    const fields = data === undefined ? [] : percentText(data, false).slice(0, 2_048).split('|')
    const recipient = fields[2] ?? ''
    const tenant = fields[4] ?? ''
    const extra = {
      ...(GUID.test(tenant) && { tenant }),
      ...(looksLikeAddress(recipient) && { recipient }),
    }
    const raw = queryValue(search, ['url'])
    const target = raw === undefined ? undefined : targetUrl(percentText(raw, true), url)
    return target === undefined ? opaqueLink(this, extra) : decodedLink(this, target, ['percent'], extra)
  },
}
