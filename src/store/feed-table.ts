import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { StoredFeed } from '../model/ports.ts'
import { blob, type Connection, integer, text } from './connection.ts'
import { Damage } from './sqlite-trouble.ts'

/** Subscribed lists of indicators as they were when last read. */
export interface FeedTable {
  save(feed: StoredFeed): void
  remove(location: string): void
  all(): readonly StoredFeed[]
}

/** Bytes a feed of a forged store file may unpack to. */
const FEED_LIMIT = 256 * 1024 * 1024

export function feedTable(connection: Connection): FeedTable {
  const upsert = connection.prepare(`
    INSERT INTO feed (location, content, etag, read, changed, failed, why) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET content = excluded.content, etag = excluded.etag, read = excluded.read,
      changed = excluded.changed, failed = excluded.failed, why = excluded.why`)
  const remove = connection.prepare('DELETE FROM feed WHERE location = ?')
  const select = connection.prepare('SELECT * FROM feed ORDER BY location')

  const unpacked = (data: Uint8Array): Uint8Array => {
    try {
      return zstdDecompressSync(data, { maxOutputLength: FEED_LIMIT })
    } catch (cause) {
      throw new Damage('a stored feed cannot be decompressed', { cause })
    }
  }

  return {
    save({ location, content, etag, read, changed, failed }) {
      upsert.run(
        location,
        content ? zstdCompressSync(content) : null,
        etag ?? null,
        read ?? null,
        changed ?? null,
        failed?.time ?? null,
        failed?.why ?? null,
      )
    },
    remove: (location) => void remove.run(location),
    all() {
      return select.all().map((row) => ({
        location: text(row.location),
        ...(row.content === null ? {} : { content: unpacked(blob(row.content)) }),
        ...(row.etag === null ? {} : { etag: text(row.etag) }),
        ...(row.read === null ? {} : { read: integer(row.read) }),
        ...(row.changed === null ? {} : { changed: integer(row.changed) }),
        ...(row.failed === null ? {} : { failed: { time: integer(row.failed), why: text(row.why) } }),
      }))
    },
  }
}
