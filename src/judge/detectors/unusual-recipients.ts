import { quote } from '../quoting.ts'
import { howOften, howRare } from './client-drift.ts'
import { ASK, channelOf, type Detector, fieldEvidence } from './detector.ts'

const TELL = 1 / 50

const LISTED = 3

/** Who of the recipients is new to the sender. */
function whom(fresh: readonly { readonly address: string }[], all: number): string {
  if (fresh.length === 0)
    return `Goes to ${all === 1 ? 'somebody' : `${all} people`} this sender wrote to before, but hardly ever ${all === 1 ? 'alone' : 'in this company'}.`
  const names = quote(
    fresh
      .slice(0, LISTED)
      .map(({ address }) => address)
      .join(', '),
    120,
  )
  const more = fresh.length > LISTED ? ` and ${fresh.length - LISTED} more` : ''
  if (all === 1) return `Goes to somebody this sender never wrote to here: ${names}.`
  return `Goes to ${all} people; to ${fresh.length === all ? 'none' : fresh.length} of them this sender ${fresh.length === all ? 'ever' : 'never'} wrote here: ${names}${more}.`
}

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
      return `usual recipients for this sender: ${howOften(result.tail, result.n, 'had recipients as unusual for their sender')}`
    const fresh = context.recipients.filter((one) => one.seenBySender === 0)
    return {
      severity: 'low',
      seen: whom(fresh, context.recipients.length),
      why: `A stolen account is used to reach people the owner knows, in groups the owner never put together. ${howRare(result.tail, result.n, 'had recipients as unusual for their sender')}.`,
      innocent:
        'A first mail to a new partner, a new project, or people who usually take part in another conversation.',
      next:
        context.recipients.length > 1
          ? `Ask one of the other recipients whether they expected it. ${ASK}`
          : ASK,
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
