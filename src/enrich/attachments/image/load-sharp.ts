import type Sharp from 'sharp'

let loaded: Promise<typeof Sharp> | undefined

/**
 * libvips, loaded at the first picture. Its cache of operations (50 MB a process) serves programs that change the
 * same picture many times, and threads of its own would compete with those that read mail.
 */
export function loadSharp(): Promise<typeof Sharp> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loaded
}
