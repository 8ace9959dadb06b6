import { isWord, type Token, wordSet } from './sentence-tokens.ts'
import type { Stretch } from './sentences.ts'
import type { Speaker } from './speakers.ts'

/** Something said in a sentence, by tokens or by offsets in the text. */
export interface Part {
  readonly speaker: Speaker
  readonly verbatim: boolean
  readonly place: Stretch
  readonly denied: boolean
  readonly to?: string
}
const PRONOUN = wordSet('he she it they')

/** The clause of the tokens `from` to before `to`, without the marks around it; undefined when it says nothing. */
export function clausePart(
  tokens: readonly Token[],
  from: number,
  to: number,
  speaker: Speaker,
  denied: boolean,
  told?: string,
): Part | undefined {
  let [first, last] = [from, to - 1]
  while (first <= last && tokens[first]?.kind === 'mark') first++
  while (last >= first && tokens[last]?.kind === 'mark') last--
  const [start, end] = [tokens[first]?.start, tokens[last]?.end]
  if (start === undefined || end === undefined || last < first) return undefined
  if (!denied && last - first < 1 && tokens[first]?.kind === 'word') return undefined
  if (tokens[first]?.lower === 'so' && last - first < 2) return undefined
  if (declines(tokens.slice(first, last + 1))) {
    // `it was aware of the incident but could not comment`
    const but = tokens.findIndex((one, index) => index > first + 3 && index < last && one.lower === 'but')
    return but < 0 ? undefined : clausePart(tokens, first, but, speaker, denied, told)
  }
  return { speaker, verbatim: false, place: { start, end }, denied, ...(told !== undefined && { to: told }) }
}

/** `it did not comment on such matters` says nothing. */
const declines = (words: readonly Token[]): boolean =>
  isWord(words[0], PRONOUN) &&
  words.length <= 12 &&
  words.some(({ lower }) => /^(?:comment|commenting|comments|discuss|speculate)$/.test(lower)) &&
  words.some(({ lower }) => /^(?:not|no|never|unable)$|n't$/.test(lower))
