import type { ShownRun } from '../../model/shown-text.ts'
import { readHtml } from './html-reader.ts'
import { shownRuns } from './shown-runs.ts'

const WHITE = /[ \t\n\f\r]+/
const isWhite = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)

/**
 * The text a reader of this HTML sees: entities decoded, white space collapsed, hidden text and pictures dropped,
 * block elements on lines of their own, a blank line around paragraphs, table cells apart by a tab. Linear.
 */
export function visibleText(html: string): string {
  const text = textRenderer()
  readHtml(
    html,
    shownRuns((run) => text.take(run, run.text)),
  )
  return text.rendered()
}

/** Puts runs together as a reader sees them. */
export interface TextRenderer {
  /** Takes the next run with the words of it that are wanted; none for those of a run that is left out. */
  take(run: Pick<ShownRun, 'lineEnds' | 'cell' | 'preformatted'>, words: string): void
  rendered(): string
}

export function textRenderer(): TextRenderer {
  const pieces: string[] = []
  let line = ''
  let blank = false
  let cell = false
  let feeds = 0

  const feed = (lineEnds: ShownRun['lineEnds']): void => {
    if (line !== '') {
      pieces.push(line)
      line = ''
    }
    blank = cell = false
    if (pieces.length === 0) return
    if (lineEnds === 'one') feeds = Math.max(feeds, 1)
    else feeds = lineEnds === 'one-more' ? Math.min(feeds + 1, 2) : 2
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

  return {
    take(run, words) {
      if (run.lineEnds !== 'none') feed(run.lineEnds)
      if (run.cell) cell = true
      if (words === '') return
      if (run.preformatted) put(words)
      else {
        for (const word of words.split(WHITE)) {
          if (word !== '') put(word)
          blank = true
        }
        blank = isWhite(words.charCodeAt(words.length - 1))
      }
    },
    rendered() {
      if (line !== '') pieces.push(line)
      line = ''
      return pieces.join('').trim()
    },
  }
}
