import { resolve } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import type { Source } from '../model/ports.ts'
import type { SourceItem, SourceLocation, SourceTrouble } from '../model/source.ts'
import { contentsOf } from './archive-contents.ts'
import { messagesOf } from './content-messages.ts'
import { expansionBudget } from './expansion-guard.ts'
import {
  type FolderTally,
  filesBelow,
  type InputFile,
  movedMaildirMessage,
  namedFile,
} from './input-files.ts'
import { type OpenedContent, openFile, openStream } from './opened-content.ts'
import { type ReadAgain, readAgain } from './read-again.ts'
import type { Seekable } from './seekable.ts'
import { troubleOf } from './source-trouble.ts'
import { troubleTally } from './trouble-tally.ts'

/** Bytes kept of one message: a mail server takes 25 to 150 MB, an attacker's single line has no end. */
export const MESSAGE_BYTES_LIMIT: number = 64 * 1024 * 1024
/** Bytes read at once. */
export const CHUNK_BYTES: number = 1024 * 1024
/** Consumed bytes between two `SourceProgress` items. */
const PROGRESS_BYTES: number = 2 * 1024 * 1024
/** Files of a folder open at a time. */
const OPEN_AHEAD = 4

export interface FileSourceOptions {
  /** Bytes kept of one message; `MESSAGE_BYTES_LIMIT` unless given. */
  readonly messageBytes?: number
  /** Bytes read at once; `CHUNK_BYTES` unless given. Changes speed and memory, never the result. */
  readonly chunkBytes?: number
  /** What `-` reads; `process.stdin` unless given. */
  readonly stdin?: Readable
}

/** Where messages that were read can be read again. */
export interface FileSource extends Source {
  /**
   * Several messages again, with one pass over each file: packed files cannot be entered in the middle. One
   * answer per location, grouped by file and in the order of their places in it; `raw` is absent when the
   * message is not there any more.
   */
  readMany(locations: Iterable<SourceLocation>, signal?: AbortSignal): AsyncIterable<ReadAgain>
}

/**
 * Mail out of files: `.eml` files, mbox in all its dialects (see `splitMbox`), Maildir and Maildir++, Apple Mail
 * (.emlx), Outlook (.msg, .pst, .ost), folders of these, any of them packed with gzip or zstd or in a ZIP or tar
 * archive (Google Takeout is one), and `-` for standard input. What a file is is told from its content; its name
 * decides nothing, except that indexes, pictures and the like found in a folder or archive are passed over (and
 * counted in `SourceProgress.skipped`).
 *
 * `read` never throws for what it reads: trouble is an item, and goes on with the next file. It rejects only
 * with the reason of `signal`. `readAt` gives the same bytes `read` gave, or undefined; standard input, pipes
 * and devices were gone once read, so for them it is always undefined.
 *
 * @throws TypeError for a limit that is not a positive whole number.
 */
export function fileSource(options: FileSourceOptions = {}): FileSource {
  const messageBytes = positive('messageBytes', options.messageBytes ?? MESSAGE_BYTES_LIMIT)
  const chunkBytes = positive('chunkBytes', options.chunkBytes ?? CHUNK_BYTES)
  const settings: Settings = { messageBytes, chunkBytes, stdin: options.stdin }
  return {
    read: (inputs, signal) => readInputs(inputs, settings, signal),
    async readAt(location) {
      for await (const { raw } of readAgain([location], settings)) return raw
      return undefined
    },
    readMany: (locations, signal) => readAgain(locations, settings, signal),
  }
}

interface Settings {
  readonly messageBytes: number
  readonly chunkBytes: number
  readonly stdin: Readable | undefined
}

function positive(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new TypeError(`${name} must be a positive whole number, not ${value}`)
  return value
}

async function* readInputs(
  inputs: readonly string[],
  settings: Settings,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  for (const input of inputs) {
    const batches = input === '-' ? readStandardInput(settings, signal) : readPath(input, settings, signal)
    for await (const batch of batches)
      for (const item of batch) {
        signal?.throwIfAborted()
        yield item
      }
  }
}

