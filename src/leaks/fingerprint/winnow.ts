// Winnowing (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003): of each window of WINDOW hashes of PIECE letters the
// smallest is kept, the rightmost on ties. Any run of PIECE + WINDOW - 1 letters two texts share has a common hash.
import type { Fingerprint } from '../../model/document.ts'
import { type LetterStream, letterStream } from '../text/letter-stream.ts'

/** Letters in one piece. Shorter pieces survive more noise, longer ones are shared by fewer strangers. */
export const PIECE = 16
/** Hashes in one window. A shared run of PIECE + WINDOW - 1 letters (about six words) is always found. */
export const WINDOW = 12

const BASE = 0x01000193
/** BASE ** PIECE, modulo 2 ** 32: takes the letter that leaves out of the rolling hash. */
const LEAVING = (() => {
  let power = 1
  for (let i = 0; i < PIECE; i++) power = Math.imul(power, BASE)
  return power
})()

/** Spreads the bits of the rolling hash (finaliser of MurmurHash3 by Austin Appleby, public domain). */
function spread(hash: number): number {
  let h = hash
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * Hashes of all pieces of a stream, one for each place: `hashes[i]` is of the letters `i` to `i + PIECE - 1`. Empty when
 * there are fewer letters than one piece.
 */
export function pieceHashes({ letters, length }: LetterStream): Uint32Array {
  if (length < PIECE) return new Uint32Array(0)
  const hashes = new Uint32Array(length - PIECE + 1)
  let rolling = 0
  for (let i = 0; i < PIECE; i++) rolling = (Math.imul(rolling, BASE) + (letters[i] as number)) | 0
  hashes[0] = spread(rolling)
  for (let i = PIECE; i < length; i++) {
    const leaves = Math.imul(letters[i - PIECE] as number, LEAVING)
    rolling = (Math.imul(rolling, BASE) + (letters[i] as number) - leaves) | 0
    hashes[i - PIECE + 1] = spread(rolling)
  }
  return hashes
}

/**
 * The winnowed hashes of all pieces, in the order of the text; a hash that stands several times is given several times.
 * A text of at least PIECE letters has at least one.
 */
export function winnow(hashes: Uint32Array): Uint32Array {
  if (hashes.length === 0) return hashes
  const kept = new Uint32Array(hashes.length)
  let count = 0
  let smallestAt = -1
  const windows = Math.max(1, hashes.length - WINDOW + 1)
  for (let start = 0; start < windows; start++) {
    const last = Math.min(start + WINDOW, hashes.length) - 1
    if (smallestAt < start) {
      smallestAt = start
      let smallest = hashes[start] as number
      for (let i = start + 1; i <= last; i++) {
        const hash = hashes[i] as number
        if (hash > smallest) continue
        smallest = hash
        smallestAt = i
      }
      kept[count++] = smallest
    } else if ((hashes[last] as number) <= (hashes[smallestAt] as number)) {
      smallestAt = last
      kept[count++] = hashes[last] as number
    }
  }
  return kept.slice(0, count)
}

/** The fingerprint of a text: its winnowed hashes, and the number of letters they were taken over. */
export function fingerprint(text: string): Fingerprint {
  const stream = letterStream(text)
  return { pieces: winnow(pieceHashes(stream)), letters: stream.length }
}
