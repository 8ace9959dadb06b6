/** Marks in a mail: everything on its way that names the recipient, the account or this one copy. */
import type { MarkMeaning } from '../../model/leak-mark.ts'
import type { Message } from '../../model/message.ts'
import { unwrapLink } from '../../parse/links/wrappers/unwrap-link.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import type { MarkList } from './mark-list.ts'
import { markupMarks } from './markup-marks.ts'
import { plainText, textMarks } from './text-marks.ts'

const FIELDS: Readonly<Record<string, readonly [code: string, means: MarkMeaning]>> = {
  'delivered-to': ['mail.recipient', 'recipient'],
  'x-original-to': ['mail.recipient', 'recipient'],
  'envelope-to': ['mail.recipient', 'recipient'],
  'x-envelope-to': ['mail.recipient', 'recipient'],
  'x-rcpt-to': ['mail.recipient', 'recipient'],
  'x-delivered-to': ['mail.recipient', 'recipient'],
  'x-forwarded-to': ['mail.recipient', 'recipient'],
  'x-forwarded-for': ['mail.recipient', 'recipient'],
  'x-received-for': ['mail.recipient', 'recipient'],
  'x-apparently-to': ['mail.recipient', 'recipient'],
  'x-real-to': ['mail.recipient', 'recipient'],
  'x-ms-exchange-organization-originalenveloperecipients': ['mail.recipient', 'recipient'],
  'x-ms-exchange-crosstenant-id': ['mail.tenant', 'organisation'],
  'x-ms-exchange-crosstenant-network-message-id': ['mail.message-id', 'copy'],
  'x-ms-exchange-organization-network-message-id': ['mail.message-id', 'copy'],
  'x-envelope-from': ['mail.return-path', 'recipient'],
  'x-gm-message-state': ['mail.message-id', 'copy'],
  'x-google-smtp-source': ['mail.message-id', 'copy'],
  'x-beenthere': ['mail.list', 'recipient'],
  'x-mailing-list': ['mail.list', 'recipient'],
  to: ['mail.recipient', 'recipient'],
  cc: ['mail.recipient', 'recipient'],
  bcc: ['mail.recipient', 'recipient'],
  'apparently-to': ['mail.recipient', 'recipient'],
  'resent-cc': ['mail.recipient', 'recipient'],
  'resent-bcc': ['mail.recipient', 'recipient'],
  'return-path': ['mail.return-path', 'recipient'],
  // A list or service can write the recipient into the address that failures go to.
  'errors-to': ['mail.return-path', 'recipient'],
  'disposition-notification-to': ['mail.sender', 'person'],
  'return-receipt-to': ['mail.sender', 'person'],
  'list-id': ['mail.list', 'recipient'],
  'list-post': ['mail.list', 'recipient'],
  'list-owner': ['mail.list', 'recipient'],
  'list-archive': ['mail.list', 'recipient'],
  'list-subscribe': ['mail.list', 'recipient'],
  'list-help': ['mail.unsubscribe', 'recipient'],
  'mailing-list': ['mail.list', 'recipient'],
  'thread-topic': ['mail.thread', 'copy'],
  'content-id': ['mail.message-id', 'copy'],
  'domainkey-signature': ['mail.signature', 'copy'],
  autocrypt: ['mail.key', 'person'],
  openpgp: ['mail.key', 'person'],
  face: ['mail.other-field', 'copy'],
  'message-id': ['mail.message-id', 'copy'],
  'in-reply-to': ['mail.message-id', 'copy'],
  references: ['mail.message-id', 'copy'],
  'list-unsubscribe': ['mail.unsubscribe', 'recipient'],
  'list-unsubscribe-post': ['mail.unsubscribe', 'recipient'],
  'feedback-id': ['mail.campaign', 'copy'],
  'x-mailer': ['mail.program', 'device'],
  'user-agent': ['mail.program', 'device'],
  'x-originating-ip': ['mail.address', 'place'],
  'thread-index': ['mail.thread', 'copy'],
  'dkim-signature': ['mail.signature', 'copy'],
  'arc-seal': ['mail.signature', 'copy'],
  'arc-message-signature': ['mail.signature', 'copy'],
  'authentication-results': ['mail.path', 'recipient'],
  'arc-authentication-results': ['mail.path', 'recipient'],
  received: ['mail.path', 'recipient'],
  'received-spf': ['mail.path', 'recipient'],
  'x-received': ['mail.path', 'recipient'],
  'resent-to': ['mail.recipient', 'recipient'],
  'resent-from': ['mail.recipient', 'person'],
  date: ['mail.time', 'time'],
  from: ['mail.sender', 'person'],
  sender: ['mail.sender', 'person'],
  'reply-to': ['mail.sender', 'person'],
  organization: ['mail.organisation', 'organisation'],
}

/** The recipient a server names in a Received field (RFC 5321 §4.4). */
const RECEIVED_FOR = /\bfor[ \t]{1,10}<?([^\s<>;]{1,128}@[^\s<>;]{1,255})>?/i

