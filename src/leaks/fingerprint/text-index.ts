// Which of many documents a text comes from. The query is not winnowed: all its pieces are looked up among the winnowed
// hashes of the documents, so that of a noisy excerpt every undamaged piece has its chance.
import type { Fingerprint } from '../../model/document.ts'
import { letterStream } from '../text/letter-stream.ts'
import { emptyPostings } from './postings.ts'
import { PIECE, pieceHashes } from './winnow.ts'

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

/**
 * A piece found in so many documents weighs half. Versions of one document and mails that quote it come in tens;
 * footers, licence texts and signatures in hundreds.
 */
const HALF_WEIGHT = 24
/** Pieces found in more documents are not followed. Attack on time: a query made of the house's own footer. */
const COMMON = 2_000
/** Letters of a query that are looked up. Attack: a leaked file of hundreds of megabytes of text. */
export const QUERY_LETTERS = 2_000_000
/** Documents whose coverage is worked out, by strength of the plain sum. */
const CANDIDATES = 200
/** Undamaged pieces so close together are told as one stretch. */
const STRETCH_GAP = 60

export function emptyTextIndex(): TextIndex {
  const postings = emptyPostings()
  let documents = 0
  let scores = new Float32Array(1_024)
  let lastQuery = new Uint32Array(1_024)

  return {
    add(print) {
      const document = documents++
      postings.add(document, print.pieces)
      return document
    },
    settle: postings.settle,
    documents: () => documents,

    search(text, most = 20) {
      if (scores.length < documents) {
        scores = new Float32Array(documents * 2)
        lastQuery = new Uint32Array(documents * 2)
      }
      const stream = letterStream(text)
      const cut = stream.length > QUERY_LETTERS
      const length = Math.min(stream.length, QUERY_LETTERS)
      const hashes = pieceHashes({ ...stream, length })
      const asked = sortedPieces(hashes)

      // first pass: sum of weights
      const touched: number[] = []
      const common = new Uint8Array(length)
      const rare: { readonly from: number; readonly to: number; readonly weight: number }[] = []
      for (let from = 0; from < asked.length; ) {
        const hash = hashOf(asked[from] as number)
        let to = from + 1
        while (to < asked.length && hashOf(asked[to] as number) === hash) to++
        let found = 0
        postings.find(hash, (_, start, end) => {
          found += end - start
        })
        if (found > COMMON)
          for (let i = from; i < to; i++) {
            const place = placeOf(asked[i] as number)
            common.fill(1, place, place + PIECE)
          }
        else if (found > 0) {
          const weight = HALF_WEIGHT / (HALF_WEIGHT + found - 1)
          rare.push({ from, to, weight })
          postings.find(hash, (rows, start, end) => {
            let before = -1
            for (let i = start; i < end; i++) {
              const document = rows[i] as number
              if (document === before) continue
              before = document
              if (scores[document] === 0) touched.push(document)
              scores[document] = (scores[document] as number) + weight
            }
          })
        }
        from = to
      }

      // second pass: for the best, which letters are covered
      touched.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
      const candidates = touched.slice(0, CANDIDATES)
      for (const document of touched) scores[document] = 0
      const covered = candidates.map(() => new Map<number, number>())
      for (const [i, document] of candidates.entries()) lastQuery[document] = i + 1
      for (const { from, to, weight } of rare)
        postings.find(hashOf(asked[from] as number), (rows, start, end) => {
          for (let i = start; i < end; i++) {
            const candidate = lastQuery[rows[i] as number] as number
            if (candidate === 0) continue
            for (let j = from; j < to; j++) covered[candidate - 1]?.set(placeOf(asked[j] as number), weight)
          }
        })
      for (const document of candidates) lastQuery[document] = 0
      const matches = candidates
        .map((document, i) => matchOf(document, covered[i] as Map<number, number>, length, stream.places))
        .sort((a, b) => b.strength - a.strength || b.letters - a.letters || a.document - b.document)
      return {
        matches: matches.slice(0, most),
        letters: stream.length,
        boilerplate: length === 0 ? 0 : common.reduce((sum, is) => sum + is, 0) / length,
        cut,
      }
    },
  }
}

/** Hash and place of each piece in one number (32 + 21 bits), ascending by hash. */
function sortedPieces(hashes: Uint32Array): Float64Array {
  const pieces = new Float64Array(hashes.length)
  for (let i = 0; i < hashes.length; i++) pieces[i] = (hashes[i] as number) * 2 ** 21 + i
  return pieces.sort()
}
const hashOf = (piece: number): number => Math.floor(piece / 2 ** 21)
const placeOf = (piece: number): number => piece % 2 ** 21

function matchOf(
  document: number,
  pieces: ReadonlyMap<number, number>,
  length: number,
  places: Uint32Array,
): TextMatch {
  let letters = 0
  let strength = 0
  let reached = 0
  const stretches: [number, number][] = []
  for (const [place, weight] of [...pieces].sort(([a], [b]) => a - b)) {
    const end = place + PIECE
    const fresh = end - Math.max(place, reached)
    letters += fresh
    strength += fresh * weight
    reached = end
    const [start, stop] = [places[place] as number, (places[end - 1] as number) + 1]
    const last = stretches.at(-1)
    if (last !== undefined && start - last[1] <= STRETCH_GAP) last[1] = stop
    else stretches.push([start, stop])
  }
  return { document, coverage: length === 0 ? 0 : letters / length, strength, letters, stretches }
}
