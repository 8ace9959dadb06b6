/**
 * The code of a copy: one fair bit for each place, from HMAC-SHA-256 (RFC 2104) of the key over the document, the
 * recipient and the place. Fair bits are best while one copy leaks (reference/methods.md §6.4), and make the chance of
 * an innocent agreement an exact binomial tail, whatever the text says.
 */
import { createHmac } from 'node:crypto'

/** Bytes of a key. Shorter ones are refused by `copyBits`. */
export const MARK_KEY_BYTES = 32

/** Two spellings of an address that differ in case or composition are one recipient. */
export const sameRecipient = (recipient: string): string => recipient.trim().normalize('NFC').toLowerCase()

/** Bits that one HMAC gives. */
const BLOCK_BITS = 256

/** The bit of a place, by its number in the plan. */
export type CopyBits = (place: number) => 0 | 1

/**
 * The bits of one recipient's copy of one document. The key never appears in them. Throws `TypeError` for a key of
 * another length.
 */
export function copyBits(key: Uint8Array, document: string, recipient: string): CopyBits {
  if (key.length !== MARK_KEY_BYTES) throw new TypeError(`a key has ${MARK_KEY_BYTES} bytes`)
  const blocks = new Map<number, Uint8Array>()
  return (place) => {
    const number = Math.floor(place / BLOCK_BITS)
    let block = blocks.get(number)
    if (!block) {
      block = keyed(key, ['counterfoil mark 1', document, sameRecipient(recipient), String(number)])
      blocks.set(number, block)
    }
    const bit = place % BLOCK_BITS
    return ((block[bit >> 3]! >> (bit & 7)) & 1) as 0 | 1
  }
}

/** Lengths go before the parts, so that no two lists of parts give the same bytes. */
function keyed(key: Uint8Array, parts: readonly string[]): Uint8Array {
  const hmac = createHmac('sha256', key)
  for (const part of parts) {
    const bytes = Buffer.from(part)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hmac.update(length).update(bytes)
  }
  return hmac.digest()
}
