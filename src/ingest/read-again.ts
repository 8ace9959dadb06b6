import { basename } from 'node:path'
import type { RawMessage, SourceLocation } from '../model/source.ts'
import { type ByteReader, limited } from './byte-reader.ts'
import { ByteWindow } from './byte-window.ts'
import { movedMaildirMessage } from './input-files.ts'
import { maildirTime } from './mailbox-folder.ts'
import { isSeparator } from './mbox-end.ts'
import { SEPARATOR_LINE_LIMIT } from './mbox-separator.ts'
import { type SplitLimits, splitMbox } from './mbox-split.ts'
import { limitsFor, type OpenedContent, openFile } from './opened-content.ts'
import { wholeMessage } from './whole-message.ts'

/** The answer for one location; `raw` is absent when its message is not there any more. */
export interface ReadAgain {
  readonly location: SourceLocation
  readonly raw?: RawMessage
}

export interface ReadAgainSettings {
  readonly messageBytes: number
  readonly chunkBytes: number
}

/**
 * Reads messages again from where they were found: see `FileSource.readMany`. A message counts as gone when its
 * file is gone or something of another form or length stands in its place; whoever needs certainty compares the
 * digest, since a changed message of the same length is not noticed here.
 */
export async function* readAgain(
  locations: Iterable<SourceLocation>,
  settings: ReadAgainSettings,
  signal?: AbortSignal,
): AsyncGenerator<ReadAgain, void, undefined> {
  const byFile = new Map<string, SourceLocation[]>()
  for (const location of locations) {
    const same = byFile.get(location.file)
    if (same === undefined) byFile.set(location.file, [location])
    else same.push(location)
  }
  for (const [file, group] of byFile) {
    signal?.throwIfAborted()
    group.sort((a, b) => a.offset - b.offset)
    const opened = file === '-' ? undefined : await openAgain(file, group[0]?.format, settings)
    if (opened === undefined) {
      for (const location of group) yield { location }
      continue
    }
    try {
      for await (const answer of readGroup(group, opened, settings)) {
        yield answer
        signal?.throwIfAborted()
      }
    } finally {
      await opened.close()
    }
  }
}

async function openAgain(
  path: string,
  format: SourceLocation['format'] | undefined,
  { chunkBytes }: ReadAgainSettings,
): Promise<OpenedContent | undefined> {
  try {
    return await openFile(path, chunkBytes, 'regular-only')
  } catch {
    if (format !== 'maildir') return undefined
  }
  try {
    const moved = await movedMaildirMessage(path)
    return moved === undefined ? undefined : await openFile(moved, chunkBytes, 'regular-only')
  } catch {
    return undefined
  }
}

async function* readGroup(
  group: readonly SourceLocation[],
  opened: OpenedContent,
  settings: ReadAgainSettings,
): AsyncGenerator<ReadAgain, void, undefined> {
  const { window } = opened
  const limits = limitsFor(opened, settings.messageBytes)
  let before: ReadAgain | undefined
  for (const location of group) {
    const { offset, length, format } = location
    const repeated = before?.location.offset === offset && before.location.length === length
    let raw: RawMessage | undefined = repeated ? before?.raw : undefined
    const possible = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length > 0
    if (!repeated && possible) {
      if (format !== 'mbox') raw = await readWhole(location, opened, limits)
      else if (opened.range !== undefined)
        raw = await readOne(location, opened.range(offset, length), settings, limits)
      else if (offset >= window.offset) {
        await passOver(window, offset - window.offset)
        const stretch = limited(windowBytes(window), length)
        raw = await readOne(location, stretch, settings, limits)
        await passOver(window, offset + length - window.offset)
      }
    }
    before = raw === undefined ? { location } : { location, raw: { ...raw, source: location } }
    yield before
  }
}

async function readWhole(
  location: SourceLocation,
  opened: OpenedContent,
  limits: SplitLimits,
): Promise<RawMessage | undefined> {
  const size = opened.compression === undefined ? opened.size : undefined
  const reading = wholeMessage(opened.window, limits, false, size)
  let step = await reading.next()
  while (!step.done) step = await reading.next()
  const { bytes, length, issues } = step.value
  if (length !== location.length) return undefined
  const time = location.format === 'maildir' ? maildirTime(basename(location.file)) : undefined
  return rawMessage(location, bytes, time, issues)
}

/** The message that takes exactly the stretch `bytes`. */
async function readOne(
  location: SourceLocation,
  bytes: ByteReader,
  { chunkBytes }: ReadAgainSettings,
  limits: SplitLimits,
): Promise<RawMessage | undefined> {
  const window = new ByteWindow(bytes, chunkBytes, location.length)
  await window.fill(SEPARATOR_LINE_LIMIT)
  if (!isSeparator(window.view, window.from)) return undefined
  for await (const [message] of splitMbox(window, limits)) {
    if (message === undefined) continue
    if (message.length !== location.length) return undefined
    return rawMessage(location, message.bytes, message.time, message.issues)
  }
  return undefined
}

function rawMessage(
  source: SourceLocation,
  bytes: Uint8Array,
  time: number | undefined,
  issues: RawMessage['issues'],
): RawMessage {
  return {
    kind: 'raw-message',
    bytes,
    source,
    ...(time === undefined ? {} : { containerTime: time }),
    issues,
  }
}

async function passOver(window: ByteWindow, length: number): Promise<void> {
  let left = length
  while (left > 0 && (window.length > 0 || (await window.more()))) {
    const step = Math.min(left, window.length)
    window.from += step
    left -= step
  }
}

function windowBytes(window: ByteWindow): ByteReader {
  return {
    async read(into) {
      if (window.length === 0 && !(await window.more())) return 0
      const count = Math.min(into.length, window.length)
      into.set(window.view.subarray(window.from, window.from + count))
      window.from += count
      return count
    },
    consumed: () => window.offset,
    close: async () => {},
  }
}
