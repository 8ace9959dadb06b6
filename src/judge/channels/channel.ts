import type { Channel } from '../../model/finding.ts'
import type { MessageRecord } from '../../model/record.ts'
import type { SenderContext } from '../../model/sender.ts'

import { TOO_LITTLE_PAST } from '../rules-version.ts'

/** A measure of drift, before it is compared with the organisation's past. */
export interface Drift {
  /** Larger is stranger; meaningless when `notEvaluated`. */
  readonly drift: number
  readonly because: readonly string[]
  readonly notEvaluated?: string
}

export interface ChannelRule {
  readonly channel: Channel
  measure(record: MessageRecord, context: SenderContext): Drift
}

/** The answer of a channel that has no past to compare with. */
export const NO_PAST: Drift = { drift: 0, because: [], notEvaluated: TOO_LITTLE_PAST }
