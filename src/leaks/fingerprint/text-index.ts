// Which of many documents a text comes from. The query is not winnowed: all its pieces are looked up among the winnowed
// hashes of the documents, so that of a noisy excerpt every undamaged piece has its chance.
import type { Fingerprint } from '../../model/document.ts'
import { letterStream } from '../text/letter-stream.ts'
import { boilerplatePieces } from './boilerplate.ts'
import { emptyPostings, type Postings } from './postings.ts'
import { PIECE, pieceHashes, WINDOW } from './winnow.ts'

/** A document that shares text with what was asked. */
export interface TextMatch {
  /** As `add` returned it. */
  readonly document: number
  /** Share of the query's letters that stand in undamaged pieces found in the document, 0 to 1. */
  readonly coverage: number
  /** Letters of the query covered, each counted by how rare its piece is: what boilerplate cannot give. */
  readonly strength: number
  /** Letters covered, not weighed. */
  readonly letters: number
  /** Stretches of the query that were found, in places of its text (UTF-16 units), half-open, ascending. */
  readonly stretches: readonly (readonly [start: number, end: number])[]
}

export interface TextSearch {
  /** Best first. */
  readonly matches: readonly TextMatch[]
  /** Letters and digits of the query. */
  readonly letters: number
  /** Share of the query's letters that stand in pieces too common to tell documents apart. */
  readonly boilerplate: number
  /** True when the query was too long to be searched whole. */
  readonly cut: boolean
}

export interface TextIndex {
  /** Adds a document; returns its number, counted from 0. */
  add(print: Fingerprint): number
  search(text: string, most?: number): TextSearch
  /** Sorts what was added, which the next search would do otherwise. */
  settle(): void
  readonly documents: () => number
}

/** Collections are taken to be at least so large when pieces are weighed, so that five versions of one paper stay rare. */
const LEAST_COLLECTION = 10_000
/** Pieces found in more documents are not followed. Attack on time: a query made of the house's own footer. */
const COMMON = 2_000
/** In a collection of some size, what stands in a quarter of the documents tells nothing. */
const COMMON_SHARE = { share: 0.25, documents: 50 } as const
/** Letters of a query that are looked up. Attack: a leaked file of hundreds of megabytes of text. */
export const QUERY_LETTERS = 2_000_000
/** Documents whose coverage is worked out, by the plain sum of weights. */
const CANDIDATES = 60
/** Pieces that begin within so many letters of the end of the last one make one stretch. */
const STRETCH_GAP = 50
/** A stretch of less weighed letters is a phrase that strangers share, and adds nothing to the strength. */
const LEAST_STRETCH = 26
/** Strengths within this share of each other count as equal: then the document nearest in length comes first. */
const EQUAL = 0.03
/**
 * Of each window the smallest hash is kept, so nearly all kept hashes are small: the others need not be looked up. Of a
 * long query a smaller share is enough.
 */
const ASKED_BELOW = { short: 0.4 * 2 ** 32, long: 0.12 * 2 ** 32, letters: 20_000 } as const

