/**
 * A quick test before an expensive one: false when no word of `words` (lower case) can begin at `at` of a text, in
 * whatever case. Looks at no more than four letters. Where the text has letters outside ASCII, whose case is not to
 * be told by single characters, the answer is true.
 */
export function mayBegin(words: Iterable<string>): (text: string, at: number) => boolean {
  const ascii = [...words].filter((word) => /^[\x00-\x7f]+$/.test(word.slice(0, LETTERS)))
  const letters = ascii.reduce((least, word) => Math.min(least, word.length), LETTERS)
  const table = new Uint8Array(TABLE)
  for (const word of ascii) {
    let hash = 0
    for (let i = 0; i < letters; i++) hash = hash * 31 + word.charCodeAt(i)
    table[hash % TABLE] = 1
  }
  return (text, at) => {
    let hash = 0
    for (let i = at; i < at + letters; i++) {
      const c = text.charCodeAt(i)
      if (c >= 128) return true
      // Past the end of the text: NaN, and no word begins there.
      if (!(c >= 0)) return false
      hash = hash * 31 + (c >= 65 && c <= 90 ? c | 32 : c)
    }
    return table[hash % TABLE] === 1
  }
}

const LETTERS = 4
/** A prime, so that neighbouring words spread; the lists have some dozens of words. */
const TABLE = 4093
