import type { ByteRange } from '../../model/bytes.ts'
import type { Issue, IssueCode } from '../../model/issue.ts'
import type { ContentType, Disposition, HeaderField, Part } from '../../model/message.ts'
import { DEFAULT_TYPE, parseContentType, parseDisposition } from '../header/content-type.ts'
import { withoutComments } from '../header/parameters.ts'
import type { HeaderBlock } from '../header/read-fields.ts'
import { looksLikeField, readFields } from '../header/read-fields.ts'
import { Boundaries } from './boundaries.ts'
import type { MimeLimits } from './limits.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { Reading } from './mime-reading.ts'
import { asBuffer } from './part-content.ts'
import { decodeTransfer, transferCoding } from './transfer-decoding.ts'
import { mayPack, unpackPart } from './unpack-part.ts'

export interface MimeTree {
  readonly root: Part
  /** The tree in pre-order, root first. */
  readonly parts: readonly Part[]
  readonly issues: readonly Issue[]
}

/** A part while its end is not known yet. */
interface OpenPart {
  readonly part: { -readonly [K in keyof Part]: Part[K] }
  readonly children: Part[]
  /** What the paths of its children start with. */
  readonly prefix: string
  readonly bodyStart: number
  /** Set while boundary lines are looked for. */
  boundary: string | undefined
  /** A message part whose content has to be decoded before it can be read. */
  readonly encodedMessage: boolean
  closed: boolean
}

/**
 * Reads a message's MIME tree (RFC 5322, RFC 2045–2049, RFC 6532) over its bytes. Every part and header field knows
 * its byte range; ranges of parts inside a base64 or quoted-printable message part count in that part's decoded
 * content (`of`). Broken structure is read as mail clients read it and said in `issues`. Never throws; time is linear
 * in the input (times `limits.partDepth` at worst, for nothing but nested multiparts).
 */
export function readMime(bytes: Uint8Array, limits: Partial<MimeLimits> = {}): MimeTree {
  const all = { ...DEFAULT_LIMITS, ...limits }
  const reading: Reading = {
    limits: all,
    parts: [],
    issues: [],
    unpackedLeft: all.unpackedBytes,
    saidFull: false,
  }
  const buffer = asBuffer(bytes)
  const root = readTree(reading, buffer, undefined, '0', '', 0, 0)
  const nul = buffer.indexOf(0)
  if (nul >= 0) noteNul(reading, root, buffer, nul)
  return { root, parts: reading.parts, issues: reading.issues }
}

/** The top header alone, as `readMime` reads it: for looking at many mails of which only the way matters. */
export function readTopHeader(bytes: Uint8Array): Pick<Part, 'header' | 'headerRange'> {
  const buffer = asBuffer(bytes)
  const start = messageStart(buffer, 0, buffer.length)
  const inherited = { of: undefined, bareCr: false }
  const { fields, end } = readEntityHeader(
    buffer,
    start,
    buffer.length,
    DEFAULT_LIMITS,
    () => false,
    inherited,
  )
  return { header: fields, headerRange: { start, end } }
}

/**
 * Reads one message or MIME entity that fills `buffer`. Calls itself only for encoded message parts and for what
 * packages hold, at most `limits.decodedDepth` deep; all other nesting is a loop over `open`.
 */
