/**
 * Fingerprints of text, so that a quote can be compared with the mail it claims to come from without keeping any
 * mail text: the numerically smallest hashes of the word triples (bottom-k sketch; Broder 1997, "On the resemblance
 * and containment of documents").
 *
 * Privacy: at most 20 hashes of 24 bits a mail and 10 a quote, of three words each. They tell nobody what a mail says who does not
 * guess three words of it in their order, and of a longer mail they hold only a small part of its triples.
 */
import type { TextPrint } from '../../model/record.ts'

/** Hashes kept of the sender's text, and of each quote. */
export const TEXT_HASHES = 20
export const QUOTE_HASHES = 10
/** Bytes of a hash, in four characters of base64. */
const BITS = 24
/** A shorter text is everybody's: greeting, thanks, name. */
const LEAST_GROUPS = 8

export interface PrintWriter {
  /** Adds words; what is written in pieces one after the other is read as one text. */
  add(text: string, start: number, end: number): void
  /** Breaks the text: no group of words spans it. */
  gap(): void
  /** Absent for texts with fewer than 8 groups of three words. */
  print(): TextPrint | undefined
}

/** Word characters: ASCII letters and digits, and everything beyond Latin-1's signs but white space and punctuation. */
function isWord(c: number): boolean {
  if (c < 128) return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 65 && c <= 90)
  if (c < 0xc0) return c === 0xaa || c === 0xb5 || c === 0xba
  return !(
    (c >= 0x2000 && c <= 0x2bff) ||
    (c >= 0x3000 && c <= 0x3004) ||
    (c >= 0x3008 && c <= 0x303f) ||
    (c >= 0xfe30 && c <= 0xfe6f) ||
    c === 0xfeff ||
    (c >= 0xff00 && c <= 0xff0f) ||
    (c >= 0xff1a && c <= 0xff20)
  )
}

/** Scripts that are written without spaces: each sign counts as a word. */
const isIdeograph = (c: number): boolean => c >= 0x2e80 && c <= 0xd7af

/** An empty fingerprint of at most `size` hashes. One pass over what is added; memory does not grow. */
export function printWriter(size: number): PrintWriter {
  const kept: number[] = []
  let groups = 0
  let before = 0
  let middle = 0
  let words = 0

  const word = (hash: number): void => {
    if (words >= 2) {
      groups++
      keep(kept, size, mixed(before, middle, hash))
    }
    before = middle
    middle = hash
    words++
  }

  return {
    add(text, start, end) {
      let hash = 0
      let inWord = false
      for (let i = start; i < end; i++) {
        let c = text.charCodeAt(i)
        if (isWord(c)) {
          if (c >= 65 && c <= 90) c += 32
          else if (c >= 0xc0) {
            if (isIdeograph(c)) {
              if (inWord) word(hash)
              inWord = false
              word(Math.imul(0x811c9dc5 ^ c, 0x01000193))
              continue
            }
            c = lower(c)
          }
          if (!inWord) hash = 0x811c9dc5
          inWord = true
          hash = Math.imul(hash ^ c, 0x01000193)
        } else if (inWord) {
          word(hash)
          inWord = false
        }
      }
      if (inWord) word(hash)
    },
    gap() {
      words = 0
    },
    print: () => (groups < LEAST_GROUPS ? undefined : written(kept)),
  }
}

const lower = (c: number): number => String.fromCharCode(c).toLowerCase().charCodeAt(0)

/** Order of the words matters; the last steps are those of MurmurHash3, for even low bits. */
function mixed(a: number, b: number, c: number): number {
  let h =
    Math.imul(a, 0x9e3779b1) ^
    Math.imul((b << 13) | (b >>> 19), 0x85ebca6b) ^
    Math.imul((c << 7) | (c >>> 25), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) >>> (32 - BITS)
}

/** Keeps the smallest different values, in order. Almost all are refused by the first look. */
function keep(kept: number[], size: number, hash: number): void {
  if (kept.length === size && hash >= kept[size - 1]!) return
  let at = kept.length
  while (at > 0 && kept[at - 1]! > hash) at--
  if (at > 0 && kept[at - 1] === hash) return
  kept.splice(at, 0, hash)
  if (kept.length > size) kept.pop()
}

/** The hashes of a fingerprint, ascending; none for a string that is none. Never throws. */
export function printHashes(print: TextPrint): readonly number[] {
  const bytes = Buffer.from(print, 'base64url')
  const hashes: number[] = []
  for (let at = 0; at + 3 <= bytes.length; at += 3) hashes.push(bytes.readUIntBE(at, 3))
  return hashes
}

function written(hashes: readonly number[]): string {
  const bytes = Buffer.alloc(hashes.length * 3)
  hashes.forEach((hash, index) => {
    bytes.writeUIntBE(hash, index * 3, 3)
  })
  return bytes.toString('base64url')
}
