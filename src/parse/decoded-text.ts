import type { ByteRange } from '../model/bytes.ts'

/**
 * Decoded text of one part that remembers where its characters came from, so that a link or a quoted line can be
 * shown in the raw bytes.
 */
export interface DecodedText {
  /** Path of the part. */
  readonly part: string
  readonly mediaType: string
  readonly charset: string
  /** LF line ends; format=flowed is rejoined. */
  readonly text: string
  readonly attached: boolean
  /**
   * Raw bytes that hold the characters `[start, end)` of `text`. For identity and quoted-printable parts the range
   * counts in the raw message; for base64 and uuencode it counts in the decoded part (`of`). Computed on demand:
   * cost is linear in the part, so ask only for what is shown or stored.
   */
  rangeOf(start: number, end: number): ByteRange
}
