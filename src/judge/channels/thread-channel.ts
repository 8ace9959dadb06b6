import type { MessageRecord } from '../../model/record.ts'
import type { SenderContext } from '../../model/sender.ts'
import type { ChannelRule, Drift } from './channel.ts'
import { mismatchSurprise, mismatchText, rankedMismatches } from './mismatch-words.ts'

/** Replies and forwards the organisation must have seen before a missing anchor means anything. */
const POSED_MINIMUM = 50

/**
 * How unlikely it is that this reply or forward has nothing to stand on. Anchored mail and new threads are 0.
 * Otherwise −ln of the rate at which this sender's (or everybody's) answers lacked an anchor, plus a point for
 * having no anchor field at all, and one for a quoted original that we should hold and do not. What does not fit
 * the mail it answers is added to that.
 */
export const threadChannel: ChannelRule = {
  channel: 'thread',
  measure(record, context) {
    const anchoring = anchoringDrift(record, context)
    const mismatches = rankedMismatches(context.thread.mismatches)
    const worst = mismatches[0]
    if (!worst) return anchoring
    const others = mismatches.slice(1).reduce((sum, one) => sum + mismatchSurprise(one), 0)
    // Two signs of one forgery are little more than one.
    const drift = anchoring.drift + mismatchSurprise(worst) + Math.min(2, others / 4)
    return {
      drift,
      because: [
        ...mismatches.slice(0, 3).map(mismatchText),
        ...(anchoring.drift > 0 ? anchoring.because : []),
      ],
    }
  },
}

function anchoringDrift({ thread: { poses, anchors } }: MessageRecord, { thread }: SenderContext): Drift {
  if (poses === 'new') return { drift: 0, because: ['starts a thread'] }
  if (thread.resolved > 0)
    return {
      drift: 0,
      because: [`answers a mail that is here (${thread.resolved} of ${thread.anchors} anchors found)`],
    }
  if (thread.organisationPosed < POSED_MINIMUM)
    return {
      drift: 0,
      because: [],
      notEvaluated: 'too few replies in the history to tell what a missing original means',
    }
  const organisation =
    (thread.organisationPosed - thread.organisationAnchored + 1) / (thread.organisationPosed + 2)
  // The sender's own rate, drawn towards the organisation's as if from 5 further mails.
  const own = (thread.senderPosed - thread.senderAnchored + 5 * organisation) / (thread.senderPosed + 5)
  let drift = -Math.log(own)
  const because = [
    anchors.length === 0
      ? `poses as a ${poses} but names no earlier mail`
      : `poses as a ${poses}, but none of the ${anchors.length} mails it names is here`,
  ]
  if (anchors.length === 0) drift += 1
  if (thread.original === 'missing') {
    drift += 1
    because.push('quotes a mail of somebody whose mail we hold, and that mail is not here')
  }
  if (thread.subjectSeen > 0) {
    drift /= 2
    because.push(`its subject was seen ${thread.subjectSeen} times before`)
  }
  return { drift, because }
}