type Batches = AsyncGenerator<readonly SourceItem[], void, undefined>

async function* readStandardInput(settings: Settings, signal: AbortSignal | undefined): Batches {
  const stdin = settings.stdin ?? process.stdin
  if (signal !== undefined) addAbortSignal(signal, stdin)
  const file: InputFile = { path: '-', maildir: false, flags: [], named: true }
  yield* readAndClose({ file, opened: await openStream(stdin, settings.chunkBytes) }, settings, signal)
}

async function* readPath(input: string, settings: Settings, signal: AbortSignal | undefined): Batches {
  let named: InputFile | undefined
  try {
    named = await namedFile(input)
  } catch (error) {
    yield [troubleOf(error, resolve(input), true)]
    return
  }
  if (named === undefined) yield* readFolder(resolve(input), settings, signal)
  else yield* readAndClose(await openInput(named, settings), settings, signal)
}

async function* readFolder(root: string, settings: Settings, signal: AbortSignal | undefined): Batches {
  const tally: FolderTally = { files: 0, hidden: 0, notMail: 0, special: 0 }
  const found = troubleTally(root, 'in this folder')
  for await (const next of openedBelow(root, tally, settings)) {
    signal?.throwIfAborted()
    if ('kind' in next) yield [next].filter(found.admit)
    else for await (const batch of readOpened(next, tally, settings, signal)) yield batch.filter(found.admit)
  }
  const after: SourceItem[] = [...found.counted()]
  if (found.messages() === 0 && (found.troubles() === 0 || tally.files > 0))
    after.push({
      kind: 'source-trouble',
      code: 'no-mail-here',
      file: root,
      detail: `no mail in this folder: ${tallyText(tally)}`,
      next: 'give the folder, mbox or .eml files in which the mail program keeps or exports mail',
      fatal: true,
    })
  const skipped = tally.hidden + tally.notMail + tally.special
  if (skipped > 0) after.push({ kind: 'source-progress', file: root, bytesRead: 0, skipped })
  yield after
}

function tallyText({ files, hidden, notMail, special }: FolderTally): string {
  const parts = [`${files} ${files === 1 ? 'file' : 'files'} looked at`]
  if (hidden > 0) parts.push(`${hidden} hidden passed over`)
  if (notMail > 0) parts.push(`${notMail} of kinds that are never mail passed over`)
  if (special > 0) parts.push(`${special} links, pipes or devices passed over`)
  return parts.join(', ')
}

/** A file open and looked into. */
interface OpenedFile {
  readonly file: InputFile
  readonly opened: OpenedContent
}

/** Opens a file; trouble instead of a rejection. */
async function openInput(file: InputFile, { chunkBytes }: Settings): Promise<OpenedFile | SourceTrouble> {
  try {
    return { file, opened: await openFile(file.path, chunkBytes) }
  } catch (error) {
    try {
      // a mail program that sets a flag meanwhile renames the file
      const path = file.maildir ? await movedMaildirMessage(file.path) : undefined
      if (path !== undefined) return { file: { ...file, path }, opened: await openFile(path, chunkBytes) }
    } catch {
      // the first error is the one to tell
    }
    const trouble = troubleOf(error, file.path, file.named)
    if (file.named || trouble.code !== 'not-found') return trouble
    return {
      ...trouble,
      code: 'truncated',
      detail: 'it was removed or renamed while its folder was read',
      next: 'scan the folder again',
    }
  }
}

/**
 * The files below a folder in order, a few of them opened ahead: most hold one small message, and waiting for
 * each in turn would leave the processor idle. Whatever the caller does not come to is closed; what it is given
 * is closed when it asks for the next.
 */
