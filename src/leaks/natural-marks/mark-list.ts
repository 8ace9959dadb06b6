import type { NaturalMark } from '../../model/natural-mark.ts'

/** Marks of one file. Attack: a mail of thousands of links, each a mark. */
const MOST_MARKS = 200
/** Characters of a value that are kept. */
export const VALUE_LENGTH = 200

/** Collects marks: each value of a kind once, at its first place. */
export interface MarkList {
  add(mark: NaturalMark['mark'], value: string, place: string, holder?: string): void
  finish(): readonly NaturalMark[]
}

const ADDRESS = /^[^\s@<>"',;:()]{1,64}@[a-z0-9.-]{1,253}\.[a-z][a-z0-9-]*$/

/** The address in lower case when it is one, else undefined. */
export function addressOf(text: string): string | undefined {
  const lower = text.trim().toLowerCase()
  return lower.length <= 320 && ADDRESS.test(lower) ? lower : undefined
}

export function markList(): MarkList {
  const marks = new Map<string, NaturalMark>()
  return {
    add(mark, value, place, holder) {
      const short = value.trim().slice(0, VALUE_LENGTH)
      const key = `${mark} ${short}`
      if (short === '' || marks.has(key) || marks.size >= MOST_MARKS) return
      marks.set(key, {
        kind: 'natural-mark',
        mark,
        value: short,
        place,
        ...(holder !== undefined && { holder }),
      })
    },
    finish: () => [...marks.values()],
  }
}
