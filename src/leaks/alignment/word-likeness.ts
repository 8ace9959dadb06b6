import { HALF, shapeOf } from '../text/folded-letter.ts'

/** Words longer than this are compared as equal or not. Attack: time, as comparing costs the product of the lengths. */
const COMPARED_LETTERS = 32

/** A folded word with what is needed to compare it quickly. */
export interface ShapedWord {
  readonly word: string
  /** With letters of one shape made one letter. */
  readonly shape: string
  /** One bit for each letter that occurs, modulo 32. */
  readonly letters: number
}

/** Makes a folded word ready for comparing. */
export function shaped(word: string): ShapedWord {
  let shape = ''
  for (let i = 0; i < word.length; i++) {
    const letter = word.charCodeAt(i)
    shape += letter > HALF ? String.fromCharCode(shapeOf(letter)) : ''
  }
  shape = shape.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('cl', 'd')
  let letters = 0
  for (let i = 0; i < shape.length; i++) letters |= 1 << (shape.charCodeAt(i) & 31)
  return { word, shape, letters }
}

/**
 * Letters that have to change to make one folded word the other, after making letters of one shape equal (`0` and `o`,
 * `rn` and `m` …), as OCR and typing slips do. Infinity when it is more than a third of the longer word: then it is
 * another word.
 */
export function slips(a: ShapedWord, b: ShapedWord): number {
  if (a.word === b.word) return 0
  const longer = Math.max(a.word.length, b.word.length)
  const most = Math.max(1, Math.floor(longer / 3))
  if (a.shape === b.shape) return 0.5
  if (longer < 3 || longer > COMPARED_LETTERS || Math.abs(a.shape.length - b.shape.length) > most)
    return Infinity
  // each change takes away one letter and brings one, so it turns two bits at most
  if (bits(a.letters ^ b.letters) > 2 * most) return Infinity
  const distance = edits(a.shape, b.shape)
  return distance <= most ? distance : Infinity
}

function bits(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

const rows = [new Uint8Array(COMPARED_LETTERS + 2), new Uint8Array(COMPARED_LETTERS + 2)] as const

/** Levenshtein distance; both words have at most COMPARED_LETTERS letters. */
function edits(a: string, b: string): number {
  let [above, row] = rows as readonly [Uint8Array, Uint8Array]
  for (let j = 0; j <= b.length; j++) above[j] = j
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    const letter = a.charCodeAt(i - 1)
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] as number) + (letter === b.charCodeAt(j - 1) ? 0 : 1)
      row[j] = Math.min(change, (above[j] as number) + 1, (row[j - 1] as number) + 1)
    }
    ;[above, row] = [row, above]
  }
  return above[b.length] as number
}
