/** Text in which values are written so that nobody can click on them, put back together. */
export interface Refanged {
  readonly text: string
  /** For each character of `text`, and for its end, the offset in the original. */
  readonly places: Uint32Array
  /** Offsets in `text` of what was written in another way to keep it from being clicked, ascending. */
  readonly marks: readonly number[]
}

/** What stands in brackets for a character, in the languages reports are written in. */
const BRACKETED: ReadonlyMap<string, string> = new Map([
  ['.', '.'],
  ['\\.', '.'],
  ['dot', '.'],
  ['d0t', '.'],
  ['punkt', '.'],
  ['point', '.'],
  ['punto', '.'],
  ['ponto', '.'],
  ['punt', '.'],
  ['kropka', '.'],
  ['точка', '.'],
  ['נקודה', '.'],
  ['نقطة', '.'],
  ['نقطه', '.'],
  ['点', '.'],
  ['點', '.'],
  [':', ':'],
  ['://', '://'],
  [':/', ':/'],
  ['/', '/'],
  ['//', '//'],
  ['@', '@'],
  ['at', '@'],
  ['arroba', '@'],
  ['-', '-'],
])
/** Longest of them, with white space on both sides. */
const BRACKET_LENGTH = 14

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>', '【': '】' }

/** `http` as nobody can click it; `[s]` and `(s)` are taken as well. Bounded, no repetition. */
const SCHEME = /(?:h(?:xx|tx|xt|tt|\*\*|__|--|xtt|ttx|\+\+)ps?|hxxxps?|fxps?|ftps?|meow|nxxps?)/iy
const SECURE = /[[({]s[\])}]/iy
/** What follows the scheme: each of the three characters in brackets or alone, slashes that fell over, spaces. */
const SEPARATOR =
  /(?:\[:\]|\(:\)|\{:\}|\\:|:|;)(?:\\?\/\\?\/|\\\\|\[\/\]\[\/\]|\[\/\/\]|\/\[\/\]|\[\/\]\/)|[[({](?::\/\/|:\\\/\\\/)[\])}]|:[[({]\/\/[\])}]/y
const SPACED_SEPARATOR = /[ \t]{0,2}/y

const isDigit = (c: number): boolean => c >= 48 && c <= 57
const isWord = (c: number): boolean => isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c > 0xbf
const isLatinWord = (c: number): boolean => isWord(c) && c < 0x250
const isBlank = (c: number): boolean => c === 32 || c === 9 || c === 0xa0
/** Drawn as nothing: zero-width characters, soft hyphens, direction marks, byte order marks inside the text. */
const isInvisible = (c: number): boolean =>
  c === 0xad ||
  (c >= 0x200b && c <= 0x200f) ||
  (c >= 0x202a && c <= 0x202e) ||
  (c >= 0x2060 && c <= 0x2069) ||
  c === 0xfeff ||
  c === 0x034f ||
  c === 0x061c
/** Full stops of other widths and scripts. */
const isOtherDot = (c: number): boolean => c === 0x2024 || c === 0x3002 || c === 0xff0e || c === 0xff61

/**
 * Puts defanged values back together: `hxxp`, `[.]`, `(dot)`, `{at}`, `[:]//`, `\.`, a dot in brackets with spaces
 * or a line end beside it, characters that cannot be seen. What looks like a mark but stands between no words stays.
 * Linear.
 */
