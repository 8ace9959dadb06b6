import type { Issue } from './issue.ts'

/** Where a raw message lies, precisely enough to read it again. */
export interface SourceLocation {
  /** Path as given or found, absolute; `-` for standard input. */
  readonly file: string
  readonly format: 'eml' | 'mbox' | 'maildir'
  /** Byte offset of the message (mbox: of its separator line) in the file, after decompression. */
  readonly offset: number
  /** Bytes it takes there, separator and quoting included. */
  readonly length: number
  /** Container the file was packed in. */
  readonly compression?: 'gzip' | 'zstd'
  /** Folder name, for Maildir++ and directory trees; relative to the input. */
  readonly folder?: string
  /** As the container says. */
  readonly flags?: readonly ('read' | 'replied' | 'sent' | 'flagged' | 'draft' | 'trashed' | 'passed')[]
}

/** One message as it came out of its container, before parsing. */
export interface RawMessage {
  readonly kind: 'raw-message'
  /** The mail's own bytes: separators, trailing blank line and `>From` quoting of the container removed. */
  readonly bytes: Uint8Array
  readonly source: SourceLocation
  /** Time stated by the container (mbox separator, file time of a Maildir name), milliseconds; weak evidence. */
  readonly containerTime?: number
  readonly issues: readonly Issue[]
}

/** Something about an input that is not a message: said, counted, never fatal to the rest. */
export interface SourceTrouble {
  readonly kind: 'source-trouble'
  readonly code:
    | 'not-found'
    | 'unreadable'
    | 'empty'
    | 'no-mail-here'
    | 'not-mail'
    | 'truncated'
    | 'corrupt'
    | 'too-large'
  readonly file: string
  readonly offset?: number
  /** What is wrong, for a person. */
  readonly detail: string
  /** What to do about it. */
  readonly next: string
  /** True when nothing at all could be read from this input. */
  readonly fatal: boolean
}

export interface SourceProgress {
  readonly kind: 'source-progress'
  readonly file: string
  /** Bytes of the file consumed so far (compressed bytes for packed files) and in all, when known. */
  readonly bytesRead: number
  readonly bytesTotal?: number
  /** At the end of a folder: files below it passed over unread (hidden, or of kinds that are never mail). */
  readonly skipped?: number
}

export type SourceItem = RawMessage | SourceTrouble | SourceProgress
