/**
 * The store as a file: created with the right mode before SQLite sees it, recognised before anything is written
 * to it, opened with the settings the store counts on.
 */
import { closeSync, constants, fchmodSync, fstatSync, openSync, readSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../model/ports.ts'
import { MIGRATIONS, type Migration, migrate, SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { APPLICATION_ID, PAGE_SIZE } from './schema.ts'
import { corrupt, isSqliteError, newerVersion, notAStore, storeTrouble } from './sqlite-trouble.ts'

export interface SqliteSettings {
  /** Milliseconds to wait for another writer before saying `locked`. */
  readonly busyTimeout: number
  /** Bytes the main file may take; writing more fails with `full`. */
  readonly maxBytes?: number
}

/** Owner only: the store says who writes to whom. SQLite gives `-wal` and `-shm` the mode of the main file. */
const MODE = 0o600
/** First bytes of every SQLite file (https://sqlite.org/fileformat2.html §1.3). */
const MAGIC = 'SQLite format 3\0'
const HEADER_SIZE = 100
const APPLICATION_ID_AT = 68

/** KiB; the busy part of the indexes of some hundred thousand messages fits. */
const CACHE_KIB = 32_768
/** Pages in the WAL before it is written back; with the default of 1000 a first scan spends a fifth of its time on it. */
const CHECKPOINT_PAGES = 4000
/** Bytes the WAL is cut back to after a large transaction. */
const WAL_LIMIT = 16 * 1024 * 1024

/**
 * Opens or creates the store at an absolute path or `:memory:`. Throws StoreError; a file that was not a store, or
 * of a newer version, is left as it was, and a file that could not be set up is removed again.
 */
export function openStoreFile(
  location: string,
  settings: SqliteSettings,
  migrations: readonly Migration[] = MIGRATIONS,
): DatabaseSync {
  const memory = location === ':memory:'
  let state: FileState = 'new'
  let database: DatabaseSync | undefined
  try {
    if (!memory) state = prepareFile(location)
    database = new DatabaseSync(location, {
      timeout: settings.busyTimeout,
      enableForeignKeyConstraints: true,
      defensive: true,
      allowExtension: false,
    })
    configure(database, location, settings, migrations)
    return database
  } catch (error) {
    if (database?.isOpen) database.close()
    const trouble = storeTrouble(error, location)
    const shared = trouble instanceof StoreError && trouble.code === 'locked'
    if (state === 'created' && !shared) removeIfUnused(location)
    // Code 26 on a file that says it is ours, and code 1 (no such table), both mean that pages were lost.
    if (state === 'ours' && isSqliteError(error) && (error.errcode === 26 || error.errcode === 1))
      throw corrupt(location, error.message, error)
    throw trouble
  }
}

/** `created`: by us just now · `new`: empty · `ours`: its header says so · `other`: to be asked through SQLite. */
type FileState = 'created' | 'new' | 'ours' | 'other'

function prepareFile(location: string): FileState {
  let file: number
  let created = true
  try {
    file = openSync(location, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, MODE)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    created = false
    // Non-blocking, as opening a pipe would wait for its other end.
    file = openSync(location, constants.O_RDWR | constants.O_NONBLOCK)
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) throw notAStore(location, 'it is not an ordinary file')
    if (stat.size === 0) {
      fchmodSync(file, MODE)
      return created ? 'created' : 'new'
    }
    const header = Buffer.alloc(HEADER_SIZE)
    const got = readSync(file, header, 0, HEADER_SIZE, 0)
    if (header.toString('latin1', 0, MAGIC.length) !== MAGIC)
      throw notAStore(location, 'it is not an SQLite file')
    const id = got === HEADER_SIZE ? header.readUInt32BE(APPLICATION_ID_AT) : 0
    if (id === APPLICATION_ID) return 'ours'
    // 0 stands there until the first checkpoint, so only SQLite, which reads the WAL too, can tell.
    if (id !== 0) throw notAStore(location, 'it is the SQLite file of another program')
    return 'other'
  } finally {
    closeSync(file)
  }
}

/** Removes the file we made, unless another process has set it up meanwhile. */
function removeIfUnused(location: string): void {
  let other: DatabaseSync | undefined
  try {
    other = new DatabaseSync(location, { readOnly: true })
    if (schemaVersion(other) !== 0) return
  } catch {
    // Unreadable as well: what is there is our own failed beginning.
  } finally {
    if (other?.isOpen) other.close()
  }
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(location + suffix, { force: true })
}

function configure(
  database: DatabaseSync,
  location: string,
  settings: SqliteSettings,
  migrations: readonly Migration[],
): void {
  const known = migrations === MIGRATIONS ? SCHEMA_VERSION : migrations.length
  // In one transaction: between two questions another process could set the file up.
  database.exec('BEGIN')
  const before = identify(database, location, known)
  database.exec('COMMIT')
  if (before === 0) database.exec(`PRAGMA page_size = ${PAGE_SIZE}`)
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
    PRAGMA journal_size_limit = ${WAL_LIMIT};
    PRAGMA cache_size = -${CACHE_KIB};
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
  `)
  if (settings.maxBytes !== undefined)
    database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(settings.maxBytes / PAGE_SIZE))}`)
  if (before === known) return
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have done the work while this one waited.
    identify(database, location, known)
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    migrate(database, migrations)
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** The schema version of a store, 0 for an empty file; throws when it is something else. Only reads. */
function identify(database: DatabaseSync, location: string, known: number): number {
  const id = Number(database.prepare('PRAGMA application_id').get()?.application_id ?? 0) >>> 0
  const version = schemaVersion(database)
  if (id === APPLICATION_ID) {
    if (version > known) throw newerVersion(location, version, known)
    if (version < 1) throw corrupt(location, 'it has no schema version')
    return version
  }
  const objects = Number(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n ?? 0)
  if (id !== 0 || version !== 0 || objects !== 0)
    throw notAStore(location, 'it is the SQLite file of another program')
  return 0
}
