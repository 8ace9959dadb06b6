import { foldedWords, isKeptWord, WORD_LENGTH } from './folded-words.ts'

/** Collects the different words of several texts. */
export interface DistinctWords {
  read(text: string): void
  /** Apart by blanks, in the order they were met. */
  text(): string
  /** Begins again, with the room there is. */
  clear(): void
}

/** ASCII letters and digits by code, in lower case; 0 for all else. */
const FOLDED = new Uint8Array(128)
for (const c of 'abcdefghijklmnopqrstuvwxyz0123456789') FOLDED[c.charCodeAt(0)] = c.charCodeAt(0)
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') FOLDED[c.charCodeAt(0)] = c.charCodeAt(0) | 32
const BLANK = 32
const FIRST_ROOM = 4_096
const FIRST_SLOTS = 1_024
/** Attack: words chosen so that all fall on one place of the table. Such words go where hashes cannot be foreseen. */
const PROBES = 32

/**
 * The words of texts as `foldedWords` gives them, each once, at most `limit`. Letters are folded and compared as
 * they are read: a text repeats most of its words, and no string is made of those. Linear.
 */
export function distinctWords(limit: number): DistinctWords {
  let out = new Uint16Array(FIRST_ROOM)
  let length = 0
  let isAscii = true
  /** Where each word begins in `out`, and its hash. */
  let starts = new Int32Array(FIRST_SLOTS)
  let hashes = new Int32Array(FIRST_SLOTS)
  let count = 0
  /** By hash: the number of a word, and one. */
  let slots = new Int32Array(2 * FIRST_SLOTS)
  const crowded = new Set<string>()

  const place = (number: number, hash: number): boolean => {
    const mask = slots.length - 1
    for (let probe = 0, at = hash & mask; probe < PROBES; probe++, at = (at + 1) & mask)
      if (slots[at] === 0) {
        slots[at] = number + 1
        return true
      }
    return false
  }
  const grow = (): void => {
    const wider = new Int32Array(2 * starts.length)
    wider.set(starts)
    starts = wider
    const more = new Int32Array(starts.length)
    more.set(hashes)
    hashes = more
    slots = new Int32Array(2 * starts.length)
    for (let number = 0; number < count; number++)
      if (!place(number, hashes[number] ?? 0)) crowded.add(wordAt(number))
  }
  const wordAt = (number: number): string => {
    const end = number + 1 < count ? (starts[number + 1] ?? 0) - 1 : length - 1
    return String.fromCharCode(...out.subarray(starts[number], end))
  }
  const holds = (number: number, from: number, to: number): boolean => {
    let at = starts[number] ?? 0
    for (let index = from; index < to; index++, at++) if (out[at] !== out[index]) return false
    return out[at] === BLANK
  }
  /** Takes the word that was written at the end of `out`, from `from` on, or takes it back. */
  const take = (from: number, to: number, hash: number): void => {
    const mask = slots.length - 1
    let probe = 0
    for (let at = hash & mask; probe < PROBES; probe++, at = (at + 1) & mask) {
      const slot = slots[at] ?? 0
      if (slot === 0) break
      if (hashes[slot - 1] === hash && holds(slot - 1, from, to)) return
    }
    if (count >= limit) return
    if (probe === PROBES || crowded.size > 0) {
      const word = String.fromCharCode(...out.subarray(from, to))
      if (crowded.has(word)) return
      if (probe === PROBES) crowded.add(word)
    }
    if (count === starts.length) grow()
    starts[count] = from
    hashes[count] = hash
    if (probe < PROBES) place(count, hash)
    count++
    out[to] = BLANK
    length = to + 1
  }
  const makeRoom = (): void => {
    if (length + WORD_LENGTH + 2 <= out.length) return
    const wider = new Uint16Array(2 * out.length)
    wider.set(out)
    out = wider
  }
  /** Words beyond ASCII, folded by the rules of Unicode. */
  const takeFolded = (run: string): void => {
    for (const word of foldedWords(run)) {
      makeRoom()
      let hash = SEED
      for (let index = 0; index < word.length; index++) {
        const c = word.charCodeAt(index)
        if (c >= 128) isAscii = false
        out[length + index] = c
        hash = Math.imul(hash ^ c, PRIME)
      }
      take(length, length + word.length, spread(hash))
    }
  }

  return {
    read(text) {
      const end = text.length
      for (let at = 0; at < end; ) {
        let c = text.charCodeAt(at)
        if (c < 128 && FOLDED[c] === 0) {
          at++
          continue
        }
        makeRoom()
        const room = out
        const from = length
        const start = at
        let to = from
        let hash = SEED
        while (c < 128) {
          const folded = FOLDED[c] ?? 0
          if (folded === 0) break
          if (at - start < WORD_LENGTH) {
            room[to++] = folded
            hash = Math.imul(hash ^ folded, PRIME)
          }
          if (++at === end) break
          c = text.charCodeAt(at)
        }
        if (c >= 128) {
          // What is beyond ASCII changes what stands beside it: accents are signs of their own, and a sigma has another
          // form at the end of a word. Nothing reaches over white space.
          let first = start
          while (first > 0 && text.charCodeAt(first - 1) > BLANK) first--
          while (at < end && text.charCodeAt(at) > BLANK) at++
          takeFolded(text.slice(first, at))
        } else if (at - start > 1 && at - start <= WORD_LENGTH && isKeptWord(room, from, to)) {
          take(from, to, spread(hash))
        }
      }
    },
    text() {
      const all = out.subarray(0, Math.max(0, length - 1))
      return isAscii
        ? Buffer.from(new Uint8Array(all).buffer).toString('latin1')
        : Buffer.from(all.buffer, all.byteOffset, all.byteLength).toString('utf16le')
    },
    clear() {
      length = 0
      count = 0
      isAscii = true
      crowded.clear()
      slots.fill(0)
    },
  }
}

/** FNV-1a. */
const SEED = 0x811c9dc5 | 0
const PRIME = 0x01000193
const spread = (hash: number): number => hash ^ (hash >>> 15)
