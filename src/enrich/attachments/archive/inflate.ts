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
 * @param declared size the container states, if it does: a lie is then noticed before `limit` bytes were made.
 */
export function inflate(
  packed: Uint8Array,
  form: 'deflate' | 'zlib' | 'gzip',
  limit: number,
  declared?: number,
): Inflated {
  if (packed.length === 0) return { bytes: Buffer.alloc(0), end: 'damaged' }
  if (limit <= 0) return { bytes: Buffer.alloc(0), end: 'limit' }
  const expected = declared === undefined || declared === 0 ? limit : declared
  if (expected > limit) return inflateBeginning(packed, form, limit)
  const options = { maxOutputLength: expected, chunkSize: Math.min(MAX_CHUNK, Math.max(MIN_CHUNK, expected)) }
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

const MIN_CHUNK = 1_024
const MAX_CHUNK = 65_536

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
  let whole = false
  try {
    for (let at = 0; at < packed.length && length <= limit; at += STEP)
      stream.push(packed.subarray(at, at + STEP), false)
    // Only a stream that ends inside a block still holds something here, and says so.
    if (length <= limit) stream.push(new Uint8Array(0), true)
    whole = true
  } catch {
    // What was taken until here is all there is.
  }
  const bytes = Buffer.concat(pieces)
  if (length > limit) return { bytes: bytes.subarray(0, limit), end: 'limit' }
  return { bytes, end: whole ? 'done' : 'damaged' }
}
