import type { ClaimedOriginal, TextRegion, TextRegionKind } from '../../model/message.ts'
import type { DecodedText } from '../decoded-text.ts'
import { attributionAt } from './attribution.ts'
import { type HeaderBlock, headerBlockAt, separatorKind } from './header-block.ts'
import { htmlLines } from './html-lines.ts'
import { plainLines } from './plain-lines.ts'
import { signatureAt } from './signature-lines.ts'
import type { TextLine } from './text-line.ts'

export interface BodyRegions {
  /** In order, without gaps, covering the whole text; empty for empty text. */
  readonly regions: readonly TextRegion[]
  /** What the quoted and forwarded blocks claim of their originals; the first `ORIGINAL_COUNT`. */
  readonly originals: readonly ClaimedOriginal[]
}

/** Attack: an attribution line for every other line of a large text. */
const ORIGINAL_COUNT = 100

/**
 * Tells the sender's own text from quoted, forwarded and signature text, for plain text and HTML (offsets count in
 * the HTML), by the marks and words of the common mail clients. Own text between quoted pieces stays own. A header
 * block without words of forwarding (Outlook writes the same one for both) counts as quoted. Never throws; linear.
 */
export function readRegions(text: DecodedText): BodyRegions {
  return regionsOfLines(text, text.mediaType.includes('html') ? htmlLines(text.text) : plainLines(text.text))
}

/** The same for lines that were read already; they must be those of `text`. */
export function regionsOfLines(text: DecodedText, lines: readonly TextLine[]): BodyRegions {
  if (text.text === '') return { regions: [], originals: [] }
  const kinds: TextRegionKind[] = lines.map(({ mark }) => mark ?? 'own')
  const originals = classify(lines, kinds, text)
  joinBlankLines(lines, kinds)
  return { regions: merged(lines, kinds, text.text.length), originals }
}

function classify(lines: readonly TextLine[], kinds: TextRegionKind[], text: DecodedText): ClaimedOriginal[] {
  const originals: ClaimedOriginal[] = []
  const claim = (
    kind: 'quoted' | 'forwarded',
    first: number,
    last: number,
    claimed: Pick<ClaimedOriginal, 'from' | 'to' | 'subject' | 'dateText' | 'time'>,
  ): void => {
    if (originals.length >= ORIGINAL_COUNT) return
    const { from, to, subject, dateText, time } = claimed
    originals.push({
      kind,
      ...(from && { from }),
      ...(to && { to }),
      ...(subject !== undefined && { subject }),
      ...(dateText !== undefined && { dateText }),
      ...(time !== undefined && { time }),
      part: text.part,
      start: lines[first]?.start ?? 0,
      end: lines[last]?.end ?? 0,
    })
  }
  const nextFilled = nextFilledLines(lines)
  const nextMarked = nextMarkedLines(lines)
  const lastQuoted = lines.findLastIndex(({ mark }) => mark === 'quoted')
  const followed = (line: number): boolean => lines[nextFilled[line] ?? lines.length]?.mark === 'quoted'
  const fill = (from: number, to: number, kind: TextRegionKind): void => {
    for (let i = from; i < to; i++) kinds[i] = kind
  }

  let i = 0
  while (i < lines.length) {
    const line = lines[i] as TextLine
    if (line.mark === 'signature' || line.text === '') {
      i++
      continue
    }
    // Outlook and others put their attribution behind the quote mark, too; deeper ones are about older mails.
    const inside = line.mark === 'quoted' && line.container === 0 && line.rest !== true
    const outer =
      line.mark === undefined ||
      line.rest === true ||
      (line.first === true && !(inside && originals.length > 0))
    const separator = outer ? separatorKind(line.text) : undefined
    if (separator !== undefined || line.rest) {
      const kind = separator ?? (line.mark === 'forwarded' ? 'forwarded' : 'quoted')
      const begin = separator === undefined ? i : (nextFilled[i + 1] ?? lines.length)
      const block = headerBlockAt(lines, begin, true)
      if (block) claim(kind, i, begin + block.lines - 1, block)
      else {
        // Proton Mail writes "Original Message" above its attribution.
        const attribution = separator === undefined ? undefined : attributionAt(lines, begin, () => true)
        if (attribution) claim(kind, i, begin + attribution.lines - 1, attribution)
      }
      const end = blockEnd(lines, i, nextFilled[begin + (block?.lines ?? 0)] ?? lines.length)
      fill(i, end, kind)
      i = end
      continue
    }
    if (outer) {
      const block = headerBlockAt(lines, i, false, followed) ?? blockInMark(lines, i)
      if (block) {
        const kind = line.mark === 'forwarded' ? 'forwarded' : 'quoted'
        claim(kind, i, i + block.lines - 1, block)
        const end = blockEnd(lines, i, nextFilled[i + block.lines] ?? lines.length)
        fill(i, end, kind)
        i = end
        continue
      }
      const attribution = attributionAt(lines, i, followed)
      if (attribution) {
        const after = i + attribution.lines
        const certain = line.mark !== undefined || followed(after)
        // Clients that quote without marks put the original last; with marks further on, this line is just text.
        const last = !certain && lastQuoted < i && attribution.dateText !== undefined
        if (certain || last) {
          claim('quoted', i, after - 1, attribution)
          fill(i, last ? lines.length : after, 'quoted')
          i = last ? lines.length : after
          continue
        }
      }
    }
    if (line.mark === undefined) {
      const signed = signatureAt(
        lines,
        i,
        nextMarked[i] ?? lines.length,
        text.text.slice(line.start, line.start + 4),
      )
      if (signed > 0) {
        // What looks like a quoted header or an attribution ends a signature.
        const end = signatureEnd(lines, i, i + signed, followed)
        fill(i, end, 'signature')
        i = end
        continue
      }
    }
    i++
  }
  return originals
}

