// Which documents hold a hash: sorted rows in typed arrays, a few segments of growing size (as in a log-structured merge
// tree), so that adding costs one radix sort now and then and looking up is a bucket and a short binary search.

interface Segment {
  /** Ascending. */
  readonly hashes: Uint32Array
  /** The document of each hash; ascending among equal hashes. */
  readonly documents: Uint32Array
  /** Where the hashes with these first BUCKET_BITS begin; one more at the end. */
  readonly buckets: Uint32Array
}

export interface Postings {
  /** Documents must be added in ascending order; hashes in any order. */
  add(document: number, hashes: Uint32Array): void
  /** Sorts what was added. Reading does it by itself; after many documents it takes a moment. */
  settle(): void
  /**
   * Calls `each` with the parts of all segments that hold this hash: `documents[from]` to `documents[to - 1]`. A document
   * comes several times when the hash stands in it several times.
   */
  find(hash: number, each: (documents: Uint32Array, from: number, to: number) => void): void
  /** Rows, all segments together. */
  count(): number
}

const BUCKET_BITS = 16
/** Rows sorted at once: keeps the sort within a few tens of megabytes. */
const PENDING_ROWS = 1 << 21

export function emptyPostings(): Postings {
  const segments: Segment[] = []
  let hashes = new Uint32Array(1 << 12)
  let documents = new Uint32Array(1 << 12)
  let pending = 0

  const settle = (): void => {
    if (pending === 0) return
    segments.push(sorted(hashes.subarray(0, pending), documents.subarray(0, pending)))
    pending = 0
    // the last two are merged while they are of one size class, so there are only as many as the logarithm of the rows
    while (segments.length > 1) {
      const [older, newer] = segments.slice(-2) as [Segment, Segment]
      if (older.hashes.length > newer.hashes.length * 2) break
      segments.splice(-2, 2, merged(older, newer))
    }
  }

  return {
    add(document, added) {
      if (pending + added.length > PENDING_ROWS) settle()
      if (pending + added.length > hashes.length) {
        const room = Math.max(pending + added.length, hashes.length * 2)
        hashes = widened(hashes, pending, room)
        documents = widened(documents, pending, room)
      }
      hashes.set(added, pending)
      documents.fill(document, pending, pending + added.length)
      pending += added.length
    },
    settle,
    find(hash, each) {
      settle()
      for (const segment of segments) {
        const bucket = hash >>> (32 - BUCKET_BITS)
        let from = segment.buckets[bucket] as number
        const end = segment.buckets[bucket + 1] as number
        let high = end
        while (from < high) {
          const middle = (from + high) >>> 1
          if ((segment.hashes[middle] as number) < hash) from = middle + 1
          else high = middle
        }
        let to = from
        while (to < end && segment.hashes[to] === hash) to++
        if (to > from) each(segment.documents, from, to)
      }
    },
    count: () => segments.reduce((sum, segment) => sum + segment.hashes.length, pending),
  }
}

function widened(from: Uint32Array<ArrayBuffer>, used: number, room: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(room)
  to.set(from.subarray(0, used))
  return to
}

/** Radix sort by hash, stable, so that documents stay ascending among equal hashes. */
function sorted(hashes: Uint32Array, documents: Uint32Array): Segment {
  const rows = hashes.length
  let from: readonly [Uint32Array, Uint32Array] = [hashes, documents]
  let to: readonly [Uint32Array, Uint32Array] = [new Uint32Array(rows), new Uint32Array(rows)]
  const spare = [new Uint32Array(rows), new Uint32Array(rows)] as const
  for (const [shift, bits] of [
    [0, 11],
    [11, 11],
    [22, 10],
  ] as const) {
    const mask = (1 << bits) - 1
    const starts = new Uint32Array(1 << bits)
    const [fromHashes, fromDocuments] = from
    const [toHashes, toDocuments] = to
    for (let i = 0; i < rows; i++) {
      const digit = ((fromHashes[i] as number) >>> shift) & mask
      starts[digit] = (starts[digit] as number) + 1
    }
    let sum = 0
    for (let digit = 0; digit < starts.length; digit++) {
      const count = starts[digit] as number
      starts[digit] = sum
      sum += count
    }
    for (let i = 0; i < rows; i++) {
      const hash = fromHashes[i] as number
      const digit = (hash >>> shift) & mask
      const at = starts[digit] as number
      starts[digit] = at + 1
      toHashes[at] = hash
      toDocuments[at] = fromDocuments[i] as number
    }
    const next = from[0] === hashes ? spare : from
    from = to
    to = next
  }
  return withBuckets(from[0], from[1])
}

function merged(older: Segment, newer: Segment): Segment {
  const rows = older.hashes.length + newer.hashes.length
  const hashes = new Uint32Array(rows)
  const documents = new Uint32Array(rows)
  let a = 0
  let b = 0
  for (let i = 0; i < rows; i++) {
    const takeOlder =
      b >= newer.hashes.length ||
      (a < older.hashes.length && (older.hashes[a] as number) <= (newer.hashes[b] as number))
    if (takeOlder) {
      hashes[i] = older.hashes[a] as number
      documents[i] = older.documents[a++] as number
    } else {
      hashes[i] = newer.hashes[b] as number
      documents[i] = newer.documents[b++] as number
    }
  }
  return withBuckets(hashes, documents)
}

function withBuckets(hashes: Uint32Array, documents: Uint32Array): Segment {
  const buckets = new Uint32Array((1 << BUCKET_BITS) + 1)
  let at = 0
  for (let bucket = 0; bucket < 1 << BUCKET_BITS; bucket++) {
    while (at < hashes.length && (hashes[at] as number) >>> (32 - BUCKET_BITS) < bucket) at++
    buckets[bucket] = at
  }
  buckets[1 << BUCKET_BITS] = hashes.length
  return { hashes, documents, buckets }
}
