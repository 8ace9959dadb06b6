import { NO_STYLE, type StyleFacts } from './inline-style.ts'

/**
 * Which elements are open, close enough to HTML tree construction (HTML Standard §13.2.6) for two questions: can
 * the reader see this place, and has this table cell or block ended. No tree is built.
 */
export interface OpenElements {
  /** Opens an element; `style` says what it does to visibility. */
  open(name: string, style: StyleFacts): void
  /** Closes what this end tag closes, if anything. */
  close(name: string): void
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
}

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '))

export const VOID_ELEMENTS: ReadonlySet<string> = names(
  'area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr',
)
/** "Special" elements: an end tag of an ordinary element does not reach through them. */
const SPECIAL = names(
  'address applet article aside blockquote body button caption center colgroup dd details dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html li main marquee menu nav object ol p pre search section select summary table tbody td template tfoot th thead title tr ul',
)
const FORMATTING = names('a b big code em font i nobr s small strike strong tt u')
const SCOPE = names('applet caption html table td th marquee object template')
const MARKERS = names('applet caption td th marquee object template')
const TABLE_PARTS = names('table tbody thead tfoot tr td th caption')
/** Start tags that end an open paragraph. */
const ENDS_PARAGRAPH = names(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul dd dt',
)

const ROOT: Look = { gone: false, hidden: false, tiny: false, color: undefined, background: undefined }

const seen = (look: Look): boolean =>
  !look.gone &&
  !look.hidden &&
  !look.tiny &&
  look.color !== 'transparent' &&
  (look.color === undefined || look.color !== look.background)

function lookInside(parent: Look, style: StyleFacts): Look {
  if (style === NO_STYLE) return parent
  const background =
    style.background === undefined || style.background === 'transparent'
      ? parent.background
      : style.background
  return {
    gone: parent.gone || style.gone,
    hidden: style.visibility === undefined ? parent.hidden : !style.visibility,
    tiny: style.tiny ?? parent.tiny,
    color: style.color ?? parent.color,
    background,
  }
}

export function openElements(): OpenElements {
  const open: string[] = []
  const looks: Look[] = [ROOT]
  const count = new Map<string, number>()
  let markers = 0
  let fewest = 0
  let foreign = 0
  let beyond = 0
  let cut = false

  const top = (): Look => looks[looks.length - 1] ?? ROOT
  const isOpen = (name: string): boolean => (count.get(name) ?? 0) > 0
  const forget = (name: string): void => {
    count.set(name, (count.get(name) ?? 1) - 1)
    if (MARKERS.has(name)) {
      markers--
      if (markers < fewest) fewest = markers
    }
    if (name === 'svg' || name === 'math') foreign--
  }
  const popTo = (length: number): void => {
    while (open.length > length) {
      const name = open.pop()
      looks.pop()
      if (name) forget(name)
    }
  }
  /** Closes the nearest of `wanted` unless something of `fence` lies above it. */
  const closeNearest = (wanted: (name: string) => boolean, fence: (name: string) => boolean): void => {
    for (let i = open.length - 1; i >= 0; i--) {
      const name = open[i] ?? ''
      if (wanted(name)) popTo(i)
      if (wanted(name) || fence(name)) return
    }
  }
  const listFence = (name: string): boolean =>
    SPECIAL.has(name) && name !== 'address' && name !== 'div' && name !== 'p'
  const isTable = (name: string): boolean => name === 'table' || name === 'template'

  const closeImplied = (name: string): void => {
    if (ENDS_PARAGRAPH.has(name) && isOpen('p'))
      closeNearest(
        (n) => n === 'p',
        (n) => SCOPE.has(n) || n === 'button',
      )
    switch (name) {
      case 'td':
      case 'th':
        if (isOpen('td') || isOpen('th')) closeNearest((n) => n === 'td' || n === 'th', isTable)
        break
      case 'tr':
        if (isOpen('tr')) closeNearest((n) => n === 'tr', isTable)
        break
      case 'tbody':
      case 'thead':
      case 'tfoot':
        closeNearest((n) => n === 'tbody' || n === 'thead' || n === 'tfoot', isTable)
        break
      case 'li':
        if (isOpen('li')) closeNearest((n) => n === 'li', listFence)
        break
      case 'dd':
      case 'dt':
        closeNearest((n) => n === 'dd' || n === 'dt', listFence)
        break
      case 'option':
        if (isOpen('option')) closeNearest((n) => n === 'option', SPECIAL.has.bind(SPECIAL))
        break
    }
  }

  return {
    open(name, style) {
      if (open.length >= OPEN_ELEMENTS_DEPTH) {
        beyond++
        cut = true
        return
      }
      if (foreign === 0) closeImplied(name)
      looks.push(lookInside(top(), style))
      open.push(name)
      count.set(name, (count.get(name) ?? 0) + 1)
      if (MARKERS.has(name)) markers++
      if (name === 'svg' || name === 'math') foreign++
    },
    close(name) {
      if (beyond > 0) {
        beyond--
        return
      }
      if (!isOpen(name)) return
      const special = SPECIAL.has(name)
      const part = TABLE_PARTS.has(name)
      let overSpecial = false
      for (let i = open.length - 1; i >= 0; i--) {
        const at = open[i] ?? ''
        if (at === name) {
          // A misnested formatting element ends, what was opened inside it stays open.
          if (overSpecial) {
            forget(name)
            open[i] = ''
          } else popTo(i)
          return
        }
        if (part ? isTable(at) : SCOPE.has(at)) return
        if (!special && SPECIAL.has(at)) {
          if (!FORMATTING.has(name)) return
          overSpecial = true
        }
      }
    },
    visible: () => seen(top()),
    wouldShow: (style) => seen(lookInside(top(), style)),
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
