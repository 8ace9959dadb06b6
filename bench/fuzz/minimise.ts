/**
 * The smallest input found that `fails` still: chunks are left out, large ones first (delta debugging, Zeller and
 * Hildebrandt 2002, without the complements). At most `tries` calls.
 */
export function minimise(
  input: Uint8Array,
  fails: (bytes: Uint8Array) => boolean,
  tries: number,
): Uint8Array {
  let best: Buffer = Buffer.from(input)
  let left = tries
  for (let chunk = Math.ceil(best.length / 2); chunk >= 1 && left > 0; ) {
    let removed = false
    for (let at = 0; at < best.length && left > 0; ) {
      const shorter = Buffer.concat([best.subarray(0, at), best.subarray(at + chunk)])
      left--
      if (fails(shorter)) {
        best = shorter
        removed = true
      } else at += chunk
    }
    if (chunk === 1 && !removed) break
    chunk = removed ? Math.min(chunk, best.length) : Math.floor(chunk / 2)
  }
  return best
}
