/**
 * The code of a copy: one fair bit for each place, from HMAC-SHA-256 (RFC 2104) of the key over the document, the
 * recipient and the place. Fair bits are best while one copy leaks (reference/methods.md §6.4), and make the chance of
 * an innocent agreement an exact binomial tail, whatever the text says.
 */
import { createHmac } from 'node:crypto'

/** Bytes of a key. Shorter ones are refused by `markBit`. */
export const MARK_KEY_BYTES = 32

/** Two spellings of an address that differ in case or composition are one recipient. */
export const sameRecipient = (recipient: string): string => recipient.trim().normalize('NFC').toLowerCase()

/**
 * The bit of one place in one recipient's copy. The key never appears in the result. Throws `TypeError` for a key of
 * another length.
 */
export function markBit(key: Uint8Array, document: string, recipient: string, place: number): 0 | 1 {
  if (key.length !== MARK_KEY_BYTES) throw new TypeError(`a key has ${MARK_KEY_BYTES} bytes`)
  const hmac = createHmac('sha256', key)
  // Lengths go first, so that no two triples give the same bytes.
  for (const part of ['counterfoil mark 1', document, sameRecipient(recipient), String(place)]) {
    const bytes = Buffer.from(part)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hmac.update(length).update(bytes)
  }
  return (hmac.digest()[0]! & 1) as 0 | 1
}

/** The bits of a copy at these places. */
export function markBits(
  key: Uint8Array,
  document: string,
  recipient: string,
  places: readonly number[],
): Uint8Array {
  return Uint8Array.from(places, (place) => markBit(key, document, recipient, place))
}
