import type { Issue } from '../../model/issue.ts'
import type { SourceLocation } from '../../model/source.ts'
import { inOrder, type MailFlag } from '../mailbox-folder.ts'
import { charsetOf, decodeText } from './code-page.ts'
import { decompressedRtf } from './compressed-rtf.ts'
import { addressWords, dateText, fieldOf, identifierWords, singleLine, textWords } from './header-text.ts'
import { type Entity, fileEntity, messageEntity, multipartEntity, textEntity } from './mail-body.ts'
import {
  namedPeople,
  type OutlookPerson,
  peopleOfEntries,
  personOf,
  RECIPIENT,
  REPRESENTED,
  SENDER,
} from './outlook-address.ts'
import {
  bytesOf,
  charsetOfItem,
  numberOf,
  type OutlookAttachment,
  type OutlookItem,
  PROPERTY,
  TYPE,
  textOf,
  timeOf,
} from './outlook-item.ts'
import { rtfText } from './rtf-text.ts'
import { multipartOf, type TransportHeader, transportHeader } from './transport-header.ts'

/** A mail made from Outlook's properties. */
export interface RebuiltMail {
  readonly bytes: Uint8Array
  readonly rebuilt: NonNullable<SourceLocation['rebuilt']>
  readonly flags: readonly MailFlag[]
  /** Milliseconds; when Outlook says it was delivered, else sent. */
  readonly time?: number
  readonly issues: readonly Issue[]
}

/** Messages inside messages; deeper ones are left out and said. */
const DEPTH_LIMIT = 10
/** Uncompressed RTF of one message: 4 MB of it make kilobytes when compressed. */
const RTF_BYTES: number = 32 * 1024 * 1024
/** Named one by one in the issues of a message. */
const NAMED_LOSSES = 10

/** [MS-OXCMSG] §2.2.1.6. */
const READ = 0x01
const UNSENT = 0x08
const FROM_ME = 0x20
/** Values of PidTagLastVerbExecuted ([MS-OXOMSG] §2.2.1.9). */
const REPLIED: ReadonlySet<number> = new Set([102, 103])
const FORWARDED = 104
const FLAGGED = 2

/** Message classes of what Outlook keeps beside mail ([MS-OXCMSG] §2.2.1.3 and the protocols of each). */
const NOT_MAIL: readonly (readonly [prefix: string, what: string])[] = [
  ['ipm.contact', 'a contact'],
  ['ipm.distlist', 'a distribution list'],
  ['ipm.abchperson', 'a contact'],
  ['ipm.appointment', 'an appointment in a calendar'],
  ['ipm.task', 'a task'],
  ['ipm.stickynote', 'a note'],
  ['ipm.activity', 'an entry in a journal'],
  ['ipm.configuration', 'a setting'],
  ['ipm.microsoft', 'a setting'],
  ['ipm.post.rss', 'an article of a news feed'],
]

/** What an item is when it is no mail, `a contact`; undefined for mail. */
export function otherThanMail({ properties }: OutlookItem): string | undefined {
  const kind = (textOf(properties, PROPERTY.messageClass, 'windows-1252') ?? '').toLowerCase()
  for (const [prefix, what] of NOT_MAIL) if (kind === prefix || kind.startsWith(`${prefix}.`)) return what
  return undefined
}

/**
 * Makes an RFC 5322 message of an Outlook item. The header it arrived with is used as it was, but for the fields that
 * describe the body; without one the header is made from properties. The body is always made anew: text, HTML (got
 * back out of RTF where Outlook kept it there, [MS-OXRTFEX]) or RTF, attachments, and messages inside. The same item
 * gives the same bytes. Never throws.
 */
export function rebuiltMail(item: OutlookItem): RebuiltMail {
  const losses: string[] = []
  const { bytes, headerKept } = mailOf(item, 0, losses)
  const { properties } = item
  const time =
    timeOf(properties, PROPERTY.messageDeliveryTime) ?? timeOf(properties, PROPERTY.clientSubmitTime)
  const rebuilt = headerKept ? (['body'] as const) : (['header', 'body'] as const)
  const issues: Issue[] = [
    {
      code: 'source.rebuilt',
      detail: `${rebuilt.join(' and ')} made again from Outlook properties: not the bytes that were sent`,
    },
    ...losses.slice(0, NAMED_LOSSES).map((detail): Issue => ({ code: 'source.incomplete', detail })),
  ]
  if (losses.length > NAMED_LOSSES)
    issues.push({
      code: 'source.incomplete',
      detail: `${losses.length - NAMED_LOSSES} more parts are missing`,
    })
  return {
    bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    rebuilt,
    flags: flagsOf(item),
    ...(time === undefined ? {} : { time }),
    issues,
  }
}

