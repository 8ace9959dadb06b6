import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, type Wrapper } from './wrapper.ts'

/** A redirect on any host, told by the name of its parameter or path alone: tried after every named wrapper. */
function anyHost(wrapper: string, product: string, names: readonly string[], path?: RegExp): Wrapper {
  const self: Wrapper = {
    wrapper,
    product,
    role: 'courier',
    hosts: [],
    unwrap(url) {
      if (path && !path.test(url.pathname.slice(0, 256))) return undefined
      const raw = queryValue(url.search, names)
      if (raw === undefined) return undefined
      const text = percentText(raw, true)
      if (!/^(?:https?:|[/\\]{2})/i.test(text)) return undefined
      const target = targetUrl(text, url)
      if (target === undefined || URL.parse(target)?.hostname === url.hostname) return undefined
      return decodedLink(self, target, ['percent'])
    },
  }
  return self
}

export const genericDestUrl: Wrapper = anyHost('generic_desturl', 'redirect by destUrl', [
  'desturl',
  'dest_url',
  'destinationurl',
])
export const genericLogout: Wrapper = anyHost(
  'generic_logout_redirect',
  'redirect after sign-out',
  [
    'post_logout_redirect_uri',
    'redirect',
    'redirect_uri',
    'redirecturl',
    'returnurl',
    'return',
    'continue',
    'next',
    'url',
    'target',
    'service',
  ],
  /\/(?:logout|logoff|signout|sign-out|log-out|endsession)/i,
)
