import { decodeBase64 } from '../base64-value.ts'
import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

/** A field of a JSON object that is a text or a number, as text; undefined for whatever else stands there. */
export function jsonField(text: string | undefined, name: string): string | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
    return typeof field === 'string' || typeof field === 'number' ? String(field) : undefined
  } catch {
    return undefined
  }
}

const parameter = (url: URL, name: string): string | undefined => {
  const raw = queryValue(url.search, [name])
  return raw === undefined ? undefined : percentText(raw, false)
}

/** Mandrill (Mailchimp Transactional): `p` is base64url of JSON whose `p` is JSON again, with `url` and the account `u`. */
export const mandrill: Wrapper = {
  wrapper: 'mandrill',
  product: 'Mailchimp Transactional (Mandrill)',
  role: 'tracker',
  hosts: ['mandrillapp.com'],
  paths: ['track'],
  unwrap(url) {
    if (!url.pathname.startsWith('/track/click')) return undefined
    const inner = jsonField(decodeBase64(parameter(url, 'p') ?? ''), 'p')
    const account = jsonField(inner, 'u') ?? /^\/track\/click\/(\d{1,16})\//.exec(url.pathname)?.[1]
    const extra = account ? { tenant: account } : {}
    const target = targetUrl(jsonField(inner, 'url') ?? '', url)
    if (target !== undefined) return decodedLink(this, target, ['base64url', 'json', 'json'], extra)
    return url.hostname.endsWith('mandrillapp.com') ? opaqueLink(this, extra) : undefined
  },
}

/** monday.com: a JSON Web Token (RFC 7519) whose payload has `originalUrl`. The signature is not checked. */
export const monday: Wrapper = {
  wrapper: 'monday_tracker',
  product: 'monday.com',
  role: 'tracker',
  hosts: ['trackingservice.monday.com', 'track.monday.com'],
  unwrap(url) {
    const token = parameter(url, 'token')
    if (token === undefined) return undefined
    const payload = decodeBase64(token.split('.', 2)[1] ?? '')
    const target = targetUrl(jsonField(payload, 'originalUrl') ?? jsonField(payload, 'url') ?? '', url)
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['jwt', 'json'])
  },
}

/** Wix ShoutOut: `w` is a token, a dot, and base64 of JSON with the target in `u`. */
export const wix: Wrapper = {
  wrapper: 'wix',
  product: 'Wix Email Marketing',
  role: 'tracker',
  hosts: ['shoutout.wix.com', 'wixshoutout.com', 'email.wix.com', 'wixemails.com'],
  unwrap(url) {
    const token = parameter(url, 'w')
    if (token === undefined) return url.pathname.startsWith('/so/') ? opaqueLink(this) : undefined
    const target = targetUrl(jsonField(decodeBase64(token.slice(token.indexOf('.') + 1)), 'u') ?? '', url)
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['base64url', 'json'])
  },
}

/** Microsoft Dynamics 365 Customer Insights: `/api/orgs/GUID/r/TOKEN?target={"TargetUrl":"PERCENT-ENCODED",…}`. */
export const microsoftDynamics: Wrapper = {
  wrapper: 'microsoft_dynamics',
  product: 'Microsoft Dynamics 365 Customer Insights',
  role: 'tracker',
  hosts: ['mkt.dynamics.com', 'svc.dynamics.com', 'dynamics.com'],
  unwrap(url) {
    const org = /^\/api\/orgs\/([0-9a-f-]{36})\//i.exec(url.pathname.slice(0, 64))?.[1]
    const extra = org ? { tenant: org } : {}
    const written = jsonField(parameter(url, 'target'), 'TargetUrl')
    const target = written === undefined ? undefined : targetUrl(percentText(written, false), url)
    if (target !== undefined) return decodedLink(this, target, ['percent', 'json', 'percent'], extra)
    return org || /^\/t\/[rtc]\//.test(url.pathname) ? opaqueLink(this, extra) : undefined
  },
}
