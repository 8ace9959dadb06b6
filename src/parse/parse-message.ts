import { isAscii, isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import type { Digest } from '../model/bytes.ts'
import type { Issue, IssueCode } from '../model/issue.ts'
import type { HeaderField, Mailbox, MailDate, Message, Part, TextBody, TraceField } from '../model/message.ts'
import type { ShownText } from '../model/shown-text.ts'
import { readAttachments } from './attachments/read-attachments.ts'
import { htmlLineReader } from './body/html-lines.ts'
import { readHtml, together } from './body/html-reader.ts'
import { type BodyRegions, readRegions, regionsOfLines } from './body/read-regions.ts'
import { shownReader } from './body/shown-runs.ts'
import type { DecodedText } from './decoded-text.ts'
import { parseAddresses } from './header/addresses.ts'
import { decodeWords } from './header/encoded-words.ts'
import { parseDate } from './header/mail-date.ts'
import { parseMessageIds } from './header/message-ids.ts'
import type { Note } from './header/note.ts'
import { parseReceived } from './header/received.ts'
import { linkFinder } from './links/find-links.ts'
import { type HtmlPlaces, htmlPlaceReader } from './links/html-places.ts'
import { decodeCharset, findCharset } from './mime/charset.ts'
import { decodeTexts } from './mime/decode-texts.ts'
import { externalBodyLinks } from './mime/external-body.ts'
import { DEFAULT_LIMITS } from './mime/limits.ts'
import { asBuffer } from './mime/part-content.ts'
import { readMime, readTopHeader } from './mime/read-mime.ts'
import { readReports } from './mime/reports.ts'
import { chooseMainText, isBody, seenHtml } from './seen-texts.ts'

export interface ParseOptions {
  /** The digest, when it is known already: it costs as much as a good part of the reading. */
  readonly digest?: Digest
}

/**
 * Reads one mail from its raw bytes: structure, header, texts, links, attachments, and everything that was not as
 * the standards want it as `issues`. Reads no clock, opens nothing, never throws; the same bytes give the same
 * message.
 *
 * `mainText` is the text whose regions are told: the first text/plain or text/html that is no attachment and is not
 * blank. Between the two versions of one text (multipart/alternative) it is the plain one: mail clients show the
 * HTML, but quoting and signatures are marked more exactly in plain text. Links are taken from both.
 */
export function parseMessage(bytes: Uint8Array, options: ParseOptions = {}): Message {
  const { root, parts, issues: mimeIssues } = readMime(bytes)
  const issues: Issue[] = [...mimeIssues]
  const { texts, issues: textIssues } = decodeTexts(bytes, parts)
  const header = readHeader(root, bytes, texts[0]?.charset, issues)
  issues.push(...textIssues)

  const mainText = chooseMainText(texts, parts)
  const recipients = [...header.to, ...header.cc, ...header.bcc]
    .map((mailbox) => mailbox.address)
    .filter((address) => address !== '')
  const finder = linkFinder(recipients)
  const seen = seenHtml(texts, mainText, parts)
  const { regions, originals, shown } = tellRegions(texts, mainText, seen, finder, issues)
  const found = finder.found()
  issues.push(...found.issues)
  const elsewhere = externalBodyLinks(parts, recipients)
  issues.push(...elsewhere.issues)
  const { reports, issues: reportIssues } = readReports(bytes, parts)
  issues.push(...reportIssues)

  return {
    kind: 'message',
    digest: options.digest ?? `sha256:${hash('sha256', bytes, 'hex')}`,
    size: bytes.length,
    root,
    parts,
    header: root.header,
    ...header,
    texts: texts.map(({ part, mediaType, charset, text, attached }, index): TextBody => {
      const seenOfIt = shown.get(index)
      return { part, mediaType, charset, text, attached, ...(seenOfIt ? { shown: seenOfIt } : {}) }
    }),
    regions,
    mainText,
    originals,
    links: elsewhere.links.length === 0 ? found.links : [...found.links, ...elsewhere.links],
    attachments: readAttachments(bytes, parts),
    ...(reports.length === 0 ? {} : { reports }),
    issues,
  }
}

/**
 * What the top header of a mail says, without reading the rest: the same as `parseMessage` gives (but for bytes
 * beyond ASCII of no named character set), for a tenth of its cost. Never throws.
 */
export function parseTopHeader(bytes: Uint8Array): HeaderFacts & Pick<Message, 'header'> {
  const root = readTopHeader(bytes)
  return { header: root.header, ...readHeader(root, bytes, undefined, []) }
}

/** Texts whose regions are told. Attack: thousands of small texts, each read for quotes; a person reads the first few. */
const MAX_REGIONED = 20
/** Characters of all texts in which regions are told. Attack: megabytes of lines of one letter, each looked at for words. */
const REGIONED_TEXT = 2 << 20

interface ToldTexts extends BodyRegions {
  /** What is shown of the HTML texts that are seen, by their index. */
  readonly shown: ReadonlyMap<number, ShownText>
}

/**
 * Regions and claims of the main text, and what is shown of the texts in `seen`; the links of every text, with the
 * regions they stand in, go to `finder`. What lies behind the limit is of the kind before it; the main text has the
 * whole limit for itself.
 */
function tellRegions(
  texts: readonly DecodedText[],
  mainText: number,
  seen: ReadonlySet<number>,
  finder: ReturnType<typeof linkFinder>,
  issues: Issue[],
): ToldTexts {
  let main: BodyRegions = { regions: [], originals: [] }
  const shown = new Map<number, ShownText>()
  let left = REGIONED_TEXT - Math.min(REGIONED_TEXT, texts[mainText]?.text.length ?? 0)
  let regioned = 0
  let cut = 0
  for (const [index, text] of texts.entries()) {
    const isMain = index === mainText
    const isSeen = seen.has(index)
    const { length } = text.text
    const room = isMain ? REGIONED_TEXT : left
    const isRead = isMain || isSeen || (!text.attached && isBody(text) && regioned < MAX_REGIONED)
    if (isRead && length > room) cut++
    if (!isSeen && (!isRead || (room === 0 && length > 0))) {
      finder.add(text, undefined)
      continue
    }
    regioned++
    if (!isMain) left -= Math.min(left, length)
    const read = readBody(text, room, isSeen)
    finder.add(text, read.body.regions, read.places)
    if (read.shown) shown.set(index, read.shown)
    if (isMain) main = { ...read.body, originals: placed(read.body.originals, text) }
  }
  if (cut > 0)
    issues.push({
      code: 'limit.text-size',
      detail: `quotes and signatures were told apart only in the first ${REGIONED_TEXT} characters`,
    })
  return { ...main, shown }
}

/** Claims whose place in the raw bytes is told. Attack: hundreds of attribution lines, each looked up in megabytes. */
const PLACED_CLAIMS = 3

function placed(originals: BodyRegions['originals'], text: DecodedText): BodyRegions['originals'] {
  return originals.map((one, index) =>
    index < PLACED_CLAIMS ? { ...one, range: text.rangeOf(one.start, one.end) } : one,
  )
}

interface ReadBody {
  readonly body: BodyRegions
  readonly places?: HtmlPlaces
  readonly shown?: ShownText
}

/**
 * Regions and, for HTML, places of links and what is shown: all from one reading, which is most of what a mail
 * costs.
 */
function readBody(text: DecodedText, room: number, isSeen: boolean): ReadBody {
  const { length } = text.text
  const part = length > room ? { ...text, text: text.text.slice(0, room) } : text
  if (!text.mediaType.includes('html')) return { body: stretched(readRegions(part), length) }
  const reader = htmlLineReader()
  const places = htmlPlaceReader(text.text)
  const shown = isSeen ? shownReader(length) : undefined
  const structure = together(reader.handler, places.handler)
  const { tooDeep } = readHtml(text.text, shown ? together(structure, shown.handler) : structure)
  const lines = reader.lines(length)
  const near = length > room ? lines.filter(({ start }) => start < room) : lines
  const body = stretched(regionsOfLines(part, near), length)
  return { body, places: places.places(tooDeep), ...(shown ? { shown: shown.shown(body.regions) } : {}) }
}

/** The last region goes on to the end of the text. */
function stretched(body: BodyRegions, length: number): BodyRegions {
  const last = body.regions.at(-1)
  if (!last || last.end === length) return body
  return { ...body, regions: [...body.regions.slice(0, -1), { ...last, end: length }] }
}

/** RFC 5322 §3.6 and RFC 2045 §3: these may stand in a header once. */
const SINGLE = new Set(
  (
    'from sender reply-to to cc bcc message-id in-reply-to references subject date ' +
    'content-type content-transfer-encoding content-disposition mime-version'
  ).split(' '),
)
/** Days a mail may have been under way before its Date and the last Received are called far apart. */
const MAX_LATE_DAYS = 7
const MAX_EARLY_DAYS = 1
const DAY = 86_400_000

/** What the fields with a meaning of their own say. */
export type HeaderFacts = Pick<
  Message,
  | 'from'
  | 'sender'
  | 'replyTo'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'subject'
  | 'date'
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'received'
>

/**
 * The fields with a meaning of their own. Of fields that may stand once the first one counts; addresses of all are
 * kept, so that a second From is seen and not hidden.
 */
function readHeader(
  root: Pick<Part, 'header' | 'headerRange'>,
  bytes: Uint8Array,
  charset: string | undefined,
  issues: Issue[],
): HeaderFacts {
  const byKey = new Map<string, HeaderField[]>()
  const received: TraceField[] = []
  for (let index = 0; index < root.header.length; index++) {
    const field = root.header[index] as HeaderField
    if (field.key === 'received') received.push(parseReceived(field, index))
    else if (SINGLE.has(field.key)) {
      const same = byKey.get(field.key)
      if (same) same.push(field)
      else byKey.set(field.key, [field])
    }
  }
  const noteAt =
    (field: HeaderField): Note =>
    (code, detail) => {
      issues.push({ code, range: field.range, detail: `${field.name}: ${detail}` })
    }
  const say = (code: IssueCode, detail: string, field?: HeaderField) => {
    issues.push(field ? { code, range: field.range, detail } : { code, range: root.headerRange, detail })
  }
  const addresses = (key: string): Mailbox[] =>
    (byKey.get(key) ?? []).flatMap((field) =>
      parseAddresses(shownValue(field, bytes, charset), noteAt(field)),
    )

  for (const [key, fields] of byKey)
    if (fields.length > 1)
      say(
        'header.duplicate',
        `${fields.length} ${fields[0]?.name ?? key} fields, the standard allows one`,
        fields[1],
      )

  const from = addresses('from')
  const fromFields = byKey.get('from') ?? []
  if (from.length === 0)
    say(
      'header.missing-from',
      fromFields.length === 0 ? 'no From field' : 'an empty From field',
      fromFields[0],
    )
  else if (from.length > 1)
    say('header.multiple-from', `From names ${from.length} mailboxes`, fromFields.at(-1))

  const date = readDate(byKey.get('date')?.[0], received, say)
  const idField = byKey.get('message-id')?.[0]
  const messageId = idField ? parseMessageIds(idField.value)[0] : undefined
  if (messageId === undefined) say('header.message-id-missing', 'no Message-ID', idField)

  const eightBit = isAscii(bytes.subarray(root.headerRange.start, root.headerRange.end))
    ? undefined
    : root.header.find((field) => /[^\x00-\x7f]/.test(field.value))
  if (eightBit)
    say('header.eight-bit', `${eightBit.name} holds bytes above 127 that are not encoded`, eightBit)

  const subject = byKey.get('subject')?.[0]
  // Folding leaves tabs that no reader sees.
  const subjectText = subject ? shownValue(subject, bytes, charset).replaceAll('\t', ' ') : ''
  const ids = (key: string) => (byKey.get(key) ?? []).flatMap((field) => parseMessageIds(field.value))
  return {
    from,
    sender: addresses('sender'),
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    subject: subject ? decodeWords(subjectText, noteAt(subject)).trim() : '',
    ...(date ? { date } : {}),
    ...(messageId === undefined ? {} : { messageId }),
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    received,
  }
}

/**
 * The value as mail clients show it: bytes above 127 that are no UTF-8 are read in the charset of the mail's first
 * text. `HeaderField.value` has them as windows-1252, which needs nothing but the field.
 */
function shownValue(field: HeaderField, bytes: Uint8Array, label: string | undefined): string {
  if (label === undefined || !/[^\x00-\x7f]/.test(field.value)) return field.value
  const charset = findCharset(label)
  const { start, end } = field.valueRange
  const written = asBuffer(bytes).subarray(start, Math.min(end, start + DEFAULT_LIMITS.fieldBytes))
  if (!charset?.ascii || charset.name === 'utf-8' || isUtf8(written)) return field.value
  return decodeCharset(written, label)
    .text.replace(/[\r\n]+/g, '')
    .trim()
}

function readDate(
  field: HeaderField | undefined,
  received: readonly TraceField[],
  say: (code: IssueCode, detail: string, field?: HeaderField) => void,
): MailDate | undefined {
  if (!field) {
    say('header.date-missing', 'no Date field')
    return undefined
  }
  const date = parseDate(field.value)
  if (!date) {
    say('header.date-invalid', `"${field.value.slice(0, 60)}" is no date`, field)
    return undefined
  }
  const arrived = received.find((hop) => hop.date !== undefined)?.date
  if (arrived) {
    const days = (arrived.time - date.time) / DAY
    if (days > MAX_LATE_DAYS || days < -MAX_EARLY_DAYS)
      say(
        'header.date-skew',
        `Date is ${Math.abs(Math.round(days))} days ${days > 0 ? 'before' : 'after'} the last server received the mail`,
        field,
      )
  }
  return date
}
