// Puts a leaked text beside a document, word by word: where it stands in it, and what differs. Anchors first (word pairs
// and rare words that stand once in each), chained in order with a price for jumps; between two anchors by dynamic
// programming with one price for opening a gap and a lower one for each further word (Gotoh 1982). The leaked text may
// be a part: what stands before and after it in the document costs nothing.
import { type ShapedWord, shaped, slips } from './word-likeness.ts'

/** One stretch of the comparison. Offsets count words, half-open. */
export interface AlignedStretch {
  /**
   * `same`: the words are equal. `slip`: one word, spelled a little differently. `changed`: one word, another one.
   * `added`: words the document has not. `missing`: words of the document that are not there. `apart`: too long and too
   * different to be compared word by word.
   */
  readonly kind: 'same' | 'slip' | 'changed' | 'added' | 'missing' | 'apart'
  readonly leaked: readonly [start: number, end: number]
  readonly document: readonly [start: number, end: number]
  /** Letters that slipped. */
  readonly slips?: number
}

export interface Alignment {
  /** In order; they cover the leaked text, and the document from the first to the last word that fits. */
  readonly stretches: readonly AlignedStretch[]
  /** Words of the leaked text that are the same or slipped. */
  readonly fitting: number
  /** How many different words these are: a table or a row of tags fits many others. */
  readonly distinct: number
  /** Words of the leaked text. */
  readonly words: number
  /** Words of the document before and after what the leaked text covers. */
  readonly before: number
  readonly after: number
}

/** Cells of one table of words by words. Attack on time and memory: two long texts that share only their ends. */
const CELLS = 250_000
/** Cells of all tables of one comparison. */
const ALL_CELLS = 2_000_000
/** Anchors looked back to when chaining. */
const LOOK_BACK = 40
/** With anchors for less than this share of the words, runs that stand several times are tried as well. */
const FEW_ANCHORS = 0.25
/** Words tried beyond the leaked text's length at each end. */
const END_ROOM = 12

const PRICE = { same: 0, changed: 5, open: 4, further: 0.6, slip: 1.6, slipLetter: 0.8 } as const

/** Leaked words in a row that are not in the document, from which on the anchors may have led astray. */
const ASTRAY = 4
/** With less than this share of the leaked words fitting it is another document, which no comparing makes the same. */
const WORTH_COMPARING = 0.3

/**
 * Compares the words of a leaked text with those of a document. Undefined when no stretch of it fits. Where the anchors
 * leave much over, as in a log that repeats itself, the two are compared whole, if they are not too long.
 */
export function alignWords(leaked: readonly string[], document: readonly string[]): Alignment | undefined {
  const anchored = alignByAnchors(leaked, document)
  if (anchored === undefined || (leaked.length + 1) * (document.length + 1) > CELLS) return anchored
  if (anchored.fitting < leaked.length * WORTH_COMPARING) return anchored
  const left = anchored.stretches.some(
    ({ kind, leaked: [from, to] }) => (kind === 'added' || kind === 'apart') && to - from >= ASTRAY,
  )
  if (!left) return anchored
  const stretches: AlignedStretch[] = []
  for (const { kind, leaked: mine, document: theirs, slips: slipped } of table(
    leaked,
    document,
    0,
    leaked.length,
    0,
    document.length,
    'neither',
  ))
    add(stretches, kind, mine, theirs, slipped)
  const whole = alignmentOf(stretches, leaked, document)
  return whole.fitting > anchored.fitting ? whole : anchored
}

