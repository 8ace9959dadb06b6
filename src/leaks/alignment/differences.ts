import type { TextDifference } from '../../model/leak-trace.ts'
import { type WordList, wordList } from '../text/word-list.ts'
import type { Alignment } from './align-words.ts'

/** Differences told of one version. */
const DIFFERENCES_TOLD = 12
/** Characters of one quote. */
const QUOTE_LENGTH = 200

/** Where a leaked text and a document differ, the first of them, in the words of both. */
export function differencesOf(
  { stretches }: Alignment,
  leaked: string,
  mine: WordList,
  document: string,
): readonly TextDifference[] {
  const different = stretches.filter(({ kind }) => kind !== 'same')
  if (different.length === 0) return []
  const theirs = wordList(document)
  const quote = (text: string, words: WordList, [from, to]: readonly [number, number]): string =>
    from === to
      ? ''
      : text
          .slice(words.starts[from], words.ends[to - 1])
          .replace(/\s+/g, ' ')
          .slice(0, QUOTE_LENGTH)
  // a word cut in two where the excerpt begins or ends is no difference
  const isCut = (each: Alignment['stretches'][number]): boolean => {
    if (each.leaked[1] - each.leaked[0] !== 1) return false
    const word = mine.words[each.leaked[0]] ?? ''
    const [from, to] = each.document
    if (each.leaked[1] === mine.words.length) return theirs.words[from]?.startsWith(word) === true
    return each.leaked[0] === 0 && theirs.words[(from === to ? from : to) - 1]?.endsWith(word) === true
  }
  return different
    .filter((each) => !isCut(each))
    .slice(0, DIFFERENCES_TOLD)
    .flatMap(({ kind, leaked: a, document: b }) =>
      kind === 'same' ? [] : [{ kind, leaked: quote(leaked, mine, a), document: quote(document, theirs, b) }],
    )
}
