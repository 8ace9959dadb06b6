// How a page looks, as a small map of its ink: what stays when it is printed, scanned a little turned, made grey or
// compressed, and what can be worked out for a page of text without drawing its letters. Lines of a page differ in where
// they end and paragraphs in where they stop, so that two pages of one house do not look alike here, as they do to a hash
// of 64 bits.
import type { PagePrint } from '../../model/document.ts'

/** Shades of grey, one byte a pixel, rows from the top. */
export interface GreyPage {
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
}

/** Cells of the map. */
const ROWS = 64
const COLUMNS = 12
/** Share of the ink left outside on each side before the map is laid: dust, edges of the paper, a stamp. */
const OUTSIDE = 0.004
/** Share of each side that is not looked at: shadows of the lid and of the edge of the paper. */
const EDGE = 0.015
/** Turns tried, in degrees: to either side in large steps, then around the best in small ones. */
const TURNS = { most: 3, coarse: 0.5, fine: 0.1 } as const
/** Dots of ink by which the turn is found. */
const TURN_DOTS = 60_000
/** Side of the squares in which the colour of the paper is taken, pixels. */
const PAPER = 24
/** Darker than the paper by less than this share is paper. */
const LEAST_INK = 0.18
/** Share of the page that has to be ink: a blank page looks like every other one. */
const LEAST_SHARE = 0.0015
/** Share of pixels from which on it is no page but a photograph, and those all have light and dark parts. */
const PHOTOGRAPH = 0.4

/** The print of a page; undefined for a page with hardly anything on it, and for photographs of other things. */
export function pagePrint(page: GreyPage): PagePrint | undefined {
  const { width, height } = page
  if (width < 2 * PAPER || height < 2 * PAPER) return undefined
  const ink = inkOf(page)
  let [all, dark] = [0, 0]
  for (const value of ink) {
    all += value
    if (value > 0) dark++
  }
  if (all < LEAST_SHARE * 255 * width * height || dark > PHOTOGRAPH * width * height) return undefined
  const slope = slopeOf(ink, width, height)
  const shift = new Int32Array(width)
  for (let x = 0; x < width; x++) shift[x] = Math.round((x - width / 2) * slope)
  const drift = new Int32Array(height)
  for (let y = 0; y < height; y++) drift[y] = Math.round((y - height / 2) * slope)
  const rows = new Float64Array(height)
  const columns = new Float64Array(width)
  const each = (take: (x: number, y: number, value: number) => void): void => {
    for (let y = 0, at = 0; y < height; y++)
      for (let x = 0; x < width; x++, at++) {
        const value = ink[at] as number
        if (value === 0) continue
        const [toX, toY] = [x + (drift[y] as number), y - (shift[x] as number)]
        if (toX >= 0 && toX < width && toY >= 0 && toY < height) take(toX, toY, value)
      }
  }
  each((x, y, value) => {
    rows[y] = (rows[y] as number) + value
    columns[x] = (columns[x] as number) + value
  })
  const [top, bottom] = reach(rows)
  const [left, right] = reach(columns)
  const cells = new Float64Array(ROWS * COLUMNS)
  const [tall, wide] = [(bottom - top) / ROWS, (right - left) / COLUMNS]
  // each bit of ink counts in the two cells it is nearest to, so that half a line up or down changes little
  each((x, y, value) => {
    const row = (y - top + 0.5) / tall - 0.5
    const column = (x - left + 0.5) / wide - 0.5
    const [r, c] = [Math.floor(row), Math.floor(column)]
    for (const [i, a] of [
      [r, 1 - (row - r)],
      [r + 1, row - r],
    ] as const)
      for (const [j, b] of [
        [c, 1 - (column - c)],
        [c + 1, column - c],
      ] as const)
        if (i >= 0 && i < ROWS && j >= 0 && j < COLUMNS)
          cells[i * COLUMNS + j] = (cells[i * COLUMNS + j] as number) + value * a * b
  })
  const darkest = cells.toSorted()[Math.floor(cells.length * 0.95)] as number
  let print = ''
  for (const cell of cells) print += Math.min(15, Math.round((cell / Math.max(1, darkest)) * 13)).toString(16)
  return print
}

