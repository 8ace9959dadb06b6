/** Proposes the other word of a pair. */
import type { BlockWord } from './block-words.ts'
import { ENGLISH_CONTRACTIONS, ENGLISH_HYPHENS, ENGLISH_PAIRS } from './english-pairs.ts'
import { FRENCH_PAIRS } from './french-pairs.ts'
import { GERMAN_PAIRS } from './german-pairs.ts'
import type { MarkLanguage } from './language-of.ts'
import { SPANISH_PAIRS } from './spanish-pairs.ts'
import { type Candidate, cased, type RuleInput, type VariantRule } from './variant-rule.ts'

interface Phrase {
  readonly words: readonly string[]
  readonly other: string
}

/** Phrases by their first word, longest first; of several pairs with one phrase the first in the list counts. */
type Phrases = ReadonlyMap<string, readonly Phrase[]>

function phrasesOf(lines: readonly string[]): Phrases {
  const phrases = new Map<string, Phrase[]>()
  const add = (phrase: string, other: string): void => {
    const words = phrase.toLowerCase().split(' ')
    const list = phrases.get(words[0]!) ?? []
    if (list.some((known) => known.words.join(' ') === words.join(' '))) return
    list.push({ words, other })
    list.sort((a, b) => b.words.length - a.words.length)
    phrases.set(words[0]!, list)
  }
  for (const line of lines) {
    const [left, mark, right] = line.split(/ ([|>]) /) as [string, string, string]
    add(left, right)
    if (mark === '|') add(right, left)
  }
  return phrases
}

const SYNONYMS: Readonly<Record<MarkLanguage, Phrases>> = {
  en: phrasesOf(ENGLISH_PAIRS),
  de: phrasesOf(GERMAN_PAIRS),
  fr: phrasesOf(FRENCH_PAIRS),
  es: phrasesOf(SPANISH_PAIRS),
}
const CONTRACTIONS = phrasesOf(ENGLISH_CONTRACTIONS)
const HYPHENS = phrasesOf(ENGLISH_HYPHENS)

export const synonymRule: VariantRule = (input) => matches(input, SYNONYMS[input.language], 'synonym')

/** "it's" can also stand for "it has", and a short form at the end of a sentence is none: those are left alone. */
export const contractionRule: VariantRule = (input) =>
  input.language !== 'en'
    ? []
    : matches(input, CONTRACTIONS, 'contraction').filter(({ start, end }) => {
        const next = input.text.slice(end, end + 12)
        const short = input.text.slice(start, end).replaceAll('’', "'").toLowerCase()
        if (!/^ [a-z]/.test(next)) return false
        return !/^(?:it|that|there)'s$/.test(short) || !/^ (?:been|got|had|\w+ed)\b/.test(next)
      })

export const hyphenRule: VariantRule = (input) =>
  input.language === 'en' ? matches(input, HYPHENS, 'hyphen') : []

function matches({ text, words, language }: RuleInput, phrases: Phrases, rule: string): readonly Candidate[] {
  const found: Candidate[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const phrase = phrases.get(word.lower)?.find((known) => matchesAt(words, i, known.words))
    if (!phrase) continue
    const last = words[i + phrase.words.length - 1]!
    // A capital inside a sentence is a name, in German a noun.
    if (!word.opens && /^\p{Lu}/u.test(word.text) && !/^i(?:'|$)/.test(word.lower)) continue
    // A text that writes typographic apostrophes gets no straight one.
    const alternative = text.includes('’') ? phrase.other.replaceAll("'", '’') : phrase.other
    const candidate = {
      rule,
      start: word.start,
      end: last.end,
      alternative: word.opens ? cased(alternative, word.text) : alternative,
    }
    if (language === 'en' && !articleFits(words[i - 1], word, phrase.other)) continue
    if (language === 'fr' && !elisionFits(text, words[i - 1], word, phrase.other)) continue
    found.push(candidate)
    i += phrase.words.length - 1
  }
  return found
}

function matchesAt(words: readonly BlockWord[], at: number, phrase: readonly string[]): boolean {
  for (const [i, wanted] of phrase.entries()) {
    const word = words[at + i]
    if (word === undefined || word.lower !== wanted) return false
    if (i > 0 && (!word.joined || !/^\p{Ll}/u.test(word.text))) return false
  }
  return true
}

/** After "a" or "an" the other word has to begin alike. */
function articleFits(before: BlockWord | undefined, word: BlockWord, other: string): boolean {
  if (!word.joined || (before?.lower !== 'a' && before?.lower !== 'an')) return true
  // "a" before a word that is no adjective or noun any more would be left over.
  return (
    (before.lower === 'an') === /^(?:[aeio]|u(?!s|ni))/.test(other) &&
    !/^(?:a|all|more|many|much|over|under) ?/.test(other)
  )
}

const isVowel = (c: string | undefined): boolean => /^[aeiouyhàâéèêëîïôûœ]/.test(c ?? '')

function elisionFits(text: string, before: BlockWord | undefined, word: BlockWord, other: string): boolean {
  if (/['’]$/.test(text.slice(Math.max(0, word.start - 1), word.start))) return isVowel(other[0])
  const elides = before !== undefined && /^(?:le|la|de|que|ne|je|se|ce|me|te)$/.test(before.lower)
  return !elides || !isVowel(other[0])
}
