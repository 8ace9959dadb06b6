import { dayOf, utcText } from './case-words.ts'
import { type Html, html } from './html.ts'

/** A lane of marks under one name. */
export interface TimeLane {
  readonly name: string
  readonly marks: readonly TimeMark[]
}

export interface TimeMark {
  /** Milliseconds; and the end, for spans. */
  readonly time: number
  readonly until?: number
  /** Said by others: a hollow mark, so that no meaning is in a colour. */
  readonly told: boolean
  /** Of the list beside the picture. */
  readonly number?: number
}

export interface TimeLanesOptions {
  /** Begins the ids of the picture. */
  readonly id: string
  readonly title: string
  readonly description: string
  /** Units for the names of lanes. */
  readonly left: number
}

/** Units of the picture, which grows and shrinks with the page. */
const WIDTH = 760
const RIGHT = 16
const TOP = 34
const LANE = 42
const HOUR = 3_600_000
const DAY = 24 * HOUR
const STEPS: readonly number[] = [HOUR / 6, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 91 * DAY, 365 * DAY]

/** Marks in lanes over time, UTC from left to right. */
export function timeLanesSvg(lanes: readonly TimeLane[], options: TimeLanesOptions): Html {
  const { id, title, description, left } = options
  const times = lanes.flatMap(({ marks }) => marks.flatMap(({ time, until }) => [time, until ?? time]))
  const first = times.reduce((least, time) => Math.min(least, time), times[0] ?? 0)
  const last = times.reduce((most, time) => Math.max(most, time), first)
  const span = Math.max(last - first, HOUR)
  const x = (time: number): number =>
    Math.round((left + 12 + ((time - first) / span) * (WIDTH - left - RIGHT - 24)) * 10) / 10
  const height = TOP + lanes.length * LANE + 8
  const rows = lanes.map(({ name, marks }, at) => {
    const y = TOP + at * LANE + LANE / 2
    return html`<text x="0" y="${y + 4}" font-size="13" fill="currentColor">${name}</text><path d="M${left} ${y}H${WIDTH - RIGHT}" stroke="currentColor" stroke-opacity=".35"/>${marks.map((one) => markSvg(one, x, y))}`
  })
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${{ exact: id }}-t ${{ exact: id }}-d"><title id="${{ exact: id }}-t">${title}</title><desc id="${{ exact: id }}-d">${description}</desc>${ticks(first, last, span).map((time) => tickSvg(time, x(time), height, span))}${rows}</svg>`
}

function markSvg({ time, until, told, number }: TimeMark, x: (time: number) => number, y: number): Html {
  const fill = told ? 'none' : 'currentColor'
  const span =
    until === undefined
      ? undefined
      : html`<path d="M${x(time)} ${y}H${x(until)}" stroke="currentColor" stroke-width="5" stroke-opacity=".6"/>`
  const mark = html`<circle cx="${x(time)}" cy="${y}" r="5" fill="${{ exact: fill }}" stroke="currentColor" stroke-width="1.5"/>`
  // Neighbours stand at three heights, so that most numbers can be read.
  const up = (number ?? 0) % 3
  const words =
    number === undefined
      ? undefined
      : html`<text x="${x(time)}" y="${up === 0 ? y + 18 : y - 8 - (up - 1) * 7}" font-size="9" text-anchor="middle" fill="currentColor">${number}</text>`
  return html`${span}${mark}${words}`
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
