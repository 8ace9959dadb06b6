/**
 * A style text as the character models read it: line breaks inside a paragraph are blanks (the mail client wraps,
 * not the writer), a paragraph ends with one line break. Code units between a beginning and an end mark.
 */
export function modelText(text: string): Uint16Array {
  const units = new Uint16Array(text.length + 2)
  let n = 0
  units[n++] = FEED
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c !== FEED) {
      units[n++] = c
      continue
    }
    if (text.charCodeAt(i + 1) === FEED) {
      units[n++] = FEED
      i++
    } else units[n++] = BLANK
  }
  units[n++] = END
  return units.subarray(0, n)
}

const FEED = 0x0a
const BLANK = 0x20
const END = 0x03
