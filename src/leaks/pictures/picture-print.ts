// Perceptual hash of a page or picture: what stays when it is scaled, compressed, printed and scanned straight. The
// usual method (DCT of a small grey picture, signs against the median; Zauner, Implementation and benchmarking of
// perceptual image hash functions, 2010).
import type { PicturePrint } from '../../model/document.ts'

/** Side of the small grey picture that is hashed. */
export const GREY_SIDE = 32
const KEPT = 8

/** cos((2x + 1) u π / 2n) for the KEPT lowest frequencies. */
const COSINES = Float64Array.from({ length: KEPT * GREY_SIDE }, (_, i) =>
  Math.cos(((2 * (i % GREY_SIDE) + 1) * Math.floor(i / GREY_SIDE) * Math.PI) / (2 * GREY_SIDE)),
)

/**
 * The print of a picture scaled to GREY_SIDE by GREY_SIDE grey bytes, row by row. Undefined for an even surface, which
 * looks like every other one. Throws TypeError for another number of bytes.
 */
export function picturePrint(grey: Uint8Array): PicturePrint | undefined {
  if (grey.length !== GREY_SIDE * GREY_SIDE)
    throw new TypeError(`${grey.length} bytes are no ${GREY_SIDE}² picture`)
  let [low, high] = [255, 0]
  for (const value of grey) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (high - low < 8) return undefined
  const rows = new Float64Array(GREY_SIDE * KEPT)
  for (let y = 0; y < GREY_SIDE; y++)
    for (let u = 0; u < KEPT; u++) {
      let sum = 0
      for (let x = 0; x < GREY_SIDE; x++)
        sum += (grey[y * GREY_SIDE + x] as number) * (COSINES[u * GREY_SIDE + x] as number)
      rows[y * KEPT + u] = sum
    }
  const values: number[] = []
  for (let v = 0; v < KEPT; v++)
    for (let u = 0; u < KEPT; u++) {
      let sum = 0
      for (let y = 0; y < GREY_SIDE; y++)
        sum += (rows[y * KEPT + u] as number) * (COSINES[v * GREY_SIDE + y] as number)
      values.push(sum)
    }
  // brightness says nothing
  const [, ...rest] = values
  const sorted = rest.toSorted((a, b) => a - b)
  const median = ((sorted[31] as number) + (sorted[30] as number)) / 2
  let print = ''
  for (let i = 0; i < 64; i += 4) {
    let digit = 0
    for (let bit = 0; bit < 4; bit++)
      digit = digit * 2 + (i + bit > 0 && (values[i + bit] as number) > median ? 1 : 0)
    print += digit.toString(16)
  }
  return print
}

/** Bits in which two prints differ, 0 to 64. */
export function pictureDistance(a: PicturePrint, b: PicturePrint): number {
  let distance = 0
  for (let i = 0; i < 16; i += 8) {
    let bits = (Number.parseInt(a.slice(i, i + 8), 16) ^ Number.parseInt(b.slice(i, i + 8), 16)) >>> 0
    for (; bits !== 0; bits = (bits & (bits - 1)) >>> 0) distance++
  }
  return distance
}

/** Two pictures of unrelated pages differ in about 32 bits; of text pages, which look alike, in 20. */
const SAME_PAGE = 8

/** Pictures that show the same page, nearest first. */
export function nearestPictures<T extends { readonly print: PicturePrint }>(
  print: PicturePrint,
  pictures: readonly T[],
): readonly (T & { readonly distance: number })[] {
  return pictures
    .map((each) => ({ ...each, distance: pictureDistance(print, each.print) }))
    .filter(({ distance }) => distance <= SAME_PAGE)
    .sort((a, b) => a.distance - b.distance)
}
