/** Reads in a suspect text which way each place of a plan is written. */
import type { MarkPlace, MarkReading } from '../../model/mark.ts'
import { alignToMaster } from './align-to-master.ts'
import { type ComparedText, comparedText, foldedText } from './compared-text.ts'
import { editDistance } from './edit-distance.ts'
import type { MasterText, TextBlock } from './master-text.ts'

/** Words looked back and forth for the nearest one that both texts have. */
const CONTEXT = 5
/** Longest stretch of text compared letter by letter around one place. */
const MAX_WINDOW = 300
/** Other places in the same stretch, each of which can be written in two ways. */
const MAX_NEIGHBOURS = 3
const SEEN_LENGTH = 120

export interface SuspectText {
  readonly text: string
  /** When the text was made of the blocks of a document, joined by line ends: how they are laid out counts too. */
  readonly blocks?: readonly TextBlock[]
}

interface LocatedPlace {
  readonly place: MarkPlace
  /** Range in the whole text of the master. */
  readonly start: number
  readonly end: number
}

/**
 * One reading for each place. A place is read only where the words around it are found and one of its two forms is
 * clearly nearer to what stands there; everything else is an erasure, which counts for no copy and against none.
 */
export function readPlaces(
  master: MasterText,
  places: readonly MarkPlace[],
  given: SuspectText,
): readonly MarkReading[] {
  const starts = blockStarts(master.blocks)
  const text = master.blocks.map((block) => block.text).join('\n')
  const masterWords = comparedText(text, true)
  // Composing letters would move places; a master in another form is compared as it is.
  const own = masterWords.text.length === text.length ? masterWords : { ...masterWords, text }
  const suspect = comparedText(given.text, given.blocks !== undefined)
  const found = alignToMaster(own.words, suspect.words)
  const located = places
    .filter(({ block }) => starts[block] !== undefined)
    .map(
      (place): LocatedPlace => ({
        place,
        start: starts[place.block]! + place.start,
        end: starts[place.block]! + place.end,
      }),
    )
    .sort((a, b) => a.start - b.start)
  const layouts =
    given.blocks && suspect.text.length === given.text.length
      ? { blocks: given.blocks, starts: blockStarts(given.blocks) }
      : undefined
  const ends = master.blocks.map((block, i) => starts[i]! + block.text.length)
  const reader: Reader = { master: own, suspect, found, located, layouts, starts, ends }
  const readings = located.map((_, i) => readOne(reader, i))
  return readings.sort((a, b) => a.place.id - b.place.id)
}

/** Where each block begins in the text of all of them, joined by line ends. */
function blockStarts(blocks: readonly TextBlock[]): readonly number[] {
  const starts: number[] = []
  let at = 0
  for (const { text } of blocks) {
    starts.push(at)
    at += text.length + 1
  }
  return starts
}

interface Reader {
  readonly master: ComparedText
  readonly suspect: ComparedText
  readonly found: Int32Array
  readonly located: readonly LocatedPlace[]
  readonly layouts: { readonly blocks: readonly TextBlock[]; readonly starts: readonly number[] } | undefined
  /** Of the master's blocks. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

function readOne(reader: Reader, number: number): MarkReading {
  const { place } = reader.located[number]!
  if (place.rule === 'letter-spacing') return spacingReading(reader, place)
  const window = windowAround(reader, number)
  if (!window) return { place, bit: undefined, seen: '' }
  const seen = window.suspect.replace(/\s+/g, ' ').trim().slice(0, SEEN_LENGTH)
  const reading = (bit: 0 | 1 | undefined): MarkReading => ({ place, bit, seen: seen === '' ? '·' : seen })
  if (place.layer === 'layout') return reading(lineEndBit(reader, number))
  if (place.layer === 'typography') return reading(signBit(window, place))
  return reading(wordingBit(reader, number, window))
}

interface Window {
  readonly start: number
  readonly end: number
  readonly suspect: string
}

/** The text between the nearest words that both have, on either side of the place. */
function windowAround({ master, suspect, found, located }: Reader, number: number): Window | undefined {
  const { start, end } = located[number]!
  const { words } = master
  let right = firstWordFrom(words, end)
  // An insertion behind a word belongs to that word.
  let left = firstWordEndingAfter(words, start) - 1
  const leastLeft = left - CONTEXT
  const mostRight = right + CONTEXT
  while (left >= 0 && left > leastLeft && found[left]! < 0) left--
  while (right < words.length && right < mostRight && found[right]! < 0) right++
  if (left < 0 || left === leastLeft || right >= words.length || right === mostRight) return undefined
  const from = suspect.words[found[left]!]!
  const to = suspect.words[found[right]!]!
  const window = { start: words[left]!.end, end: words[right]!.start }
  // Moved words, or a long passage put in between.
  if (to.start < from.end || to.start - from.end > MAX_WINDOW || window.end - window.start > MAX_WINDOW)
    return undefined
  return { ...window, suspect: suspect.text.slice(from.end, to.start) }
}

/** Number of the first word that begins at or after a place. */
function firstWordFrom(words: ComparedText['words'], at: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]!.start < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Number of the first word that ends after a place. */
function firstWordEndingAfter(words: ComparedText['words'], at: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]!.end <= at) low = middle + 1
    else high = middle
  }
  return low
}