export function refang(source: string): Refanged {
  const pieces: string[] = []
  const places = new Uint32Array(source.length + 8)
  const marks: number[] = []
  let length = 0
  let piece = ''
  /** The last characters put out, for what has to stand before a mark. */
  let last = 0
  const put = (text: string, at: number): void => {
    for (let i = 0; i < text.length; i++) places[length++] = at
    piece += text
    last = text.charCodeAt(text.length - 1)
    // Short, because looking into a string that grows costs its length.
    if (piece.length > 512) {
      pieces.push(piece.slice(0, -16))
      piece = piece.slice(-16)
    }
  }
  /** Takes back blanks, and at most one line end, that were put out before a mark; false when no word stands there. */
  const takeBack = (): boolean => {
    let cut = piece.length
    let ends = 0
    while (cut > 0 && cut > piece.length - 12) {
      const c = piece.charCodeAt(cut - 1)
      if (c === 10 && ends === 0) ends++
      else if (!isBlank(c) && c !== 13) break
      cut--
    }
    const before = piece.charCodeAt(cut - 1)
    if (cut === 0 || !(isWord(before) || before === 93 || before === 45 || before === 95 || before === 42))
      return false
    length -= piece.length - cut
    piece = piece.slice(0, cut)
    return true
  }

  let at = 0
  /** End of a line on which a URL is written with blanks around its parts: `hxxps :// evil [.] example / account`. */
  let spacedUntil = 0
  while (at < source.length) {
    const c = source.charCodeAt(at)
    if (isInvisible(c)) {
      at++
      continue
    }
    if (at < spacedUntil && isBlank(c)) {
      const beside = skipBlanks(source, at)
      if (isJoint(last) || (beside < spacedUntil && isJoint(source.charCodeAt(beside)))) {
        at = beside
        continue
      }
    }
    // A scheme, at the beginning of a word.
    if (
      (c === 104 || c === 72 || c === 102 || c === 70 || c === 109 || c === 77 || c === 110) &&
      !isLatinWord(last)
    ) {
      const end = scheme(source, at)
      if (end !== undefined) {
        if (end.defanged) marks.push(length)
        put(end.text, at)
        at = end.at
        last = 47
        if (end.spaced) {
          const stop = source.indexOf('\n', at)
          spacedUntil = stop < 0 ? source.length : stop
        }
        continue
      }
    }
    if (isOtherDot(c) && isWord(last) && isWord(source.charCodeAt(at + 1)) && latinBeside(source, at)) {
      marks.push(length)
      put('.', at++)
      continue
    }
    // Hyphens that do not break the line.
    if ((c === 0x2010 || c === 0x2011) && isWord(last)) {
      put('-', at++)
      continue
    }
    if (c === 92) {
      const next = source.charCodeAt(at + 1)
      if (next === 46 && isWord(last) && isWord(source.charCodeAt(at + 2))) {
        marks.push(length)
        put('.', at)
        at += 2
        continue
      }
    }
    const found = bracketed(source, at)
    if (found !== undefined) {
      const { text, end } = found
      const beside = skipBlanks(source, end)
      const after = source.charCodeAt(text === '.' || text === '@' ? beside : end)
      if (
        text === '.' || text === '@'
          ? isWord(after) && takeBack()
          : isWord(last) || last === 58 || last === 47 || last === 46
      ) {
        marks.push(length)
        put(text, at)
        at = text === '.' || text === '@' ? beside : end
        continue
      }
    }
    // `evil[.com` and `evil.]com`, where one bracket was forgotten.
    if (c === 91 && source.charCodeAt(at + 1) === 46 && isWord(last) && isWord(source.charCodeAt(at + 2))) {
      marks.push(length)
      put('.', at)
      at += 2
      continue
    }
    if (c === 46 && source.charCodeAt(at + 1) === 93 && isWord(last) && isWord(source.charCodeAt(at + 2))) {
      marks.push(length)
      put('.', at)
      at += 2
      continue
    }
    put(source.charAt(at), at)
    at++
  }
  pieces.push(piece)
  places[length] = source.length
  return { text: pieces.join(''), places: places.slice(0, length + 1), marks }
}

/** A character that stands between the parts of a URL. */
const isJoint = (c: number): boolean => c === 47 || c === 63 || c === 61 || c === 38

/** A full stop of another script between words of that script ends a sentence; in a host name Latin stands beside it. */
function latinBeside(source: string, at: number): boolean {
  const before = source.charCodeAt(at - 1)
  const after = source.charCodeAt(at + 1)
  return before < 0x250 && after < 0x250
}

function scheme(
  source: string,
  at: number,
):
  | { readonly text: string; readonly at: number; readonly defanged: boolean; readonly spaced: boolean }
  | undefined {
  SCHEME.lastIndex = at
  const word = SCHEME.exec(source)?.[0]
  if (word === undefined) return undefined
  let end = at + word.length
  let secure = /s$/i.test(word)
  SECURE.lastIndex = end
  const extra = SECURE.exec(source)?.[0]
  if (extra !== undefined) {
    secure = true
    end += extra.length
  }
  SPACED_SEPARATOR.lastIndex = end
  const gap = SPACED_SEPARATOR.exec(source)?.[0].length ?? 0
  SEPARATOR.lastIndex = end + gap
  const separator = SEPARATOR.exec(source)?.[0]
  if (separator === undefined) return undefined
  end += gap + separator.length
  const plain = /^(?:https?|ftps?)$/i.test(word) && extra === undefined && gap === 0 && separator === '://'
  // `http://` and a blank is a scheme somebody talks about, `hxxp:// evil` a URL.
  if (!plain) while (isBlank(source.charCodeAt(end)) && isWord(source.charCodeAt(end + 1))) end++
  const name = /^f/i.test(word) ? 'ftp' : 'http'
  return {
    text: `${name}${secure && name === 'http' ? 's' : ''}://`,
    at: end,
    defanged: !plain,
    spaced: gap > 0,
  }
}

/** A character in brackets at this place; a bracket may itself be escaped, as in Markdown. */
function bracketed(source: string, at: number): { readonly text: string; readonly end: number } | undefined {
  let i = at
  if (source.charCodeAt(i) === 92) i++
  const close = CLOSING[source.charAt(i)]
  if (close === undefined) return undefined
  // Looked for in a few characters only: a text of opening brackets must not be searched to its end for each.
  const length = source.slice(i + 1, i + 1 + BRACKET_LENGTH).indexOf(close)
  if (length < 0) return undefined
  const end = i + 1 + length
  let inner = source.slice(i + 1, end)
  if (i > at && inner.endsWith('\\')) inner = inner.slice(0, -1)
  const text = BRACKETED.get(inner.trim().toLowerCase())
  return text === undefined ? undefined : { text, end: end + 1 }
}

/** Past blanks and at most one line end. */
function skipBlanks(source: string, from: number): number {
  let at = from
  let ends = 0
  while (at < from + 40) {
    const c = source.charCodeAt(at)
    if (c === 10 && ends === 0) ends++
    else if (!isBlank(c) && c !== 13 && !isInvisible(c)) break
    at++
  }
  return at
}

/** The same for one value, where only the text is wanted. */
export function refangValue(value: string): string {
  return refang(value).text.trim()
}
