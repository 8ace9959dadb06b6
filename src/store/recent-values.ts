/** Ids of the values met last, by the number of their type: most values of a mail stood in mails before it. */
export interface RecentValues {
  get(type: number, value: string): number | undefined
  set(type: number, value: string, id: number): void
  clear(): void
}

/** Values of one generation; two are held. The hosts and addresses of a large organisation, some 10 MB. */
const GENERATION = 30_000

/** What is asked for again moves into the younger generation; when that is full the older one goes. */
export function recentValues(types: number): RecentValues {
  const empty = (): Map<string, number>[] => Array.from({ length: types }, () => new Map())
  let young = empty()
  let old = empty()
  let size = 0
  const set = (type: number, value: string, id: number): void => {
    if (size >= GENERATION) {
      old = young
      young = empty()
      size = 0
    }
    young[type]?.set(value, id)
    size++
  }
  return {
    get(type, value) {
      const known = young[type]?.get(value)
      if (known !== undefined) return known
      const before = old[type]?.get(value)
      if (before !== undefined) set(type, value, before)
      return before
    },
    set,
    clear() {
      young = empty()
      old = empty()
      size = 0
    },
  }
}
