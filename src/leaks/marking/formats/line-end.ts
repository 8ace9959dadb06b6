/** Moves the last word of a paragraph's first line to the second: invisible in a text wrapped by hand. */
import type { LayoutPlace } from '../master-text.ts'
import type { SourceLine } from './source-lines.ts'

/** A first line shorter than this would look broken. */
const LEAST_LINE = 40

/** `lead` is the length of what stands before the text in the first line; undefined when the line has no such place. */
export function lineEndPlace(
  source: string,
  first: SourceLine,
  second: SourceLine | undefined,
  lead: number,
): LayoutPlace | undefined {
  if (!second) return undefined
  const line = first.text.trimEnd()
  // Two spaces at the end break the line in Markdown.
  if (first.text.length - line.length > 0) return undefined
  const space = line.lastIndexOf(' ')
  if (space < LEAST_LINE || line[space - 1] === ' ') return undefined
  const word = line.slice(space + 1)
  // What opens a line can have a meaning there: lists, headings, quotes.
  if (!/^\p{L}[\p{L}'’-]*[,.;:]?$/u.test(word)) return undefined
  const secondLead = /^[ \t]*/.exec(second.text)![0]
  return {
    rule: 'line-end',
    span: { start: space - lead, end: line.length - lead + 1 },
    state: 0,
    edits: [
      {
        start: first.start + space,
        end: first.start + space + 1,
        text: source.slice(first.start + line.length, second.start) + secondLead,
      },
      { start: first.start + line.length, end: second.start + secondLead.length, text: ' ' },
    ],
  }
}
