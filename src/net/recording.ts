import { type FileHandle, open, unlink } from 'node:fs/promises'
import type { DomainFacts } from '../model/domain-facts.ts'
import { isRecord, parsedJson } from './json-value.ts'
import { factsLine, factsOf } from './recorded-facts.ts'
import { fetchLine, fetchOf, type RecordedFetch } from './recorded-fetches.ts'
import { type RecordedVisit, visitLine, visitOf } from './recorded-visits.ts'

/** What a recording holds, in the order it was written. */
export interface Recorded {
  readonly fetches: readonly RecordedFetch[]
  readonly visits: readonly RecordedVisit[]
  readonly facts: readonly DomainFacts[]
}

/** One line of a recording. */
export type RecordedOne = RecordedFetch | RecordedVisit | DomainFacts

/** A recording that is being written. */
export interface Recording {
  /** Takes one more. What goes wrong is told by `close`: a full disk must not end a visit that cannot be repeated. */
  add(one: RecordedOne): void
  /** Taken so far. */
  count(): number
  /** Makes the file lasting; one that holds nothing is taken away again. Rejects only with `RecordingError`. */
  close(): Promise<void>
}

/** Operator trouble with a recording: says which file and line, what is wrong and what to do. */
export class RecordingError extends Error {
  override readonly name: string = 'RecordingError'
  readonly doing: 'read' | 'write'
  readonly file: string
  /** What is wrong, without the file. */
  readonly reason: string
  readonly next: string
  constructor(doing: 'read' | 'write', file: string, reason: string, next: string, cause?: unknown) {
    super(`${file}: ${reason}`, cause === undefined ? undefined : { cause })
    this.doing = doing
    this.file = file
    this.reason = reason
    this.next = next
  }
}

/** First line of a recording. A reader refuses versions it does not know. */
const FORMAT = 'counterfoil-recorded-fetches'
const VERSION = 1
const FORM = `a recording begins with {"format":"${FORMAT}","version":${VERSION}} and is written by --record`
/** A wrong path (a mailbox, a device) must not fill the memory. */
const LARGEST = 1024 * 1024 * 1024

/**
 * Begins a recording: NDJSON, bodies in base64, mode 0600 as it holds what private links led to. Each answer is written
 * as it comes, so that a run that is killed leaves what it saw. Refuses to write over an existing file. Rejects only with
 * `RecordingError`.
 */
export async function openRecording(file: string): Promise<Recording> {
  let handle: FileHandle
  try {
    handle = await open(file, 'wx', 0o600)
  } catch (error) {
    throw notWritten(file, error)
  }
  let count = 0
  let written = handle.appendFile(`${JSON.stringify({ format: FORMAT, version: VERSION })}\n`)
  // Told by `close`; until then nobody listens.
  written.catch(() => undefined)
  return {
    add(one) {
      count++
      const line = 'chain' in one ? visitLine(one) : 'key' in one ? fetchLine(one) : factsLine(one)
      written = written.then(() => handle.appendFile(`${line}\n`))
      written.catch(() => undefined)
    },
    count: () => count,
    async close() {
      try {
        try {
          await written
          await handle.sync()
        } finally {
          await handle.close()
        }
        if (count === 0) await unlink(file)
      } catch (error) {
        throw notWritten(file, error)
      }
    },
  }
}

function notWritten(file: string, error: unknown): RecordingError {
  const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
  return new RecordingError(
    'write',
    file,
    exists ? 'exists already' : `cannot be written: ${reasonOf(error)}`,
    exists
      ? 'give --record a new name: recordings are evidence and are not written over'
      : 'give --record the name of a new file in a folder you can write to',
    error,
  )
}

/** Reads a recording. Rejects only with `RecordingError`, which names the line. */
export async function readRecording(file: string): Promise<Recorded> {
  let text: string
  try {
    const handle = await open(file, 'r')
    try {
      const { size } = await handle.stat()
      if (size > LARGEST)
        throw new RecordingError('read', file, `is ${size} bytes, more than a recording can be`, FORM)
      text = await handle.readFile('utf8')
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof RecordingError) throw error
    throw new RecordingError(
      'read',
      file,
      `cannot be read: ${reasonOf(error)}`,
      'check the path given with --replay',
      error,
    )
  }
  const [first = '', ...lines] = text.split('\n')
  const head = parsedJson(first)
  if (!isRecord(head) || head.format !== FORMAT)
    throw new RecordingError('read', file, 'is no recording', FORM)
  if (head.version !== VERSION)
    throw new RecordingError(
      'read',
      file,
      `is of version ${String(head.version).slice(0, 20)}, this program reads ${VERSION}`,
      'use the version of counterfoil that wrote it',
    )
  const fetches: RecordedFetch[] = []
  const visits: RecordedVisit[] = []
  const facts: DomainFacts[] = []
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const value = parsedJson(line)
    const fetched = fetchOf(value)
    const visited = fetched === undefined ? visitOf(value) : undefined
    const told = fetched === undefined && visited === undefined ? factsOf(value) : undefined
    if (told !== undefined) {
      facts.push(told)
      continue
    }
    // A run that was killed leaves half a line; what came before is whole.
    if (fetched === undefined && visited === undefined && index === lines.length - 1) break
    if (fetched !== undefined) fetches.push(fetched)
    else if (visited !== undefined) visits.push(visited)
    else throw new RecordingError('read', `${file}:${index + 2}`, 'is no recorded request', FORM)
  }
  return { fetches, visits, facts }
}

/** What the system said, without the name of the file, which stands before it already. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown }
  switch (code) {
    case 'ENOENT':
      return 'no such file or folder'
    case 'EACCES':
    case 'EPERM':
      return 'no permission'
    case 'EISDIR':
      return 'it is a folder'
    case 'ENOSPC':
      return 'the disk is full'
    default:
      return String(message ?? error)
  }
}