function flagsOf({ properties }: OutlookItem): readonly MailFlag[] {
  const state = numberOf(properties, PROPERTY.messageFlags) ?? 0
  const verb = numberOf(properties, PROPERTY.lastVerbExecuted) ?? 0
  const flags = new Set<MailFlag>()
  if ((state & READ) !== 0) flags.add('read')
  if ((state & UNSENT) !== 0) flags.add('draft')
  if ((state & FROM_ME) !== 0 && (state & UNSENT) === 0) flags.add('sent')
  if (REPLIED.has(verb)) flags.add('replied')
  if (verb === FORWARDED) flags.add('passed')
  if (numberOf(properties, PROPERTY.flagStatus) === FLAGGED) flags.add('flagged')
  return inOrder(flags)
}

function mailOf(
  item: OutlookItem,
  depth: number,
  losses: string[],
): { readonly bytes: Buffer; readonly headerKept: boolean } {
  const { properties, missing } = item
  const charset = charsetOfItem(properties)
  const kept = transportHeader(textOf(properties, PROPERTY.transportMessageHeaders, charset) ?? '')
  losses.push(...missing)
  const body = bodyOf(item, charset, multipartOf(kept?.contentType), depth, losses)
  const headerKept = kept?.hasFrom ?? false
  const made = headerKept ? [] : madeFields(item, charset)
  const fields = joined(kept, made, body)
  return { bytes: Buffer.concat([Buffer.from(fields), Buffer.from('\r\n'), ...body.body]), headerKept }
}

/** What was kept, then what had to be made and is not there yet; the description of the body where it stood. */
function joined(kept: TransportHeader | undefined, made: readonly string[], body: Entity): string {
  const before = kept?.fields ?? []
  const names = new Set(before.map(nameOf))
  const fields = [...before]
  const own = names.has('mime-version') ? body.fields : ['MIME-Version: 1.0\r\n', ...body.fields]
  fields.splice(kept?.contentAt ?? 0, 0, ...(kept === undefined ? [] : own))
  fields.push(...made.filter((field) => !names.has(nameOf(field))))
  if (kept === undefined) fields.push(...own)
  return fields.join('')
}

function nameOf(field: string): string {
  return field
    .slice(0, Math.max(0, field.indexOf(':')))
    .trim()
    .toLowerCase()
}

function madeFields(item: OutlookItem, charset: string): readonly string[] {
  const { properties } = item
  const text = (number: number): string | undefined => textOf(properties, number, charset)
  const fields: string[] = []
  const people = (name: string, list: readonly OutlookPerson[]): void => {
    if (list.length > 0) fields.push(fieldOf(name, addressWords(list)))
  }
  const sender = personOf(properties, SENDER, charset)
  const from = personOf(properties, REPRESENTED, charset) ?? sender
  if (from !== undefined) people('From', [from])
  if (
    sender !== undefined &&
    from !== undefined &&
    sender.address.toLowerCase() !== from.address.toLowerCase()
  )
    people('Sender', [sender])
  const entries = bytesOf(properties, PROPERTY.replyRecipientEntries)
  const replies = entries === undefined ? [] : peopleOfEntries(entries, charset)
  people('Reply-To', replies.length > 0 ? replies : namedPeople(text(PROPERTY.replyRecipientNames)))
  for (const [name, type, shown] of [
    ['To', 1, PROPERTY.displayTo],
    ['Cc', 2, PROPERTY.displayCc],
    ['Bcc', 3, PROPERTY.displayBcc],
  ] as const) {
    const listed = item.recipients.flatMap((one) => {
      // the upper bits say whether it was sent there already ([MS-OXOMSG] §2.2.3.1)
      const kind = (numberOf(one, PROPERTY.recipientType) ?? 1) & 0xf
      const person = kind === type ? personOf(one, RECIPIENT, charset) : undefined
      return person === undefined ? [] : [person]
    })
    people(name, listed.length > 0 || item.recipients.length > 0 ? listed : namedPeople(text(shown)))
  }
  const subject = subjectOf(item, charset)
  if (subject !== undefined) fields.push(fieldOf('Subject', textWords(subject)))
  const time =
    timeOf(properties, PROPERTY.clientSubmitTime) ??
    timeOf(properties, PROPERTY.messageDeliveryTime) ??
    timeOf(properties, PROPERTY.creationTime)
  if (time !== undefined) fields.push(`Date: ${dateText(time)}\r\n`)
  for (const [name, number] of [
    ['Message-ID', PROPERTY.internetMessageId],
    ['In-Reply-To', PROPERTY.inReplyToId],
    ['References', PROPERTY.internetReferences],
  ] as const) {
    const words = identifierWords(text(number) ?? '')
    if (words.length > 0) fields.push(fieldOf(name, words))
  }
  const topic = text(PROPERTY.conversationTopic)
  if (topic !== undefined) fields.push(fieldOf('Thread-Topic', textWords(topic)))
  const index = bytesOf(properties, PROPERTY.conversationIndex)
  if (index !== undefined && index.length < 600)
    fields.push(fieldOf('Thread-Index', [Buffer.from(index).toString('base64')]))
  const importance = numberOf(properties, PROPERTY.importance)
  if (importance === 0 || importance === 2)
    fields.push(`Importance: ${importance === 2 ? 'high' : 'low'}\r\n`)
  return fields
}

