import { TIMELINE_LANES, type TimelineEntry } from '../model/case.ts'
import { dayOf, LANE_WORDS, utcText } from './case-words.ts'
import { type Html, html } from './html.ts'
import { countText } from './layout.ts'

/** Units of the picture, which grows and shrinks with the page. */
const WIDTH = 760
const LEFT = 96
const RIGHT = 16
const TOP = 34
const LANE = 42
/** Marks drawn. Attack: a recording of a hundred thousand requests. */
const MOST = 600
/** Above this many, marks have no numbers. */
const NUMBERED = 60
const HOUR = 3_600_000
const DAY = 24 * HOUR
const STEPS: readonly number[] = [HOUR / 6, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 91 * DAY, 365 * DAY]

/**
 * The timeline as a picture: a lane for each kind of thing, UTC from left to right. Numbers are those of the list beside
 * it. What others say is a hollow mark, what is held here or assessed a filled one, so that no meaning is in a colour.
 */
export function timelineSvg(timeline: readonly TimelineEntry[], id: string): Html {
  const drawn = timeline.slice(0, MOST)
  const lanes = TIMELINE_LANES.filter((lane) => drawn.some((one) => one.lane === lane))
  const first = drawn[0]?.time ?? 0
  const last = Math.max(first, ...drawn.map(({ time, until }) => until ?? time))
  const span = Math.max(last - first, HOUR)
  const x = (time: number): number =>
    Math.round((LEFT + 12 + ((time - first) / span) * (WIDTH - LEFT - RIGHT - 24)) * 10) / 10
  const height = TOP + lanes.length * LANE + 8
  const words = lanes
    .map((lane) =>
      countText(
        drawn.filter((one) => one.lane === lane).length,
        `entry in ${LANE_WORDS[lane].toLowerCase()}`,
        `entries in ${LANE_WORDS[lane].toLowerCase()}`,
      ),
    )
    .join(', ')
  const rows = lanes.map((lane, at) => {
    const y = TOP + at * LANE + LANE / 2
    return html`<text x="0" y="${y + 4}" font-size="13" fill="currentColor">${LANE_WORDS[lane]}</text><path d="M${LEFT} ${y}H${WIDTH - RIGHT}" stroke="currentColor" stroke-opacity=".35"/>${drawn.map((one, index) => (one.lane === lane ? markSvg(one, index + 1, x, y, drawn.length <= NUMBERED) : undefined))}`
  })
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${{ exact: id }}-t ${{ exact: id }}-d"><title id="${{ exact: id }}-t">Timeline from ${utcText(first)} to ${utcText(last)}, in UTC</title><desc id="${{ exact: id }}-d">${words}. The list has every entry.</desc>${ticks(first, last, span).map((time) => tickSvg(time, x(time), height, span))}${rows}</svg>`
}

/** The same as a file of its own. */
export function timelineSvgFile(timeline: readonly TimelineEntry[]): string {
  const { html: svg } = timelineSvg(timeline, 'timeline')
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" style="color:#222;background:#fff;font-family:sans-serif" ')}\n`
}

function markSvg(
  { time, until, label }: TimelineEntry,
  number: number,
  x: (time: number) => number,
  y: number,
  numbered: boolean,
): Html {
  const told = label === 'reported' || label === 'claimed'
  const fill = told ? 'none' : 'currentColor'
  const span =
    until === undefined
      ? undefined
      : html`<path d="M${x(time)} ${y}H${x(until)}" stroke="currentColor" stroke-width="5" stroke-opacity=".6"/>`
  const mark = html`<circle cx="${x(time)}" cy="${y}" r="5" fill="${{ exact: fill }}" stroke="currentColor" stroke-width="1.5"/>`
  // Neighbours stand at three heights, so that most numbers can be read.
  const up = number % 3
  const label3 = numbered
    ? html`<text x="${x(time)}" y="${up === 0 ? y + 18 : y - 8 - (up - 1) * 7}" font-size="9" text-anchor="middle" fill="currentColor">${number}</text>`
    : undefined
  return html`${span}${mark}${label3}`
}

function ticks(first: number, last: number, span: number): readonly number[] {
  const step = STEPS.find((one) => span / one <= 6) ?? Math.ceil(span / 6)
  const times: number[] = []
  for (let time = Math.ceil(first / step) * step; time <= last; time += step) times.push(time)
  return times
}

function tickSvg(time: number, at: number, height: number, span: number): Html {
  const words = span < 2 * DAY ? utcText(time).slice(5, 16) : dayOf(time)
  return html`<path d="M${at} ${TOP - 12}V${height - 8}" stroke="currentColor" stroke-opacity=".18"/><text x="${at}" y="14" font-size="10" text-anchor="middle" fill="currentColor">${{ exact: words }}</text>`
}
