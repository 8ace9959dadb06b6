import type { DatabaseSync } from 'node:sqlite'
import { LEAK_SCHEMA } from './leak-table.ts'
import { rebuildIndex5 } from './rebuild-5.ts'
import { rebuildIndex7 } from './rebuild-7.ts'
import { SCHEMA_1, SCHEMA_2, SCHEMA_3, SCHEMA_4, SCHEMA_5, SCHEMA_7 } from './schema.ts'

/** One step forward. There is no way back: an older program says `newer-version` and leaves the file alone. */
export interface Migration {
  /** `user_version` after the step; steps are numbered 1, 2, 3 … */
  readonly version: number
  /** Runs inside the migration's transaction; must not begin or commit one. */
  readonly up: (database: DatabaseSync) => void
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, up: (database) => database.exec(SCHEMA_1) },
  { version: 2, up: (database) => database.exec(SCHEMA_2) },
  { version: 3, up: (database) => database.exec(SCHEMA_3) },
  { version: 4, up: (database) => database.exec(SCHEMA_4) },
  {
    version: 5,
    up: (database) => {
      database.exec(SCHEMA_5)
      rebuildIndex5(database)
    },
  },
  { version: 6, up: (database) => database.exec(LEAK_SCHEMA) },
  {
    version: 7,
    up: (database) => {
      database.exec(SCHEMA_7)
      rebuildIndex7(database)
    },
  },
]

/** The schema version this program writes. */
export const SCHEMA_VERSION: number = MIGRATIONS.length

/** `user_version` of the open file; 0 for a new one. */
export function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0)
}

/**
 * Brings the open database from its version to the newest. The caller holds the write transaction, so that either
 * all steps are done or none. Returns how many steps were taken.
 */
export function migrate(database: DatabaseSync, migrations: readonly Migration[] = MIGRATIONS): number {
  const from = schemaVersion(database)
  let steps = 0
  for (const [index, migration] of migrations.entries()) {
    if (migration.version !== index + 1)
      throw new TypeError(`migration ${index + 1} is numbered ${migration.version}`)
    if (migration.version <= from) continue
    migration.up(database)
    database.exec(`PRAGMA user_version = ${migration.version}`)
    steps++
  }
  return steps
}
