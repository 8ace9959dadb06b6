import { existsSync } from 'node:fs'

export interface Target {
  readonly file: string
  /** Byte offset of one message in it, when the target named one (`mail.mbox#123456`, as results print it). */
  readonly offset?: number
}

/** Takes `FILE#OFFSET` apart; a file that really bears such a name wins. */
export function fileTarget(text: string): Target {
  if (existsSync(text)) return { file: text }
  const mark = /^(.+)#(\d+)$/.exec(text)
  return mark?.[1] && mark[2] ? { file: mark[1], offset: Number(mark[2]) } : { file: text }
}
