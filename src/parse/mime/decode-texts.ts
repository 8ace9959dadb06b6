import { isUtf8 } from 'node:buffer'
import type { ByteRange } from '../../model/bytes.ts'
import type { Issue } from '../../model/issue.ts'
import type { Part } from '../../model/message.ts'
import type { DecodedText } from '../decoded-text.ts'
import type { DecodedCharset } from './charset.ts'
import { decodeCharset, findCharset } from './charset.ts'
import type { Unflowed } from './flowed.ts'
import { unflow } from './flowed.ts'
import { withoutInlineFiles } from './inline-files.ts'
import type { MimeLimits } from './limits.ts'
import { DEFAULT_LIMITS, MAX_BOUNDARY } from './limits.ts'
import { noteOpaque } from './opaque-text.ts'
import { asBuffer, partContents } from './part-content.ts'
import { isMessageType } from './read-mime.ts'
import { isReportType } from './report-types.ts'
import type { PlaceIndex, TextPlace } from './text-place.ts'
import { placeOf } from './text-place.ts'
import type { TransferCoding } from './transfer-decoding.ts'
import { decodeQuotedPrintable, decodeTransfer, transferCoding } from './transfer-decoding.ts'

export interface DecodedTexts {
  /** In the order of the parts. */
  readonly texts: readonly DecodedText[]
  readonly issues: readonly Issue[]
}

/**
 * Decodes every text part of a message (RFC 2045 §6, RFC 2046 §4.1, RFC 3676): text/*, the reports of bounces, and
 * multiparts and messages that could not be opened, which are read as plain text so that nothing in them is
 * overlooked. Files written into a text (uuencode, yEnc) are left out of it. `attached` is set for parts whose
 * disposition is not `inline`, and for everything inside a message part, since that is not what a reader sees first.
 * Never throws.
 */
export function decodeTexts(
  bytes: Uint8Array,
  parts: readonly Part[],
  limits: Pick<MimeLimits, 'textBytes' | 'allTextBytes'> = DEFAULT_LIMITS,
): DecodedTexts {
  const contents = partContents(bytes, parts)
  const raw = asBuffer(bytes)
  const texts: DecodedText[] = []
  const issues: Issue[] = []
  // Paths below an attached message or an attached multipart.
  const attachedBelow: string[] = []
  let left = limits.allTextBytes
  for (const part of parts) {
    const inside = attachedBelow.some((prefix) => part.path.startsWith(prefix))
    const attached = inside || (part.disposition !== undefined && part.disposition.kind !== 'inline')
    if (part.path !== '0' && (part.kind === 'message' || (attached && part.kind === 'multipart'))) {
      if (!inside && attachedBelow.length < MAX_ATTACHED) attachedBelow.push(`${part.path}.`)
      continue
    }
    if (!isText(part)) continue
    if (left <= 0) {
      issues.push({
        code: 'limit.text-size',
        range: part.bodyRange,
        detail: 'the texts of this message together are too long; this one was left out',
      })
      break
    }
    const of = part.headerRange.of
    if (part.kind === 'multipart' && isClosedEmpty(of === undefined ? raw : contents.holder(part), part))
      continue
    const text = decodeText(
      of === undefined ? raw : contents.holder(part),
      part,
      attached,
      issues,
      Math.min(left, limits.textBytes),
    )
    left -= text.text.length
    texts.push(text)
    noteOpaque(text, issues)
  }
  return { texts, issues }
}

/** Attack: thousands of attached messages, each looked up for every part. Beyond this they count as read. */
const MAX_ATTACHED = 200

function isText(part: Part): boolean {
  const { mediaType } = part.contentType
  if (part.kind === 'leaf')
    return (
      isMessageType(mediaType) ||
      (isOtherMessage(mediaType) && part.bodyRange.end > part.bodyRange.start) ||
      mediaType.startsWith('text/') ||
      isReportType(mediaType) ||
      mediaType.startsWith('multipart/')
    )
  return part.kind === 'multipart' && part.children.length === 0 && part.bodyRange.end > part.bodyRange.start
}

/** A later piece of a message, and what lies elsewhere but was not opened: read as text all the same. */
const isOtherMessage = (mediaType: string): boolean =>
  mediaType === 'message/partial' || mediaType === 'message/external-body'

/** A multipart that holds nothing but its closing boundary line. */
function isClosedEmpty(buffer: Buffer, part: Part): boolean {
  const { start, end } = part.bodyRange
  const { boundary } = part.contentType.parameters
  if (boundary === undefined || end - start > 2 * MAX_BOUNDARY) return false
  return buffer.toString('utf8', start, end).trim() === `--${boundary.trimEnd()}--`
}

