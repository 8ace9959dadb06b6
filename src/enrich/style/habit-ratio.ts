import { HABITS, type Habit, type HabitValues } from './habits.ts'
import type { HabitReading } from './style-reading.ts'

/** How often each value of each habit was seen. */
export type HabitCounts = Readonly<Record<Habit, Map<string, number>>>

export function habitCounts(): HabitCounts {
  return Object.fromEntries(HABITS.map((habit) => [habit, new Map()])) as unknown as HabitCounts
}

export function countHabits(counts: HabitCounts, values: HabitValues, by = 1): void {
  for (const habit of HABITS) {
    const value = values[habit]
    if (value === undefined) continue
    const n = (counts[habit].get(value) ?? 0) + by
    if (n > 0) counts[habit].set(value, n)
    else counts[habit].delete(value)
  }
}

/** Texts that the organisation's distribution counts for beside the writer's own. */
const PRIOR = 4
/** No single habit decides, nats. */
const CAP = 2.5

function total(map: Map<string, number>): number {
  let sum = 0
  for (const n of map.values()) sum += n
  return sum
}

/**
 * Each habit's log-likelihood ratio of others against the writer, Dirichlet-smoothed towards the organisation. Most
 * telling first, by the size of the ratio, then by name.
 */
export function habitReadings(own: HabitCounts, others: HabitCounts, here: HabitValues): HabitReading[] {
  const readings: HabitReading[] = []
  for (const habit of HABITS) {
    const value = here[habit]
    const of = total(own[habit])
    if (value === undefined || of === 0) continue
    const all = total(others[habit])
    const p = ((others[habit].get(value) ?? 0) + 1) / (all + others[habit].size + 1)
    const seen = own[habit].get(value) ?? 0
    const q = (seen + PRIOR * p) / (of + PRIOR)
    let usual = ''
    let usualSeen = 0
    for (const [one, n] of own[habit])
      if (n > usualSeen || (n === usualSeen && one < usual)) {
        usual = one
        usualSeen = n
      }
    const logRatio = Math.max(-CAP, Math.min(CAP, Math.log(p) - Math.log(q)))
    readings.push({ habit, usual, usualSeen, of, here: value, seen, logRatio })
  }
  return readings.sort((a, b) => Math.abs(b.logRatio) - Math.abs(a.logRatio) || (a.habit < b.habit ? -1 : 1))
}
