/** Marks in a mail: everything on its way that names the recipient, the account or this one copy. */
import type { MarkMeaning } from '../../model/leak-mark.ts'
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
  to: ['mail.recipient', 'recipient'],
  cc: ['mail.recipient', 'recipient'],
  bcc: ['mail.recipient', 'recipient'],
  'return-path': ['mail.return-path', 'recipient'],
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

/** Adds the marks of a mail; its attachments are told, and are to be looked into by themselves. */
export function mailMarks(list: MarkList, bytes: Buffer): void {
  const message = parseMessage(bytes)
  for (const { key, name, value, range } of message.header) {
    const [code, means] =
      FIELDS[key] ??
      (key.startsWith('x-') || key.startsWith('arc-')
        ? (['mail.other-field', 'copy'] as const)
        : [undefined, undefined])
    if (code !== undefined)
      list.add({ code, means, value: `${name}: ${value}`, range: { start: range.start, end: range.end } })
  }
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
  for (const { traits, href, range } of message.links)
    if (traits.includes('recipient-in-url'))
      list.add({
        code: 'mail.link-with-recipient',
        means: 'recipient',
        value: href,
        ...(range.of === undefined && { range: { start: range.start, end: range.end } }),
      })
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

/** The text of a mail under its subject: no recipients, no path, no identifiers, no attachments, links cut to hosts. */
export function cleanMail(bytes: Buffer): { readonly text: string; readonly changes: readonly string[] } {
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
  return { text: `${plainText(message.subject, { lines: true })}\n\n${text}\n`, changes }
}
