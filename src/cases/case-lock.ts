import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CaseError } from './case-error.ts'

export const LOCK_FILE = '.lock'
/** Milliseconds to wait for another writer; a change takes far less. */
const PATIENCE = 10_000

/**
 * Does something while no other process writes to the case. The lock is one of the system, taken through SQLite on a
 * file beside the case: it ends with the process that holds it, so that none is left behind by a crash. Throws
 * `CaseError` when the other one does not end.
 */
export function whileLocked<T>(folder: string, action: () => T, patience: number = PATIENCE): T {
  const file = join(folder, LOCK_FILE)
  let database: DatabaseSync
  try {
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
    database = new DatabaseSync(file, { timeout: patience })
  } catch (error) {
    throw new CaseError(
      'unwritable',
      folder,
      `the case cannot be written to: ${(error as Error).message}`,
      'check the permissions of the folder; nothing was changed',
      error,
    )
  }
  try {
    try {
      database.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      throw new CaseError(
        'locked',
        folder,
        'another counterfoil is writing to this case',
        'wait until it has finished, and run the same again; nothing was changed',
        error,
      )
    }
    return action()
  } finally {
    database.close()
  }
}
