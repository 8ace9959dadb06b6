import { ASK_KINDS } from '../../model/ask.ts'
import type { AskWords, Phrases } from './ask-words.ts'
import { foldWord } from './fold.ts'

/** What a phrase is in a sentence. */
export type Role =
  | 'please'
  | 'you'
  | 'not'
  | 'others'
  | 'told'
  | 'unless'
  | 'technical'
  | 'soon'
  | 'act'
  | 'order'
  | 'object'
  | 'sharp'
  | 'whole'
  | 'hand'
  | 'handOrder'
  | 'need'
  | 'thing'
  | 'it'

/** One meaning of a phrase. */
export interface Meaning {
  readonly role: Role
  /** Index into the languages of the vocabulary. */
  readonly language: number
  /** Index into `ASK_KINDS`; -1 for roles that belong to no kind. */
  readonly kind: number
}

/** Phrases as a trie over words. */
export interface PhraseNode {
  readonly next: Map<number, PhraseNode>
  readonly meanings: Meaning[]
  /** Languages (indices) this is a common word of; kept apart, as most words of a mail are nothing else. */
  readonly commonIn: number[]
}

export interface Vocabulary {
  readonly languages: readonly AskWords[]
  readonly root: PhraseNode
  /** Ids of whole words, and of beginnings (`confirm*`), by rolling hash; the text is compared before one counts. */
  readonly words: ReadonlyMap<number, readonly VocabularyWord[]>
  readonly stems: ReadonlyMap<number, readonly VocabularyWord[]>
  /** Bit sets over the hashes, so that most words, and nearly all their beginnings, cost no look-up. */
  readonly wordFilter: Uint8Array
  readonly stemFilter: Uint8Array
  /** Ids of `@address`, `@phone`, `@link`. */
  readonly signs: Readonly<Record<'address' | 'phone' | 'link', number>>
}

export interface VocabularyWord {
  readonly id: number
  /** Folded. */
  readonly letters: string
}

export const FILTER_BITS = 20
export const FILTER_MASK: number = (1 << FILTER_BITS) - 1

/** One step of the hash of a word: FNV-1a over folded UTF-16 units. */
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193)
}
export const HASH_START: number = 0x811c9dc5 | 0

/** Slot of the filter: the upper bits are mixed in, as the lower ones of FNV are poor for short words. */
export function filterSlot(hash: number): number {
  return (hash ^ (hash >>> 15)) & FILTER_MASK
}

/** The phrases of a list, each choice in braces spelled out. */
export function spelledOut(phrases: Phrases): readonly string[] {
  const found: string[] = []
  for (const phrase of phrases.split('|')) {
    let some = ['']
    for (const piece of phrase.split('{')) {
      const end = piece.indexOf('}')
      const choices = end < 0 ? [''] : piece.slice(0, end).split(',')
      const rest = end < 0 ? piece : piece.slice(end + 1)
      some = some.flatMap((before) => choices.map((choice) => before + choice + rest))
    }
    found.push(...some)
  }
  return found
}

/** Makes one table of all languages; takes a few milliseconds, once. */
export function makeVocabulary(languages: readonly AskWords[]): Vocabulary {
  const words = new Map<number, VocabularyWord[]>()
  const stems = new Map<number, VocabularyWord[]>()
  const ids = new Map<string, number>()
  const wordFilter = new Uint8Array(1 << (FILTER_BITS - 3))
  const stemFilter = new Uint8Array(1 << (FILTER_BITS - 3))
  const root: PhraseNode = { next: new Map(), meanings: [], commonIn: [] }

  function wordId(written: string): number {
    const known = ids.get(written)
    if (known !== undefined) return known
    const id = ids.size
    ids.set(written, id)
    if (written.startsWith('@')) return id
    const isStem = written.endsWith('*')
    const letters = isStem ? written.slice(0, -1) : written
    let hash = HASH_START
    for (let i = 0; i < letters.length; i++) hash = hashStep(hash, letters.charCodeAt(i))
    const table = isStem ? stems : words
    const same = table.get(hash)
    if (same) same.push({ id, letters })
    else table.set(hash, [{ id, letters }])
    const slot = filterSlot(hash)
    const filter = isStem ? stemFilter : wordFilter
    filter[slot >> 3] = (filter[slot >> 3] as number) | (1 << (slot & 7))
    return id
  }

  const folded = new Map<string, number>()
  /** Id of a word as written in a list; -1 when nothing of it is left. */
  function writtenId(written: string): number {
    const known = folded.get(written)
    if (known !== undefined) return known
    const isStem = written.endsWith('*')
    const letters = foldWord(isStem ? written.slice(0, -1) : written)
    const id = written.startsWith('@')
      ? wordId(written)
      : letters === ''
        ? -1
        : wordId(isStem ? `${letters}*` : letters)
    folded.set(written, id)
    return id
  }

  function nodeOf(phrase: string): PhraseNode {
    let node = root
    for (const written of phrase.replaceAll('-', ' ').split(' ')) {
      const id = written === '' ? -1 : writtenId(written)
      if (id < 0) continue
      let next = node.next.get(id)
      if (!next) {
        next = { next: new Map(), meanings: [], commonIn: [] }
        node.next.set(id, next)
      }
      node = next
    }
    return node
  }

  function add(phrases: Phrases | undefined, meaning: Meaning): void {
    for (const phrase of phrases === undefined ? [] : spelledOut(phrases)) {
      const { meanings } = nodeOf(phrase)
      // Spellings that fold to the same (mi, mı) are one.
      const known = meanings.some(
        ({ role, language, kind }) =>
          role === meaning.role && language === meaning.language && kind === meaning.kind,
      )
      if (!known) meanings.push(meaning)
    }
  }

  function addCommon(phrases: Phrases, language: number): void {
    for (const phrase of phrases.split('|')) {
      const { commonIn } = nodeOf(phrase)
      if (!commonIn.includes(language)) commonIn.push(language)
    }
  }

  for (const [language, lists] of languages.entries()) {
    const plain = (role: Role): Meaning => ({ role, language, kind: -1 })
    addCommon(lists.common, language)
    add(lists.please, plain('please'))
    add(lists.you, plain('you'))
    add(lists.not, plain('not'))
    add(lists.others, plain('others'))
    add(lists.told, plain('told'))
    add(lists.unless, plain('unless'))
    add(lists.technical, plain('technical'))
    add(lists.soon, plain('soon'))
    add(lists.hand, plain('hand'))
    add(lists.orders, plain('handOrder'))
    add(lists.need, plain('need'))
    add(lists.it, plain('it'))
    for (const [kind, name] of ASK_KINDS.entries()) {
      const wording = lists.asks[name]
      if (!wording) continue
      add(wording.acts, { role: 'act', language, kind })
      add(wording.orders, { role: 'order', language, kind })
      add(wording.objects, { role: 'object', language, kind })
      add(wording.sharp, { role: 'sharp', language, kind })
      add(wording.things, { role: 'thing', language, kind })
      add(wording.whole, { role: 'whole', language, kind })
    }
  }
  // A phrase of which nothing was left.
  root.meanings.length = root.commonIn.length = 0
  const signs = { address: wordId('@address'), phone: wordId('@phone'), link: wordId('@link') }
  return { languages, root, words, stems, wordFilter, stemFilter, signs }
}
