import { extended, finished } from './gram-hash.ts'

/** Longest character sequence counted. */
export const ORDER = 5
/** Characters a model without any text expects with the same probability. */
const ALPHABET = 256

/**
 * Counts of the character sequences of one writer up to `ORDER`, in an open hash table of 8 bytes an entry.
 * Grown by `add`, shrunk by `remove` of the same text.
 */
export interface LanguageModel {
  readonly keys: Uint32Array
  readonly counts: Uint16Array
  /** Different characters seen after this sequence. */
  readonly types: Uint16Array
  /** Characters counted, and different ones. */
  total: number
  alphabet: number
}

/** An empty model with room for texts of `characters` in all (at most 65,535: counts are 16 bits). */
export function languageModel(characters: number): LanguageModel {
  let size = 1 << 10
  while (size < characters * (ORDER + 1)) size <<= 1
  return {
    keys: new Uint32Array(size),
    counts: new Uint16Array(size),
    types: new Uint16Array(size),
    total: 0,
    alphabet: 0,
  }
}

/**
 * Places in the table of the sequences that end at every character: `ORDER` a character, shortest first, -1 where
 * there is none. With `insert`, missing ones are entered.
 */
export function places(model: LanguageModel, text: Uint16Array, insert: boolean): Int32Array {
  const { keys } = model
  const mask = keys.length - 1
  const found = new Int32Array(text.length * ORDER).fill(-1)
  for (let i = 0; i < text.length; i++) {
    let hash = 0
    for (let k = 0; k < ORDER && k <= i; k++) {
      hash = extended(hash, text[i - k] as number)
      const key = finished(hash, k + 1)
      let at = key & mask
      while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & mask
      if (keys[at] === 0) {
        if (!insert) break
        keys[at] = key
      }
      found[i * ORDER + k] = at
    }
  }
  return found
}

/** Counts a text whose places were found with `insert`. */
export function add(model: LanguageModel, found: Int32Array): void {
  const { counts, types } = model
  for (let i = 0; i < found.length; i += ORDER)
    for (let k = 0; k < ORDER; k++) {
      const at = found[i + k] as number
      if (at < 0) break
      if (counts[at] === 0) {
        if (k === 0) model.alphabet++
        else types[found[i - ORDER + k - 1] as number]!++
      }
      counts[at]!++
      if (k === 0) model.total++
    }
}

/** Takes a text back that was added. */
export function remove(model: LanguageModel, found: Int32Array): void {
  const { counts, types } = model
  for (let i = 0; i < found.length; i += ORDER)
    for (let k = 0; k < ORDER; k++) {
      const at = found[i + k] as number
      if (at < 0) break
      counts[at]!--
      if (counts[at] === 0) {
        if (k === 0) model.alphabet--
        else types[found[i - ORDER + k - 1] as number]!--
      }
      if (k === 0) model.total--
    }
}

/**
 * log P of a text, nats, summed over its characters but the first: Witten-Bell interpolation (Witten & Bell 1991,
 * method C): P(c|h) = (n(hc) + T(h)·P(c|h′)) / (n(h) + T(h)), down to a uniform alphabet.
 */
export function logLikelihood(model: LanguageModel, found: Int32Array): number {
  const { counts, types, total, alphabet } = model
  let sum = 0
  for (let i = ORDER; i < found.length; i += ORDER) {
    const one = found[i] as number
    let p = ((one < 0 ? 0 : (counts[one] as number)) + (alphabet + 1) / ALPHABET) / (total + alphabet + 1)
    for (let k = 1; k < ORDER; k++) {
      const context = found[i - ORDER + k - 1] as number
      if (context < 0) break
      const t = types[context] as number
      if (t === 0) break
      const at = found[i + k] as number
      p = ((at < 0 ? 0 : (counts[at] as number)) + t * p) / ((counts[context] as number) + t)
    }
    sum += Math.log(p)
  }
  return sum
}
