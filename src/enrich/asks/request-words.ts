import { readFileSync } from 'node:fs'
import { ASK_KINDS, type AskKind } from '../../model/ask.ts'
import { fold, foldWord } from './fold.ts'

/**
 * What goes with requests, learned from texts written for it (`bench/asks` says by whom): weights of words, word
 * beginnings and pairs of words in a softmax over kinds of request and none. The text is a vector of its features
 * weighted by rarity, of length 1; what was never learned makes it longer and so says “none”.
 */
export interface RequestModel {
  /** The kinds told apart, behind `none`. */
  readonly kinds: readonly AskKind[]
  /** From this probability on a text asks for something; found on real mail, `bench/asks/README.md`. */
  readonly threshold: number
  /** One value for none, then one a kind; nats. */
  readonly bias: Float64Array
  /** Rarity of a feature that was not learned. */
  readonly unknown: number
  /** Words and beginnings (`trans*`) to their number. */
  readonly words: ReadonlyMap<string, number>
  /** Row of each word by itself; -1 when only pairs with it were learned. */
  readonly alone: Int32Array
  /** Rows of pairs, by `pairKey`. */
  readonly pairs: ReadonlyMap<number, number>
  /** Rarity of each row. */
  readonly rarity: Float64Array
  /** Weights of each row, multiplied by its rarity; one for none, then one a kind. */
  readonly weights: Float64Array
}

/** Letters of a word's beginning. Longer words count with it as well, so that `transferring` knows `transfer`. */
export const BEGINNING = 5
/** Longer ones are no words. */
const LONGEST = 24
/** Bits of a word's number in a key of two. */
const BITS = 14

/** Key of two words one behind the other, or with one between them. */
const pairKey = (first: number, second: number, apart: boolean): number =>
  ((apart ? 1 : 0) << (2 * BITS)) | (first << BITS) | second

/** A word as the model knows it: folded, figures as `0`; empty for what is no word. */
export function modelWord(text: string, start: number, end: number): string {
  const first = fold(text.charCodeAt(start))
  if (first >= 48 && first <= 57) return '0'
  return end - start > LONGEST ? '' : foldWord(text.slice(start, end))
}

/** All features of a sentence by name, as `bench/asks/train.ts` learns them and `request-words.txt` has them. */
export function featureNames(words: readonly string[]): readonly string[] {
  const names: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string
    names.push(word)
    if (word.length > BEGINNING) names.push(`${word.slice(0, BEGINNING)}*`)
    if (at > 0) names.push(`${words[at - 1]} ${word}`)
    if (at > 1) names.push(`${words[at - 2]} _ ${word}`)
  }
  return names
}

/** The features of a sentence that were learned, as rows, and how many were not. */
export interface SentenceFeatures {
  readonly rows: readonly number[]
  readonly unknown: number
}

/** `featureNames`, looked up without making the names. */
export function sentenceFeatures(model: RequestModel, words: readonly string[]): SentenceFeatures {
  const rows: number[] = []
  let unknown = 0
  let before = -1
  let first = -1
  const take = (row: number | undefined): void => {
    if (row === undefined || row < 0) unknown++
    else rows.push(row)
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string
    const id = model.words.get(word) ?? -1
    take(id < 0 ? undefined : model.alone[id])
    if (word.length > BEGINNING) {
      const beginning = model.words.get(`${word.slice(0, BEGINNING)}*`)
      take(beginning === undefined ? undefined : model.alone[beginning])
    }
    if (at > 0) take(id < 0 || before < 0 ? undefined : model.pairs.get(pairKey(before, id, false)))
    if (at > 1) take(id < 0 || first < 0 ? undefined : model.pairs.get(pairKey(first, id, true)))
    first = before
    before = id
  }
  return { rows, unknown }
}

/**
 * The model in `lists/request-words.txt`: lines `kinds`, `threshold`, `unknown`, `bias`, then one a feature with its
 * rarity and its weights, behind tabs. Throws TypeError, with the line, for what is none.
 */
export function readRequestModel(text: string): RequestModel {
  const head = new Map<string, readonly string[]>()
  const words = new Map<string, number>()
  const alone: number[] = []
  const pairs = new Map<number, number>()
  const rarity: number[] = []
  const weights: number[] = []
  const idOf = (word: string): number => {
    const known = words.get(word)
    if (known !== undefined) return known
    words.set(word, words.size)
    alone.push(-1)
    return words.size - 1
  }
  const numbers = (fields: readonly string[], line: number): readonly number[] => {
    const read = fields.map(Number)
    if (read.length === 0 || !read.every(Number.isFinite)) throw new TypeError(`line ${line}: not numbers`)
    return read
  }
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue
    const [name = '', ...fields] = line.split('\t')
    if (/^(?:kinds|threshold|unknown|bias)$/.test(name) && !head.has(name) && rarity.length === 0) {
      head.set(name, fields)
      continue
    }
    const [rare = 0, ...row] = numbers(fields, index + 1)
    if (row.length !== (head.get('kinds')?.length ?? 0) + 1)
      throw new TypeError(`line ${index + 1}: ${row.length} weights`)
    const parts = name.split(' ')
    const [one = '', two = '', three = ''] = parts
    if (parts.length === 1) alone[idOf(one)] = rarity.length
    else
      pairs.set(
        parts.length === 2 ? pairKey(idOf(one), idOf(two), false) : pairKey(idOf(one), idOf(three), true),
        rarity.length,
      )
    rarity.push(rare)
    for (const weight of row) weights.push(weight * rare)
  }
  const kinds = (head.get('kinds') ?? []).filter((one): one is AskKind => ASK_KINDS.includes(one as AskKind))
  const bias = numbers(head.get('bias') ?? [], 1)
  const [threshold = Number.NaN] = numbers(head.get('threshold') ?? [], 1)
  const [unknown = Number.NaN] = numbers(head.get('unknown') ?? [], 1)
  if (bias.length !== kinds.length + 1 || words.size > 1 << BITS)
    throw new TypeError('not a model of requests')
  return {
    kinds,
    threshold,
    unknown,
    bias: Float64Array.from(bias),
    words,
    alone: Int32Array.from(alone),
    pairs,
    rarity: Float64Array.from(rarity),
    weights: Float64Array.from(weights),
  }
}

let loaded: RequestModel | undefined

/** The model that comes with Counterfoil, read once. Throws when it is missing: the installation is broken then. */
export function requestModel(): RequestModel {
  loaded ??= readRequestModel(
    readFileSync(new URL('../../../lists/request-words.txt', import.meta.url), 'utf8'),
  )
  return loaded
}
