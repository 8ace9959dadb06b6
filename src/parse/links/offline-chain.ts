import type { Issue } from '../../model/issue.ts'
import type { Hop, RedirectChain } from '../../model/redirect-chain.ts'
import { linkHost } from './link-host.ts'
import { unwrapLink } from './wrappers/unwrap-link.ts'

/** Wrappers taken off one link. Attack: hundreds of redirectors inside each other; three are common, ten were never seen. */
export const WRAPPER_DEPTH = 16

/**
 * Where a link leads as far as its own text tells: one hop for the link, one for each wrapper taken off, nothing
 * fetched. Ends `offline` at an address that is no wrapper's, `opaque-wrapper` at a token that only its vendor can
 * read, `loop` at a wrapper that leads to itself, `hop-limit` (with an issue) at the seventeenth wrapper. A wrapped
 * hop has its wrapper's role; the last one is the landing. An unreadable `url` is a chain of that one hop.
 */
export function offlineChain(url: string): RedirectChain {
  const hops: Hop[] = []
  const issues: Issue[] = []
  const seen = new Set<string>()
  let end: RedirectChain['end'] = 'offline'
  let at = URL.parse(url)
  if (!at) {
    issues.push({ code: 'link.unreadable', detail: `no URL: ${url.slice(0, 80)}` })
    return { kind: 'redirect-chain', basis: 'offline', hops: [landing(url, undefined, false)], end, issues }
  }
  while (at) {
    const { href } = at
    const found = unwrapLink(at)
    const isRepeated = seen.has(href)
    if (!found || isRepeated || hops.length >= WRAPPER_DEPTH) {
      hops.push(landing(href, at, hops.length > 0))
      if (found && isRepeated) end = 'loop'
      else if (found) {
        end = 'hop-limit'
        issues.push({
          code: 'limit.link-count',
          detail: `more than ${WRAPPER_DEPTH} wrappers inside each other`,
        })
      }
      break
    }
    seen.add(href)
    hops.push({
      url: href,
      target: linkHost(at.hostname),
      role: found.facts.role,
      because: [{ kind: 'wrapper', wrapper: found.facts.wrapper }],
      wrapper: found.facts,
      ...(hops.length > 0 && { edge: 'wrapper' as const }),
    })
    if (found.target === undefined) {
      end = 'opaque-wrapper'
      break
    }
    at = URL.parse(found.target)
  }
  return { kind: 'redirect-chain', basis: 'offline', hops, end, issues }
}

function landing(url: string, parsed: URL | undefined, isWrapped: boolean): Hop {
  return {
    url,
    ...(parsed && parsed.hostname !== '' && { target: linkHost(parsed.hostname) }),
    role: 'landing',
    because: [{ kind: 'position', position: 'last' }],
    ...(isWrapped && { edge: 'wrapper' as const }),
  }
}