function subjectOf({ properties }: OutlookItem, charset: string): string | undefined {
  const subject = textOf(properties, PROPERTY.subject, charset)
  // in a .pst a mark and the length of the prefix stand before it ([MS-PST] §2.5.3.1.1.1)
  if (subject !== undefined) return subject.startsWith('\x01') ? subject.slice(2) : subject
  const rest = textOf(properties, PROPERTY.normalizedSubject, charset)
  return rest === undefined
    ? undefined
    : `${textOf(properties, PROPERTY.subjectPrefix, charset) ?? ''}${rest}`
}

/** The body as one entity: what is shown, then attachments. */
function bodyOf(
  item: OutlookItem,
  charset: string,
  original: ReturnType<typeof multipartOf>,
  depth: number,
  losses: string[],
): Entity {
  const signed = signedEntity(item)
  if (signed !== undefined) return signed
  const texts = textEntities(item, charset)
  const html = texts.find(({ type }) => type === 'text/html')
  const inline: Entity[] = []
  const apart: Entity[] = []
  item.attachments.forEach((attachment, index) => {
    const contentId = contentIdOf(attachment, charset)
    const isShown =
      contentId !== undefined && html?.body.some((part) => part.includes(`cid:${contentId}`)) === true
    const entity = attachmentEntity(attachment, index, charset, isShown, depth, losses)
    if (entity !== undefined) (isShown ? inline : apart).push(entity)
  })
  const whole = (type: string, parts: readonly Entity[], outermost: boolean): Entity =>
    parts.length === 1
      ? parts[0]!
      : multipartEntity(type, parts, outermost && original?.type === type ? original : undefined)
  const shown = whole('multipart/alternative', texts, inline.length === 0 && apart.length === 0)
  const related = whole('multipart/related', [shown, ...inline], apart.length === 0)
  return whole('multipart/mixed', [related, ...apart], true)
}

/** Text and HTML, or RTF when it was never anything else; an empty text when there is nothing. */
function textEntities({ properties }: OutlookItem, charset: string): readonly Entity[] {
  const text = textOf(properties, PROPERTY.body, charset)
  const compressed = bytesOf(properties, PROPERTY.rtfCompressed)
  const rtf = compressed === undefined ? undefined : decompressedRtf(compressed, RTF_BYTES)
  const html = htmlEntity({ properties }, charset)
  const shown: Entity[] = []
  const read = html === undefined && rtf !== undefined ? rtfText(rtf) : undefined
  const plain = text ?? (read?.from === 'html' ? undefined : read?.text)
  if (plain !== undefined) shown.push(textEntity('text/plain', 'utf-8', Buffer.from(plain.toWellFormed())))
  if (html !== undefined) shown.push(html)
  else if (read?.from === 'html')
    shown.push(textEntity('text/html', 'utf-8', Buffer.from(read.text.toWellFormed())))
  else if (read?.from === 'rtf' && rtf !== undefined)
    shown.push(fileEntity('text/rtf', '', rtf, { inline: true }))
  return shown.length > 0 ? shown : [textEntity('text/plain', 'utf-8', Buffer.alloc(0))]
}