function wordingBit({ master, located }: Reader, number: number, window: Window): 0 | 1 | undefined {
  const neighbours: LocatedPlace[] = []
  for (const step of [-1, 1])
    for (let i = number + step; i >= 0 && i < located.length; i += step) {
      const other = located[i]!
      if (step < 0 ? other.end <= window.start - 200 : other.start >= window.end) break
      if (other.place.layer === 'wording' && other.start < window.end && other.end > window.start)
        neighbours.push(other)
    }
  if (neighbours.length > MAX_NEIGHBOURS) return undefined
  const seen = foldedText(window.suspect)
  const own = located[number]!
  const distances = [0, 1].map((bit) => {
    let least = Number.POSITIVE_INFINITY
    for (let others = 0; others < 1 << neighbours.length; others++) {
      const changed = [...neighbours.filter((_, i) => others & (1 << i)), ...(bit === 1 ? [own] : [])]
      const text = foldedText(withForms(master.text, window, changed))
      least = Math.min(least, editDistance(text, seen, MAX_WINDOW))
    }
    return least
  })
  const [asMaster = 0, asOther = 0] = distances
  const apart = editDistance(foldedText(own.place.original), foldedText(own.place.alternative), MAX_WINDOW)
  const near = Math.min(asMaster, asOther)
  const longest = Math.max(seen.length, window.end - window.start)
  // Neither form: rewritten, or lost in noise.
  if (near > Math.max(2, longest * 0.34)) return undefined
  if (Math.abs(asMaster - asOther) < Math.max(1, apart * 0.5)) return undefined
  return asMaster < asOther ? 0 : 1
}

/** The master's text of a window with the other form at some places. */
function withForms(text: string, { start, end }: Window, changed: readonly LocatedPlace[]): string {
  let out = ''
  let at = start
  for (const { place, start: from, end: to } of [...changed].sort((a, b) => a.start - b.start)) {
    if (from < at || to > end) continue
    out += text.slice(at, from) + place.alternative
    at = to
  }
  return out + text.slice(at, end)
}

/** Which of two signs stands in the window; both or none is no reading. */
function signBit(window: Window, { rule, original, alternative }: MarkPlace): 0 | 1 | undefined {
  if (rule === 'sentence-space') {
    // One sentence ends in the window, with one space or two in the same line.
    const gaps = [...window.suspect.matchAll(/(?:^|[.!?])['"’”)\]]{0,2}([ \u00a0]{1,3})(?=\p{Lu}|$)/gu)]
    const length = gaps.length === 1 ? gaps[0]![1]!.length : 0
    return length === original.length ? 0 : length === alternative.length ? 1 : undefined
  }
  const hasOne = window.suspect.includes(original)
  const hasOther = window.suspect.includes(alternative)
  return hasOne === hasOther ? undefined : hasOne ? 0 : 1
}

/** Whether the line ends behind the last word of the master's line or one word earlier. */
function lineEndBit({ master, suspect, found, located }: Reader, number: number): 0 | 1 | undefined {
  const { start, place } = located[number]!
  if (place.rule !== 'line-end') return undefined
  const moved = firstWordEndingAfter(master.words, start)
  const [before, word, after] = [moved - 1, moved, moved + 1].map((i) => suspect.words[found[i] ?? -1])
  if (!before || !word || !after) return undefined
  const endsBefore = suspect.text.slice(before.end, word.start).includes('\n')
  const endsAfter = suspect.text.slice(word.end, after.start).includes('\n')
  return endsBefore === endsAfter ? undefined : endsAfter ? 0 : 1
}

/** How the block is laid out that holds most words of the master's block. */
function spacingReading(
  { master, suspect, found, layouts, starts, ends }: Reader,
  place: MarkPlace,
): MarkReading {
  const absent: MarkReading = { place, bit: undefined, seen: '' }
  if (!layouts) return absent
  const votes = new Map<number, number>()
  let words = 0
  for (let i = firstWordFrom(master.words, starts[place.block]!); i < master.words.length; i++) {
    if (master.words[i]!.start >= ends[place.block]!) break
    words++
    const word = suspect.words[found[i]!]
    if (!word) continue
    const block = lastAtMost(layouts.starts, word.start)
    votes.set(block, (votes.get(block) ?? 0) + 1)
  }
  const [block, most] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [-1, 0]
  if (most * 2 < words) return absent
  const layout = layouts.blocks[block]?.layout
  if (layout?.rule !== 'letter-spacing' || layout.state === 'other')
    return { place, bit: undefined, seen: layout ? 'another letter spacing' : 'no layout' }
  return { place, bit: layout.state, seen: layout.state === 1 ? 'wider letters' : 'letters as in the master' }
}

/** Number of the last of ascending values that is at most this one. */
function lastAtMost(values: readonly number[], value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
