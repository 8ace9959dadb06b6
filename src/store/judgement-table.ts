import type { SQLOutputValue } from 'node:sqlite'
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
  /** All verdicts, in rank order. */
  verdicts(): readonly Verdict[]
  count(): number
}

const CHUNK = 64

export function judgementTable(connection: Connection, blocks: JsonBlocks): JudgementTable {
  const selectMessage = connection.prepare('SELECT id FROM message WHERE digest = ?')
  const selectPlace = connection.prepare('SELECT block, line FROM judgement WHERE message = ?')
  /** All that saving has to know of a message, in one step. */
  const selectSaved = connection.prepare(`
    SELECT message.id, judgement.block, judgement.line,
      (SELECT event FROM sender_event WHERE message = message.id ORDER BY seq DESC LIMIT 1) AS event,
      (SELECT action FROM review WHERE message = message.id ORDER BY seq DESC LIMIT 1) AS said
    FROM message LEFT JOIN judgement ON judgement.message = id WHERE digest = ?`)
  const upsert = connection.prepare(`
    INSERT INTO judgement (message, rules, held, unknown, block, line) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET rules = excluded.rules, held = excluded.held, unknown = excluded.unknown,
      block = excluded.block, line = excluded.line`)
  const removeFindings = connection.prepare('DELETE FROM finding WHERE message = ?')
  const insertFinding = connection.prepare(
    'INSERT INTO finding (message, ordinal, id, severity) VALUES (?, ?, ?, ?)',
  )
  const insertEvent = connection.prepare('INSERT INTO sender_event (message, event) VALUES (?, ?)')
  const selectVerdict = connection.prepare('SELECT level, score, rank, model FROM verdict WHERE message = ?')
  const selectVerdicts = connection.prepare(`
    SELECT digest, level, score, rank, model FROM verdict JOIN message ON message.id = verdict.message
    ORDER BY rank, digest`)
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
      const saved = selectSaved.get(digestBytes(judgement.digest))
      if (!saved) throw new TypeError(`the store does not hold ${judgement.digest}`)
      const message = integer(saved.id)
      if (saved.block !== null) {
        blocks.release({ block: integer(saved.block), line: integer(saved.line) })
        removeFindings.run(message)
      }
      const { block, line } = blocks.append(JSON.stringify({ ...judgement, digest: '' }))
      upsert.run(message, judgement.rules, Number(judgement.held), Number(judgement.unknown), block, line)
      for (const [ordinal, finding] of judgement.findings.entries())
        insertFinding.run(message, ordinal, finding.id, finding.severity)

      // What a person released stays released, however often the mail is judged again, until they take it back.
      const event = saved.said === 'release' ? 'released' : judgement.held ? 'held' : 'learned'
      if (saved.event !== event) insertEvent.run(message, event)
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
      return verdict ? { judgement, verdict: verdictOf(digest, verdict) } : { judgement }
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

    verdicts: () => selectVerdicts.all().map((row) => verdictOf(digestOf(blob(row.digest)), row)),

    count: () => integer(selectCount.get()?.n),
  }
}

function verdictOf(digest: Digest, row: Record<string, SQLOutputValue>): Verdict {
  const model = row.model
  return {
    kind: 'verdict',
    digest,
    level: text(row.level) as VerdictLevel,
    score: Number(row.score),
    rank: integer(row.rank),
    ...(typeof model === 'string' ? { model: model as AttackerModel } : {}),
  }
}

function judgementOf(digest: Digest, json: string): Judgement {
  const judgement = parseWithDigest(json)
  judgement.digest = digest
  return judgement as unknown as Judgement
}
