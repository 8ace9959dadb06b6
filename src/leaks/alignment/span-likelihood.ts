// How likely a few leaked words are when they were taken from a few words of a document: each word may be the same,
// spelled a little differently, another one, left out or put in, and the blank between two words may be lost or made.
// Only the likeliest way counts (Viterbi).
import { shaped } from './word-likeness.ts'

/** Chances of each event for one word. */
export interface NoiseRates {
  /** A word is spelled a little differently. */
  readonly slip: number
  readonly changed: number
  readonly missing: number
  readonly added: number
  /** The blank to the next word is lost, or one is made inside of the word. */
  readonly joined: number
}

/** Words a replaced word may have been: makes one chance hit on another version's word unlikely. */
export const VOCABULARY = 5_000
/** Letters a slipped letter may have become. */
export const ALPHABET = 12
/** Cells of one table. Attack on time: two versions that share only their ends. */
export const SPAN_CELLS = 40_000
/** Longer words are compared as equal or not. */
const COMPARED_LETTERS = 48

/** Which ends of the document's words may be left over: an excerpt begins and ends anywhere. */
export type FreeEnd = 'none' | 'start' | 'end'

/**
 * Natural logarithm of the likelihood; undefined when the two are too long to be compared word by word
 * (`SPAN_CELLS`).
 */
export function spanLikelihood(
  leaked: readonly string[],
  document: readonly string[],
  rates: NoiseRates,
  free: FreeEnd = 'none',
): number | undefined {
  const [rows, columns] = [leaked.length, document.length]
  if ((rows + 1) * (columns + 1) > SPAN_CELLS) return undefined
  const price = pricesOf(rates)
  const width = columns + 1
  const state = (): Float64Array => new Float64Array((rows + 1) * width).fill(Infinity)
  const [best, missing, added] = [state(), state(), state()]
  const at = (of: Float64Array, i: number, j: number): number =>
    i < 0 || j < 0 ? Infinity : (of[i * width + j] as number)
  for (let i = 0; i <= rows; i++)
    for (let j = 0; j <= columns; j++) {
      const cell = i * width + j
      missing[cell] = Math.min(at(best, i, j - 1) + price.missing, at(missing, i, j - 1) + price.further)
      added[cell] = Math.min(at(best, i - 1, j) + price.added, at(added, i - 1, j) + price.addedFurther)
      let least = i === 0 && (j === 0 || free === 'start') ? 0 : Infinity
      least = Math.min(least, missing[cell] as number, added[cell] as number)
      const mine = leaked[i - 1]
      const theirs = document[j - 1]
      if (mine !== undefined && theirs !== undefined) {
        least = Math.min(least, at(best, i - 1, j - 1) + wordPrice(mine, theirs, price))
        const before = document[j - 2]
        if (before !== undefined)
          least = Math.min(
            least,
            at(best, i - 1, j - 2) + price.joined + spelled(mine, before + theirs, price),
          )
        const first = leaked[i - 2]
        if (first !== undefined)
          least = Math.min(
            least,
            at(best, i - 2, j - 1) + price.joined + spelled(first + mine, theirs, price),
          )
      }
      best[cell] = least
    }
  if (free !== 'end') return -at(best, rows, columns)
  let last = Infinity
  for (let j = 0; j <= columns; j++) last = Math.min(last, at(best, rows, j))
  return -last
}

interface Prices {
  readonly same: number
  readonly slip: number
  readonly letter: number
  readonly changed: number
  readonly missing: number
  readonly further: number
  readonly added: number
  readonly addedFurther: number
  readonly joined: number
}

function pricesOf({ slip, changed, missing, added, joined }: NoiseRates): Prices {
  return {
    same: -Math.log(1 - Math.min(0.9, slip + changed + missing + added)),
    slip: -Math.log(slip),
    letter: Math.log(ALPHABET),
    changed: Math.log(VOCABULARY) - Math.log(changed),
    missing: -Math.log(missing),
    further: Math.log(2),
    added: Math.log(VOCABULARY) - Math.log(added),
    addedFurther: Math.log(VOCABULARY),
    joined: -Math.log(joined),
  }
}

const wordPrice = (a: string, b: string, price: Prices): number =>
  a === b ? price.same : Math.min(price.changed, spelled(a, b, price))

/** Price of one word for another by its letters; a letter of the same shape (`0` and `o`) counts half. */
function spelled(a: string, b: string, price: Prices): number {
  if (a === b) return price.same
  const most = Math.ceil(Math.max(a.length, b.length) / 2)
  if (Math.abs(a.length - b.length) > most || Math.max(a.length, b.length) > COMPARED_LETTERS) return Infinity
  const [mine, theirs] = [shaped(a).shape, shaped(b).shape]
  const letters = mine === theirs ? 0.5 : distance(mine, theirs)
  return letters > most ? Infinity : price.slip + letters * price.letter
}

/** Levenshtein distance of two short words. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++)
      row.push(
        Math.min(
          (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
          (above[j] as number) + 1,
          (row[j - 1] as number) + 1,
        ),
      )
    above = row
  }
  return above[b.length] as number
}
