import type { Habits } from '../../model/profile.ts'

/** Distinct values counted. Attack: a sender with a fresh value in every mail fills the memory. */
const DISTINCT_LIMIT = 20_000
/** Values listed. */
const LISTED = 20

export interface HabitCount {
  /** Counts a value at a time (milliseconds); returns true when it was never met before. */
  add(value: string, time: number): boolean
  habits(): Habits
}

/** Counts values of one kind with their first and last time; past the limit only known ones are counted. */
export function habitCount(): HabitCount {
  const seen = new Map<string, { messages: number; firstSeen: number; lastSeen: number }>()
  return {
    add(value, time) {
      const known = seen.get(value)
      if (!known) {
        if (seen.size < DISTINCT_LIMIT) seen.set(value, { messages: 1, firstSeen: time, lastSeen: time })
        return true
      }
      known.messages++
      known.firstSeen = Math.min(known.firstSeen, time)
      known.lastSeen = Math.max(known.lastSeen, time)
      return false
    },
    habits() {
      const values = [...seen]
        .map(([value, counts]) => ({ value, ...counts }))
        .sort((a, b) => b.messages - a.messages || b.lastSeen - a.lastSeen || (a.value < b.value ? -1 : 1))
      return { distinct: seen.size, values: values.slice(0, LISTED) }
    },
  }
}
