import type { OpenBudget } from '../open-budget.ts'
import { type Matrix, multiply } from './matrix.ts'
import type { PdfPage } from './page-tree.ts'
import type { PdfFile } from './pdf-file.ts'
import { type Lexer, pdfLexer, readValue } from './pdf-lexer.ts'
import { isKeyed, itemsOf, type Keyed, nameOf, type PdfStream, type PdfValue } from './pdf-value.ts'

/** A picture on a page: the matrix maps the unit square to the page's own units. */
export interface PlacedImage {
  readonly source: ImageSource
  readonly matrix: Matrix
}

/** A picture's dictionary and data; `raw` is there for pictures written inside the content. */
export interface ImageSource {
  readonly map: ReadonlyMap<string, PdfValue>
  readonly stream?: PdfStream
  readonly raw?: Buffer
  readonly resources: Keyed | undefined
}

/** A filled path: closed polygons in the page's own units, curves as their end points. */
export interface FilledPath {
  readonly polygons: readonly (readonly number[])[]
  readonly evenOdd: boolean
  /** 0 black to 255 white. */
  readonly shade: number
}

export interface PageContent {
  readonly images: readonly PlacedImage[]
  readonly fills: readonly FilledPath[]
  /** True when a limit of this reader ended it. */
  readonly limited: boolean
  /** True when a content stream could be read in part only. */
  readonly damaged: boolean
}

/** Operators read of one page, forms included. Attack: forms that draw each other, two each: 2^30 operators in 5 KB. */
const MOST_OPERATORS = 400_000
/** Forms inside forms. */
const DEEPEST_FORM = 12
const MOST_IMAGES = 200
/** Corners of filled paths kept of one page: maps hold millions. A QR code of the largest size has 31,329 modules. */
const MOST_CORNERS = 400_000
/** Operands before an operator; more are no operator's. */
const MOST_OPERANDS = 64
/** Saved states inside each other. Attack: a hundred million `q`. */
const MOST_SAVED = 1_000

interface State {
  matrix: Matrix
  shade: number
}

interface Layer {
  readonly lexer: Lexer
  readonly bytes: Buffer
  readonly resources: Keyed | undefined
  readonly saved: State[]
  readonly outer: State
}

/**
 * Reads the content of a page as far as pictures and filled paths go: matrices, colours, forms, images (ISO 32000-1
 * §8). Text, clipping and transparency are left out: more is seen than a viewer shows, never less.
 */
