/**
 * Counts under whole numbers for one sender, 6 bytes an entry: five hundred recipients are 3 KB, where a Map of
 * addresses takes fifteen times as much. Sorted, so that looking up takes a few steps.
 */
export interface IdCounts {
  ids: Int32Array
  counts: Uint16Array
  size: number
}

const NO_IDS = new Int32Array(0)
const NO_COUNTS = new Uint16Array(0)
/** Counting ends here: "65,535 times" and "more often" are the same habit. */
const MOST = 0xffff

export function idCounts(): IdCounts {
  return { ids: NO_IDS, counts: NO_COUNTS, size: 0 }
}

/** How often the number was counted; 0 for undefined. */
export function idCount(counts: IdCounts | undefined, id: number | undefined): number {
  if (counts === undefined || id === undefined) return 0
  const at = placeOf(counts, id)
  return at < counts.size && counts.ids[at] === id ? (counts.counts[at] as number) : 0
}

/** Counts once more; past `limit` different numbers only known ones are counted, which errs towards "new". */
export function countId(counts: IdCounts, id: number, limit: number): void {
  const at = placeOf(counts, id)
  const { size } = counts
  if (at < size && counts.ids[at] === id) {
    if ((counts.counts[at] as number) < MOST) counts.counts[at]!++
    return
  }
  if (size >= limit) return
  if (size === counts.ids.length) {
    const room = Math.min(limit, Math.max(4, Math.ceil(size * 1.5)))
    const ids = new Int32Array(room)
    ids.set(counts.ids)
    const numbers = new Uint16Array(room)
    numbers.set(counts.counts)
    counts.ids = ids
    counts.counts = numbers
  }
  counts.ids.copyWithin(at + 1, at, size)
  counts.counts.copyWithin(at + 1, at, size)
  counts.ids[at] = id
  counts.counts[at] = 1
  counts.size++
}

/** The first place whose number is not smaller. */
function placeOf({ ids, size }: IdCounts, id: number): number {
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] as number) < id) low = middle + 1
    else high = middle
  }
  return low
}