function alignByAnchors(leaked: readonly string[], document: readonly string[]): Alignment | undefined {
  let chain = chained(anchors(leaked, document), LOOK_BACK)
  if (chain.length < leaked.length * FEW_ANCHORS) {
    const other = chained(repeatedAnchors(leaked, document), LOOK_BACK * 8)
    if (other.length > chain.length) chain = other
  }
  if (chain.length === 0) return undefined
  const stretches: AlignedStretch[] = []
  const room = { cells: ALL_CELLS }
  const [first, last] = [chain[0] as Anchor, chain.at(-1) as Anchor]
  const reach = Math.ceil(first.leaked * 1.2) + END_ROOM
  between(leaked, document, 0, first.leaked, Math.max(0, first.document - reach), first.document, 'start')
  for (const [i, anchor] of chain.entries()) {
    add(stretches, 'same', [anchor.leaked, anchor.leaked + 1], [anchor.document, anchor.document + 1])
    const next = chain[i + 1]
    if (next !== undefined)
      between(leaked, document, anchor.leaked + 1, next.leaked, anchor.document + 1, next.document, 'both')
  }
  const rest = leaked.length - last.leaked - 1
  const end = Math.min(document.length, last.document + 1 + Math.ceil(rest * 1.2) + END_ROOM)
  between(leaked, document, last.leaked + 1, leaked.length, last.document + 1, end, 'end')

  function between(
    a: readonly string[],
    b: readonly string[],
    a0: number,
    a1: number,
    b0: number,
    b1: number,
    fixed: Fixed,
  ): void {
    const cells = (a1 - a0 + 1) * (b1 - b0 + 1)
    if (cells > CELLS || cells > room.cells) {
      if (a1 > a0 && (fixed !== 'both' || b0 === b1)) add(stretches, 'added', [a0, a1], [b0, b0])
      else add(stretches, a1 > a0 ? 'apart' : 'missing', [a0, a1], [b0, b1])
      return
    }
    room.cells -= cells
    for (const each of table(a, b, a0, a1, b0, b1, fixed))
      add(stretches, each.kind, each.leaked, each.document, each.slips)
  }
  return alignmentOf(stretches, leaked, document)
}

function alignmentOf(
  stretches: readonly AlignedStretch[],
  leaked: readonly string[],
  document: readonly string[],
): Alignment {
  let fitting = 0
  const distinct = new Set<string>()
  for (const {
    kind,
    leaked: [from, to],
  } of stretches) {
    if (kind !== 'same' && kind !== 'slip') continue
    fitting += to - from
    for (let at = from; at < to; at++) distinct.add(leaked[at] as string)
  }
  const covered = stretches.filter(({ kind }) => kind !== 'added')
  return {
    stretches,
    fitting,
    distinct: distinct.size,
    words: leaked.length,
    before: covered[0]?.document[0] ?? 0,
    after: document.length - (covered.at(-1)?.document[1] ?? 0),
  }
}

function add(
  stretches: AlignedStretch[],
  kind: AlignedStretch['kind'],
  leaked: readonly [number, number],
  document: readonly [number, number],
  slipped?: number,
): void {
  const last = stretches.at(-1)
  if (last !== undefined && last.kind === kind && kind !== 'slip' && kind !== 'changed')
    stretches[stretches.length - 1] = {
      kind,
      leaked: [last.leaked[0], leaked[1]],
      document: [last.document[0], document[1]],
    }
  else stretches.push({ kind, leaked, document, ...(slipped !== undefined && { slips: slipped }) })
}

interface Anchor {
  readonly leaked: number
  readonly document: number
  readonly weight: number
}

/** Words that stand once in both (in a run with their neighbours, or alone), by place in the leaked text. */
function anchors(leaked: readonly string[], document: readonly string[]): readonly Anchor[] {
  const found = new Map<number, Anchor>()
  for (const size of [8, 3, 2, 1]) {
    const mine = runs(leaked, size)
    const theirs = sameRuns(document, size, mine, 1)
    for (const [key, [at, again]] of mine) {
      const [place, twice] = theirs.get(key) ?? []
      if (at === undefined || again !== undefined || place === undefined || twice !== undefined) continue
      addRun(found, at, place, size)
    }
  }
  return sortedAnchors(found)
}

/** Runs of words that stand several times, in a log or a table say: all their places, as far as REPEATS goes. */
function repeatedAnchors(leaked: readonly string[], document: readonly string[]): readonly Anchor[] {
  const found = new Map<number, Anchor>()
  const mine = runs(leaked, REPEATED_RUN)
  const theirs = sameRuns(document, REPEATED_RUN, mine, REPEATS)
  for (const [key, places] of theirs)
    for (const at of mine.get(key) ?? [])
      for (const place of places) if (found.size < REPEATED_ANCHORS) addRun(found, at, place, REPEATED_RUN)
  return sortedAnchors(found)
}