async function* openedBelow(
  root: string,
  tally: FolderTally,
  settings: Settings,
): AsyncGenerator<OpenedFile | SourceTrouble, void, undefined> {
  const finder = filesBelow(root, tally)
  const ahead: Promise<OpenedFile | SourceTrouble>[] = []
  try {
    for (let searching = true; ; ) {
      while (searching && ahead.length < OPEN_AHEAD) {
        const { done, value } = await finder.next()
        if (done) searching = false
        else ahead.push('kind' in value ? Promise.resolve(value) : openInput(value, settings))
      }
      const next = await ahead[0]
      if (next === undefined) return
      yield next
      ahead.shift()
      if (!('kind' in next)) await next.opened.close()
    }
  } finally {
    for (const opening of ahead) {
      const left = await opening
      if (!('kind' in left)) await left.opened.close()
    }
  }
}

/** Reads what was given by name (or standard input). */
async function* readAndClose(
  found: OpenedFile | SourceTrouble,
  settings: Settings,
  signal: AbortSignal | undefined,
): Batches {
  if ('kind' in found) {
    yield [found]
    return
  }
  const { file, opened } = found
  try {
    if (!holdsMany(opened)) {
      yield* readOpened(found, { files: 0, hidden: 0, notMail: 0, special: 0 }, settings, signal)
      return
    }
    const tally: FolderTally = { files: 0, hidden: 0, notMail: 0, special: 0 }
    const inside = troubleTally(file.path, 'in it')
    let fatal = false
    for await (const batch of readOpened(found, tally, settings, signal)) {
      fatal ||= batch.some((item) => item.kind === 'source-trouble' && item.fatal)
      yield batch.filter(inside.admit)
    }
    const after: SourceItem[] = [...inside.counted()]
    if (inside.messages() === 0 && !fatal)
      after.push({
        kind: 'source-trouble',
        code: 'no-mail-here',
        file: file.path,
        detail: `no mail in it: ${tallyText(tally)}`,
        next: 'check whether the export or download was finished, and that it is one of mail',
        fatal: true,
      })
    const skipped = tally.hidden + tally.notMail + tally.special
    if (skipped > 0)
      after.push({ kind: 'source-progress', file: file.path, bytesRead: opened.consumed(), skipped })
    yield after
  } finally {
    await opened.close()
  }
}

function holdsMany({ form }: OpenedContent): boolean {
  return form.kind === 'zip' || form.kind === 'tar' || form.kind === 'pst'
}

/** Everything in a file that is open, with progress; what is passed over in an archive is counted in `tally`. */
async function* readOpened(
  { file, opened }: OpenedFile,
  tally: FolderTally,
  settings: Settings,
  signal: AbortSignal | undefined,
): Batches {
  const { compression, size } = opened
  let outOfOrder: Seekable | undefined
  const consumed = (): number => Math.max(opened.consumed(), outOfOrder?.taken() ?? 0)
  let reported = 0
  /** A batch with a progress item behind it when one is due. */
  const withProgress = (items: readonly SourceItem[], final = false): readonly SourceItem[] => {
    signal?.throwIfAborted()
    const bytesRead = size === undefined ? consumed() : Math.min(size, consumed())
    if (!final && bytesRead - reported < PROGRESS_BYTES) return items
    reported = bytesRead
    const total = size === undefined ? {} : { bytesTotal: size }
    return [...items, { kind: 'source-progress', file: file.path, bytesRead, ...total }]
  }
  const pulse = (): void => signal?.throwIfAborted()
  const steps = contentsOf(
    { file, opened, ...(compression === undefined ? {} : { compression }) },
    {
      chunkBytes: settings.chunkBytes,
      budget: expansionBudget(consumed),
      tally,
      pulse,
      reads: (seekable) => {
        outOfOrder ??= seekable
      },
    },
  )
  for await (const step of steps) {
    if ('kind' in step) yield withProgress([step])
    else {
      const reading = {
        messageBytes: settings.messageBytes,
        pulse,
        passed: () => {
          tally.notMail++
        },
      }
      for await (const items of messagesOf(step, reading)) yield withProgress(items)
    }
  }
  signal?.throwIfAborted()
  yield withProgress([], true)
}
