import type { Evidence } from '../../model/evidence.ts'
import type { MessageRecord } from '../../model/record.ts'
import { acquaintance, isFirstContact, type Lure, luresOf, plainPretences } from '../gates/first-contact.ts'
import { mails, quote } from '../quoting.ts'
import { type Detector, fieldEvidence } from './detector.ts'

/** Somebody unknown brings a lure, and the mail is not quite what it poses as. */
export const firstContactLure: Detector = {
  id: 'first-contact.lure',
  channel: 'pretence',
  detect({ record, context }) {
    if (!isFirstContact(context)) return acquaintance(context)
    const lures = luresOf(record, context)
    const lure = lures[0]
    if (!lure) return 'brings nothing to open and asks for nothing delicate'
    const signs = plainPretences(record, context)
    const sign = signs[0]
    if (!sign) return 'a lure, but nothing about the mail is pretended'
    const came =
      context.messages === 0
        ? 'The first mail of this sender here'
        : `Only ${mails(context.messages)} of this sender came before; this one`
    const field = shownIn(record, sign.fields)
    const statistic: Evidence = {
      kind: 'statistic',
      profile: context.sender,
      name: 'earlier mails',
      value: context.messages,
      n: context.organisationMessages,
    }
    const place = lureEvidence(record, lure)
    return {
      severity: lures.length + signs.length >= 4 || sign.weight >= 3 ? 'medium' : 'low',
      seen: `${came} brings a lure (${lure.because}), and ${sign.because}${signs[1] ? `; ${signs[1].because}` : ''}.`,
      why: 'Who wants a foothold and has no account to misuse writes as a stranger with a pretext: an answer to nothing, a name that cannot be proved, a link by way of a place others trust.',
      innocent: `Newcomers, newsletters and suppliers write for the first time every day${sign.kind === 'authentication' ? ', and small mail servers often prove nothing' : ''}; most of them are what they say.`,
      next: `Do not open what it brings and do not answer with anything delicate. If ${quote(record.from.name || record.from.address)} could be real, reach them by a way you find yourself, not by one from this mail.`,
      evidence: place
        ? [place, ...(field ? [field] : []), statistic]
        : field
          ? [field, statistic]
          : [statistic],
    }
  },
}

/** The first of these fields that says something of its own, with what it says. */
function shownIn(record: MessageRecord, fields: readonly string[]): Evidence | undefined {
  for (const field of fields) {
    const value = SAYS[field]?.(record)
    const found = value ? fieldEvidence(record, [field], value) : undefined
    if (found) return found
  }
  return undefined
}

const SAYS: Readonly<Record<string, (record: MessageRecord) => string | undefined>> = {
  subject: (record) => record.subject,
  from: (record) => record.from.address,
  to: (record) => record.to[0]?.address,
  'reply-to': (record) => record.replyTo[0]?.address,
}

function lureEvidence(record: MessageRecord, { kind, index }: Lure): Evidence | undefined {
  if (kind === 'active-attachment') {
    const file = record.attachments[index]
    return file && { kind: 'bytes', part: file.part, range: file.range, quoted: file.name.slice(0, 300) }
  }
  if (kind === 'ask') return undefined
  const link = record.links[index]
  return link && { kind: 'bytes', part: link.part, range: link.range, quoted: link.href.slice(0, 300) }
}