const REPEATED_RUN = 4
/** Places of one repeated run that are tried. Attack on time: a document of one sentence a million times. */
const REPEATS = 24
const REPEATED_ANCHORS = 20_000

function addRun(found: Map<number, Anchor>, at: number, place: number, size: number): void {
  for (let i = 0; i < size; i++) {
    const pair = (at + i) * 2 ** 26 + place + i
    if (!found.has(pair)) found.set(pair, { leaked: at + i, document: place + i, weight: Math.min(size, 3) })
  }
}

const sortedAnchors = (found: ReadonlyMap<number, Anchor>): readonly Anchor[] =>
  [...found.values()].sort((a, b) => a.leaked - b.leaked || a.document - b.document)

const keyAt = (words: readonly string[], at: number, size: number): string => {
  let key = words[at] as string
  for (let i = 1; i < size; i++) key += ` ${words[at + i]}`
  return key
}

/** The first places of each run of so many words. */
function runs(words: readonly string[], size: number): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (let at = 0; at + size <= words.length; at++) {
    const key = keyAt(words, at, size)
    const known = places.get(key)
    if (known === undefined) places.set(key, [at])
    else if (known.length < REPEATS) known.push(at)
  }
  return places
}

/** Places in the document of runs that the leaked text has as well; at most `most` and one more of each. */
function sameRuns(
  document: readonly string[],
  size: number,
  wanted: ReadonlyMap<string, readonly number[]>,
  most: number,
): Map<string, number[]> {
  const beginnings = new Set([...wanted.keys()].map((key) => key.split(' ', 1)[0]))
  const places = new Map<string, number[]>()
  for (let at = 0; at + size <= document.length; at++) {
    if (!beginnings.has(document[at])) continue
    const key = keyAt(document, at, size)
    if (!wanted.has(key)) continue
    const known = places.get(key)
    if (known === undefined) places.set(key, [at])
    else if (known.length <= most) known.push(at)
  }
  return places
}

/** The heaviest row of anchors that goes forward in both texts; jumps cost by the logarithm of their length. */
function chained(all: readonly Anchor[], lookBack: number): readonly Anchor[] {
  const best = new Float64Array(all.length)
  const from = new Int32Array(all.length).fill(-1)
  let top = -1
  for (const [i, anchor] of all.entries()) {
    let value = anchor.weight
    for (let j = i - 1; j >= Math.max(0, i - lookBack); j--) {
      const before = all[j] as Anchor
      if (before.leaked >= anchor.leaked || before.document >= anchor.document) continue
      const jump = Math.abs(anchor.leaked - before.leaked - (anchor.document - before.document))
      const linked = (best[j] as number) + anchor.weight - (jump === 0 ? 0 : Math.log2(jump + 1) * 0.7)
      if (linked <= value) continue
      value = linked
      from[i] = j
    }
    best[i] = value
    if (top < 0 || value > (best[top] as number)) top = i
  }
  const chain: Anchor[] = []
  for (let i = top; i >= 0; i = from[i] as number) chain.push(all[i] as Anchor)
  return chain.reverse()
}

/** Which ends have to meet: both, only the end (`start`: the beginning is free), only the beginning (`end`), neither. */
type Fixed = 'both' | 'start' | 'end' | 'neither'

const [MATCH, MISSING, ADDED] = [0, 1, 2] as const

