import type { MailTrace } from '../model/mail-trace.ts'
import { type Connection, integer } from './connection.ts'
import { type BlockPlace, type JsonBlocks, parseStored } from './json-blocks.ts'

/** A change of the model's version fails to compile here, and makes a scan read older mail again. */
export const TRACE_VERSION: MailTrace['version'] = 1

/** Traces by message. Writing calls happen in a write transaction that ends with `flush` of the blocks. */
export interface TraceTable {
  save(message: number, trace: MailTrace): void
  get(message: number): MailTrace | undefined
  remove(message: number): void
  totals(): {
    readonly traced: number
    readonly attachments: { readonly seen: number; readonly opened: number }
    readonly wrapped: { readonly seen: number; readonly decoded: number }
  }
}

export function traceTable(connection: Connection, blocks: JsonBlocks): TraceTable {
  const select = connection.prepare('SELECT block, line FROM trace WHERE message = ?')
  const insert = connection.prepare(
    'INSERT INTO trace (message, block, line, attachments, opened, wrapped, decoded) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const remove = connection.prepare('DELETE FROM trace WHERE message = ?')
  const selectTotals = connection.prepare(`
    SELECT count(*) AS traced, coalesce(sum(attachments), 0) AS attachments, coalesce(sum(opened), 0) AS opened,
      coalesce(sum(wrapped), 0) AS wrapped, coalesce(sum(decoded), 0) AS decoded FROM trace`)

  const placeOf = (message: number): BlockPlace | undefined => {
    const row = select.get(message)
    return row ? { block: integer(row.block), line: integer(row.line) } : undefined
  }

  return {
    save(message, trace) {
      const { block, line } = blocks.append(JSON.stringify(trace))
      const { attachments, wrapped } = trace
      insert.run(message, block, line, attachments.seen, attachments.opened, wrapped.seen, wrapped.decoded)
    },
    get(message) {
      const place = placeOf(message)
      return place ? (parseStored(blocks.read(place)) as MailTrace) : undefined
    },
    remove(message) {
      const place = placeOf(message)
      if (!place) return
      remove.run(message)
      blocks.release(place)
    },
    totals() {
      const row = selectTotals.get()
      return {
        traced: integer(row?.traced),
        attachments: { seen: integer(row?.attachments), opened: integer(row?.opened) },
        wrapped: { seen: integer(row?.wrapped), decoded: integer(row?.decoded) },
      }
    },
  }
}
