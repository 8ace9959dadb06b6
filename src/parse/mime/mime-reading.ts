import type { Issue } from '../../model/issue.ts'
import type { Part } from '../../model/message.ts'
import type { MimeLimits } from './limits.ts'

/** What the reading of one message shares, however deep it is. */
export interface Reading {
  readonly limits: MimeLimits
  /** In pre-order: a part is pushed before its children. */
  readonly parts: Part[]
  readonly issues: Issue[]
  /** Bytes of packages that may still be opened. */
  unpackedLeft: number
  /** The limit of parts was said. */
  saidFull: boolean
}
