import type { StatementSync } from 'node:sqlite'
import type { MailTrace } from '../model/mail-trace.ts'
import {
  type Acquaintance,
  OBSERVABLE_TYPES,
  type Observable,
  type ObservableQuery,
  type ObservableType,
  type Seen,
  type SeenValues,
} from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import { acquaintanceTally } from './acquaintance-tally.ts'
import { blob, type Connection, integer, text } from './connection.ts'
import { digestOf } from './digest-bytes.ts'
import { networkKeys } from './ip-key.ts'
import {
  domainRange,
  type KeyRange,
  mailRange,
  observableKey,
  observableValue,
  typedValue,
} from './observable-key.ts'
import { OBSERVABLE_PLACES, type ObservablePlace, observables } from './observables.ts'
import { URL_WORDS, urlWords } from './url-words.ts'

/** The index of values seen, see schema.ts. Writing calls happen in a write transaction that ends with `flush`. */
export interface ObservableTable {
  /** Id of a lower-case sender address, given out when it is new. */
  senderId(address: string): number
  knownSenderId(address: string): number | undefined
  /** Every address that is the sender of a message, with the number of messages, most first. */
  senders(): readonly { readonly address: string; readonly messages: number }[]
  add(message: number, record: MessageRecord, trace: MailTrace | undefined): void
  remove(message: number, record: MessageRecord, trace: MailTrace | undefined): void
  flush(): void
  find(query: ObservableQuery): readonly Observable[]
  seen(query: ObservableQuery): SeenValues
  acquaintance(query: ObservableQuery): Acquaintance
  /** Hosts behind the key `after` (empty: from the first), in the order of their keys, and the key of the last. */
  hostsAfter(
    after: string,
    limit: number,
  ): { readonly hosts: readonly string[]; readonly next: string | undefined }
  /** Ids of messages that carry this Message-ID themselves. */
  messagesWithId(messageId: string): readonly number[]
  count(): number
}

/** Values remembered with their ids: the hosts and addresses of a large organisation, some 10 MB. */
const REMEMBERED = 50_000
/** Longer values hardly come back, and megabytes of them would be kept. */
const REMEMBERED_LENGTH = 300

const TYPE_NUMBER = new Map<ObservableType, number>(OBSERVABLE_TYPES.map((type, index) => [type, index]))
const PLACE_BIT = new Map<string, number>(OBSERVABLE_PLACES.map((place, index) => [place, 1 << index]))
const OWN_MESSAGE_ID = PLACE_BIT.get('message-id') ?? 0

const typeNumber = (type: ObservableType): number => TYPE_NUMBER.get(type) ?? -1

