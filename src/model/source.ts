import type { Issue } from './issue.ts'

/** Where a raw message lies, precisely enough to read it again. */
export interface SourceLocation {
  /** Path as given or found, absolute; `-` for standard input. */
  readonly file: string
  /** What the message itself is kept in, whatever archives are around that. */
  readonly format: 'eml' | 'mbox' | 'maildir' | 'emlx' | 'msg' | 'pst'
  /**
   * Where in the file, when it is an archive or an Outlook data file: the path of an entry as the archive writes it
   * (`~` and a number behind it when the archive has the path twice), the number of a node in a .pst; an entry of an
   * archive in an archive has `!/` between both. Hostile text, and only a label: nothing is ever written there.
   */
  readonly item?: string
  /**
   * Byte offset of the message (mbox: of its separator line) in the file, or in the item, after decompression.
   * 0 for a message that is not kept as mail (`rebuilt`).
   */
  readonly offset: number
  /** Bytes it takes there, separator and quoting included; of a message in a .pst the bytes it was rebuilt to. */
  readonly length: number
  /** Container the file was packed in. */
  readonly compression?: 'gzip' | 'zstd'
  /** Folder name, for Maildir++, directory trees, archives and .pst; relative to the input. */
  readonly folder?: string
  /** Labels the mailbox gave the message (Gmail), decoded. Hostile text. */
  readonly labels?: readonly string[]
  /** As the container says. */
  readonly flags?: readonly (
    | 'read'
    | 'replied'
    | 'sent'
    | 'flagged'
    | 'draft'
    | 'trashed'
    | 'passed'
    | 'spam'
  )[]
  /**
   * Parts of the mail that were not kept as they were received and were made again from Outlook's properties. The
   * digest is that of the rebuilt bytes, not of the mail that was sent; no signature over them can be evaluated.
   */
  readonly rebuilt?: readonly ('header' | 'body')[]
  /** The mail program keeps some of the mail's attachments elsewhere: these are not its bytes as received. */
  readonly incomplete?: true
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
  /** As `SourceLocation.item`, when only this item is meant. */
  readonly item?: string
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
  /** At the end of a folder or archive: files in it passed over unread (hidden, or of kinds that are never mail). */
  readonly skipped?: number
}

export type SourceItem = RawMessage | SourceTrouble | SourceProgress
