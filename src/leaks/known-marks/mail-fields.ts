import type { MarkMeaning } from '../../model/leak-mark.ts'
import type { NaturalMarkKind } from '../../model/natural-mark.ts'

/** What a field of a mail's header gives away. */
export interface MailFieldMark {
  /** Stable name for whoever looks through a file before it is published. */
  readonly code: string
  readonly means: MarkMeaning
  /** What it tells whoever traces a leak; absent when it tells nothing of the copy. */
  readonly traces?: NaturalMarkKind
}

const delivered = { code: 'mail.recipient', means: 'recipient', traces: 'delivered-to' } as const
const service = { code: 'mail.other-field', means: 'copy', traces: 'mail-service-id' } as const
const addressed = { code: 'mail.recipient', means: 'recipient', traces: 'recipient' } as const
const path = { code: 'mail.path', means: 'recipient' } as const
const sender = { code: 'mail.sender', means: 'person' } as const
const signature = { code: 'mail.signature', means: 'copy' } as const
const named = { code: 'mail.message-id', means: 'copy' } as const
const program = { code: 'mail.program', means: 'device' } as const
const unsubscribe = { code: 'mail.unsubscribe', means: 'recipient', traces: 'unsubscribe-address' } as const

/**
 * Fields that identify a copy, its recipient or its way, by lower-case name. Every other field that begins with `x-` or
 * `arc-` may do so as well. Sources: RFC 5322, 2369, 8058, 8617; the names that Postfix, qmail, Exim, Exchange and mail
 * services give to the envelope recipient and to their own numbers.
 */
export const MAIL_FIELD_MARKS: Readonly<Record<string, MailFieldMark>> = {
  'delivered-to': delivered,
  'x-original-to': delivered,
  'envelope-to': delivered,
  'x-envelope-to': delivered,
  'x-rcpt-to': delivered,
  'x-delivered-to': delivered,
  'x-apparently-to': delivered,
  'x-ms-exchange-organization-originalenveloperecipients': delivered,
  to: addressed,
  cc: addressed,
  bcc: addressed,
  'resent-to': { code: 'mail.recipient', means: 'recipient' },
  'resent-from': { code: 'mail.recipient', means: 'person' },
  'return-path': { code: 'mail.return-path', means: 'recipient' },
  'message-id': { ...named, traces: 'message-id' },
  'in-reply-to': named,
  references: named,
  'list-unsubscribe': unsubscribe,
  'list-unsubscribe-post': { code: 'mail.unsubscribe', means: 'recipient' },
  'feedback-id': { code: 'mail.campaign', means: 'copy', traces: 'mail-service-id' },
  'x-sg-eid': service,
  'x-sg-id': service,
  'x-mc-user': service,
  'x-mailgun-sid': service,
  'x-ses-outgoing': service,
  'x-sfmc-stack': service,
  'x-mandrill-user': service,
  'x-csa-complaints': service,
  'x-campaignid': service,
  'x-job': service,
  'x-messageid': service,
  'x-report-abuse': service,
  'x-ms-exchange-crosstenant-id': service,
  'x-ms-exchange-organization-authas': service,
  'x-gm-message-state': service,
  'list-id': { code: 'mail.list', means: 'organisation', traces: 'mail-service-id' },
  'x-mailer': program,
  'user-agent': program,
  'x-originating-ip': { code: 'mail.address', means: 'place' },
  'thread-index': { code: 'mail.thread', means: 'copy' },
  'dkim-signature': signature,
  'arc-seal': signature,
  'arc-message-signature': signature,
  'authentication-results': path,
  'arc-authentication-results': path,
  received: path,
  'received-spf': path,
  'x-received': path,
  date: { code: 'mail.time', means: 'time' },
  from: sender,
  sender,
  'reply-to': sender,
  organization: { code: 'mail.organisation', means: 'organisation' },
}