/** Shared by all texts: a decoded body becomes a string before the next one is decoded. */
let scratch: Buffer = Buffer.allocUnsafe(1 << 16)
/** A scratch buffer above this size is not kept. */
const MAX_SCRATCH = 1 << 20

function decodeText(
  buffer: Buffer,
  part: Part,
  attached: boolean,
  issues: Issue[],
  limit: number,
): DecodedText {
  const { start, end } = part.bodyRange
  const declaredType = part.contentType.mediaType
  const container = declaredType.startsWith('multipart/')
  const mediaType =
    container || isMessageType(declaredType) || isOtherMessage(declaredType) ? 'text/plain' : declaredType
  const coding: TransferCoding = container ? 'identity' : (transferCoding(part.encoding) ?? 'identity')
  // Where reading stops in the raw body when the text is too long.
  let stop = end
  let isCut = false
  let marks: number[] | undefined
  let bytes: Buffer
  let invalid = false
  let foldable = true
  let cuts: readonly number[] | undefined
  if (part.children.some(isInlineFile)) {
    // What follows a large file is still read: the limit is for the text that is left.
    marks = coding === 'quoted-printable' ? [] : undefined
    const decoded = contentOf(buffer, part, coding, end, marks)
    const left = withoutInlineFiles(decoded.bytes, part.children.length)
    bytes = left.bytes.subarray(0, limit)
    cuts = left.runs
    invalid = decoded.invalid
    isCut = left.bytes.length > limit
  } else if (coding === 'quoted-printable') {
    marks = []
    const length = Math.min(end - start, limit)
    let out = scratch
    if (length > out.length) {
      out = Buffer.allocUnsafe(length)
      if (length <= MAX_SCRATCH) scratch = out
    }
    const state = decodeQuotedPrintable(buffer, start, end, out, { foldLines: true, limit, marks })
    bytes = out.subarray(0, state.written)
    invalid = state.invalid
    foldable = state.wroteCr
    stop = state.at
    isCut = stop < end
  } else {
    // Base64 and uuencode take four characters and line ends for three bytes; what was packed is read whole.
    const isPacked = coding.endsWith('rtf')
    stop = isPacked ? end : Math.min(end, start + (coding === 'identity' ? limit : limit * 2))
    const decoded = decodeTransfer(coding, buffer, start, stop)
    bytes = decoded.bytes.subarray(0, limit)
    invalid = decoded.invalid
    isCut = stop < end || decoded.bytes.length > limit
  }
  if (isCut)
    issues.push({
      code: 'limit.text-size',
      range: part.bodyRange,
      detail: `text longer than ${limit} bytes was cut off there`,
    })
  if (invalid)
    issues.push({
      code: 'mime.encoding-invalid',
      range: part.bodyRange,
      detail: `part ${part.path} breaks the rules of its ${coding} encoding`,
    })

  const declared = container ? undefined : part.contentType.parameters.charset
  const decoded = decodeCharset(bytes, declared ?? charsetInHtml(mediaType, bytes))
  if (decoded.unknown)
    issues.push({
      code: 'mime.charset-unknown',
      range: part.headerRange,
      detail: `charset "${(declared ?? '').slice(0, 60)}" is not known, read as ${decoded.charset.name}`,
    })
  if (decoded.invalid)
    issues.push({
      code: 'mime.charset-invalid',
      range: part.bodyRange,
      detail: `part ${part.path} has bytes that are not ${decoded.charset.name}`,
    })
  let { text } = decoded
  const folds = foldable && text.includes('\r')
  // A text of usual length is kept for finding places; a long one is decoded again for that.
  const written = folds && text.length < LONG_TEXT ? text : undefined
  if (folds) text = foldLineEnds(text, decoded.plain)
  const lines = text
  let unflowed: Unflowed | undefined
  if (mediaType === 'text/plain' && isFlowed(part)) {
    unflowed = unflow(text, part.contentType.parameters.delsp?.toLowerCase() === 'yes')
    text = unflowed.text
  }
  return {
    part: part.path,
    mediaType,
    charset: decoded.charset.name,
    text,
    attached,
    rangeOf: ranges(buffer, part, coding, stop, marks, decoded, folds, written, lines, unflowed, cuts),
  }
}

const isInlineFile = ({ unpackedFrom }: Part): boolean =>
  unpackedFrom === 'uuencode' || unpackedFrom === 'yenc'

