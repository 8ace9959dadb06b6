// Marks of a leaked raw mail: whose copy it is stands in its header.
import type { Message } from '../../model/message.ts'
import { MAIL_FIELD_MARKS } from '../known-marks/mail-fields.ts'
import { linkMarks } from './link-marks.ts'
import { addressOf, type MarkList } from './mark-list.ts'

/** Reads marks out of a leaked mail. Its links and header speak; its text is read by `textMarks`. */
export function mailMarks(message: Message, marks: MarkList): void {
  for (const field of message.header) {
    const traces = MAIL_FIELD_MARKS[field.key]?.traces
    const value = field.value.replace(/\s+/g, ' ').trim()
    if (traces === 'delivered-to') {
      const holder = addressOf(value.replace(/^.*</, '').replace(/>.*$/, ''))
      marks.add('delivered-to', value, `field ${field.name}`, holder)
    } else if (traces === 'mail-service-id')
      marks.add('mail-service-id', `${field.name}: ${value}`, `field ${field.name}`)
    else if (traces === 'unsubscribe-address')
      linkMarks(
        value.split(/[<>,\s]+/).filter((part) => /^https?:/i.test(part)),
        marks,
      )
  }
  for (const { for: mailbox } of message.received) {
    const holder = mailbox === undefined ? undefined : addressOf(mailbox.replace(/^<|>$/g, ''))
    if (holder !== undefined) marks.add('delivered-to', holder, 'Received, for', holder)
  }
  const recipients = [...message.to, ...message.cc, ...message.bcc]
  // names nobody's copy: the sender's own looks the same, and holdings know all of them already
  for (const { address } of recipients.slice(0, 50)) marks.add('recipient', address, 'To, Cc, Bcc')
  if (message.messageId !== undefined) marks.add('message-id', message.messageId, 'field Message-ID')
  linkMarks(
    message.links.map(({ href }) => href),
    marks,
  )
  for (const part of message.parts) {
    if (part.kind !== 'leaf' || !part.contentType.mediaType.startsWith('text/')) continue
    marks.add('re-encoding', `${part.contentType.mediaType}: ${part.encoding}`, `part ${part.path}`)
  }
}
