import { inflateSync, constants as zlib } from 'node:zlib'
import {
  type DerElement,
  readElement,
  TAG_EXPLICIT_0,
  TAG_INTEGER,
  TAG_OCTETS,
  TAG_OCTETS_IN_PIECES,
  TAG_OID,
  TAG_SEQUENCE,
  TAG_SET,
} from './der.ts'

/** What a CMS message (RFC 5652) holds. */
export interface CmsContent {
  readonly kind:
    | 'signed' // readable; `content` is what was signed, absent when it lies elsewhere or there is none
    | 'compressed'
    | 'encrypted'
    | 'unknown'
  /** May share memory with the input. */
  readonly content?: Buffer
  /** The structure breaks off or breaks its rules; what could be read was. */
  readonly damaged: boolean
  /** The content was larger than allowed and was left out. */
  readonly tooLarge: boolean
}

/** Content types by the DER bytes of their object identifier (RFC 5652 §4–9, RFC 5083, RFC 3274). */
const TYPES: Readonly<Record<string, CmsContent['kind']>> = {
  '2a864886f70d010702': 'signed',
  '2a864886f70d010703': 'encrypted', // enveloped-data
  '2a864886f70d010704': 'encrypted', // signed-and-enveloped-data (PKCS #7)
  '2a864886f70d010706': 'encrypted', // encrypted-data
  '2a864886f70d0109100117': 'encrypted', // auth-enveloped-data
  '2a864886f70d0109100109': 'compressed',
}

/** Attack: octet strings inside octet strings. Real ones have one level of pieces. */
const PIECE_DEPTH = 8

/**
 * Opens a CMS message: finds the content of signed-data (RFC 5652 §5.1) and inflates that of compressed-data
 * (RFC 3274). Nothing is verified. Lengths may be definite or not, the content in one piece or many. Never throws;
 * linear in the input and, for compressed content, in `limit` bytes of output.
 */
export function cmsContent(bytes: Buffer, limit: number): CmsContent {
  const outer = readElement(bytes, 0, bytes.length)
  const type = outer && outer.tag === TAG_SEQUENCE ? within(bytes, outer, 0) : undefined
  if (!outer || !type || type.tag !== TAG_OID) return nothing('unknown', true)
  const kind = TYPES[bytes.toString('hex', type.contentStart, type.contentEnd)] ?? 'unknown'
  if (kind === 'encrypted' || kind === 'unknown') return nothing(kind, outer.cut)
  const explicit = following(bytes, outer, type)
  const data = explicit?.tag === TAG_EXPLICIT_0 ? within(bytes, explicit, 0) : undefined
  if (data?.tag !== TAG_SEQUENCE) return nothing(kind, true)

  // SignedData: version, digestAlgorithms, encapContentInfo. CompressedData: version, algorithm, encapContentInfo.
  let part = within(bytes, data, 0)
  if (part?.tag !== TAG_INTEGER) return nothing(kind, true)
  part = following(bytes, data, part)
  if (part?.tag !== (kind === 'signed' ? TAG_SET : TAG_SEQUENCE)) return nothing(kind, true)
  part = following(bytes, data, part)
  if (part?.tag !== TAG_SEQUENCE) return nothing(kind, true)
  const innerType = within(bytes, part, 0)
  if (innerType?.tag !== TAG_OID) return nothing(kind, true)
  const holder = following(bytes, part, innerType)
  // Absent: the signature is about something else, or only carries certificates (RFC 8551 §3.5.3, §3.8).
  if (holder?.tag !== TAG_EXPLICIT_0) return nothing(kind, outer.cut)
  const octets = within(bytes, holder, 0)
  if (!octets) return nothing(kind, true)
  const { content, whole } = octetString(bytes, octets)
  const damaged = !whole || outer.cut
  if (kind === 'signed') return { kind, content, damaged, tooLarge: false }
  return inflated(content, damaged, limit)
}

const nothing = (kind: CmsContent['kind'], damaged: boolean): CmsContent => ({
  kind,
  damaged,
  tooLarge: false,
})

const within = (bytes: Buffer, outer: DerElement, offset: number): DerElement | undefined =>
  readElement(bytes, outer.contentStart + offset, outer.contentEnd)

const following = (bytes: Buffer, outer: DerElement, before: DerElement): DerElement | undefined =>
  before.end < outer.contentEnd ? readElement(bytes, before.end, outer.contentEnd) : undefined

/** The octets of a string in one or many pieces (X.690 §8.7). */
function octetString(
  bytes: Buffer,
  element: DerElement,
): { readonly content: Buffer; readonly whole: boolean } {
  const { tag, contentStart, contentEnd, cut } = element
  if (tag === TAG_OCTETS) return { content: bytes.subarray(contentStart, contentEnd), whole: !cut }
  if (tag !== TAG_OCTETS_IN_PIECES) return { content: bytes.subarray(0, 0), whole: false }
  // Copied piece by piece: an object for each would cost a hundred times a piece of one byte.
  const content = Buffer.allocUnsafe(contentEnd - contentStart)
  let written = 0
  let whole = !cut
  const open: { at: number; readonly end: number }[] = [{ at: contentStart, end: contentEnd }]
  while (open.length > 0) {
    const level = open[open.length - 1]
    if (!level || level.at >= level.end) {
      open.pop()
      continue
    }
    const piece = readElement(bytes, level.at, level.end)
    if (!piece) {
      whole = false
      break
    }
    level.at = piece.end
    if (piece.cut) whole = false
    if (piece.tag === TAG_OCTETS)
      written += bytes.copy(content, written, piece.contentStart, piece.contentEnd)
    else if (piece.tag === TAG_OCTETS_IN_PIECES && open.length < PIECE_DEPTH)
      open.push({ at: piece.contentStart, end: piece.contentEnd })
    else whole = false
  }
  return { content: content.subarray(0, written), whole }
}

function inflated(content: Buffer, damaged: boolean, limit: number): CmsContent {
  try {
    const options = { maxOutputLength: Math.max(1, limit), finishFlush: zlib.Z_SYNC_FLUSH }
    return { kind: 'compressed', content: inflateSync(content, options), damaged, tooLarge: false }
  } catch (error) {
    const tooLarge = error instanceof RangeError
    return { kind: 'compressed', damaged: damaged || !tooLarge, tooLarge }
  }
}
