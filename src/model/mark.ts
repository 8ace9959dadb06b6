/** Deliberate marks: places of a document where two ways of writing mean the same, and what a leaked text says of them. */

export const MARK_FORMATS: readonly ['docx', 'odt', 'html', 'markdown', 'text'] = [
  'docx',
  'odt',
  'html',
  'markdown',
  'text',
]
export type MarkFormat = (typeof MARK_FORMATS)[number]

/**
 * `wording` survives copying, OCR and retyping; `typography` (quotation marks, dashes, spaces) survives copying;
 * `layout` (letter spacing, line ends) only a faithful copy of the file.
 */
export type MarkLayer = 'wording' | 'typography' | 'layout'

/** What the author said of a place; only accepted ones carry marks. */
export type MarkDecision = 'open' | 'accepted' | 'rejected'

/** One place of a document that can be written in two ways. */
export interface MarkPlace {
  /** Number within the plan, from 1; it never changes, as the code of every copy depends on it. */
  readonly id: number
  readonly layer: MarkLayer
  /** The rule that proposed it: `synonym`, `that-which`, `oxford-comma`; typographic rules are read as one class each. */
  readonly rule: string
  /** Number of the block (paragraph) in the master, from 0. */
  readonly block: number
  /** Range in the block's text, UTF-16 units; both 0 for the layout of the whole block. */
  readonly start: number
  readonly end: number
  /** What the master says there. */
  readonly original: string
  /** What the copies with a set bit say there. Same as `original` for layout. */
  readonly alternative: string
  readonly decision: MarkDecision
}

/** Which places of one document carry marks, and who got a copy. Holds parts of the document, but no key. */
export interface MarkPlan {
  readonly kind: 'mark-plan'
  readonly version: 1
  /** SHA-256 of the master's bytes, lower-case hex; also the document's id in the code. */
  readonly document: string
  readonly format: MarkFormat
  readonly places: readonly MarkPlace[]
  readonly copies: readonly MarkedCopyRecord[]
}

export interface MarkedCopyRecord {
  /** As written in the list. */
  readonly recipient: string
  /** Name of the file, without folder. */
  readonly file: string
  /** SHA-256 of the copy, lower-case hex. */
  readonly sha256: string
  /** When it was made, milliseconds since the epoch. */
  readonly time: number
}

/** One place as a suspect text shows it. */
export interface MarkReading {
  readonly place: MarkPlace
  /** 0: as the master, 1: the alternative; undefined: not there, or not readable. */
  readonly bit: 0 | 1 | undefined
  /** What stands there, at most 120 characters, white space folded. */
  readonly seen: string
}

/** How well one copy explains what was read. */
export interface CopyScore {
  readonly recipient: string
  /** Places that agree with this copy, of those read. */
  readonly agree: number
  readonly of: number
  /** Chance that a copy unrelated to this text agrees at least as well: exact binomial tail. */
  readonly chance: number
  /** `chance` times the number of copies and of tests, at most 1 (Bonferroni). */
  readonly corrected: number
}

export type MarkVerdict =
  /** The bytes are those of one copy. */
  | 'exact-copy'
  /** One copy explains the text, and no other does. */
  | 'one-copy'
  /** More than one does: they agree too much, or were mixed. */
  | 'several-copies'
  /** All places read as the master: the text comes from it, or from a copy without marks. */
  | 'master'
  | 'cannot-tell'

/** What a suspect text says about the copy it came from. Names copies, never persons. */
export interface MarkDecoding {
  readonly kind: 'mark-decoding'
  readonly verdict: MarkVerdict
  /** Copies whose `corrected` is at most `threshold`, best first. */
  readonly named: readonly CopyScore[]
  /** Best first, the named ones among them; at most ten. */
  readonly ranking: readonly CopyScore[]
  /** Copies compared with. */
  readonly holders: number
  readonly threshold: number
  /** Accepted places in the plan, and how many of them could be read, by layer. */
  readonly layers: readonly {
    readonly layer: MarkLayer
    readonly places: number
    readonly read: number
    /** Read, but left out: their kind was made uniform on the way, as programs do with quotation marks. */
    readonly levelled: number
  }[]
  /** Places the decision rests on. */
  readonly used: 'wording' | 'all'
  /** Fewest places that can name one of so many copies when none is misread. */
  readonly needed: number
  /** Of the places used, how many read as the master does. */
  readonly asMaster: number
  readonly readings: readonly MarkReading[]
}
