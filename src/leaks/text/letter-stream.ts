// The letters of a text without case, accents, spaces and punctuation, with the shapes folded that OCR and tired eyes
// confuse. Fingerprints are taken over this stream, so that a page break, a line end, a curly quote or a hyphenated word
// changes nothing.
import { astralLetters, HALF, letterShape, SEVERAL, severalLetters, shapeOf } from './folded-letter.ts'

/** Letters of a text in one row. */
export interface LetterStream {
  /** UTF-16 units; only the first `length` are set. */
  readonly letters: Uint16Array
  readonly length: number
  /** For each letter the place in the text (UTF-16 units) of the character it comes from. */
  readonly places: Uint32Array
}

const [R, N, M, V, W, C, L, D] = [...'rnmvwcld'].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]

/** The most letters one unit can stand for is 18 (U+FDFA); longer runs of such are cut into rows of this many units. */
const ROOM = 32

/**
 * The stream of letters of a text. Linear in the text. Digits count as the letters they are mistaken for, `rn` counts
 * as `m`, `vv` as `w`, `cl` as `d`: the stream is for comparing, never for reading.
 */
export function letterStream(text: string): LetterStream {
  let letters = new Uint16Array(text.length + ROOM)
  let places = new Uint32Array(text.length + ROOM)
  let length = 0
  let before = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const shape = letterShape(unit)
    if (shape > HALF) {
      const pair =
        before === R && shape === N
          ? M
          : before === V && shape === V
            ? W
            : before === C && shape === L
              ? D
              : 0
      if (pair !== 0) {
        letters[length - 1] = pair
        before = pair
        continue
      }
      letters[length] = shape
      places[length] = at
      length++
      before = shape
      continue
    }
    if (shape < SEVERAL) continue
    const start = at
    let written = ''
    if (shape === SEVERAL) written = severalLetters(unit)
    else {
      const codePoint = text.codePointAt(at) as number
      if (codePoint <= 0xffff) continue // a half without its other half
      written = astralLetters(codePoint)
      at++
    }
    if (length + written.length + (text.length - at) >= letters.length) {
      letters = grown(letters, new Uint16Array(letters.length * 2 + ROOM))
      places = grown(places, new Uint32Array(places.length * 2 + ROOM))
    }
    for (let i = 0; i < written.length; i++) {
      before = shapeOf(written.charCodeAt(i))
      letters[length] = before
      places[length] = start
      length++
    }
  }
  return { letters, length, places }
}

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
