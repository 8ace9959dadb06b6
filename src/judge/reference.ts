/**
 * Empirical tails: how many earlier values were at least as strange. One distribution a channel or model, kept as
 * counts in fixed bins under a Fenwick tree, so that memory does not grow and a tail costs a few additions.
 */

/** Bins of 0.05 from −60 to 144.75; values outside fall into the end bins. */
const LOWEST = -60
const WIDTH = 0.05
const BINS = 4096

/**
 * Beyond the largest value of the past counting says nothing more. There the tail goes on as an exponential, whose
 * mean is that of the excesses of this many largest values over the next (the mean-excess estimate of peaks over a
 * threshold, Davison & Smith 1990, with shape 0)…
 */
const PEAKS = 50
/** …but not below this share of what counting gives: the past does not know how rare the unseen is. */
const FURTHEST = 1 / 30

export interface Tail {
  /** (1 + number of earlier values ≥ this one) / (1 + n), less for values larger than all; never 0. */
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
  /** Values learned under this name. */
  size(name: string): number
}

interface Distribution {
  n: number
  largest: number
  readonly tree: Float64Array
  /** Sums of the values in the bins, same layout. */
  readonly sums: Float64Array
}

/** An empty reference. */
export function referenceLog(): ReferenceLog {
  const distributions = new Map<string, Distribution>()
  return {
    tail(name, value) {
      const found = distributions.get(name)
      if (!found) return { tail: 1, n: 0 }
      const below = prefix(found.tree, binOf(value))
      const counted = (1 + found.n - below) / (1 + found.n)
      return { tail: below < found.n ? counted : counted * beyond(found, value), n: found.n }
    },
    size: (name) => distributions.get(name)?.n ?? 0,
    learn(name, value) {
      let found = distributions.get(name)
      if (!found) {
        found = {
          n: 0,
          largest: -Infinity,
          tree: new Float64Array(BINS + 1),
          sums: new Float64Array(BINS + 1),
        }
        distributions.set(name, found)
      }
      const bin = binOf(value)
      const middle = LOWEST + (bin + 0.5) * WIDTH
      found.n++
      found.largest = Math.max(found.largest, middle)
      for (let i = bin + 1; i <= BINS; i += i & -i) {
        found.tree[i]! += 1
        found.sums[i]! += middle
      }
    },
  }
}

/** Factor for a value beyond the largest, 1 at the largest. */
function beyond({ n, largest, tree, sums }: Distribution, value: number): number {
  if (n <= PEAKS || value <= largest) return 1
  const threshold = binAfter(tree, n - PEAKS - 1)
  const above = n - prefix(tree, threshold + 1)
  if (above === 0) return 1
  const total = prefix(sums, BINS) - prefix(sums, threshold + 1)
  const meanExcess = total / above - (LOWEST + (threshold + 0.5) * WIDTH)
  return Math.max(FURTHEST, Math.exp((largest - value) / meanExcess))
}

/** The bin of the value with `rank` values before it. */
function binAfter(tree: Float64Array, rank: number): number {
  let at = 0
  let left = rank
  for (let step = BINS; step > 0; step >>= 1)
    if (at + step <= BINS && tree[at + step]! <= left) {
      at += step
      left -= tree[at]!
    }
  return at
}

function binOf(value: number): number {
  const bin = Math.floor((value - LOWEST) / WIDTH)
  return bin < 0 || Number.isNaN(bin) ? 0 : bin >= BINS ? BINS - 1 : bin
}

/** Sum of the tree's values in the bins before `bin`. */
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
