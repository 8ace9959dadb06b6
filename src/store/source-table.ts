import type { SQLOutputValue } from 'node:sqlite'
import type { SourceLocation } from '../model/source.ts'
import { type Connection, integer, text } from './connection.ts'

/** Where messages were found. Paths are split, as a Maildir has one long folder path for thousands of files. */
export interface SourceTable {
  save(message: number, source: SourceLocation): void
  of(message: number): readonly SourceLocation[]
}

/** Directories remembered with their ids; a tree with more is looked up again. */
const REMEMBERED = 4096

export function sourceTable(connection: Connection): SourceTable {
  const directories = new Map<string, number>()
  connection.onRollback(() => directories.clear())
  const selectDirectory = connection.prepare('SELECT id FROM directory WHERE path = ?')
  const insertDirectory = connection.prepare('INSERT INTO directory (path) VALUES (?)')
  const upsert = connection.prepare(`
    INSERT INTO source (message, directory, name, offset, length, format, compression, folder, flags)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET length = excluded.length, format = excluded.format,
      compression = excluded.compression, folder = excluded.folder, flags = excluded.flags`)
  const select = connection.prepare(`
    SELECT directory.path, source.name, source.offset, source.length, source.format, source.compression,
      source.folder, source.flags
    FROM source JOIN directory ON directory.id = source.directory
    WHERE source.message = ? ORDER BY directory.path, source.name, source.offset`)

  const directoryId = (path: string): number => {
    const known = directories.get(path)
    if (known !== undefined) return known
    const row = selectDirectory.get(path)
    const id = row ? integer(row.id) : Number(insertDirectory.run(path).lastInsertRowid)
    if (directories.size >= REMEMBERED) directories.clear()
    directories.set(path, id)
    return id
  }

  return {
    save(message, source) {
      const cut = Math.max(source.file.lastIndexOf('/'), source.file.lastIndexOf('\\')) + 1
      upsert.run(
        message,
        directoryId(source.file.slice(0, cut)),
        source.file.slice(cut),
        source.offset,
        source.length,
        source.format,
        source.compression ?? null,
        source.folder ?? null,
        source.flags ? source.flags.join(' ') : null,
      )
    },
    of: (message) => select.all(message).map(sourceOf),
  }
}

function sourceOf(row: Record<string, SQLOutputValue>): SourceLocation {
  const compression = row.compression
  const folder = row.folder
  const flags = row.flags
  return {
    file: text(row.path) + text(row.name),
    format: text(row.format) as SourceLocation['format'],
    offset: integer(row.offset),
    length: integer(row.length),
    ...(compression === null ? {} : { compression: text(compression) as SourceLocation['compression'] & {} }),
    ...(folder === null ? {} : { folder: text(folder) }),
    ...(flags === null ? {} : { flags: flagsOf(text(flags)) }),
  }
}

function flagsOf(joined: string): SourceLocation['flags'] & {} {
  return joined === '' ? [] : (joined.split(' ') as unknown as SourceLocation['flags'] & {})
}
