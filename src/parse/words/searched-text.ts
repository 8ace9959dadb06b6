import { elementKind, LINE } from '../body/element-kinds.ts'
import { tokenizeHtml } from '../body/html-tokenizer.ts'

/** What an HTML text says and carries. */
export interface SearchedText {
  /** Every text between tags, hidden or not, references decoded; lines end where blocks do, so words stay whole. */
  readonly text: string
  /** Comments, and values of attributes that name an address on the web: nobody reads them, but kits leave traces. */
  readonly aside: string
}

/**
 * Text of HTML as it is searched: unlike what a reader sees, nothing is left out for being hidden, as hidden text is
 * where a kit shows its hand. Linear.
 */
export function searchedHtml(html: string): SearchedText {
  const pieces: string[] = []
  const aside: string[] = []
  tokenizeHtml(html, {
    text: (text) => void pieces.push(text),
    startTag({ kind, name, attributes }) {
      if (isApart(kind, name)) pieces.push('\n')
      for (const { value } of attributes) if (value.includes('://')) aside.push(value)
    },
    endTag(name) {
      if (isApart(elementKind(name), name)) pieces.push('\n')
    },
    comment: (text) => void aside.push(text),
    css: () => {},
    foreign: () => false,
  })
  return { text: pieces.join(''), aside: aside.join('\n') }
}

const CELLS: ReadonlySet<string> = new Set([
  'td',
  'th',
  'br',
  'hr',
  'img',
  'li',
  'tr',
  'button',
  'option',
  'title',
])
const isApart = (kind: number, name: string): boolean => (kind & LINE) !== 0 || CELLS.has(name)
