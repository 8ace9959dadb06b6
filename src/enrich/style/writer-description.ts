/** How a writer's texts look, for a person to read: the same habits and texts that a new mail is compared with. */
import type { WritingHabit, WritingStyle } from '../../model/profile.ts'
import type { MessageRecord } from '../../model/record.ts'
import { HABITS, habitsOf } from './habits.ts'
import { FAIRLY_KNOWN, KEPT_TEXTS, LEAST_CHARACTERS, LEAST_TEXTS, LEAST_WRITERS } from './style-memory.ts'
import { textLanguage } from './text-language.ts'

/** Values of one habit listed. */
const LISTED = 5
/** Mails whose length is kept for the median. Attack: millions of mails under one address. */
const LENGTHS = 20_000

export interface WriterTally {
  /** Adds a mail that was learned from, in the order of time. */
  add(record: MessageRecord): void
  /** What was added so far; whether others are known to compare with is the caller's to say. */
  description(): Omit<WritingStyle, 'abstains'>
}

/** Texts of a sender from which on they stand for others, and how many such senders a comparison needs. */
export const COMPARISON: {
  readonly leastTexts: number
  readonly leastWriters: number
  readonly writersTexts: number
} = { leastTexts: LEAST_TEXTS, leastWriters: LEAST_WRITERS, writersTexts: FAIRLY_KNOWN }

/** The record has enough of its sender's own words to be compared. */
export function isComparable({ styleText }: MessageRecord): boolean {
  return (styleText?.length ?? 0) >= LEAST_CHARACTERS
}

/** An empty tally of one writer. */
export function writerTally(): WriterTally {
  const texts: string[] = []
  const lengths: number[] = []
  let tooShort = 0
  let quotingReplies = 0
  return {
    add(record) {
      if (lengths.length < LENGTHS) lengths.push(record.ownLength)
      if (record.thread.poses === 'reply' && record.thread.because.includes('quote')) quotingReplies++
      if (!isComparable(record)) {
        tooShort++
        return
      }
      texts.push(record.styleText ?? '')
      if (texts.length > KEPT_TEXTS) texts.shift()
    },
    description() {
      const medianLength = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)]
      return {
        texts: texts.length,
        tooShort,
        ...(medianLength !== undefined ? { medianLength } : {}),
        languages: counted(texts.map((text) => languageOf(text))),
        habits: writingHabits(texts),
        quotingReplies,
      }
    },
  }
}

function languageOf(text: string): string {
  const { script, language } = textLanguage(text)
  return language ?? script
}

function writingHabits(texts: readonly string[]): readonly WritingHabit[] {
  const seen = texts.map(habitsOf)
  return HABITS.flatMap((habit) => {
    const values = seen.flatMap((one) => one[habit] ?? [])
    if (habit === 'language' || values.length === 0) return []
    const counts = counted(values)
    return [{ habit, of: values.length, distinct: counts.length, values: counts.slice(0, LISTED) }]
  })
}

function counted(values: readonly string[]): readonly { readonly value: string; readonly texts: number }[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, texts]) => ({ value, texts }))
    .sort((a, b) => b.texts - a.texts || (a.value < b.value ? -1 : 1))
}
