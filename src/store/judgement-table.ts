import type { Digest } from '../model/bytes.ts'
import type { StoredJudgement } from '../model/ports.ts'
import type { AttackerModel, Judgement, Verdict, VerdictLevel } from '../model/verdict.ts'
import { blob, type Connection, integer, text } from './connection.ts'
import { digestBytes, digestOf } from './digest-bytes.ts'
import { type JsonBlocks, parseWithDigest } from './json-blocks.ts'
import { type Chunk, type Cursor, cursorParameters } from './message-table.ts'

/** Judgements with their findings and sender events, and the verdicts of the last ranking. */
export interface JudgementTable {
  /** Replaces the judgement of its message. Throws TypeError when the store does not hold the message. */
  save(judgement: Judgement): void
  get(digest: Digest): StoredJudgement | undefined
  after(cursor: Cursor, end: number): Chunk<Judgement>
  replaceVerdicts(verdicts: readonly Verdict[]): void
  count(): number
}

const CHUNK = 64

export function judgementTable(connection: Connection, blocks: JsonBlocks): JudgementTable {
  const selectMessage = connection.prepare('SELECT id FROM message WHERE digest = ?')
  const selectPlace = connection.prepare('SELECT block, line FROM judgement WHERE message = ?')
  const upsert = connection.prepare(`
    INSERT INTO judgement (message, rules, held, unknown, block, line) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET rules = excluded.rules, held = excluded.held, unknown = excluded.unknown,
      block = excluded.block, line = excluded.line`)
  const removeFindings = connection.prepare('DELETE FROM finding WHERE message = ?')
  const insertFinding = connection.prepare(
    'INSERT INTO finding (message, ordinal, id, severity) VALUES (?, ?, ?, ?)',
  )
  const selectEvent = connection.prepare(
    'SELECT event FROM sender_event WHERE message = ? ORDER BY seq DESC LIMIT 1',
  )
  const insertEvent = connection.prepare('INSERT INTO sender_event (message, event) VALUES (?, ?)')
  const selectVerdict = connection.prepare('SELECT level, score, rank, model FROM verdict WHERE message = ?')
  const removeVerdicts = connection.prepare('DELETE FROM verdict')
  const insertVerdict = connection.prepare(
    'INSERT OR REPLACE INTO verdict (message, level, score, rank, model) VALUES (?, ?, ?, ?, ?)',
  )
  const selectAfter = connection.prepare(`
    SELECT message.digest, message.time, judgement.block, judgement.line
    FROM message CROSS JOIN judgement ON judgement.message = message.id
    WHERE (message.time, message.tie, message.digest) > (?, ?, ?) AND message.time < ?
    ORDER BY message.time, message.tie, message.digest LIMIT ${CHUNK}`)
  const selectCount = connection.prepare('SELECT count(*) AS n FROM judgement')

  const messageId = (digest: Digest): number => {
    const row = selectMessage.get(digestBytes(digest))
    if (!row) throw new TypeError(`the store does not hold ${digest}`)
    return integer(row.id)
  }

  return {
    save(judgement) {
      const message = messageId(judgement.digest)
      const old = selectPlace.get(message)
      if (old) {
        blocks.release({ block: integer(old.block), line: integer(old.line) })
        removeFindings.run(message)
      }
      const { block, line } = blocks.append(JSON.stringify({ ...judgement, digest: '' }))
      upsert.run(message, judgement.rules, Number(judgement.held), Number(judgement.unknown), block, line)
      for (const [ordinal, finding] of judgement.findings.entries())
        insertFinding.run(message, ordinal, finding.id, finding.severity)

      // What a person released stays released, however often the mail is judged again.
      const last = selectEvent.get(message)?.event
      const event = judgement.held ? 'held' : 'learned'
      if (last !== event && last !== 'released') insertEvent.run(message, event)
    },

    get(digest) {
      const row = selectMessage.get(digestBytes(digest))
      if (!row) return undefined
      const message = integer(row.id)
      const place = selectPlace.get(message)
      if (!place) return undefined
      const json = blocks.read({ block: integer(place.block), line: integer(place.line) })
      const judgement = judgementOf(digest, json)
      const verdict = selectVerdict.get(message)
      if (!verdict) return { judgement }
      const model = verdict.model
      return {
        judgement,
        verdict: {
          kind: 'verdict',
          digest,
          level: text(verdict.level) as VerdictLevel,
          score: Number(verdict.score),
          rank: integer(verdict.rank),
          ...(typeof model === 'string' ? { model: model as AttackerModel } : {}),
        },
      }
    },

    after(cursor, end) {
      const rows = selectAfter.all(...cursorParameters(cursor), end)
      const texts = rows.map((row) => ({
        digest: blob(row.digest),
        json: blocks.read({ block: integer(row.block), line: integer(row.line) }),
      }))
      const last = rows.length === CHUNK ? rows.at(-1) : undefined
      return {
        values: texts
          .values()
          .map(({ digest, json }) => connection.guard(() => judgementOf(digestOf(digest), json))),
        next: last ? { time: integer(last.time), digest: blob(last.digest) } : undefined,
      }
    },

    replaceVerdicts(verdicts) {
      removeVerdicts.run()
      for (const one of verdicts)
        insertVerdict.run(messageId(one.digest), one.level, one.score, one.rank, one.model ?? null)
    },

    count: () => integer(selectCount.get()?.n),
  }
}

function judgementOf(digest: Digest, json: string): Judgement {
  const judgement = parseWithDigest(json)
  judgement.digest = digest
  return judgement as unknown as Judgement
}
