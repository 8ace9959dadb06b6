import { blob, type Connection, integer } from './connection.ts'
import { PIECE_BYTES, type Posting, piecesOf, postingsOf, postingWriter } from './posting-list.ts'

/**
 * Which messages hold which value (see schema.ts). The newest postings of a value are the piece in `posting`, older
 * ones full pieces in `posting_piece`. Writing calls happen in a write transaction that ends with `flush`.
 */
export interface PostingTable {
  /** Says that a message holds a value in these places, beside those it was said to hold it in before. */
  add(value: number, message: number, places: number): void
  remove(value: number, message: number): void
  /** Writes what was added and removed. Values from `fresh` on were never written before. */
  flush(fresh: number): void
  /** By message. What was not flushed yet is left out. */
  of(value: number): Iterable<Posting>
  count(): number
}

const REMOVED = -1
/** Full pieces read in one step. */
const PIECES = 16
const NONE = new Uint8Array(0)

export function postingTable(connection: Connection): PostingTable {
  const selectLast = connection.prepare('SELECT data FROM posting WHERE value = ?')
  const insertLast = connection.prepare('INSERT INTO posting (value, data) VALUES (?, ?)')
  const updateLast = connection.prepare('UPDATE posting SET data = ? WHERE value = ?')
  const removeLast = connection.prepare('DELETE FROM posting WHERE value = ?')
  const selectPieces = connection.prepare(
    `SELECT first, data FROM posting_piece WHERE value = ? AND first > ? ORDER BY first LIMIT ${PIECES}`,
  )
  const selectNext = connection.prepare(
    'SELECT first FROM posting_piece WHERE value = ? AND first > ? ORDER BY first LIMIT 1',
  )
  const selectPiece = connection.prepare(
    'SELECT first, data FROM posting_piece WHERE value = ? AND first <= ? ORDER BY first DESC LIMIT 1',
  )
  const selectFirstPiece = connection.prepare(
    'SELECT first, data FROM posting_piece WHERE value = ? ORDER BY first LIMIT 1',
  )
  const insertPiece = connection.prepare('INSERT INTO posting_piece (value, first, data) VALUES (?, ?, ?)')
  const removePiece = connection.prepare('DELETE FROM posting_piece WHERE value = ? AND first = ?')
  const selectCount = connection.prepare("SELECT id AS n FROM next_id WHERE of = 'posting'")
  const addCount = connection.prepare("UPDATE next_id SET id = id + ? WHERE of = 'posting'")

  /** By value: message and places in turn, in the order they were said. */
  let pending = new Map<number, number[]>()
  let counted = 0
  connection.onRollback(() => {
    pending = new Map()
    counted = 0
  })
  const say = (value: number, message: number, places: number): void => {
    const said = pending.get(value)
    if (said) said.push(message, places)
    else pending.set(value, [message, places])
  }

  const writer = postingWriter()
  const lastOf = (value: number): Uint8Array | undefined => {
    const row = selectLast.get(value)
    return row ? blob(row.data) : undefined
  }

  /** Writes messages that all come behind those the value has; false when they do not. */
  const append = (value: number, said: readonly number[], isFresh: boolean): boolean => {
    const last = isFresh ? undefined : lastOf(value)
    // Without a last piece there may still be full ones.
    if (!last && !isFresh) return false
    writer.begin(last ?? NONE)
    if ((said[0] ?? 0) <= writer.lastMessage) return false
    let first = last ? (postingsOf(last)[0]?.message ?? 0) : (said[0] ?? 0)
    for (let at = 0; at < said.length; at += 2) {
      const message = said[at] ?? 0
      if (writer.length >= PIECE_BYTES) {
        insertPiece.run(value, first, writer.bytes())
        writer.begin(NONE)
        first = message
      }
      writer.add(message, said[at + 1] ?? 0)
    }
    if (last) updateLast.run(writer.bytes(), value)
    else insertLast.run(value, writer.bytes())
    counted += said.length / 2
    return true
  }

  /** Changes pieces wherever the messages lie. */
  const rewrite = (value: number, said: readonly number[]): void => {
    /** What a message is to hold; `anew` when what it held before is gone. */
    const byMessage = new Map<number, { places: number; anew: boolean }>()
    for (let index = 0; index < said.length; index += 2) {
      const message = said[index] ?? 0
      const places = said[index + 1] ?? 0
      const before = byMessage.get(message)
      if (places === REMOVED) byMessage.set(message, { places: 0, anew: true })
      else if (before) before.places |= places
      else byMessage.set(message, { places, anew: false })
    }
    const wanted = [...byMessage].sort(([a], [b]) => a - b)
    for (let at = 0; at < wanted.length; ) {
      const message = wanted[at]?.[0] ?? 0
      const last = lastOf(value)
      const held = last ? postingsOf(last) : []
      const isInLast = held[0] !== undefined && message >= held[0].message
      const row = isInLast ? undefined : (selectPiece.get(value, message) ?? selectFirstPiece.get(value))
      const piece = row ? { first: integer(row.first), postings: postingsOf(blob(row.data)) } : undefined
      const next = piece ? selectNext.get(value, piece.first) : undefined
      const end = next ? integer(next.first) : ((piece && held[0]?.message) ?? Number.POSITIVE_INFINITY)
      const merged = new Map((piece?.postings ?? held).map((one) => [one.message, one.places]))
      const before = merged.size
      for (; at < wanted.length; at++) {
        const [its, { places, anew }] = wanted[at] ?? [end, { places: 0, anew: true }]
        if (its >= end) break
        const now = (anew ? 0 : (merged.get(its) ?? 0)) | places
        if (now === 0) merged.delete(its)
        else merged.set(its, now)
      }
      counted += merged.size - before
      const pieces = piecesOf(
        [...merged].sort(([a], [b]) => a - b).map(([its, places]) => ({ message: its, places })),
      )
      if (piece) removePiece.run(value, piece.first)
      else removeLast.run(value)
      const newest = piece ? undefined : pieces.at(-1)
      if (newest) insertLast.run(value, newest.data)
      for (const { first, data } of newest ? pieces.slice(0, -1) : pieces) insertPiece.run(value, first, data)
    }
  }

  return {
    add: say,
    remove: (value, message) => say(value, message, REMOVED),
    flush(fresh) {
      // In the order of the table, which keeps the inserts together in the tree.
      const values = Float64Array.from(pending.keys()).sort()
      for (const value of values) {
        const said = pending.get(value) ?? []
        if (!isAscending(said) || !append(value, said, value >= fresh)) rewrite(value, said)
      }
      pending = new Map()
      if (counted !== 0) addCount.run(counted)
      counted = 0
    },
    *of(value) {
      for (let after = 0; ; ) {
        const rows = selectPieces.all(value, after)
        for (const row of rows) yield* postingsOf(blob(row.data))
        const last = rows.at(-1)
        if (rows.length < PIECES || !last) break
        after = integer(last.first)
      }
      const last = lastOf(value)
      if (last) yield* postingsOf(last)
    },
    count: () => integer(selectCount.get()?.n),
  }
}

/** Whether each message was said once, in order, and none was taken away. */
function isAscending(said: readonly number[]): boolean {
  let before = -1
  for (let at = 0; at < said.length; at += 2) {
    const message = said[at] ?? 0
    if (message <= before || said[at + 1] === REMOVED) return false
    before = message
  }
  return true
}
