/** A picture in shades of grey, one byte a pixel, rows from the top. */
export interface GreyPicture {
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
}

/** A code that a camera would read, and where: pixels from the top left corner. */
export interface FoundCode {
  readonly text: string
  readonly box: readonly [left: number, top: number, right: number, bottom: number]
}
