import type { SourceItem, SourceTrouble } from '../model/source.ts'

/** Files of a folder or archive with the same trouble are named one by one up to this many, then counted. */
const NAMED_TROUBLES = 20

/** Counts what came out of a folder or archive, and keeps many alike troubles from burying the rest. */
export interface TroubleTally {
  /** Whether the item is to be handed on. */
  admit(item: SourceItem): boolean
  messages(): number
  troubles(): number
  /** What was only counted. */
  counted(): readonly SourceTrouble[]
}

/** `root`: what was given, for the troubles that are counted; `where`: "in this folder". */
export function troubleTally(root: string, where: string): TroubleTally {
  const alike = new Map<string, { count: number; last: SourceTrouble }>()
  let messages = 0
  let troubles = 0
  return {
    admit(item) {
      if (item.kind === 'raw-message') messages++
      if (item.kind !== 'source-trouble') return true
      troubles++
      const seen = alike.get(item.detail)
      alike.set(item.detail, { count: (seen?.count ?? 0) + 1, last: item })
      return (seen?.count ?? 0) < NAMED_TROUBLES
    },
    messages: () => messages,
    troubles: () => troubles,
    counted() {
      const found: SourceTrouble[] = []
      for (const [detail, { count, last }] of alike)
        if (count > NAMED_TROUBLES) {
          const { item: _, ...all } = last
          found.push({
            ...all,
            file: root,
            detail: `${count - NAMED_TROUBLES} more files ${where}: ${detail}`,
          })
        }
      return found
    },
  }
}
