/** East Asian Wide and Fullwidth blocks (UAX #11), as [first, last] in ascending order; emoji are asked by property. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

const STACKED = /^[\p{Mn}\p{Me}]$/u
const EMOJI = /^\p{Emoji_Presentation}$/u
const EMOJI_VARIANT = 0xfe0f

/** Terminal columns one code point takes: 0 for marks set over another character, 2 for wide ones (UAX #11), else 1. */
function codePointColumns(code: number): 0 | 1 | 2 {
  if (code < 0x300) return 1
  for (const [first, last] of WIDE) {
    if (code < first) break
    if (code <= last) return 2
  }
  const character = String.fromCodePoint(code)
  if (code === EMOJI_VARIANT || STACKED.test(character)) return 0
  return code >= 0x231a && EMOJI.test(character) ? 2 : 1
}

/** Terminal columns the text takes. Control characters count 1: make them visible before measuring. */
export function columns(text: string): number {
  let width = 0
  for (const character of text) width += codePointColumns(character.codePointAt(0) ?? 0)
  return width
}

/** Splits after at most `width` columns, never inside a code point nor before a mark set over the last one. */
export function splitAtColumns(text: string, width: number): readonly [head: string, tail: string] {
  let used = 0
  let at = 0
  for (const character of text) {
    used += codePointColumns(character.codePointAt(0) ?? 0)
    if (used > width) return [text.slice(0, at), text.slice(at)]
    at += character.length
  }
  return [text, '']
}

/** The text, or its beginning with an ellipsis when it takes more than `width` columns. */
export function cutToColumns(text: string, width: number): string {
  // Two UTF-16 units are at most two columns, and longer texts need not be measured to the end.
  const [head, tail] = splitAtColumns(text, width)
  if (tail === '') return text
  return `${splitAtColumns(head, Math.max(0, width - 1))[0].trimEnd()}…`
}
