// Signs between words (`=`, `>>`, a full stop) tell versions apart that have the same words: weak evidence where a way out
// changed many signs, strong where it changed none. How often signs stay is seen where all versions have the same.
import type { WordList } from '../text/word-list.ts'
import type { Alignment } from './align-words.ts'

/** Signs one sign may have become. */
const SIGNS = 20
/** Signs are never trusted more than this, nor less: so much as if two more had been seen, one of them changed. */
const SEEN_BEFORE = { same: 1, all: 2 } as const
/** Signs of one gap that are compared. Attack: a line of a million dashes. */
const LONGEST = 40
/** Forms that programs put for one another. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u2032`]/g, "'"],
  [/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u2026/g, '...'],
]

/** The signs before each word, without blanks and with quotation marks and dashes in one form. */
export function signsBefore(text: string, { starts, ends }: Omit<WordList, 'words'>): readonly string[] {
  const signs: string[] = []
  for (let i = 0; i < starts.length; i++) {
    const from = i === 0 ? 0 : (ends[i - 1] as number)
    let between = text
      .slice(Math.max(from, (starts[i] as number) - LONGEST * 4), starts[i])
      .replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, '')
    for (const [form, plain] of FORMS) between = between.replace(form, plain)
    signs.push(between.slice(-LONGEST))
  }
  return signs
}

/**
 * For each version the natural logarithm of how likely its signs make the leaked ones, where the versions differ in
 * them; compare only the sums with each other. Looks only between words that all versions have side by side.
 */
export function signLikelihoods(
  leaked: readonly string[],
  versions: readonly { readonly alignment: Alignment; readonly signs: readonly string[] }[],
): readonly number[] {
  const places = versions.map(({ alignment }) => sidePlaces(alignment))
  let [same, all] = [SEEN_BEFORE.same as number, SEEN_BEFORE.all as number]
  const differing: number[] = []
  for (let i = 1; i < leaked.length; i++) {
    if (places.some((of) => of[i] === undefined)) continue
    const theirs = versions.map(({ signs }, v) => signs[places[v]?.[i] as number])
    if (theirs.some((sign) => sign !== theirs[0])) differing.push(i)
    else if (theirs[0] !== '' || leaked[i] !== '') {
      all++
      if (theirs[0] === leaked[i]) same++
    }
  }
  const stays = Math.log(same / (all + 1))
  const turns = Math.log(1 - same / (all + 1)) - Math.log(SIGNS)
  return versions.map(({ signs }, v) =>
    differing.reduce((sum, i) => sum + (signs[places[v]?.[i] as number] === leaked[i] ? stays : turns), 0),
  )
}

/** For each leaked word that follows the word before it in the document as well, its place there. */
function sidePlaces({ stretches }: Alignment): readonly (number | undefined)[] {
  const places: (number | undefined)[] = []
  for (const { kind, leaked, document } of stretches) {
    if (kind !== 'same') continue
    for (let i = leaked[0] + 1; i < leaked[1]; i++) places[i] = document[0] + i - leaked[0]
  }
  return places
}
