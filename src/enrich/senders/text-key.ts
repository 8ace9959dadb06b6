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
