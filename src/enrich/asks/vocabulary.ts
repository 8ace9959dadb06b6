import { ASK_KINDS } from '../../model/ask.ts'
import type { AskWords, Phrases } from './ask-words.ts'
import { foldWord } from './fold.ts'

/** What a phrase is in a sentence. */
export type Role =
  | 'common'
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
}

export interface Vocabulary {
  readonly languages: readonly AskWords[]
  readonly root: PhraseNode
  /** Ids of whole words, and of beginnings (`confirm*`), by rolling hash; the text is compared before one counts. */
  readonly words: ReadonlyMap<number, readonly VocabularyWord[]>
  readonly stems: ReadonlyMap<number, readonly VocabularyWord[]>
  /** Bit set over hashes of both, so that most words of a mail cost no look-up. */
  readonly filter: Uint8Array
  /** Ids of `@address`, `@phone`, `@link`. */
  readonly signs: Readonly<Record<'address' | 'phone' | 'link', number>>
}

export interface VocabularyWord {
  readonly id: number
  /** Folded. */
  readonly letters: string
}

export const FILTER_BITS = 17
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

/** Makes one table of all languages; takes a few milliseconds, once. */
export function makeVocabulary(languages: readonly AskWords[]): Vocabulary {
  const words = new Map<number, VocabularyWord[]>()
  const stems = new Map<number, VocabularyWord[]>()
  const ids = new Map<string, number>()
  const filter = new Uint8Array(1 << (FILTER_BITS - 3))
  const root: PhraseNode = { next: new Map(), meanings: [] }

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
    filter[slot >> 3] = (filter[slot >> 3] as number) | (1 << (slot & 7))
    return id
  }

  function add(phrases: Phrases | undefined, meaning: Meaning): void {
    for (const phrase of phrases?.split('|') ?? []) {
      let node = root
      for (const written of phrase.trim().split(/[\s-]+/)) {
        const folded = written.startsWith('@')
          ? written
          : foldWord(written.replace(/\*$/, '')) + (written.endsWith('*') ? '*' : '')
        if (folded === '' || folded === '*') continue
        const id = wordId(folded)
        let next = node.next.get(id)
        if (!next) {
          next = { next: new Map(), meanings: [] }
          node.next.set(id, next)
        }
        node = next
      }
      const known = node.meanings.some(
        ({ role, language, kind }) =>
          role === meaning.role && language === meaning.language && kind === meaning.kind,
      )
      // Spellings that fold to the same (mi, mı) are one.
      if (node !== root && !known) node.meanings.push(meaning)
    }
  }

  for (const [language, lists] of languages.entries()) {
    const plain = (role: Role): Meaning => ({ role, language, kind: -1 })
    add(lists.common, plain('common'))
    add(lists.please, plain('please'))
    add(lists.you, plain('you'))
    add(lists.not, plain('not'))
    add(lists.others, plain('others'))
    add(lists.told, plain('told'))
    add(lists.unless, plain('unless'))
    add(lists.technical, plain('technical'))
    add(lists.soon, plain('soon'))
    for (const [kind, name] of ASK_KINDS.entries()) {
      const wording = lists.asks[name]
      if (!wording) continue
      add(wording.acts, { role: 'act', language, kind })
      add(wording.orders, { role: 'order', language, kind })
      add(wording.objects, { role: 'object', language, kind })
      add(wording.sharp, { role: 'sharp', language, kind })
      add(wording.whole, { role: 'whole', language, kind })
    }
  }
  const signs = { address: wordId('@address'), phone: wordId('@phone'), link: wordId('@link') }
  return { languages, root, words, stems, filter, signs }
}
