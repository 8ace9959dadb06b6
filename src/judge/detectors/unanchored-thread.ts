import type { Evidence } from '../../model/evidence.ts'
import { quote } from '../quoting.ts'
import { ASK, type Detector, type Facts, fieldEvidence } from './detector.ts'

/** How often the sender's answers led back to something, in a sentence. */
function posedBefore({ senderPosed, senderAnchored }: Facts['context']['thread']): string {
  if (senderPosed === 0) return 'This sender answered or forwarded nothing here before.'
  if (senderPosed === 1)
    return `The one earlier reply or forward of this sender ${senderAnchored === 1 ? 'led' : 'did not lead'} back to a mail that is here.`
  return `Of ${senderPosed} earlier replies and forwards of this sender, ${senderAnchored} led back to a mail that is here.`
}

/** A reply or forward of something that cannot be found. */
export const unanchoredThread: Detector = {
  id: 'thread.unanchored',
  channel: 'thread',
  detect({ record, context, gates }) {
    const gate = gates.find((one) => one.gate === 'unanchored-thread')
    if (!gate?.open) return gate?.because ?? 'not measured'
    const { thread } = context
    const { poses, claims } = record.thread
    const what = poses === 'forward' ? 'a forwarded mail' : 'an answer'
    const claim = claims[0]
    const claimed = claim
      ? ` It quotes ${claim.from ? quote(claim.from) : 'somebody'}${claim.subject ? ` on “${quote(claim.subject)}”` : ''}`
      : ''
    const missing = thread.original === 'missing'
    const evidence: Evidence[] = []
    const subject = fieldEvidence(record, ['subject'], record.subject)
    if (subject) evidence.push(subject)
    const rate: Evidence = {
      kind: 'statistic',
      profile: context.sender,
      name: 'earlier replies and forwards with an original that is here',
      value: thread.senderAnchored,
      n: thread.senderPosed,
    }
    return {
      severity:
        missing || (thread.senderPosed >= 10 && thread.senderAnchored * 10 >= thread.senderPosed * 9)
          ? 'medium'
          : 'low',
      seen: `Looks like ${what}, but ${record.thread.anchors.length === 0 ? 'does not say which mail it belongs to (its header has neither In-Reply-To nor References)' : 'the mail it answers is not here'}.${claimed}${claimed ? (missing ? ', and that mail is not here, although other mail of that person from that time is.' : '.') : ''}`,
      why: `A made-up forward or answer borrows trust from a conversation that never was. ${posedBefore(thread)}`,
      innocent:
        'Phones and some mail programs forward without naming the original; the original may have gone to somebody else, or may lie in a mailbox that was not scanned.',
      next: `Look for the original in your own mail. ${ASK}`,
      evidence: [evidence[0] ?? rate, ...evidence.slice(1), ...(evidence.length > 0 ? [rate] : [])],
    }
  },
}
