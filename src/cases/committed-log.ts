import type { CustodyEntry } from '../model/case.ts'
import { type CustodyBreak, readCustody } from './custody-log.ts'

export interface CommittedLog {
  /** Entries of complete changes. */
  readonly custody: readonly CustodyEntry[]
  /** Of `case.json` after the last of them. */
  readonly state?: string
  /** Bytes of the lines of `custody`. */
  readonly whole: number
  readonly broken?: CustodyBreak
}

/**
 * The log up to the end of its last complete change. What stands behind it is either a change that was interrupted or
 * damage: that depends on whether `case.json` fits `state`, which the caller knows.
 */
export function readCommitted(bytes: Uint8Array): CommittedLog {
  const text = Buffer.from(bytes).toString('utf8')
  const { log, broken } = readCustody(text)
  // Behind a broken entry nothing is believed, but what was readable is not lost: the file stays as it is.
  const sound =
    broken === undefined || broken.found === 'backwards-in-time' ? log : log.slice(0, broken.sequence - 1)
  let last = sound.length
  while (last > 0 && sound[last - 1]?.state === undefined) last--
  const custody = sound.slice(0, last)
  const state = custody.at(-1)?.state
  return {
    custody,
    ...(state !== undefined && { state }),
    whole: lengthOfLines(bytes, last),
    ...(broken
      ? { broken }
      : last < log.length && {
          broken: {
            sequence: last + 1,
            found: 'missing' as const,
            words: `the end of the change that begins with entry ${last + 1} of the custody log is missing`,
          },
        }),
  }
}

/** Bytes of the first lines, line ends included. */
function lengthOfLines(bytes: Uint8Array, lines: number): number {
  let at = 0
  for (let line = 0; line < lines; line++) {
    const end = bytes.indexOf(0x0a, at)
    if (end < 0) return bytes.length
    at = end + 1
  }
  return at
}
