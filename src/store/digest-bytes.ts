import type { Digest } from '../model/bytes.ts'

const PREFIX = 'sha256:'
const HEX_DIGITS = 64
const PATTERN = /^sha256:[0-9a-f]{64}$/

/** The 32 bytes of a digest. Throws TypeError when it is none. */
export function digestBytes(digest: Digest): Uint8Array {
  if (!PATTERN.test(digest)) throw new TypeError(`not a digest: ${JSON.stringify(digest)}`)
  return Buffer.from(digest.slice(PREFIX.length), 'hex')
}

export function digestOf(bytes: Uint8Array): Digest {
  return `${PREFIX}${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`
}

/** Fewer hex digits than this would match messages by chance. */
export const DIGEST_PREFIX_DIGITS = 4

/** First and last digest that start with these hex digits (`sha256:` may stand before); undefined for anything else. */
export function digestRange(
  prefix: string,
): { readonly first: Uint8Array; readonly last: Uint8Array } | undefined {
  const hex = prefix
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '')
  if (hex.length < DIGEST_PREFIX_DIGITS || hex.length > HEX_DIGITS || !/^[0-9a-f]*$/.test(hex))
    return undefined
  return {
    first: Buffer.from(hex.padEnd(HEX_DIGITS, '0'), 'hex'),
    last: Buffer.from(hex.padEnd(HEX_DIGITS, 'f'), 'hex'),
  }
}

/** Bytes of a digest that make its tie; the most that fit a JavaScript integer. */
const TIE_BYTES = 6

/** The beginning of a digest as a number: it sorts like the digest, and takes a fifth of the room in an index. */
export function digestTie(digest: Uint8Array): number {
  let tie = 0
  for (let i = 0; i < TIE_BYTES; i++) tie = tie * 256 + (digest[i] ?? 0)
  return tie
}