/** The body after transfer decoding up to `end`; hard line breaks of quoted-printable are folded. */
function contentOf(
  buffer: Buffer,
  part: Part,
  coding: TransferCoding,
  end: number,
  marks: number[] | undefined,
): { readonly bytes: Buffer; readonly invalid: boolean } {
  const { start } = part.bodyRange
  if (coding !== 'quoted-printable') return decodeTransfer(coding, buffer, start, end)
  const out = Buffer.allocUnsafe(end - start)
  const { written, invalid } = decodeQuotedPrintable(buffer, start, end, out, {
    foldLines: true,
    ...(marks ? { marks } : {}),
  })
  return { bytes: out.subarray(0, written), invalid }
}

/** A regular expression is faster on a usual text. Attack: one of megabytes with nothing but line ends. */
const LONG_TEXT = 1 << 18

/** CRLF and lone CR become LF. */
function foldLineEnds(text: string, isAsciiText: boolean): string {
  if (text.length < LONG_TEXT) {
    const folded = text.replaceAll('\r\n', '\n')
    return folded.includes('\r') ? folded.replaceAll('\r', '\n') : folded
  }
  const encoding = isAsciiText ? 'latin1' : 'utf16le'
  const bytes = Buffer.from(text, encoding)
  const units = isAsciiText ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
  let written = 0
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] as number
    if (unit !== 13) units[written++] = unit
    else if (units[at + 1] !== 10) units[written++] = 10
  }
  return bytes.toString(encoding, 0, isAsciiText ? written : written * 2)
}

function isFlowed(part: Part): boolean {
  const { format } = part.contentType.parameters
  return format !== undefined && format.toLowerCase() === 'flowed'
}

function ranges(
  buffer: Buffer,
  part: Part,
  coding: TransferCoding,
  end: number,
  marks: number[] | undefined,
  decoded: DecodedCharset,
  folds: boolean,
  written: string | undefined,
  lines: string,
  unflowed: Unflowed | undefined,
  cuts: readonly number[] | undefined,
): DecodedText['rangeOf'] {
  const { start } = part.bodyRange
  const isQuoted = coding === 'quoted-printable'
  const isOwn = coding !== 'identity' && !isQuoted
  const of = isOwn ? part.path : part.bodyRange.of
  const { charset, skipped, plain, invalid } = decoded
  let bytes: Buffer | undefined
  const contentBytes = (): Buffer => {
    if (bytes) return bytes
    const whole = contentOf(buffer, part, coding, end, undefined).bytes
    bytes = (cuts ? withoutInlineFiles(whole, part.children.length).bytes : whole).subarray(skipped)
    return bytes
  }
  const unfolded = (): string =>
    written ?? (plain ? contentBytes().toString('latin1') : charset.decode(contentBytes()))
  const place: TextPlace = {
    raw: buffer,
    start: isOwn ? 0 : start,
    end,
    ...(marks ? { marks } : {}),
    ...(cuts ? { cuts } : {}),
    quotedPrintable: isQuoted,
    bytes: contentBytes,
    skipped,
    charset,
    plain,
    ...(charset.width === 'utf-8' && !invalid ? { wellFormed: folds ? once(unfolded) : () => lines } : {}),
    ...(folds ? { unfolded } : {}),
    ...(unflowed ? { runs: unflowed.runs } : {}),
  }
  const index: PlaceIndex = {}
  return (from: number, to: number): ByteRange => {
    const [first, last] = placeOf(place, index, from, to)
    return of === undefined ? { start: first, end: last } : { start: first, end: last, of }
  }
}

function once(make: () => string): () => string {
  let made: string | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Bytes of an HTML text in which browsers look for its charset (WHATWG HTML §13.2.3.2). */
const CHARSET_LOOK = 1024

const ESCAPE = 0x1b

/** The charset an HTML text without a declared one names itself, when a mail client would believe it. */
function charsetInHtml(mediaType: string, bytes: Buffer): string | undefined {
  // UTF-8 that is valid is UTF-8, whatever the page was before it was mailed.
  if (mediaType !== 'text/html' || (isUtf8(bytes) && !bytes.includes(ESCAPE))) return undefined
  const head = bytes.toString('latin1', 0, Math.min(bytes.length, CHARSET_LOOK)).toLowerCase()
  for (let meta = head.indexOf('<meta'); meta >= 0; meta = head.indexOf('<meta', meta + 5)) {
    const close = head.indexOf('>', meta)
    const tag = head.slice(meta, close < 0 ? undefined : close)
    const named = /charset\s{0,20}=\s{0,20}["']?\s{0,20}([a-z0-9_.:-]{2,40})/.exec(tag)?.[1]
    // A page that could be read far enough to find this cannot be UTF-16.
    if (named && findCharset(named)) return named.startsWith('utf-16') ? 'utf-8' : named
  }
  return undefined
}
