import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import { Damage, storeTrouble } from './sqlite-trouble.ts'

/** The open database, shared by the tables: transactions, error translation, and what to forget after a rollback. */
export interface Connection {
  readonly location: string
  prepare(sql: string): StatementSync
  /** Runs `work` in a transaction that holds the write lock from its start; all of it is kept, or none. */
  write<T>(work: () => T): T
  /** Runs `work` on one unchanging state of the store. */
  read<T>(work: () => T): T
  /** Runs work that needs no transaction any more, but may meet damage in what was read. */
  guard<T>(work: () => T): T
  /** Called after a failed write, for caches that may hold what was rolled back. */
  onRollback(forget: () => void): void
  close(): void
}

export function connect(database: DatabaseSync, location: string): Connection {
  const forgetters: (() => void)[] = []
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw storeTrouble(error, location)
    }
  }
  const beginWrite = database.prepare('BEGIN IMMEDIATE')
  const beginRead = database.prepare('BEGIN DEFERRED')
  const commit = database.prepare('COMMIT')

  const transaction = <T>(begin: StatementSync, work: () => T): T => {
    if (!database.isOpen) throw new TypeError(`the store ${location} was closed`)
    return guarded(() => {
      begin.run()
      try {
        const result = work()
        commit.run()
        return result
      } catch (error) {
        // SQLite rolls back by itself on a full disk.
        if (database.isTransaction) database.exec('ROLLBACK')
        for (const forget of forgetters) forget()
        throw error
      }
    })
  }

  return {
    location,
    prepare: (sql) => guarded(() => database.prepare(sql)),
    write: (work) => transaction(beginWrite, work),
    read: (work) => transaction(beginRead, work),
    guard: guarded,
    onRollback: (forget) => void forgetters.push(forget),
    close() {
      if (!database.isOpen) return
      try {
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch {
        // A reader or a full disk is in the way: what is committed stays safe in the WAL.
      }
      guarded(() => database.close())
    },
  }
}

/** A column that a STRICT table keeps as an integer. */
export function integer(value: SQLOutputValue | undefined): number {
  if (typeof value === 'number') return value
  throw new Damage(`a number was expected, found ${typeof value}`)
}

export function text(value: SQLOutputValue | undefined): string {
  if (typeof value === 'string') return value
  throw new Damage(`a text was expected, found ${typeof value}`)
}

export function blob(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new Damage(`bytes were expected, found ${typeof value}`)
}
