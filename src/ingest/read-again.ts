import { basename } from 'node:path'
import type { RawMessage, SourceLocation } from '../model/source.ts'
import { type Content, contentsOf } from './archive-contents.ts'
import { type ByteReader, limited } from './byte-reader.ts'
import { ByteWindow } from './byte-window.ts'
import { rawMessage } from './content-messages.ts'
import { emlxMessage } from './emlx-message.ts'
import { expansionBudget } from './expansion-guard.ts'
import { type InputFile, movedMaildirMessage } from './input-files.ts'
import { itemsDownTo, itemWithin } from './item-names.ts'
import { maildirTime } from './mailbox-folder.ts'
import { isSeparator } from './mbox-end.ts'
import { SEPARATOR_LINE_LIMIT } from './mbox-separator.ts'
import { type SplitLimits, splitMbox } from './mbox-split.ts'
import { limitsFor, type OpenedContent, openFile } from './opened-content.ts'
import { outlookMessageAgain, outlookMessagesAgain } from './outlook-messages.ts'
import { wholeMessage } from './whole-message.ts'
import { passOver, windowBytes } from './window-bytes.ts'

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
    const opened = file === '-' ? undefined : await openAgain(file, group[0]?.format, settings)
    if (opened === undefined) {
      for (const location of group) yield { location }
      continue
    }
    try {
      for await (const answer of readFile(file, group, opened, settings, signal)) {
        yield answer
        signal?.throwIfAborted()
      }
    } finally {
      await opened.close()
    }
  }
}

/** The messages of one file: those of it itself and of each item of an archive, as they come. */
async function* readFile(
  path: string,
  locations: readonly SourceLocation[],
  opened: OpenedContent,
  settings: ReadAgainSettings,
  signal: AbortSignal | undefined,
): AsyncGenerator<ReadAgain, void, undefined> {
  const left = new Map<string, SourceLocation[]>()
  const wanted = new Set<string>()
  for (const location of locations) {
    const holder = holderOf(location)
    const same = left.get(holder)
    if (same === undefined) left.set(holder, [location])
    else same.push(location)
    if (holder !== '') for (const item of itemsDownTo(holder)) wanted.add(item)
  }
  const pulse = (): void => signal?.throwIfAborted()
  const file: InputFile = { path, maildir: false, flags: [], named: false }
  const steps = contentsOf(
    { file, opened },
    {
      chunkBytes: settings.chunkBytes,
      budget: expansionBudget(() => Number.POSITIVE_INFINITY),
      tally: { files: 0, hidden: 0, notMail: 0, special: 0 },
      wanted,
      pulse,
      reads: () => {},
    },
  )
  for await (const step of steps) {
    if ('kind' in step) continue
    const holder = step.file.item ?? ''
    const group = left.get(holder)
    if (group === undefined) continue
    left.delete(holder)
    yield* readGroup(group, step, settings, pulse)
    if (left.size === 0) break
  }
  for (const group of left.values()) for (const location of group) yield { location }
}

/** What has to be opened to find the message: the item, or for an Outlook data file what stands before its number. */
function holderOf({ item, format }: SourceLocation): string {
  if (item === undefined) return ''
  if (format !== 'pst') return item
  const number = item.lastIndexOf(itemWithin('', ''))
  return number < 0 ? '' : item.slice(0, number)
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
  group: SourceLocation[],
  content: Content,
  settings: ReadAgainSettings,
  pulse: () => void,
): AsyncGenerator<ReadAgain, void, undefined> {
  const { opened } = content
  const { window } = opened
  const limits = limitsFor(opened, settings.messageBytes)
  const reading = { messageBytes: settings.messageBytes, pulse }
  if (opened.form.kind === 'pst') {
    yield* outlookMessagesAgain(group, content, reading)
    return
  }
  group.sort((a, b) => a.offset - b.offset)
  let before: ReadAgain | undefined
  for (const location of group) {
    const { offset, length, format } = location
    const repeated = before?.location.offset === offset && before.location.length === length
    let raw: RawMessage | undefined = repeated ? before?.raw : undefined
    const possible = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length > 0
    if (!repeated && possible) {
      if (format === 'msg') raw = await outlookMessageAgain(location, content, reading)
      else if (format === 'emlx') raw = await readEmlx(location, opened, limits)
      else if (format === 'eml' || format === 'maildir') raw = await readWhole(location, opened, limits)
      else if (format === 'mbox' && opened.range !== undefined)
        raw = await readOne(location, opened.range(offset, length), settings, limits)
      else if (format === 'mbox' && offset >= window.offset) {
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

async function readEmlx(
  location: SourceLocation,
  opened: OpenedContent,
  limits: SplitLimits,
): Promise<RawMessage | undefined> {
  const { window, form } = opened
  if (form.kind !== 'emlx' || form.start !== location.offset || window.offset !== 0) return undefined
  window.from += form.start
  const { bytes, length, time, issues } = await emlxMessage(window, form.length, limits)
  return length === location.length ? rawMessage(bytes, location, time, issues) : undefined
}

async function readWhole(
  location: SourceLocation,
  opened: OpenedContent,
  limits: SplitLimits,
): Promise<RawMessage | undefined> {
  const size = opened.packed ? undefined : opened.size
  const reading = wholeMessage(opened.window, limits, false, size)
  let step = await reading.next()
  while (!step.done) step = await reading.next()
  const { bytes, length, issues } = step.value
  if (length !== location.length) return undefined
  const time =
    location.format === 'maildir' ? maildirTime(basename(location.item ?? location.file)) : undefined
  return rawMessage(bytes, location, time, issues)
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
    return rawMessage(message.bytes, location, message.time, message.issues)
  }
  return undefined
}
