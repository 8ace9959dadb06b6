import type { TextMatch, TextSearch } from './text-index.ts'

/** Letters, weighed by how rare their pieces are, that a chance phrase of the language does not reach: about ten words. */
const LEAST_STRENGTH = 45
/** Share of the leaked text that has to be covered, unless much is covered. */
const LEAST_COVERAGE = 0.06
/** So many weighed letters (about 130 words) are enough, however long the leaked text around them is. */
const ENOUGH_STRENGTH = 600

/**
 * Whether a match is strong enough to say that the leaked text holds text of the document. Below that it may be a
 * phrase that people share.
 */
export function identified(_search: TextSearch, match: TextMatch): boolean {
  return (
    match.strength >= ENOUGH_STRENGTH ||
    (match.strength >= LEAST_STRENGTH && match.coverage >= LEAST_COVERAGE)
  )
}
