import type { LeakMark, MarkMeaning } from '../../model/leak-mark.ts'

/** Characters kept of a value. */
const MAX_VALUE = 300
/** Marks kept of one file. Attack: a document of a million comments, each by another author. */
const MAX_MARKS = 2_000

/** Collects the marks of one file; the same mark in the same part is kept once and counted. */
export interface MarkList {
  add(mark: {
    readonly code: string
    readonly means: MarkMeaning
    readonly value: string
    readonly part?: string | undefined
    readonly range?: { readonly start: number; readonly end: number }
    readonly cleaned?: 'yes' | 'no'
  }): void
  readonly notRead: string[]
  marks(): readonly LeakMark[]
}

export function markList(): MarkList {
  const found = new Map<string, { mark: LeakMark; more: number }>()
  let dropped = 0
  const notRead: string[] = []
  return {
    notRead,
    add({ code, means, value, part, range, cleaned = 'yes' }) {
      const text = value.replace(/\s+/g, ' ').trim().slice(0, MAX_VALUE)
      const key = `${code}\0${part ?? ''}\0${text}`
      const known = found.get(key)
      if (known !== undefined) known.more++
      else if (found.size >= MAX_MARKS) dropped++
      else
        found.set(key, {
          mark: {
            kind: 'leak-mark',
            code,
            means,
            ...(part !== undefined && part !== '' && { part }),
            ...(range !== undefined && { range }),
            value: text,
            cleaned,
          },
          more: 0,
        })
    },
    marks() {
      if (dropped > 0 && !notRead.some((line) => line.startsWith('more than')))
        notRead.push(`more than ${MAX_MARKS} different marks: ${dropped} are not listed`)
      return [...found.values()].map(({ mark, more }) => (more === 0 ? mark : { ...mark, more }))
    },
  }
}
