import type { ShownRun, ShownText } from '../../model/shown-text.ts'
import { sourceOffset } from '../../parse/body/source-offset.ts'
import { BLOCK_END } from './read-sentences.ts'

/** Visible text of an HTML, as one string whose places lead back into the HTML. */
export interface ShownHtml {
  readonly text: string
  /** Pairs: offset in `text`, end, where runs of the sender's own text lie. */
  readonly own: readonly (readonly [start: number, end: number])[]
  /** Whether there was more text than was read. */
  readonly cut: boolean
  /** HTML offset of a character of `text`. */
  sourceAt(offset: number): number
}

/** The first `limit` characters of what is shown, sentences of different blocks parted by `BLOCK_END`. */
export function shownHtml({ runs, complete }: ShownText, limit: number): ShownHtml {
  /** Offsets in the text at which the runs begin. */
  const starts: number[] = []
  const own: [number, number][] = []
  let text = ''
  let cut = !complete
  let fresh = true
  for (const run of runs) {
    if (run.apart && !fresh) {
      text += BLOCK_END
      fresh = true
    }
    const room = limit - text.length
    if (run.text.length > room) cut = true
    if (room <= 0) break
    const kept = run.text.length > room ? run.text.slice(0, room) : run.text
    const start = text.length
    starts.push(start)
    // A line end in HTML is a blank.
    text += kept.includes('\n') ? kept.replaceAll('\n', ' ') : kept
    if (fresh && kept.trim() !== '') fresh = false
    if (run.region !== 'own') continue
    const last = own.at(-1)
    // What stands between two kept runs is the end of a block at most.
    if (last && start - last[1] <= 1) last[1] = text.length
    else own.push([start, text.length])
  }
  return {
    text,
    own,
    cut,
    sourceAt(offset) {
      let low = 0
      let high = starts.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((starts[middle] as number) <= offset) low = middle + 1
        else high = middle
      }
      const run: ShownRun | undefined = runs[low - 1]
      if (!run) return 0
      const inside = Math.min(offset - (starts[low - 1] as number), Math.max(0, run.text.length - 1))
      return sourceOffset(run.start, run.places, inside)
    },
  }
}
