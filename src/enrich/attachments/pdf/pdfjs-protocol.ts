/** What goes to the thread in which pdf.js runs, and what comes back. */
export type PdfjsRequest =
  | {
      readonly kind: 'text'
      /** A copy of the file; the thread keeps it. */
      readonly bytes: Uint8Array
      readonly maxPages: number
      readonly maxCharacters: number
    }
  | {
      readonly kind: 'pictures'
      readonly bytes: Uint8Array
      /** From 1. */
      readonly pages: readonly number[]
      readonly maxPixels: number
    }

export interface TextAnswer {
  readonly kind: 'page'
  /** From 1. */
  readonly number: number
  readonly texts: string[]
  /** Six numbers for each text: x and y of its base line's start, width, height (page units), angle, 1 at a line's end. */
  readonly places: number[]
}

export interface PictureAnswer {
  readonly kind: 'picture'
  /** Page, from 1. */
  readonly number: number
  /** Maps the unit square to the page's own units. */
  readonly matrix: readonly [number, number, number, number, number, number]
  readonly width: number
  readonly height: number
  /** One byte a pixel, 0 black. */
  readonly pixels: Uint8Array
}

export type PdfjsAnswer =
  | { readonly kind: 'ready' }
  | TextAnswer
  | PictureAnswer
  | { readonly kind: 'done'; readonly more: boolean }
  | { readonly kind: 'failed'; readonly why: string }

/** Numbers for each text in `places`. */
export const PLACE_SIZE = 6
