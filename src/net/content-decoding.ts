import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'

/** What came out, and how far it can be believed. */
export interface DecodedContent {
  readonly bytes: Uint8Array
  /** More would have come out than the limit allows. */
  readonly cut: boolean
  /** Why it could not be decoded to its end; `bytes` holds what came before. */
  readonly failed?: string
}

/** Servers use one coding, rarely two. Attack: a header of thirty layers, each a bomb for the one below. */
const CODINGS = 3

/**
 * Takes off Content-Encoding (RFC 9110 §8.4: gzip, deflate with or without zlib header, br, zstd), outermost last in
 * the field. No layer gives more than `limit` bytes. With `whole` false the input is known to be cut, and an end in
 * the middle is no failure. Never rejects.
 */
export async function decodeContent(
  bytes: Uint8Array,
  encoding: string,
  limit: number,
  whole: boolean,
): Promise<DecodedContent> {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length > CODINGS)
    return { bytes: new Uint8Array(), cut: false, failed: 'too many layers of coding' }
  let content: DecodedContent = { bytes, cut: false }
  let complete = whole
  for (const coding of codings.reverse()) {
    if (content.bytes.length === 0) return content
    content = await decodeLayer(content.bytes, coding, limit, complete)
    if (content.failed !== undefined) return content
    complete &&= !content.cut
  }
  const cut = content.cut || content.bytes.length > limit || (whole && !complete)
  return { bytes: content.bytes.subarray(0, limit), cut }
}

function decodeLayer(
  bytes: Uint8Array,
  coding: string,
  limit: number,
  whole: boolean,
): Promise<DecodedContent> {
  const decoder = decoderOf(coding, bytes)
  if (decoder === undefined)
    return Promise.resolve({
      bytes: new Uint8Array(),
      cut: false,
      failed: `unknown coding ${coding.slice(0, 20)}`,
    })
  return new Promise((done) => {
    const chunks: Buffer[] = []
    let size = 0
    let cut = false
    decoder.on('data', (chunk: Buffer) => {
      if (cut) return
      chunks.push(chunk)
      size += chunk.length
      if (size > limit) {
        cut = true
        decoder.destroy()
      }
    })
    // Stays for good: a decoder may report an error again after it ended, and that must not end the process.
    decoder.on('error', (error) => {
      const out = Buffer.concat(chunks).subarray(0, limit)
      if (cut || (!whole && size > 0)) done({ bytes: out, cut })
      else done({ bytes: out, cut: false, failed: `not ${coding}: ${error.message.slice(0, 80)}` })
    })
    decoder.on('close', () => done({ bytes: Buffer.concat(chunks).subarray(0, limit), cut }))
    decoder.end(bytes)
  })
}

function decoderOf(coding: string, bytes: Uint8Array): ReturnType<typeof createGunzip> | undefined {
  const flush = { finishFlush: constants.Z_SYNC_FLUSH }
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(flush)
    case 'deflate':
      return hasZlibHeader(bytes) ? createInflate(flush) : createInflateRaw(flush)
    case 'br':
      return createBrotliDecompress()
    case 'zstd':
      return createZstdDecompress()
    default:
      return undefined
  }
}

/** RFC 1950 §2.2; servers send the bare stream of RFC 1951 as well. */
const hasZlibHeader = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
