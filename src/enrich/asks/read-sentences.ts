import { BREAK, fold, SKIP } from './fold.ts'
import { readWord } from './read-word.ts'
import type { Meaning, PhraseNode, Vocabulary } from './vocabulary.ts'

/** A phrase found in a sentence; `first` and `last` are word positions in it, inclusive. */
export interface Hit {
  readonly meaning: Meaning
  readonly first: number
  readonly last: number
}

/** Phrases of one sentence; `starts` and `ends` are the text places of its words. */
export interface Sentence {
  readonly hits: readonly Hit[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Words that begin a clause: the first one, and those behind a comma, colon or dash. */
  readonly clauses: readonly number[]
  /** It begins behind the mark or number of a list. */
  readonly item: boolean
  /** Common words by language. Only valid during the call: it is used again for the next sentence. */
  readonly common: Uint8Array
}

/** Attack: a text without any full stop; longer sentences are cut, which parts at most one ask. */
const SENTENCE_WORDS = 60
/** Attack: a sentence of nothing but phrase words, each pair of which would be weighed. */
const SENTENCE_HITS = 160
/** Lines of plain text shorter than this were ended by the writer, not by wrapping. */
const WRAPPED_LINE = 45
/** Parts the blocks of a rendered HTML text. */
export const BLOCK_END = '\u2029'

const LF = 10
const SPACE = 32
const isSpace = (unit: number): boolean =>
  unit === SPACE || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0x2028 || unit === 0x2029

/**
 * Reads `text` from `from` to `to` into sentences and hands over those with phrases in them, and an empty one for
 * each without. Addresses, links, telephone numbers count as one word each; paths, code and lines of a patch as
 * none. Linear: each character is looked at a bounded number of times.
 */
export function readSentences(
  vocabulary: Vocabulary,
  text: string,
  from: number,
  to: number,
  take: (sentence: Sentence) => void,
): void {
  const { root } = vocabulary
  let starts: number[] = []
  let ends: number[] = []
  let clauses: number[] = []
  let hits: Hit[] = []
  const common = new Uint8Array(vocabulary.languages.length)
  let isClause = true
  let item = false
  let active: { readonly node: PhraseNode; readonly first: number }[] = []
  const ids: number[] = []
  let lineStart = from
  let inPatch = false
  let chunkEnd = from

  const endSentence = (): void => {
    if (starts.length > 0) {
      take({ hits, starts, ends, clauses, item, common })
      common.fill(0)
    }
    starts = []
    ends = []
    clauses = []
    hits = []
    active = []
    isClause = true
  }

  const step = (node: PhraseNode, first: number, at: number, still: typeof active): void => {
    for (let k = 0; k < ids.length; k++) {
      const next = node.next.get(ids[k] as number)
      if (!next) continue
      const { commonIn, meanings } = next
      for (let l = 0; l < commonIn.length; l++) common[commonIn[l] as number]!++
      if (meanings.length > 0 && hits.length < SENTENCE_HITS)
        for (let l = 0; l < meanings.length; l++)
          hits.push({ meaning: meanings[l] as Meaning, first, last: at })
      if (next.also.length > 0) stay(next, first, still)
      else if (next.next.size > 0) still.push({ node: next, first })
    }
  }

  const word = (start: number, end: number): void => {
    if (starts.length >= SENTENCE_WORDS) endSentence()
    const at = starts.length
    starts.push(start)
    ends.push(end)
    if (isClause) clauses.push(at)
    isClause = false
    if (ids.length === 0) {
      if (active.length > 0) active = []
      return
    }
    const still: typeof active = []
    for (const { node, first } of active) step(node, first, at, still)
    step(root, at, at, still)
    active = still
  }

  let i = from
  while (i < to) {
    const unit = text.charCodeAt(i)
    if (unit === LF) {
      const short = i - lineStart < WRAPPED_LINE
      lineStart = i + 1
      const block = blockEnd(text, i + 1, to)
      if (short || block !== 'no') endSentence()
      if (starts.length === 0) item = block === 'item'
      i++
      const patch = patchLine(text, i, inPatch)
      inPatch = patch !== 'prose'
      if (patch === 'skip') {
        endSentence()
        const end = text.indexOf('\n', i)
        i = end < 0 || end > to ? to : end
      }
      continue
    }
    const folded = fold(unit)
    if (folded === SKIP) {
      i++
      continue
    }
    if (folded === BREAK || folded === 39) {
      if (unit === 0x2029 || isSentenceEnd(text, i, to)) endSentence()
      else if (isClauseEnd(unit)) {
        isClause = true
        active = []
      } else if (unit === 43 && isDigit(text.charCodeAt(i + 1))) {
        const end = phoneEnd(text, i + 1, to)
        if (end > i) {
          ids.length = 0
          ids.push(vocabulary.signs.phone)
          word(i, end)
          i = end
          continue
        }
      }
      i++
      continue
    }
    if (i >= chunkEnd) {
      // The run up to the next white space, looked at once.
      const chunk = readChunk(text, i, to)
      chunkEnd = chunk.end
      if (chunk.sign !== 'words') {
        ids.length = 0
        if (chunk.sign !== 'code') ids.push(vocabulary.signs[chunk.sign])
        word(i, chunk.end)
        i = chunk.end
        // A full stop or comma at its end counts as after a word.
        const last = text.charCodeAt(i - 1)
        if (last === 46 || last === 33 || last === 63) endSentence()
        else if (isClauseEnd(last)) isClause = true
        continue
      }
    }
    i = readWord(vocabulary, text, i, to, ids, word)
  }
  endSentence()
}

/** `node`, and what may follow it as well, are gone on with; depth is that of choices in a phrase of ours. */
function stay(
  node: PhraseNode,
  first: number,
  still: { readonly node: PhraseNode; readonly first: number }[],
): void {
  if (node.next.size > 0) still.push({ node, first })
  for (const one of node.also) stay(one, first, still)
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57

function isClauseEnd(unit: number): boolean {
  // , : ; ( " – — and the Arabic comma and semicolon
  return (
    unit === 44 ||
    unit === 58 ||
    unit === 59 ||
    unit === 40 ||
    unit === 34 ||
    unit === 0x2013 ||
    unit === 0x2014 ||
    unit === 0x60c ||
    unit === 0x61b
  )
}

/** . ! ? … and the Arabic question mark and full stop, before white space, the end or a capital letter. */
function isSentenceEnd(text: string, at: number, to: number): boolean {
  const unit = text.charCodeAt(at)
  const ends =
    unit === 46 ||
    unit === 33 ||
    unit === 63 ||
    unit === 0x2026 ||
    unit === 0x61f ||
    unit === 0x6d4 ||
    unit === 0xbf
  if (!ends) return false
  if (at + 1 >= to) return true
  const next = text.charCodeAt(at + 1)
  return isSpace(next) || fold(next) === BREAK || fold(next) !== next
}

/** A blank line, a list item or a quote mark begins here. */
function blockEnd(text: string, at: number, to: number): 'no' | 'yes' | 'item' {
  let i = at
  while (i < to && (text.charCodeAt(i) === SPACE || text.charCodeAt(i) === 9)) i++
  if (i >= to) return 'yes'
  const unit = text.charCodeAt(i)
  if (unit === LF || unit === 13) return 'yes'
  // * - •
  if (unit === 42 || unit === 45 || unit === 0x2022) return 'item'
  // # | >
  if (unit === 35 || unit === 124 || unit === 62) return 'yes'
  if (!isDigit(unit)) return 'no'
  const next = text.charCodeAt(i + 1)
  return next === 46 || next === 41 ? 'item' : 'no'
}

const PATCH_STARTS = [
  'diff ',
  'index ',
  '--- ',
  '+++ ',
  '@@ ',
  'new file ',
  'deleted file ',
  'rename ',
  'similarity ',
]

/**
 * Lines of a patch are another's text or code. Only what a patch can hold is passed over: prose behind a forged
 * patch head begins with a letter and is read.
 */
function patchLine(text: string, at: number, inPatch: boolean): 'prose' | 'patch' | 'skip' {
  const unit = text.charCodeAt(at)
  if (!inPatch) return text.startsWith('diff --git ', at) || text.startsWith('@@ -', at) ? 'skip' : 'prose'
  // + - space @ \
  if (unit === 43 || unit === 45 || unit === SPACE || unit === 64 || unit === 92 || unit === 9) return 'skip'
  if (unit === LF) return 'patch'
  return PATCH_STARTS.some((start) => text.startsWith(start, at)) ? 'skip' : 'prose'
}

/** Longest run looked at for what it is; a longer one is data. */
const CHUNK_LOOK = 2_000

/** What stands from `at` to the next white space: words, or one of the things that are no words. */
function readChunk(
  text: string,
  at: number,
  to: number,
): { readonly end: number; readonly sign: 'words' | 'code' | 'address' | 'link' } {
  let end = at
  let slashes = 0
  let code = false
  let atSign = -1
  let dotted = false
  let link = false
  const limit = Math.min(to, at + CHUNK_LOOK)
  for (; end < limit; end++) {
    const unit = text.charCodeAt(end)
    if (isSpace(unit)) break
    if (unit > 122) {
      if (unit === 123 || unit === 125) code = true
      continue
    }
    if (unit >= 97 || (unit >= 65 && unit <= 90)) continue
    switch (unit) {
      case 47:
        slashes++
        if (text.charCodeAt(end - 1) === 58 && text.charCodeAt(end + 1) === 47) link = true
        break
      case 64:
        atSign = end
        break
      case 46: {
        const next = text.charCodeAt(end + 1)
        if ((next >= 97 && next <= 122) || isDigit(next)) dotted = true
        break
      }
      case 95: // _
      case 61: // =
      case 92: // \
      case 36: // $
      case 60: // <
      case 62: // >
        // Around a word they are markup of plain text (_now_, <link>), inside it code.
        if (end > at && !isSpace(text.charCodeAt(end + 1)) && end + 1 < to) code = true
        break
    }
  }
  if (link || (dotted && text.startsWith('www.', at))) return { end, sign: 'link' }
  if (atSign > at && dotted) return { end, sign: 'address' }
  if (code || dotted || slashes > 1 || atSign > at) return { end, sign: 'code' }
  return { end, sign: 'words' }
}

/** Past a telephone number (`+` and at least seven digits with blanks, dots, dashes, brackets), or -1. */
function phoneEnd(text: string, at: number, to: number): number {
  let digits = 0
  let end = -1
  for (let i = at; i < to && i < at + 30; i++) {
    const unit = text.charCodeAt(i)
    if (isDigit(unit)) {
      digits++
      end = i + 1
    } else if (unit !== SPACE && unit !== 45 && unit !== 46 && unit !== 40 && unit !== 41 && unit !== 47)
      break
  }
  return digits >= 7 ? end : -1
}
