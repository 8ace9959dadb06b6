import { resolve } from 'node:path'
import type { SeenValues, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { Judgement } from '../model/verdict.ts'
import { connect, integer, text } from './connection.ts'
import { feedTable } from './feed-table.ts'
import { jsonBlocks, parseStored } from './json-blocks.ts'
import { judgementTable } from './judgement-table.ts'
import { lookupTable } from './lookup-table.ts'
import { boundsOf, type Chunk, type Cursor, cursorBefore, messageTable } from './message-table.ts'
import { observableTable } from './observable-table.ts'
import { reviewTable } from './review-table.ts'
import { scratchFile } from './scratch-file.ts'
import { sourceTable } from './source-table.ts'
import { openStoreFile } from './sqlite-file.ts'
import { corrupt, isSqliteError, storeTrouble } from './sqlite-trouble.ts'
import { traceTable } from './trace-table.ts'
import { troubleTable } from './trouble-table.ts'
import { wordTable } from './word-table.ts'

export interface SqliteStoreOptions {
  /** Milliseconds to wait while another process writes, before saying `locked`. Default 5000. */
  readonly busyTimeout?: number
  /** Bytes the store file may grow to; more fails with `full`. Default: as the disk allows. */
  readonly maxBytes?: number
}

const BUSY_TIMEOUT = 5000
/** Hosts given out in one step. */
const HOST_CHUNK = 2000

/**
 * Opens the store in one SQLite file, created (readable by its owner only) when it does not exist; `:memory:` keeps
 * it in memory. Rejects with StoreError when the file is not a store, newer, locked, damaged or cannot be written.
 * Methods reject with StoreError for such trouble and with TypeError for misuse: a closed store, a digest that is
 * none or not held, a time that is no whole number.
 */
export async function openSqliteStore(location: string, options: SqliteStoreOptions = {}): Promise<Store> {
  if (location === '') throw new TypeError('a store needs a path or :memory:')
  // An absolute path: SQLite would read `file:…` as a URI.
  const path = location === ':memory:' ? location : resolve(location)
  const database = openStoreFile(path, {
    busyTimeout: options.busyTimeout ?? BUSY_TIMEOUT,
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  })
  try {
    return storeOver(connect(database, path), location, path)
  } catch (error) {
    database.close()
    // The version says the schema is ours, so a statement that does not fit it means that a table was lost.
    throw isSqliteError(error) ? corrupt(path, error.message, error) : storeTrouble(error, path)
  }
}

function storeOver(connection: ReturnType<typeof connect>, location: string, path: string): Store {
  const records = jsonBlocks(connection, 'record_block')
  const judgementTexts = jsonBlocks(connection, 'judgement_block')
  const values = observableTable(connection)
  const sources = sourceTable(connection)
  const traceTexts = jsonBlocks(connection, 'trace_block')
  const traces = traceTable(connection, traceTexts)
  const words = wordTable(connection)
  const messages = messageTable(connection, records, values, traces, words)
  const feeds = feedTable(connection)
  const trouble = troubleTable(connection)
  const reviews = reviewTable(connection)
  const judgements = judgementTable(connection, judgementTexts)
  const lookups = lookupTable(connection)
  const selectSetting = connection.prepare('SELECT value FROM setting WHERE name = ?')
  const upsertSetting = connection.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  const selectSources = connection.prepare('SELECT count(*) AS n FROM source')
  const { read, write } = connection

  return {
    location,

    async known(digests, options = {}) {
      const wanted = options.words ?? false
      return read(() => new Set(digests.filter((digest) => messages.isKnown(digest, wanted))))
    },

    async saveMessages(results) {
      return write(() => {
        let added = 0
        for (const result of results) {
          const saved = messages.save(result)
          if (saved.added) added++
          sources.save(saved.id, result.record.source)
          for (const answer of result.lookups) lookups.save(answer)
        }
        values.flush()
        records.flush()
        traceTexts.flush()
        return added
      })
    },

    async saveSources(found) {
      write(() => {
        for (const { digest, source } of found) {
          const id = messages.id(digest)
          if (id === undefined) throw new TypeError(`the store does not hold ${digest}`)
          sources.save(id, source)
        }
      })
    },

    async *messages(range): AsyncGenerator<MessageRecord, void, undefined> {
      const { start, end } = boundsOf(range)
      yield* stream(start, (cursor) => read(() => messages.after(cursor, end)))
    },

    async *historyBefore(time, options = {}): AsyncGenerator<MessageRecord, void, undefined> {
      let left = options.limit ?? Number.POSITIVE_INFINITY
      for await (const record of stream(cursorBefore(time), (cursor) =>
        read(() => messages.before(cursor, options.sender, left)),
      )) {
        if (left-- <= 0) return
        yield record
      }
    },

    async message(digest) {
      return read(() => messages.get(digest))
    },

    async findDigest(hexPrefix) {
      return read(() => messages.digests(hexPrefix))
    },

    async findMessageId(messageId) {
      return read(() => values.messagesWithId(messageId).map(messages.digestOf))
    },

    async sources(digest) {
      return read(() => {
        const id = messages.id(digest)
        return id === undefined ? [] : sources.of(id)
      })
    },

    async findObservables(query) {
      return read(() => values.find(query))
    },

    async seen(queries) {
      return read(() => queries.map((query): SeenValues => values.seen(query)))
    },

    async acquaintance(query) {
      return read(() => values.acquaintance(query))
    },

    async withWords(wanted, limit) {
      return read(() => words.find(wanted, limit))
    },

    async forgetWords() {
      write(() => words.clear())
    },

    async *hosts(): AsyncGenerator<string, void, undefined> {
      for (let after: string | undefined = ''; after !== undefined; ) {
        const from: string = after
        const chunk = read(() => values.hostsAfter(from, HOST_CHUNK))
        yield* chunk.hosts
        after = chunk.next
      }
    },

    async trace(digest) {
      return read(() => {
        const id = messages.id(digest)
        return id === undefined ? undefined : traces.get(id)
      })
    },

    async indexCoverage() {
      return read(() => ({
        ...messages.count(),
        ...traces.totals(),
        ...words.count(),
        sources: sources.tally(),
        unread: trouble.count(),
      }))
    },

    async saveTrouble(files, list) {
      write(() => trouble.replace(files, list))
    },

    async saveFeed(feed) {
      write(() => feeds.save(feed))
    },

    async removeFeed(feedLocation) {
      write(() => feeds.remove(feedLocation))
    },

    async feeds() {
      return read(() => feeds.all())
    },

    async saveJudgements(list) {
      write(() => {
        for (const judgement of list) judgements.save(judgement)
        judgementTexts.flush()
      })
    },

    async judgement(digest) {
      return read(() => judgements.get(digest))
    },

    async *judgements(range): AsyncGenerator<Judgement, void, undefined> {
      const { start, end } = boundsOf(range)
      yield* stream(start, (cursor) => read(() => judgements.after(cursor, end)))
    },

    async saveVerdicts(verdicts) {
      write(() => judgements.replaceVerdicts(verdicts))
    },

    async verdicts() {
      return read(() => judgements.verdicts())
    },

    async saveReview(review) {
      return write(() => reviews.save(review))
    },

    async reviews(digest) {
      return read(() => reviews.log(digest))
    },

    async senders() {
      return read(() => values.senders())
    },

    async saveLookups(list) {
      write(() => {
        for (const lookup of list) lookups.save(lookup)
      })
    },

    async lookup(id) {
      return read(() => lookups.latest(id))
    },

    async setting(name) {
      return read(() => {
        const row = selectSetting.get(JSON.stringify(name))
        return row ? String(parseStored(text(row.value))) : undefined
      })
    },

    async saveSetting(name, value) {
      write(() => {
        upsertSetting.run(JSON.stringify(name), JSON.stringify(value))
      })
    },

    async counts() {
      return read(() => ({
        ...messages.count(),
        sources: integer(selectSources.get()?.n),
        observables: values.count(),
        judgements: judgements.count(),
        lookups: lookups.count(),
      }))
    },

    async scratch() {
      return scratchFile(path)
    },

    async close() {
      connection.close()
    },
  }
}

/** Chunk after chunk; between them the store is free for writers, and only one chunk is in memory. */
async function* stream<T>(
  start: Cursor,
  next: (cursor: Cursor) => Chunk<T>,
): AsyncGenerator<T, void, undefined> {
  let cursor: Cursor | undefined = start
  while (cursor) {
    const chunk: Chunk<T> = next(cursor)
    yield* chunk.values
    cursor = chunk.next
  }
}
