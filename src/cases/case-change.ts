import type { CaseContent } from './case-file.ts'
import type { CustodyNote } from './custody-log.ts'

/** Who does something, with what and when. */
export interface Acting {
  readonly person: string
  readonly tool: string
  /** Milliseconds. */
  readonly time: number
}

/** What a change does: the case after it, what the log is to say, and bytes to keep. */
export interface CaseChange {
  readonly content: CaseContent
  readonly log: readonly Pick<CustodyNote, 'what' | 'item' | 'digest'>[]
  readonly files?: readonly { readonly digest: string; readonly bytes: Uint8Array }[]
}
