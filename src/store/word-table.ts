import type { Seen } from '../model/ports.ts'
import { blob, type Connection, integer } from './connection.ts'
import { digestOf } from './digest-bytes.ts'

/** Which words stand in which mail (see schema.ts). Writing calls happen in a write transaction. */
export interface WordTable {
  /** `words` are folded and apart by blanks. */
  save(message: number, words: string): void
  remove(message: number): void
  clear(): void
  /** Messages with all the words, those saved last first. */
  find(
    words: readonly string[],
    limit: number,
  ): { readonly seen: readonly Pick<Seen, 'digest' | 'time'>[]; readonly more: boolean }
  count(): { readonly worded: number; readonly wordsFrom?: number; readonly wordlessUntil?: number }
}

/** Attack: a report of a hundred thousand words for one search. */
const QUERY_WORDS = 64

export function wordTable(connection: Connection): WordTable {
  const insert = connection.prepare('INSERT INTO word_index (rowid, words) VALUES (?, ?)')
  const remove = connection.prepare('DELETE FROM word_index WHERE rowid = ?')
  const clear = connection.prepare("INSERT INTO word_index (word_index) VALUES ('delete-all')")
  const forget = connection.prepare('UPDATE message SET worded = 0 WHERE worded = 1')
  const select = connection.prepare(`
    SELECT message.digest, message.time FROM word_index CROSS JOIN message ON message.id = word_index.rowid
    WHERE word_index MATCH ? ORDER BY word_index.rowid DESC LIMIT ?`)
  const selectCount = connection.prepare(`
    SELECT count(*) FILTER (WHERE worded = 1) AS worded, min(time) FILTER (WHERE worded = 1) AS first,
      max(time) FILTER (WHERE worded = 0) AS last FROM message`)

  return {
    save: (message, words) => void insert.run(message, words),
    remove: (message) => void remove.run(message),
    clear() {
      clear.run()
      forget.run()
    },
    find(words, limit) {
      const query = words
        .slice(0, QUERY_WORDS)
        .map((word) => word.replace(/["\0\s]/g, ''))
        .filter(Boolean)
        .map((word) => `"${word}"`)
      if (query.length === 0 || limit < 1) return { seen: [], more: false }
      const rows = select.all(query.join(' AND '), limit + 1)
      const seen = rows
        .slice(0, limit)
        .map((row) => ({ digest: digestOf(blob(row.digest)), time: integer(row.time) }))
      return { seen, more: rows.length > limit }
    },
    count() {
      const row = selectCount.get()
      return {
        worded: integer(row?.worded),
        ...(typeof row?.first === 'number' ? { wordsFrom: row.first } : {}),
        ...(typeof row?.last === 'number' ? { wordlessUntil: row.last } : {}),
      }
    },
  }
}
