/**
 * A half-open range of bytes, `[start, end)`. Without `of` the offsets count in the raw message as received;
 * with `of` they count in the decoded content of the part with that path (for content that only exists
 * decoded, such as the header of a message inside a base64 part). For opaque S/MIME that content is what was signed
 * or compressed, without the wrapping.
 */
export interface ByteRange {
  readonly start: number
  readonly end: number
  readonly of?: string
}

/** `sha256:` followed by 64 lower-case hex digits, taken over the raw bytes. */
export type Digest = `sha256:${string}`
