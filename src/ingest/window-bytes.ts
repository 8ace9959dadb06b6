import { archiveCut } from './archive-damage.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWindow } from './byte-window.ts'

/** What is left of a window, as bytes to be read; its failure comes behind its last byte. */
export function windowBytes(window: ByteWindow): ByteReader {
  return {
    async read(into) {
      if (window.length === 0 && !(await window.more())) {
        if (window.failure !== undefined) throw window.failure
        return 0
      }
      const count = Math.min(into.length, window.length)
      into.set(window.view.subarray(window.from, window.from + count))
      window.from += count
      return count
    },
    consumed: () => window.offset,
    close: async () => {},
  }
}

/** Exactly the next `length` bytes of `reader`: rejects with `ArchiveDamage` when it ends before. */
export function exactly(reader: ByteReader, length: number): ByteReader {
  let left = length
  return {
    async read(into) {
      if (left === 0) return 0
      const count = await reader.read(into.length > left ? into.subarray(0, left) : into)
      if (count === 0) throw archiveCut()
      left -= count
      return count
    },
    consumed: reader.consumed,
    close: async () => {},
  }
}

/** Passes over the next `length` bytes, or fewer when the window ends; returns how many were not there. */
export async function passOver(window: ByteWindow, length: number): Promise<number> {
  let left = length
  while (left > 0 && (window.length > 0 || (await window.more()))) {
    const step = Math.min(left, window.length)
    window.from += step
    left -= step
  }
  return left
}
