import { Gunzip, Inflate, Unzlib } from 'fflate'

/** What came out of one compressed stream. */
export interface Inflated {
  readonly bytes: Buffer
  /** `limit`: there is more, it was not unpacked. `damaged`: the stream broke; `bytes` is what came before. */
  readonly end: 'done' | 'limit' | 'damaged'
}

/**
 * Compressed bytes handed over at once. Deflate makes at most 1,032 bytes of one (a match of 258 in two bits), so a
 * step overshoots the limit by 17 MB at worst.
 */
const STEP = 16_384

/**
 * Unpacks deflate (RFC 1951), zlib (RFC 1950) or gzip (RFC 1952, all members) to at most `limit` bytes, whatever
 * size the container declares. Never throws; linear in input and output.
 */
export function inflate(packed: Uint8Array, form: 'deflate' | 'zlib' | 'gzip', limit: number): Inflated {
  const pieces: Uint8Array[] = []
  let length = 0
  const take = (piece: Uint8Array): void => {
    if (piece.length === 0) return
    pieces.push(piece)
    length += piece.length
  }
  const stream =
    form === 'deflate' ? new Inflate(take) : form === 'zlib' ? new Unzlib(take) : new Gunzip(take)
  let end: Inflated['end'] = 'done'
  try {
    for (let at = 0; at < packed.length && length <= limit; at += STEP)
      stream.push(packed.subarray(at, at + STEP), false)
    // Only a stream that ends inside a block still holds something here, and says so.
    if (length <= limit) stream.push(new Uint8Array(0), true)
  } catch {
    end = 'damaged'
  }
  if (length > limit) end = 'limit'
  const bytes = Buffer.concat(pieces)
  return { bytes: length > limit ? bytes.subarray(0, limit) : bytes, end }
}
