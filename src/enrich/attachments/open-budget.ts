import type { IssueCode } from '../../model/issue.ts'
import type { Clock } from '../../model/ports.ts'
import { OPEN_LIMITS } from './open-limits.ts'

/**
 * Thrown by a budget that is used up and caught where the attachment, or the file inside it, began to be opened; it
 * becomes an issue there. What was found until then is kept.
 */
export class LimitReached extends Error {
  readonly code: IssueCode
  constructor(code: IssueCode, detail: string) {
    super(detail)
    this.code = code
  }
}

/** What opening one attachment may cost, nested files included. Every method throws `LimitReached` at the limit. */
export interface OpenBudget {
  /** Counts units of work of a reader; looks at the clock now and then. Call it in every loop over hostile content. */
  work(steps?: number): void
  /**
   * Counts bytes that were unpacked. Before unpacking, hand `inflatable()` to the unpacker as its limit, so that it
   * stops by itself.
   */
  inflated(bytes: number): void
  /** Most bytes that the next stream may unpack to; throws when none are left. */
  inflatable(): number
  /** Counts one file inside. */
  file(): void
  /** Milliseconds that are left; the whole time when no clock was given. */
  timeLeft(): number
}

/** Steps between two looks at the clock. */
const STEPS_PER_LOOK = 4_096

/** @param patience milliseconds that `timeLeft` tells when there is no clock. */
export function openBudget(clock: Clock | undefined, patience: number = OPEN_LIMITS.wallTime): OpenBudget {
  const end = clock === undefined ? 0 : clock() + OPEN_LIMITS.wallTime
  let steps = 0
  let nextLook = STEPS_PER_LOOK
  let bytes = 0
  let files = 0

  const look = (): void => {
    nextLook = steps + STEPS_PER_LOOK
    if (clock !== undefined && clock() > end)
      throw new LimitReached('limit.attachment-time', `Not finished after ${OPEN_LIMITS.wallTime} ms`)
  }

  return {
    work(count = 1) {
      steps += count
      if (steps < nextLook) return
      if (steps > OPEN_LIMITS.steps)
        throw new LimitReached('limit.attachment-time', `Not finished after ${OPEN_LIMITS.steps} steps`)
      look()
    },
    inflated(count) {
      bytes += count
      if (count > OPEN_LIMITS.streamBytes || bytes > OPEN_LIMITS.inflatedBytes) throw tooLarge()
      look()
    },
    inflatable() {
      if (bytes >= OPEN_LIMITS.inflatedBytes) throw tooLarge()
      return Math.min(OPEN_LIMITS.streamBytes, OPEN_LIMITS.inflatedBytes - bytes)
    },
    file() {
      files++
      if (files > OPEN_LIMITS.files)
        throw new LimitReached('limit.attachment-files', `More than ${OPEN_LIMITS.files} files inside`)
      look()
    },
    timeLeft: () => (clock === undefined ? patience : Math.max(0, end - clock())),
  }
}

const tooLarge = (): LimitReached =>
  new LimitReached(
    'limit.attachment-size',
    `Unpacks to more than ${OPEN_LIMITS.inflatedBytes / 1e6} MB, or one stream to more than ${OPEN_LIMITS.streamBytes / 1e6} MB`,
  )
