/** Addresses a person may have meant. */

/** Suggestions made. */
const SUGGESTED = 5
/** Longest address compared letter by letter. Attack: addresses of kilobytes make the comparison slow. */
const COMPARED_LENGTH = 100
/** Most edits between a typed address and one it may have meant, and letters there must be for each. */
const EDITS = 3
const LETTERS_PER_EDIT = 8

/**
 * Known addresses nearest to what was typed: those that hold its words, and those a few edits away; nearest first,
 * and of those equally near the one with most mail. `known` comes in that order.
 */
export function nearestAddresses(
  typed: string,
  known: readonly { readonly address: string; readonly messages: number }[],
): readonly { readonly address: string; readonly messages: number }[] {
  const wanted = typed.trim().toLowerCase().slice(0, COMPARED_LENGTH)
  const [local = ''] = wanted.split('@')
  const words = wanted.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2)
  const found: { address: string; messages: number; distance: number }[] = []
  for (const { address, messages } of known) {
    if (address === '' || address.length > COMPARED_LENGTH) continue
    const [knownLocal = ''] = address.split('@')
    // Two short addresses are always a few edits apart.
    const edits = Math.max(1, Math.min(EDITS, Math.floor(address.length / LETTERS_PER_EDIT)))
    let distance = local.length > 2 ? editDistance(wanted, address, edits) : Infinity
    // The right person at another provider is nearer than another person at the same one.
    if (local.length > 2) distance = Math.min(distance, 0.5 + editDistance(local, knownLocal, 1))
    if (words.length > 0) {
      const held = words.filter((word) => address.includes(word)).length
      if (held === words.length) distance = Math.min(distance, 0.25)
      else if (words.some((word) => knownLocal.includes(word))) distance = Math.min(distance, EDITS)
    }
    if (distance <= EDITS) found.push({ address, messages, distance })
  }
  return found
    .sort((a, b) => a.distance - b.distance || b.messages - a.messages)
    .slice(0, SUGGESTED)
    .map(({ address, messages }) => ({ address, messages }))
}

/** Levenshtein distance, Infinity when it is more than `most`; looks only at a band of that width. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = new Array<number>(b.length + 1).fill(Infinity)
    if (i <= most) next[0] = i
    let least = next[0] ?? Infinity
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const replaced = (row[j - 1] ?? Infinity) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const cell = Math.min(replaced, (row[j] ?? Infinity) + 1, (next[j - 1] ?? Infinity) + 1)
      next[j] = cell
      least = Math.min(least, cell)
    }
    if (least > most) return Infinity
    row = next
  }
  const distance = row[b.length] ?? Infinity
  return distance <= most ? distance : Infinity
}