function readTree(
  reading: Reading,
  buffer: Buffer,
  of: string | undefined,
  rootPath: string,
  rootPrefix: string,
  outerDepth: number,
  decodedDepth: number,
): Part {
  const { limits, parts, issues } = reading
  const end = buffer.length
  const open: OpenPart[] = []
  const boundaries = new Boundaries(buffer)
  const range = (start: number, stop: number): ByteRange =>
    of === undefined ? { start, end: stop } : { start, end: stop, of }
  const isDelimiter = (lineStart: number) => boundaries.matches(lineStart)

  /** Opens the part whose header starts at `at`, and the messages nested directly in it; returns where to go on. */
  const begin = (at: number, path: string, prefix: string, isMessage: boolean, digest: boolean): number => {
    let isRoot = isMessage
    let inDigest = digest
    let from = at
    let partPath = path
    let partPrefix = prefix
    for (;;) {
      const headerStart = isRoot ? messageStart(buffer, from, end) : from
      const inherited = { of, bareCr: boundaries.endsInCr }
      const block = readEntityHeader(buffer, headerStart, end, limits, isDelimiter, inherited)
      if (block.bareCr) boundaries.alsoAfterCr()
      noteHeader(issues, block, headerStart, of)
      const mime = mimeFields(block.fields, inDigest, issues)
      const depth = outerDepth + open.length
      const { mediaType, parameters } = mime.contentType
      let kind: Part['kind'] = 'leaf'
      let boundary: string | undefined
      let encodedMessage = false
      if (mediaType.startsWith('multipart/')) {
        if (depth >= limits.partDepth) noteDepth(issues, partPath, range(headerStart, block.bodyStart))
        else {
          kind = 'multipart'
          boundary = parameters.boundary?.replace(/[ \t]+$/, '')
          if (!boundary) {
            boundary = boundaries.guess(block.bodyStart)
            issues.push({
              code: 'mime.boundary-missing',
              range: range(headerStart, block.bodyStart),
              detail: `multipart ${partPath} names no boundary${boundary === undefined ? '' : '; one was found in its body'}`,
            })
            if (boundary === undefined) kind = 'leaf'
          }
        }
        if (mediaType === 'multipart/encrypted')
          noteEncrypted(issues, partPath, mime.contentType, range(headerStart, block.bodyStart))
      } else if (holdsMessage(mime.contentType) && parts.length + 1 < limits.partCount) {
        if (depth >= limits.partDepth) noteDepth(issues, partPath, range(headerStart, block.bodyStart))
        else {
          const coding = transferCoding(mime.encoding) ?? 'identity'
          encodedMessage =
            coding !== 'identity' &&
            !(coding !== 'quoted-printable' && looksLikeField(buffer, block.bodyStart, end))
          if (encodedMessage && decodedDepth >= limits.decodedDepth)
            noteDepth(issues, partPath, range(headerStart, block.bodyStart))
          else kind = 'message'
          if (kind === 'leaf') encodedMessage = false
        }
      }
      if (mediaType === 'message/partial')
        notePartial(issues, partPath, mime.contentType, range(headerStart, block.bodyStart))
      const children: Part[] = []
      const part: OpenPart['part'] = {
        kind,
        path: partPath,
        contentType: mime.contentType,
        ...(mime.disposition ? { disposition: mime.disposition } : {}),
        encoding: mime.encoding,
        header: block.fields,
        headerRange: range(headerStart, block.end),
        bodyRange: range(block.bodyStart, block.bodyStart),
        children,
      }
      parts.push(part)
      open.at(-1)?.children.push(part)
      open.push({
        part,
        children,
        prefix: partPrefix,
        bodyStart: block.bodyStart,
        boundary,
        encodedMessage,
        closed: false,
      })
      if (boundary !== undefined) boundaries.add(boundary, open.length - 1, block.bodyStart)
      if (kind !== 'message' || encodedMessage) return block.bodyStart
      // The nested message starts right here.
      from = block.bodyStart
      partPrefix = `${partPath}.`
      partPath = `${partPath}.0`
      isRoot = true
      inDigest = false
    }
  }

  /** Ends every part above `level` at `stop`. */
  const closeAbove = (level: number, stop: number, say: boolean) => {
    // A header cut off by the boundary line keeps its line end; what is around it then ends there too.
    let reached = stop
    while (open.length > level) {
      const ended = open.pop() as OpenPart
      if (ended.boundary !== undefined && !ended.closed) {
        boundaries.remove()
        if (say)
          issues.push({
            code: 'mime.multipart-unclosed',
            range: range(ended.part.headerRange.start, Math.max(ended.bodyStart, reached)),
            detail: `multipart ${ended.part.path} has no closing boundary line`,
          })
      }
      const bodyEnd = Math.max(ended.bodyStart, reached)
      reached = bodyEnd
      ended.part.bodyRange = range(ended.bodyStart, bodyEnd)
      if (ended.part.kind === 'leaf' && bodyEnd > ended.bodyStart && mayPack(ended.part))
        unpackPart({
          reading,
          part: ended.part,
          children: ended.children,
          prefix: ended.prefix,
          holder: buffer,
          of,
          depth: outerDepth + open.length,
          decodedDepth,
          readInside: (content, inside, path, prefix, depth, innerDepth) =>
            readTree(reading, content, inside, path, prefix, depth, innerDepth),
        })
      if (!ended.encodedMessage || parts.length >= limits.partCount) continue
      const { path, encoding } = ended.part
      const decoded = decodeTransfer(transferCoding(encoding) ?? 'identity', buffer, ended.bodyStart, bodyEnd)
      const depth = outerDepth + open.length + 1
      ended.children.push(
        readTree(reading, decoded.bytes, path, `${path}.0`, `${path}.`, depth, decodedDepth + 1),
      )
    }
  }

  let at = begin(0, rootPath, rootPrefix, true, false)
  const root = open[0] as OpenPart
  let full = false
  for (;;) {
    if (boundaries.none) break
    const hit = boundaries.next(at)
    if (!hit) break
    closeAbove(hit.level + 1, hit.bodyEnd, true)
    const parent = open[hit.level] as OpenPart
    if (hit.closes) {
      parent.closed = true
      boundaries.remove()
      at = hit.lineEnd
      continue
    }
    const path = parent.prefix + String(parent.children.length + 1)
    if (parts.length >= limits.partCount) {
      // What remains is one text: its structure is not followed, but links in it are still found.
      full = true
      issues.push({
        code: 'limit.part-count',
        range: range(hit.lineEnd, end),
        detail: `more than ${limits.partCount} parts; the rest is read as one text`,
      })
      const rest: Part = {
        kind: 'leaf',
        path,
        contentType: DEFAULT_TYPE,
        encoding: '7bit',
        header: [],
        headerRange: range(hit.lineEnd, hit.lineEnd),
        bodyRange: range(hit.lineEnd, end),
        children: [],
      }
      parts.push(rest)
      parent.children.push(rest)
      break
    }
    const isDigest = parent.part.contentType.mediaType === 'multipart/digest'
    at = begin(hit.lineEnd, path, `${path}.`, false, isDigest)
  }
  closeAbove(0, end, !full)
  return root.part
}

