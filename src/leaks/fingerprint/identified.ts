import type { TextMatch } from './text-index.ts'

/** Weighed letters that chance phrases of the language do not reach: about ten words in one stretch. */
const LEAST_STRENGTH = 45
/** Share of the leaked text that has to be covered, unless much is covered. */
const LEAST_COVERAGE = 0.2
/** So many weighed letters (about 40 words) are enough, however long the leaked text around them is. */
const ENOUGH_STRENGTH = 180

/** So many words that fit, so many of them different, and this share of all leaked words, are no chance either, when little survived undamaged. */
const LEAST_FITTING = { words: 18, distinct: 14, share: 0.55 } as const

/**
 * Whether a match is strong enough to say that the leaked text holds text of the document: by undamaged pieces, or by
 * the words that fit when the two were compared. Below that it may be a phrase that people share.
 */
export function identified(
  match: Pick<TextMatch, 'strength' | 'coverage'>,
  compared?: { readonly fitting: number; readonly distinct: number; readonly words: number },
): boolean {
  if (match.strength >= ENOUGH_STRENGTH) return true
  if (match.strength >= LEAST_STRENGTH && match.coverage >= LEAST_COVERAGE) return true
  return (
    compared !== undefined &&
    compared.fitting >= LEAST_FITTING.words &&
    compared.distinct >= LEAST_FITTING.distinct &&
    compared.fitting >= compared.words * LEAST_FITTING.share
  )
}
