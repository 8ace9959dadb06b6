import { astralLetters, foldedLetter, GAP, HALF, SEVERAL, severalLetters } from './folded-letter.ts'

/** The words of a text, folded for comparing: case, accents, ligatures and hyphens at line ends make no difference. */
export interface WordList {
  /** Folded words, in order. */
  readonly words: readonly string[]
  /** Place of each word in the text, UTF-16 units, half-open. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

const HYPHENS = new Set([0x2d, 0x2010, 0x2011])
const APOSTROPHES = new Set([0x27, 0x2019, 0x2bc])
const NINE = 0x39
const ZERO = 0x30
/** Letters of one word. Attack: a text of one word of megabytes, compared letter by letter. */
const WORD_LETTERS = 64

/**
 * Splits a text into folded words. Digits keep their point (`3.5`) and lose their comma (`1,000` is `1000`); letters of
 * scripts without spaces are words of their own. Linear in the text.
 */
export function wordList(text: string): WordList {
  const words: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let word = ''
  let start = 0
  let end = 0
  const finish = (): void => {
    if (word !== '') {
      words.push(word)
      starts.push(start)
      ends.push(end)
    }
    word = ''
  }
  const put = (letters: string, from: number, to: number): void => {
    if (word.length + letters.length > WORD_LETTERS) finish()
    if (word === '') start = from
    word += letters
    end = to
  }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const letter = foldedLetter(unit)
    if (letter > HALF) {
      if (isUnspaced(letter)) {
        finish()
        put(String.fromCharCode(letter), at, at + 1)
        finish()
      } else put(String.fromCharCode(letter), at, at + 1)
    } else if (letter === SEVERAL) put(severalLetters(unit), at, at + 1)
    else if (letter === HALF) {
      const codePoint = text.codePointAt(at) as number
      if (codePoint > 0xffff) {
        const folded = astralLetters(codePoint)
        if (folded === '') finish()
        else put(folded, at, at + 2)
        at++
      }
    } else if (letter === GAP && word !== '') {
      if (APOSTROPHES.has(unit) && at === end && isLetter(text, at + 1)) continue
      if (at === end && isDigit(text, at - 1) && isDigit(text, at + 1)) {
        if (unit === 0x2c) {
          end = at + 1
          continue
        }
        if (unit === 0x2e) {
          put('.', at, at + 1)
          continue
        }
      }
      if (HYPHENS.has(unit) && at === end) {
        const next = overLineEnd(text, at + 1)
        if (next > 0 && isLetter(text, next)) {
          at = next - 1
          end = next
          continue
        }
      }
      finish()
    }
  }
  finish()
  return { words, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
}

/** Blanks a hyphen may be followed by before and after the line end. Attack: megabytes of blanks after each hyphen. */
const HYPHEN_BLANKS = 40

/** Where the text goes on after blanks with one line end among them; 0 when no line ends here. */
function overLineEnd(text: string, from: number): number {
  let at = from
  let ended = false
  for (; at < text.length && at - from <= HYPHEN_BLANKS; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x0a || unit === 0x0d) ended = true
    else if (unit !== 0x20 && unit !== 0x09 && unit !== 0x3e) return ended ? at : 0
  }
  return 0
}

const isDigit = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return unit >= ZERO && unit <= NINE
}
const isLetter = (text: string, at: number): boolean =>
  at < text.length && foldedLetter(text.charCodeAt(at)) > HALF && !isDigit(text, at)
/** Han, kana and Thai write no spaces between words. */
const isUnspaced = (letter: number): boolean =>
  (letter >= 0x3040 && letter <= 0x30ff) ||
  (letter >= 0x3400 && letter <= 0x9fff) ||
  (letter >= 0x0e00 && letter <= 0x0e7f)
