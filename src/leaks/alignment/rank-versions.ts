import type { TextMatch, TextSearch } from '../fingerprint/text-index.ts'
import { type WordList, wordList } from '../text/word-list.ts'
import { signsBefore } from './sign-evidence.ts'
import { type VersionEvidence, type WeighedText, weighVersions } from './version-evidence.ts'

/** Documents compared word by word: a long thread or a paper with many drafts has about so many. */
const COMPARED = 24
/** Words of documents compared altogether, after the two best; each leaked word counts as ten. Attack on time: twenty drafts of a book. */
const COMPARED_WORDS = 1_500_000
/** A document that explains less than this share of what the best explains is no version of it. */
const LEAST_OF_BEST = 0.4

export interface RankedVersions {
  /** The matches compared, best first by what their words say; `fits[i].version` counts in `compared`. */
  readonly compared: readonly TextMatch[]
  readonly evidence: VersionEvidence
  /** Words of the leaked text, for showing what differs. */
  readonly words: WordList
}

/** The matches worth comparing word by word, best first. */
export function candidateMatches({ matches }: TextSearch): readonly TextMatch[] {
  const least = (matches[0]?.strength ?? 0) * LEAST_OF_BEST
  return matches.filter(({ strength }) => strength >= least).slice(0, COMPARED)
}

/**
 * Compares a leaked text with the documents the index proposes. `textOf` gives the text of a document again, or
 * undefined when it is not there any more: such documents are left out here and keep their place in the search alone.
 */
export function rankVersions(
  leaked: string,
  search: TextSearch,
  textOf: (document: number) => string | undefined,
): RankedVersions {
  const words = wordList(leaked)
  let room = COMPARED_WORDS
  const compared: TextMatch[] = []
  const versions: WeighedText[] = []
  for (const match of candidateMatches(search)) {
    const text = textOf(match.document)
    if (text === undefined) continue
    const own = wordList(text)
    room -= own.words.length + words.words.length * 10
    if (room < 0 && compared.length >= 2) break
    compared.push(match)
    versions.push({ words: own.words, signs: signsBefore(text, own) })
  }
  return {
    compared,
    evidence: weighVersions({ words: words.words, signs: signsBefore(leaked, words) }, versions),
    words,
  }
}
