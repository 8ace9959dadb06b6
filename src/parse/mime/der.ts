/** One element of BER or DER (ITU-T X.690 §8.1): where its content lies. */
export interface DerElement {
  /** The first identifier byte: class, constructed bit and low tag number. */
  readonly tag: number
  readonly constructed: boolean
  readonly contentStart: number
  /** End of the content; where the input ends when the element says it is longer. */
  readonly contentEnd: number
  /** First byte after the element, end-of-contents included. */
  readonly end: number
  /** The input ends inside the element. */
  readonly cut: boolean
}

export const TAG_INTEGER = 0x02
export const TAG_OCTETS = 0x04
export const TAG_OID = 0x06
export const TAG_SEQUENCE = 0x30
export const TAG_SET = 0x31
/** Context-specific, constructed, number 0: `[0] EXPLICIT`. */
export const TAG_EXPLICIT_0 = 0xa0
/** An octet string in pieces (X.690 §8.7.3). */
export const TAG_OCTETS_IN_PIECES = 0x24

/** The element at `at`; undefined when there is none that makes sense. Linear in the element, no recursion. */
export function readElement(bytes: Buffer, at: number, end: number): DerElement | undefined {
  const head = readHead(bytes, at, end)
  if (!head) return undefined
  const { tag, contentStart, length } = head
  const constructed = (tag & 0x20) !== 0
  if (length !== undefined) {
    const wanted = contentStart + length
    const contentEnd = Math.min(wanted, end)
    return { tag, constructed, contentStart, contentEnd, end: contentEnd, cut: wanted > end }
  }
  // Indefinite length (X.690 §8.1.3.6): elements follow up to two zero bytes. Nested ones only need counting.
  if (!constructed) return undefined
  let open = 1
  let next = contentStart
  while (next < end) {
    if (bytes[next] === 0 && next + 1 < end && bytes[next + 1] === 0) {
      next += 2
      if (--open === 0) return { tag, constructed, contentStart, contentEnd: next - 2, end: next, cut: false }
      continue
    }
    const inner = readHead(bytes, next, end)
    if (!inner) break
    if (inner.length === undefined) {
      if ((inner.tag & 0x20) === 0) break
      open++
      next = inner.contentStart
    } else next = inner.contentStart + inner.length
  }
  return { tag, constructed, contentStart, contentEnd: end, end, cut: true }
}

interface Head {
  readonly tag: number
  readonly contentStart: number
  /** Undefined when indefinite. */
  readonly length?: number
}

function readHead(bytes: Buffer, at: number, end: number): Head | undefined {
  const tag = bytes[at]
  if (tag === undefined || at + 1 >= end) return undefined
  let next = at + 1
  if ((tag & 0x1f) === 0x1f) {
    // A tag number of several bytes (X.690 §8.1.2.4). Nothing read here has one, but it has to be stepped over.
    while (next < end && ((bytes[next] as number) & 0x80) !== 0 && next - at < 6) next++
    next++
  }
  const first = bytes[next]
  if (first === undefined || next >= end) return undefined
  next++
  if (first < 0x80) return { tag, contentStart: next, length: first }
  if (first === 0x80) return { tag, contentStart: next }
  const count = first & 0x7f
  // Six bytes of length are more than any file has.
  if (count > 6 || next + count > end) return undefined
  return { tag, contentStart: next + count, length: bytes.readUIntBE(next, count) }
}
