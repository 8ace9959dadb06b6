import { fieldColon } from './field-line.ts'
import { readSeparator } from './mbox-separator.ts'
import { isTarHeader } from './tar-header.ts'
import type { Compression } from './unpacked-bytes.ts'

/** Bytes looked at to tell what a file is; a mail whose first 64 KiB hold no usual header field is not one. */
export const HEAD_BYTES: number = 64 * 1024

/** What a file is, told from its first bytes and never from its name. */
export type ContentForm =
  | { readonly kind: 'empty' }
  /** An mbox; `start` is the offset of its first separator line. */
  | { readonly kind: 'mbox'; readonly start: number }
  /** One message; `inDoubt` when its first line begins with `From ` but is no separator. */
  | { readonly kind: 'message'; readonly inDoubt: boolean }
  | { readonly kind: 'packed'; readonly compression: Compression }
  /** An Apple Mail message: `length` bytes of mail from `start` on, then a property list. */
  | { readonly kind: 'emlx'; readonly start: number; readonly length: number }
  | { readonly kind: 'zip' }
  | { readonly kind: 'tar' }
  /** An OLE compound file: an Outlook message (.msg), or an Office document. */
  | { readonly kind: 'ole' }
  /** An Outlook data file (.pst, .ost). */
  | { readonly kind: 'pst' }
  /** Nothing that is read here: what it is, and how to get mail out of it. `known`: it is certainly no message. */
  | { readonly kind: 'other'; readonly what: string; readonly next: string; readonly known: boolean }

const ASK_FOR_MAIL = 'give .eml files, an mbox, a Maildir or a folder of them'

interface Signature {
  readonly at: number
  readonly bytes: string
  readonly what: string
  readonly next: string
}

/** Latin-1 text of the bytes. Forms that can hold mail come with the way to export it. */
const SIGNATURES: readonly Signature[] = [
  {
    at: 0,
    bytes: '\xcf\xad\x12\xfe',
    what: 'is an Outlook Express folder (.dbx), which is not read',
    next: 'export it to mbox (readdbx, package libdbx, or an import into Thunderbird) and give that',
  },
  {
    at: 0,
    bytes: '\x78\x9f\x3e\x22',
    what: 'is a TNEF file (winmail.dat), a part of a mail and not a mail',
    next: 'give the mail it came in as .eml',
  },
  {
    at: 0,
    bytes: '*mbx*\r\n',
    what: 'is a UW-IMAP mbx folder, which is not read',
    next: 'convert it to mbox (mailutil copy, or export from the mail program) and give that',
  },
  {
    at: 0,
    bytes: '\x01\x01\x01\x01\n',
    what: 'is an MMDF folder, which is not read',
    next: 'convert it to mbox (mutt: save all messages to a new mbox) and give that',
  },
  {
    at: 0,
    bytes: 'BZh',
    what: 'is packed with bzip2, which is not read',
    next: 'unpack it first: bunzip2 -k FILE',
  },
  {
    at: 0,
    bytes: '\xfd7zXZ\x00',
    what: 'is packed with xz, which is not read',
    next: 'unpack it first: xz -dk FILE',
  },
  {
    at: 0,
    bytes: "7z\xbc\xaf'\x1c",
    what: 'is a 7-Zip archive, which is not read',
    next: 'unpack it (7z x FILE -oFOLDER) and give the folder',
  },
  {
    at: 0,
    bytes: 'Rar!\x1a\x07',
    what: 'is a RAR archive, which is not read',
    next: 'unpack it (unrar x FILE FOLDER) and give the folder',
  },
  {
    at: 0,
    bytes: 'SQLite format 3\x00',
    what: 'is a database of a mail or other program, not mail',
    next: 'export the mail from that program as mbox or .eml',
  },
  { at: 0, bytes: '%PDF-', what: 'is a PDF document, not mail', next: ASK_FOR_MAIL },
  ...['\xff\xfe', '\xfe\xff'].map((bytes) => ({
    at: 0,
    bytes,
    what: 'is UTF-16 text, not mail as it was received',
    next: 'save the original message from the mail program (not through a text editor)',
  })),
]

/** Forms told by their first bytes. */
const MAGIC: readonly (readonly [bytes: string, form: ContentForm])[] = [
  ['PK\x03\x04', { kind: 'zip' }],
  // an empty archive, and one that was written to be split and was not
  ['PK\x05\x06', { kind: 'zip' }],
  ['PK\x07\x08PK\x03\x04', { kind: 'zip' }],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', { kind: 'ole' }],
  ['!BDN', { kind: 'pst' }],
]

/** Fields of which at least one stands in the header of any mail that was sent or kept. */
const KNOWN_FIELDS: ReadonlySet<string> = new Set(
  (
    'from to cc bcc subject date sender reply-to message-id received return-path delivered-to envelope-to ' +
    'mime-version content-type in-reply-to references authentication-results received-spf dkim-signature ' +
    'arc-seal arc-message-signature arc-authentication-results errors-to precedence status organization ' +
    'user-agent importance autocrypt thread-topic thread-index dkim-filter delivery-date'
  ).split(' '),
)
/** Not `X-`: calendars and address cards have such lines too. */
const KNOWN_PREFIXES: readonly string[] = ['list-', 'resent-', 'content-']

