/**
 * How often each value of each trait was met, with bounded memory: the background a sender is compared with. An
 * attacker who mails endless fresh values only fills the tail, which is pruned. Values are numbers (trait-values.ts).
 */
const DISTINCT_LIMIT = 4096

export interface TraitCounts {
  /** Number of messages counted. */
  total: number
  /** One map a trait, in the order of the vectors. */
  readonly values: Map<number, number>[]
}

/** Stands for "the trait is not there", which is a habit as well. */
export const ABSENT = '∅'

export function traitCounts(): TraitCounts {
  return { total: 0, values: [] }
}

/** Counts one message's traits. */
export function countTraits(counts: TraitCounts, vector: readonly number[]): void {
  counts.total++
  for (let i = 0; i < vector.length; i++) {
    let seen = counts.values[i]
    if (!seen) {
      seen = new Map()
      counts.values[i] = seen
    }
    const value = vector[i] as number
    seen.set(value, (seen.get(value) ?? 0) + 1)
    if (seen.size > DISTINCT_LIMIT) prune(seen)
  }
}

function prune(seen: Map<number, number>): void {
  let floor = 1
  while (seen.size > DISTINCT_LIMIT / 2) {
    for (const [value, n] of seen) if (n <= floor) seen.delete(value)
    floor *= 2
  }
}

export function countOf(counts: TraitCounts, trait: number, value: number): number {
  return counts.values[trait]?.get(value) ?? 0
}

/** P(value | organisation), add-one smoothed over the values met and one never met. */
export function background(counts: TraitCounts, trait: number, value: number): number {
  const seen = counts.values[trait]
  return ((seen?.get(value) ?? 0) + 1) / (counts.total + (seen?.size ?? 0) + 1)
}
