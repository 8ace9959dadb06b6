import type { Link, LinkHost, LinkTrait } from '../../model/link.ts'
import { idnTraits } from './idn-traits.ts'
import { linkHost } from './link-host.ts'
import type { LinkPlace } from './link-place.ts'
import { nestedUrls } from './nested-urls.ts'
import { hasRecipient, type RecipientNeedles } from './recipient-in-url.ts'
import { textHost, textHostTraits } from './text-host.ts'
import { urlValues } from './url-values.ts'

/** Everything about a link that its target and text alone tell. */
export interface LinkFacts extends Pick<Link, 'scheme' | 'nested' | 'traits'> {
  readonly url: Link['url'] | undefined
  readonly target: Link['target'] | undefined
  readonly textHost: Link['textHost'] | undefined
}

const NO_HOST = { target: undefined, textHost: undefined, nested: [] } as const

/** Schemes whose URLs have a host that is contacted. */
const HOST_SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'ftp', 'ftps', 'file', 'ws', 'wss'])
const SCHEME = /^[a-z][a-z0-9+.-]{0,31}:/i
/** Controls, line ends, and what Unicode says is shown as nothing (zero-width, bidi, soft hyphen, tags). */
const INVISIBLE = /[\x00-\x1f\x7f-\x9f\u2028-\u202e\p{Default_Ignorable_Code_Point}]/u
const ESCAPED_CONTROL = /%(?:0[0-9a-d]|7f)/i

/** The facts as a `Link` holds them: what is not known is left out. */
export function knownFacts(
  facts: LinkFacts,
): Pick<Link, 'scheme' | 'nested' | 'traits' | 'url' | 'target' | 'textHost'> {
  const { scheme, nested, traits, url, target, textHost } = facts
  return {
    scheme,
    nested,
    traits,
    ...(url !== undefined && { url }),
    ...(target !== undefined && { target }),
    ...(textHost !== undefined && { textHost }),
  }
}

/**
 * Reads the target of a link. `base` is the document's base URL, when it has one; without it a relative target has
 * no host, which is not an error. Pure; never throws.
 */
export function readLink(
  place: LinkPlace,
  base: string | undefined,
  recipients: RecipientNeedles,
): LinkFacts {
  const { href } = place
  const url = parseTarget(place, base)
  const scheme = url ? url.protocol.slice(0, -1) : (SCHEME.exec(href)?.[0].slice(0, -1).toLowerCase() ?? '')
  const traits: LinkTrait[] = []
  if (scheme === 'data') traits.push('data-url')
  else {
    if (scheme === 'javascript' || scheme === 'vbscript') traits.push('script-url')
    if (INVISIBLE.test(href) || ESCAPED_CONTROL.test(href)) traits.push('control-characters')
  }
  if (!url) return { scheme, url: undefined, ...NO_HOST, traits }
  const read = scheme === 'data' ? href : url.href
  if (!HOST_SCHEMES.has(scheme) || url.hostname === '') return { scheme, url: read, ...NO_HOST, traits }

  const target = linkHost(url.hostname)
  if (target.isIp) traits.push('ip-host')
  else traits.push(...idnTraits(url.hostname))
  if (url.username !== '' || url.password !== '') traits.push('userinfo')
  if (url.port !== '') traits.push('port')
  const values = urlValues(url)
  const nested = nestedUrls(url, values)
  if (nested.some(({ encoding }) => encoding === 'plain' || encoding === 'percent')) traits.push('nested-url')
  if (nested.some(({ encoding }) => encoding !== 'plain' && encoding !== 'percent'))
    traits.push('nested-url-encoded')
  if (hasRecipient(values, recipients)) traits.push('recipient-in-url')
  const named = namedHost(place)
  if (named) traits.push(...textHostTraits(named, target))
  return { scheme, url: read, target, textHost: named, nested, traits }
}

/** Only what is shown apart from its target can name another host. */
function namedHost(place: LinkPlace): LinkHost | undefined {
  switch (place.origin) {
    case 'html-anchor':
    case 'html-area':
    case 'html-form':
    case 'pdf-annotation':
    case 'office-relationship':
    case 'office-field':
    case 'rtf-field':
      return textHost(place.text)
    default:
      return undefined
  }
}

function parseTarget(place: LinkPlace, base: string | undefined): URL | null {
  if (place.prefix !== undefined) return URL.parse(place.prefix + place.href)
  // `\\host\share` makes Windows sign in to that host (SMB); no URL to the parser, but a link to the reader.
  if (place.href.startsWith('\\\\') && base === undefined)
    return URL.parse(`file:${place.href.replace(/\\/g, '/')}`)
  return URL.parse(place.href, base)
}
