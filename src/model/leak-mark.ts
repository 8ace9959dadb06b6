/** What a mark can lead to. */
export const MARK_MEANINGS = [
  'person', // who wrote, changed, commented or owns it
  'recipient', // whose copy it is
  'copy', // this copy, or the family of copies it belongs to
  'device', // camera, printer, program, computer
  'place', // where on earth, or in which folder or network
  'organisation',
  'time', // when it was made, changed or sent
  'hidden', // content that is not seen and goes along
] as const
export type MarkMeaning = (typeof MARK_MEANINGS)[number]

/** Something in a file that could identify the copy or its source. */
export interface LeakMark {
  readonly kind: 'leak-mark'
  /** Stable name, e.g. `office.author`, `image.gps`, `text.zero-width`. */
  readonly code: string
  readonly means: MarkMeaning
  /** Name of the part of a package, object or segment; absent for the file itself. Hostile text. */
  readonly part?: string
  /** Bytes in the file, or in the unpacked part when `part` is given. Absent where it has no one place. */
  readonly range?: { readonly start: number; readonly end: number }
  /** As found, cut to a few hundred characters. Hostile text. */
  readonly value: string
  /** How often the same was met beyond the one shown. */
  readonly more?: number
  /** Whether the cleaned rewrite takes it away: `no` says that a person has to. */
  readonly cleaned: 'yes' | 'no'
}

export interface MarkInspection {
  readonly kind: 'mark-inspection'
  readonly file: string
  /** Media type by content. */
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly marks: readonly LeakMark[]
  /** What a tool cannot see or take away, always said. */
  readonly warnings: readonly string[]
  /** What could not be read, and why. */
  readonly notRead: readonly string[]
  /** Whether a cleaned rewrite can be made, and if not, what to do instead. */
  readonly cleaning: { readonly possible: true } | { readonly possible: false; readonly instead: string }
}

/** A cleaned rewrite, looked into again. */
export interface CleanedFile {
  readonly kind: 'cleaned-file'
  readonly bytes: Uint8Array
  readonly mediaType: string
  /** Codes of the marks that were there and are not any more, with how many. */
  readonly removed: readonly { readonly code: string; readonly count: number }[]
  /** What a second look still found. */
  readonly left: readonly LeakMark[]
  /** What the rewrite changed that a reader could notice. */
  readonly changes: readonly string[]
}
