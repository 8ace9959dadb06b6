import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { Gunzip, Inflate, Unzlib } from 'fflate'

/** What came out of one compressed stream. */
export interface Inflated {
  readonly bytes: Buffer
  /** `limit`: there is more, it was not unpacked. `damaged`: the stream broke; `bytes` is what came before. */
  readonly end: 'done' | 'limit' | 'damaged'
}

/**
 * Unpacks deflate (RFC 1951), zlib (RFC 1950) or gzip (RFC 1952, all members) to at most `limit` bytes, whatever
 * size the container declares. Never throws; linear in input and output. Node's zlib is ten times faster, but gives
 * nothing of a stream that is too long or broken: that is left to fflate, which gives what comes before.
 */
export function inflate(packed: Uint8Array, form: 'deflate' | 'zlib' | 'gzip', limit: number): Inflated {
  if (limit <= 0) return { bytes: Buffer.alloc(0), end: packed.length === 0 ? 'done' : 'limit' }
  const options = { maxOutputLength: limit }
  try {
    const bytes =
      form === 'deflate'
        ? inflateRawSync(packed, options)
        : form === 'zlib'
          ? inflateSync(packed, options)
          : gunzipSync(packed, options)
    return { bytes, end: 'done' }
  } catch {
    return inflateBeginning(packed, form, limit)
  }
}

/**
 * Compressed bytes handed over at once. Deflate makes at most 1,032 bytes of one (a match of 258 in two bits), so a
 * step overshoots the limit by 17 MB at worst.
 */
const STEP = 16_384

function inflateBeginning(packed: Uint8Array, form: 'deflate' | 'zlib' | 'gzip', limit: number): Inflated {
  const pieces: Uint8Array[] = []
  let length = 0
  const take = (piece: Uint8Array): void => {
    if (piece.length === 0) return
    pieces.push(piece)
    length += piece.length
  }
  const stream =
    form === 'deflate' ? new Inflate(take) : form === 'zlib' ? new Unzlib(take) : new Gunzip(take)
  try {
    for (let at = 0; at < packed.length && length <= limit; at += STEP)
      stream.push(packed.subarray(at, at + STEP), false)
  } catch {
    // What was taken until here is all there is.
  }
  const bytes = Buffer.concat(pieces)
  return length > limit ? { bytes: bytes.subarray(0, limit), end: 'limit' } : { bytes, end: 'damaged' }
}
