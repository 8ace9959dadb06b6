import type { SQLOutputValue } from 'node:sqlite'
import type { Digest } from '../model/bytes.ts'
import type { ReadResult } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import { blob, type Connection, integer } from './connection.ts'
import { digestBytes, digestOf, digestRange, digestTie } from './digest-bytes.ts'
import { type BlockPlace, type JsonBlocks, parseWithDigest } from './json-blocks.ts'
import type { ObservableTable } from './observable-table.ts'
import { Damage } from './sqlite-trouble.ts'
import { TRACE_VERSION, type TraceTable } from './trace-table.ts'
import type { WordTable } from './word-table.ts'

/** A change of the model's version fails to compile here, and has to say what becomes of older records. */
export const RECORD_VERSION: MessageRecord['version'] = 5

/** Rows per step of a stream: few enough that memory stays flat, enough that the step costs little. */
const CHUNK = 64
const FIND_LIMIT = 20

/** A time and digest, the order of every stream. */
export interface Cursor {
  readonly time: number
  readonly digest: Uint8Array
}

/** For `(time, tie, digest) > (?, ?, ?)`. */
export function cursorParameters({ time, digest }: Cursor): [number, number, Uint8Array] {
  return [time, digestTie(digest), digest]
}

/** Sorts before every digest. */
const NO_DIGEST = new Uint8Array(0)

/** Just before every message of this time. */
export function cursorBefore(time: number): Cursor {
  return { time: clamped(Math.ceil(time)), digest: NO_DIGEST }
}

export interface TimeRange {
  readonly since?: number
  readonly until?: number
}

export interface Bounds {
  readonly start: Cursor
  readonly end: number
}

export function boundsOf(range: TimeRange | undefined): Bounds {
  return {
    start: cursorBefore(range?.since ?? Number.NEGATIVE_INFINITY),
    end: clamped(Math.ceil(range?.until ?? Number.POSITIVE_INFINITY)),
  }
}

/** SQLite integers reach further, but a number that is no safe integer would be bound as a float. */
function clamped(time: number): number {
  if (Number.isNaN(time)) throw new TypeError('a time must be a number')
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, time))
}

/** Some rows of a stream, not yet parsed, and where the next step begins; no `next` at the end. */
export interface Chunk<T> {
  readonly values: Iterable<T>
  readonly next: Cursor | undefined
}

export interface MessageTable {
  id(digest: Digest): number | undefined
  isKnown(digest: Digest, words: boolean): boolean
  /**
   * Adds what was read of a message, or replaces what an older program read, or one that kept no words when words are
   * given now; returns its row and whether the message was new.
   */
  save(result: ReadResult): { readonly id: number; readonly added: boolean }
  get(digest: Digest): MessageRecord | undefined
  digestOf(id: number): Digest
  digests(hexPrefix: string): readonly Digest[]
  after(cursor: Cursor, end: number): Chunk<MessageRecord>
  before(cursor: Cursor, sender: string | undefined, limit: number): Chunk<MessageRecord>
  count(): { readonly messages: number; readonly firstTime?: number; readonly lastTime?: number }
}

