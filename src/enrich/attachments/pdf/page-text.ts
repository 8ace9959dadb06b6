import { eachTextLink } from '../../../parse/links/text-places.ts'
import { PLACE_SIZE, type TextAnswer } from './pdfjs-protocol.ts'

type Rect = readonly [left: number, bottom: number, right: number, top: number]

/** A run of text on one line, as the file draws it. */
interface Run {
  readonly text: string
  readonly rect: Rect
}

/** Runs that follow each other on one line. */
interface Line {
  readonly runs: readonly Run[]
  readonly text: string
  readonly rect: Rect
  /** Words with their boxes; a word may be drawn in several runs. */
  readonly words: readonly Run[]
}

export interface PageText {
  /** Lines from the file, in its order, one line end between. */
  readonly text: string
  readonly lines: readonly Line[]
}

export interface PageTextLink {
  readonly href: string
  readonly prefix?: string
  readonly rect: Rect
}

/** Puts the runs of a page together to lines. Boxes are in the page's own units. */
export function pageText(page: TextAnswer): PageText {
  const lines: Line[] = []
  let runs: Run[] = []
  const endLine = (): void => {
    const text = runs.map((run) => run.text).join('')
    if (text.trim() !== '')
      lines.push({ runs, text, rect: union(runs.map(({ rect }) => rect)), words: wordsOf(runs, text) })
    runs = []
  }
  for (const [index, text] of page.texts.entries()) {
    const [x = 0, y = 0, width = 0, height = 0, angle = 0, endsLine = 0] = page.places.slice(
      index * PLACE_SIZE,
      (index + 1) * PLACE_SIZE,
    )
    if (text !== '') runs.push({ text, rect: runBox(x, y, width, height, angle) })
    if (endsLine === 1) endLine()
  }
  endLine()
  return { lines, text: lines.map(({ text }) => text).join('\n') }
}

/** Letters hang a quarter of their height below the base line. */
function runBox(x: number, y: number, width: number, height: number, angle: number): Rect {
  const along = [Math.cos(angle), Math.sin(angle)] as const
  const up = [-along[1], along[0]] as const
  const corners = [
    [0, -height / 4],
    [width, -height / 4],
    [0, height],
    [width, height],
  ].map(([right = 0, above = 0]) => [
    x + along[0] * right + up[0] * above,
    y + along[1] * right + up[1] * above,
  ])
  const xs = corners.map(([cx = 0]) => cx)
  const ys = corners.map(([, cy = 0]) => cy)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function union(rects: readonly Rect[]): Rect {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const rect of rects) {
    left = Math.min(left, rect[0])
    bottom = Math.min(bottom, rect[1])
    right = Math.max(right, rect[2])
    top = Math.max(top, rect[3])
  }
  return [left, bottom, right, top]
}

/**
 * Links a reader would see in the text, as mail clients find them; a URL that was broken at the end of a line is put
 * together again.
 */
export function textLinks(page: PageText): readonly PageTextLink[] {
  const rightMost = page.lines.reduce((most, { rect }) => Math.max(most, rect[2]), -Infinity)
  const pieces: string[] = []
  const starts: number[] = []
  let size = 0
  let joined = false
  for (const [index, line] of page.lines.entries()) {
    // White space beside a break is not part of the URL.
    const text = joined ? line.text.trimStart() : line.text
    const next = page.lines[index + 1]
    joined = next !== undefined && continues(line, next, rightMost, joined)
    starts.push(size)
    const kept = joined ? text.trimEnd() : `${text}\n`
    pieces.push(kept)
    size += kept.length
  }
  const links: PageTextLink[] = []
  eachTextLink(pieces.join(''), ({ start, end, href, prefix }) => {
    const rects: Rect[] = []
    let line = lineAt(starts, start)
    for (; line < page.lines.length && (starts[line] ?? 0) < end; line++) {
      const from = starts[line] ?? 0
      const source = page.lines[line]
      if (source) rects.push(partBox(source, Math.max(0, start - from), Math.max(0, end - from)))
    }
    links.push({ href, ...(prefix !== undefined && { prefix }), rect: union(rects) })
  })
  return links
}