/** At the beginning of a client's own quoting element the fields may come in any order: GMX writes the date first. */
function blockInMark(lines: readonly TextLine[], index: number): HeaderBlock | undefined {
  const line = lines[index]
  if (!line || line.container === 0 || line.first !== true) return undefined
  const block = headerBlockAt(lines, index, true)
  return block?.from && block.lines > 1 ? block : undefined
}

/** Where a forwarded or quoted block ends that began at `first`: with its element, with its quote marks, or never. */
function blockEnd(lines: readonly TextLine[], first: number, content: number): number {
  const { container, mark, rest } = lines[first] ?? { container: 0 }
  if (container === 0 && mark !== undefined && rest !== true) {
    let i = first
    while (i < lines.length && lines[i]?.mark === mark) i++
    return i
  }
  if (container > 0 && rest !== true) {
    let i = first
    while (i < lines.length && lines[i]?.container === container) i++
    return i
  }
  // Apple Mail quotes what it forwards in plain text.
  if (container === 0 && rest !== true && lines[content]?.mark === 'quoted') {
    let i = content
    while (i < lines.length && (lines[i]?.mark === 'quoted' || lines[i]?.text === '')) i++
    return i
  }
  return lines.length
}

/** For every line the first line at or after it that markup or a quote mark says something of. */
function nextMarkedLines(lines: readonly TextLine[]): readonly number[] {
  const next = new Array<number>(lines.length + 1).fill(lines.length)
  for (let i = lines.length - 1; i >= 0; i--)
    next[i] = lines[i]?.mark === undefined ? (next[i + 1] ?? lines.length) : i
  return next
}

function signatureEnd(
  lines: readonly TextLine[],
  first: number,
  stop: number,
  followed: (line: number) => boolean,
): number {
  for (let i = first + 1; i < stop; i++) {
    const { text } = lines[i] as TextLine
    if (text === '') continue
    if (separatorKind(text) !== undefined || headerBlockAt(lines, i, false, followed)) return i
    if (attributionAt(lines, i, followed)?.dateText !== undefined) return i
  }
  return stop
}

/** For every line the first line at or after it that is not blank; the last entry is the number of lines. */
function nextFilledLines(lines: readonly TextLine[]): readonly number[] {
  const next = new Array<number>(lines.length + 1).fill(lines.length)
  for (let i = lines.length - 1; i >= 0; i--)
    next[i] = lines[i]?.text === '' ? (next[i + 1] ?? lines.length) : i
  return next
}

/** Blank lines belong to what is on both sides of them; before a signature or quote to what is above. */
function joinBlankLines(lines: readonly TextLine[], kinds: TextRegionKind[]): void {
  let above: TextRegionKind | undefined
  let i = 0
  while (i < lines.length) {
    if (lines[i]?.text !== '') {
      above = kinds[i]
      i++
      continue
    }
    let end = i
    while (end < lines.length && lines[end]?.text === '') end++
    const below = end < lines.length ? kinds[end] : undefined
    const kind = above ?? below ?? 'own'
    for (let k = i; k < end; k++) kinds[k] = kind
    i = end
  }
}

function merged(lines: readonly TextLine[], kinds: readonly TextRegionKind[], length: number): TextRegion[] {
  const regions: TextRegion[] = []
  let kind = kinds[0] ?? 'own'
  let start = 0
  for (let i = 1; i < lines.length; i++) {
    const next = kinds[i] ?? 'own'
    if (next === kind) continue
    const at = lines[i]?.start ?? length
    if (at > start) regions.push({ kind, start, end: at })
    kind = next
    start = at
  }
  if (length > start) regions.push({ kind, start, end: length })
  return regions
}
