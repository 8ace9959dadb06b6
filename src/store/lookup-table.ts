import type { Lookup } from '../model/lookup.ts'
import { type Connection, integer, text } from './connection.ts'
import { parseStored } from './json-blocks.ts'

/** Recorded answers: every different one is kept, the latest speaks. */
export interface LookupTable {
  save(lookup: Lookup): void
  latest(id: string): Lookup | undefined
  count(): number
}

export function lookupTable(connection: Connection): LookupTable {
  const selectSame = connection.prepare('SELECT 1 FROM lookup WHERE id = ? AND time = ? AND body = ?')
  const insert = connection.prepare('INSERT INTO lookup (id, time, status, body) VALUES (?, ?, ?, ?)')
  const selectLatest = connection.prepare(
    'SELECT body FROM lookup WHERE id = ? ORDER BY time DESC, seq DESC LIMIT 1',
  )
  const selectCount = connection.prepare('SELECT count(*) AS n FROM lookup')
  return {
    save(lookup) {
      const id = lookup.id.toWellFormed()
      const body = JSON.stringify(lookup)
      if (!Number.isSafeInteger(lookup.time))
        throw new TypeError(`the time of ${lookup.id} is no whole number of milliseconds: ${lookup.time}`)
      if (!selectSame.get(id, lookup.time, body)) insert.run(id, lookup.time, lookup.status, body)
    },
    latest(id) {
      const row = selectLatest.get(id.toWellFormed())
      return row ? (parseStored(text(row.body)) as Lookup) : undefined
    },
    count: () => integer(selectCount.get()?.n),
  }
}
