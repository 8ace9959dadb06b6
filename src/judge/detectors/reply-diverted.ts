import { defanged, mails, quote } from '../quoting.ts'
import { ASK, type Detector, fieldEvidence } from './detector.ts'

/** Answers would go to another domain than the sender's, for the first time. */
export const replyDiverted: Detector = {
  id: 'identity.reply-diverted',
  channel: 'identity',
  detect({ record, context }) {
    if (!context.identity.replyToDiffers) return 'answers go to the sender'
    if (context.identity.replyToSeen > 0)
      return `this sender used that reply address ${context.identity.replyToSeen} times before`
    if (context.messages === 0) return 'first mail of this sender: nothing to compare with'
    const target = record.replyTo.map((one) => one.address).join(', ')
    const statistic = {
      kind: 'statistic',
      profile: context.sender,
      name: 'mails that asked for answers at that domain',
      value: 0,
      n: context.messages,
    } as const
    const evidence = fieldEvidence(record, ['reply-to'], target)
    return {
      severity: 'low',
      seen: `An answer would go to ${defanged(target)}, not to ${quote(record.from.address)}; ${context.messages === 1 ? 'in the one earlier mail' : `in none of ${mails(context.messages, 'earlier')}`} of this sender ${context.messages === 1 ? 'it did not' : 'it did'}.`,
      why: 'An attacker who cannot read the real mailbox needs the answers to go elsewhere.',
      innocent:
        'Mailing lists, ticket systems and people with two addresses ask for answers elsewhere as a matter of course.',
      next: ASK,
      evidence: evidence ? [evidence, statistic] : [statistic],
    }
  },
}