export function messageTable(
  connection: Connection,
  blocks: JsonBlocks,
  values: ObservableTable,
  traces: TraceTable,
  words: WordTable,
): MessageTable {
  const columns = 'SELECT id, digest, time, version, block, line, reading, worded FROM message'
  const selectOne = connection.prepare(`${columns} WHERE digest = ?`)
  const selectId = connection.prepare('SELECT id FROM message WHERE digest = ?')
  const selectKnown = connection.prepare(
    'SELECT 1 FROM message WHERE digest = ? AND version >= ? AND reading >= ? AND worded >= ?',
  )
  const selectDigest = connection.prepare('SELECT digest FROM message WHERE id = ?')
  const selectPrefix = connection.prepare(
    `SELECT digest FROM message WHERE digest BETWEEN ? AND ? ORDER BY digest LIMIT ${FIND_LIMIT}`,
  )
  const insert = connection.prepare(
    `INSERT INTO message (digest, time, tie, sender, version, block, line, reading, worded)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = connection.prepare(
    `UPDATE message SET time = ?, sender = ?, version = ?, block = ?, line = ?, reading = ?, worded = ? WHERE id = ?`,
  )
  const selectAfter = connection.prepare(
    `${columns} WHERE (time, tie, digest) > (?, ?, ?) AND time < ? ORDER BY time, tie, digest LIMIT ?`,
  )
  const selectBefore = connection.prepare(
    `${columns} WHERE (time, tie, digest) < (?, ?, ?) ORDER BY time DESC, tie DESC, digest DESC LIMIT ?`,
  )
  const selectBeforeOf = connection.prepare(
    `${columns} WHERE sender = ? AND (time, tie, digest) < (?, ?, ?) ORDER BY time DESC, tie DESC, digest DESC LIMIT ?`,
  )
  const selectCount = connection.prepare('SELECT count(*) AS n FROM message')
  const selectSpan = connection.prepare(
    'SELECT (SELECT min(time) FROM message) AS first, (SELECT max(time) FROM message) AS last',
  )

  type Row = Record<string, SQLOutputValue>
  const placeOf = (row: Row): BlockPlace => ({ block: integer(row.block), line: integer(row.line) })
  const chunkOf = (rows: readonly Row[], full: boolean): Chunk<MessageRecord> => {
    // The texts are taken now, while the transaction holds; parsing waits until the record is asked for.
    const texts = rows.map((row) => ({ digest: blob(row.digest), json: blocks.read(placeOf(row)) }))
    const last = rows.at(-1)
    return {
      values: texts.values().map(({ digest, json }) => connection.guard(() => recordOf(digest, json))),
      next: last && full ? { time: integer(last.time), digest: blob(last.digest) } : undefined,
    }
  }

  return {
    id(digest) {
      const row = selectId.get(digestBytes(digest))
      return row ? integer(row.id) : undefined
    },
    isKnown: (digest, words) =>
      selectKnown.get(digestBytes(digest), RECORD_VERSION, TRACE_VERSION, words ? 1 : 0) !== undefined,

    save({ record, json, trace, words: text }) {
      const digest = digestBytes(record.digest)
      if (!Number.isSafeInteger(record.time))
        throw new TypeError(`the time of ${record.digest} is no whole number of milliseconds: ${record.time}`)
      const old = selectOne.get(digest)
      const worded = text === undefined ? 0 : 1
      if (old && isAsNew(old, record, worded)) return { id: integer(old.id), added: false }

      const { block, line } = blocks.append(withoutDigest(record, json))
      const sender = values.senderId(record.from.address.toLowerCase())
      let id: number
      if (old) {
        id = integer(old.id)
        values.remove(id, recordOf(digest, blocks.read(placeOf(old))), traces.get(id))
        blocks.release(placeOf(old))
        traces.remove(id)
        if (integer(old.worded) === 1) words.remove(id)
        update.run(record.time, sender, record.version, block, line, TRACE_VERSION, worded, id)
      } else {
        const tie = digestTie(digest)
        const row = insert.run(
          digest,
          record.time,
          tie,
          sender,
          record.version,
          block,
          line,
          TRACE_VERSION,
          worded,
        )
        id = Number(row.lastInsertRowid)
      }
      values.add(id, record, trace)
      if (trace) traces.save(id, trace)
      if (text !== undefined) words.save(id, text)
      return { id, added: !old }
    },

    get(digest) {
      const row = selectOne.get(digestBytes(digest))
      return row ? recordOf(blob(row.digest), blocks.read(placeOf(row))) : undefined
    },
    digestOf(id) {
      const row = selectDigest.get(id)
      if (!row) throw new Damage(`message ${id} is missing`)
      return digestOf(blob(row.digest))
    },
    digests(hexPrefix) {
      const range = digestRange(hexPrefix)
      return range ? selectPrefix.all(range.first, range.last).map((row) => digestOf(blob(row.digest))) : []
    },

    after(cursor, end) {
      const rows = selectAfter.all(...cursorParameters(cursor), end, CHUNK)
      return chunkOf(rows, rows.length === CHUNK)
    },
    before(cursor, sender, limit) {
      const count = Math.min(CHUNK, limit)
      let rows: Row[]
      if (sender === undefined) rows = selectBefore.all(...cursorParameters(cursor), count)
      else {
        const id = values.knownSenderId(sender.toLowerCase())
        rows = id === undefined ? [] : selectBeforeOf.all(id, ...cursorParameters(cursor), count)
      }
      return chunkOf(rows, rows.length === CHUNK)
    },

    count() {
      const span = selectSpan.get()
      const first = span?.first
      const last = span?.last
      return {
        messages: integer(selectCount.get()?.n),
        ...(typeof first === 'number' && typeof last === 'number'
          ? { firstTime: first, lastTime: last }
          : {}),
      }
    },
  }
}

/** Whether what is stored was read by a program as new as this one, and no words are missing. */
function isAsNew(old: Record<string, SQLOutputValue>, record: MessageRecord, worded: number): boolean {
  const version = integer(old.version)
  if (version !== record.version) return version > record.version
  return integer(old.reading) >= TRACE_VERSION && integer(old.worded) >= worded
}

/** The text of a record to be stored. */
function withoutDigest(record: MessageRecord, json: string | undefined): string {
  const at = json?.indexOf(record.digest) ?? -1
  return json === undefined || at < 0
    ? JSON.stringify({ ...record, digest: '' })
    : json.slice(0, at) + json.slice(at + record.digest.length)
}

/** The digest is kept as a column only; its place in the record is held by an empty text. */
function recordOf(digest: Uint8Array, json: string): MessageRecord {
  const record = parseWithDigest(json)
  record.digest = digestOf(digest)
  return record as unknown as MessageRecord
}
