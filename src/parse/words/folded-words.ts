/** Longer runs of letters and digits are hashes and encoded data; they would fill the index and are nobody's words. */
export const WORD_LENGTH = 40
/** Hexadecimal of both letters and digits is no word from this length on: commits and checksums, new in every mail. */
const CODE_LENGTH = 7
const HEX = /^[0-9a-f]+$/
const ASCII_WORDS = /[a-z0-9]{2,}/g
/** Scripts written without blanks: each sign counts as a word, and as many as a search names have to be there. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
const WORDS = /[\p{L}\p{N}]+/gu
const MARKS = /[\p{M}\p{Default_Ignorable_Code_Point}]/gu
const NOT_ASCII = /[^\x00-\x7f]/
const LONE = /^[a-z0-9]$/

/**
 * The words of a text in the form they are searched in, in their order: runs of letters and digits in lower case,
 * compatibility forms (NFKD), without accents and invisible characters. Single ASCII characters, hexadecimal codes and
 * runs of more than `WORD_LENGTH` are left out. Linear.
 */
export function foldedWords(text: string): readonly string[] {
  const lower = text.toLowerCase()
  if (!NOT_ASCII.test(lower)) return (lower.match(ASCII_WORDS) ?? []).filter(isKept)
  // A second time in lower case, as some compatibility forms are capitals.
  const plain = lower.normalize('NFKD').toLowerCase().replace(MARKS, '').replace(UNSPACED, ' $& ')
  return (plain.match(WORDS) ?? []).filter((word) => isKept(word) && !LONE.test(word))
}

const isKept = (word: string): boolean =>
  word.length <= WORD_LENGTH &&
  !(word.length >= CODE_LENGTH && HEX.test(word) && /[0-9]/.test(word) && /[a-f]/.test(word))

/** `isKept` of the lower-case ASCII letters and digits with these codes, `[from, to)`. */
export function isKeptWord(codes: Uint16Array, from: number, to: number): boolean {
  if (to - from > WORD_LENGTH) return false
  if (to - from < CODE_LENGTH) return true
  let hasDigit = false
  let hasLetter = false
  for (let at = from; at < to; at++) {
    const c = codes[at] ?? 0
    if (c <= 57) hasDigit = true
    else if (c > 102) return true
    else hasLetter = true
  }
  return !(hasDigit && hasLetter)
}

/**
 * Tells of phrases whether their words stand in the text one after the other, whatever stands between them but letters
 * and digits. Only text beyond ASCII is folded as a whole: a mail of a megabyte is mostly asked for one phrase.
 */
export function phraseFinder(text: string): (phrase: readonly string[]) => boolean {
  const lower = text.toLowerCase()
  if (NOT_ASCII.test(lower)) {
    const words = foldedWords(text)
    return (phrase) => holdsWords(words, phrase)
  }
  return (phrase) => {
    const first = phrase[0]
    if (first === undefined) return false
    for (let at = lower.indexOf(first); at >= 0; at = lower.indexOf(first, at + 1))
      if (!isWordSign(lower.charCodeAt(at - 1)) && beginsPhrase(lower, at, phrase)) return true
    return false
  }
}

const isWordSign = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57)

/** Whether the words of a phrase follow from the beginning of a word of ASCII text. */
function beginsPhrase(lower: string, at: number, phrase: readonly string[]): boolean {
  const words = new RegExp(ASCII_WORDS)
  words.lastIndex = at
  for (let next = 0; next < phrase.length; ) {
    const word = words.exec(lower)?.[0]
    if (word === undefined) return false
    if (!isKept(word)) continue
    if (word !== phrase[next++]) return false
  }
  return true
}

/** Whether folded words stand one after the other among others. */
export function holdsWords(words: readonly string[], phrase: readonly string[]): boolean {
  const first = phrase[0]
  if (first === undefined) return false
  for (let at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1)) {
    let length = 1
    while (length < phrase.length && words[at + length] === phrase[length]) length++
    if (length === phrase.length) return true
  }
  return false
}
