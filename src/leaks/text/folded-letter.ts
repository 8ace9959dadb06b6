// Folds one UTF-16 unit to what survives copying, retyping and OCR. A table filled as it is asked, because most texts
// use a hundred different characters and folding all 65,536 costs 50 ms at the start.

/** The unit ends a word and is no letter: space, punctuation, symbol. */
export const GAP = 0
/** The unit is not seen by a reader and ends no word: soft hyphen, joiners, combining marks. */
export const UNSEEN = 1
/** The unit stands for several letters (ligature, ß, fractions): ask `severalLetters`. */
export const SEVERAL = 2
/** The unit is half of a character beyond the BMP: ask `astralLetter`. */
export const HALF = 3
const UNKNOWN = 0xffff

/** Letters and digits taken for one another by OCR and by eyes: each class is one letter in `shapes`. */
const ALIKE: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', i: 'l', 5: 's', 8: 'b', 2: 'z' }

const table = new Uint16Array(65_536).fill(UNKNOWN)
const shapes = new Uint16Array(65_536).fill(UNKNOWN)
const several = new Map<number, string>()

const LETTER = /^[\p{L}\p{N}]$/u
const MARKS = /\p{M}/gu
const IGNORABLE = /^[\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}]$/u
/** Letters that NFKD leaves whole, and that plain keyboards and OCR write in ASCII. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
}

/**
 * The folded letter of one UTF-16 unit (compatibility forms and accents dropped, lower case), or one of GAP, UNSEEN,
 * SEVERAL, HALF. Letters and digits of every script are kept.
 */
export function foldedLetter(unit: number): number {
  const known = table[unit] as number
  return known === UNKNOWN ? learn(unit) : known
}

/** As `foldedLetter`, with letters and digits of one shape made one letter (0 and o, 1 and i and l, 5 and s …). */
export function letterShape(unit: number): number {
  const known = shapes[unit] as number
  if (known !== UNKNOWN) return known
  const shape = shapeOf(foldedLetter(unit))
  shapes[unit] = shape
  return shape
}

/** The shape of a letter that is folded already. */
export const shapeOf = (letter: number): number =>
  letter <= HALF ? letter : (ALIKE[String.fromCharCode(letter)]?.charCodeAt(0) ?? letter)

/** The letters of a unit that `foldedLetter` calls SEVERAL. */
export const severalLetters = (unit: number): string => several.get(unit) ?? ''

/** Folded letters of a character beyond the BMP; empty when it is no letter or digit. */
export function astralLetters(codePoint: number): string {
  const folded = fold(String.fromCodePoint(codePoint))
  return [...folded].every((letter) => LETTER.test(letter)) ? folded : ''
}

const fold = (text: string): string => {
  const plain = text.normalize('NFKD').replace(MARKS, '').toLowerCase()
  let out = ''
  for (const letter of plain) out += WRITTEN_OUT[letter] ?? letter
  return out
}

function learn(unit: number): number {
  table[unit] = classify(unit)
  return table[unit] as number
}

function classify(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return HALF
  const text = String.fromCharCode(unit)
  if (IGNORABLE.test(text)) return UNSEEN
  const folded = [...fold(text)].filter((letter) => LETTER.test(letter)).join('')
  if (folded === '') return GAP
  if (folded.length === 1) return folded.charCodeAt(0)
  several.set(unit, folded)
  return SEVERAL
}
