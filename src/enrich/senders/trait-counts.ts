/**
 * How often each value of each trait was met, with bounded memory: the background a sender is compared with. An
 * attacker who mails endless fresh values only fills the tail, which is pruned.
 */
const DISTINCT_LIMIT = 4096

export interface TraitCounts {
  /** Number of messages counted. */
  total: number
  readonly values: Map<string, Map<string, number>>
}

/** Stands for "the trait is not there", which is a habit as well. */
export const ABSENT = '∅'

export function traitCounts(): TraitCounts {
  return { total: 0, values: new Map() }
}

/** Counts one message's traits. */
export function countTraits(
  counts: TraitCounts,
  names: readonly string[],
  traits: Readonly<Record<string, string | undefined>>,
): void {
  counts.total++
  for (const name of names) {
    let seen = counts.values.get(name)
    if (!seen) {
      seen = new Map()
      counts.values.set(name, seen)
    }
    const value = traits[name] ?? ABSENT
    seen.set(value, (seen.get(value) ?? 0) + 1)
    if (seen.size > DISTINCT_LIMIT) prune(seen)
  }
}

function prune(seen: Map<string, number>): void {
  let floor = 1
  while (seen.size > DISTINCT_LIMIT / 2) {
    for (const [value, n] of seen) if (n <= floor) seen.delete(value)
    floor *= 2
  }
}

export function countOf(counts: TraitCounts, name: string, value: string): number {
  return counts.values.get(name)?.get(value) ?? 0
}

/** P(value | organisation), add-one smoothed over the values met and one never met. */
export function background(counts: TraitCounts, name: string, value: string): number {
  const seen = counts.values.get(name)
  return ((seen?.get(value) ?? 0) + 1) / (counts.total + (seen?.size ?? 0) + 1)
}
