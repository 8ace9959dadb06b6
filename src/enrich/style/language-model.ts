import { extended, finished } from './gram-hash.ts'

/** Longest character sequence counted. */
export const ORDER = 5
/** Characters a model without any text expects with the same probability. */
export const ALPHABET = 256

/** Counts of the character sequences of one writer up to `ORDER`, in an open hash table. */
export interface LanguageModel {
  /** Two numbers an entry: hash of the sequence; its count, and above 16 bits the different characters seen after it. */
  readonly table: Uint32Array
  /** Characters counted, and different ones. */
  total: number
  alphabet: number
}

const TYPE = 0x1_0000
const COUNT = 0xffff

/** An empty model with room for texts of `characters` in all (at most 65,535: counts are 16 bits). */
export function languageModel(characters: number): LanguageModel {
  let size = 1 << 10
  while (size < characters * (ORDER + 1)) size <<= 1
  return { table: new Uint32Array(size * 2), total: 0, alphabet: 0 }
}

/** Adds a text. */
export function countText(model: LanguageModel, text: Uint16Array): void {
  const { table } = model
  const mask = table.length / 2 - 1
  const before = new Int32Array(ORDER)
  for (let i = 0; i < text.length; i++) {
    let hash = 0
    let context = 0
    for (let k = 0; k < ORDER && k <= i; k++) {
      hash = extended(hash, text[i - k] as number)
      const key = finished(hash, k + 1)
      let at = key & mask
      while (table[at * 2] !== 0 && table[at * 2] !== key) at = (at + 1) & mask
      if (table[at * 2] === 0) {
        table[at * 2] = key
        if (k === 0) model.alphabet++
        else table[context * 2 + 1]! += TYPE
      }
      table[at * 2 + 1]!++
      context = before[k] as number
      before[k] = at
    }
  }
  model.total += text.length
}

/**
 * log P of a text, nats, summed over its characters but the first: Witten-Bell interpolation (Witten & Bell 1991,
 * method C): P(c|h) = (n(hc) + T(h)·P(c|h′)) / (n(h) + T(h)), down to a uniform alphabet.
 */
export function logLikelihood(model: LanguageModel, text: Uint16Array): number {
  const { table, total, alphabet } = model
  const mask = table.length / 2 - 1
  /** Counts and followers of the sequences that ended one character before; 0 where there is none. */
  const before = new Uint32Array(ORDER)
  let sum = 0
  for (let i = 0; i < text.length; i++) {
    let hash = 0
    let known = true
    let context = 0
    let p = 1
    for (let k = 0; k < ORDER && k <= i; k++) {
      let cell = 0
      if (known) {
        hash = extended(hash, text[i - k] as number)
        const key = finished(hash, k + 1)
        let at = key & mask
        while (table[at * 2] !== 0 && table[at * 2] !== key) at = (at + 1) & mask
        known = table[at * 2] === key
        if (known) cell = table[at * 2 + 1] as number
      }
      const n = cell & COUNT
      if (k === 0) p = (n + (alphabet + 1) / ALPHABET) / (total + alphabet + 1)
      else {
        const types = context >>> 16
        if (types > 0) p = (n + types * p) / ((context & COUNT) + types)
      }
      context = before[k] as number
      before[k] = cell
    }
    if (i > 0) sum += Math.log(p)
  }
  return sum
}
