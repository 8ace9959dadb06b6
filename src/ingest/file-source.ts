import { resolve } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import type { Source } from '../model/ports.ts'
import type { RawMessage, SourceItem, SourceLocation, SourceTrouble } from '../model/source.ts'
import type { ContentForm } from './content-form.ts'
import {
  type FolderTally,
  filesBelow,
  type InputFile,
  movedMaildirMessage,
  namedFile,
} from './input-files.ts'
import { splitMbox } from './mbox-split.ts'
import { limitsFor, type OpenedContent, openFile, openStream } from './opened-content.ts'
import { type ReadAgain, readAgain } from './read-again.ts'
import { troubleOf } from './source-trouble.ts'
import { wholeMessage } from './whole-message.ts'

/** Bytes kept of one message: a mail server takes 25 to 150 MB, an attacker's single line has no end. */
export const MESSAGE_BYTES_LIMIT: number = 64 * 1024 * 1024
/** Bytes read at once. */
export const CHUNK_BYTES: number = 1024 * 1024
/** Consumed bytes between two `SourceProgress` items. */
const PROGRESS_BYTES: number = 2 * 1024 * 1024
/** Files of a folder open at a time. */
const OPEN_AHEAD = 4
/** Files of a folder with the same trouble are named one by one up to this many, then counted. */
const NAMED_TROUBLES = 20

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
 * Mail out of files: `.eml` files, mbox in all its dialects (see `splitMbox`), Maildir and Maildir++, folders of
 * these, any of them packed with gzip or zstd, and `-` for standard input. What a file is is told from its
 * content; its name decides nothing, except that indexes, pictures and the like found in a folder are passed
 * over (and counted in `SourceProgress.skipped`).
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
  const alike = new Map<string, { count: number; last: SourceTrouble }>()
  let messages = 0
  let trouble = 0
  const admit = (item: SourceItem): boolean => {
    if (item.kind === 'raw-message') messages++
    if (item.kind !== 'source-trouble') return true
    trouble++
    const seen = alike.get(item.detail)
    alike.set(item.detail, { count: (seen?.count ?? 0) + 1, last: item })
    return (seen?.count ?? 0) < NAMED_TROUBLES
  }
  for await (const found of openedBelow(root, tally, settings)) {
    signal?.throwIfAborted()
    if ('kind' in found) yield [found].filter(admit)
    else for await (const batch of readOpened(found, settings, signal)) yield batch.filter(admit)
  }
  const after: SourceItem[] = []
  for (const [detail, { count, last }] of alike)
    if (count > NAMED_TROUBLES)
      after.push({
        ...last,
        file: root,
        detail: `${count - NAMED_TROUBLES} more files in this folder: ${detail}`,
      })
  const skipped = tally.hidden + tally.notMail + tally.special
  if (messages === 0 && (trouble === 0 || tally.files > 0))
    after.push({
      kind: 'source-trouble',
      code: 'no-mail-here',
      file: root,
      detail: `no mail in this folder: ${tallyText(tally)}`,
      next: 'give the folder, mbox or .eml files in which the mail program keeps or exports mail',
      fatal: true,
    })
  if (skipped > 0) after.push({ kind: 'source-progress', file: root, bytesRead: 0, skipped })
  yield after
}

function tallyText({ files, hidden, notMail, special }: FolderTally): string {
  const parts = [`${files} ${files === 1 ? 'file' : 'files'} looked at`]
  if (hidden > 0) parts.push(`${hidden} hidden passed over`)
  if (notMail > 0) parts.push(`${notMail} of kinds that are never mail passed over`)
  if (special > 0) parts.push(`${special} pipes or devices passed over`)
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

async function* readAndClose(
  found: OpenedFile | SourceTrouble,
  settings: Settings,
  signal: AbortSignal | undefined,
): Batches {
  if ('kind' in found) {
    yield [found]
    return
  }
  try {
    yield* readOpened(found, settings, signal)
  } finally {
    await found.opened.close()
  }
}

async function* readOpened(
  { file, opened }: OpenedFile,
  settings: Settings,
  signal: AbortSignal | undefined,
): Batches {
  const { window, form } = opened
  const limits = limitsFor(opened, settings.messageBytes)
  let messages = 0
  let reported = 0
  /** A batch with a progress item behind it when one is due. */
  const withProgress = (items: readonly SourceItem[], final = false): readonly SourceItem[] => {
    signal?.throwIfAborted()
    const bytesRead = opened.consumed()
    if (!final && bytesRead - reported < PROGRESS_BYTES) return items
    reported = bytesRead
    const total = opened.size === undefined ? {} : { bytesTotal: opened.size }
    return [...items, { kind: 'source-progress', file: file.path, bytesRead, ...total }]
  }

  if (form.kind === 'mbox' && !file.maildir) {
    window.from += form.start
    for await (const batch of splitMbox(window, limits)) {
      messages += batch.length
      const items = batch.map(({ bytes, offset, length, time, issues }): RawMessage => {
        const source = locationIn(file, opened, 'mbox', offset, length)
        return {
          kind: 'raw-message',
          bytes,
          source,
          ...(time === undefined ? {} : { containerTime: time }),
          issues,
        }
      })
      yield withProgress(items)
    }
  } else if (form.kind === 'message' || (form.kind === 'mbox' && file.maildir) || isOddMaildir(file, form)) {
    const format = file.maildir ? 'maildir' : 'eml'
    const inDoubt = form.kind === 'message' && form.inDoubt
    const reading = wholeMessage(window, limits, inDoubt, opened.compression ? undefined : opened.size)
    let step = await reading.next()
    for (; !step.done; step = await reading.next()) yield withProgress([])
    const { bytes, length, issues } = step.value
    const source = locationIn(file, opened, format, 0, length)
    messages = 1
    const time = file.time === undefined ? {} : { containerTime: file.time }
    yield withProgress([{ kind: 'raw-message', bytes, source, ...time, issues }])
  } else if (window.failure === undefined) yield [notMailTrouble(file, form)]

  signal?.throwIfAborted()
  const end: SourceItem[] = []
  if (window.failure !== undefined)
    end.push(troubleOf(window.failure, file.path, file.named && messages === 0, window.offset))
  yield withProgress(end, true)
}

/** A Maildir holds messages and nothing else: what is not known to be something else is one, without a header. */
function isOddMaildir(file: InputFile, form: ContentForm): boolean {
  return file.maildir && form.kind === 'other' && !form.known
}

function locationIn(
  file: InputFile,
  { compression }: OpenedContent,
  format: SourceLocation['format'],
  offset: number,
  length: number,
): SourceLocation {
  return {
    file: file.path,
    format,
    offset,
    length,
    ...(compression === undefined ? {} : { compression }),
    ...(file.folder === undefined ? {} : { folder: file.folder }),
    ...(file.flags.length === 0 ? {} : { flags: file.flags }),
  }
}

function notMailTrouble(file: InputFile, form: ContentForm): SourceTrouble {
  const common = { kind: 'source-trouble', file: file.path, fatal: file.named } as const
  if (form.kind === 'other') return { ...common, code: 'not-mail', detail: form.what, next: form.next }
  return {
    ...common,
    code: 'empty',
    detail: 'nothing is in it: 0 bytes',
    next: 'check whether the export or download was finished',
  }
}
