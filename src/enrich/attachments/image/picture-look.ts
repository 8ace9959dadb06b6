import { loadSharp } from './load-sharp.ts'
import type { GreyPicture } from './picture.ts'

/** Pixels of a picture that is unpacked. Attack: a PNG of a few kilobytes that unpacks to gigapixels. */
const PIXELS = 50_000_000

/**
 * A picture upright and grey, its longer side at most so many pixels, for comparing how pages look. Undefined for what
 * is no picture or damaged from the start.
 */
export async function pictureLook(bytes: Uint8Array, longest: number): Promise<GreyPicture | undefined> {
  try {
    const sharp = await loadSharp()
    const { data, info } = await sharp(bytes, { limitInputPixels: PIXELS, failOn: 'none', pages: 1 })
      .rotate()
      .flatten({ background: '#fff' })
      .greyscale()
      .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { pixels: data, width: info.width, height: info.height }
  } catch {
    return undefined
  }
}
