import type { Charset, CharsetStream } from './charset.ts'
import { decodeQuotedPrintable, softBreak } from './transfer-decoding.ts'

/**
 * The stages a text went through, each a monotone step from its output back to its input: raw bytes → transfer
 * decoding → files cut out → charset → line ends → format=flowed. All of it is found on demand, from few remembered places.
 */
export interface TextPlace {
  /** Raw bytes of the body, in the buffer the part lies in. */
  readonly raw: Buffer
  readonly start: number
  readonly end: number
  /** Quoted-printable: pairs of decoded and raw offsets, ascending; absent for identity and for codings without a one-to-one place. */
  readonly marks?: readonly number[]
  /** Hard line breaks were folded while decoding quoted-printable. */
  readonly quotedPrintable: boolean
  /** Files were cut out after transfer decoding: pairs of offset without and with them, one per stretch kept. */
  readonly cuts?: readonly number[]
  /** Bytes after transfer decoding, without files and without the byte order mark. */
  readonly bytes: () => Buffer
  /** Length of the byte order mark. */
  readonly skipped: number
  readonly charset: Charset
  /** The decoded bytes are ASCII and mean ASCII. */
  readonly plain: boolean
  /** The text as the charset gave it, when it is valid UTF-8: then its characters alone tell their bytes. */
  readonly wellFormed?: () => string
  /** Text before line ends were folded; absent when folding changed nothing. */
  readonly unfolded?: () => string
  readonly runs?: readonly number[]
}

/** Raw byte range that holds the characters `[start, end)` of the final text. */
export function placeOf(place: TextPlace, index: PlaceIndex, start: number, end: number): [number, number] {
  let from = start
  let to = end
  if (place.runs) {
    const unflowed = place.runs
    from = throughRuns(unflowed, from)
    to = end > start ? throughRuns(unflowed, end - 1) + 1 : from
  }
  if (place.unfolded) {
    index.removed ??= removedCrs(place.unfolded())
    const { removed } = index
    from = throughRemoved(removed, from)
    to = end > start ? throughRemoved(removed, to) : from
  }
  let first = characterByte(place, index, from, false)
  let last = end > start ? characterByte(place, index, to, true) : first
  first += place.skipped
  last += place.skipped
  if (place.cuts) {
    last = last > first ? throughRuns(place.cuts, last - 1) + 1 : throughRuns(place.cuts, first)
    first = throughRuns(place.cuts, first)
  }
  if (!place.quotedPrintable) return [place.start + first, place.start + last]
  const rawFirst = quotedPrintableByte(place, index, first)
  const begin = skipSoftBreaks(place, rawFirst)
  return [begin, last > first ? quotedPrintableByte(place, index, last) : begin]
}

/** What was found once and is asked again. */
export interface PlaceIndex {
  /** Offsets of the LFs of the folded text that had a CR before them, ascending. */
  removed?: Uint32Array
  /** Pairs of UTF-16 and byte offsets, ascending. */
  characters?: number[]
  brokenStream?: boolean
  /**
   * Where the last question was answered: places are mostly asked for in order, so that the next answer is found
   * from here and a text is walked once. UTF-16 and byte offset; decoded and raw offset of quoted-printable.
   */
  unit?: number
  byte?: number
  decoded?: number
  raw?: number
  /** Decoder that has read up to `byte` and given `unit` units. */
  stream?: CharsetStream
}

function throughRuns(runs: readonly number[], at: number): number {
  let low = 0
  let high = runs.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle * 2] as number) <= at) low = middle + 1
    else high = middle
  }
  if (low === 0) return at
  const out = runs[(low - 1) * 2] as number
  return (runs[(low - 1) * 2 + 1] as number) + (at - out)
}

function removedCrs(unfolded: string): Uint32Array {
  return Uint32Array.from(removedCrList(unfolded))
}

