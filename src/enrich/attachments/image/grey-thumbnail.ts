import { loadSharp } from './load-sharp.ts'

/** Pixels of a picture that is unpacked. Attack: a PNG of a few kilobytes that unpacks to gigapixels. */
const PIXELS = 50_000_000

/**
 * A picture scaled to a square of so many grey bytes, row by row, for comparing how pictures look. Undefined for what is
 * no picture or damaged from the start.
 */
export async function greyThumbnail(bytes: Uint8Array, side: number): Promise<Uint8Array | undefined> {
  try {
    const sharp = await loadSharp()
    return await sharp(bytes, { limitInputPixels: PIXELS, failOn: 'none', pages: 1 })
      .rotate()
      .flatten({ background: '#fff' })
      .greyscale()
      .resize(side, side, { fit: 'fill' })
      .raw()
      .toBuffer()
  } catch {
    return undefined
  }
}