export function emptyTextIndex(): TextIndex {
  const postings = emptyPostings()
  const lengths: number[] = []
  let sums = new Float32Array(1_024)
  let candidateOf = new Uint32Array(1_024)
  const boilerplate = boilerplatePieces()

  return {
    add({ pieces, letters }) {
      postings.add(lengths.length, pieces)
      return lengths.push(letters) - 1
    },
    settle: postings.settle,
    documents: () => lengths.length,

    search(text, most = 20) {
      const documents = lengths.length
      if (sums.length < documents) {
        sums = new Float32Array(documents * 2)
        candidateOf = new Uint32Array(documents * 2)
      }
      const stream = letterStream(text)
      const length = Math.min(stream.length, QUERY_LETTERS)
      const common = new Uint8Array(length)
      const tooMany =
        documents >= COMMON_SHARE.documents ? Math.min(COMMON, documents * COMMON_SHARE.share) : COMMON
      const scale = 1 / Math.log(Math.max(LEAST_COLLECTION, documents))

      // first pass: for each document the sum of the weights of the pieces that stand in it
      const rare: Piece[] = []
      const touched: number[] = []
      for (const { hash, place, again } of askedPieces(pieceHashes({ ...stream, length }))) {
        let found = 0
        if (boilerplate.has(hash)) found = Infinity
        else
          postings.find(hash, (_, from, to) => {
            found += to - from
          })
        if (found > tooMany) {
          common.fill(1, place, place + PIECE)
          for (const other of again) common.fill(1, other, other + PIECE)
        } else if (found > 0) {
          const weight = 1 - Math.log(found) * scale
          rare.push({ hash, place, weight })
          eachDocument(postings, hash, (document) => {
            if (sums[document] === 0) touched.push(document)
            sums[document] = (sums[document] as number) + weight
          })
        }
      }

      // second pass: for the best of them, which letters are covered; in the order of the text
      touched.sort((a, b) => (sums[b] as number) - (sums[a] as number) || a - b)
      const candidates = touched.slice(0, CANDIDATES)
      for (const document of touched) sums[document] = 0
      for (const [i, document] of candidates.entries()) candidateOf[document] = i + 1
      const hits = candidates.map((): Piece[] => [])
      for (const piece of rare.sort((a, b) => a.place - b.place))
        eachDocument(postings, piece.hash, (document) => {
          hits[(candidateOf[document] as number) - 1]?.push(piece)
        })
      for (const document of candidates) candidateOf[document] = 0
      const matches = candidates
        .map((document, i) => matchOf(document, hits[i] as Piece[], length, stream.places))
        .filter(({ strength }) => strength > 0)
        .sort((a, b) => b.strength - a.strength || b.letters - a.letters || a.document - b.document)
      nearestLengthFirst(matches, (document) => Math.abs(Math.log((lengths[document] as number) / length)))
      return {
        matches: matches.slice(0, most),
        letters: stream.length,
        boilerplate: length === 0 ? 0 : common.reduce((sum, is) => sum + is, 0) / length,
        cut: stream.length > QUERY_LETTERS,
      }
    },
  }
}

interface Piece {
  readonly hash: number
  readonly place: number
  readonly weight: number
}

function eachDocument(postings: Postings, hash: number, each: (document: number) => void): void {
  let before = -1
  postings.find(hash, (documents, from, to) => {
    for (let i = from; i < to; i++) {
      const document = documents[i] as number
      if (document !== before) each(document)
      before = document
    }
  })
}

/** The pieces of a query to look up, each hash once, with its first place and the others. */
function askedPieces(
  hashes: Uint32Array,
): readonly { readonly hash: number; readonly place: number; readonly again: readonly number[] }[] {
  const below = hashes.length > ASKED_BELOW.letters ? ASKED_BELOW.long : ASKED_BELOW.short
  const asked = new Float64Array(hashes.length)
  let count = 0
  // a text shorter than a window keeps whatever is smallest
  for (let i = 0; i < hashes.length; i++)
    if ((hashes[i] as number) < below || hashes.length < 4 * WINDOW)
      asked[count++] = (hashes[i] as number) * 2 ** 21 + i // 32 + 21 bits
  const sorted = asked.subarray(0, count).sort()
  const pieces: { hash: number; place: number; again: number[] }[] = []
  for (const each of sorted) {
    const hash = Math.floor(each / 2 ** 21)
    const last = pieces.at(-1)
    // what is said twice is no more evidence than once
    if (last?.hash === hash) last.again.push(each % 2 ** 21)
    else pieces.push({ hash, place: each % 2 ** 21, again: [] })
  }
  return pieces
}

function matchOf(document: number, pieces: readonly Piece[], length: number, places: Uint32Array): TextMatch {
  let letters = 0
  let strength = 0
  let stretch = 0
  let reached = -Infinity
  const stretches: [number, number][] = []
  for (const { place, weight } of pieces) {
    const end = place + PIECE
    const fresh = Math.min(PIECE, end - reached)
    if (place - reached > STRETCH_GAP) {
      if (stretch < LEAST_STRETCH) stretches.pop()
      else strength += stretch
      stretch = 0
      stretches.push([places[place] as number, 0])
    }
    letters += fresh
    stretch += fresh * weight
    reached = end
    const last = stretches.at(-1)
    if (last !== undefined) last[1] = (places[end - 1] as number) + 1
  }
  if (stretch < LEAST_STRETCH) stretches.pop()
  else strength += stretch
  return { document, coverage: length === 0 ? 0 : letters / length, strength, letters, stretches }
}

/** Among matches of about equal strength, the nearest in length first: of a whole text it is the text itself. */
function nearestLengthFirst(matches: TextMatch[], distance: (document: number) => number): void {
  const [best] = matches
  if (best === undefined) return
  let equal = 1
  while (equal < matches.length && (matches[equal]?.strength ?? 0) >= best.strength * (1 - EQUAL)) equal++
  const first = matches
    .slice(0, equal)
    .sort((a, b) => distance(a.document) - distance(b.document) || b.strength - a.strength)
  matches.splice(0, equal, ...first)
}
