import type { LinkHost } from '../../model/link.ts'
import type { Likeness } from '../../model/link-sign.ts'
import { lookAlike, type NameIndex, nameIndex } from './look-alike.ts'

/**
 * Names remembered, about 2 kB each; twice as many at most. Attack: a flood of established names. What was not met for
 * that many others is no longer compared with.
 */
const NAMES = 5_000

/** Names that a host could pose as, those met last. */
export interface RecentNames {
  /** A known name was met. */
  meet(domain: string): void
  lookAlike(host: LinkHost): { readonly of: string; readonly how: Likeness } | undefined
}

/** No names; two generations, as in recent-map.ts. */
export function recentNames(limit: number = NAMES): RecentNames {
  let young: NameIndex = nameIndex()
  let old: NameIndex = nameIndex()
  return {
    meet(domain) {
      if (young.domains.has(domain)) return
      if (young.domains.size >= limit) {
        old = young
        young = nameIndex()
      }
      young.add(domain)
    },
    lookAlike(host) {
      if (young.domains.has(host.domain) || old.domains.has(host.domain)) return undefined
      return lookAlike(host, young) ?? lookAlike(host, old)
    },
  }
}
