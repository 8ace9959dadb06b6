import { domainToUnicode } from 'node:url'
import type { LinkHost, LinkTrait } from '../../model/link.ts'
import { linkHost } from './link-host.ts'
import { isOneEdit } from './one-edit.ts'
import { skeleton } from './skeleton.ts'
import { eachTextLink } from './text-places.ts'

/** The host that a visible text names, when it holds a URL or a domain that a mail client would link. */
export function textHost(text: string): LinkHost | undefined {
  if (!text.includes('.')) return undefined
  let named: string | undefined
  eachTextLink(text, (link) => {
    if (named !== undefined) return
    const url = URL.parse((link.prefix ?? '') + link.href)
    if (url && url.hostname !== '' && url.hostname.includes('.')) named = url.hostname
  })
  return named === undefined ? undefined : linkHost(named)
}

/** Facts from comparing what the text names with where the link leads. */
export function textHostTraits(named: LinkHost, target: LinkHost): readonly LinkTrait[] {
  if (named.domain === target.domain) return []
  return looksLike(named, target) ? ['text-host-differs', 'text-host-lookalike'] : ['text-host-differs']
}

/**
 * Two hosts look alike when their domains have one skeleton, or names one edit apart, or the same name under
 * another suffix, or when the named domain stands as a label inside the other host (`example.org.login.test`).
 */
function looksLike(named: LinkHost, target: LinkHost): boolean {
  if (named.isIp || target.isIp) return false
  const one = skeleton(unicode(named.domain))
  const other = skeleton(unicode(target.domain))
  if (one === other) return true
  const name = firstLabel(one)
  const otherName = firstLabel(other)
  if (name.length >= 3 && name === otherName) return true
  if (name.length >= 5 && isOneEdit(name, otherName)) return true
  if (name.length >= 4 && otherName.split('-').includes(name)) return true
  return `.${target.host}`.includes(`.${named.domain}.`)
}

const firstLabel = (domain: string): string => domain.slice(0, domain.indexOf('.') >>> 0)

const unicode = (domain: string): string => (domain.includes('xn--') ? domainToUnicode(domain) : domain)
