import type Sharp from 'sharp'

let loaded: Promise<typeof Sharp> | undefined

/** libvips, loaded at the first picture, without its cache of operations. */
export function loadPictures(): Promise<typeof Sharp> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    return sharp
  })
  return loaded
}