/** HTML is kept as bytes in the charset of the internet code page, or as text. */
function htmlEntity({ properties }: Pick<OutlookItem, 'properties'>, charset: string): Entity | undefined {
  const asText = textOf(properties, PROPERTY.html, charset)
  if (asText !== undefined) return textEntity('text/html', 'utf-8', Buffer.from(asText.toWellFormed()))
  const value = properties.get(PROPERTY.html)
  const bytes = value?.type === TYPE.binary ? value.bytes : undefined
  if (bytes === undefined || bytes.length === 0) return undefined
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const named = charsetOf(numberOf(properties, PROPERTY.internetCodepage) ?? 0)
  if (named?.startsWith('utf-16'))
    return textEntity('text/html', 'utf-8', Buffer.from(decodeText(bytes, named).toWellFormed()))
  const guessed = buffer.toString('utf8').includes('\ufffd') ? charset : 'utf-8'
  return textEntity('text/html', named ?? guessed, buffer)
}

/** A clear-signed mail is kept whole, as one attachment with its own header ([MS-OXOSMIME] §3.2.4.2). */
function signedEntity(item: OutlookItem): Entity | undefined {
  const kind = (textOf(item.properties, PROPERTY.messageClass, 'windows-1252') ?? '').toLowerCase()
  const data = item.attachments.length === 1 ? item.attachments[0]?.data : undefined
  if (!kind.startsWith('ipm.note.smime.multipartsigned') || data === undefined) return undefined
  const mail = Buffer.from(data.buffer, data.byteOffset, data.length)
  const end = /\r?\n\r?\n/.exec(mail.toString('latin1', 0, 64 * 1024))
  const header = end === null ? undefined : transportHeader(mail.toString('utf8', 0, end.index))
  const content = multipartOf(header?.contentType ?? onlyContentType(mail))
  if (end === null || content?.type !== 'multipart/signed') return undefined
  return {
    type: content.type,
    fields: [content.field],
    body: [mail.subarray(end.index + end[0].length)],
  }
}

/** `transportHeader` wants a field beside the Content-Type; such an attachment may have none. */
function onlyContentType(mail: Buffer): string | undefined {
  const head = mail.toString('latin1', 0, 4096)
  const field = /^content-type:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/i.exec(head)?.[0]
  return field === undefined ? undefined : `${field.replace(/\r?\n/g, '\r\n')}\r\n`
}

function contentIdOf({ properties }: OutlookAttachment, charset: string): string | undefined {
  const id = singleLine(textOf(properties, PROPERTY.attachContentId, charset) ?? '').replace(/^<|>$/g, '')
  return /^[\x21-\x3b\x3d\x3f-\x7e]{1,300}$/.test(id) ? id : undefined
}

function attachmentEntity(
  attachment: OutlookAttachment,
  index: number,
  charset: string,
  inline: boolean,
  depth: number,
  losses: string[],
): Entity | undefined {
  const { properties, data, message, missing } = attachment
  const text = (number: number): string => singleLine(textOf(properties, number, charset) ?? '')
  const name =
    text(PROPERTY.attachLongFilename) || text(PROPERTY.attachFilename) || text(PROPERTY.displayName)
  const lost = (why: string): undefined => {
    losses.push(`attachment ${index + 1} (${name.slice(0, 60) || 'without a name'}) is missing: ${why}`)
  }
  if (message !== undefined)
    return depth < DEPTH_LIMIT
      ? messageEntity(name, mailOf(message, depth + 1, losses).bytes)
      : lost(`it is a message inside ${DEPTH_LIMIT} others`)
  if (data === undefined) return lost(missing ?? 'Outlook keeps no bytes of it')
  const stated = text(PROPERTY.attachMimeTag).toLowerCase()
  // a container needs parts of its own, and the bytes of a file have none
  const usable = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/.test(stated)
  const type = usable && !/^(multipart|message)\//.test(stated) ? stated : 'application/octet-stream'
  const contentId = contentIdOf(attachment, charset)
  const place = text(PROPERTY.attachContentLocation)
  return fileEntity(type, name, data, {
    inline,
    ...(contentId === undefined ? {} : { contentId }),
    ...(/^[\x21-\x7e]{1,900}$/.test(place) ? { location: place } : {}),
  })
}