/**
 * Adds the marks of a mail; its attachments are told, and are to be looked into by themselves. `within` names the part
 * of another file that the header was found in.
 */
export function mailMarks(list: MarkList, bytes: Buffer, within?: string): void {
  const message = parseMessage(bytes)
  if (within !== undefined) {
    headerMarks(list, message, within)
    return
  }
  headerMarks(list, message, undefined)
  for (const part of message.parts) {
    const boundary = part.contentType.parameters.boundary
    if (boundary !== undefined)
      list.add({
        code: 'mail.boundary',
        means: 'device',
        value: boundary,
        range: { start: part.headerRange.start, end: part.headerRange.end },
      })
  }
  for (const { traits, href, range } of message.links) {
    const place = range.of === undefined ? { range: { start: range.start, end: range.end } } : {}
    if (traits.includes('recipient-in-url'))
      list.add({ code: 'mail.link-with-recipient', means: 'recipient', value: href, ...place })
    // The gateway of an organisation or a mail service wrote the link anew, mostly with a number for each recipient.
    const wrapper = wrapperOf(href)
    if (wrapper !== undefined)
      list.add({ code: 'mail.wrapped-link', means: 'recipient', value: `${wrapper}: ${href}`, ...place })
  }
  for (const { part, mediaType, text } of message.texts) {
    const place = `part ${part}`
    if (mediaType === 'text/html') markupMarks(list, text, place)
    else textMarks(list, text, { part: place, lines: true })
  }
  for (const { range } of message.originals.slice(0, 50))
    list.add({
      code: 'mail.quoted-mail',
      means: 'recipient',
      value: 'a quoted mail names its sender, recipients and time',
      ...(range && range.of === undefined && { range: { start: range.start, end: range.end } }),
      cleaned: 'no',
    })
  for (const { name, part, size, range } of message.attachments)
    list.add({
      code: 'mail.attachment',
      means: 'hidden',
      part: `part ${part}`,
      value: `${name || '(no name)'}, ${size} bytes: look into it by itself`,
      ...(range.of === undefined && { range: { start: range.start, end: range.end } }),
    })
}

/** Wrappers in wrappers that are taken off. Attack: a link wrapped a thousand times. */
const LAYERS = 6

/** Gateways and trackers a link leads through, with the recipient and tenant they wrote into it. */
function wrapperOf(href: string): string | undefined {
  const told: string[] = []
  let next: string | undefined = href
  for (let layer = 0; next !== undefined && layer < LAYERS; layer++) {
    const url = URL.parse(next)
    const unwrapped = url === null ? undefined : unwrapLink(url)
    if (unwrapped === undefined) break
    const { product, role, recipient, tenant } = unwrapped.facts
    if (role === 'gateway' || role === 'tracker' || recipient !== undefined)
      told.push(
        [product, recipient && `for ${recipient}`, tenant && `of ${tenant}`].filter(Boolean).join(' '),
      )
    next = unwrapped.target
  }
  return told.length === 0 ? undefined : told.join(', ')
}

function headerMarks(list: MarkList, message: Message, part: string | undefined): void {
  for (const { key, name, value, range } of message.header) {
    const [code, means] =
      FIELDS[key] ??
      (key.startsWith('x-') || key.startsWith('arc-')
        ? (['mail.other-field', 'copy'] as const)
        : [undefined, undefined])
    if (code === undefined) continue
    const place = { part, range: { start: range.start, end: range.end } }
    list.add({ code, means, value: `${name}: ${value}`, ...place })
    const holder = key === 'received' || key === 'x-received' ? RECEIVED_FOR.exec(value)?.[1] : undefined
    if (holder !== undefined)
      list.add({ code: 'mail.recipient', means: 'recipient', value: `received for ${holder}`, ...place })
  }
}

/** The text of a mail under its subject: no recipients, no path, no identifiers, no attachments, links cut to hosts. */
export function cleanMail(
  bytes: Buffer,
  subject?: string,
): { readonly text: string; readonly changes: readonly string[] } {
  const message = parseMessage(bytes)
  const body = message.texts[message.mainText]
  const shown =
    body?.shown?.runs.map(({ text, lineEnds }) => `${lineEnds === 'none' ? ' ' : '\n'}${text}`).join('') ??
    body?.text ??
    ''
  const text = plainText(shown, { lines: true })
    .replace(/https?:\/\/([^\s/<>"']{1,255})[^\s<>"']*/gi, (_, host: string) => `[link to ${host}]`)
    .replace(/[^\s<>"'()]{1,64}@[^\s<>"'()]{1,255}/g, '[address]')
    .trim()
  const changes = [
    'it is a text now and no mail: nothing can be verified over it',
    'recipients, path, identifiers, date and sender fields were left out',
    'addresses in the text were replaced, and links cut to their hosts',
  ]
  if (message.attachments.length > 0) changes.push('attachments were left out')
  return { text: `${plainText(subject ?? message.subject, { lines: true })}\n\n${text}\n`, changes }
}
