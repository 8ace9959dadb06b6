import type { Explanation } from '../model/scan.ts'
import { jsonText } from './json-text.ts'
import { limitsOf } from './limit-words.ts'

/**
 * Why each gate, channel and detector spoke or kept silent, as one JSON document: the fields of `Explanation`, and
 * `limits`: what could not be seen in this mail, in sentences. Values of the mail are raw.
 */
export function explanationJson(explanation: Explanation): string {
  const { record, sources, context, judgement, verdict, reviews, detectors } = explanation
  return `${jsonText({ type: 'explanation', record, sources, context, judgement, verdict: verdict ?? null, reviews, detectors, limits: limitsOf(explanation) }, true)}\n`
}
