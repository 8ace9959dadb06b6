// Time in the example mailbox: fixed days, working hours on somebody's wall clock, summer time.
import type { SeededRandom } from '../../src/testing/seeded-random.ts'
import type { Zone } from './people.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const FIRST_DAY = '2025-01-13'
export const LAST_DAY = '2026-03-13'

/** Midnight UTC of a day `YYYY-MM-DD`, milliseconds. */
export function day(text: string): number {
  const time = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(time)) throw new TypeError(`not a day: ${text}`)
  return time
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
  const summer = time >= lastSunday(year, 2) && time < lastSunday(year, 9)
  return zone.winter + (summer ? 60 : 0)
}

/** The first working moment at or after `time` for somebody in this zone, a little into the hours. */
export function workingTime(
  time: number,
  zone: Zone,
  hours: readonly [number, number],
  random: SeededRandom,
): number {
  let at = time
  for (;;) {
    const local = at + offsetAt(zone, at) * MINUTE
    const midnight = Math.floor(local / DAY) * DAY
    const weekday = new Date(midnight).getUTCDay()
    const hour = (local - midnight) / HOUR
    if (weekday === 0 || weekday === 6 || hour >= hours[1]) {
      at += midnight + DAY - local + hours[0] * HOUR + random.below(150 * 60) * 1000
      continue
    }
    if (hour < hours[0]) at += midnight + hours[0] * HOUR - local + random.below(150 * 60) * 1000
    return at
  }
}

/** Days from the first to the last, evenly spread with some play, as midnights UTC. */
export function spread(
  count: number,
  random: SeededRandom,
  from: string = FIRST_DAY,
  until: string = LAST_DAY,
): number[] {
  const start = day(from)
  const step = (day(until) - start) / count
  return Array.from({ length: count }, (_, index) => Math.floor(start + step * (index + random.next() * 0.9)))
}
