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
  /** What may follow as well, shared with other nodes: behind a choice of words. */
  readonly also: PhraseNode[]
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

/**
 * A phrase as slots, one behind the other, each with the words that can fill it (`''` for nothing). Only choices inside
 * one word are multiplied out; choices between words stay apart, as their product would be a hundred thousand phrases.
 */
export function slotsOf(phrase: string): readonly (readonly string[])[] {
  const slots: (readonly string[])[] = []
  let open: readonly string[] = ['']
  const grow = (choices: readonly string[]): void => {
    open = open.flatMap((before) => choices.map((choice) => before + choice))
    if (open.some((one) => one !== '' && !one.endsWith(' '))) return
    if (open.some((one) => one.trim() !== '')) slots.push(open.map((one) => one.trim()))
    open = ['']
  }
  for (const piece of `${phrase.trim()} `.split('{')) {
    const end = piece.indexOf('}')
    if (end >= 0) grow(piece.slice(0, end).split(','))
    // At its first blank a word ends, at its last one the next begins.
    const text = piece.slice(end + 1)
    const first = text.indexOf(' ') + 1
    const last = text.lastIndexOf(' ') + 1
    for (const part of [text.slice(0, first), text.slice(first, last), text.slice(last)])
      if (part !== '') grow([part])
  }
  return slots
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** A word with a letter missing, doubled or changed with its neighbour; the first one is seldom wrong. */
export function oneEdit(word: string): readonly string[] {
  const found = new Set<string>()
  for (let i = 1; i < word.length; i++) {
    found.add(word.slice(0, i) + word.slice(i + 1))
    found.add(word.slice(0, i) + word.charAt(i) + word.slice(i))
    if (i + 1 < word.length)
      found.add(word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2))
  }
  found.delete(word)
  return [...found]
}

/** Makes one table of all languages; takes a few milliseconds, once. */
export function makeVocabulary(languages: readonly AskWords[]): Vocabulary {
  const words = new Map<number, VocabularyWord[]>()
  const stems = new Map<number, VocabularyWord[]>()
  const ids = new Map<string, number>()
  const wordFilter = new Uint8Array(1 << (FILTER_BITS - 3))
  const stemFilter = new Uint8Array(1 << (FILTER_BITS - 3))
  const root: PhraseNode = { next: new Map(), meanings: [], commonIn: [], also: [] }

  function wordId(written: string): number {
    const known = ids.get(written)
    if (known !== undefined) return known
    const id = ids.size
    ids.set(written, id)
    if (written.startsWith('@')) return id
    const isStem = written.endsWith('*')
    const letters = isStem ? written.slice(0, -1) : written
    enter(letters, isStem, id)
    return id
  }

  /** Another spelling of a word has its id. */
  function enter(letters: string, isStem: boolean, id: number): void {
    let hash = HASH_START
    for (let i = 0; i < letters.length; i++) hash = hashStep(hash, letters.charCodeAt(i))
    const table = isStem ? stems : words
    const same = table.get(hash)
    if (same?.some((one) => one.letters === letters && one.id === id)) return
    if (same) same.push({ id, letters })
    else table.set(hash, [{ id, letters }])
    const slot = filterSlot(hash)
    const filter = isStem ? stemFilter : wordFilter
    filter[slot >> 3] = (filter[slot >> 3] as number) | (1 << (slot & 7))
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
    // Keyboards without umlauts.
    if (id >= 0 && /[äöüß]/i.test(written)) {
      const typed = written.replace(/[äöüß]/gi, (one) => UMLAUTS[one.toLowerCase()] ?? one)
      enter(foldWord(isStem ? typed.slice(0, -1) : typed), isStem, id)
    }
    return id
  }

  const made = (): PhraseNode => ({ next: new Map(), meanings: [], commonIn: [], also: [] })

  function walked(from: PhraseNode, words: string): PhraseNode {
    let node = from
    for (const written of words.replaceAll('-', ' ').split(' ')) {
      const id = written === '' ? -1 : writtenId(written)
      if (id < 0) continue
      let next = node.next.get(id)
      if (!next) {
        next = made()
        node.next.set(id, next)
      }
      node = next
    }
    return node
  }

  /** Where a phrase ends: several nodes when its last slot has choices. */
  function endsOf(slots: readonly (readonly string[])[], from: PhraseNode): readonly PhraseNode[] {
    let start = from
    for (const [at, choices] of slots.entries()) {
      const ends = [...new Set(choices.map((one) => walked(start, one)))]
      if (at === slots.length - 1) return ends
      const rest = slots.slice(at + 1)
      const only = ends.length === 1 ? ends[0] : undefined
      if (only) {
        start = only
        continue
      }
      // What follows is the same behind every choice and stands once.
      const joint = made()
      for (const end of ends) if (end !== root) end.also.push(joint)
      const behind = endsOf(rest, joint)
      // Nothing chosen at the very beginning: the rest begins a phrase itself.
      return ends.includes(root) ? [...behind, ...endsOf(rest, root)] : behind
    }
    return [start]
  }

  function add(phrases: Phrases | undefined, meaning: Meaning): void {
    for (const phrase of phrases === undefined ? [] : phrases.split('|'))
      for (const { meanings } of endsOf(slotsOf(phrase), root)) {
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
      const { commonIn } = walked(root, phrase)
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
  for (const { misspelt } of languages)
    for (const word of misspelt?.split('|') ?? []) {
      const id = writtenId(word)
      for (const wrong of oneEdit(foldWord(word))) if (!ids.has(wrong)) enter(wrong, false, id)
    }
  // A phrase of which nothing was left.
  root.meanings.length = root.commonIn.length = 0
  const signs = { address: wordId('@address'), phone: wordId('@phone'), link: wordId('@link') }
  return { languages, root, words, stems, wordFilter, stemFilter, signs }
}
