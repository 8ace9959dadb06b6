import type { Explanation } from '../model/scan.ts'
import { jsonText } from './json-text.ts'

/** Why each gate, channel and detector spoke or kept silent, as one JSON document: the fields of `Explanation`. Values are raw. */
export function explanationJson(explanation: Explanation): string {
  const { record, sources, context, judgement, verdict, reviews, detectors } = explanation
  return `${jsonText({ type: 'explanation', record, sources, context, judgement, verdict: verdict ?? null, reviews, detectors }, true)}\n`
}
