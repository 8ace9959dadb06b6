/**
 * Tracking dots of colour laser printers: a pattern of hardly visible yellow dots that is repeated over the whole page
 * and holds the printer's number and the time (EFF, "DocuColor Tracking Dot Decoding Guide", 2005; Richter, Escher,
 * Schönfeld, Strufe, "Forensic Analysis and Anonymisation of Printed Documents", 2018). What they say is not read:
 * only that small yellow dots lie at the same distances from each other, far oftener than by chance.
 */

/** Red, green and blue, a byte each, row by row from the top. */
export interface ColourPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

export interface DotPattern {
  /** Small yellow dots, and how many of them have another at the distance told. */
  readonly dots: number
  readonly inPattern: number
  /** Pixels to the right and down. */
  readonly distance: readonly [number, number]
}

/** Blue that a dot lacks against the paper around it, of 255. Dots of a scan lack 15 to 100. */
const YELLOWNESS = 12
/** Paper: red and green at least so bright. */
const PAPER = 150
/** Pixels of one dot: 0.1 mm at 300 to 1,200 dots per inch, and what scanning and JPEG make of it. */
const MAX_DOT = 80
/** Side of the squares over which the paper's own tint is taken. */
const BLOCK = 64
/** Distances looked at, pixels: the dots of known printers lie 0.5 to 3 mm apart. Nearer ones are a printing screen. */
const NEAREST = 10
const FARTHEST = 160
/** Pixels of one bin of distances. */
const BIN = 3
/** Dots looked at. A page that has more is coloured; noise of a bad scan. */
const MAX_DOTS = 20_000
/** Fewer are too few to call anything regular. */
const MIN_DOTS = 30
/** Share of the dots that must have a neighbour at one distance, how much oftener than by chance, and in how many of 16 fields of the page. */
const MIN_SHARE = 0.1
const MIN_FACTOR = 8
const MIN_FIELDS = 6

/**
 * The pattern of small yellow dots on a picture of a page; undefined when there is none to be seen, `too-many` when
 * there is so much small and yellow that nothing can be told. Linear in the pixels.
 */
export function printerDots(picture: ColourPicture): DotPattern | 'too-many' | undefined {
  const dots = smallYellowDots(picture)
  if (dots === 'too-many') return dots
  if (dots.length < MIN_DOTS) return undefined
  return pattern(dots, picture)
}

interface Dot {
  readonly x: number
  readonly y: number
}

/** How much a pixel lacks of blue; undefined where there is no paper. */
function yellowness(pixels: Uint8Array, at: number): number {
  const light = Math.min(pixels[at]!, pixels[at + 1]!)
  return light < PAPER ? -1 : Math.max(0, light - pixels[at + 2]!)
}

function smallYellowDots({ width, height, pixels }: ColourPicture): readonly Dot[] | 'too-many' {
  const tint = paperTint({ width, height, pixels })
  const across = Math.ceil(width / BLOCK)
  const isYellow = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / BLOCK) * across
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (yellowness(pixels, at * 3) >= tint[row + Math.floor(x / BLOCK)]! + YELLOWNESS) isYellow[at] = 1
    }
  }
  const dots: Dot[] = []
  const waiting: number[] = []
  for (let from = 0; from < isYellow.length; from++) {
    if (isYellow[from] !== 1) continue
    // All that hangs together, whatever its size, so that no pixel is met twice.
    let size = 0
    let sumX = 0
    let sumY = 0
    isYellow[from] = 2
    waiting.push(from)
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const x = at % width
      const y = (at - x) / width
      size++
      sumX += x
      sumY += y
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const near = at + dy * width + dx
          if (x + dx < 0 || x + dx >= width || isYellow[near] !== 1) continue
          isYellow[near] = 2
          waiting.push(near)
        }
    }
    if (size > MAX_DOT) continue
    dots.push({ x: sumX / size, y: sumY / size })
    if (dots.length > MAX_DOTS) return 'too-many'
  }
  return dots
}

/** Median of the yellowness of each square: paper is seldom white. */
function paperTint({ width, height, pixels }: ColourPicture): Uint8Array {
  const across = Math.ceil(width / BLOCK)
  const down = Math.ceil(height / BLOCK)
  const tint = new Uint8Array(across * down)
  const counts = new Uint32Array(256)
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      counts.fill(0)
      let all = 0
      for (let y = row * BLOCK; y < Math.min(height, (row + 1) * BLOCK); y++)
        for (let x = column * BLOCK; x < Math.min(width, (column + 1) * BLOCK); x++) {
          const value = yellowness(pixels, (y * width + x) * 3)
          if (value < 0) continue
          counts[value]!++
          all++
        }
      let value = 0
      for (let sum = counts[0]!; sum * 2 < all; sum += counts[++value]!) {}
      tint[row * across + column] = value
    }
  return tint
}

/** The distance at which most dots have another one, when that cannot be chance and is so all over the page. */
function pattern(dots: readonly Dot[], { width, height }: ColourPicture): DotPattern | undefined {
  const cells = new Map<number, Dot[]>()
  const cellsAcross = Math.ceil(width / FARTHEST) + 1
  const cellOf = (column: number, row: number): number => row * cellsAcross + column
  for (const dot of dots) {
    const key = cellOf(Math.floor(dot.x / FARTHEST), Math.floor(dot.y / FARTHEST))
    const held = cells.get(key)
    if (held === undefined) cells.set(key, [dot])
    else held.push(dot)
  }
  const bins = Math.ceil((2 * FARTHEST) / BIN) + 1
  const counts = new Uint32Array(bins * bins)
  const each = (take: (one: Dot, bin: number) => void): void => {
    for (const one of dots) {
      const column = Math.floor(one.x / FARTHEST)
      const row = Math.floor(one.y / FARTHEST)
      for (let down = 0; down <= 1; down++)
        for (let across = -1; across <= 1; across++)
          for (const other of column + across < 0
            ? []
            : (cells.get(cellOf(column + across, row + down)) ?? [])) {
            const dx = other.x - one.x
            const dy = other.y - one.y
            // Each pair once: the other one lies below, or to the right.
            if (dy < 0 || (dy === 0 && dx <= 0) || dy > FARTHEST || Math.abs(dx) > FARTHEST) continue
            if (Math.max(Math.abs(dx), dy) < NEAREST) continue
            take(one, Math.round((dx + FARTHEST) / BIN) * bins + Math.round(dy / BIN))
          }
    }
  }
  each((_, bin) => {
    counts[bin]!++
  })
  let best = 0
  let pairs = 0
  for (let bin = 0; bin < counts.length; bin++) {
    pairs += counts[bin]!
    if (counts[bin]! > counts[best]!) best = bin
  }
  // Dots strewn at random would share their pairs out evenly; words and pictures in yellow do so nearly.
  const usable = (bins * bins) / 2
  const chance = Math.max(1, pairs / usable)
  const inPattern = counts[best]!
  if (inPattern < MIN_SHARE * dots.length || inPattern < MIN_FACTOR * chance || inPattern < MIN_DOTS / 2)
    return undefined
  const fields = new Set<number>()
  each((one, bin) => {
    if (bin === best) fields.add(Math.floor((4 * one.x) / width) * 4 + Math.floor((4 * one.y) / height))
  })
  if (fields.size < MIN_FIELDS) return undefined
  return {
    dots: dots.length,
    inPattern,
    distance: [Math.round(Math.floor(best / bins) * BIN - FARTHEST), (best % bins) * BIN],
  }
}
