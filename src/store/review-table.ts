import type { Digest } from '../model/bytes.ts'
import { REVIEW_TEXT_LIMIT, type Review, type ReviewAction } from '../model/review.ts'
import { blob, type Connection, integer, text } from './connection.ts'
import { digestBytes, digestOf } from './digest-bytes.ts'

/** What people said about mails: a log that only grows. */
export interface ReviewTable {
  /** Throws TypeError for a message that is not held, a time that is no whole number, and texts that are too long. */
  save(review: Omit<Review, 'sequence'>): Review
  log(digest?: Digest): readonly Review[]
}

export function reviewTable(connection: Connection): ReviewTable {
  const selectMessage = connection.prepare('SELECT id FROM message WHERE digest = ?')
  const insert = connection.prepare(
    'INSERT INTO review (message, action, why, person, time) VALUES (?, ?, ?, ?, ?)',
  )
  const columns =
    'SELECT seq, digest, action, why, person, review.time AS time FROM review JOIN message ON message.id = review.message'
  const selectAll = connection.prepare(`${columns} ORDER BY seq`)
  const selectOf = connection.prepare(`${columns} WHERE digest = ? ORDER BY seq`)

  return {
    save({ digest, action, why, by, time }) {
      const message = selectMessage.get(digestBytes(digest))
      if (!message) throw new TypeError(`the store does not hold ${digest}`)
      if (!Number.isSafeInteger(time))
        throw new TypeError(`the time of a review is no whole number of milliseconds: ${time}`)
      for (const written of [why, by])
        if (written.trim() === '' || written.length > REVIEW_TEXT_LIMIT)
          throw new TypeError(`a review needs 1 to ${REVIEW_TEXT_LIMIT} characters of reason, and a name`)
      const kept = { why: why.toWellFormed(), by: by.toWellFormed() }
      const { lastInsertRowid } = insert.run(integer(message.id), action, kept.why, kept.by, time)
      return { kind: 'review', sequence: Number(lastInsertRowid), digest, action, ...kept, time }
    },

    log(digest) {
      const rows = digest === undefined ? selectAll.all() : selectOf.all(digestBytes(digest))
      return rows.map((row) => ({
        kind: 'review',
        sequence: integer(row.seq),
        digest: digestOf(blob(row.digest)),
        action: text(row.action) as ReviewAction,
        why: text(row.why),
        by: text(row.person),
        time: integer(row.time),
      }))
    },
  }
}
