import type { HopRole, WrapperFacts } from '../../../model/redirect-chain.ts'
import { decodeBase64 } from '../base64-value.ts'
import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

/** How a wrapper that keeps its target in one query parameter is described. */
export interface ParameterFormat {
  readonly wrapper: string
  readonly product: string
  readonly role: HopRole
  readonly hosts: readonly string[]
  readonly paths?: readonly string[]
  /** Names that can hold the target, in lower case, the most telling first. */
  readonly parameters: readonly string[]
  /** Path of its links, lower case; without it any path counts. */
  readonly path?: RegExp
  /** The value is base64 under the percent-encoding. */
  readonly base64?: true
  /** Links on this path are its own even without a readable target: then they are opaque. */
  readonly opaque?: RegExp
  /** Parameter that names the customer. */
  readonly tenant?: string
  /** Parameter that holds the recipient's address. */
  readonly recipient?: string
}

/** A wrapper that keeps its target in one query parameter. */
export function parameterWrapper(format: ParameterFormat): Wrapper {
  const { wrapper, product, role, hosts, paths, parameters } = format
  const layers = format.base64 ? ['percent', 'base64'] : ['percent']
  const self: Wrapper = {
    wrapper,
    product,
    role,
    hosts,
    ...(paths !== undefined && { paths }),
    unwrap(url) {
      const path = url.pathname
      const fits = format.path === undefined || (path.length < 2_048 && format.path.test(path))
      const value = fits ? queryValue(url.search, parameters) : undefined
      if (value !== undefined) {
        const text = percentText(value, true)
        // The form reading makes a space of the plus that base64 has.
        const written = format.base64 ? decodeBase64(text.replaceAll(' ', '+').trim()) : text
        const target = written === undefined ? undefined : targetUrl(written, url)
        if (target !== undefined) return decodedLink(self, target, layers, extra(url, format))
      }
      if (format.opaque?.test(path.slice(0, 256))) return opaqueLink(self, extra(url, format))
      return undefined
    },
  }
  return self
}

function extra(url: URL, format: ParameterFormat): Partial<Pick<WrapperFacts, 'tenant' | 'recipient'>> {
  const tenant = format.tenant === undefined ? undefined : queryValue(url.search, [format.tenant])
  const recipient = format.recipient === undefined ? undefined : queryValue(url.search, [format.recipient])
  const address = recipient === undefined ? '' : percentText(recipient, false)
  return {
    ...(tenant && { tenant: percentText(tenant, true) }),
    ...(looksLikeAddress(address) && { recipient: address }),
  }
}

/** An address as gateways write them into their links. */
export function looksLikeAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  return at > 0 && at < text.length - 3 && text.length <= 320 && !/[\s<>"]/.test(text)
}
