import type { ByteRange } from '../../model/bytes.ts'
import type { Issue } from '../../model/issue.ts'
import type { Link } from '../../model/link.ts'
import type { Part } from '../../model/message.ts'
import { knownFacts, readLink } from '../links/read-link.ts'
import { recipientNeedles } from '../links/recipient-in-url.ts'

/** Attack: ten thousand parts that lie elsewhere. */
const MAX_LINKS = 1_000
/** Characters of a place kept, as for other links. */
const PLACE = 8_192

/**
 * Links of parts whose content lies elsewhere: message/external-body (RFC 2046 §5.2.3, RFC 2017) and files that a
 * TNEF attaches by reference. `href` is the URL, or the file's path as written (`local-file`, `afs`); for FTP and
 * mail servers it is the URL that says the same. Nothing is fetched.
 */
export function externalBodyLinks(
  parts: readonly Part[],
  recipients: readonly string[],
): { readonly links: readonly Link[]; readonly issues: readonly Issue[] } {
  const links: Link[] = []
  const issues: Issue[] = []
  let needles: ReturnType<typeof recipientNeedles> | undefined
  for (const part of parts) {
    if (part.contentType.mediaType !== 'message/external-body') continue
    const href = placeOf(part.contentType.parameters).slice(0, PLACE)
    if (href === '') continue
    if (links.length >= MAX_LINKS) {
      issues.push({
        code: 'limit.link-count',
        detail: `more than ${MAX_LINKS} parts whose content lies elsewhere`,
      })
      break
    }
    needles ??= recipientNeedles(recipients)
    const place = {
      origin: 'external-body',
      start: 0,
      end: 0,
      href,
      prefix: undefined,
      text: '',
      visible: true,
    } as const
    links.push({
      kind: 'link',
      origin: 'external-body',
      part: part.path,
      range: statedAt(part),
      href,
      text: '',
      region: 'own',
      visible: true,
      ...knownFacts(readLink(place, undefined, needles)),
    })
  }
  return { links, issues }
}

function statedAt(part: Part): ByteRange {
  const field = part.header.find(({ key }) => key === 'content-type' || key === 'content-location')
  return field?.valueRange ?? part.headerRange
}

function placeOf(parameters: Readonly<Record<string, string>>): string {
  // RFC 2017 §3: long URLs are broken into pieces with blanks between them.
  const url = (parameters.url ?? '').replace(/\s+/g, '')
  if (url !== '') return url
  const name = (parameters.name ?? '').trim()
  const site = (parameters.site ?? '').trim()
  switch (parameters['access-type']?.trim().toLowerCase()) {
    case 'ftp':
    case 'anon-ftp':
    case 'tftp': {
      if (site === '') return ''
      const scheme = parameters['access-type'].trim().toLowerCase() === 'tftp' ? 'tftp' : 'ftp'
      const folder = (parameters.directory ?? '').trim().replace(/^\/+|\/+$/g, '')
      return `${scheme}://${site}/${folder === '' ? '' : `${folder}/`}${name.replace(/^\/+/, '')}`
    }
    case 'mail-server': {
      const server = (parameters.server ?? '').trim()
      const subject = (parameters.subject ?? '').trim()
      if (server === '') return ''
      return `mailto:${server}${subject === '' ? '' : `?subject=${encodeURIComponent(subject)}`}`
    }
    default:
      return name
  }
}