export function observableTable(connection: Connection): ObservableTable {
  const selectValue = connection.prepare('SELECT id FROM value WHERE type = ? AND key = ?')
  const insertValue = connection.prepare('INSERT INTO value (type, key, id) VALUES (?, ?, ?)')
  const selectNext = connection.prepare("SELECT id FROM next_id WHERE of = 'value'")
  const updateNext = connection.prepare("UPDATE next_id SET id = ? WHERE of = 'value'")
  const insert = connection.prepare(`
    INSERT INTO observation (value, message, places) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET places = places | excluded.places`)
  const remove = connection.prepare('DELETE FROM observation WHERE value = ? AND message = ?')
  const insertUrl = connection.prepare('INSERT INTO url_index (rowid, words) VALUES (?, ?)')
  const seen = `
    SELECT value.key, observation.places, message.digest, message.time, message.id, message.sender
    FROM value CROSS JOIN observation ON observation.value = value.id
    CROSS JOIN message ON message.id = observation.message
    WHERE value.type = ?`
  const order = 'ORDER BY value.key, observation.message'
  const selectExact = connection.prepare(`${seen} AND value.key = ? ${order}`)
  const selectRange = connection.prepare(`${seen} AND value.key >= ? AND value.key < ? ${order}`)
  // What lies in the index has no text: the URL itself is read from the message.
  const selectPath = connection.prepare(`
    SELECT '' AS key, observation.places, message.digest, message.time, message.id, message.sender
    FROM url_index CROSS JOIN observation ON observation.value = url_index.rowid
    CROSS JOIN message ON message.id = observation.message
    WHERE url_index MATCH ? ORDER BY observation.message`)
  const selectHosts = connection.prepare(
    'SELECT key FROM value WHERE type = ? AND key > ? ORDER BY key LIMIT ?',
  )
  const selectKeyOf = connection.prepare('SELECT key, id FROM value WHERE type = ?')
  const selectMessages = connection.prepare(
    'SELECT message FROM observation WHERE value = ? AND places & ? ORDER BY message',
  )
  const selectCount = connection.prepare('SELECT count(*) AS n FROM observation')
  // Ids have no index of their own: the addresses are walked once, against the counted senders.
  const selectSenders = connection.prepare(`
    SELECT value.key AS key, counted.n AS n
    FROM value JOIN (SELECT sender, count(*) AS n FROM message GROUP BY sender) AS counted
      ON counted.sender = value.id
    WHERE value.type = ? ORDER BY counted.n DESC, value.key`)

  /** Ids by type and value as the record has it, so that most values are never turned into keys. */
  const ids = new Map<string, number>()
  let next: number | undefined
  /** Rows of this transaction: sorted before they are written, which keeps the inserts together in the tree. */
  let pending: { readonly value: number; readonly message: number; readonly places: number }[] = []
  connection.onRollback(() => {
    ids.clear()
    next = undefined
    pending = []
  })

  const statements = { exact: selectExact, range: selectRange, path: selectPath }
  const keyId = (type: ObservableType, key: string): number | undefined => {
    const row = selectValue.get(typeNumber(type), key)
    return row ? integer(row.id) : undefined
  }
  const valueId = (type: ObservableType, value: string): number => {
    const name = `${typeNumber(type)}${value}`
    const known = ids.get(name)
    if (known !== undefined) return known
    const key = observableKey(type, value)
    let id = keyId(type, key)
    if (id === undefined) {
      next ??= integer(selectNext.get()?.id)
      id = next++
      insertValue.run(typeNumber(type), key, id)
      if (type === 'url') insertUrl.run(id, urlWords(key))
    }
    if (value.length <= REMEMBERED_LENGTH) {
      if (ids.size >= REMEMBERED) ids.clear()
      ids.set(name, id)
    }
    return id
  }
  /** Places by value id. */
  const places = (record: MessageRecord, trace: MailTrace | undefined): Map<number, number> => {
    const found = new Map<number, number>()
    const put = (type: ObservableType, value: string, place: ObservablePlace): void => {
      const id = valueId(type, value)
      found.set(id, (found.get(id) ?? 0) | (PLACE_BIT.get(place) ?? 0))
    }
    observables(record, put, trace)
    return found
  }
  const insertPending = (): void => {
    pending.sort((a, b) => a.value - b.value || a.message - b.message)
    for (const row of pending) insert.run(row.value, row.message, row.places)
    pending = []
  }

  return {
    senderId: (address) => valueId('address', address),
    knownSenderId: (address) => keyId('address', observableKey('address', address)),
    senders() {
      return selectSenders.all(typeNumber('address')).map((row) => ({
        address: observableValue('address', text(row.key)),
        messages: integer(row.n),
      }))
    },
    add(message, record, trace) {
      for (const [value, bits] of places(record, trace)) pending.push({ value, message, places: bits })
    },
    remove(message, record, trace) {
      insertPending()
      for (const value of places(record, trace).keys()) remove.run(value, message)
    },
    flush() {
      insertPending()
      if (next !== undefined) updateNext.run(next)
      // Another process may give out ids before the next transaction.
      next = undefined
    },
    find(query) {
      const found = new Map<string, Observable>()
      for (const rows of searches(query, statements)) {
        for (const row of rows.statement.iterate(...rows.parameters)) {
          const digest = digestOf(blob(row.digest))
          const value = rows.toValue(text(row.key))
          const bits = integer(row.places)
          for (const [index, place] of OBSERVABLE_PLACES.entries()) {
            if (found.size >= query.limit) return [...found.values()]
            if ((bits & (1 << index)) === 0) continue
            found.set(`${digest} ${place} ${value}`, { type: query.type, value, digest, place })
          }
        }
      }
      return [...found.values()]
    },
    seen(query) {
      // By value, then by message: rows of one value come one after the other.
      const found = new Map<string, Map<number, Seen>>()
      const seen: Seen[] = []
      for (const rows of searches(query, statements)) {
        let lastKey: string | undefined
        let value = ''
        let its = new Map<number, Seen>()
        for (const row of rows.statement.iterate(...rows.parameters)) {
          const key = text(row.key)
          if (key !== lastKey) {
            lastKey = key
            value = rows.toValue(key)
            its = found.get(value) ?? new Map()
            found.set(value, its)
          }
          const id = integer(row.id)
          const places = placesOf(integer(row.places))
          const known = its.get(id)
          if (known) {
            const both = { ...known, places: [...new Set([...known.places, ...places])] }
            its.set(id, both)
            seen[seen.indexOf(known)] = both
          } else {
            if (seen.length >= query.limit) return { seen, more: true }
            const one = { value, digest: digestOf(blob(row.digest)), time: integer(row.time), places }
            its.set(id, one)
            seen.push(one)
          }
        }
      }
      return { seen, more: false }
    },
    acquaintance(query) {
      const tally = acquaintanceTally()
      for (const rows of searches(query, statements))
        for (const row of rows.statement.iterate(...rows.parameters))
          tally.add({
            message: integer(row.id),
            time: integer(row.time),
            sender: integer(row.sender),
            digest: blob(row.digest),
            places: placesOf(integer(row.places)),
            value: rows.toValue(text(row.key)),
          })
      const senders = tally.senders(query.limit)
      const wanted = new Set(senders.map(({ id }) => id))
      const addresses = new Map<number, string>()
      // Ids have no index of their own: one walk over the addresses.
      if (wanted.size > 0)
        for (const row of selectKeyOf.iterate(typeNumber('address')))
          if (wanted.has(integer(row.id)))
            addresses.set(integer(row.id), observableValue('address', text(row.key)))
      return {
        ...tally.told(query.limit),
        senders: senders.map(({ id, messages, first, last }) => ({
          address: addresses.get(id) ?? '',
          messages,
          first,
          last,
        })),
      }
    },
    hostsAfter(after, limit) {
      const keys = selectHosts.all(typeNumber('host'), after, limit).map((row) => text(row.key))
      return { hosts: keys.map((key) => observableValue('host', key)), next: keys.at(-1) }
    },
    messagesWithId(messageId) {
      const id = keyId('message-id', observableKey('message-id', typedValue('message-id', messageId)))
      return id === undefined ? [] : selectMessages.all(id, OWN_MESSAGE_ID).map((row) => integer(row.message))
    },
    count: () => integer(selectCount.get()?.n),
  }
}

