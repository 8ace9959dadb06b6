import { Damage } from './sqlite-trouble.ts'

/** A message that holds a value, and the places it stands in there: a bit set, see observables.ts. */
export interface Posting {
  readonly message: number
  readonly places: number
}

/**
 * Bytes after which a list goes on in another piece. Larger pieces take less room for their keys, and cost more for
 * each message that comes to a value which stands in every mail.
 */
export const PIECE_BYTES = 512
/** The longest posting: two numbers of eight bytes at most. */
const LONGEST = 16

/**
 * Postings as bytes, by message: numbers of seven bits to a byte, the lowest first (LEB128). The first number of a
 * posting is twice the distance to the message before (to 0 in the first one), and one more when its places are
 * others than those before; then they follow: twice the index of a single place and one more, or twice the set.
 * A value that stands in every mail of a list takes a byte for each.
 */
export interface PostingWriter {
  /** Messages come in ascending order. */
  add(message: number, places: number): void
  readonly length: number
  /** A copy of what was written. */
  bytes(): Uint8Array
  /** Begins again, behind bytes written before (empty: from the start). */
  begin(data: Uint8Array): void
  /** Of the last posting; 0 without one. */
  readonly lastMessage: number
}

export function postingWriter(): PostingWriter {
  const buffer = new Uint8Array(2 * PIECE_BYTES)
  let length = 0
  let message = 0
  let places = 0
  const put = (number: number): void => {
    let left = number
    while (left >= 0x80) {
      buffer[length++] = (left % 0x80) | 0x80
      left = Math.floor(left / 0x80)
    }
    buffer[length++] = left
  }
  return {
    add(next, its) {
      if (length + LONGEST > buffer.length) throw new RangeError('the piece is full')
      if (its === places) put((next - message) * 2)
      else {
        put((next - message) * 2 + 1)
        put((its & (its - 1)) === 0 ? 2 * (31 - Math.clz32(its)) + 1 : 2 * its)
      }
      message = next
      places = its
    },
    get length() {
      return length
    },
    bytes: () => buffer.slice(0, length),
    begin(data) {
      if (data.length > PIECE_BYTES + LONGEST) throw new Damage('a list of postings is too long')
      buffer.set(data)
      length = data.length
      message = 0
      places = 0
      if (length > 0) {
        const last = postingsOf(data).at(-1)
        message = last?.message ?? 0
        places = last?.places ?? 0
      }
    },
    get lastMessage() {
      return message
    },
  }
}

/** The postings that bytes hold, by message. Throws Damage for bytes that no writer made. */
export function postingsOf(data: Uint8Array): readonly Posting[] {
  const postings: Posting[] = []
  let at = 0
  let message = 0
  let places = 0
  const number = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 0x80) {
      const byte = data[at++]
      if (byte === undefined || scale > Number.MAX_SAFE_INTEGER)
        throw new Damage('a list of postings is cut off')
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
  }
  while (at < data.length) {
    const head = number()
    message += Math.floor(head / 2)
    if (head % 2 === 1) {
      const code = number()
      places = code % 2 === 1 ? 1 << ((code - 1) / 2) : code / 2
    }
    postings.push({ message, places })
  }
  return postings
}

/** Postings in ascending order as pieces of about `PIECE_BYTES`. */
export function piecesOf(postings: readonly Posting[]): readonly {
  readonly first: number
  readonly data: Uint8Array
}[] {
  const pieces: { readonly first: number; readonly data: Uint8Array }[] = []
  const writer = postingWriter()
  let first = 0
  for (const { message, places } of postings) {
    if (writer.length >= PIECE_BYTES) {
      pieces.push({ first, data: writer.bytes() })
      writer.begin(NONE)
    }
    if (writer.length === 0) first = message
    writer.add(message, places)
  }
  if (writer.length > 0) pieces.push({ first, data: writer.bytes() })
  return pieces
}

const NONE = new Uint8Array(0)
