import { ARABIC_PREFIXES, BREAK, fold, HEBREW_PREFIXES, isArabic, isHebrew, looksLike, SKIP } from './fold.ts'
import { filterSlot, HASH_START, hashStep, type Vocabulary } from './vocabulary.ts'

/** Shorter words of mixed letters (w2, 24h, v3a) are no disguise. */
const DISGUISED = 5
/** No word of ours is longer; the rest of a longer one is passed over. */
const WORD_LETTERS = 40
/** Stems one word can match at most; more would need phrases that begin one another. */
const WORD_IDS = 8
/** Letters before an apostrophe that are a small word of their own: l'elenco, m'envoyer, dell'account. */
const ELISION = 6

/** Reads one word at `at`, fills `ids`, hands it over; returns where it ends. */
export function readWord(
  vocabulary: Vocabulary,
  text: string,
  at: number,
  to: number,
  ids: number[],
  word: (start: number, end: number) => void,
): number {
  ids.length = 0
  let hash = HASH_START
  let letters = 0
  let i = at
  let elided = -1
  let latin = 0
  let strange = 0
  const { wordFilter, stemFilter } = vocabulary
  for (; i < to; i++) {
    const unit = fold(text.charCodeAt(i))
    if (unit === BREAK) break
    if (unit === SKIP) continue
    if (unit === 39) elided = i + 1
    if (unit >= 97 && unit <= 122) latin++
    else if (unit > 0x36f || unit < 58) strange++
    if (letters++ >= WORD_LETTERS) continue
    hash = hashStep(hash, unit)
    const slot = filterSlot(hash)
    if (((stemFilter[slot >> 3] as number) >> (slot & 7)) & 1)
      collect(vocabulary.stems.get(hash), text, at, letters, ids)
  }
  if (letters <= WORD_LETTERS) {
    const slot = filterSlot(hash)
    if (((wordFilter[slot >> 3] as number) >> (slot & 7)) & 1)
      collect(vocabulary.words.get(hash), text, at, letters, ids)
  }
  if (elided > 0 && elided < i && elided - at <= ELISION) unprefixed(vocabulary, text, elided, i, ids)
  if (latin > 0 && strange > 0 && latin + strange >= DISGUISED && ids.length === 0)
    undisguised(vocabulary, text, at, i, ids)
  const first = fold(text.charCodeAt(at))
  if (first >= 0x5d0) withoutPrefixes(vocabulary, text, at, i, first, ids)
  word(at, i)
  return i
}

/**
 * A word of Latin letters among Cyrillic, Greek or figures that look like them is read as it looks. Attack: "pаssword"
 * with a Cyrillic letter, which no list has.
 */
function undisguised(vocabulary: Vocabulary, text: string, at: number, end: number, ids: number[]): void {
  let letters = ''
  let hash = HASH_START
  for (let i = at; i < end && letters.length < WORD_LETTERS; i++) {
    const folded = fold(text.charCodeAt(i))
    if (folded === SKIP) continue
    const unit = looksLike(folded)
    letters += String.fromCharCode(unit)
    hash = hashStep(hash, unit)
    for (const one of vocabulary.stems.get(hash) ?? [])
      if (one.letters === letters && ids.length < WORD_IDS) ids.push(one.id)
  }
  for (const one of vocabulary.words.get(hash) ?? [])
    if (one.letters === letters && ids.length < WORD_IDS) ids.push(one.id)
}

/** Hebrew and Arabic write "and", "the", "to" in front of the word: it is looked for without one to three of them. */
function withoutPrefixes(
  vocabulary: Vocabulary,
  text: string,
  at: number,
  end: number,
  first: number,
  ids: number[],
): void {
  const prefixes = isHebrew(first) ? HEBREW_PREFIXES : isArabic(first) ? ARABIC_PREFIXES : ''
  let start = at
  for (let round = 0; round < 3; round++) {
    if (!prefixes.includes(String.fromCharCode(fold(text.charCodeAt(start)))) || end - start < 4) return
    start++
    unprefixed(vocabulary, text, start, end, ids)
  }
}

/** Looks up what is left of a word without its beginning. */
function unprefixed(vocabulary: Vocabulary, text: string, start: number, end: number, ids: number[]): void {
  let hash = HASH_START
  let letters = 0
  for (let i = start; i < end && letters < WORD_LETTERS; i++) {
    const unit = fold(text.charCodeAt(i))
    if (unit === SKIP) continue
    letters++
    hash = hashStep(hash, unit)
    // Two letters left over say nothing.
    if (letters > 2) collect(vocabulary.stems.get(hash), text, start, letters, ids)
  }
  if (letters > 2) collect(vocabulary.words.get(hash), text, start, letters, ids)
}

/** Adds the words whose letters are those of the text: hashes can agree by chance or by attack. */
function collect(
  found: Vocabulary['words'] extends ReadonlyMap<number, infer W> ? W | undefined : never,
  text: string,
  at: number,
  letters: number,
  ids: number[],
): void {
  if (!found) return
  for (const one of found) {
    if (one.letters.length !== letters || ids.length >= WORD_IDS) continue
    let i = at
    let same = true
    for (let k = 0; k < letters && same; i++) {
      const unit = fold(text.charCodeAt(i))
      if (unit === SKIP) continue
      same = unit === one.letters.charCodeAt(k)
      k++
    }
    if (same && !ids.includes(one.id)) ids.push(one.id)
  }
}
