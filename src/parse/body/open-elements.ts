import {
  BUTTON,
  CELL,
  ELEMENT_NUMBERS,
  ENDS_PARAGRAPH,
  elementKind,
  elementNumber,
  FOREIGN,
  FORMATTING,
  ITEM,
  LIST_FENCE,
  MARKER,
  OPTION,
  PARAGRAPH,
  ROW,
  ROW_GROUP,
  SCOPE,
  SPECIAL,
  TABLE_FENCE,
  TABLE_PART,
  TERM,
} from './element-kinds.ts'
import { NO_STYLE, type StyleFacts } from './inline-style.ts'

/**
 * Which elements are open, close enough to HTML tree construction (HTML Standard §13.2.6) for two questions: can
 * the reader see this place, and has this table cell or block ended. No tree is built.
 */
export interface OpenElements {
  /** Opens an element of this kind (`elementKind`); `style` says what it does to visibility. */
  open(name: string, kind: number, style: StyleFacts): void
  /** Closes what this end tag closes, if anything. */
  close(name: string, kind: number): void
  /** Whether text here is seen. */
  visible(): boolean
  /** Whether an element of this look, opened here, would be seen. */
  wouldShow(style: StyleFacts): boolean
  /** Open table cells, captions and the like: links do not reach out of them (the standard's "markers"). */
  markers(): number
  /** The fewest markers open at any time since this was last asked: one cell can end and the next begin in one tag. */
  fewestMarkers(): number
  /** Open elements, as far as they are followed. */
  depth(): number
  /** Elements open in SVG or MathML. */
  foreign(): boolean
  /** True when elements were nested deeper than followed. */
  readonly tooDeep: () => boolean
}

/**
 * Blink cuts trees at 512 as well. Attack: 100,000 nested elements make every search through the open elements slow;
 * past this depth elements are counted, not looked at.
 */
export const OPEN_ELEMENTS_DEPTH = 512

interface Look {
  readonly gone: boolean
  readonly hidden: boolean
  readonly tiny: boolean
  readonly color: string | undefined
  readonly background: string | undefined
  /** What all of it comes to. */
  readonly seen: boolean
}

const ROOT: Look = {
  gone: false,
  hidden: false,
  tiny: false,
  color: undefined,
  background: undefined,
  seen: true,
}

function lookInside(parent: Look, style: StyleFacts): Look {
  if (style === NO_STYLE) return parent
  const gone = parent.gone || style.gone
  const hidden = style.visibility === undefined ? parent.hidden : !style.visibility
  const tiny = style.tiny ?? parent.tiny
  const color = style.color ?? parent.color
  const background =
    style.background === undefined || style.background === 'transparent'
      ? parent.background
      : style.background
  const seen =
    !gone && !hidden && !tiny && color !== 'transparent' && (color === undefined || color !== background)
  return { gone, hidden, tiny, color, background, seen }
}

const P = elementNumber(elementKind('p'))
const TD = elementNumber(elementKind('td'))
const TH = elementNumber(elementKind('th'))
const TR = elementNumber(elementKind('tr'))
const LI = elementNumber(elementKind('li'))
const OPTION_NUMBER = elementNumber(elementKind('option'))
/** Its start tag ends the one before. */
const CLOSES_ITS_LIKE = CELL | ROW | ROW_GROUP | ITEM | TERM | OPTION
/** A paragraph is looked for up to here. */
const PARAGRAPH_FENCE = SCOPE | BUTTON

export function openElements(): OpenElements {
  const open: string[] = []
  const kinds: number[] = []
  const looks: Look[] = []
  let look = ROOT
  let markers = 0
  let fewest = 0
  let foreign = 0
  let beyond = 0
  let cut = false
  /** How many of each are open: by the number of a known element, else by name. */
  const counts = new Array<number>(ELEMENT_NUMBERS).fill(0)
  let others: Map<string, number> | undefined

  const count = (name: string, kind: number, by: number): void => {
    const number = elementNumber(kind)
    if (number > 0) counts[number] = (counts[number] as number) + by
    else if (name !== '') {
      others ??= new Map()
      others.set(name, (others.get(name) ?? 0) + by)
    }
  }
  const isOpen = (name: string, kind: number): boolean => {
    const number = elementNumber(kind)
    return number > 0 ? counts[number] !== 0 : (others?.get(name) ?? 0) > 0
  }
  const forget = (name: string, kind: number): void => {
    count(name, kind, -1)
    if (kind & MARKER) {
      markers--
      if (markers < fewest) fewest = markers
    }
    if (kind & FOREIGN) foreign--
  }
  const popTo = (length: number): void => {
    while (open.length > length) {
      look = looks.pop() ?? ROOT
      forget(open.pop() ?? '', kinds.pop() ?? 0)
    }
  }
  /** Closes the nearest of `wanted` unless something of `fence` lies above it. */
  const closeNearest = (wanted: number, fence: number): void => {
    for (let i = open.length - 1; i >= 0; i--) {
      const kind = kinds[i] as number
      if (kind & wanted) {
        popTo(i)
        return
      }
      if (kind & fence) return
    }
  }

  const closeImplied = (kind: number): void => {
    if (kind & ENDS_PARAGRAPH && counts[P] !== 0) closeNearest(PARAGRAPH, PARAGRAPH_FENCE)
    if (!(kind & CLOSES_ITS_LIKE)) return
    if (kind & CELL) {
      if (counts[TD] !== 0 || counts[TH] !== 0) closeNearest(CELL, TABLE_FENCE)
    } else if (kind & ROW) {
      if (counts[TR] !== 0) closeNearest(ROW, TABLE_FENCE)
    } else if (kind & ROW_GROUP) closeNearest(ROW_GROUP, TABLE_FENCE)
    else if (kind & ITEM) {
      if (counts[LI] !== 0) closeNearest(ITEM, LIST_FENCE)
    } else if (kind & TERM) closeNearest(TERM, LIST_FENCE)
    else if (counts[OPTION_NUMBER] !== 0) closeNearest(OPTION, SPECIAL)
  }

  return {
    open(name, kind, style) {
      if (open.length >= OPEN_ELEMENTS_DEPTH) {
        beyond++
        cut = true
        return
      }
      if (foreign === 0) closeImplied(kind)
      open.push(name)
      kinds.push(kind)
      looks.push(look)
      look = lookInside(look, style)
      count(name, kind, 1)
      if (kind & MARKER) markers++
      if (kind & FOREIGN) foreign++
    },
    close(name, kind) {
      if (beyond > 0) {
        beyond--
        return
      }
      if (!isOpen(name, kind)) return
      let overSpecial = false
      for (let i = open.length - 1; i >= 0; i--) {
        const at = kinds[i] as number
        if (open[i] === name) {
          // A misnested formatting element ends, what was opened inside it stays open.
          if (overSpecial) {
            forget(name, at)
            open[i] = ''
            kinds[i] = 0
          } else popTo(i)
          return
        }
        if (kind & TABLE_PART ? at & TABLE_FENCE : at & SCOPE) return
        if (!(kind & SPECIAL) && at & SPECIAL) {
          if (!(kind & FORMATTING)) return
          overSpecial = true
        }
      }
    },
    visible: () => look.seen,
    wouldShow: (style) => lookInside(look, style).seen,
    markers: () => markers,
    fewestMarkers() {
      const least = fewest
      fewest = markers
      return least
    },
    depth: () => open.length,
    foreign: () => foreign > 0,
    tooDeep: () => cut,
  }
}
