// The shape of the mail that common programs write: which fields in which order, how they name messages and
// boundaries, how they encode. Written from general knowledge of the programs; no mail was copied.
import { createHash } from 'node:crypto'
import { fileTimeHex, twoDigits, wallClock } from './mail-encoding.ts'
import type { SeededRandom } from './seeded-random.ts'

export const CLIENT_NAMES = [
  'plain', // no program in particular: every field once, in RFC 5322's order
  'thunderbird',
  'outlook', // the desktop program over SMTP
  'owa', // Outlook on the web, or any mail submitted inside Exchange
  'gmail', // Gmail's web page, or another provider that writes like it
  'apple-mail',
  'iphone',
  'mutt',
  'newsletter', // a bulk mailing service
  'script', // a mail library called from a program
] as const

export type ClientName = (typeof CLIENT_NAMES)[number]

/** What an identifier is made from. */
export interface ClientMoment {
  readonly random: SeededRandom
  /** Milliseconds. */
  readonly time: number
  /** Right side of the Message-ID. */
  readonly host: string
  /** Lower-case From address. */
  readonly sender: string
  /** Message-IDs this one answers, oldest first. */
  readonly references: readonly string[]
  /** When the first mail of the conversation was written, milliseconds; this mail's own time when not given. */
  readonly threadStarted?: number
  readonly version?: string
}