/** By itself: V8 compiles the loop while it runs, and would throw that code away at whatever follows it, each time. */
function removedCrList(unfolded: string): number[] {
  const list: number[] = []
  for (let at = unfolded.indexOf('\r\n'); at >= 0; at = unfolded.indexOf('\r\n', at + 2))
    list.push(at - list.length)
  return list
}

/** A range that starts at an LF starts at its CR; one that ends before an LF ends before the CR. */
function throughRemoved(removed: Uint32Array, at: number): number {
  let low = 0
  let high = removed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((removed[middle] as number) < at) low = middle + 1
    else high = middle
  }
  return at + low
}

const EVERY = 1024
/** The same for charsets that are decoded again byte by byte from there. */
const STREAM_EVERY = 256

/** Byte offset (after the byte order mark) at which UTF-16 unit `unit` starts, or for `isEnd` before which it ends. */
function characterByte(place: TextPlace, index: PlaceIndex, unit: number, isEnd: boolean): number {
  const { charset } = place
  if (charset.width === 'single' || place.plain) return unit
  if (place.wellFormed) return wellFormedByte(place.wellFormed(), index, unit, isEnd)
  if (charset.width === 'utf-8') return utf8Byte(place.bytes(), index, unit, isEnd)
  return otherByte(place, index, unit, isEnd)
}

/** UTF-8 without a fault: the bytes of the characters before, counted by the engine. */
function wellFormedByte(text: string, index: PlaceIndex, unit: number, isEnd: boolean): number {
  // A place between the two units of a character outside the BMP is rounded outwards.
  let at = Math.min(unit, text.length)
  if (isLowSurrogate(text.charCodeAt(at)) && at > 0) at += isEnd ? 1 : -1
  let { unit: known = 0, byte = 0 } = index
  if (known > at) known = byte = 0
  byte += Buffer.byteLength(text.slice(known, at), 'utf8')
  index.unit = at
  index.byte = byte
  return byte
}

const isLowSurrogate = (c: number): boolean => c >= 0xdc00 && c <= 0xdfff

/** Walks UTF-8 as the WHATWG decoder does: one U+FFFD per maximal ill-formed piece. */
function utf8Byte(bytes: Buffer, index: PlaceIndex, unit: number, isEnd: boolean): number {
  index.characters ??= [0, 0]
  const known = index.characters
  let low = 0
  let high = known.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((known[middle * 2] as number) <= unit) low = middle + 1
    else high = middle
  }
  let units = known[(low - 1) * 2] as number
  let at = known[(low - 1) * 2 + 1] as number
  const isLast = low === known.length / 2
  let next = units + EVERY
  while (at < bytes.length && units < unit) {
    if (isLast && units >= next) {
      known.push(units, at)
      next = units + EVERY
    }
    const length = utf8Length(bytes, at)
    // A character outside the BMP takes two units; a place between them is rounded outwards.
    if (length === 4 && units + 1 === unit) return isEnd ? at + 4 : at
    units += length === 4 ? 2 : 1
    at += length
  }
  return at
}

/** Bytes of the character, or of the maximal ill-formed piece, at `at` (Unicode §3.9, table 3-7). */
function utf8Length(bytes: Buffer, at: number): number {
  const lead = bytes[at] as number
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 1
  const second = bytes[at + 1] ?? 0
  let lowest = 0x80
  let highest = 0xbf
  if (lead === 0xe0) lowest = 0xa0
  else if (lead === 0xed) highest = 0x9f
  else if (lead === 0xf0) lowest = 0x90
  else if (lead === 0xf4) highest = 0x8f
  if (second < lowest || second > highest) return 1
  if (lead < 0xe0) return 2
  if (((bytes[at + 2] ?? 0) & 0xc0) !== 0x80) return 2
  if (lead < 0xf0) return 3
  return ((bytes[at + 3] ?? 0) & 0xc0) === 0x80 ? 4 : 3
}

/**
 * Any other charset: decodes again in pieces, remembers how far each got, and goes byte by byte in the piece that
 * matters. Linear in the part. ICU's streaming decoders give up on some broken sequences that they replace when they
 * see the whole text; then the answer is the piece of lines around the character.
 */
