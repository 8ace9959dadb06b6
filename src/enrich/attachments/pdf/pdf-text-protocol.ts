/** What goes to the thread that reads text, and what comes back. */
export interface PdfTextRequest {
  /** A copy of the file; the thread keeps it. */
  readonly bytes: Uint8Array
  readonly maxPages: number
  readonly maxCharacters: number
}

export type PdfTextAnswer =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'page'
      /** From 1. */
      readonly number: number
      readonly texts: string[]
      /** Six numbers for each text: x and y of its base line's start, width, height (page units), angle, 1 at a line's end. */
      readonly places: number[]
    }
  | { readonly kind: 'done'; readonly more: boolean }
  | { readonly kind: 'failed'; readonly why: string }

/** Numbers for each text in `places`. */
export const PLACE_SIZE = 6
