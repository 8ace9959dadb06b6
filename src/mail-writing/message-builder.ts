// Builds raw mail for tests and examples. The same specification gives the same bytes on every run and machine.
import { layOutBody, type WrittenBody } from './client-body.ts'
import { CLIENT_SHAPES, type ClientMoment, type ClientName, type ClientShape } from './client-shape.ts'
import { type DkimSigning, dkimSignature } from './dkim-sign.ts'
import {
  base64Lines,
  encodeCharset,
  encodedWords,
  foldField,
  isAscii,
  mailDate,
  quotedPrintable,
} from './mail-encoding.ts'
import { seededRandom } from './seeded-random.ts'

/** One hop, as the receiving host writes it down (RFC 5321 §4.4). */
export interface BuiltHop {
  /** HELO name of the client; left out for a mail that starts at the host. */
  readonly from?: string
  /** Reverse name of the client. */
  readonly reverse?: string
  /** Address of the client, IPv4 or IPv6 without `IPv6:`. */
  readonly ip?: string
  readonly by: string
  readonly with: string
  readonly id?: string
  readonly for?: string
  /** Milliseconds, and minutes east of UTC of the host's clock (0 when left out). */
  readonly time: number
  readonly offset?: number
}

export interface BuiltAttachment {
  readonly name: string
  readonly type: string
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array
  readonly disposition?: 'attachment' | 'inline'
  /** Content-ID without brackets: puts the part beside the HTML in a multipart/related. */
  readonly contentId?: string
  readonly encoding?: 'base64' | '7bit' | '8bit' | 'quoted-printable'
}

/** Everything is optional: `buildMessage({})` is a short valid mail. */
export interface MessageSpec {
  readonly client?: ClientName
  /** Replaces the program's name and version in X-Mailer or User-Agent. */
  readonly clientVersion?: string
  /** Varies identifiers and boundaries; by default they follow from the rest of the specification. */
  readonly seed?: string
  /** `Name <local@domain>` or `local@domain`, here and in the other address fields. */
  readonly from?: string
  readonly sender?: string
  readonly replyTo?: string
  readonly to?: string | readonly string[]
  readonly cc?: string | readonly string[]
  readonly bcc?: string | readonly string[]
  readonly subject?: string
  /** Milliseconds and minutes east of UTC, or the field's text as it shall stand. */
  readonly date?: { readonly time: number; readonly offset?: number } | string
  /** Without brackets; null leaves the field out. */
  readonly messageId?: string | null
  /** Right side of the made Message-ID; by default from the domain of `from`. */
  readonly messageIdHost?: string
  /** Message-IDs without brackets. */
  readonly inReplyTo?: string
  readonly references?: readonly string[]
  /** When the conversation began, milliseconds; for programs that say so. */
  readonly threadStarted?: number
  /** Original of a forward: Thunderbird names it in a field of its own. */
  readonly forwardedMessageId?: string
  /** Newest first, as they stand in the mail. */
  readonly received?: readonly (BuiltHop | string)[]
  readonly returnPath?: string
  readonly deliveredTo?: string
  /** Values; they stand above the first Received, as a border host writes them (RFC 8601 §4). */
  readonly authenticationResults?: string | readonly string[]
  readonly dkim?: DkimSigning
  readonly text?: string
  readonly html?: string
  /** Laid out as the client would, instead of `text` and `html`. */
  readonly body?: WrittenBody
  /** A calendar object (RFC 5545) as a further alternative, and its method. */
  readonly calendar?: { readonly method: string; readonly content: string }
  readonly attachments?: readonly BuiltAttachment[]
  /** For text parts and header text; the client's own choice when left out. */
  readonly charset?: string
  readonly encoding?: '7bit' | '8bit' | 'quoted-printable' | 'base64'
  /** Written as they are: after the client's own fields, or in the client's place for that name. */
  readonly header?: readonly (readonly [name: string, value: string])[]
  /** Above the client's fields and below the trace, as a relay or list would add them. */
  readonly relayHeader?: readonly (readonly [name: string, value: string])[]
  /** Names of fields to leave out. */
  readonly omit?: readonly string[]
  readonly lineEnd?: '\r\n' | '\n'
}

/** 4 March 2025, 09:30 UTC: used where a specification names no time. */
export const DEFAULT_TIME: number = Date.UTC(2025, 2, 4, 9, 30, 0)

interface Leaf {
  readonly header: readonly (readonly [string, string])[]
  /** Transfer-encoded, one character per byte, ends with CRLF. */
  readonly body: string
}
interface Multipart {
  readonly type: string
  readonly parameters: string
  readonly children: readonly Node[]
}
type Node = Leaf | Multipart

