import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ArchiveDamage } from './archive-damage.ts'
import { type ByteReader, FileShrank, fileBytes, limited } from './byte-reader.ts'
import type { OpenedContent } from './opened-content.ts'

/** What cannot be entered in the middle, such as standard input, is kept in memory up to this size. */
const MEMORY_BYTES: number = 8 * 1024 * 1024

/** Bytes that can be read at any place: a file, or a temporary copy of what is none. */
export interface Seekable {
  readonly size: number
  /** The bytes from `offset` on, fewer than `length` only at the end. Rejects with the system's error. */
  read(offset: number, length: number): Promise<Buffer>
  /** The same as a reader; closing it closes nothing. */
  range(offset: number, length: number): ByteReader
  /** Bytes handed out so far. */
  taken(): number
  /** Removes the temporary copy. The content it was made of stays open. */
  close(): Promise<void>
}

/**
 * Makes a content readable at any place. A file on disk is used as it is; anything else is copied, beyond a small
 * size into a temporary file that only its owner can read and that has no name any more once it is open, so that
 * nothing stays behind however the process ends. Rejects with what reading or writing rejects with. `pulse` is called
 * now and then, to make an abort felt.
 */
export async function seekable(opened: OpenedContent, pulse: () => void): Promise<Seekable> {
  const { window, range, size } = opened
  if (range !== undefined && size !== undefined) return counted(size, range, async () => {})
  while (window.length <= MEMORY_BYTES && (await window.more())) pulse()
  if (window.ended) {
    if (window.failure !== undefined) throw window.failure
    const bytes = Buffer.from(window.view.subarray(window.from))
    return counted(
      bytes.length,
      (offset, length) => bufferBytes(bytes, offset, length),
      async () => {},
    )
  }
  return spooled(opened, pulse)
}

async function spooled({ window }: OpenedContent, pulse: () => void): Promise<Seekable> {
  let folder: string | undefined
  let handle: FileHandle | undefined
  const close = async (): Promise<void> => {
    await handle?.close().catch(() => {})
    if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
  try {
    folder = await made(mkdtemp(join(tmpdir(), 'counterfoil-')))
    handle = await made(open(join(folder, 'spool'), 'wx+', 0o600))
    // systems that refuse to remove an open file do it in `close`
    await rm(folder, { recursive: true, force: true }).catch(() => {})
    let length = 0
    do {
      pulse()
      const { bytesWritten } = await made(handle.write(window.view, window.from, window.length, length))
      length += bytesWritten
      window.from += bytesWritten
    } while (window.length > 0 || (await window.more()))
    if (window.failure !== undefined) throw window.failure
    const file = handle
    return counted(length, (offset, count) => limited(fileBytes(file, offset), count), close)
  } catch (error) {
    await close()
    throw error
  }
}

/** Trouble with the copy is not trouble with what is copied. */
async function made<Value>(step: Promise<Value>): Promise<Value> {
  try {
    return await step
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new ArchiveDamage(
      'unreadable',
      `it takes a temporary copy to read this, and none could be made (${code})`,
      'make room on the disk, or name another place with TMPDIR, and scan again',
    )
  }
}

function counted(
  size: number,
  open: (offset: number, length: number) => ByteReader,
  close: () => Promise<void>,
): Seekable {
  let taken = 0
  const range = (offset: number, length: number): ByteReader => {
    const start = Math.min(Math.max(0, offset), size)
    const reader = open(start, Math.min(length, size - start))
    return {
      ...reader,
      async read(into) {
        const count = await reader.read(into)
        taken += count
        return count
      },
    }
  }
  return {
    size,
    range,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset))
      const bytes = Buffer.allocUnsafe(wanted)
      const reader = range(offset, wanted)
      for (let at = 0; at < wanted; ) {
        const count = await reader.read(bytes.subarray(at))
        if (count === 0) throw new FileShrank(`it ends at byte ${offset + at} and had ${size}`)
        at += count
      }
      return bytes
    },
    taken: () => taken,
    close,
  }
}

function bufferBytes(bytes: Buffer, offset: number, length: number): ByteReader {
  let at = offset
  const end = offset + length
  return {
    async read(into) {
      const part = bytes.subarray(at, Math.min(end, at + into.length))
      into.set(part)
      at += part.length
      return part.length
    },
    consumed: () => at - offset,
    close: async () => {},
  }
}