const LF = 0x0a
const CR = 0x0d

/** Tells the form of a file from `head`, its first bytes (all of it when it is short). */
export function contentForm(head: Buffer): ContentForm {
  if (head.length === 0) return { kind: 'empty' }
  const compression = compressionOf(head)
  if (compression !== undefined) return { kind: 'packed', compression }
  for (const [bytes, form] of MAGIC)
    if (head.length >= bytes.length && head.toString('latin1', 0, bytes.length) === bytes) return form
  if (isTarHeader(head)) return { kind: 'tar' }
  for (const { at, bytes, what, next } of SIGNATURES)
    if (head.length >= at + bytes.length && head.toString('latin1', at, at + bytes.length) === bytes)
      return { kind: 'other', what, next, known: true }

  const start = firstLine(head)
  if (start === head.length)
    return { kind: 'other', what: 'begins with blank lines only', next: ASK_FOR_MAIL, known: false }
  // `From :` is a field, oddly written (RFC 5322 §4.5)
  const startsWithFrom =
    head.toString('latin1', start, start + 5) === 'From ' && fieldColon(head, start, head.length) < 0
  // an mbox has LF or CRLF; with CR alone (old Macintosh exports) it is one message as far as it can be told
  const end = lineEnd(head, start)
  const macintosh = head[end] === CR && head[end + 1] !== LF
  if (startsWithFrom && !macintosh && readSeparator(head, start, end) !== undefined)
    return { kind: 'mbox', start }
  const emlx = emlxForm(head, start)
  if (emlx !== undefined) return emlx
  if (looksLikeHeader(head, startsWithFrom ? nextLine(head, start) : start))
    return { kind: 'message', inDoubt: startsWithFrom }
  const binary = head.indexOf(0) >= 0
  return {
    kind: 'other',
    what: binary ? 'is a binary file, not mail' : 'does not begin like mail: no mail header was found',
    next: ASK_FOR_MAIL,
    known: false,
  }
}

function compressionOf(head: Buffer): Compression | undefined {
  if (head.length < 3) return undefined
  if (head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip'
  if (head.length < 4) return undefined
  const magic = head.readUInt32LE(0)
  // a frame, or one of the 16 magic numbers of skippable frames (RFC 8878 §3.1)
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5 ? 'zstd' : undefined
}

/** Start of the first line that is not blank; a UTF-8 byte order mark, which text editors add, is stepped over. */
function firstLine(head: Buffer): number {
  let at = head.length >= 3 && head.toString('latin1', 0, 3) === '\xef\xbb\xbf' ? 3 : 0
  let line = at
  for (; at < head.length; at++) {
    const byte = head[at]
    if (byte === LF || byte === CR) line = at + 1
    else if (byte !== 0x20 && byte !== 0x09) return line
  }
  return head.length
}

/** End of the line without its line end, which may be LF, CRLF or CR (old Macintosh exports). */
function lineEnd(head: Buffer, from: number): number {
  let at = from
  while (at < head.length && head[at] !== LF && head[at] !== CR) at++
  return at
}

function nextLine(head: Buffer, from: number): number {
  const end = lineEnd(head, from)
  return end + (head[end] === CR && head[end + 1] === LF ? 2 : 1)
}

/** Apple's .emlx: a line with nothing but the byte count, then the message. */
function emlxForm(head: Buffer, start: number): ContentForm | undefined {
  const first = head.toString('latin1', start, Math.min(lineEnd(head, start), start + 24))
  if (!/^\d{1,12} *$/.test(first)) return undefined
  const message = nextLine(head, start)
  return looksLikeHeader(head, message) ? { kind: 'emlx', start: message, length: Number(first) } : undefined
}

/**
 * Whether a mail header begins at `start`. A sender controls some of its lines, so broken ones, or a missing
 * blank line at its end, must not hide a mail: broken lines are tolerated while they are fewer than the usual
 * fields, and two usual fields before that decide.
 */
function looksLikeHeader(head: Buffer, start: number): boolean {
  let known = 0
  let broken = 0
  for (let at = start; at < head.length; at = nextLine(head, at)) {
    const byte = head[at]
    if (byte === LF || byte === CR) break
    if (byte === 0x20 || byte === 0x09) {
      if (at === start) broken++
      continue
    }
    if (head.toString('latin1', at, at + 6) === '>From ') continue
    const colon = fieldColon(head, at, head.length)
    if (colon < 0) broken++
    else if (isKnown(head.toString('latin1', at, colon).trimEnd().toLowerCase())) known++
    if (known >= 2 && broken < known) return true
  }
  return known > 0 && broken <= known
}

function isKnown(name: string): boolean {
  return KNOWN_FIELDS.has(name) || KNOWN_PREFIXES.some((prefix) => name.startsWith(prefix))
}
