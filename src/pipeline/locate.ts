import { existsSync } from 'node:fs'
import { placeText } from '../explain/evidence-text.ts'
import type { SourceLocation, SourceTrouble } from '../model/source.ts'

export interface Target {
  readonly file: string
  /** Place of one message in it, or of an item of an archive, as results print them behind the file. */
  readonly place?: string
}

/**
 * Takes `FILE#PLACE` apart: `mail.mbox#123456`, `export.zip#Sent.mbox#123456`, `export.zip#a.eml`. The longest
 * beginning that is a file is the file, since names of files and of items may hold `#` themselves.
 */
export function fileTarget(text: string): Target {
  if (existsSync(text)) return { file: text }
  for (let mark = text.lastIndexOf('#'); mark > 0; mark = text.lastIndexOf('#', mark - 1)) {
    const file = text.slice(0, mark)
    if (existsSync(file)) return { file, place: text.slice(mark + 1) }
  }
  const offset = /^(.+)#(\d+)$/.exec(text)
  return offset?.[1] && offset[2] ? { file: offset[1], place: offset[2] } : { file: text }
}

/** Whether the message found at `source` is one the target means: an item means every message in it. */
export function isMeant({ place }: Target, source: SourceLocation): boolean {
  return place === undefined || place === source.item || place === placeText(source)
}

/** Whether trouble is with what the target means, or with all of its file: other items are not asked about. */
export function concerns({ place }: Target, { item }: SourceTrouble): boolean {
  return place === undefined || item === undefined || place === item || place.startsWith(`${item}#`)
}

/** Whether it is the one message the target names, so that there is no need to look for more. */
export function isExactly({ place }: Target, source: SourceLocation): boolean {
  return place === placeText(source)
}
