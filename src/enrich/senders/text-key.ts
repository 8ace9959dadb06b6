/**
 * 53-bit hash of a string, for sets of many Message-IDs and subjects that must stay small. Two FNV-1a lanes; a
 * collision makes one unanchored reply look anchored, about one in 10^10 at a million keys.
 */
export function textKey(text: string): number {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
  }
  return (low >>> 0) * 0x200000 + ((high >>> 0) & 0x1fffff)
}

/** A key for two numbers, the first a key itself: "this sender in that thread". As wide as a key of a text. */
export function pairKey(key: number, number: number): number {
  const top = Math.floor(key / 0x1_0000_0000)
  let low = Math.imul((key >>> 0) ^ Math.imul(number, 0x9e3779b1), 0x85ebca6b)
  let high = Math.imul(top ^ Math.imul(number + 0x2545, 0xc2b2ae35) ^ (low >>> 13), 0x01000193)
  low = Math.imul(low ^ (low >>> 15) ^ high, 0x9e3779b1)
  high = Math.imul(high ^ (high >>> 16) ^ (low >>> 11), 0x85ebca6b)
  high ^= high >>> 14
  return (low >>> 0) * 0x200000 + ((high >>> 0) & 0x1fffff)
}
