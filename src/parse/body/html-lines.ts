import { LINE } from './element-kinds.ts'
import { type HtmlElement, type HtmlHandler, type OpenCounts, readHtml } from './html-reader.ts'
import { type QuoteMark, quoteMark } from './quote-marks.ts'
import { LINE_TEXT, lineText, type TextLine } from './text-line.ts'

const WHITE = /[ \t\n\f\r]+/g
const isWhite = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)

const isBlank = (c: number): boolean => c === 32 || c === 9 || c === 10 || c === 12 || c === 13

/** White space as one space each, none at the ends. */
function collapsed(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  // Mostly words with single spaces already.
  let after = false
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i)
    if (c > 32) after = false
    else if (c === 32 && !after) after = true
    else if (isBlank(c)) return text.slice(from, to).replace(WHITE, ' ')
  }
  return text.slice(from, to)
}

interface OpenMark {
  readonly mark: QuoteMark
  readonly depth: number
  readonly container: number
}

/** Gathers lines while HTML is read; ask for them when the reading is over. */
export interface HtmlLineReader {
  readonly handler: HtmlHandler
  /** `length` is that of the HTML. */
  lines(length: number): readonly TextLine[]
}

/**
 * Lines of an HTML text as the reader sees them, with what the markup of mail clients says of them. Offsets count
 * in the HTML; a line takes the tags before its text. Hidden text is not looked at.
 */
export function htmlLines(html: string): readonly TextLine[] {
  const reader = htmlLineReader()
  readHtml(html, reader.handler)
  return reader.lines(html.length)
}

/** The same for a reading of HTML that serves others as well. */
export function htmlLineReader(): HtmlLineReader {
  const lines: (TextLine & { end: number })[] = []
  const open: OpenMark[] = []
  let containers = 0
  let start = 0
  let text = ''
  let blank = false
  let first = false
  let rest = false
  let restMark: QuoteMark['mark']

  /** What the outermost element that says anything says. */
  const openMark = (): QuoteMark['mark'] => {
    for (const { mark } of open) if (mark.mark !== undefined) return mark.mark
    return undefined
  }

  const endLine = (at: number): void => {
    if (at <= start) return
    const said = text === '' ? '' : lineText(text)
    const container = open[0]?.container ?? 0
    const mark = openMark() ?? (rest ? restMark : undefined)
    const last = lines.at(-1)
    // Closing tags in a row would each make a blank line.
    if (said === '' && last?.text === '' && last.mark === mark && last.container === container) {
      last.end = at
      start = at
      text = ''
      blank = false
      return
    }
    lines.push({
      text: said,
      start,
      end: at,
      mark,
      rest: rest && said !== '',
      container,
      first: first && said !== '',
    })
    if (said !== '') first = rest = false
    start = at
    text = ''
    blank = false
  }

  const leave = (depth: number, at: number): void => {
    let last = open.at(-1)
    if (!last || last.depth <= depth) return
    endLine(at)
    while (last && last.depth > depth) {
      open.pop()
      last = open.at(-1)
    }
    first = false
  }

  const enter = (element: HtmlElement, isVoid: boolean): void => {
    const mark = quoteMark(element)
    if (!mark) return
    endLine(element.start)
    if (mark.rest) {
      if (open.length > 0) return
      rest = true
      restMark = mark.mark
      if (isVoid) return
    }
    if (isVoid) return
    // The outermost mark names the block; a frame lets the first mark inside do so.
    if (open.every((one) => one.mark.mark === undefined)) first = true
    const container = open[0]?.container ?? ++containers
    if (open.length < 64) open.push({ mark, depth: element.depth, container })
  }

  const handler: HtmlHandler = {
    text(run, visible) {
      if (!visible || text.length >= LINE_TEXT) return
      // Only the beginning of a line is looked at.
      const part = run.length > 4 * LINE_TEXT ? run.slice(0, 4 * LINE_TEXT) : run
      const words = collapsed(part)
      if (words !== '') {
        const gap = text !== '' && (blank || isBlank(part.charCodeAt(0)))
        text = gap ? `${text} ${words}` : text + words
      }
      blank = isWhite(run.charCodeAt(run.length - 1))
    },
    start(element) {
      const isVoid = element.name === 'br' || element.name === 'hr' || element.name === 'img'
      if (open.length > 0) leave(isVoid ? element.depth : element.depth - 1, element.start)
      if (element.kind & LINE) endLine(element.start)
      else if (element.name === 'td' || element.name === 'th') blank = true
      if (element.attributes.length > 0 || element.name === 'blockquote') enter(element, isVoid)
    },
    end(_name: string, kind: number, _start: number, at: number, after: OpenCounts) {
      if (kind & LINE) endLine(at)
      if (open.length > 0) leave(after.depth, at)
    },
  }
  return {
    handler,
    lines(length) {
      endLine(length)
      return lines
    },
  }
}
