/**
 * Finds the words of a master in a suspect text: seeds of three words, chained in order, gaps between them aligned
 * word by word. What is missing, added, moved or misread leaves holes, not errors.
 */
import type { ComparedWord } from './compared-text.ts'
import { editDistance } from './edit-distance.ts'

/** Attack: a text of one phrase repeated; seeds found more often say nothing about the place. */
const MAX_SEED_PLACES = 8
/** Words between two seeds that are still aligned one by one; a longer hole is left as it is. */
const MAX_GAP = 80
/** Passes over what was not found yet: parts of a text that were put in another order. */
const MAX_PASSES = 12
/** Words a stretch must have in common to be believed: phrases of three words are everybody's. */
const LEAST_STRETCH = 5

/** For each word of the master the number of the suspect's word that stands for it, or -1. */
export function alignToMaster(master: readonly ComparedWord[], suspect: readonly ComparedWord[]): Int32Array {
  const found = new Int32Array(master.length).fill(-1)
  let seeds = seedPairs(master, suspect)
  for (let pass = 0; pass < MAX_PASSES && seeds.length > 0; pass++) {
    let added = 0
    for (const stretch of stretches(chained(seeds))) {
      const pairs = filled(stretch, master, suspect, found)
      if (pairs.length < LEAST_STRETCH) continue
      for (const [m, s] of pairs) found[m] = s
      added += pairs.length
    }
    if (added === 0) break
    seeds = seeds.filter(([m]) => found[m] === -1)
  }
  return found
}

type Pair = readonly [master: number, suspect: number]

function seedPairs(master: readonly ComparedWord[], suspect: readonly ComparedWord[]): Pair[] {
  const places = new Map<string, number[]>()
  const seedAt = (words: readonly ComparedWord[], i: number): string =>
    `${words[i]!.key} ${words[i + 1]!.key} ${words[i + 2]!.key}`
  for (let i = 0; i + 2 < master.length; i++) {
    const seed = seedAt(master, i)
    const known = places.get(seed)
    if (!known) places.set(seed, [i])
    else if (known.length <= MAX_SEED_PLACES) known.push(i)
  }
  const pairs: Pair[] = []
  for (let i = 0; i + 2 < suspect.length; i++) {
    const known = places.get(seedAt(suspect, i))
    if (known && known.length <= MAX_SEED_PLACES) for (const m of known) pairs.push([m, i])
  }
  return pairs
}

/** The longest chain that goes on in both texts (longest increasing subsequence, Fredman 1975). */
function chained(pairs: readonly Pair[]): readonly Pair[] {
  const sorted = [...pairs].sort((a, b) => a[1] - b[1] || b[0] - a[0])
  const before = new Int32Array(sorted.length).fill(-1)
  /** The pair that ends the best chain of each length. */
  const ends: number[] = []
  for (const [i, [m]] of sorted.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[ends[middle]!]![0] < m) low = middle + 1
      else high = middle
    }
    before[i] = low > 0 ? ends[low - 1]! : -1
    ends[low] = i
  }
  const chain: Pair[] = []
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) chain.push(sorted[i]!)
  return chain.reverse()
}

/** A chain cut where either text has more words in between than belong together. */
function* stretches(chain: readonly Pair[]): Generator<readonly Pair[]> {
  let stretch: Pair[] = []
  for (const pair of chain) {
    const last = stretch.at(-1)
    if (last && (pair[0] - last[0] > MAX_GAP || pair[1] - last[1] > MAX_GAP)) {
      yield stretch
      stretch = []
    }
    stretch.push(pair)
  }
  if (stretch.length > 0) yield stretch
}

/** A stretch with its seeds spelled out, the gaps aligned, and its ends drawn out. */
function filled(
  stretch: readonly Pair[],
  master: readonly ComparedWord[],
  suspect: readonly ComparedWord[],
  found: Int32Array,
): readonly Pair[] {
  const pairs: Pair[] = []
  const isFree = (m: number): boolean => found[m] === -1
  const first = stretch[0]!
  const END = 16
  const gap = (m0: number, m1: number, s0: number, s1: number): void => {
    if (m1 > m0 && s1 > s0 && m1 - m0 <= MAX_GAP && s1 - s0 <= MAX_GAP)
      for (const pair of alignedGap(master, suspect, m0, m1, s0, s1)) if (isFree(pair[0])) pairs.push(pair)
  }
  const lead = Math.min(END, first[0], first[1])
  gap(first[0] - lead, first[0], first[1] - lead, first[1])
  let m = first[0]
  let s = first[1]
  for (const [seedM, seedS] of stretch) {
    gap(m, seedM, s, seedS)
    // The words of a seed, as far as the one before has not told them.
    for (let k = 0; k < 3; k++)
      if (seedM + k >= m && seedS + k >= s && seedM + k - m === seedS + k - s) {
        if (isFree(seedM + k)) pairs.push([seedM + k, seedS + k])
      }
    m = Math.max(m, seedM + 3)
    s = Math.max(s, seedS + 3)
  }
  const tail = Math.min(END, master.length - m, suspect.length - s)
  gap(m, m + tail, s, s + tail)
  return inOrder(pairs)
}

/** Pairs that go on in both texts; two seeds one word apart can tell the same word twice. */
function inOrder(pairs: readonly Pair[]): readonly Pair[] {
  const kept: Pair[] = []
  for (const pair of pairs) {
    const last = kept.at(-1)
    if (!last || (pair[0] > last[0] && pair[1] > last[1])) kept.push(pair)
  }
  return kept
}

/** Word by word (Needleman and Wunsch 1970): equal words 2, alike ones 1, and only those are kept. */
function alignedGap(
  master: readonly ComparedWord[],
  suspect: readonly ComparedWord[],
  m0: number,
  m1: number,
  s0: number,
  s1: number,
): readonly Pair[] {
  const rows = m1 - m0 + 1
  const columns = s1 - s0 + 1
  const best = new Int16Array(rows * columns)
  const likeness = new Int8Array(rows * columns)
  for (let i = 1; i < rows; i++)
    for (let j = 1; j < columns; j++) {
      const at = i * columns + j
      const like = wordLikeness(master[m0 + i - 1]!.key, suspect[s0 + j - 1]!.key)
      likeness[at] = like
      best[at] = Math.max(best[at - columns]!, best[at - 1]!, like > 0 ? best[at - columns - 1]! + like : 0)
    }
  const pairs: Pair[] = []
  let i = rows - 1
  let j = columns - 1
  while (i > 0 && j > 0) {
    const at = i * columns + j
    if (best[at] === best[at - columns]) i--
    else if (best[at] === best[at - 1]) j--
    else {
      if (likeness[at]! > 0) pairs.push([m0 + i - 1, s0 + j - 1])
      i--
      j--
    }
  }
  return pairs.reverse()
}

/** 2 for equal words, 1 for words a misread letter or two apart, else 0. */
function wordLikeness(one: string, other: string): 0 | 1 | 2 {
  if (one === other) return 2
  const length = Math.max(one.length, other.length)
  if (length < 4 || length > 40) return 0
  const limit = Math.floor(length / 3)
  return editDistance(one, other, limit) <= limit ? 1 : 0
}
