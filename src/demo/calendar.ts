// Time in the fictional year: working hours on somebody's wall clock, summer time, evenly spread days.
import type { SeededRandom } from '../mail-writing/seeded-random.ts'

export const MINUTE = 60_000
export const HOUR: number = 60 * MINUTE
export const DAY: number = 24 * HOUR

/** Minutes east of UTC in winter, and whether clocks go forward in summer. */
export interface Zone {
  readonly winter: number
  readonly summerTime: boolean
}

/** 01:00 UTC on the last Sunday of a month (0–11). */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0))
  return last.getTime() - last.getUTCDay() * DAY + HOUR
}

/** Minutes east of UTC at a moment; clocks change by the European rule. */
export function offsetAt(zone: Zone, time: number): number {
  if (!zone.summerTime) return zone.winter
  const year = new Date(time).getUTCFullYear()
  return zone.winter + (time >= lastSunday(year, 2) && time < lastSunday(year, 9) ? 60 : 0)
}

/** The first working moment at or after `time` for somebody in this zone, a little into the hours. */
export function workingTime(
  time: number,
  zone: Zone,
  hours: readonly [from: number, until: number],
  random: SeededRandom,
): number {
  let at = time
  for (;;) {
    const local = at + offsetAt(zone, at) * MINUTE
    const midnight = Math.floor(local / DAY) * DAY
    const weekday = new Date(midnight).getUTCDay()
    const hour = (local - midnight) / HOUR
    const restsToday = weekday === 0 || (weekday === 6 && !random.chance(0.15))
    if (restsToday || hour >= hours[1]) {
      at += midnight + DAY - local + hours[0] * HOUR + random.below(150 * 60) * 1000
      continue
    }
    if (hour < hours[0]) at += midnight + hours[0] * HOUR - local + random.below(150 * 60) * 1000
    return at
  }
}

/** `count` times between two times, evenly spread with some play. */
export function spread(count: number, random: SeededRandom, from: number, until: number): number[] {
  const step = (until - from) / count
  return Array.from({ length: count }, (_, index) => Math.floor(from + step * (index + random.next() * 0.9)))
}

/** Part of an hour, milliseconds: nobody writes on the full hour. */
export const anySecond = (random: SeededRandom): number => random.below(3600) * 1000

/** ISO 8601, UTC. */
export const isoTime = (time: number): string => new Date(time).toISOString()

/** A day as `2026-03-09`. */
export const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** A day as people write it, `9 March 2026`. */
export function longDay(time: number): string {
  const at = new Date(time)
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
