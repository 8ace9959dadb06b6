import type { Digest } from '../../model/bytes.ts'
import type { Holding } from '../../model/holding.ts'

/** One mailbox's hold on one document: from the first to the last that is known. */
export interface Hold {
  readonly from: number
  /** Milliseconds; Infinity when nothing is known of an end. */
  readonly until: number
  /** The holding it begins with. */
  readonly first: Holding
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

/** Joins holdings: of one holder and document the earliest beginning and the latest end count. */
export function holderBook(holdings: Iterable<Holding>): HolderBook {
  const byDocument = new Map<Digest, Map<string, Hold>>()
  const byHolder = new Map<string, Map<Digest, Hold>>()
  for (const holding of holdings) {
    const holders = byDocument.get(holding.document) ?? new Map<string, Hold>()
    byDocument.set(holding.document, holders)
    const known = holders.get(holding.holder)
    const until = Math.max(holding.until ?? Infinity, known?.until ?? -Infinity)
    const hold: Hold =
      known === undefined || holding.from < known.from
        ? { from: holding.from, until, first: holding }
        : { ...known, until }
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
