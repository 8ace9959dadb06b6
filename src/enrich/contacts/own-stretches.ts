import type { Message } from '../../model/message.ts'
import { TAIL_LENGTH } from '../../parse/body/shown-runs.ts'
import { sourceOffset } from '../../parse/body/source-offset.ts'

/** A stretch of what the sender wrote, as it is seen; `at` gives the place of a character in the decoded text. */
export interface OwnStretch {
  readonly text: string
  readonly where: 'signature' | 'text'
  readonly at: (offset: number) => number
}

/** Characters read from the end of the text. Attack: megabytes of digits; whoever gives a number gives it near the end. */
const READ_LENGTH = TAIL_LENGTH
/** Last lines of the sender's own text that count as its signature: most are not marked by `-- `. */
const SIGN_OFF_LINES = 10

/** What the sender wrote and signed with, quotes and forwarded text left out. */
export function ownStretches(message: Message): readonly OwnStretch[] {
  const main = message.texts[message.mainText]
  if (!main) return []
  const from = Math.max(0, main.text.length - READ_LENGTH)
  const regions = message.regions.filter(
    ({ kind, end }) => (kind === 'own' || kind === 'signature') && end > from,
  )
  const stretches: OwnStretch[] = []
  const signOff = signOffStart(main.text, regions, from)
  const add = (text: string, start: number, at: (offset: number) => number, marked: boolean): void => {
    stretches.push({ text, where: marked || start >= signOff ? 'signature' : 'text', at })
  }
  if (main.shown) {
    for (const { text, start, places, region } of main.shown.runs)
      if (start >= from && (region === 'own' || region === 'signature'))
        add(text, start, (offset) => sourceOffset(start, places, offset), region === 'signature')
    return stretches
  }
  for (const { kind, start, end } of regions) {
    const begin = Math.max(start, from)
    // The sign-off is cut from the rest, so that each is told for what it is.
    const cuts = signOff > begin && signOff < end ? [begin, signOff, end] : [begin, end]
    for (const [n, cut] of cuts.slice(0, -1).entries())
      add(main.text.slice(cut, cuts[n + 1]), cut, (offset) => cut + offset, kind === 'signature')
  }
  return stretches
}

/** Where the last lines of the last own region with text begin. */
function signOffStart(text: string, regions: Message['regions'], from: number): number {
  const last = regions.findLast(
    ({ kind, start, end }) => kind === 'own' && text.slice(Math.max(start, from), end).trim() !== '',
  )
  if (!last) return text.length
  let place = last.end
  let lines = 0
  for (let end = last.end; end > last.start && lines <= SIGN_OFF_LINES; ) {
    const feed = text.lastIndexOf('\n', end - 1)
    const start = Math.max(feed + 1, last.start)
    if (text.slice(start, end).trim() !== '') lines++
    if (lines > SIGN_OFF_LINES) break
    place = start
    end = Math.max(feed, last.start)
    if (feed < last.start) break
  }
  return place
}
