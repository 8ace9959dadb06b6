/**
 * Scratch space as an SQLite file of its own beside the store, on the disk that was chosen for what is known of mail.
 * Only its owner may read it, and where the system allows it has no name while it is used: a run that dies leaves
 * nothing behind.
 */
import { closeSync, openSync, rmSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Scratch } from '../model/ports.ts'
import { blob } from './connection.ts'
import { storeTrouble } from './sqlite-trouble.ts'

const MODE = 0o600
/** KiB. What was put last is at hand in the caller's memory anyway. */
const CACHE_KIB = 16_384
/** Names tried; two runs beside each other need two. */
const NAMES = 1000

interface Open {
  readonly database: DatabaseSync
  readonly file: string | undefined
  readonly put: StatementSync
  readonly get: StatementSync
}

/** `store`: its absolute path, or `:memory:`. The file is made with the first `put`. */
export function scratchFile(store: string): Scratch {
  let open: Open | undefined
  let closed = false
  const guarded = <T>(work: () => T): T => {
    if (closed) throw new TypeError('the scratch space was closed')
    try {
      return work()
    } catch (error) {
      throw storeTrouble(error, store)
    }
  }
  return {
    put: (key, bytes) =>
      guarded(() => {
        open ??= create(store)
        open.put.run(key, bytes)
      }),
    get: (key) =>
      guarded(() => {
        const row = open?.get.get(key)
        return row ? blob(row.bytes) : undefined
      }),
    close() {
      closed = true
      open?.database.close()
      if (open?.file) rmSync(open.file, { force: true })
      open = undefined
    },
  }
}

function create(store: string): Open {
  const file = store === ':memory:' ? undefined : newFile(store)
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file ?? ':memory:', { defensive: true, allowExtension: false })
    // Nothing here has to survive anything: no journal on disk, no waiting for the disk, no other process.
    database.exec(`
      PRAGMA journal_mode = MEMORY;
      PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -${CACHE_KIB};
      PRAGMA temp_store = MEMORY;
      CREATE TABLE scratch (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    `)
    return {
      database,
      file: file !== undefined && !unnamed(file) ? file : undefined,
      put: database.prepare(
        'INSERT INTO scratch (key, bytes) VALUES (?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes',
      ),
      get: database.prepare('SELECT bytes FROM scratch WHERE key = ?'),
    }
  } catch (error) {
    if (database?.isOpen) database.close()
    if (file !== undefined) rmSync(file, { force: true })
    throw error
  }
}

function newFile(store: string): string {
  for (let n = 1; ; n++) {
    const file = `${store}-scratch-${n}`
    try {
      // Exclusive: an attacker who can write to the folder cannot put a link there for us to follow.
      closeSync(openSync(file, 'wx', MODE))
      return file
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || n >= NAMES) throw error
    }
  }
}

/** Takes the open file's name away; false where the system does not allow it (Windows). */
function unnamed(file: string): boolean {
  try {
    rmSync(file)
    return true
  } catch {
    return false
  }
}
