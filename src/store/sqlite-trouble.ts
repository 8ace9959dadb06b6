import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError } from '../model/ports.ts'

/** Primary SQLite result codes (https://sqlite.org/rescode.html) that an operator can do something about. */
const PERM = 3
const BUSY = 5
const LOCKED = 6
const READONLY = 8
const IOERR = 10
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const NOTADB = 26
/** Extended: the shared-memory file could not be grown, which is how a full disk shows when the WAL is opened. */
const IOERR_SHMSIZE = IOERR | (19 << 8)
const IOERR_READ = IOERR | (1 << 8)
const IOERR_SHORT_READ = IOERR | (2 << 8)
const IOERR_CORRUPTFS = IOERR | (33 << 8)

/** Below this many free bytes an I/O error is taken for a full disk. */
const NO_ROOM = 256 * 1024

/** Content of the store that cannot be what this program wrote; becomes a StoreError `corrupt`. */
export class Damage extends Error {
  override readonly name: string = 'Damage'
}

/** True for errors thrown by node:sqlite on behalf of SQLite itself. */
export function isSqliteError(error: unknown): error is Error & { readonly errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}

/**
 * What an error means to the person who runs the program: a StoreError where they can do something, the error
 * itself (a defect of ours) otherwise.
 */
export function storeTrouble(error: unknown, location: string): unknown {
  if (error instanceof StoreError) return error
  if (error instanceof Damage) return corrupt(location, error.message, error)
  if (isSqliteError(error)) return sqliteTrouble(error, location)
  if (isSystemError(error)) return fileTrouble(error, location)
  return error
}

function sqliteTrouble(error: Error & { readonly errcode: number }, location: string): unknown {
  switch (error.errcode & 0xff) {
    case BUSY:
    case LOCKED:
      return new StoreError(
        'locked',
        location,
        `another program is writing to the store ${location}`,
        'wait until the other program has finished (or stop it), then run the command again',
        error,
      )
    case FULL:
      return full(location, error)
    case READONLY:
    case PERM:
      return unwritable(location, 'it cannot be written to', error)
    case CANTOPEN:
      return hasNoRoom(location) ? full(location, error) : unwritable(location, 'it cannot be opened', error)
    case CORRUPT:
      return corrupt(location, error.message, error)
    case NOTADB:
      return notAStore(location, 'it is not an SQLite file', error)
    case IOERR:
      if (error.errcode === IOERR_SHMSIZE || hasNoRoom(location)) return full(location, error)
      if (
        error.errcode === IOERR_READ ||
        error.errcode === IOERR_SHORT_READ ||
        error.errcode === IOERR_CORRUPTFS
      )
        return corrupt(location, `the disk could not be read (${error.message})`, error)
      return unwritable(location, `the disk reported an error (${error.message})`, error)
    default:
      return error
  }
}

interface SystemError extends Error {
  readonly code: string
  readonly errno: number
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && 'errno' in error && typeof error.code === 'string'
}

function fileTrouble(error: SystemError, location: string): StoreError {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new StoreError(
        'no-such-folder',
        location,
        `the folder of the store ${location} does not exist`,
        `create it (mkdir -p '${dirname(location)}') or name another place with --store`,
        error,
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return full(location, error)
    case 'EISDIR':
      return notAStore(location, 'it is a folder', error)
    default:
      return unwritable(location, `it cannot be opened for writing (${error.code})`, error)
  }
}

export function corrupt(location: string, detail: string, cause?: unknown): StoreError {
  return new StoreError(
    'corrupt',
    location,
    `the store ${location} is damaged: ${detail}`,
    'move the file away and scan the mail again: the store holds nothing that cannot be read from the mail, except what people said about mails',
    cause,
  )
}

export function notAStore(location: string, detail: string, cause?: unknown): StoreError {
  return new StoreError(
    'not-a-store',
    location,
    `${location} is not a Counterfoil store: ${detail}`,
    'name another file with --store; this one was left as it is',
    cause,
  )
}

export function newerVersion(location: string, found: number, known: number): StoreError {
  return new StoreError(
    'newer-version',
    location,
    `the store ${location} has schema version ${found}, this program knows versions up to ${known}`,
    'use the newer Counterfoil that wrote it, or name another file with --store; this one was left as it is',
  )
}

function full(location: string, cause: unknown): StoreError {
  return new StoreError(
    'full',
    location,
    `there is no room left for the store ${location}`,
    'free some space on that disk, then run the command again: it goes on where it stopped',
    cause,
  )
}

function unwritable(location: string, detail: string, cause: unknown): StoreError {
  return new StoreError(
    'unwritable',
    location,
    `the store ${location} is not usable: ${detail}`,
    'check the permissions of the file and its folder and whether the disk is mounted read-only, or name another file with --store',
    cause,
  )
}

/** Whether the disk that holds the store (or would hold it) is full. False when it cannot be told. */
function hasNoRoom(location: string): boolean {
  try {
    const folder = dirname(location)
    if (!statSync(folder).isDirectory()) return false
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < NO_ROOM
  } catch {
    return false
  }
}
