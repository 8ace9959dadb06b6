import { ALL_WRAPPERS, ANY_HOST_WRAPPERS } from './all-wrappers.ts'
import type { Unwrapped, Wrapper } from './wrapper.ts'

const BY_HOST: ReadonlyMap<string, readonly Wrapper[]> = indexed((wrapper) => wrapper.hosts)
const BY_PATH: ReadonlyMap<string, readonly Wrapper[]> = indexed((wrapper) => wrapper.paths ?? [])

function indexed(keys: (wrapper: Wrapper) => readonly string[]): ReadonlyMap<string, readonly Wrapper[]> {
  const index = new Map<string, Wrapper[]>()
  for (const wrapper of ALL_WRAPPERS)
    for (const key of keys(wrapper)) {
      const known = index.get(key)
      if (known) known.push(wrapper)
      else index.set(key, [wrapper])
    }
  return index
}

/** What stands behind `google.`: a country's ending, alone or below com and co. */
const COUNTRY = /^(?:com|cat|[a-z]{2}|com?\.[a-z]{2})$/

/**
 * Takes one wrapper off a web address: the target when it is written in the URL, and what the wrapper tells beside
 * it (customer, recipient). Undefined for a link that is no wrapper's. One look-up for each label of the host, so
 * that the cost does not grow with the number of wrappers. Pure; never throws.
 */
export function unwrapLink(url: URL): Unwrapped | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  const host = url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname
  for (let at = 0; at >= 0; at = next(host, at)) {
    const suffix = at === 0 ? host : host.slice(at)
    const found = first(BY_HOST.get(suffix), url)
    if (found) return found
    const dot = suffix.indexOf('.')
    const wild = dot > 0 && suffix.length - dot <= 7 ? BY_HOST.get(`${suffix.slice(0, dot)}.*`) : undefined
    if (wild && COUNTRY.test(suffix.slice(dot + 1))) {
      const matched = first(wild, url)
      if (matched) return matched
    }
  }
  const slash = url.pathname.indexOf('/', 1)
  if ((slash > 0 && slash < 16) || (slash < 0 && url.pathname.length < 16)) {
    const segment = url.pathname.slice(1, slash < 0 ? undefined : slash).toLowerCase()
    const found = first(BY_PATH.get(segment), url)
    if (found) return found
  }
  return url.search === '' ? undefined : first(ANY_HOST_WRAPPERS, url)
}

function next(host: string, at: number): number {
  const dot = host.indexOf('.', at)
  return dot < 0 ? -1 : dot + 1
}

function first(wrappers: readonly Wrapper[] | undefined, url: URL): Unwrapped | undefined {
  if (!wrappers) return undefined
  for (const wrapper of wrappers) {
    const found = wrapper.unwrap(url)
    if (found) return found
  }
  return undefined
}
