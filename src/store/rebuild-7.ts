import type { DatabaseSync } from 'node:sqlite'
import { type Posting, piecesOf } from './posting-list.ts'

/** Turns the rows of `observation` of a version 6 store into the lists of version 7. */
export function rebuildIndex7(database: DatabaseSync): void {
  const insertLast = database.prepare('INSERT INTO posting (value, data) VALUES (?, ?)')
  const insertPiece = database.prepare('INSERT INTO posting_piece (value, first, data) VALUES (?, ?, ?)')
  let value = 0
  let list: Posting[] = []
  let count = 0
  const write = (): void => {
    const pieces = piecesOf(list)
    for (const [index, { first, data }] of pieces.entries())
      if (index === pieces.length - 1) insertLast.run(value, data)
      else insertPiece.run(value, first, data)
    count += list.length
    list = []
  }
  const rows = database.prepare('SELECT value, message, places FROM observation ORDER BY value, message')
  for (const row of rows.iterate()) {
    if (row.value !== value) write()
    value = Number(row.value)
    // No row without a place was ever written.
    if (row.places !== 0) list.push({ message: Number(row.message), places: Number(row.places) })
  }
  write()
  database.prepare("UPDATE next_id SET id = ? WHERE of = 'posting'").run(count)
  database.exec('DROP TABLE observation')
}