/**
 * Types whose content begins with the header of a message: a whole one, the first piece of one (RFC 2046 §5.2.2), or
 * the header of content that lies elsewhere (§5.2.3).
 */
function holdsMessage({ mediaType, parameters }: ContentType): boolean {
  return (
    isMessageType(mediaType) ||
    mediaType === 'message/external-body' ||
    (mediaType === 'message/partial' && parameters.number?.trim() === '1')
  )
}

/** The header of one entity, without what belongs to its first part when the blank line was forgotten. */
function readEntityHeader(...[buffer, start, end, ...how]: Parameters<typeof readFields>): HeaderBlock {
  const block = readFields(buffer, start, end, ...how)
  const own = block.malformed > 0 ? ownBoundaryLine(buffer, block) : -1
  return own >= 0 ? readFields(buffer, start, own, ...how) : block
}

/**
 * Start of the boundary line of the multipart whose header this is, when it stands in the header: the blank line was
 * forgotten, and the fields behind it are the first part's. -1 when there is none.
 */
function ownBoundaryLine(buffer: Buffer, block: HeaderBlock): number {
  const field = block.fields.find(({ key }) => key === 'content-type')
  const type = field ? parseContentType(field.value) : DEFAULT_TYPE
  const boundary = type.parameters.boundary?.replace(/[ \t]+$/, '')
  if (!boundary || !type.mediaType.startsWith('multipart/')) return -1
  const line = Buffer.from(`--${boundary}`)
  const header = buffer.subarray(0, block.end)
  for (let at = header.indexOf(line, block.malformedAt); at >= 0; at = header.indexOf(line, at + 2)) {
    const before = header[at - 1]
    let after = at + line.length
    while (header[after] === 32 || header[after] === 9) after++
    const isLine = (before === 10 || before === 13) && (after >= header.length || isLineEnd(header[after]))
    if (isLine) return at
  }
  return -1
}

const isLineEnd = (byte: number | undefined): boolean => byte === 10 || byte === 13

/** Types whose content is a whole message (RFC 2046 §5.2.1, RFC 6532 §3.7, and the old name used by news). */
export function isMessageType(mediaType: string): boolean {
  return mediaType === 'message/rfc822' || mediaType === 'message/global' || mediaType === 'message/news'
}

interface MimeFields {
  readonly contentType: ContentType
  readonly disposition?: Disposition
  readonly encoding: string
}

const DIGEST_TYPE: ContentType = { mediaType: 'message/rfc822', parameters: {} }