function lineAt(starts: readonly number[], position: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return low
}

/** Box of the characters `[from, to)` of a line, all characters of a run taken as equally wide. */
function partBox(line: Line, from: number, to: number): Rect {
  const rects: Rect[] = []
  let at = 0
  for (const { text, rect } of line.runs) {
    const first = Math.max(from - at, 0)
    const last = Math.min(to - at, text.length)
    if (first < last) rects.push(slice(rect, first / text.length, last / text.length))
    at += text.length
  }
  return rects.length > 0 ? union(rects) : line.rect
}

const slice = ([left, bottom, right, top]: Rect, from: number, to: number): Rect => [
  left + (right - left) * from,
  bottom,
  left + (right - left) * to,
  top,
]

const MAY_BE_URL = /:\/\/|www\./i
/** A URL, or the part of one behind an earlier break, up to the end of the line. */
const OPEN_URL = /(?:https?:\/\/|ftp:\/\/|www\.)\S*$/i
/** Characters after which a URL goes on; a break before a hyphen's word or a sentence's end is told by the rest. */
const GOES_ON = /[/\-_=&?%+~#@:]$/
const URL_WORD = /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/

/**
 * Whether the URL at the end of a line goes on in the next: that begins below at about the same left edge with
 * something that can be part of a URL, and the break is one of layout: after a character that ends no URL, or
 * because the line is full and what follows does not look like a word of a sentence.
 */
function continues(line: Line, next: Line, rightMost: number, goesOn: boolean): boolean {
  if (!goesOn && !MAY_BE_URL.test(line.text)) return false
  const end = line.text.trimEnd()
  const lastWord = end.slice(-2_000).split(/\s+/).at(-1) ?? ''
  const open = OPEN_URL.test(lastWord) || (goesOn && !/\s/.test(end.trimStart()))
  if (!open) return false
  const firstWord = next.text.trimStart().slice(0, 2_000).split(/\s+/, 1)[0] ?? ''
  if (!URL_WORD.test(firstWord) || OPEN_URL.test(firstWord)) return false
  const height = Math.max(line.rect[3] - line.rect[1], 1)
  const below = line.rect[1] - next.rect[1]
  if (below <= 0 || below > 2.5 * height) return false
  if (next.rect[0] - line.rect[0] > 4 * height || (!goesOn && line.rect[0] - next.rect[0] > 40 * height))
    return false
  if (GOES_ON.test(lastWord)) return true
  const full = line.rect[2] > rightMost - 1.5 * height
  return full && (/[/=&?%_\d]/.test(firstWord) || !/^(?:https?:\/\/|ftp:\/\/)?[^/]*\./i.test(lastWord))
}

/** One walk over words and runs together. */
function wordsOf(runs: readonly Run[], text: string): readonly Run[] {
  const words: Run[] = []
  let run = 0
  let runStart = 0
  for (const match of text.matchAll(/\S+/g)) {
    const start = match.index
    const end = start + match[0].length
    const rects: Rect[] = []
    for (;;) {
      const source = runs[run]
      if (source === undefined) break
      const runEnd = runStart + source.text.length
      const first = Math.max(start, runStart)
      const last = Math.min(end, runEnd)
      if (first < last)
        rects.push(
          slice(source.rect, (first - runStart) / source.text.length, (last - runStart) / source.text.length),
        )
      if (runEnd >= end) break
      runStart = runEnd
      run++
    }
    if (rects.length > 0) words.push({ text: match[0], rect: union(rects) })
  }
  return words
}

/** Words of a link's text that are kept. */
const MOST_WORDS = 200

/** Text under a box: words whose middle lies in it, in order of the file. */
export function textUnder(page: PageText, box: Rect): string {
  const found: string[] = []
  for (const { rect, words } of page.lines) {
    if (rect[0] > box[2] || rect[2] < box[0] || rect[1] > box[3] || rect[3] < box[1]) continue
    for (const word of words) {
      const x = (word.rect[0] + word.rect[2]) / 2
      const y = (word.rect[1] + word.rect[3]) / 2
      if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]) found.push(word.text)
    }
    if (found.length > MOST_WORDS) break
  }
  return found.join(' ')
}
