import { linkHost } from '../link-host.ts'
import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'

/** Where wrappers write the target's host beside the token, each under its own name. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['mimecast', ['domain']],
  ['inky', ['domain']],
  ['sophos', ['d']],
  ['adobe', ['p1']],
])

/**
 * The host that an opaque link says it leads to, lower case; undefined when it says none. The vendor does not look at
 * it: whoever writes the link can write another.
 */
export function hintedHost(url: URL, wrapper: string): string | undefined {
  const raw = queryValue(url.search, NAMES.get(wrapper) ?? [])
  if (!raw || raw.length > 1_024) return undefined
  const host =
    percentText(raw, true)
      .replace(/^https?:\/\//i, '')
      .split(/[/?#]/, 1)[0] ?? ''
  return host.includes('.') && host.length <= 255 ? linkHost(host).host : undefined
}
