import type { OpenBudget } from '../open-budget.ts'
import { readCodes } from './code-reader.ts'
import { loadSharp } from './load-sharp.ts'
import type { FoundCode, GreyPicture } from './picture.ts'

/** A QR code has at least 21 modules (Micro QR 11); smaller pictures are dots and spacers. */
const SMALLEST_SIDE = 20
/** Longest side of the first try; a code of 57 modules on a whole page has two pixels a module then. */
export const FIRST_SIDE = 1_600
/** Longest side looked at in tiles, for small codes on large pictures; a tile holds a code of up to the overlap. */
export const LARGEST_SIDE = 3_200
const TILE = 1_200
const OVERLAP = 300
/** Below this side a picture is enlarged: modules of one or two pixels, smoothed by the mail's designer. */
const SMALL_SIDE = 420
const ENLARGED = 3
/** Shades between the darkest and the lightest; above it a picture needs no stretching. */
const GOOD_CONTRAST = 160
/** Below it a picture is one colour. */
const NO_CONTRAST = 4
/** Milliseconds that must be left for another try. */
const TRY_COST = 300

/**
 * Codes in a picture, by several tries that end with the first that finds one: reduced, piece by piece, with contrast
 * stretched, enlarged. (Turned, mirrored and inverted pictures are tried each time.) Boxes count in the picture given.
 * `onLate` is called when the time of a budget with a clock left no room for a try.
 */
export async function findCodes(
  picture: GreyPicture,
  budget: OpenBudget,
  onLate: () => void,
): Promise<readonly FoundCode[]> {
  if (Math.min(picture.width, picture.height) < SMALLEST_SIDE) return []
  budget.work(picture.pixels.length >> 4)
  const { low, high } = shades(picture.pixels)
  if (high - low < NO_CONTRAST) return []
  const inTime = (): boolean => {
    const left = budget.timeLeft() > TRY_COST
    if (!left) onLate()
    return left
  }
  const longest = Math.max(picture.width, picture.height)
  const first = longest > FIRST_SIDE ? await resized(picture, FIRST_SIDE / longest) : picture
  const found = await tried(first, picture)
  if (found.length > 0) return found
  if (longest > FIRST_SIDE) {
    const again = await inTiles(picture, inTime)
    if (again.length > 0) return again
  }
  if (high - low < GOOD_CONTRAST && inTime()) {
    const again = await tried(stretched(first, low, high), picture)
    if (again.length > 0) return again
  }
  if (longest <= SMALL_SIDE) return tried(await resized(stretched(picture, low, high), ENLARGED), picture)
  return []
}

async function inTiles(picture: GreyPicture, inTime: () => boolean): Promise<readonly FoundCode[]> {
  const codes = new Map<string, FoundCode>()
  for (let top = 0; top === 0 || top + OVERLAP < picture.height; top += TILE - OVERLAP)
    for (let left = 0; left === 0 || left + OVERLAP < picture.width; left += TILE - OVERLAP) {
      if (!inTime()) return [...codes.values()]
      for (const { text, box } of await readCodes(tileOf(picture, left, top))) {
        const [x0, y0, x1, y1] = box
        if (!codes.has(text)) codes.set(text, { text, box: [left + x0, top + y0, left + x1, top + y1] })
      }
    }
  return [...codes.values()]
}

function tileOf(picture: GreyPicture, left: number, top: number): GreyPicture {
  const width = Math.min(TILE, picture.width - left)
  const height = Math.min(TILE, picture.height - top)
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const start = (top + y) * picture.width + left
    pixels.set(picture.pixels.subarray(start, start + width), y * width)
  }
  return { pixels, width, height }
}

/** Reads and gives the boxes in the measure of the original. */
async function tried(picture: GreyPicture, original: GreyPicture): Promise<readonly FoundCode[]> {
  const scale = original.width / picture.width
  const codes = await readCodes(picture)
  return codes.map(({ text, box: [left, top, right, bottom] }) => ({
    text,
    box: [
      Math.round(left * scale),
      Math.round(top * scale),
      Math.round(right * scale),
      Math.round(bottom * scale),
    ],
  }))
}

async function resized(picture: GreyPicture, scale: number): Promise<GreyPicture> {
  const sharp = await loadSharp()
  const { width, height } = picture
  const { data, info } = await sharp(picture.pixels, { raw: { width, height, channels: 1 } })
    .resize({
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
      fit: 'fill',
    })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

/** Pixels of the sample that are taken for dust; a code of 70 by 70 pixels leaves more of them on any page. */
const DUST = 50

/** Darkest and lightest shade, single stray pixels left out. */
function shades(pixels: Uint8Array): { readonly low: number; readonly high: number } {
  const counts = new Uint32Array(256)
  // An odd step does not fall into the rhythm of rows.
  const step = 2 * Math.floor(pixels.length / 1_000_000) + 1
  for (let i = 0; i < pixels.length; i += step) {
    const pixel = pixels[i] ?? 0
    counts[pixel] = (counts[pixel] ?? 0) + 1
  }
  const share = Math.min(DUST, pixels.length / step / 2_000)
  let low = 0
  for (let sum = counts[0] ?? 0; sum <= share && low < 255; sum += counts[low] ?? 0) low++
  let high = 255
  for (let sum = counts[255] ?? 0; sum <= share && high > 0; sum += counts[high] ?? 0) high--
  return { low, high }
}

function stretched(picture: GreyPicture, low: number, high: number): GreyPicture {
  const to = new Uint8Array(256)
  for (let i = 0; i < 256; i++)
    to[i] = Math.min(255, Math.max(0, Math.round(((i - low) * 255) / Math.max(1, high - low))))
  return { ...picture, pixels: picture.pixels.map((pixel) => to[pixel] ?? 0) }
}
