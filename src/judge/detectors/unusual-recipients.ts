import { quote } from '../quoting.ts'
import { oneIn } from './client-drift.ts'
import { channelOf, type Detector, fieldEvidence } from './detector.ts'

const TELL = 1 / 50

/** A recipient set this sender never wrote to. */
export const unusualRecipients: Detector = {
  id: 'recipients.unusual',
  channel: 'recipients',
  detect({ record, context, ...rest }) {
    const result = channelOf({ record, context, ...rest }, 'recipients')
    if (!result) return 'not measured'
    if (result.notEvaluated !== undefined) return `not evaluated: ${result.notEvaluated}`
    if (result.tail === undefined) return `not evaluated: only ${result.n} earlier mails to compare with`
    if (result.tail > TELL)
      return `usual recipients for this sender: ${oneIn(result.tail)} of earlier mails had as unusual ones`
    const fresh = context.recipients.filter((one) => one.seenBySender === 0)
    return {
      severity: 'low',
      seen: `Goes to ${fresh.length} of ${context.recipients.length} people this sender never wrote to here: ${quote(
        fresh
          .slice(0, 3)
          .map((one) => one.address)
          .join(', '),
        120,
      )}.`,
      why: 'Hijacked accounts are used to reach the owner’s contacts in groups the owner never put together.',
      innocent: 'A first mail to a new partner, a new project, or people who are usually on another thread.',
      next: 'Ask one of the other recipients whether they expected it.',
      evidence: [
        fieldEvidence(record, ['to', 'cc'], record.to.map((one) => one.address).join(', ')) ?? {
          kind: 'statistic',
          profile: context.sender,
          name: 'best overlap with an earlier recipient set, percent',
          value: Math.round(context.recipientOverlap * 100),
          n: context.messages,
        },
      ],
    }
  },
}