interface Search {
  readonly statement: StatementSync
  readonly parameters: readonly (string | number)[]
  readonly toValue: (key: string) => string
}

interface Statements {
  readonly exact: StatementSync
  readonly range: StatementSync
  readonly path: StatementSync
}

/** A few hundred sets of places occur; each is made once. */
const placeSets = new Map<number, readonly string[]>()

function placesOf(bits: number): readonly string[] {
  const known = placeSets.get(bits)
  if (known) return known
  const places = OBSERVABLE_PLACES.filter((_, index) => (bits & (1 << index)) !== 0)
  if (placeSets.size < 10_000) placeSets.set(bits, places)
  return places
}

/** The ranges of the value index that answer a query. Throws TypeError for a match that the type does not have. */
function searches(query: ObservableQuery, { exact, range, path }: Statements): readonly Search[] {
  const { type, match } = query
  const inRange = (of: ObservableType, { from, below }: KeyRange, toValue: Search['toValue']): Search => ({
    statement: range,
    parameters: [typeNumber(of), from, below],
    toValue,
  })
  const toValue = (key: string): string => observableValue(type, key)
  const hostOfAddress = (key: string): string => observableValue('host', key.slice(0, key.indexOf('@')))
  if (match === 'within') {
    if (type !== 'ip') throw new TypeError(`a ${type} is in no network`)
    const keys = networkKeys(query.value)
    // No key is longer than the last one, so nothing sorts between it and this.
    return keys ? [inRange('ip', { from: keys.first, below: `${keys.last}.` }, toValue)] : []
  }
  if (match === 'path') {
    if (type !== 'url') throw new TypeError(`a ${type} has no path`)
    const words = query.value.slice(0, URL_WORDS).match(/[a-z0-9]+/gi)
    return words
      ? [{ statement: path, parameters: [`"${words.join(' ')}"`], toValue: () => query.value }]
      : []
  }
  const typed = typedValue(type, query.value)
  const one: Search = {
    statement: exact,
    parameters: [typeNumber(type), observableKey(type, typed)],
    toValue,
  }
  if (match === 'exact')
    return type === 'host' ? [one, inRange('address', mailRange(typed), hostOfAddress)] : [one]
  if (type === 'address')
    return typed.lastIndexOf('@') > 0 ? [one] : [inRange('address', domainRange(typed), toValue)]
  if (type !== 'host') throw new TypeError(`a ${type} has no suffix to search for`)
  const below = domainRange(typed)
  return [inRange('host', below, toValue), inRange('address', below, hostOfAddress)]
}
