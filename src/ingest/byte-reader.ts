import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'

/** A run of bytes read once from front to back. `read` rejects on trouble; `close` never does. */
export interface ByteReader {
  /** Puts the next bytes into `into` and returns how many: at least 1, or 0 at the end. */
  read(into: Uint8Array): Promise<number>
  /** Bytes taken so far from the file (or stream) at the bottom: compressed ones for a packed file. */
  consumed(): number
  close(): Promise<void>
}

/** The file grew shorter, or went away, while it was being read. */
export class FileShrank extends Error {
  override readonly name: string = 'FileShrank'
}

/**
 * Bytes of an open file from `start` to `end`, the size found when it was opened: what is appended later is not
 * read. Rejects with `FileShrank` when the file ends earlier. Without `end`, to wherever it ends.
 */
export function fileBytes(handle: FileHandle, start = 0, end?: number): ByteReader {
  let position = start
  return {
    async read(into) {
      const wanted = end === undefined ? into.length : Math.min(into.length, end - position)
      if (wanted <= 0) return 0
      const { bytesRead } = await handle.read(into, 0, wanted, position)
      if (bytesRead === 0 && end !== undefined)
        throw new FileShrank(`it ends at byte ${position} and had ${end}`)
      position += bytesRead
      return bytesRead
    },
    consumed: () => position,
    close: () => closeQuietly(handle),
  }
}

/** Bytes of a pipe or device opened as a file, which cannot be read at a position. */
export function pipeBytes(handle: FileHandle): ByteReader {
  let position = 0
  return {
    async read(into) {
      const { bytesRead } = await handle.read(into, 0, into.length, null)
      position += bytesRead
      return bytesRead
    },
    consumed: () => position,
    close: () => closeQuietly(handle),
  }
}

/** Bytes of a stream such as standard input. Closing before its end destroys the stream. */
export function streamBytes(stream: Readable): ByteReader {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array | string>
  let chunk: Uint8Array = new Uint8Array(0)
  let position = 0
  return {
    async read(into) {
      while (chunk.length === 0) {
        const next = await chunks.next()
        if (next.done) return 0
        chunk = typeof next.value === 'string' ? Buffer.from(next.value) : next.value
      }
      const taken = Math.min(into.length, chunk.length)
      into.set(chunk.subarray(0, taken))
      chunk = chunk.subarray(taken)
      position += taken
      return taken
    },
    consumed: () => position,
    async close() {
      // not waited for: the iterator would first wait for a chunk that a silent pipe never sends
      stream.on('error', () => {}).destroy()
    },
  }
}

/** First `head` (bytes already taken out of `rest`), then `rest`. */
export function prefixed(head: Uint8Array, rest: ByteReader): ByteReader {
  let left = head
  return {
    async read(into) {
      if (left.length === 0) return rest.read(into)
      const taken = Math.min(into.length, left.length)
      into.set(left.subarray(0, taken))
      left = left.subarray(taken)
      return taken
    },
    consumed: rest.consumed,
    close: rest.close,
  }
}

/** At most the next `length` bytes of `reader`; closing it leaves `reader` open. */
export function limited(reader: ByteReader, length: number): ByteReader {
  let left = length
  return {
    async read(into) {
      if (left === 0) return 0
      const taken = await reader.read(into.length > left ? into.subarray(0, left) : into)
      left -= taken
      return taken
    },
    consumed: reader.consumed,
    close: async () => {},
  }
}

async function closeQuietly(handle: FileHandle): Promise<void> {
  try {
    await handle.close()
  } catch {
    // closing a file that was only read cannot lose anything (EIO on a dead network disk)
  }
}
