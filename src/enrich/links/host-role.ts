import type { LinkHost } from '../../model/link.ts'
import { type HostEntries, type ListedHost, listedHosts } from './listed-hosts.ts'

/** Longest name of the DNS (RFC 1035 §2.3.4). Attack: a host of a million labels, each of which would be looked up. */
const LONGEST_NAME = 253

/**
 * What the lists say about the host of a URL, or undefined when it stands in none. Whole labels count: an entry
 * `a.example` is met by `a.example` and `b.a.example`, not by `ba.example`. The entry of the longest name wins, and on
 * one name that of the longest path. `url` is the URL of `target` as the WHATWG parser gives it; without it only entries
 * without a path are met. A listing is no verdict: it says what the host is for.
 */
export function hostRole(
  target: Pick<LinkHost, 'host'>,
  url: string,
  hosts: ReadonlyMap<string, HostEntries> = listedHosts(),
): ListedHost | undefined {
  const { host } = target
  for (let at = firstLabel(host); ; ) {
    const entries = hosts.get(at === 0 ? host : host.slice(at))
    if (entries !== undefined) {
      if (entries.paths.length > 0) {
        const path = pathOf(url)
        for (const { prefix, listed } of entries.paths) if (beginsWith(path, prefix)) return listed
      }
      if (at > 0 && entries.below !== undefined) return entries.below
      if (entries.whole !== undefined) return entries.whole
    }
    const dot = host.indexOf('.', at)
    if (dot < 0) return undefined
    at = dot + 1
  }
}

/** Where to begin: at the whole name, or at the first label of its last 253 characters. */
function firstLabel(host: string): number {
  return host.length <= LONGEST_NAME ? 0 : host.indexOf('.', host.length - LONGEST_NAME - 1) + 1
}

function pathOf(url: string): string {
  const start = url.indexOf('//')
  if (start < 0) return ''
  const slash = url.indexOf('/', start + 2)
  return slash < 0 ? '' : url.slice(slash)
}

/** Whole segments count: `/url` is met by `/url?q=` and `/url/x`, not by `/urlaub`. */
function beginsWith(path: string, prefix: string): boolean {
  if (!path.startsWith(prefix)) return false
  if (path.length === prefix.length) return true
  const last = prefix.charCodeAt(prefix.length - 1)
  const next = path.charCodeAt(prefix.length)
  return isBreak(last) || isBreak(next)
}

/** `/ ? # = &` and the semicolon of path parameters. */
const isBreak = (code: number): boolean =>
  code === 47 || code === 63 || code === 35 || code === 61 || code === 38 || code === 59
