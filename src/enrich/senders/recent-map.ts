/**
 * A map that keeps what was met last, in two generations: when the young one is full the old one is dropped and the
 * young one takes its place. What is met again moves to the young one. Cheaper than moving each key to the end.
 */
export interface RecentMap<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  /** Generations dropped so far. */
  readonly forgotten: number
}

/** Keeps at least the last `limit` keys met, and twice as many at most. */
export function recentMap<K, V>(limit: number): RecentMap<K, V> {
  let young = new Map<K, V>()
  let old = new Map<K, V>()
  let forgotten = 0
  const put = (key: K, value: V): void => {
    if (young.size >= limit) {
      if (old.size > 0) forgotten++
      old = young
      young = new Map()
    }
    young.set(key, value)
  }
  return {
    get(key) {
      const value = young.get(key)
      if (value !== undefined) return value
      const before = old.get(key)
      if (before !== undefined) {
        old.delete(key)
        put(key, before)
      }
      return before
    },
    set(key, value) {
      old.delete(key)
      put(key, value)
    },
    get forgotten() {
      return forgotten
    },
  }
}
