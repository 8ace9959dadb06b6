import { HALF, shapeOf } from '../text/folded-letter.ts'

/** Words longer than this are compared as equal or not. Attack: time, as comparing costs the product of the lengths. */
const COMPARED_LETTERS = 32

/**
 * Letters that have to change to make one folded word the other, after making letters of one shape equal (`0` and `o`,
 * `rn` and `m` …), as OCR and typing slips do. Infinity when it is more than a third of the longer word: then it is
 * another word.
 */
export function slips(a: string, b: string): number {
  if (a === b) return 0
  const longer = Math.max(a.length, b.length)
  const most = Math.max(1, Math.floor(longer / 3))
  if (longer > COMPARED_LETTERS || Math.abs(a.length - b.length) > most + 1) return Infinity
  // a number is another number with one digit changed, and short words are other words
  const [left, right] = [shape(a), shape(b)]
  if (left === right) return 0.5
  if (longer < 3) return Infinity
  const distance = edits(left, right)
  return distance <= most ? distance : Infinity
}

function shape(word: string): string {
  let out = ''
  for (let i = 0; i < word.length; i++) {
    const letter = word.charCodeAt(i)
    out += letter > HALF ? String.fromCharCode(shapeOf(letter)) : ''
  }
  return out.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('cl', 'd')
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
