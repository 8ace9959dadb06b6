/**
 * The last sets of recipients of one sender, in one array: an array a set took as much again for itself. Plain data,
 * as it may be laid aside.
 */
export interface RecipientSets {
  /** Set after set, the oldest first: how many numbers, then the numbers, sorted. */
  cells: Int32Array
  used: number
  count: number
}

/** Sets of recipients remembered of a sender; of at most 100 addresses (record-parties.ts), 8 KB in all. */
const SETS = 20
const NO_CELLS = new Int32Array(0)

export function recipientSets(): RecipientSets {
  return { cells: NO_CELLS, used: 0, count: 0 }
}

/** Adds a set, sorted; the oldest leaves when there are too many. */
export function addSet(sets: RecipientSets, ids: Int32Array): void {
  if (sets.count === SETS) {
    const gone = 1 + (sets.cells[0] as number)
    sets.cells.copyWithin(0, gone, sets.used)
    sets.used -= gone
  } else sets.count++
  const used = sets.used + 1 + ids.length
  if (used > sets.cells.length) {
    const cells = new Int32Array(sets.count === 1 ? used : Math.ceil(used * 1.2))
    cells.set(sets.cells.subarray(0, sets.used))
    sets.cells = cells
  }
  sets.cells[sets.used] = ids.length
  sets.cells.set(ids, sets.used + 1)
  sets.used = used
}

/**
 * The best Jaccard overlap with one of the sets; 0 without any, 1 when both are empty. `ids` are sorted, `size` counts
 * also the addresses that have no number yet.
 */
export function bestOverlap(sets: RecipientSets | undefined, ids: readonly number[], size: number): number {
  if (!sets) return 0
  const { cells, used } = sets
  let best = 0
  for (let at = 0; at < used; ) {
    const length = cells[at] as number
    const end = at + 1 + length
    if (length === 0 && size === 0) return 1
    let both = 0
    for (let i = at + 1, j = 0; i < end && j < ids.length; ) {
      const a = cells[i] as number
      const b = ids[j] as number
      if (a === b) both++
      if (a <= b) i++
      if (b <= a) j++
    }
    best = Math.max(best, both / (length + size - both))
    at = end
  }
  return best
}
