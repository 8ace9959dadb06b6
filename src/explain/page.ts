import { ascii } from './ascii.ts'
import { columns } from './columns.ts'
import { defang } from './defang.ts'
import { wrap } from './layout.ts'
import { printable } from './printable.ts'

/** How text for a terminal or file is set. */
export interface TextOptions {
  /** Terminal columns; at least 40 are used. */
  readonly width: number
  /** ANSI colours (ECMA-48 SGR). Without them the text is plain. */
  readonly color: boolean
  /** ASCII characters only. */
  readonly ascii?: boolean
}

/** Narrower than this no sentence is readable, and labels leave no room for values. */
const MIN_WIDTH = 40
/** Lines longer than this are hard to read on any screen. */
const MAX_MEASURE = 100

export type TextStyle = 'plain' | 'strong' | 'alarm' | 'caution' | 'faint'

const SGR: Readonly<Record<TextStyle, string>> = {
  plain: '',
  strong: '1',
  alarm: '1;31',
  caution: '33',
  faint: '2',
}

/**
 * What goes onto a page. A plain string is defanged and made printable by the page itself, so that no caller can
 * forget it. `{ exact }` is only made printable: for paths, ids and the reader's own hosts, which are to be copied.
 * A list is set as one text.
 */
export type PageText = string | { readonly exact: string } | readonly (string | { readonly exact: string })[]

/** Sets text line by line. Everything passes `defang` or `printable` here, before wrapping and colour. */
export interface Page {
  readonly width: number
  /** A paragraph, wrapped; `indent` columns from the left, further lines at `hang`. */
  text(text: PageText, set?: { indent?: number; hang?: number; style?: TextStyle; mark?: string }): void
  /** A label and its value, aligned at `at`; the value wraps beside the label. */
  field(label: PageText, value: PageText, set?: { indent?: number; at?: number; style?: TextStyle }): void
  /** A heading with a line under it, as wide as the text. */
  heading(text: string): void
  /** A blank line; several in a row stay one. */
  gap(): void
  /** The whole page; ends with a line end unless it is empty. */
  toString(): string
}

/** An empty page. */
export function startPage(options: TextOptions): Page {
  const width = Math.max(MIN_WIDTH, Math.floor(options.width))
  const lines: string[] = []
  const plain = (text: PageText): string => {
    const pieces = typeof text === 'string' || 'exact' in text ? [text] : text
    const seen = pieces
      .map((piece) => (typeof piece === 'string' ? defang(piece) : printable(piece.exact)))
      .join('')
    return options.ascii === true ? ascii(seen) : seen
  }
  const paint = (text: string, style: TextStyle): string =>
    options.color && style !== 'plain' && text !== '' ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text
  const push = (line: string): void => {
    lines.push(line.trimEnd())
  }
  const page: Page = {
    width,
    text(text, set = {}) {
      const indent = set.indent ?? 0
      const mark = set.mark === undefined ? '' : plain(set.mark)
      const hang = set.hang ?? indent + columns(mark)
      const style = set.style ?? 'plain'
      const measure = Math.min(width, MAX_MEASURE + hang) - Math.max(indent + columns(mark), hang)
      const [first = '', ...rest] = wrap(plain(text), measure)
      push(`${' '.repeat(indent)}${mark}${paint(first, style)}`)
      for (const line of rest) push(`${' '.repeat(hang)}${paint(line, style)}`)
    },
    field(label, value, set = {}) {
      const indent = set.indent ?? 0
      const name = plain(label)
      const at = Math.max(set.at ?? 0, indent + columns(name) + 2)
      const [first = '', ...rest] = wrap(plain(value), Math.min(width, MAX_MEASURE + at) - at)
      const space = ' '.repeat(at - indent - columns(name))
      push(`${' '.repeat(indent)}${paint(name, 'faint')}${space}${paint(first, set.style ?? 'plain')}`)
      for (const line of rest) push(`${' '.repeat(at)}${paint(line, set.style ?? 'plain')}`)
    },
    heading(text) {
      page.gap()
      for (const line of wrap(plain(text), width)) push(paint(line, 'strong'))
      push(plain('─').repeat(Math.min(width, columns(plain(text)))))
    },
    gap() {
      if (lines.length > 0 && lines.at(-1) !== '') lines.push('')
    },
    toString() {
      return lines.length === 0 ? '' : `${lines.join('\n')}\n`
    },
  }
  return page
}
