/** What the first bytes of a line tell: enough to know a header line (RFC 5322 §2.2) from text. */

/** Longer names do not occur; also how far must be looked to recognise a field. */
export const FIELD_NAME_LIMIT = 100

const COLON = 0x3a

/**
 * Index of the colon when a header field begins at `at`: a name of printable ASCII, then optional blanks
 * (RFC 5322 §4.5 allows them) and a colon. -1 otherwise.
 */
export function fieldColon(view: Uint8Array, at: number, end: number): number {
  const stop = Math.min(end, at + FIELD_NAME_LIMIT)
  let index = at
  while (index < stop && view[index]! > 0x20 && view[index]! < 0x7f && view[index] !== COLON) index++
  if (index === at) return -1
  while (index < stop && (view[index] === 0x20 || view[index] === 0x09)) index++
  return view[index] === COLON && index < stop ? index : -1
}
