import { LINE } from './element-kinds.ts'
import { readHtml } from './html-reader.ts'

const WHITE = /[ \t\n\f\r]+/
const isWhite = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)

/** Blocks with space around them: a blank line sets them apart. */
const PARAGRAPHS: ReadonlySet<string> = new Set(
  'p blockquote h1 h2 h3 h4 h5 h6 ul ol dl table pre'.split(' '),
)

/**
 * The text a reader of this HTML sees: entities decoded, white space collapsed, hidden text and pictures dropped,
 * block elements on lines of their own, a blank line around paragraphs, table cells apart by a tab. Linear.
 */
export function visibleText(html: string): string {
  return renderText(html, () => true)
}

/** The same for the places of the HTML that `kept` accepts (by the offset at which a run of text begins). */
export function renderText(html: string, kept: (offset: number) => boolean): string {
  const pieces: string[] = []
  let line = ''
  let blank = false
  let cell = false
  let feeds = 0
  let pre = 0

  const feed = (count: number): void => {
    if (line !== '') {
      pieces.push(line)
      line = ''
    }
    if (pieces.length > 0 && count > feeds) feeds = count
    blank = cell = false
  }

  const put = (word: string): void => {
    if (feeds > 0) {
      pieces.push('\n'.repeat(feeds))
      feeds = 0
    }
    if (line !== '' && cell) line += '\t'
    else if (line !== '' && blank) line += ' '
    line += word
    blank = cell = false
    if (line.length > 4_096) {
      pieces.push(line)
      line = ''
    }
  }

  readHtml(html, {
    text(text, visible, sourceAt) {
      if (!visible || !kept(sourceAt(0))) return
      if (pre > 0) put(text)
      else {
        for (const word of text.split(WHITE)) {
          if (word !== '') put(word)
          blank = true
        }
        blank = isWhite(text.charCodeAt(text.length - 1))
      }
    },
    start({ name, kind }) {
      if (name === 'br') {
        // Two line breaks in a row make a blank line.
        feed(line === '' ? Math.min(feeds + 1, 2) : 1)
      } else if (kind & LINE) feed(PARAGRAPHS.has(name) ? 2 : 1)
      else if (name === 'td' || name === 'th') cell = true
      if (name === 'pre') pre++
    },
    end(name, kind) {
      if (name === 'pre' && pre > 0) pre--
      if (kind & LINE) feed(PARAGRAPHS.has(name) ? 2 : 1)
    },
  })
  feed(0)
  return pieces.join('').trim()
}
