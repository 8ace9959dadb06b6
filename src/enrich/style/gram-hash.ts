/**
 * Hashes of the character sequences of a text. 32 bits: among the 100,000 sequences of a sender a collision is
 * expected once, which moves no score. Nobody gains by making more: it costs their own likeness.
 */

const MULTIPLY = 0x01000193
const SPREAD = 0x9e3779b1

/** One more character in front of a sequence. */
export const extended = (hash: number, unit: number): number =>
  Math.imul(hash ^ (unit + 0x2545), MULTIPLY) ^ (hash >>> 15)

/** The hash of a sequence of `length` characters, never 0 (which marks a free place). */
export function finished(hash: number, length: number): number {
  let h = Math.imul(hash ^ (length * SPREAD), 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  h = (h ^ (h >>> 16)) >>> 0
  return h === 0 ? 1 : h
}
