import { extended, finished } from './gram-hash.ts'

/** Characters a sequence has. */
const LENGTH = 4
/** Sequences fall into this many bins. */
export const BINS: number = 1 << 14

/** How often each bin occurs in a text: bins and counts of the same length. */
export interface GramCounts {
  readonly bins: Uint16Array
  readonly counts: Float32Array
}

const scratch = new Uint16Array(BINS)
const touched = new Uint16Array(BINS)

/** Character 4-grams of a model text, hashed into `BINS`. */
export function gramCounts(text: Uint16Array): GramCounts {
  let used = 0
  for (let i = LENGTH - 1; i < text.length; i++) {
    let hash = 0
    for (let k = 0; k < LENGTH; k++) hash = extended(hash, text[i - k] as number)
    const bin = finished(hash, LENGTH) & (BINS - 1)
    if (scratch[bin]!++ === 0) touched[used++] = bin
  }
  const bins = touched.slice(0, used)
  const counts = new Float32Array(used)
  for (let i = 0; i < used; i++) {
    counts[i] = scratch[bins[i] as number] as number
    scratch[bins[i] as number] = 0
  }
  return { bins, counts }
}

/** Weight of a bin by how many of `texts` have it: log((1 + N) / (1 + n)). */
export function binWeights(texts: readonly GramCounts[]): Float32Array {
  const weights = new Float32Array(BINS)
  for (const { bins } of texts) for (let i = 0; i < bins.length; i++) weights[bins[i] as number]!++
  for (let i = 0; i < BINS; i++)
    weights[i] = Math.log((1 + texts.length) / (1 + (weights[i] as number))) + 0.1
  return weights
}

/** Logarithms of the counts a text has; a larger one is worked out. */
const LOGS = Float64Array.from({ length: 512 }, (_, n) => Math.log(n))

/** A text as a unit vector of (1 + log count) · weight, in place of its counts. */
export function unitVector(grams: GramCounts, weights: Float32Array): GramCounts {
  const counts = new Float32Array(grams.counts.length)
  let square = 0
  for (let i = 0; i < counts.length; i++) {
    const count = grams.counts[i] as number
    const value = (1 + (LOGS[count] ?? Math.log(count))) * (weights[grams.bins[i] as number] as number)
    counts[i] = value
    square += value * value
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0
  for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] as number) * scale
  return { bins: grams.bins, counts }
}