function otherByte(place: TextPlace, index: PlaceIndex, unit: number, isEnd: boolean): number {
  const bytes = place.bytes()
  if (!index.brokenStream)
    try {
      return streamByte(bytes, place.charset, index, unit)
    } catch {
      index.brokenStream = true
      index.characters = linePieces(bytes, place.charset)
    }
  const known = index.characters ?? []
  let piece = 0
  while (piece + 2 < known.length && (known[piece + 2] as number) <= unit) piece += 2
  const start = known[piece + 1] ?? 0
  return isEnd && (known[piece] ?? 0) < unit ? (known[piece + 3] ?? bytes.length) : start
}

/** Pairs of UTF-16 and byte offsets at ends of lines, which no charset of several bytes uses inside a character. */
function linePieces(bytes: Buffer, charset: Charset): number[] {
  const known = [0, 0]
  let units = 0
  let at = 0
  while (at < bytes.length) {
    const lf = bytes.indexOf(10, Math.min(at + EVERY, bytes.length))
    const stop = lf < 0 ? bytes.length : lf + 1
    units += charset.decode(bytes.subarray(at, stop)).length
    known.push(units, stop)
    at = stop
  }
  return known
}

function streamByte(bytes: Buffer, charset: Charset, index: PlaceIndex, unit: number): number {
  if (!index.characters) {
    const known = [0, 0]
    const stream = charset.stream()
    let units = 0
    for (let at = 0; at < bytes.length; at += STREAM_EVERY) {
      const stop = Math.min(at + STREAM_EVERY, bytes.length)
      units += stream.write(bytes.subarray(at, stop)).length
      known.push(units, stop)
    }
    index.characters = known
  }
  const known = index.characters
  let low = 0
  let high = known.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((known[middle * 2] as number) < unit) low = middle + 1
    else high = middle
  }
  const piece = Math.max(0, low - 1) * 2
  const from = known[piece + 1] as number
  if ((known[piece] as number) >= unit) return from
  let { stream, byte: at = 0, unit: units = 0 } = index
  if (!stream || units >= unit) {
    stream = charset.stream()
    at = units = 0
  }
  if (at < from) {
    units += stream.write(bytes.subarray(at, from)).length
    at = from
  }
  while (at < bytes.length && units < unit) {
    units += stream.write(bytes.subarray(at, at + 1)).length
    at++
  }
  index.stream = stream
  index.byte = at
  index.unit = units
  return at
}

/** Raw offset at which the decoded byte `target` begins, soft line breaks before it included. */
function quotedPrintableByte(place: TextPlace, index: PlaceIndex, target: number): number {
  const marks = place.marks ?? []
  let low = 0
  let high = marks.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle * 2] as number) <= target) low = middle + 1
    else high = middle
  }
  let done = low > 0 ? (marks[(low - 1) * 2] as number) : 0
  let from = low > 0 ? (marks[(low - 1) * 2 + 1] as number) : place.start
  if (
    index.raw !== undefined &&
    index.decoded !== undefined &&
    index.decoded <= target &&
    index.decoded > done
  ) {
    done = index.decoded
    from = index.raw
  }
  const wanted = target - done
  if (wanted > 0)
    from = decodeQuotedPrintable(place.raw, from, place.end, scratch(wanted), {
      foldLines: true,
      limit: wanted,
    }).at
  index.decoded = target
  index.raw = from
  return from
}

/** What is decoded only to count it goes here. */
const counted = Buffer.allocUnsafe(1 << 12)
function scratch(size: number): Buffer {
  return size + 8 <= counted.length ? counted : Buffer.allocUnsafe(size + 8)
}

function skipSoftBreaks(place: TextPlace, from: number): number {
  let at = from
  while (at < place.end && place.raw[at] === 61) {
    const after = softBreak(place.raw, at, place.end)
    if (after === 0) break
    at = after
  }
  return at
}
