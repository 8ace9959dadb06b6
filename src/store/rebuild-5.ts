import type { DatabaseSync } from 'node:sqlite'
import { zstdDecompressSync } from 'node:zlib'
import type { MessageRecord } from '../model/record.ts'
import { ipKey } from './ip-key.ts'
import { urlWords } from './url-words.ts'

/** As OBSERVABLE_TYPES and OBSERVABLE_PLACES number them in version 5. */
const URL_TYPE = 1
const IP_TYPE = 3
const SHA256_TYPE = 5
const FILE_NAME_TYPE = 8
const ATTACHMENT = 1 << 11
const PACKED = 1 << 19
/** As in json-blocks.ts. */
const DECODED_LIMIT = 512 * 1024 * 1024

/**
 * Brings the index of a version 4 store to what version 5 makes of the same records: words of URLs, IPs under keys
 * that sort by network, names of files and hashes of what is in them. What no record tells (traces, words) comes with
 * the next scan.
 */
export function rebuildIndex5(database: DatabaseSync): void {
  const urls = database.prepare('SELECT id, key FROM value WHERE type = ?')
  const insertUrl = database.prepare('INSERT INTO url_index (rowid, words) VALUES (?, ?)')
  for (const row of urls.iterate(URL_TYPE)) insertUrl.run(Number(row.id), urlWords(String(row.key)))
  rebuildIps(database)
  rebuildFiles(database)
}

function rebuildIps(database: DatabaseSync): void {
  const select = database.prepare('SELECT id FROM value WHERE type = ? AND key = ?')
  const rename = database.prepare('UPDATE value SET key = ? WHERE type = ? AND key = ?')
  const merge = database.prepare(`
    INSERT INTO observation (value, message, places) SELECT ?, message, places FROM observation WHERE value = ?
    ON CONFLICT DO UPDATE SET places = places | excluded.places`)
  const forget = database.prepare('DELETE FROM observation WHERE value = ?')
  const remove = database.prepare('DELETE FROM value WHERE type = ? AND key = ?')
  for (const row of database.prepare('SELECT id, key FROM value WHERE type = ?').all(IP_TYPE)) {
    const [id, before] = [Number(row.id), String(row.key)]
    const key = ipKey(before)
    if (key === before) continue
    const same = select.get(IP_TYPE, key)
    if (!same) rename.run(key, IP_TYPE, before)
    else {
      // Two spellings of one address.
      merge.run(Number(same.id), id)
      forget.run(id)
      remove.run(IP_TYPE, before)
    }
  }
}

function rebuildFiles(database: DatabaseSync): void {
  const messages = database.prepare('SELECT id, line FROM message WHERE block = ?')
  const selectValue = database.prepare('SELECT id FROM value WHERE type = ? AND key = ?')
  const insertValue = database.prepare('INSERT INTO value (type, key, id) VALUES (?, ?, ?)')
  const observe = database.prepare(`
    INSERT INTO observation (value, message, places) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET places = places | excluded.places`)
  let next = Number(database.prepare("SELECT id FROM next_id WHERE of = 'value'").get()?.id ?? 1)
  const put = (message: number, type: number, key: string, place: number): void => {
    if (key === '') return
    const known = selectValue.get(type, key)
    const id = known ? Number(known.id) : next++
    if (!known) insertValue.run(type, key, id)
    observe.run(id, message, place)
  }
  for (const block of database.prepare('SELECT id, data FROM record_block').iterate()) {
    const lines = linesOf(block.data)
    // Most mail carries nothing.
    if (!lines?.some((line) => !line.includes('"attachments":[]'))) continue
    for (const row of messages.iterate(Number(block.id))) {
      const record = recordOf(lines[Number(row.line)])
      const message = Number(row.id)
      for (const { name, opened } of record?.attachments ?? []) {
        put(message, FILE_NAME_TYPE, fileKey(name), ATTACHMENT)
        for (const { path, sha256 } of opened?.files ?? []) {
          put(message, SHA256_TYPE, sha256, PACKED)
          put(message, FILE_NAME_TYPE, fileKey(path.slice(path.lastIndexOf('/') + 1)), PACKED)
        }
      }
    }
  }
  database.prepare("UPDATE next_id SET id = ? WHERE of = 'value'").run(next)
}

const fileKey = (name: string): string => name.toWellFormed().normalize('NFC').toLowerCase()

/** The lines of a block; undefined when it is damaged: then its mails stay as they were indexed. */
function linesOf(data: unknown): readonly string[] | undefined {
  try {
    return zstdDecompressSync(data as Uint8Array, { maxOutputLength: DECODED_LIMIT })
      .toString('utf8')
      .split('\n')
  } catch {
    return undefined
  }
}

function recordOf(line: string | undefined): Pick<MessageRecord, 'attachments'> | undefined {
  try {
    return JSON.parse(line ?? 'null') as Pick<MessageRecord, 'attachments'>
  } catch {
    return undefined
  }
}
