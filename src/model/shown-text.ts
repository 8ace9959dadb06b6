import type { TextRegionKind } from './message.ts'

/** What a reader of an HTML text sees, as the one reading of its markup found it: without tags, without hidden text. */
export interface ShownText {
  /** In order of place. */
  readonly runs: readonly ShownRun[]
  /** False when a text was so long that some in its middle was left out. */
  readonly complete: boolean
}

/** A stretch of visible text between two tags, and what stood between it and the one before. */
export interface ShownRun {
  /** References decoded, white space as written. */
  readonly text: string
  /** Offset of its first character in the HTML. */
  readonly start: number
  /** Where references were decoded: pairs of offset in `text` and in the HTML; empty when nothing was. */
  readonly places: readonly number[]
  /** Who wrote it, by the place of its first character. */
  readonly region: TextRegionKind
  readonly lineEnds: LineEnds
  /** It begins a table cell on the line of the run before. */
  readonly cell: boolean
  /** A line ended, or a table cell or a button began, before it: it does not go on the sentence of the run before. */
  readonly apart: boolean
  /** Its white space counts (`pre`). */
  readonly preformatted: boolean
}

/**
 * How lines end before a run: not at all; once; once more than they already have, as a single `br` does (two of them
 * make a blank line); with a blank line.
 */
export type LineEnds = 'none' | 'one' | 'one-more' | 'blank-line'