function table(
  a: readonly string[],
  b: readonly string[],
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  fixed: Fixed,
): readonly AlignedStretch[] {
  const [rows, columns] = [a1 - a0, b1 - b0]
  if (rows === 0)
    return columns > 0 && fixed === 'both' ? [{ kind: 'missing', leaked: [a0, a0], document: [b0, b1] }] : []
  if (columns === 0) return [{ kind: 'added', leaked: [a0, a1], document: [b0, b0] }]
  const width = columns + 1
  const mine = a.slice(a0, a1).map(shaped)
  const theirs = b.slice(b0, b1).map(shaped)
  const state = (): Float32Array => new Float32Array((rows + 1) * width).fill(Infinity)
  const [match, missing, added] = [state(), state(), state()]
  // for each cell the state before it: two bits each for the three states
  const trace = new Uint8Array((rows + 1) * width)
  match[0] = 0
  for (let j = 1; j <= columns; j++) {
    if (fixed === 'start' || fixed === 'neither') match[j] = 0
    else {
      missing[j] = PRICE.open + PRICE.further * (j - 1)
      trace[j] = (j === 1 ? MATCH : MISSING) << 2
    }
  }
  for (let i = 1; i <= rows; i++)
    for (let j = 0; j <= columns; j++) {
      const cell = i * width + j
      let back = 0
      {
        const up = cell - width
        const [open, on] = [
          Math.min(match[up] as number, missing[up] as number) + PRICE.open,
          (added[up] as number) + PRICE.further,
        ]
        if (on < open) {
          added[cell] = on
          back |= ADDED << 4
        } else {
          added[cell] = open
          back |= ((match[up] as number) <= (missing[up] as number) ? MATCH : MISSING) << 4
        }
      }
      if (j > 0) {
        const left = cell - 1
        const open = Math.min(match[left] as number, added[left] as number) + PRICE.open
        const on = (missing[left] as number) + PRICE.further
        if (on < open) {
          missing[cell] = on
          back |= MISSING << 2
        } else {
          missing[cell] = open
          back |= ((match[left] as number) <= (added[left] as number) ? MATCH : ADDED) << 2
        }
        const corner = cell - width - 1
        const [m, d, n] = [match[corner] as number, missing[corner] as number, added[corner] as number]
        const least = Math.min(m, d, n)
        match[cell] = least + price(mine[i - 1] as ShapedWord, theirs[j - 1] as ShapedWord)
        back |= m === least ? MATCH : d === least ? MISSING : ADDED
      }
      trace[cell] = back
    }
  // where to begin going back
  let j = columns
  const ended = (at: number): number => {
    const cell = rows * width + at
    return Math.min(match[cell] as number, missing[cell] as number, added[cell] as number)
  }
  if (fixed === 'end' || fixed === 'neither')
    for (let k = columns; k >= 0; k--) if (ended(k) < ended(j)) j = k
  let i = rows
  const end = rows * width + j
  let now: number =
    (match[end] as number) <= Math.min(missing[end] as number, added[end] as number)
      ? MATCH
      : (missing[end] as number) <= (added[end] as number)
        ? MISSING
        : ADDED
  const out: AlignedStretch[] = []
  while (i > 0 || j > 0) {
    if (i === 0 && (fixed === 'start' || fixed === 'neither')) break
    const back = trace[i * width + j] as number
    if (now === MATCH) {
      const [from, to] = [a0 + i - 1, b0 + j - 1]
      const slipped = slips(mine[i - 1] as ShapedWord, theirs[j - 1] as ShapedWord)
      const kind = slipped === 0 ? 'same' : slipped === Infinity ? 'changed' : 'slip'
      out.push({
        kind,
        leaked: [from, from + 1],
        document: [to, to + 1],
        ...(kind === 'slip' && { slips: slipped }),
      })
      now = back & 3
      i--
      j--
    } else if (now === MISSING) {
      out.push({ kind: 'missing', leaked: [a0 + i, a0 + i], document: [b0 + j - 1, b0 + j] })
      now = (back >> 2) & 3
      j--
    } else {
      out.push({ kind: 'added', leaked: [a0 + i - 1, a0 + i], document: [b0 + j, b0 + j] })
      now = (back >> 4) & 3
      i--
    }
  }
  return out.reverse()
}

function price(a: ShapedWord, b: ShapedWord): number {
  if (a.word === b.word) return PRICE.same
  const slipped = slips(a, b)
  return slipped === Infinity ? PRICE.changed : PRICE.slip + slipped * PRICE.slipLetter
}
