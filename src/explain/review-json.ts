import type { ReviewLog, ReviewOutcome } from '../model/review.ts'
import { jsonText } from './json-text.ts'

/** The fields of `ReviewOutcome` as one JSON document; absent parts are null. Values are raw. */
export function reviewJson(outcome: ReviewOutcome): string {
  const { kind: _, review, earlier, subject, sender, time, verdict, judged, rereading } = outcome
  return `${jsonText(
    {
      type: 'review',
      review,
      earlier: earlier ?? null,
      message: { digest: review.digest, sender, subject, time },
      verdict: verdict ?? null,
      judged: judged ?? null,
      rereading,
    },
    true,
  )}\n`
}

/** The fields of `ReviewLog` as one JSON document. Values are raw. */
export function reviewLogJson({ entries, waiting }: ReviewLog): string {
  return `${jsonText({ type: 'review-log', entries, waiting }, true)}\n`
}
