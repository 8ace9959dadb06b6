import { defanged, mails, quote } from '../quoting.ts'
import { SERVICE_WORDS } from '../service-words.ts'
import { ASK, type Detector, LEAVE_LINK } from './detector.ts'

/** Earlier mails before somebody's first use of a service means anything. */
const KNOWN = 10

/** A link through a shortener, share host, click counter or wrapper, by somebody who never used such a thing. */
export const newService: Detector = {
  id: 'link.new-service',
  channel: 'services',
  detect({ record, context }) {
    if (context.services.length === 0) return 'no link goes through a shortener, share host or the like'
    if (context.messages < KNOWN) return `fewer than ${KNOWN} earlier mails of this sender`
    const fresh = context.services
      .filter((one) => one.bySender === 0)
      .toSorted((a, b) => a.byAnybody - b.byAnybody)[0]
    if (!fresh) return 'this sender used such services before'
    const link = record.links[fresh.link]
    if (!link) return 'the link is no longer in the record'
    return {
      severity: 'low',
      seen: `A link goes through ${SERVICE_WORDS[fresh.role]} (${defanged(fresh.host)}); none of ${mails(context.messages, 'earlier')} of this sender did, and ${mails(fresh.byAnybody)} of anybody here${link.text ? `. The reader sees “${quote(link.text)}”` : ''}.`,
      why: 'The site itself is well known, and that is why it is used: anybody can put anything behind it, and what the reader sees first looks familiar.',
      innocent: 'Many people share files and short links this way; somebody starts doing so every week.',
      next: `${LEAVE_LINK} ${ASK}`,
      evidence: [
        { kind: 'bytes', part: link.part, range: link.range, quoted: link.href.slice(0, 300) },
        {
          kind: 'statistic',
          profile: context.sender,
          name: `mails that link through ${SERVICE_WORDS[fresh.role]}`,
          value: fresh.bySender,
          n: context.messages,
        },
        {
          kind: 'statistic',
          profile: 'organisation',
          name: `mails that link through ${SERVICE_WORDS[fresh.role]}`,
          value: fresh.byAnybody,
          n: context.organisationMessages,
        },
      ],
    }
  },
}
