import { defangEdits } from './defang.ts'
import { editedHtml, type Html, html } from './html.ts'
import { numberText, wholeCharacters } from './layout.ts'
import { printableEdits } from './printable.ts'
import { applyEdits, mergeEdits, type TextEdit } from './text-edit.ts'

/** A stretch of text that a finding points at; character offsets, half-open. */
export interface TextMark {
  readonly start: number
  readonly end: number
  /** Number of the finding among those of the alert, from 1. */
  readonly finding: number
  /** Identifies the piece of evidence in the page. */
  readonly id: string
}

export interface MarkedText {
  readonly text: string
  readonly marks: readonly TextMark[]
}

/** Characters of a text shown whole; of a longer one only what stands around the marks, so that a report of large mails stays readable. */
const MAX_WHOLE = 5_000
/** Characters shown before and behind a mark in a longer text. */
const AROUND = 600
/** Characters read beyond a window; a host name has at most 253 (RFC 1035 §2.3.4). */
const CONTEXT = 300
/** Characters of one mark that are shown. Attack: evidence that covers megabytes. */
const MAX_MARK = 1_500

/** Stretches that are shown, in order, not touching each other. */
function windows({ text, marks }: MarkedText): readonly (readonly [start: number, end: number])[] {
  if (text.length <= MAX_WHOLE) return [[0, text.length]]
  const wanted: (readonly [number, number])[] = [[0, AROUND]]
  for (const { start, end } of marks) wanted.push([start - AROUND, Math.min(end, start + MAX_MARK) + AROUND])
  wanted.sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [start, end] of wanted) {
    const from = wholeCharacters(text, Math.max(0, start))
    const to = wholeCharacters(text, Math.min(text.length, end))
    const last = merged.at(-1)
    if (last && from <= last[1] + 80) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** A line feed ends a line; the CR of CRLF before it is no secret and is dropped. */
function lineEnds(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map((edit) =>
    text[edit.at] === '\r' && text[edit.at + 1] === '\n' ? { ...edit, with: '' } : edit,
  )
}

/** What has to change in a window. It is read with what stands before and behind it, so that no name is cut. */
function editsAround(text: string, from: number, to: number): readonly TextEdit[] {
  const start = Math.max(0, from - CONTEXT)
  const near = text.slice(start, to + CONTEXT)
  const edits = mergeEdits(lineEnds(near, printableEdits(near, { lines: true })), defangEdits(near))
  return edits.map((edit) => ({ ...edit, at: edit.at + start }))
}

/**
 * The text with its marks as `<mark>` and a footnote number behind each that leads to the finding. Made printable
 * and defanged before it is cut at the marks, so that a mark inside a host name cannot undo it.
 */
export function markedHtml(marked: MarkedText, alert: string): Html {
  const { text } = marked
  const marks = marked.marks.filter(({ start, end }) => start < end && start >= 0 && end <= text.length)
  const pieces: Html[] = []
  let shownTo = 0
  for (const [from, to] of windows({ text, marks })) {
    if (from > shownTo) pieces.push(gapHtml(from - shownTo))
    pieces.push(...windowHtml(text, marks, editsAround(text, from, to), from, to, alert))
    shownTo = to
  }
  if (shownTo < text.length) pieces.push(gapHtml(text.length - shownTo))
  return html`${pieces}`
}

function gapHtml(characters: number): Html {
  return html`<span class="gap">… ${numberText(characters)} characters not shown …</span>`
}

function windowHtml(
  text: string,
  marks: readonly TextMark[],
  edits: readonly TextEdit[],
  from: number,
  to: number,
  alert: string,
): readonly Html[] {
  const inside = marks.filter(({ start, end }) => start < to && end > from)
  const places = new Set([from, to])
  for (const { start, end } of inside) {
    if (start > from) places.add(start)
    if (end < to) places.add(end)
  }
  const cuts = [...places].sort((a, b) => a - b)
  const pieces: Html[] = []
  for (let at = 0; at + 1 < cuts.length; at++) {
    const start = cuts[at]!
    const end = cuts[at + 1]!
    const covering = inside.filter((mark) => mark.start <= start && mark.end >= end)
    const shown = editedHtml(applyEdits(text, edits, start, end))
    if (covering.length === 0) {
      pieces.push(shown)
      continue
    }
    const ids = covering.filter((mark) => Math.max(mark.start, from) === start).map(({ id }) => id)
    pieces.push(html`${ids.map((id) => html`<span id="${id}"></span>`)}<mark>${shown}</mark>`)
    const ending = covering.filter((mark) => Math.min(mark.end, to) === end).map(({ finding }) => finding)
    for (const finding of [...new Set(ending)].sort((a, b) => a - b))
      pieces.push(
        html`<sup class="note"><a href="#${alert}-f${finding}" aria-label="Finding ${finding}">${finding}</a></sup>`,
      )
  }
  return pieces
}
