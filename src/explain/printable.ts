import { cutToColumns } from './columns.ts'
import { applyEdits, type TextEdit } from './text-edit.ts'

/**
 * Marks stacked on one character that are still shown. Attack: thousands of combining marks on one letter paint
 * over the lines above and below ("zalgo"). The heaviest real spellings need four.
 */
const MAX_STACKED_MARKS = 6

/**
 * What a person cannot see and a terminal or browser obeys: controls (C0, DEL, C1; ECMA-48), everything Unicode
 * calls default-ignorable (bidi embeddings, overrides and isolates, zero-width characters, soft hyphen, fillers,
 * tags, variation selectors), line and paragraph separators, interlinear annotation, lone surrogates and
 * noncharacters; and stacks of marks.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029\ufff9-\ufffb]|\p{M}{7,}/gu

const PICTURE = /\p{Extended_Pictographic}$/u

/** `⟨U+202E⟩`: how a character that must not be sent is shown. */
function codePointName(code: number): string {
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}

/**
 * Edits that make every unseen character visible as `⟨U+…⟩`. `lines: true` leaves line feeds and tabs for text
 * shown in a block of its own. The emoji variation selector behind a picture stays: it is part of the picture.
 */
export function printableEdits(
  text: string,
  options: { readonly lines?: boolean } = {},
): readonly TextEdit[] {
  const edits: TextEdit[] = []
  for (const match of text.matchAll(UNSEEN)) {
    const found = match[0]
    const code = found.codePointAt(0) ?? 0
    if (found.length > String.fromCodePoint(code).length) edits.push(...stackedMarks(found, match.index))
    else if (options.lines === true && (code === 0x0a || code === 0x09)) continue
    else if (code === 0xfe0f && PICTURE.test(text.slice(Math.max(0, match.index - 2), match.index))) continue
    else edits.push({ at: match.index, length: found.length, with: codePointName(code) })
  }
  return edits
}

/** Variation selectors are marks too and can hide in a stack: those kept are named, the rest is counted. */
function stackedMarks(marks: string, at: number): readonly TextEdit[] {
  const kept = [...marks].slice(0, MAX_STACKED_MARKS)
  const rest = [...marks].length - kept.length
  const edits: TextEdit[] = []
  let place = at
  for (const mark of kept) {
    if (/\p{Default_Ignorable_Code_Point}/u.test(mark))
      edits.push({ at: place, length: mark.length, with: codePointName(mark.codePointAt(0) ?? 0) })
    place += mark.length
  }
  if (rest > 0) edits.push({ at: place, length: at + marks.length - place, with: `⟨+${rest} marks⟩` })
  return edits
}

/**
 * The text as one line that any terminal, browser or editor shows as it is: no control character, nothing that
 * reorders or hides text; all shown as `⟨U+202E⟩`. With `width`, cut with an ellipsis at that many terminal
 * columns (wide East Asian characters count 2). Every hostile string passes here, or through `defang`, before it
 * is shown.
 */
export function printable(text: string, width?: number): string {
  const seen = applyEdits(text, printableEdits(text))
  return width === undefined ? seen : cutToColumns(seen, width)
}
