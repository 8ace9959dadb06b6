import { hash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { CustodyEntry } from '../model/case.ts'
import type { Acting, CaseChange } from './case-change.ts'
import { CaseError, refusal } from './case-error.ts'
import { caseText, LARGEST_CASE_FILE } from './case-file.ts'
import { CASE_FILE, EVIDENCE_MODE, evidencePath, LOG_FILE, MODE, NEXT_FILE } from './case-paths.ts'
import { custodyLines, withEntry } from './custody-log.ts'

/** What a change that was interrupted left behind. */
export interface Leftovers {
  /** Bytes at the end of the log that belong to a change that was not finished. */
  readonly tail: { readonly whole: number; readonly bytes: number }
  /** `finish`: the log names the next state, which only has to take its place. */
  readonly pending: 'finish' | 'drop' | undefined
}

/** Brings the folder to the state that was read: finishes or takes back what was interrupted. */
export function settle(folder: string, { tail, pending }: Leftovers): void {
  orTrouble(folder, () => {
    if (tail.bytes > 0) truncateSync(join(folder, LOG_FILE), tail.whole)
    if (pending === 'finish') renameSync(join(folder, NEXT_FILE), join(folder, CASE_FILE))
    if (pending === 'drop') unlinkSync(join(folder, NEXT_FILE))
  })
}

/**
 * Bytes first, then the next state beside the old one, then the log; the last byte of the log is the moment the change
 * counts. Whoever opens the case after a crash finishes what counts and passes over the rest.
 */
export function commit(
  folder: string,
  change: CaseChange,
  custody: readonly CustodyEntry[],
  acting: Acting,
): void {
  const { content, log, files = [] } = change
  const { person, tool, time } = acting
  const json = Buffer.from(caseText(content, custody.length + log.length))
  if (json.length > LARGEST_CASE_FILE)
    throw refusal('the case would become larger than a case can be', 'divide it into several cases')
  const state = sha256(json)
  let entries = custody
  for (const [index, note] of log.entries())
    entries = withEntry(entries, { time, person, tool, ...note, ...(index === log.length - 1 && { state }) })
  const lines = Buffer.from(custodyLines(entries.slice(custody.length)))
  orTrouble(folder, () => {
    for (const { digest, bytes } of files) {
      const path = evidencePath(digest)
      if (!existsSync(join(folder, path))) writeWhole(folder, path, bytes, EVIDENCE_MODE)
    }
    writeWhole(folder, NEXT_FILE, json, MODE)
    const file = openSync(join(folder, LOG_FILE), 'a', MODE)
    try {
      writeAll(file, lines)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(join(folder, NEXT_FILE), join(folder, CASE_FILE))
    syncFolder(folder)
  })
}

/** A file that is whole or not there. */
export function writeWhole(folder: string, name: string, bytes: Uint8Array, mode: number): void {
  const path = join(folder, name)
  const temporary = `${path}.partial`
  const file = openSync(temporary, 'w', MODE)
  try {
    writeAll(file, bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  chmodSync(temporary, mode)
  renameSync(temporary, path)
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

/** A rename lasts when its folder is written; systems without that are passed over. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // Windows cannot do this, and needs it less.
  }
}

/** The bytes of a file that is not larger than a case can be. Throws `CaseError`. */
export function bounded(path: string, largest: number): Buffer {
  return orTrouble(path, () => {
    const { size } = statSync(path)
    if (size > largest)
      throw new CaseError('not-a-case', path, `it has ${size} bytes, more than a case can`, 'check the path')
    const bytes = Buffer.alloc(size)
    const file = openSync(path, 'r')
    try {
      let done = 0
      for (let read = 1; done < size && read > 0; done += read)
        read = readSync(file, bytes, done, size - done, done)
      return bytes.subarray(0, done)
    } finally {
      closeSync(file)
    }
  })
}

export const sha256 = (bytes: Uint8Array): string => `sha256:${hash('sha256', bytes)}`

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
}

/** Does something with files; what the system refuses becomes a `CaseError` that says why. */
export function orTrouble<T>(where: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (error instanceof CaseError) throw error
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new CaseError(
      'unwritable',
      where,
      `the case cannot be read or written: ${REASONS[code] ?? message}`,
      'put that right and run the same again; the case is as it was',
      error,
    )
  }
}
