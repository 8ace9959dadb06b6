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
import { postingTable } from './posting-table.ts'
import { recentValues } from './recent-values.ts'
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
  const insertUrl = connection.prepare('INSERT INTO url_index (rowid, words) VALUES (?, ?)')
  const selectMessage = connection.prepare('SELECT digest, time, sender FROM message WHERE id = ?')
  const selectExact = connection.prepare('SELECT key, id FROM value WHERE type = ? AND key = ?')
  const selectRange = connection.prepare(
    'SELECT key, id FROM value WHERE type = ? AND key >= ? AND key < ? ORDER BY key',
  )
  const selectPath = connection.prepare('SELECT rowid AS id FROM url_index WHERE url_index MATCH ?')
  const selectHosts = connection.prepare(
    'SELECT key FROM value WHERE type = ? AND key > ? ORDER BY key LIMIT ?',
  )
  const selectKeyOf = connection.prepare('SELECT key, id FROM value WHERE type = ?')
  // Ids have no index of their own: the addresses are walked once, against the counted senders.
  const selectSenders = connection.prepare(`
    SELECT value.key AS key, counted.n AS n
    FROM value JOIN (SELECT sender, count(*) AS n FROM message GROUP BY sender) AS counted
      ON counted.sender = value.id
    WHERE value.type = ? ORDER BY counted.n DESC, value.key`)

  const postings = postingTable(connection)

  const remembered = recentValues(OBSERVABLE_TYPES.length)
  let next: number | undefined
  /** The first id given out in this transaction. */
  let fresh = Number.POSITIVE_INFINITY
  const forget = (): void => {
    next = undefined
    fresh = Number.POSITIVE_INFINITY
  }
  connection.onRollback(() => {
    remembered.clear()
    forget()
  })

  const keyId = (type: number, key: string): number | undefined => {
    const row = selectValue.get(type, key)
    return row ? integer(row.id) : undefined
  }
  const valueId = (type: ObservableType, value: string): number => {
    const number = typeNumber(type)
    const known = remembered.get(number, value)
    if (known !== undefined) return known
    const key = observableKey(type, value)
    let id = keyId(number, key)
    if (id === undefined) {
      if (next === undefined) fresh = next = integer(selectNext.get()?.id)
      id = next++
      insertValue.run(number, key, id)
      if (type === 'url') insertUrl.run(id, urlWords(key))
    }
    if (value.length <= REMEMBERED_LENGTH) remembered.set(number, value, id)
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
  /** Rows of the searches of a query, each by key and then by message. */
  function* rowsOf(search: Search, query: ObservableQuery): Generator<Row, void, undefined> {
    const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = query
    const wanted = query.place === undefined ? -1 : (PLACE_BIT.get(query.place) ?? 0)
    for (const row of everyRowOf(search, wanted)) if (row.time >= since && row.time < until) yield row
  }
  function* everyRowOf(search: Search, wanted: number): Generator<Row, void, undefined> {
    if ('path' in search) {
      // What lies in the index has no text: the URL itself is read from the message.
      const found = new Map<number, number>()
      for (const { id } of selectPath.all(search.path))
        for (const { message, places } of postings.of(integer(id)))
          if ((places & wanted) !== 0) found.set(message, (found.get(message) ?? 0) | places)
      for (const [message, places] of [...found].sort(([a], [b]) => a - b)) {
        const row = messageRow(search.value, message, places)
        if (row) yield row
      }
      return
    }
    const statement = search.below === undefined ? selectExact : selectRange
    const parameters = search.below === undefined ? [search.from] : [search.from, search.below]
    for (const { key, id } of statement.iterate(search.type, ...parameters)) {
      const value = search.toValue(text(key))
      for (const { message, places } of postings.of(integer(id))) {
        const row = (places & wanted) === 0 ? undefined : messageRow(value, message, places)
        if (row) yield row
      }
    }
  }
  const messageRow = (value: string, message: number, places: number): Row | undefined => {
    const row = selectMessage.get(message)
    if (!row) return undefined
    const digest = blob(row.digest)
    return { value, message, digest, time: integer(row.time), sender: integer(row.sender), places }
  }

  return {
    senderId: (address) => valueId('address', address),
    knownSenderId: (address) => keyId(typeNumber('address'), observableKey('address', address)),
    senders() {
      return selectSenders.all(typeNumber('address')).map((row) => ({
        address: observableValue('address', text(row.key)),
        messages: integer(row.n),
      }))
    },
    add(message, record, trace) {
      for (const [value, bits] of places(record, trace)) postings.add(value, message, bits)
    },
    remove(message, record, trace) {
      for (const value of places(record, trace).keys()) postings.remove(value, message)
    },
    flush() {
      postings.flush(fresh)
      if (next !== undefined) updateNext.run(next)
      // Another process may give out ids before the next transaction.
      forget()
    },
    find(query) {
      const found = new Map<string, Observable>()
      for (const search of searches(query)) {
        for (const row of rowsOf(search, query)) {
          const digest = digestOf(row.digest)
          for (const [index, place] of OBSERVABLE_PLACES.entries()) {
            if (found.size >= query.limit) return [...found.values()]
            if ((row.places & (1 << index)) === 0) continue
            const { value } = row
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
      for (const search of searches(query)) {
        let its = new Map<number, Seen>()
        let last: string | undefined
        for (const row of rowsOf(search, query)) {
          const { value, message } = row
          if (value !== last) {
            last = value
            its = found.get(value) ?? new Map()
            found.set(value, its)
          }
          const places = placesOf(row.places)
          const known = its.get(message)
          if (known) {
            const both = { ...known, places: [...new Set([...known.places, ...places])] }
            its.set(message, both)
            seen[seen.indexOf(known)] = both
          } else {
            if (seen.length >= query.limit) return { seen, more: true }
            const one = { value, digest: digestOf(row.digest), time: row.time, places }
            its.set(message, one)
            seen.push(one)
          }
        }
      }
      return { seen, more: false }
    },
    acquaintance(query) {
      const tally = acquaintanceTally()
      for (const search of searches(query))
        for (const row of rowsOf(search, query)) tally.add({ ...row, places: placesOf(row.places) })
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
      const key = observableKey('message-id', typedValue('message-id', messageId))
      const id = keyId(typeNumber('message-id'), key)
      const carrying = id === undefined ? [] : [...postings.of(id)]
      return carrying.filter(({ places }) => (places & OWN_MESSAGE_ID) !== 0).map(({ message }) => message)
    },
    count: () => postings.count(),
  }
}

/** A value in a message. */
interface Row {
  readonly value: string
  readonly message: number
  readonly digest: Uint8Array
  readonly time: number
  /** Id of the sender's address. */
  readonly sender: number
  /** A bit set. */
  readonly places: number
}

/** Keys of one type in [from, below), or one key; or the words of a path. */
type Search =
  | {
      readonly type: number
      readonly from: string
      readonly below?: string
      readonly toValue: (key: string) => string
    }
  | { readonly path: string; readonly value: string }

/** A few hundred sets of places occur; each is made once. */
const placeSets = new Map<number, readonly string[]>()

function placesOf(bits: number): readonly string[] {
  const known = placeSets.get(bits)
  if (known) return known
  const places = OBSERVABLE_PLACES.filter((_, index) => (bits & (1 << index)) !== 0)
  if (placeSets.size < 10_000) placeSets.set(bits, places)
  return places
}

/** What of the value index answers a query. Throws TypeError for a match that the type does not have. */
function searches(query: ObservableQuery): readonly Search[] {
  const { type, match } = query
  const inRange = (of: ObservableType, range: KeyRange, toValue: (key: string) => string): Search => ({
    type: typeNumber(of),
    ...range,
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
    return words ? [{ path: `"${words.join(' ')}"`, value: query.value }] : []
  }
  const typed = typedValue(type, query.value)
  const one: Search = { type: typeNumber(type), from: observableKey(type, typed), toValue }
  if (match === 'exact')
    return type === 'host' ? [one, inRange('address', mailRange(typed), hostOfAddress)] : [one]
  if (type === 'address')
    return typed.lastIndexOf('@') > 0 ? [one] : [inRange('address', domainRange(typed), toValue)]
  if (type !== 'host') throw new TypeError(`a ${type} has no suffix to search for`)
  const below = domainRange(typed)
  return [inRange('host', below, toValue), inRange('address', below, hostOfAddress)]
}
