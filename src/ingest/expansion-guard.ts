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

/** The bytes of `reader` until they are a bomb: then it rejects with `ExpansionExceeded`. */
export function expansionGuard(reader: ByteReader, freeBytes: number = EXPANSION_FREE_BYTES): ByteReader {
  let total = 0
  return {
    ...reader,
    async read(into) {
      const count = await reader.read(into)
      total += count
      if (total > freeBytes && total > EXPANSION_RATIO * reader.consumed())
        throw new ExpansionExceeded(
          `it unpacks to more than ${EXPANSION_RATIO} times its size: made to exhaust whoever reads it`,
        )
      return count
    },
  }
}
