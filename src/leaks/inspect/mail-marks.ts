/** Marks in a mail: everything on its way that names the recipient, the account or this one copy. */
import type { Message } from '../../model/message.ts'
import { unwrapLink } from '../../parse/links/wrappers/unwrap-link.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import { MAIL_FIELD_MARKS, type MailFieldMark } from '../known-marks/mail-fields.ts'
import type { MarkList } from './mark-list.ts'
import { markupMarks } from './markup-marks.ts'
import { plainText, textMarks } from './text-marks.ts'

/** A field that some server added for its own ends. */
const UNKNOWN: MailFieldMark = { code: 'mail.other-field', means: 'copy' }

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
    const known = Object.hasOwn(MAIL_FIELD_MARKS, key) ? MAIL_FIELD_MARKS[key] : undefined
    const mark = known ?? (/^(?:x|arc)-/.test(key) ? UNKNOWN : undefined)
    if (mark === undefined) continue
    const { code, means } = mark
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
