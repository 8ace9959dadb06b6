/**
 * Empirical tails: how many earlier values were at least as strange. One distribution a channel or model, kept as
 * counts in fixed bins under a Fenwick tree, so that memory does not grow and a tail costs a few additions.
 */

/** Bins of 0.05 from −60 to 144.75; values outside fall into the end bins. */
const LOWEST = -60
const WIDTH = 0.05
const BINS = 4096

export interface Tail {
  /** (1 + number of earlier values ≥ this one) / (1 + n); never 0. */
  readonly tail: number
  readonly n: number
}

/** The past as the judge may see it: read only. */
export interface Reference {
  tail(name: string, value: number): Tail
}

/** The past as the pipeline keeps it. */
export interface ReferenceLog extends Reference {
  /** Adds a value after its message was judged. */
  learn(name: string, value: number): void
}

interface Distribution {
  n: number
  readonly tree: Float64Array
}

/** An empty reference. */
export function referenceLog(): ReferenceLog {
  const distributions = new Map<string, Distribution>()
  return {
    tail(name, value) {
      const found = distributions.get(name)
      if (!found) return { tail: 1, n: 0 }
      const below = prefix(found.tree, binOf(value))
      return { tail: (1 + found.n - below) / (1 + found.n), n: found.n }
    },
    learn(name, value) {
      let found = distributions.get(name)
      if (!found) {
        found = { n: 0, tree: new Float64Array(BINS + 1) }
        distributions.set(name, found)
      }
      found.n++
      for (let i = binOf(value) + 1; i <= BINS; i += i & -i) found.tree[i]! += 1
    },
  }
}

function binOf(value: number): number {
  const bin = Math.floor((value - LOWEST) / WIDTH)
  return bin < 0 || Number.isNaN(bin) ? 0 : bin >= BINS ? BINS - 1 : bin
}

/** Number of values in the bins before `bin`. */
function prefix(tree: Float64Array, bin: number): number {
  let sum = 0
  for (let i = bin; i > 0; i -= i & -i) sum += tree[i]!
  return sum
}

/** P(Gamma(k, 1) ≥ s): the tail of a sum of k independent −ln(tail) values, k a whole number (Fisher's method). */
export function fisherTail(s: number, k: number): number {
  let term = 1
  let sum = 1
  for (let i = 1; i < k; i++) {
    term *= s / i
    sum += term
  }
  return Math.min(1, Math.exp(-s) * sum)
}
