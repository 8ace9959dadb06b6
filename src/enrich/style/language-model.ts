import { extended, finished } from './gram-hash.ts'

/** Longest character sequence counted. */
export const ORDER = 5
/** Characters a model without any text expects with the same probability. */
export const ALPHABET = 256

/** In a cell of the table: a count below, and above 16 bits the different characters seen after the sequence. */
const TYPE = 0x1_0000
const COUNT = 0xffff

/** Used again by every reading: a fresh table of 400 KB each time was a tenth of all collected memory. */
let followerTable = new Uint32Array(1 << 10)

/** An empty table of a size. */
function emptyFollowers(size: number): Uint32Array {
  if (followerTable.length < size) followerTable = new Uint32Array(size)
  else followerTable.fill(0, 0, size)
  return followerTable
}

/** The sequences of one text in an open hash table: two numbers an entry, the hash and its cell. */
interface AskedSequences {
  readonly table: Uint32Array
  /** Places in the table of the sequences that end at each character: `ORDER` a character, shortest first. */
  readonly places: Int32Array
}

/**
 * log P of a text under the language model of a writer's texts (of 65,535 characters in all at most), nats, summed
 * over its characters but the first. Witten-Bell interpolation (Witten & Bell 1991, method C): P(c|h) =
 * (n(hc) + T(h)·P(c|h′)) / (n(h) + T(h)), down to a uniform alphabet.
 *
 * Only sequences of the asked text are counted: the table then fits the processor's cache, which makes reading all
 * known texts anew cheaper than building, and keeping, the whole model.
 */
export function logLikelihood(known: readonly Uint16Array[], text: Uint16Array): number {
  const asked = sequencesOf(text)
  const { total, alphabet } = countKnown(asked.table, known)
  const { table, places } = asked
  let sum = 0
  for (let i = 1; i < text.length; i++) {
    const one = (table[(places[i * ORDER] as number) * 2 + 1] as number) & COUNT
    let p = (one + (alphabet + 1) / ALPHABET) / (total + alphabet + 1)
    for (let k = 1; k < ORDER && k <= i; k++) {
      const context = table[(places[(i - 1) * ORDER + k - 1] as number) * 2 + 1] as number
      const types = context >>> 16
      if (types === 0) break
      const n = (table[(places[i * ORDER + k] as number) * 2 + 1] as number) & COUNT
      p = (n + types * p) / ((context & COUNT) + types)
    }
    sum += Math.log(p)
  }
  return sum
}

function sequencesOf(text: Uint16Array): AskedSequences {
  let size = 1 << 8
  while (size < text.length * ORDER * 1.5) size <<= 1
  const table = new Uint32Array(size * 2)
  const places = new Int32Array(text.length * ORDER)
  const mask = size - 1
  for (let i = 0; i < text.length; i++) {
    let hash = 0
    for (let k = 0; k < ORDER && k <= i; k++) {
      hash = extended(hash, text[i - k] as number)
      const key = finished(hash, k + 1)
      let at = key & mask
      while (table[at * 2] !== 0 && table[at * 2] !== key) at = (at + 1) & mask
      table[at * 2] = key
      places[i * ORDER + k] = at
    }
  }
  return { table, places }
}

/**
 * Counts the known texts into the cells. A character after an asked sequence makes a sequence that need not be asked
 * for; these are remembered in a set, to count different followers. At most one is entered a character: each makes
 * the longest match one shorter, and a match grows by one a character.
 */
function countKnown(table: Uint32Array, known: readonly Uint16Array[]): { total: number; alphabet: number } {
  let total = 0
  for (const text of known) total += text.length
  let size = 1 << 10
  while (size < total * 1.5) size <<= 1
  const followers = emptyFollowers(size)
  const mask = table.length / 2 - 1
  const followerMask = size - 1
  const matched = new Int32Array(ORDER)
  let alphabet = 0
  for (const text of known) {
    let contexts = 0
    for (let i = 0; i < text.length; i++) {
      let hash = 0
      let context = 0
      let length = 0
      let asked = true
      for (let k = 0; k < ORDER && k <= contexts; k++) {
        hash = extended(hash, text[i - k] as number)
        const key = finished(hash, k + 1)
        const before = matched[k] as number
        let first = false
        if (asked) {
          let at = key & mask
          while (table[at * 2] !== 0 && table[at * 2] !== key) at = (at + 1) & mask
          asked = table[at * 2] === key
          if (asked) {
            first = ((table[at * 2 + 1] as number) & COUNT) === 0
            table[at * 2 + 1]!++
            matched[k] = at
            length = k + 1
          }
        }
        if (!asked) {
          let at = key & followerMask
          while (followers[at] !== 0 && followers[at] !== key) at = (at + 1) & followerMask
          first = followers[at] === 0
          followers[at] = key
        }
        if (first) {
          if (k === 0) alphabet++
          else table[context * 2 + 1]! += TYPE
        }
        context = before
      }
      contexts = length
    }
  }
  return { total, alphabet }
}
