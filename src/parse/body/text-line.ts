import type { TextRegionKind } from '../../model/message.ts'

/** A line a reader sees. The lines of a text cover it without gaps. */
export interface TextLine {
  /** Without quote marks and surrounding blanks, at most `LINE_TEXT` characters. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** What the markup or the quote mark says it is; undefined when only its words can tell. */
  readonly mark: TextRegionKind | undefined
  /** The markup says that everything from here on is the earlier mail. */
  readonly rest: boolean
  /** The outermost quoting element around it, numbered; 0 for none. */
  readonly container: number
  /** The line stands at the beginning of that element's text. */
  readonly first: boolean
}

/** Attribution lines and headers are shorter; attack: a line of megabytes looked at again and again. */
export const LINE_TEXT = 1_000

const MARKS = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

const ANY_MARK = /[\u00a0\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/

/** Whether a text has anything that `lineText` removes or replaces inside a line. */
export const hasMarks = (text: string): boolean => ANY_MARK.test(text)

/** Text of a line for looking at its words: invisible marks and outer blanks removed, cut to `LINE_TEXT`. */
export function lineText(written: string): string {
  const cut = written.length > LINE_TEXT ? written.slice(0, LINE_TEXT) : written
  if (!hasMarks(cut)) return cut.trim()
  return cut.replace(MARKS, '').replaceAll('\u00a0', ' ').trim()
}