const ADDRESS = /^(?:"?([^"<]*?)"?\s*)<([^<>]*)>$/

function splitAddress(written: string): { name: string; address: string } {
  const match = ADDRESS.exec(written.trim())
  return match ? { name: match[1] ?? '', address: match[2] ?? '' } : { name: '', address: written.trim() }
}

function formatAddress(written: string, shape: ClientShape, charset: string): string {
  const { name, address } = splitAddress(written)
  if (name === '') return written.trim().startsWith('<') ? `<${address}>` : address
  if (!isAscii(name)) return `${encodedWords(name, charset, shape.wordEncoding)} <${address}>`
  const needsQuotes = !/^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+$/.test(name)
  return shape.quotesNames || needsQuotes
    ? `"${name.replace(/(["\\])/g, '\\$1')}" <${address}>`
    : `${name} <${address}>`
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

const addressOf = (spec: MessageSpec): string => splitAddress(spec.from ?? DEFAULT_FROM).address.toLowerCase()

const DEFAULT_FROM = 'Anna Berg <anna.berg@example.org>'
const DEFAULT_TO = 'Ben Holt <ben.holt@example.com>'

function momentOf(spec: MessageSpec): ClientMoment {
  const address = addressOf(spec)
  const time = typeof spec.date === 'object' ? spec.date.time : DEFAULT_TIME
  const seed =
    spec.seed ??
    JSON.stringify([
      spec.client,
      spec.from,
      spec.to,
      spec.subject,
      spec.date,
      spec.text,
      spec.html,
      spec.body,
      spec.references,
    ])
  const client = spec.client ?? 'plain'
  const mailHost =
    client === 'gmail' || client === 'newsletter' ? `mail.${domainOf(address)}` : domainOf(address)
  return {
    random: seededRandom(`message ${seed}`),
    time,
    host: spec.messageIdHost ?? mailHost,
    sender: address,
    references: spec.references ?? (spec.inReplyTo ? [spec.inReplyTo] : []),
    ...(spec.threadStarted === undefined ? {} : { threadStarted: spec.threadStarted }),
    ...(spec.clientVersion === undefined ? {} : { version: spec.clientVersion }),
  }
}

/** The Message-ID (without brackets) that `buildMessage` gives this specification. */
export function messageIdOf(spec: MessageSpec): string | undefined {
  if (spec.messageId === null) return undefined
  if (spec.messageId !== undefined) return spec.messageId
  const moment = momentOf(spec)
  return CLIENT_SHAPES[spec.client ?? 'plain'].messageId(moment)
}

function encodeBody(bytes: Uint8Array, encoding: string): string {
  const latin1 = Buffer.from(bytes).toString('latin1')
  if (encoding === 'base64') return base64Lines(bytes)
  const body = encoding === 'quoted-printable' ? quotedPrintable(bytes) : latin1
  return body.endsWith('\r\n') ? body : `${body}\r\n`
}

function textLeaf(spec: MessageSpec, shape: ClientShape, mediaType: string, text: string): Leaf {
  const ascii = isAscii(text)
  const charset = spec.charset ?? (ascii ? (shape.asciiCharset ?? shape.charset) : shape.charset)
  const crlf = text.replace(/\r\n|\r|\n/g, '\r\n')
  const tooLong = crlf.split('\r\n').some((line) => line.length > 900)
  const usual = ascii ? shape.asciiEncoding : shape.wideEncoding
  const encoding = spec.encoding ?? (tooLong && usual !== 'base64' ? 'quoted-printable' : usual)
  const header: [string, string][] = [
    ['Content-Type', `${mediaType}${shape.textParameters(charset, mediaType === 'text/plain')}`],
  ]
  if (shape.disposition) header.push(['Content-Disposition', 'inline'])
  if (encoding !== '7bit' || shape.says7bit) header.push(['Content-Transfer-Encoding', encoding])
  return { header, body: encodeBody(encodeCharset(crlf, charset), encoding) }
}

/** A `name` or `filename` parameter the way the client writes one. */
function fileParameter(name: string, value: string, shape: ClientShape): string {
  if (isAscii(value)) return `${name}="${value}"`
  if (shape.fileName === 'rfc2231') return `${name}*=UTF-8''${encodeURIComponent(value)}`
  return `${name}="${encodedWords(value, 'UTF-8', shape.wordEncoding)}"`
}

function attachmentLeaf(attachment: BuiltAttachment, shape: ClientShape): Leaf {
  const bytes =
    typeof attachment.content === 'string' ? Buffer.from(attachment.content, 'utf8') : attachment.content
  const encoding = attachment.encoding ?? (attachment.type === 'message/rfc822' ? '7bit' : 'base64')
  const header: [string, string][] = [
    ['Content-Type', `${attachment.type};\r\n ${fileParameter('name', attachment.name, shape)}`],
    [
      'Content-Disposition',
      `${attachment.disposition ?? (attachment.contentId ? 'inline' : 'attachment')};\r\n ${fileParameter('filename', attachment.name, shape)}`,
    ],
    ['Content-Transfer-Encoding', encoding],
  ]
  if (attachment.contentId) header.push(['Content-ID', `<${attachment.contentId}>`])
  return { header, body: encodeBody(bytes, encoding) }
}

const multipart = (type: string, children: readonly Node[], parameters = ''): Node =>
  children.length === 1 ? (children[0] as Node) : { type, parameters, children }

function tree(spec: MessageSpec, shape: ClientShape): Node {
  const laidOut = spec.body ? layOutBody(spec.client ?? 'plain', spec.body) : undefined
  const html = spec.html ?? laidOut?.html
  const text = spec.text ?? laidOut?.text ?? (html === undefined ? 'Hello,\n\nthis is a test.\n' : undefined)
  const alternatives: Node[] = []
  if (text !== undefined) alternatives.push(textLeaf(spec, shape, 'text/plain', text))
  const related = (spec.attachments ?? []).filter((attachment) => attachment.contentId !== undefined)
  if (html !== undefined)
    alternatives.push(
      multipart('multipart/related', [
        textLeaf(spec, shape, 'text/html', html),
        ...related.map((attachment) => attachmentLeaf(attachment, shape)),
      ]),
    )
  if (spec.calendar) {
    const leaf = textLeaf(spec, shape, 'text/calendar', spec.calendar.content)
    const [first, ...rest] = leaf.header
    alternatives.push({
      header: [[first?.[0] ?? '', `${first?.[1] ?? ''}; method=${spec.calendar.method}`], ...rest],
      body: leaf.body,
    })
  }
  const apart = (spec.attachments ?? []).filter(
    (attachment) => attachment.contentId === undefined || html === undefined,
  )
  return multipart('multipart/mixed', [
    multipart('multipart/alternative', alternatives),
    ...apart.map((attachment) => attachmentLeaf(attachment, shape)),
  ])
}

/** Content fields and body of a node. The tree is our own and a few levels deep. */
function render(
  node: Node,
  shape: ClientShape,
  moment: ClientMoment,
  level: number,
): { header: readonly (readonly [string, string])[]; body: string } {
  if ('body' in node) return node
  const boundary = shape.boundary(moment, level)
  const written = shape.quotedBoundary ? `"${boundary}"` : boundary
  let body = level === 0 && shape.preamble !== '' ? `${shape.preamble}\r\n` : ''
  for (const child of node.children) {
    const part = render(child, shape, moment, level + 1)
    const header = part.header.map(([name, value]) => foldField(name, value, shape.continuation)).join('')
    body += `--${boundary}\r\n${header}\r\n${part.body}\r\n`
  }
  return {
    header: [
      [
        'Content-Type',
        `${node.type}${node.parameters};${shape.foldsBoundary ? '\r\n\t' : ' '}boundary=${written}`,
      ],
    ],
    body: `${body}--${boundary}--\r\n`,
  }
}

function hopText(hop: BuiltHop): string {
  const client = hop.ip === undefined ? undefined : `[${hop.ip.includes(':') ? `IPv6:${hop.ip}` : hop.ip}]`
  const from =
    hop.from === undefined
      ? ''
      : `from ${hop.from}${client === undefined ? '' : ` (${hop.reverse === undefined ? '' : `${hop.reverse} `}${client})`}\r\n\t`
  const id = hop.id === undefined ? '' : ` id ${hop.id}`
  const recipient = hop.for === undefined ? '' : ` for <${hop.for}>`
  return `${from}by ${hop.by} with ${hop.with}${id}${recipient};\r\n\t${mailDate(hop.time, hop.offset ?? 0)}`
}

/** Raw bytes of the mail a specification describes. Throws TypeError for a charset nobody knows. */
export function buildMessage(spec: MessageSpec): Uint8Array {
  const client = spec.client ?? 'plain'
  const shape = CLIENT_SHAPES[client]
  const wordCharset = spec.charset ?? 'UTF-8'
  const moment = momentOf(spec)
  // the identifier is drawn first, so that `messageIdOf` finds the same one
  const made = shape.messageId(moment)
  const messageId = spec.messageId === undefined ? made : spec.messageId
  const from = spec.from ?? DEFAULT_FROM
  const subject = spec.subject ?? 'A test'
  const offset = typeof spec.date === 'object' ? (spec.date.offset ?? 60) : 60
  const date =
    typeof spec.date === 'string'
      ? spec.date
      : mailDate(moment.time, shape.fixedZone === undefined ? offset : 0, {
          padded: shape.paddedDay,
          ...(shape.fixedZone === undefined ? {} : { zone: shape.fixedZone }),
        })
  const references = spec.references ?? (spec.inReplyTo ? [spec.inReplyTo] : [])
  const inReplyTo = spec.inReplyTo
  const addresses = (list: readonly string[]): string =>
    list.map((written) => formatAddress(written, shape, wordCharset)).join(', ')
  const content = render(tree(spec, shape), shape, moment, 0)

  const wordText = (text: string): string =>
    isAscii(text) ? text : encodedWords(text, wordCharset, shape.wordEncoding)
  const values: Record<string, string> = { ...shape.fields(moment), from: addresses([from]) }
  const to = spec.to === undefined ? [DEFAULT_TO] : listOf(spec.to)
  if (to.length > 0) values.to = addresses(to)
  if (listOf(spec.cc).length > 0) values.cc = addresses(listOf(spec.cc))
  if (listOf(spec.bcc).length > 0) values.bcc = addresses(listOf(spec.bcc))
  if (spec.sender) values.sender = addresses([spec.sender])
  if (spec.replyTo) values['reply-to'] = addresses([spec.replyTo])
  values.subject = wordText(subject)
  if (shape.order.includes('thread-topic')) values['thread-topic'] = wordText(threadTopic(subject))
  values.date = date
  if (messageId !== null) values['message-id'] = `<${messageId}>`
  if (inReplyTo) values['in-reply-to'] = `<${inReplyTo}>`
  if (references.length > 0) values.references = references.map((id) => `<${id}>`).join(' ')
  if (spec.forwardedMessageId && client === 'thunderbird')
    values['x-forwarded-message-id'] = `<${spec.forwardedMessageId}>`
  values['mime-version'] = shape.mimeVersion
  if ('x-ms-has-attach' in values && (spec.attachments?.length ?? 0) > 0) values['x-ms-has-attach'] = 'yes'

  const extra = (spec.header ?? []).filter(([name]) => {
    if (!shape.order.includes(name.toLowerCase()) || name.toLowerCase() in values) return true
    values[name.toLowerCase()] = String(spec.header?.find(([other]) => other === name)?.[1])
    return false
  })
  const omitted = new Set((spec.omit ?? []).map((name) => name.toLowerCase()))
  const own: string[] = []
  const write = (name: string, value: string): void => {
    if (!omitted.has(name.toLowerCase())) own.push(foldField(name, value, shape.continuation))
  }
  for (const name of shape.order)
    if (name === 'content') for (const [key, value] of content.header) write(key, value)
    else if (values[name] !== undefined) write(shape.spelling[name] ?? usualSpelling(name), values[name])
  for (const [name, value] of extra) own.push(foldField(name, utf8AsBytes(value), shape.continuation))

  const trace: string[] = []
  if (spec.returnPath !== undefined) trace.push(`Return-Path: <${spec.returnPath}>\r\n`)
  if (spec.deliveredTo !== undefined) trace.push(`Delivered-To: ${spec.deliveredTo}\r\n`)
  for (const value of listOf(spec.authenticationResults))
    trace.push(foldField('Authentication-Results', value, '\t'))
  for (const hop of spec.received ?? [])
    trace.push(`Received: ${typeof hop === 'string' ? hop : hopText(hop)}\r\n`)
  for (const [name, value] of spec.relayHeader ?? []) trace.push(foldField(name, utf8AsBytes(value)))
  if (spec.dkim) trace.push(dkimSignature(own, content.body, spec.dkim))

  const whole = `${trace.join('')}${own.join('')}\r\n${content.body}`
  return Buffer.from(spec.lineEnd === '\n' ? whole.replaceAll('\r\n', '\n') : whole, 'latin1')
}

/** Header text outside ASCII as UTF-8 bytes (RFC 6532), one character per byte. */
const utf8AsBytes = (value: string): string => Buffer.from(value, 'utf8').toString('latin1')

const threadTopic = (subject: string): string => subject.replace(/^(?:(?:re|fwd?|aw|wg): )+/i, '')

const USUAL: Readonly<Record<string, string>> = {
  'message-id': 'Message-ID',
  'mime-version': 'MIME-Version',
  'list-id': 'List-ID',
  'feedback-id': 'Feedback-ID',
  'x-forwarded-message-id': 'X-Forwarded-Message-Id',
}

function usualSpelling(name: string): string {
  return USUAL[name] ?? name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}
