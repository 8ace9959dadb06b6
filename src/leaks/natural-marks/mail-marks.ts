// Marks of a leaked raw mail: whose copy it is stands in its header.
import type { Message } from '../../model/message.ts'
import { linkMarks } from './link-marks.ts'
import { addressOf, type MarkList } from './mark-list.ts'

const DELIVERY = new Set([
  'delivered-to',
  'x-original-to',
  'x-envelope-to',
  'envelope-to',
  'x-rcpt-to',
  'x-delivered-to',
  'x-apparently-to',
  'x-ms-exchange-organization-originalenveloperecipients',
])
const SERVICE_ID =
  /^(?:feedback-id|x-sg-eid|x-sg-id|x-mc-user|x-mailgun-sid|x-ses-outgoing|x-sfmc-stack|x-mandrill-user|x-csa-complaints|x-campaignid|x-job|x-messageid|x-report-abuse|x-ms-exchange-crosstenant-id|x-ms-exchange-organization-authas|x-gm-message-state|list-id)$/

/** Reads marks out of a leaked mail. Its links and header speak; its text is read by `textMarks`. */
export function mailMarks(message: Message, marks: MarkList): void {
  for (const field of message.header) {
    const name = field.name.toLowerCase()
    const value = field.value.replace(/\s+/g, ' ').trim()
    if (DELIVERY.has(name)) {
      const holder = addressOf(value.replace(/^.*</, '').replace(/>.*$/, ''))
      marks.add('delivered-to', value, `field ${field.name}`, holder)
    } else if (SERVICE_ID.test(name))
      marks.add('mail-service-id', `${field.name}: ${value}`, `field ${field.name}`)
    else if (name === 'list-unsubscribe')
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
