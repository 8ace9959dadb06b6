/**
 * Bounds of the reader. Each stops a way to make reading expensive; none of them hides content: what lies beyond a
 * limit stays readable as the body of a part, and an issue says that the limit was reached.
 */
export interface MimeLimits {
  /** Multiparts and messages inside each other. Attack: 10,000 nested multiparts, where every level is searched again. */
  readonly partDepth: number
  /** Parts in one message. Attack: 50,000 empty parts, each costing an object a hundred times its size. */
  readonly partCount: number
  /** Bytes of one header whose fields are all kept. Attack: a header of 100 MB. */
  readonly headerBytes: number
  /** Bytes of one field's value. Attack: a single line of 100 MB that later stages decode again and again. */
  readonly fieldBytes: number
  /** Fields kept from one header. Attack: a header of a million lines. */
  readonly fieldCount: number
  /** Message parts that are themselves base64 or quoted-printable, and packages (TNEF, S/MIME), inside each other. Attack: every level copies the message once. */
  readonly decodedDepth: number
  /** Bytes of all packages opened in one message, and of what came out of them. Attack: packages in packages, and content that inflates. */
  readonly unpackedBytes: number
  /** Bytes of one text after transfer decoding. Attack: a 2 GB text that every later stage walks. */
  readonly textBytes: number
  /** Bytes of all texts of a message together. Attack: the same, cut into parts below the single limit. */
  readonly allTextBytes: number
}

export const DEFAULT_LIMITS: MimeLimits = {
  partDepth: 100,
  partCount: 10_000,
  headerBytes: 1 << 20,
  fieldBytes: 1 << 16,
  fieldCount: 5_000,
  decodedDepth: 8,
  unpackedBytes: 128 << 20,
  textBytes: 8 << 20,
  allTextBytes: 32 << 20,
}

/**
 * Longest boundary looked for: as long as a field may be. RFC 2046 §5.1.1 allows 70 characters, but clients take any
 * length, so a bound below theirs would hide the parts.
 */
export const MAX_BOUNDARY: number = DEFAULT_LIMITS.fieldBytes

/** Bytes of compressed S/MIME content when inflated. Attack: content that inflates a thousand times. */
export const MAX_INFLATED: number = 32 << 20