/** The first of each field counts, as in most clients; a second one is noted for the top header elsewhere. */
function mimeFields(fields: readonly HeaderField[], inDigest: boolean, issues: Issue[]): MimeFields {
  let contentType: ContentType | undefined
  let disposition: Disposition | undefined
  let encoding: string | undefined
  for (const field of fields) {
    // All MIME fields start with `content-`: one comparison for the many that do not.
    if (field.key.charCodeAt(0) !== 99 || !field.key.startsWith('content-')) continue
    const note = (code: IssueCode, detail: string) => {
      issues.push({ code, range: field.range, detail })
    }
    if (field.key === 'content-type') contentType ??= parseContentType(field.value, note)
    else if (field.key === 'content-disposition') disposition ??= parseDisposition(field.value, note)
    else if (field.key === 'content-transfer-encoding' && encoding === undefined) {
      encoding = cleanEncoding(field.value)
      if (transferCoding(encoding) === undefined)
        note(
          'mime.encoding-unknown',
          `encoding "${encoding.slice(0, 60)}" is not known, the content is read as it stands`,
        )
    }
  }
  const fallback = inDigest ? DIGEST_TYPE : DEFAULT_TYPE
  return {
    contentType: contentType ?? fallback,
    ...(disposition && disposition.kind !== '' ? { disposition } : {}),
    encoding: encoding === undefined || encoding === '' ? '7bit' : encoding,
  }
}

function cleanEncoding(value: string): string {
  const lower = value.toLowerCase()
  if (!/[^a-z0-9-]/.test(lower)) return lower
  return withoutComments(lower)
    .replace(/;.*$/s, '')
    .replace(/["'\s]+/g, '')
}

/** RFC 5322 has no place for a byte order mark, blank lines or an mbox separator before the header; mail has. */
function messageStart(buffer: Buffer, from: number, end: number): number {
  let at = from
  if (buffer[at] === 0xef && buffer[at + 1] === 0xbb && buffer[at + 2] === 0xbf) at += 3
  const start = at
  let lineStart = at
  while (at < end) {
    const byte = buffer[at] as number
    if (byte === 10 || byte === 13) lineStart = at + 1
    else if (byte !== 32 && byte !== 9) break
    at++
  }
  if (lineStart === start || lineStart !== at) return start
  const isSeparator = /^>?From /.test(buffer.toString('latin1', at, Math.min(end, at + 6)))
  return isSeparator || looksLikeField(buffer, at, end) ? lineStart : start
}

function noteHeader(issues: Issue[], block: HeaderBlock, start: number, of: string | undefined): void {
  const range = (from: number, to: number): ByteRange =>
    of === undefined ? { start: from, end: to } : { start: from, end: to, of }
  if (block.malformed > 0)
    issues.push({
      code: 'header.malformed-line',
      range: range(block.malformedAt, block.end > block.malformedAt ? block.end : block.bodyStart),
      detail: `${block.malformed} ${block.malformed === 1 ? 'line' : 'lines'} in a header are no fields and were skipped`,
    })
  if (block.overSize)
    issues.push({
      code: 'limit.header-size',
      range: range(start, block.end),
      detail: 'a header is too large; values were cut off or fields left out',
    })
  if (block.overCount)
    issues.push({
      code: 'limit.header-count',
      range: range(start, block.end),
      detail: 'a header has too many fields; some were left out',
    })
}

/** RFC 1847 §2.2: the type says what is inside; only its recipient can read it. */
function noteEncrypted(issues: Issue[], path: string, { parameters }: ContentType, range: ByteRange): void {
  const protocol = (parameters.protocol ?? '').slice(0, 60)
  issues.push({
    code: 'mime.encrypted',
    range,
    detail: `part ${shortPath(path)} is encrypted${protocol === '' ? '' : ` (${protocol})`}; only its recipient can read it`,
  })
}

function notePartial(issues: Issue[], path: string, { parameters }: ContentType, range: ByteRange): void {
  const number = (value: string | undefined): string =>
    /^\s*\d{1,6}\s*$/.test(value ?? '') ? (value ?? '').trim() : '?'
  issues.push({
    code: 'mime.partial',
    range,
    detail: `part ${shortPath(path)} is piece ${number(parameters.number)} of ${number(parameters.total)} of a message; pieces are not joined`,
  })
}

const shortPath = (path: string): string => (path.length > 40 ? `${path.slice(0, 40)}…` : path)

function noteDepth(issues: Issue[], path: string, range: ByteRange): void {
  issues.push({
    code: 'limit.part-depth',
    range,
    detail: `part ${shortPath(path)} is nested too deeply and was not opened`,
  })
}

function noteNul(reading: Reading, root: Part, buffer: Buffer, first: number): void {
  const bodyStart = root.bodyRange.start
  let body = first
  if (first < bodyStart) {
    reading.issues.push({
      code: 'header.nul-byte',
      range: { start: first, end: first + 1 },
      detail: 'a NUL byte in the header',
    })
    body = buffer.indexOf(0, bodyStart)
  }
  if (body >= 0)
    reading.issues.push({
      code: 'body.nul-byte',
      range: { start: body, end: body + 1 },
      detail: 'a NUL byte in the body',
    })
}
