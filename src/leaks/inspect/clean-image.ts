/** Pictures written again from their pixels, so that nothing but pixels goes along. */
import { loadPictures } from './picture-library.ts'

/** Pixels of one picture. Attack: a picture of a few kilobytes that is 30,000 pixels wide and high. */
const MAX_PIXELS = 100_000_000

/** The picture in its own format, turned as its orientation says, without metadata; undefined when it cannot be read. */
export async function cleanImage(bytes: Uint8Array, mediaType: string): Promise<Uint8Array | undefined> {
  try {
    const sharp = await loadPictures()
    const animated = mediaType === 'image/gif' || mediaType === 'image/webp'
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, animated }).rotate()
    switch (mediaType) {
      case 'image/jpeg':
        return await picture.toColourspace('srgb').jpeg({ quality: 90 }).toBuffer()
      case 'image/png':
        return await picture.toColourspace('srgb').png().toBuffer()
      case 'image/webp':
        return await picture.toColourspace('srgb').webp({ quality: 90 }).toBuffer()
      case 'image/gif':
        return await picture.gif().toBuffer()
      case 'image/tiff':
        return await picture.toColourspace('srgb').tiff({ compression: 'lzw' }).toBuffer()
      default:
        return undefined
    }
  } catch {
    return undefined
  }
}
