import { parameterWrapper } from './parameter-wrapper.ts'
import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

const redirect = parameterWrapper({
  wrapper: 'google_open_redirect',
  product: 'Google',
  role: 'courier',
  hosts: ['google.*'],
  path: /^\/(?:url|local_url|imgres|aclk|pagead\/aclk|searchurl\/|search\/url|link|m\/?$|gwt\/[nx])/,
  parameters: ['adurl', 'q', 'url', 'imgrefurl', 'u'],
})

/** Google's own ways out: `/url`, Meet, Translate, Travel, notifications, Maps, sign-out. */
export const googleRedirects: readonly Wrapper[] = [
  redirect,
  parameterWrapper({
    wrapper: 'google_meet_redirect',
    product: 'Google Meet',
    role: 'courier',
    hosts: ['meet.google.com'],
    path: /^\/linkredirect/,
    parameters: ['dest'],
  }),
  parameterWrapper({
    wrapper: 'google_translate_open_redirect',
    product: 'Google Translate',
    role: 'courier',
    hosts: ['google.*', 'translate.googleusercontent.com'],
    path: /^\/(?:translate|website)/,
    parameters: ['u'],
  }),
  parameterWrapper({
    wrapper: 'google_travel_redirect',
    product: 'Google Travel',
    role: 'courier',
    hosts: ['google.*'],
    path: /^\/travel\//,
    parameters: ['url', 'pcurl'],
  }),
  parameterWrapper({
    wrapper: 'google_adservices',
    product: 'Google Ads',
    role: 'tracker',
    hosts: ['googleadservices.com', 'googlesyndication.com'],
    parameters: ['adurl', 'ds_dest_url'],
    opaque: /\/aclk/,
  }),
  parameterWrapper({
    wrapper: 'appspot',
    product: 'Google App Engine',
    role: 'courier',
    hosts: ['appspot.com'],
    parameters: ['url', 'u', 'q', 'redirect', 'redirect_url', 'dest'],
  }),
]

/** DoubleClick: `adurl=` or `ds_dest_url=`, and the older form that writes the target raw behind the last `?`. */
export const doubleClick: Wrapper = {
  wrapper: 'doubleclick',
  product: 'Google Campaign Manager',
  role: 'tracker',
  hosts: ['doubleclick.net'],
  unwrap(url) {
    // Behind the mark of the raw form everything is the target, its own query too.
    const after = url.search.slice(1)
    const isRaw = /^(?:https?:)?\/\//i.test(after)
    const escaped = /^https?%3a/i.test(after) ? percentText(after, true) : after
    const plain = isRaw || escaped !== after ? targetUrl(escaped, url) : undefined
    if (plain !== undefined) return decodedLink(this, plain, [isRaw ? 'plain' : 'percent'])
    // Kits escape the mark and leave the rest: the service reads the query behind it all the same.
    const mark = url.pathname.search(/%3f/i)
    const query = mark < 0 ? url.search : url.pathname.slice(mark + 3) + url.search
    const separated =
      mark < 0 ? query : query.replace(/%(?:26|3d)/gi, (coded) => (coded === '%26' ? '&' : '='))
    const names = ['adurl', 'ds_dest_url']
    const raw = queryValue(query, names) ?? queryValue(separated, names)
    const named = raw === undefined ? undefined : targetUrl(percentText(raw, true), url)
    if (named !== undefined) return decodedLink(this, named, ['percent'])
    return /\/(?:clk|trackclk|aclk|click|pcs)/.test(url.pathname.slice(0, 128)) ? opaqueLink(this) : undefined
  },
}

/** AMP viewer `google.TLD/amp/s/HOST/PATH`; without `s/` it is http. */
export const googleAmp: Wrapper = {
  wrapper: 'google_amp',
  product: 'Google AMP viewer',
  role: 'courier',
  hosts: ['google.*'],
  unwrap(url) {
    if (!url.pathname.startsWith('/amp/')) return undefined
    const target = ampTarget(url, url.pathname.slice(5))
    return target === undefined ? undefined : decodedLink(this, target, ['amp'])
  },
}

/** AMP cache `HOST-WITH-DASHES.cdn.ampproject.org/c/s/HOST/PATH`; the first letter is the kind of document. */
export const googleAmpCache: Wrapper = {
  wrapper: 'google_amp_project',
  product: 'Google AMP cache',
  role: 'courier',
  hosts: ['cdn.ampproject.org', 'ampproject.net', 'bing-amp.com'],
  unwrap(url) {
    const kind = /^\/[a-z]{1,3}\//.exec(url.pathname.slice(0, 8))
    if (!kind) return undefined
    const target = ampTarget(url, url.pathname.slice(kind[0].length))
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['amp'])
  },
}

function ampTarget(url: URL, rest: string): string | undefined {
  const secure = rest.startsWith('s/')
  const place = secure ? rest.slice(2) : rest
  if (/^https?:/i.test(place)) return targetUrl(place + url.search + url.hash)
  return targetUrl(`${secure ? 'https' : 'http'}://${place}${url.search}${url.hash}`)
}

/** The page inside `site-example.translate.goog`: dots are written as dashes, dashes doubled; `_x_tr_*` are Google's own. */
export const googleTranslateHost: Wrapper = {
  wrapper: 'google_translate_open_redirect',
  product: 'Google Translate',
  role: 'courier',
  hosts: ['translate.goog'],
  unwrap(url) {
    const label = url.hostname.slice(0, -'.translate.goog'.length)
    if (label === '' || label.includes('.')) return undefined
    const host = label.replace(/--|-/g, (dashes) => (dashes === '-' ? '.' : '-'))
    const scheme = queryValue(url.search, ['_x_tr_sch']) === 'http' ? 'http' : 'https'
    const kept = url.search
      .slice(1)
      .split('&')
      .filter((pair) => pair !== '' && !pair.startsWith('_x_tr_'))
    const search = kept.length > 0 ? `?${kept.join('&')}` : ''
    const target = targetUrl(`${scheme}://${host}${url.pathname}${search}${url.hash}`)
    return target === undefined ? undefined : decodedLink(this, target, ['translate-host'])
  },
}

/** Google's picture and gadget proxies: the original stands in `url=`, or behind the `#` of a Gmail picture. */
export const googleUserContent: Wrapper = {
  wrapper: 'google_user_content',
  product: 'Google user content',
  role: 'courier',
  hosts: ['googleusercontent.com'],
  unwrap(url) {
    const raw = queryValue(url.search, ['url', 'u'])
    const named = raw === undefined ? undefined : targetUrl(percentText(raw, true), url)
    if (named !== undefined) return decodedLink(this, named, ['percent'])
    const picture = /^#https?:/i.test(url.hash) ? targetUrl(url.hash.slice(1)) : undefined
    if (picture !== undefined) return decodedLink(this, picture, ['fragment'])
    return url.pathname.startsWith('/proxy/') || url.pathname.startsWith('/meips/')
      ? opaqueLink(this)
      : undefined
  },
}
