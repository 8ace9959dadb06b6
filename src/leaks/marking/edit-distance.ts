/**
 * Letters to insert, delete or change to make one text of the other (Levenshtein), or `limit + 1` as soon as it is
 * more. Time grows with the product of the lengths: callers bound them.
 */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let previous = Uint32Array.from({ length: other.length + 1 }, (_, i) => i)
  let row = new Uint32Array(other.length + 1)
  for (let i = 1; i <= one.length; i++) {
    row[0] = i
    let least = i
    const letter = one.charCodeAt(i - 1)
    for (let j = 1; j <= other.length; j++) {
      const change = previous[j - 1]! + (letter === other.charCodeAt(j - 1) ? 0 : 1)
      const value = Math.min(change, previous[j]! + 1, row[j - 1]! + 1)
      row[j] = value
      if (value < least) least = value
    }
    if (least > limit) return limit + 1
    const swap = previous
    previous = row
    row = swap
  }
  return Math.min(previous[other.length]!, limit + 1)
}
