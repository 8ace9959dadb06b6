import type { TextMatch } from './text-index.ts'

/** Weighed letters that chance phrases of the language do not reach: about ten words in one stretch. */
const LEAST_STRENGTH = 45
/** Share of the leaked text that has to be covered, unless much is covered. */
const LEAST_COVERAGE = 0.2
/** So many weighed letters (about 40 words) are enough, however long the leaked text around them is. */
const ENOUGH_STRENGTH = 180

/**
 * Whether a match is strong enough to say that the leaked text holds text of the document. Below that it may be a
 * phrase that people share.
 */
export function identified(match: Pick<TextMatch, 'strength' | 'coverage'>): boolean {
  return (
    match.strength >= ENOUGH_STRENGTH ||
    (match.strength >= LEAST_STRENGTH && match.coverage >= LEAST_COVERAGE)
  )
}
