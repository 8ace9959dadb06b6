import type { TextRegion } from '../../model/message.ts'
import type { LineEnds, ShownRun, ShownText } from '../../model/shown-text.ts'
import { LINE } from './element-kinds.ts'
import type { HtmlHandler } from './html-reader.ts'

/** Visible characters kept. Attack: megabytes of text, looked at by everything that reads it; a person reads the first pages. */
const HEAD_CHARACTERS = 128 << 10
/** Runs kept of those. Attack: a tag after every letter; each run is an object. */
const HEAD_RUNS = 50_000
/** Characters of HTML from its end whose text is kept besides: who signs, signs there. */
export const TAIL_LENGTH = 50_000

/** Blocks with space around them: a blank line sets them apart. */
const PARAGRAPHS: ReadonlySet<string> = new Set(
  'p blockquote h1 h2 h3 h4 h5 h6 ul ol dl table pre'.split(' '),
)

/** `region` is filled in when it is known. */
type RunInMaking = Omit<ShownRun, 'region'> & { region: ShownRun['region'] }

/** Tells the visible runs of an HTML, one by one, while it is read; all as the sender's own. */
export function shownRuns(take: (run: RunInMaking) => void): HtmlHandler {
  let lineEnds: LineEnds = 'none'
  let cell = false
  let apart = false
  let pre = 0

  const endLine = (name: string): void => {
    if (PARAGRAPHS.has(name)) lineEnds = 'blank-line'
    else if (lineEnds === 'none') lineEnds = 'one'
    cell = false
    apart = true
  }

  return {
    text(text, visible, start, places) {
      if (!visible) return
      take({ text, start, places, region: 'own', lineEnds, cell, apart, preformatted: pre > 0 })
      lineEnds = 'none'
      cell = apart = false
    },
    start({ name, kind }) {
      if (kind & LINE) {
        if (name === 'br') {
          lineEnds = lineEnds === 'none' ? 'one-more' : 'blank-line'
          cell = false
          apart = true
        } else endLine(name)
        if (name === 'pre') pre++
      } else if (name === 'td' || name === 'th') cell = apart = true
      else if (name === 'button') apart = true
    },
    end(name, kind) {
      if (!(kind & LINE)) return
      endLine(name)
      if (name === 'pre' && pre > 0) pre--
    },
  }
}

/** Keeps the visible runs of an HTML while it is read; ask for them when its regions are known. */
export interface ShownReader {
  readonly handler: HtmlHandler
  shown(regions: readonly TextRegion[]): ShownText
}

/** `length` is that of the HTML. */
export function shownReader(length: number): ShownReader {
  const runs: RunInMaking[] = []
  const tail = length - TAIL_LENGTH
  let characters = 0
  let complete = true
  const handler = shownRuns((run) => {
    if (run.start < tail && (characters >= HEAD_CHARACTERS || runs.length >= HEAD_RUNS)) {
      complete = false
      return
    }
    characters += run.text.length
    runs.push(run)
  })
  return {
    handler,
    shown(regions) {
      let next = 0
      for (const run of runs) {
        while (next < regions.length && (regions[next]?.end ?? 0) <= run.start) next++
        run.region = regions[next]?.kind ?? 'own'
      }
      return { runs, complete }
    },
  }
}
