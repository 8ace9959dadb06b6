/** Marks in the characters of a text: unseen ones, look-alikes, unusual spaces, white space at the ends of lines. */
import { asciiDouble } from '../../parse/links/skeleton.ts'
import type { MarkList } from './mark-list.ts'

/** Shown as nothing; each can carry a bit of somebody's number. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2060-\u2064\u{e0000}-\u{e007f}]+/gu
/** White space that is no plain blank: U+00A0, U+1680, U+2000–U+200A, U+202F, U+205F, U+3000. */
const ODD_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
// One start for each run of blanks, so that a long run costs its length once.
const LINE_END_SPACE = /(?<![ \t])[ \t]+(?=\r?\n|$)/g
const MANY_SPACES = /(?<=\S) {2,}(?=\S)/g
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
const WORD = /[\p{L}\p{M}\p{N}]{2,64}/gu
const QUOTES = /[\u2018\u2019\u201a\u201b\u201c-\u201f\u2032\u2033]/g
const DASHES = /[\u2010-\u2015\u2212]/g
/** Two ways of writing the same in one text can carry bits. */
const STRAIGHT = /['"]/
/** Text looked at. */
const MAX_TEXT = 16 * 1024 * 1024
/** An emoji keeps its variation selector and joiners: they are part of the picture. */
const PICTURE_BEFORE =
  /(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}0-9#*]|\u200d|\ufe0f)$/u
const JOINED_SCRIPTS =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Kannada}\p{Script=Mongolian}\p{Script=Khmer}]$/u

/** Adds the marks of a text; `place` turns an offset of the text into a range, if there is one. */
export function textMarks(
  list: MarkList,
  given: string,
  at: {
    readonly part?: string
    readonly place?: (start: number, end: number) => { start: number; end: number }
    /** White space of lines counts: plain text, not the inside of markup. */
    readonly lines?: boolean
    readonly cleaned?: 'yes' | 'no'
  },
): void {
  const text = given.length > MAX_TEXT ? given.slice(0, MAX_TEXT) : given
  if (given.length > MAX_TEXT) list.notRead.push(`text behind ${MAX_TEXT} characters was not looked at`)
  const add = (code: string, means: 'copy' | 'hidden', value: string, start: number, end: number): void => {
    list.add({
      code,
      means,
      value,
      ...(at.part !== undefined && { part: at.part }),
      ...(at.place && { range: at.place(start, end) }),
      ...(at.cleaned && { cleaned: at.cleaned }),
    })
  }
  for (const match of text.matchAll(UNSEEN))
    if (!belongs(text, match.index, match[0]))
      add('text.zero-width', 'hidden', names(match[0]), match.index, match.index + match[0].length)
  for (const match of text.matchAll(CONTROL))
    add('text.control', 'hidden', names(match[0]), match.index, match.index + 1)
  for (const match of text.matchAll(ODD_SPACE))
    add('text.unusual-space', 'copy', names(match[0]), match.index, match.index + 1)
  for (const match of text.matchAll(WORD)) {
    const plain = mixedWord(match[0])
    if (plain !== undefined)
      add(
        'text.look-alike',
        'copy',
        `${match[0]} (${names(match[0].replace(/[ -~]/g, ''))})`,
        match.index,
        match.index + match[0].length,
      )
  }
  if (at.lines !== true) return
  for (const match of text.matchAll(LINE_END_SPACE))
    add(
      'text.line-end-space',
      'copy',
      `${match[0].length} at the end of a line`,
      match.index,
      match.index + match[0].length,
    )
  for (const match of text.matchAll(MANY_SPACES))
    add(
      'text.double-space',
      'copy',
      `${match[0].length} blanks in a row`,
      match.index,
      match.index + match[0].length,
    )
  const crlf = text.includes('\r\n')
  if (crlf && /[^\r]\n/.test(text)) add('text.mixed-line-ends', 'copy', 'both LF and CRLF', 0, text.length)
  for (const [form, name] of [
    [QUOTES, 'quotation marks'],
    [DASHES, 'dashes'],
  ] as const) {
    const curly = text.match(form)?.length ?? 0
    const straight = form === QUOTES ? STRAIGHT.test(text) : /\w -{1,2} \w/.test(text)
    if (curly > 0 && straight) add('text.mixed-typography', 'copy', `two kinds of ${name}`, 0, text.length)
  }
}

/** Joiners inside emoji and in scripts that need them are spelling, not marks. */
function belongs(text: string, index: number, found: string): boolean {
  if (!/^(?:\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}])+$/u.test(found)) return false
  const before = text.slice(Math.max(0, index - 2), index)
  return PICTURE_BEFORE.test(before) || JOINED_SCRIPTS.test(before)
}

const names = (characters: string): string =>
  [...characters]
    .slice(0, 16)
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')

/** The Latin word that a word of several scripts looks like; undefined when it is of one script. */
function mixedWord(word: string): string | undefined {
  if (!/[a-zA-Z]/.test(word) || !/[^\u0000-\u024f\u1e00-\u1eff]/.test(word)) return undefined
  if (
    !/[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\uff00-\uff5e\u{1d400}-\u{1d7ff}]/u.test(
      word,
    )
  )
    return undefined
  return asciiDouble(word)
}

/**
 * The text in one plain form: unseen characters gone, every blank a blank, look-alikes in mixed words made Latin. With
 * `lines`, also white space at ends of lines, runs of blanks, line ends, quotation marks and dashes.
 */
export function plainText(text: string, { lines = false }: { readonly lines?: boolean } = {}): string {
  let out = text.normalize('NFC')
  out = out.replace(UNSEEN, (found, index: number, whole: string) =>
    belongs(whole, index, found) ? found : '',
  )
  out = out.replace(CONTROL, '').replace(ODD_SPACE, ' ')
  out = out.replace(WORD, (word) => {
    const plain = mixedWord(word)
    return plain === undefined ? word : withCase(word, plain)
  })
  if (!lines) return out
  return out
    .replace(/\r\n?/g, '\n')
    .replace(LINE_END_SPACE, '')
    .replace(MANY_SPACES, ' ')
    .replace(/[\u201c-\u201f\u2033]/g, '"')
    .replace(/[\u2018-\u201b\u2032]/g, "'")
    .replace(DASHES, '-')
    .replace(/\u2026/g, '...')
}

/** The plain letters with the case of the ones they stand for. */
function withCase(word: string, plain: string): string {
  const letters = [...word]
  const flat = [...plain]
  if (letters.length !== flat.length) return plain
  return flat
    .map((letter, at) => (letters[at]! === letters[at]!.toLowerCase() ? letter : letter.toUpperCase()))
    .join('')
}