/** How much darker than the paper around it each pixel is, 0 to 255; the edges of the page count as paper. */
function inkOf({ pixels, width, height }: GreyPage): Uint8Array {
  const [wide, high] = [Math.ceil(width / PAPER), Math.ceil(height / PAPER)]
  const paper = new Uint8Array(wide * high)
  const counts = new Uint32Array(256)
  for (let j = 0; j < high; j++)
    for (let i = 0; i < wide; i++) {
      counts.fill(0)
      let count = 0
      for (let y = j * PAPER; y < Math.min(height, (j + 1) * PAPER); y++)
        for (let x = i * PAPER; x < Math.min(width, (i + 1) * PAPER); x++) {
          const value = pixels[y * width + x] as number
          counts[value] = (counts[value] as number) + 1
          count++
        }
      // the lighter fifth is paper even between lines of text
      let left = count / 5
      let value = 255
      for (; value > 0 && left > 0; value--) left -= counts[value] as number
      paper[j * wide + i] = value
    }
  const lightest = paper.toSorted()[Math.floor(paper.length * 0.7)] as number
  const ink = new Uint8Array(width * height)
  const [edgeX, edgeY] = [Math.round(width * EDGE), Math.round(height * EDGE)]
  for (let y = edgeY; y < height - edgeY; y++)
    for (let x = edgeX; x < width - edgeX; x++) {
      const here = paper[Math.floor(y / PAPER) * wide + Math.floor(x / PAPER)] as number
      // a square without paper is a picture: there the paper of the page counts
      const ground = here < lightest * 0.6 ? lightest : here
      const darker = 1 - (pixels[y * width + x] as number) / Math.max(1, ground)
      if (darker > LEAST_INK) ink[y * width + x] = Math.min(255, Math.round(darker * 255))
    }
  return ink
}

/** Rise of the lines of a page, pixels down for each to the right: rows of ink stand out most when it is taken back. */
function slopeOf(ink: Uint8Array, width: number, height: number): number {
  const dark: number[] = []
  for (let at = 0; at < ink.length; at++) if ((ink[at] as number) > 60) dark.push(at)
  const step = Math.max(1, Math.ceil(dark.length / TURN_DOTS))
  const rows = new Uint32Array(height * 2)
  const slopeAt = (turn: number): number => Math.tan((turn * Math.PI) / 180)
  const sharpness = (turn: number): number => {
    const slope = slopeAt(turn)
    rows.fill(0)
    for (let i = 0; i < dark.length; i += step) {
      const at = dark[i] as number
      const x = at % width
      const row = Math.round((at - x) / width - (x - width / 2) * slope + height / 2)
      if (row >= 0 && row < rows.length) rows[row] = (rows[row] as number) + 1
    }
    let sharp = 0
    for (let i = 1; i < rows.length; i++) sharp += ((rows[i] as number) - (rows[i - 1] as number)) ** 2
    return sharp
  }
  let [best, most] = [0, sharpness(0)]
  const attempt = (turn: number): void => {
    const sharp = sharpness(turn)
    if (sharp <= most) return
    most = sharp
    best = turn
  }
  for (let turn = TURNS.coarse; turn <= TURNS.most; turn += TURNS.coarse) {
    attempt(turn)
    attempt(-turn)
  }
  const near = best
  for (let off = TURNS.fine; off < TURNS.coarse; off += TURNS.fine) {
    attempt(near + off)
    attempt(near - off)
  }
  return slopeAt(best)
}

/** From where to where a profile reaches without the little that lies outside. */
function reach(profile: Float64Array): readonly [number, number] {
  const all = profile.reduce((sum, value) => sum + value, 0)
  const place = (part: number): number => {
    let sum = 0
    for (let i = 0; i < profile.length; i++) {
      sum += profile[i] as number
      if (sum > part * all) return i
    }
    return profile.length - 1
  }
  const [from, to] = [place(OUTSIDE), place(1 - OUTSIDE) + 1]
  return [from, Math.max(to, from + 1)]
}

/** Cells a page may lie higher or lower in its map: a line more or less at the top. */
const FURTHEST = 2

/** A print ready for comparing: the ink of each cell. */
export type PageCells = Uint8Array

/** The cells of a print; undefined for what is none. */
export function pageCells(print: PagePrint): PageCells | undefined {
  if (print.length !== ROWS * COLUMNS) return undefined
  const cells = new Uint8Array(ROWS * COLUMNS)
  for (let i = 0; i < cells.length; i++) cells[i] = Number.parseInt(print[i] as string, 16)
  return cells
}

/**
 * How alike two pages look, -1 to 1: correlation of their ink (Pearson), the best over shifts of a few cells up and
 * down.
 */
export function likeness(a: PageCells, b: PageCells, furthest: number = FURTHEST): number {
  let best = -1
  for (let shift = -furthest; shift <= furthest; shift++) {
    const from = Math.max(0, shift) * COLUMNS
    const to = Math.min(ROWS, ROWS + shift) * COLUMNS
    let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0]
    for (let at = from, other = from - shift * COLUMNS; at < to; at++, other++) {
      const [x, y] = [a[at] as number, b[other] as number]
      sa += x
      sb += y
      saa += x * x
      sbb += y * y
      sab += x * y
    }
    const n = to - from
    const spread = Math.sqrt((saa - (sa * sa) / n) * (sbb - (sb * sb) / n))
    if (spread > 0) best = Math.max(best, (sab - (sa * sb) / n) / spread)
  }
  return best
}