export function readPageContent(file: PdfFile, page: PdfPage, budget: OpenBudget): PageContent {
  const images: PlacedImage[] = []
  const fills: FilledPath[] = []
  const forms = new Map<PdfStream, Buffer>()
  let corners = 0
  let operators = 0
  let limited = false
  let damaged = false

  const contents = file.get(page.dict, 'Contents')
  const parts: Buffer[] = []
  for (const item of isKeyed(contents) ? [contents] : itemsOf(contents)) {
    const part = file.resolve(item)
    if (!isKeyed(part) || part.kind !== 'stream') continue
    const decoded = file.decode(part)
    if (!decoded.complete) damaged = true
    parts.push(decoded.data, NEWLINE)
  }
  const bytes = Buffer.concat(parts)
  let state: State = { matrix: [1, 0, 0, 1, 0, 0], shade: 0 }
  const layers: Layer[] = [
    {
      lexer: pdfLexer(bytes, 0, bytes.length, budget.work),
      bytes,
      resources: page.resources,
      saved: [],
      outer: state,
    },
  ]
  let operands: PdfValue[] = []
  let path: number[][] = []

  for (let layer = layers.at(-1); layer !== undefined; layer = layers.at(-1)) {
    const before = layer.lexer.at
    const token = layer.lexer.next()
    if (token === undefined || operators > MOST_OPERATORS) {
      if (operators > MOST_OPERATORS) limited = true
      state = layer.outer
      operands = []
      path = []
      layers.pop()
      continue
    }
    if (typeof token !== 'object' || token.kind !== 'keyword') {
      if (operands.length < MOST_OPERANDS) operands.push(token)
      continue
    }
    if (token.word === '[' || token.word === '<<') {
      layer.lexer.at = before
      operands.push(readValue(layer.lexer) ?? null)
      continue
    }
    operators++
    operate(token.word, layer)
    operands = []
  }
  return { images, fills, limited, damaged }

  function operate(word: string, layer: Layer): void {
    switch (word) {
      case 'q':
        if (layer.saved.length < MOST_SAVED) layer.saved.push({ ...state })
        break
      case 'Q':
        state = layer.saved.pop() ?? { ...layer.outer }
        break
      case 'cm':
        state = { ...state, matrix: multiply(matrixOf(operands), state.matrix) }
        break
      case 'g':
      case 'rg':
      case 'k':
      case 'sc':
      case 'scn':
        state = { ...state, shade: shadeOf(operands) }
        break
      case 'cs':
        state = { ...state, shade: 0 }
        break
      case 're': {
        const [x, y, width, height] = numbers(operands)
        begin(x, y)
        corner(x + width, y)
        corner(x + width, y + height)
        corner(x, y + height)
        break
      }
      case 'm': {
        const [x, y] = numbers(operands)
        begin(x, y)
        break
      }
      case 'l':
      case 'c':
      case 'v':
      case 'y': {
        const values = numbers(operands.slice(-2))
        corner(values[0], values[1])
        break
      }
      case 'f':
      case 'F':
      case 'f*':
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
        if (path.length > 0) fills.push({ polygons: path, evenOdd: word.endsWith('*'), shade: state.shade })
        path = []
        break
      case 'n':
      case 'S':
      case 's':
        path = []
        break
      case 'Do':
        draw(nameOf(operands.at(-1)) ?? '', layer)
        break
      case 'BI':
        inlineImage(layer)
        break
    }
  }

  function begin(x: number, y: number): void {
    path.push([])
    corner(x, y)
  }

  function corner(x: number, y: number): void {
    if (corners >= MOST_CORNERS) {
      limited = true
      return
    }
    corners++
    const [a, b, c, d, e, f] = state.matrix
    path.at(-1)?.push(a * x + c * y + e, b * x + d * y + f)
  }

  function place(source: ImageSource): void {
    if (images.length < MOST_IMAGES) images.push({ source, matrix: state.matrix })
    else limited = true
  }

  function draw(name: string, layer: Layer): void {
    const objects = layer.resources && file.get(layer.resources, 'XObject')
    const found = isKeyed(objects) ? file.get(objects, name) : undefined
    if (!isKeyed(found) || found.kind !== 'stream') return
    const subtype = nameOf(file.get(found, 'Subtype'))
    if (subtype === 'Image') place({ map: found.map, stream: found, resources: layer.resources })
    if (subtype !== 'Form') return
    if (layers.length > DEEPEST_FORM) {
      limited = true
      return
    }
    let content = forms.get(found)
    if (content === undefined) {
      content = file.decode(found).data
      forms.set(found, content)
    }
    const outer = { ...state }
    const matrix = itemsOf(file.get(found, 'Matrix')).map((item) => file.resolve(item) ?? null)
    if (matrix.length === 6) state = { ...state, matrix: multiply(matrixOf(matrix), state.matrix) }
    const resources = file.get(found, 'Resources')
    layers.push({
      lexer: pdfLexer(content, 0, content.length, budget.work),
      bytes: content,
      resources: isKeyed(resources) ? resources : layer.resources,
      saved: [],
      outer,
    })
  }

  /** `BI … ID data EI` (§8.9.7): the data ends at `EI` between white space. */
  function inlineImage(layer: Layer): void {
    const { lexer, bytes: content } = layer
    const map = new Map<string, PdfValue>()
    for (;;) {
      const key = lexer.next()
      if (key === undefined) return
      if (typeof key === 'object' && key.kind === 'keyword') {
        if (key.word === 'ID') break
        return
      }
      const value = readValue(lexer)
      if (typeof key === 'object' && key.kind === 'name' && value !== undefined)
        map.set(INLINE_KEYS.get(key.name) ?? key.name, value)
    }
    const start = lexer.at + 1
    for (let at = content.indexOf('EI', start, 'latin1'); ; at = content.indexOf('EI', at + 2, 'latin1')) {
      if (at < 0) {
        lexer.at = lexer.end
        return
      }
      budget.work()
      if (isBreak(content[at - 1]) && (at + 2 >= content.length || isBreak(content[at + 2]))) {
        lexer.at = at + 2
        place({ map, raw: content.subarray(start, at - 1), resources: layer.resources })
        return
      }
    }
  }
}

const NEWLINE = Buffer.from('\n')
const isBreak = (c: number | undefined): boolean => c === 10 || c === 13 || c === 32 || c === 9 || c === 0

/** Short names of §8.9.7, table 93. */
const INLINE_KEYS: ReadonlyMap<string, string> = new Map([
  ['BPC', 'BitsPerComponent'],
  ['CS', 'ColorSpace'],
  ['D', 'Decode'],
  ['DP', 'DecodeParms'],
  ['F', 'Filter'],
  ['H', 'Height'],
  ['IM', 'ImageMask'],
  ['W', 'Width'],
])

function numbers(values: readonly PdfValue[]): [number, number, number, number] {
  const at = (i: number): number => {
    const value = values[i]
    return typeof value === 'number' ? value : 0
  }
  return [at(0), at(1), at(2), at(3)]
}

function matrixOf(values: readonly PdfValue[]): Matrix {
  const at = (i: number): number => {
    const value = values[i]
    return typeof value === 'number' ? value : 0
  }
  return [at(0), at(1), at(2), at(3), at(4), at(5)]
}

/** Brightness of a fill colour by the number of its components; a pattern counts as black. */
function shadeOf(operands: readonly PdfValue[]): number {
  const values = operands.filter((value) => typeof value === 'number')
  const [a = 0, b = 0, c = 0, d = 0] = values
  const light =
    values.length === 1
      ? a
      : values.length === 3
        ? 0.299 * a + 0.587 * b + 0.114 * c
        : values.length === 4
          ? (1 - d) * (1 - (0.299 * a + 0.587 * b + 0.114 * c))
          : 0
  return Math.round(Math.min(1, Math.max(0, light)) * 255)
}
