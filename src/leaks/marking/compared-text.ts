/** Text as it is compared: what mail programs, PDF readers, OCR and typists change without meaning it is folded away. */

export interface ComparedWord {
  /** What is compared: letters and digits in small letters; the sign itself for what has none. */
  readonly key: string
  /** Range in the text that was given. */
  readonly start: number
  readonly end: number
}

export interface ComparedText {
  /** In Unicode form C, quotation marks of mail replies taken away; all places refer to it. */
  readonly text: string
  readonly words: readonly ComparedWord[]
}

/** Attack: a suspect file of gigabytes. More words than in any document that can be marked are not looked at. */
const MAX_WORDS = 2_000_000

/** With `asWritten`, marks of replies stay, so that places in a text made by us stay right. */
export function comparedText(given: string, asWritten = false): ComparedText {
  const composed = given.normalize('NFC')
  const text = asWritten ? composed : withoutReplyMarks(composed)
  const words: ComparedWord[] = []
  let joining: { readonly start: number; readonly key: string } | undefined
  for (const match of text.matchAll(/\S+/g)) {
    if (words.length >= MAX_WORDS) break
    const { index } = match
    const end = index + match[0].length
    const folded = foldedText(match[0])
    const key = folded.replace(/[^\p{L}\p{N}]+/gu, '') || folded
    if (key === '') continue
    const start: number = joining?.start ?? index
    const whole: string = (joining?.key ?? '') + key
    joining = undefined
    // A word cut at the end of a line goes on in the next one.
    if (/\p{L}[-\u00ad\u2010]$/u.test(match[0]) && /^[ \t]*\r?\n/.test(text.slice(end, end + 20))) {
      joining = { start, key: whole }
      continue
    }
    words.push({ key: whole, start, end })
  }
  if (joining) words.push({ ...joining, end: text.length })
  return { text, words }
}

/** `>` in front of lines, as replies have. */
function withoutReplyMarks(text: string): string {
  return text.replace(/^(?:[>|] ?){1,20}/gm, '')
}

const SIGNS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
}

/** Small letters, compatibility forms and signs folded, white space as single spaces, cut words joined. */
export function foldedText(text: string): string {
  return text
    .replace(/(\p{L})[-\u00ad\u2010][ \t]{0,8}\r?\n[ \t]{0,8}(?=\p{Ll})/gu, '$1-')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‘’‚`´“”„«»‐‑–—−]/g, (sign) => SIGNS[sign] ?? sign)
    .replace(/\s+/g, ' ')
    .trim()
}
