import { type HtmlElement, type HtmlHandler, type OpenCounts, readHtml } from './html-reader.ts'
import { type QuoteMark, quoteMark } from './quote-marks.ts'
import { LINE_TEXT, lineText, type TextLine } from './text-line.ts'

/** Elements that begin and end a line for the reader. */
export const LINE_ELEMENTS: ReadonlySet<string> = new Set(
  'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html li main menu nav ol option p pre section select summary table tbody tfoot thead title tr ul'.split(
    ' ',
  ),
)

const WHITE = /[ \t\n\f\r]+/
const isWhite = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)

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
  const lines: TextLine[] = []
  const open: OpenMark[] = []
  let containers = 0
  let start = 0
  let text = ''
  let blank = false
  let first = false
  let rest = false
  let restMark: QuoteMark['mark']

  const endLine = (at: number): void => {
    if (at <= start) return
    const said = lineText(text)
    const outer = open[0]
    const mark = open.find((one) => one.mark.mark !== undefined)?.mark.mark ?? (rest ? restMark : undefined)
    const last = lines[lines.length - 1]
    // Closing tags in a row would each make a blank line.
    if (
      said === '' &&
      last?.text === '' &&
      last.mark === mark &&
      last.container === (outer?.container ?? 0)
    ) {
      lines[lines.length - 1] = { ...last, end: at }
      start = at
      text = ''
      blank = false
      return
    }
    lines.push({
      text: said,
      start,
      end: at,
      ...(mark !== undefined && { mark }),
      container: outer?.container ?? 0,
      ...(first && said !== '' && { first: true }),
      ...(rest && said !== '' && { rest: true }),
    })
    if (said !== '') first = rest = false
    start = at
    text = ''
    blank = false
  }

  const leave = (depth: number, at: number): void => {
    let last = open[open.length - 1]
    if (!last || last.depth <= depth) return
    endLine(at)
    while (last && last.depth > depth) {
      open.pop()
      last = open[open.length - 1]
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
      for (const word of run.slice(0, 4 * LINE_TEXT).split(WHITE)) {
        if (word === '') blank = true
        else {
          text = blank && text !== '' ? `${text} ${word}` : text + word
          blank = true
        }
      }
      blank = isWhite(run.charCodeAt(run.length - 1))
    },
    start(element) {
      const isVoid = element.name === 'br' || element.name === 'hr' || element.name === 'img'
      if (open.length > 0) leave(isVoid ? element.depth : element.depth - 1, element.start)
      if (LINE_ELEMENTS.has(element.name)) endLine(element.start)
      else if (element.name === 'td' || element.name === 'th') blank = true
      if (element.attributes.length > 0 || element.name === 'blockquote') enter(element, isVoid)
    },
    end(name: string, _start: number, at: number, after: OpenCounts) {
      if (LINE_ELEMENTS.has(name)) endLine(at)
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
