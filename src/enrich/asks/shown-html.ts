import type { TextRegion } from '../../model/message.ts'
import { LINE } from '../../parse/body/element-kinds.ts'
import type { HtmlHandler } from '../../parse/body/html-reader.ts'
import { BLOCK_END } from './read-sentences.ts'

/** Visible text of an HTML, as one string whose places lead back into the HTML. */
export interface ShownHtml {
  readonly text: string
  /** Pairs: offset in `text`, end, where runs of text lie whose HTML offset has a region that is accepted. */
  own(regions: readonly TextRegion[]): readonly (readonly [start: number, end: number])[]
  /** HTML offset of a character of `text`. */
  sourceAt(offset: number): number
}

interface Run {
  readonly at: number
  readonly length: number
  readonly sourceAt: (offset: number) => number
}

/** Gathers while HTML is read, at most `limit` characters; `limited` says whether there were more. */
export function shownHtmlReader(limit: number): {
  readonly handler: HtmlHandler
  shown(): ShownHtml
  limited(): boolean
} {
  const runs: Run[] = []
  const pieces: string[] = []
  let length = 0
  let limited = false
  let fresh = true
  const put = (piece: string): void => {
    pieces.push(piece)
    length += piece.length
  }
  const endBlock = (kind: number): void => {
    if (!(kind & LINE) || fresh) return
    put(BLOCK_END)
    fresh = true
  }
  return {
    handler: {
      text(text, visible, sourceAt) {
        if (!visible) return
        const room = limit - length
        if (text.length > room) limited = true
        if (room <= 0) return
        const kept = text.length > room ? text.slice(0, room) : text
        runs.push({ at: length, length: kept.length, sourceAt })
        // A line end in HTML is a blank.
        put(kept.includes('\n') ? kept.replaceAll('\n', ' ') : kept)
        if (fresh && kept.trim() !== '') fresh = false
      },
      start({ name, kind }) {
        if (name === 'br' || name === 'td' || name === 'th' || name === 'button') endBlock(LINE)
        else endBlock(kind)
      },
      end(_name, kind) {
        endBlock(kind)
      },
    },
    limited: () => limited,
    shown() {
      const text = pieces.join('')
      return {
        text,
        own(regions) {
          const kept: [number, number][] = []
          let next = 0
          for (const { at, length: size, sourceAt } of runs) {
            const offset = sourceAt(0)
            while (next < regions.length && (regions[next]?.end ?? 0) <= offset) next++
            const region = regions[next]
            if (!region || region.start > offset || region.kind !== 'own') continue
            const last = kept.at(-1)
            // What stands between two kept runs is the end of a block at most.
            if (last && at - last[1] <= 1) last[1] = at + size
            else kept.push([at, at + size])
          }
          return kept
        },
        sourceAt(offset) {
          let low = 0
          let high = runs.length
          while (low < high) {
            const middle = (low + high) >> 1
            if ((runs[middle]?.at ?? 0) <= offset) low = middle + 1
            else high = middle
          }
          const run = runs[low - 1]
          return run ? run.sourceAt(Math.min(offset - run.at, Math.max(0, run.length - 1))) : 0
        },
      }
    },
  }
}
