import type { SourceTrouble } from '../model/source.ts'
import { type Connection, integer } from './connection.ts'

/** Places of mail that could not be read. */
export interface TroubleTable {
  replace(files: readonly string[], trouble: readonly SourceTrouble[]): void
  count(): number
}

export function troubleTable(connection: Connection): TroubleTable {
  const remove = connection.prepare('DELETE FROM trouble WHERE file = ?')
  const upsert = connection.prepare(`
    INSERT INTO trouble (file, item, offset, code, detail) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET code = excluded.code, detail = excluded.detail`)
  const selectCount = connection.prepare('SELECT count(*) AS n FROM trouble')
  return {
    replace(files, trouble) {
      for (const file of new Set([...files, ...trouble.map((one) => one.file)])) remove.run(file)
      for (const { file, item, offset, code, detail } of trouble)
        upsert.run(file, item ?? '', offset ?? -1, code, detail)
    },
    count: () => integer(selectCount.get()?.n),
  }
}