export interface ClientShape {
  /** Lower-case names in the order the program writes them; `content` stands for the Content-* fields of the root. */
  readonly order: readonly string[]
  /** Spelling of names that differ from the usual one. */
  readonly spelling: Readonly<Record<string, string>>
  readonly messageId: (moment: ClientMoment) => string
  /** `level` counts multiparts from the outside, from 0. */
  readonly boundary: (moment: ClientMoment, level: number) => string
  readonly quotedBoundary: boolean
  readonly mimeVersion: string
  /** Fields only this program writes, by lower-case name; places come from `order`. */
  readonly fields: (moment: ClientMoment) => Readonly<Record<string, string>>
  /** Right side of a text part's Content-Type after the media type. */
  readonly textParameters: (charset: string, plain: boolean) => string
  readonly charset: 'utf-8' | 'UTF-8'
  /** Charset name for pure ASCII text; undefined: the same as for other text. */
  readonly asciiCharset?: string
  readonly asciiEncoding: '7bit' | 'quoted-printable' | 'base64'
  readonly wideEncoding: '8bit' | 'quoted-printable' | 'base64'
  /** Says `Content-Transfer-Encoding: 7bit` although it is the default. */
  readonly says7bit: boolean
  readonly wordEncoding: 'B' | 'Q'
  readonly quotesNames: boolean
  readonly continuation: ' ' | '\t'
  readonly paddedDay: boolean
  /** Always writes its dates in this zone. */
  readonly fixedZone?: '+0000' | '-0000'
  readonly preamble: string
  /** Breaks after the media type of a multipart before `boundary=`. */
  readonly foldsBoundary: boolean
  readonly disposition: boolean
  /** File names outside ASCII: RFC 2231 or an encoded-word in quotes. */
  readonly fileName: 'rfc2231' | 'encoded-word'
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const BASE64URL = `${ALPHANUMERIC}-_`

const nothing = (): Readonly<Record<string, string>> => ({})

/** Outlook's Thread-Index: 22 bytes with the time and GUID of the first mail, which stay; 5 more for each answer. */
function threadIndex(moment: ClientMoment): string {
  const root = moment.references[0] ?? moment.random.uuid()
  const guid = createHash('sha256').update(root).digest().subarray(0, 16)
  const head = Buffer.from(fileTimeHex(moment.threadStarted ?? moment.time), 'hex').subarray(1, 6)
  const answers = moment.references.map((id) => createHash('sha256').update(id).digest().subarray(0, 5))
  return Buffer.concat([Buffer.from([1]), head, guid, ...answers]).toString('base64')
}

/** An Exchange server name that stays with the sender. */
function exchangeServer(sender: string): string {
  const digest = createHash('sha256').update(sender).digest()
  const pick = (at: number): string => ALPHANUMERIC[(digest[at] as number) % 26] as string
  return `${pick(0)}${pick(1)}${(digest[2] as number) % 10}P${pick(3)}${twoDigits((digest[4] as number) % 100)}MB${1000 + (digest.readUInt16LE(5) % 9000)}`
}

const neutral: ClientShape = {
  order: [
    'date',
    'from',
    'sender',
    'reply-to',
    'to',
    'cc',
    'bcc',
    'message-id',
    'in-reply-to',
    'references',
    'subject',
    'mime-version',
    'content',
  ],
  spelling: {},
  messageId: (moment) => `${moment.random.hex(16)}@${moment.host}`,
  boundary: (moment, level) => `part-${level}-${moment.random.hex(16)}`,
  quotedBoundary: true,
  mimeVersion: '1.0',
  fields: nothing,
  textParameters: (charset) => `; charset=${charset}`,
  charset: 'utf-8',
  asciiEncoding: '7bit',
  wideEncoding: 'quoted-printable',
  says7bit: false,
  wordEncoding: 'B',
  quotesNames: false,
  continuation: ' ',
  paddedDay: false,
  preamble: '',
  foldsBoundary: false,
  disposition: false,
  fileName: 'rfc2231',
}

const thunderbird: ClientShape = {
  ...neutral,
  order: [
    'message-id',
    'date',
    'mime-version',
    'user-agent',
    'subject',
    'reply-to',
    'content-language',
    'to',
    'cc',
    'bcc',
    'references',
    'x-forwarded-message-id',
    'from',
    'sender',
    'autocrypt',
    'organization',
    'in-reply-to',
    'content',
  ],
  messageId: (moment) => `${moment.random.uuid()}@${moment.host}`,
  boundary: (moment) => `------------${moment.random.letters(ALPHANUMERIC, 24)}`,
  fields: (moment) => ({
    'user-agent': moment.version ?? 'Mozilla Thunderbird',
    'content-language': 'en-GB',
  }),
  textParameters: (charset, plain) => `; charset=${charset}${plain ? '; format=flowed' : ''}`,
  charset: 'UTF-8',
  wideEncoding: '8bit',
  says7bit: true,
  preamble: 'This is a multi-part message in MIME format.',
}

const outlook: ClientShape = {
  ...neutral,
  order: [
    'from',
    'sender',
    'reply-to',
    'to',
    'cc',
    'bcc',
    'references',
    'in-reply-to',
    'subject',
    'date',
    'message-id',
    'mime-version',
    'content',
    'x-mailer',
    'thread-index',
    'content-language',
  ],
  messageId: (moment) => {
    const time = fileTimeHex(moment.time)
    return `${moment.random.hex(4)}${time.slice(0, 8)}$${time.slice(8)}$${moment.random.hex(8)}$@${moment.host}`
  },
  boundary: (moment, level) => {
    const time = fileTimeHex(moment.time).toUpperCase()
    return `----=_NextPart_${String(level).padStart(3, '0')}_${moment.random.hex(4).toUpperCase()}_${time.slice(0, 8)}.${time.slice(8)}`
  },
  fields: (moment) => ({
    'x-mailer': moment.version ?? 'Microsoft Outlook 16.0',
    'thread-index': threadIndex(moment),
    'content-language': 'en-gb',
  }),
  textParameters: (charset) => `;\r\n\tcharset="${charset}"`,
  asciiCharset: 'us-ascii',
  says7bit: true,
  wordEncoding: 'Q',
  quotesNames: true,
  continuation: '\t',
  preamble: 'This is a multipart message in MIME format.',
  foldsBoundary: true,
  fileName: 'encoded-word',
}

const owa: ClientShape = {
  ...neutral,
  order: [
    'from',
    'sender',
    'reply-to',
    'to',
    'cc',
    'bcc',
    'subject',
    'thread-topic',
    'thread-index',
    'date',
    'message-id',
    'references',
    'in-reply-to',
    'accept-language',
    'content-language',
    'x-ms-has-attach',
    'x-ms-tnef-correlator',
    'content',
    'mime-version',
  ],
  spelling: {
    cc: 'CC',
    'x-ms-has-attach': 'X-MS-Has-Attach',
    'x-ms-tnef-correlator': 'X-MS-TNEF-Correlator',
  },
  messageId: (moment) => {
    const server = exchangeServer(moment.sender)
    return `${server}${moment.random.hex(22).toUpperCase()}@${server}.prod.${moment.host}`
  },
  boundary: (moment, level) =>
    `_${String(level).padStart(3, '0')}_${exchangeServer(moment.sender)}${moment.random.hex(22).toUpperCase()}_`,
  fields: (moment) => ({
    'thread-index': threadIndex(moment),
    'accept-language': 'en-GB, en-US',
    'content-language': 'en-GB',
    'x-ms-has-attach': '',
    'x-ms-tnef-correlator': '',
  }),
  textParameters: (charset) => `; charset="${charset}"`,
  asciiEncoding: 'quoted-printable',
  wordEncoding: 'Q',
  continuation: '\t',
  fixedZone: '+0000',
  foldsBoundary: true,
  fileName: 'encoded-word',
}

const gmail: ClientShape = {
  ...neutral,
  order: [
    'mime-version',
    'references',
    'in-reply-to',
    'reply-to',
    'from',
    'sender',
    'date',
    'message-id',
    'subject',
    'to',
    'cc',
    'bcc',
    'content',
  ],
  messageId: (moment) => `CA${moment.random.letters(`${BASE64URL}+`, 48)}@${moment.host}`,
  boundary: (moment) => `000000000000${moment.random.hex(6)}06${moment.random.hex(8)}`,
  textParameters: (charset) => `; charset="${charset}"`,
  charset: 'UTF-8',
}

const appleMail: ClientShape = {
  ...neutral,
  order: [
    'from',
    'sender',
    'reply-to',
    'content',
    'mime-version',
    'subject',
    'message-id',
    'references',
    'in-reply-to',
    'to',
    'cc',
    'bcc',
    'date',
    'x-mailer',
  ],
  spelling: { 'message-id': 'Message-Id', 'mime-version': 'Mime-Version' },
  messageId: (moment) => `${moment.random.uuid().toUpperCase()}@${moment.host}`,
  boundary: (moment) => `Apple-Mail=_${moment.random.uuid().toUpperCase()}`,
  mimeVersion: '1.0 (Mac OS X Mail 16.0 \\(3774.400.31\\))',
  fields: (moment) => ({ 'x-mailer': moment.version ?? 'Apple Mail (2.3774.400.31)' }),
  textParameters: (charset) => `;\r\n\tcharset=${charset}`,
  asciiCharset: 'us-ascii',
  says7bit: true,
  wordEncoding: 'Q',
  foldsBoundary: true,
}

const iphone: ClientShape = {
  ...appleMail,
  order: [
    'content',
    'from',
    'sender',
    'reply-to',
    'mime-version',
    'subject',
    'date',
    'message-id',
    'references',
    'cc',
    'bcc',
    'in-reply-to',
    'to',
    'x-mailer',
  ],
  boundary: (moment) => `Apple-Mail-${moment.random.uuid().toUpperCase()}`,
  quotedBoundary: false,
  mimeVersion: '1.0 (1.0)',
  fields: (moment) => ({ 'x-mailer': moment.version ?? 'iPhone Mail (21D61)' }),
  textParameters: (charset) => `; charset=${charset}`,
  foldsBoundary: false,
}

const mutt: ClientShape = {
  ...neutral,
  order: [
    'date',
    'from',
    'sender',
    'to',
    'cc',
    'bcc',
    'subject',
    'message-id',
    'reply-to',
    'references',
    'mime-version',
    'content',
    'in-reply-to',
    'user-agent',
  ],
  messageId: (moment) => `${moment.random.letters(BASE64URL, 16)}@${moment.host}`,
  boundary: (moment) => moment.random.letters(`${ALPHANUMERIC}/`, 16),
  fields: (moment) => ({ 'user-agent': moment.version ?? 'Mutt/2.2.12 (2023-09-09)' }),
  asciiCharset: 'us-ascii',
  wideEncoding: '8bit',
  continuation: '\t',
  disposition: true,
}

const newsletter: ClientShape = {
  ...neutral,
  order: [
    'from',
    'sender',
    'reply-to',
    'to',
    'date',
    'message-id',
    'subject',
    'x-mailer',
    'list-id',
    'list-unsubscribe',
    'list-unsubscribe-post',
    'feedback-id',
    'precedence',
    'content',
    'mime-version',
  ],
  messageId: (moment) => {
    const at = wallClock(moment.time, 0)
    const stamp = `${at.year}${[at.month, at.day, at.hour, at.minute, at.second].map(twoDigits).join('')}`
    return `${moment.random.hex(24)}.${moment.random.letters('0123456789', 6)}.${stamp}.${moment.random.hex(10)}@${moment.host}`
  },
  boundary: (moment) => `_----------=_part_${moment.random.letters('0123456789', 9)}`,
  fields: (moment) => ({
    'x-mailer': moment.version ?? 'Bulk Mailer - **CID1a2b**',
    'feedback-id': `${moment.random.letters('0123456789', 8)}:${moment.random.hex(8)}:${moment.host}`,
    precedence: 'bulk',
  }),
  textParameters: (charset) => `; charset="${charset}"`,
  asciiEncoding: 'quoted-printable',
  wordEncoding: 'Q',
  quotesNames: true,
  paddedDay: true,
  fixedZone: '+0000',
}

const script: ClientShape = {
  ...neutral,
  order: [
    'content',
    'mime-version',
    'subject',
    'from',
    'sender',
    'reply-to',
    'to',
    'cc',
    'bcc',
    'date',
    'message-id',
    'in-reply-to',
    'references',
  ],
  messageId: (moment) =>
    `${Math.floor(moment.time / 10)}.${moment.random.letters('123456789', 4)}.${moment.random.letters('123456789', 19)}@${moment.host}`,
  boundary: (moment) => `===============${moment.random.letters('123456789', 19)}==`,
  textParameters: (charset) => `; charset="${charset}"`,
  asciiEncoding: 'base64',
  wideEncoding: 'base64',
  paddedDay: true,
  fixedZone: '-0000',
}

export const CLIENT_SHAPES: Readonly<Record<ClientName, ClientShape>> = {
  plain: neutral,
  thunderbird,
  outlook,
  owa,
  gmail,
  'apple-mail': appleMail,
  iphone,
  mutt,
  newsletter,
  script,
}
