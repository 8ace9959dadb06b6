/**
 * Names of elements and attributes, one string for each: mail repeats a few dozen of them thousands of times, and
 * making, hashing and comparing a string for each is much of what reading HTML costs.
 */
const SLOTS = 1 << 11
/** Longer names are not kept: they do not repeat. */
const KEPT_LENGTH = 32
const slots: (string | undefined)[] = new Array(SLOTS).fill(undefined)

/** The name at `[from, to)` of a text: ASCII letters lower case, NUL as U+FFFD (HTML Standard §13.2.5.8). */
export function htmlName(html: string, from: number, to: number): string {
  const length = to - from
  if (length > KEPT_LENGTH) return lower(html.slice(from, to))
  let hash = length
  for (let i = from; i < to; i++) {
    const c = html.charCodeAt(i)
    hash = Math.imul(hash ^ (c >= 65 && c <= 90 ? c | 32 : c), 0x01000193)
  }
  const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
  const known = slots[slot]
  if (known !== undefined && known.length === length && isName(known, html, from)) return known
  const name = internal(lower(html.slice(from, to)))
  slots[slot] = name
  return name
}

function isName(name: string, html: string, from: number): boolean {
  for (let i = 0; i < name.length; i++) {
    const c = html.charCodeAt(from + i)
    if (name.charCodeAt(i) !== (c >= 65 && c <= 90 ? c | 32 : c)) return false
  }
  return true
}

/** ASCII letters only: `K` (Kelvin) is not `k` to HTML. */
const lower = (text: string): string =>
  text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase()).replaceAll('\0', '\ufffd')

/** The engine keeps one copy of what was once the name of a property, and compares such strings by address. */
const internal = (text: string): string => Object.keys({ [text]: 0 })[0] ?? text
