const CLEAR = 256
const END = 257

/**
 * LZW as PDF uses it (ISO 32000-1 §7.4.4): codes of 9 to 12 bits, high bits first. Stops at `limit` bytes, at the
 * end code, or at a code that cannot be.
 * @param early 1 when the code length grows one code early, which is the default.
 */
export function lzwDecode(
  data: Buffer,
  early: number,
  limit: number,
): { readonly data: Buffer; readonly complete: boolean; readonly bomb: boolean } {
  // Each entry is a byte after an earlier entry.
  const before = new Uint16Array(4096)
  const last = new Uint8Array(4096)
  const length = new Uint16Array(4096)
  for (let i = 0; i < 256; i++) {
    last[i] = i
    length[i] = 1
  }
  let out = Buffer.allocUnsafe(Math.min(limit, Math.max(1024, data.length * 4)))
  let size = 0
  let next = 258
  let bits = 9
  let hold = 0
  let held = 0
  let previous = -1
  let complete = false
  let bomb = false
  for (let i = 0; ; ) {
    while (held < bits && i < data.length) {
      hold = ((hold << 8) | (data[i++] ?? 0)) & 0xffffff
      held += 8
    }
    if (held < bits) {
      complete = true
      break
    }
    const code = (hold >> (held - bits)) & ((1 << bits) - 1)
    held -= bits
    if (code === END) {
      complete = true
      break
    }
    if (code === CLEAR) {
      next = 258
      bits = 9
      previous = -1
      continue
    }
    if (code > next || (code === next && previous < 0) || (code >= 256 && code < 258)) break
    const known = code < next
    const source = known ? code : previous
    const count = (length[source] ?? 0) + (known ? 0 : 1)
    if (size + count > limit) {
      bomb = true
      break
    }
    if (size + count > out.length) {
      const larger = Buffer.allocUnsafe(Math.min(limit, Math.max(out.length * 2, size + count)))
      out.copy(larger, 0, 0, size)
      out = larger
    }
    let at = size + (length[source] ?? 0) - 1
    let entry = source
    while (at >= size) {
      out[at--] = last[entry] ?? 0
      entry = before[entry] ?? 0
    }
    if (!known) out[size + count - 1] = out[size] ?? 0
    if (previous >= 0 && next < 4096) {
      before[next] = previous
      last[next] = out[size] ?? 0
      length[next] = (length[previous] ?? 0) + 1
      next++
      if (next + early >= 1 << bits && bits < 12) bits++
    }
    previous = code
    size += count
  }
  return { data: out.subarray(0, size), complete, bomb }
}
