import type { ByteReader } from './byte-reader.ts'

/**
 * Mail does not shrink a thousandfold. Beyond this much output a file that did is a bomb made of tiny messages,
 * which would keep a scan busy for days without ever filling the memory.
 */
const EXPANSION_FREE_BYTES: number = 4 * 1024 ** 3
const EXPANSION_RATIO = 1000

/** A packed file grew beyond all measure. */
export class ExpansionExceeded extends Error {
  override readonly name: string = 'ExpansionExceeded'
}

/** Makes readers stop with `ExpansionExceeded` when what they are part of turns out to be a bomb. */
export interface ExpansionBudget {
  guard(reader: ByteReader): ByteReader
  /** Counts bytes that came out by another way; throws `ExpansionExceeded`. */
  spend(bytes: number): void
  exceeded(): boolean
}

/**
 * One budget for everything that is unpacked out of one file, however many entries and archives in archives it has:
 * a thousand entries that each stay within bounds are a bomb too. `consumed`: bytes taken from the file so far.
 */
export function expansionBudget(
  consumed: () => number,
  freeBytes: number = EXPANSION_FREE_BYTES,
): ExpansionBudget {
  let total = 0
  let exceeded = false
  const spend = (bytes: number): void => {
    total += bytes
    exceeded ||= total > freeBytes && total > EXPANSION_RATIO * consumed()
    if (exceeded)
      throw new ExpansionExceeded(
        `it unpacks to more than ${EXPANSION_RATIO} times its size: made to exhaust whoever reads it`,
      )
  }
  return {
    exceeded: () => exceeded,
    spend,
    guard: (reader) => ({
      ...reader,
      async read(into) {
        const count = await reader.read(into)
        spend(count)
        return count
      },
    }),
  }
}

/** The bytes of `reader` until they are a bomb: then it rejects with `ExpansionExceeded`. */
export function expansionGuard(reader: ByteReader, freeBytes?: number): ByteReader {
  return expansionBudget(() => reader.consumed(), freeBytes).guard(reader)
}
