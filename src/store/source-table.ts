import type { SQLOutputValue } from 'node:sqlite'
import type { SourceLocation } from '../model/source.ts'
import { type Connection, integer, text } from './connection.ts'

/** Where messages were found. Paths are split, as a Maildir has one long folder path for thousands of files. */
export interface SourceTable {
  save(message: number, source: SourceLocation): void
  of(message: number): readonly SourceLocation[]
  /** Files, and folders of files that hold one mail each, with the messages found there; most first. */
  tally(): readonly { readonly name: string; readonly messages: number }[]
}

/** Places told by name. */
const TALLIED = 100

/** Directories remembered with their ids; a tree with more is looked up again. */
const REMEMBERED = 4096

export function sourceTable(connection: Connection): SourceTable {
  const directories = new Map<string, number>()
  connection.onRollback(() => directories.clear())
  const selectDirectory = connection.prepare('SELECT id FROM directory WHERE path = ?')
  const insertDirectory = connection.prepare('INSERT INTO directory (path) VALUES (?)')
  const upsert = connection.prepare(`
    INSERT INTO source (message, directory, name, item, offset, length, format, compression, folder, flags,
      labels, rebuilt, incomplete)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET length = excluded.length, format = excluded.format,
      compression = excluded.compression, folder = excluded.folder, flags = excluded.flags,
      labels = excluded.labels, rebuilt = excluded.rebuilt, incomplete = excluded.incomplete`)
  const select = connection.prepare(`
    SELECT directory.path, source.name, source.item, source.offset, source.length, source.format,
      source.compression, source.folder, source.flags, source.labels, source.rebuilt, source.incomplete
    FROM source JOIN directory ON directory.id = source.directory
    WHERE source.message = ? ORDER BY directory.path, source.name, source.item, source.offset`)

  const selectTally = connection.prepare(`
    SELECT directory.path || CASE WHEN source.format IN ('mbox', 'pst') OR source.item <> '' THEN source.name ELSE '' END
      AS name, count(DISTINCT source.message) AS n
    FROM source JOIN directory ON directory.id = source.directory
    GROUP BY 1 ORDER BY n DESC, 1 LIMIT ${TALLIED}`)

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
        source.item ?? '',
        source.offset,
        source.length,
        source.format,
        source.compression ?? null,
        source.folder ?? null,
        source.flags ? source.flags.join(' ') : null,
        source.labels ? JSON.stringify(source.labels) : null,
        source.rebuilt ? source.rebuilt.join(' ') : null,
        source.incomplete ? 1 : 0,
      )
    },
    of: (message) => select.all(message).map(sourceOf),
    tally: () => selectTally.all().map((row) => ({ name: text(row.name), messages: integer(row.n) })),
  }
}

function sourceOf(row: Record<string, SQLOutputValue>): SourceLocation {
  const compression = row.compression
  const folder = row.folder
  const flags = row.flags
  const item = text(row.item)
  const { labels, rebuilt } = row
  return {
    file: text(row.path) + text(row.name),
    format: text(row.format) as SourceLocation['format'],
    ...(item === '' ? {} : { item }),
    offset: integer(row.offset),
    length: integer(row.length),
    ...(compression === null ? {} : { compression: text(compression) as SourceLocation['compression'] & {} }),
    ...(folder === null ? {} : { folder: text(folder) }),
    ...(flags === null ? {} : { flags: flagsOf(text(flags)) }),
    ...(labels === null ? {} : { labels: JSON.parse(text(labels)) as readonly string[] }),
    ...(rebuilt === null
      ? {}
      : { rebuilt: text(rebuilt).split(' ') as unknown as SourceLocation['rebuilt'] & {} }),
    ...(integer(row.incomplete) === 1 ? { incomplete: true } : {}),
  }
}

function flagsOf(joined: string): SourceLocation['flags'] & {} {
  return joined === '' ? [] : (joined.split(' ') as unknown as SourceLocation['flags'] & {})
}
