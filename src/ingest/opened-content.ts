import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { type ByteReader, fileBytes, limited, pipeBytes, prefixed, streamBytes } from './byte-reader.ts'
import { ByteWindow } from './byte-window.ts'
import { type ContentForm, contentForm, HEAD_BYTES } from './content-form.ts'
import { type ExpansionBudget, expansionGuard } from './expansion-guard.ts'
import type { SplitLimits } from './mbox-split.ts'
import { type Compression, unpacked } from './unpacked-bytes.ts'

/** A file packed in a file is met (`mail.mbox.gz.gz`); anything deeper is a matryoshka made to keep us busy. */
const PACKING_LIMIT = 2
/** Unpacked bytes in which the end of one message must come: an endless run of zeros ends here. */
const UNPACKED_MESSAGE_SEARCH_BYTES: number = 3 * 1024 ** 3

/** Reading again asked for a file and met a pipe or a device. */
class NotRegular extends Error {
  override readonly name: string = 'NotRegular'
}

/** A file with its first bytes looked at. Whoever opens it closes it. */
export interface OpenedContent {
  /** Stands at the first byte after unpacking; at least `HEAD_BYTES` are held unless the content is shorter. */
  readonly window: ByteWindow
  readonly form: ContentForm
  /** Outermost packing. */
  readonly compression?: Compression
  /** It, or what it came out of, was packed: it may have no end. */
  readonly packed: boolean
  /** Size of the file as it lies on disk, or of the entry of an archive, when it is known. */
  readonly size?: number
  /** A stretch of the content, when it lies in a regular file and is not packed. */
  range?(offset: number, length: number): ByteReader
  /** Bytes of the file on disk consumed so far. */
  consumed(): number
  close(): Promise<void>
}

/**
 * Opens a file (or, unless `which` forbids it, a pipe or device) and tells what it holds. Rejects with the
 * system's error.
 */
export async function openFile(
  path: string,
  chunkBytes: number,
  which: 'any' | 'regular-only' = 'any',
): Promise<OpenedContent> {
  // opening a pipe waits for somebody to write into it: ask first
  if (which === 'regular-only' && !(await stat(path)).isFile()) throw new NotRegular('not a regular file')
  const handle = await open(path, constants.O_RDONLY)
  let regular: boolean
  let size: number
  try {
    const stats = await handle.stat()
    if (stats.isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' })
    // a file of /proc says 0 and holds something, so an empty file is read like a pipe
    regular = stats.isFile() && stats.size > 0
    size = stats.size
  } catch (error) {
    await handle.close()
    throw error
  }
  if (!regular) return lookInto(pipeBytes(handle), { chunkBytes })
  const reopen = async (): Promise<ByteReader> => fileBytes(await open(path, constants.O_RDONLY), 0, size)
  const opened = await lookInto(fileBytes(handle, 0, size), { chunkBytes, size, reopen })
  if (opened.compression !== undefined) return opened
  return { ...opened, range: (offset, length) => limited(fileBytes(handle, offset), length) }
}

/** What may be kept of one message, and how far its end is searched: without bound only in what is not packed. */
export function limitsFor(opened: OpenedContent, messageBytes: number): SplitLimits {
  const searchBytes = opened.packed ? UNPACKED_MESSAGE_SEARCH_BYTES : Number.POSITIVE_INFINITY
  return { messageBytes, searchBytes }
}

/** Looks into a stream such as standard input. */
export function openStream(stream: Readable, chunkBytes: number): Promise<OpenedContent> {
  return lookInto(streamBytes(stream), { chunkBytes })
}

/** What is known about an entry of an archive beside its bytes. */
export interface NestedOptions {
  readonly chunkBytes: number
  /** It came out of something packed. */
  readonly packed: boolean
  readonly budget: ExpansionBudget
  /** Bytes it has, if that is certain. */
  readonly size?: number
  /** A stretch of it, when it lies in a regular file as it is. */
  readonly range?: (offset: number, length: number) => ByteReader
}

/** Looks into an entry of an archive. */
export async function openNested(reader: ByteReader, options: NestedOptions): Promise<OpenedContent> {
  const opened = await lookInto(reader, options)
  const { range } = options
  return range === undefined || opened.compression !== undefined ? opened : { ...opened, range }
}

interface LookOptions {
  readonly chunkBytes: number
  readonly size?: number
  readonly reopen?: () => Promise<ByteReader>
  readonly packed?: boolean
  readonly budget?: ExpansionBudget
}

async function lookInto(
  bottom: ByteReader,
  { chunkBytes, size, reopen, packed = false, budget }: LookOptions,
): Promise<OpenedContent> {
  let reader = bottom
  let again = reopen
  let compression: Compression | undefined
  let window = new ByteWindow(reader, chunkBytes, size)
  let form: ContentForm
  for (let depth = 0; ; depth++) {
    await window.fill(HEAD_BYTES)
    form = contentForm(window.view.subarray(window.from))
    if (form.kind !== 'packed') break
    if (depth === PACKING_LIMIT) {
      form = {
        kind: 'other',
        what: `is packed more than ${PACKING_LIMIT} times`,
        next: 'unpack it and give what is inside',
        known: true,
      }
      break
    }
    const { compression: kind } = form
    compression ??= kind
    const open = again
    const source = prefixed(window.view.subarray(window.from), withFailure(reader, window))
    const content = unpacked(source, kind, open)
    reader = budget === undefined ? expansionGuard(content) : budget.guard(content)
    again = open && (async () => unpacked(await open(), kind))
    window = new ByteWindow(reader, chunkBytes)
  }
  const top = reader
  return {
    window,
    form,
    packed: packed || compression !== undefined,
    ...(compression === undefined ? {} : { compression }),
    ...(size === undefined ? {} : { size }),
    consumed: () => top.consumed(),
    close: () => top.close(),
  }
}

/** Goes on with the failure that the look at the first bytes already met. */
function withFailure(reader: ByteReader, seen: ByteWindow): ByteReader {
  if (!seen.ended) return reader
  return {
    ...reader,
    async read() {
      if (seen.failure !== undefined) throw seen.failure
      return 0
    },
  }
}
