import type { Digest } from './bytes.ts'
import type { SourceLocation } from './source.ts'

/** What a document is: a file a mail carried, the text of a mail itself, or a file a person named. */
export type DocumentForm = 'attachment' | 'mail-text' | 'registered'

/** Where the text of a document can be read again. It is never kept. */
export type DocumentPlace =
  | {
      readonly kind: 'mail'
      readonly message: Digest
      readonly part: string
      readonly source?: SourceLocation
    }
  | { readonly kind: 'file'; readonly path: string }

/** A text or file that passed: one version, told apart from others by its bytes. */
export interface Document {
  readonly kind: 'document'
  /** SHA-256 of the file's bytes; of a mail's text, of its UTF-8. */
  readonly id: Digest
  readonly form: DocumentForm
  /** File name, or the subject of the mail. Hostile text. */
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly place: DocumentPlace
  /** Letters and digits in its text; 0 when it has none that could be read. */
  readonly letters: number
}

/** Winnowed hashes of a text: enough to tell where a part of it stands, too little to read it. */
export interface Fingerprint {
  /** 32 bits each, in the order of the text. */
  readonly pieces: Uint32Array
  /** Letters and digits of the text. */
  readonly letters: number
}

/** A picture of a page: 64-bit perceptual hash, 16 hex digits. */
export type PicturePrint = string

/** How a page looks: a map of its ink, one hex digit a cell (`leaks/pictures/page-print.ts`). */
export type PagePrint = string

/** A page of a document, or a picture as its one page. */
export interface DocumentPage {
  /** From 1. */
  readonly page: number
  readonly print: PagePrint
}
