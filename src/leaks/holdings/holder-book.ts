import type { Digest } from '../../model/bytes.ts'
import type { Holding } from '../../model/holding.ts'

/** One mailbox's hold on one document: from the first to the last that is known. */
export interface Hold {
  readonly from: number
  /** Milliseconds; Infinity when nothing is known of an end. */
  readonly until: number
  /** The holding it begins with. */
  readonly first: Holding
  /** When an export last showed it, and whether it lay among deleted mail there. */
  readonly seen?: number
  readonly trashed?: true
}

/** All holdings, by document and by holder. */
export interface HolderBook {
  /** Holders of a document with their hold; empty for a document nobody is known to hold. */
  holders(document: Digest): ReadonlyMap<string, Hold>
  /** Documents a holder holds. */
  held(holder: string): ReadonlyMap<Digest, Hold>
  readonly allHolders: readonly string[]
  readonly documents: readonly Digest[]
}

/**
 * Joins holdings: of one holder and document the earliest beginning and the latest end count, as one copy is enough. A
 * word that all copies were deleted ends those that came before it.
 */
export function holderBook(holdings: Iterable<Holding>): HolderBook {
  const byDocument = new Map<Digest, Map<string, Hold>>()
  const byHolder = new Map<string, Map<Digest, Hold>>()
  const all = [...holdings]
  const deleted = new Map<string, number>()
  const keyOf = ({ document, holder }: Holding): string => `${document} ${holder}`
  for (const holding of all)
    if (holding.way === 'deleted')
      deleted.set(keyOf(holding), Math.max(holding.from, deleted.get(keyOf(holding)) ?? -Infinity))
  for (const holding of all) {
    if (holding.way === 'deleted') continue
    const holders = byDocument.get(holding.document) ?? new Map<string, Hold>()
    byDocument.set(holding.document, holders)
    const known = holders.get(holding.holder)
    const end = deleted.size === 0 ? undefined : deleted.get(keyOf(holding))
    const own = Math.min(holding.until ?? Infinity, end !== undefined && holding.from < end ? end : Infinity)
    const until = Math.max(own, known?.until ?? -Infinity)
    const latest = (holding.seen ?? -Infinity) >= (known?.seen ?? -Infinity) ? holding : known
    const hold: Hold = {
      ...(known === undefined || holding.from < known.from
        ? { from: holding.from, first: holding }
        : { from: known.from, first: known.first }),
      until,
      ...(latest?.seen !== undefined && { seen: latest.seen }),
      ...(latest?.trashed && { trashed: true }),
    }
    holders.set(holding.holder, hold)
    const held = byHolder.get(holding.holder) ?? new Map<Digest, Hold>()
    byHolder.set(holding.holder, held)
    held.set(holding.document, hold)
  }
  return {
    holders: (document) => byDocument.get(document) ?? new Map<string, Hold>(),
    held: (holder) => byHolder.get(holder) ?? new Map<Digest, Hold>(),
    allHolders: [...byHolder.keys()].sort(),
    documents: [...byDocument.keys()].sort(),
  }
}
