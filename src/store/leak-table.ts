import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Digest } from '../model/bytes.ts'
import type { Document } from '../model/document.ts'
import type { Holding, HoldingWay } from '../model/holding.ts'
import type { MailDocuments, StoredDocument } from '../model/ports.ts'
import { blob, type Connection, integer, text } from './connection.ts'
import { digestBytes, digestOf } from './digest-bytes.ts'

/**
 * Documents for tracing leaks: their fingerprints, which mails were read for them, and holdings that people registered.
 * Holdings that follow from mail are worked out from the records and are not kept here.
 */
export interface LeakTable {
  untraced(): readonly Digest[]
  /** Throws TypeError for a message that is not held. */
  save(mails: readonly MailDocuments[]): void
  register(document: StoredDocument, holdings: readonly Holding[]): void
  /** At most so many documents after this row, oldest first. */
  after(row: number, most: number): readonly { readonly row: number; readonly stored: StoredDocument }[]
  mailTexts(): ReadonlyMap<Digest, Digest>
  holdings(): readonly Holding[]
}

/**
 * The tables. `facts` is the document without what has a column of its own, and how its pages look, JSON. `pieces` are 32-bit hashes, ascending,
 * as differences, little-endian, zstd.
 */
export const LEAK_SCHEMA = `
CREATE TABLE leak_document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  facts TEXT NOT NULL,
  picture TEXT,
  pieces BLOB NOT NULL
) STRICT;
CREATE TABLE leak_mail (
  message INTEGER PRIMARY KEY REFERENCES message (id),
  text INTEGER REFERENCES leak_document (id)
) STRICT;
CREATE TABLE leak_holding (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES leak_document (id),
  holder TEXT NOT NULL,
  way TEXT NOT NULL,
  since INTEGER NOT NULL,               -- milliseconds since 1970
  until INTEGER,
  UNIQUE (document, holder, since)
) STRICT;
`

export function leakTable(connection: Connection): LeakTable {
  const selectUntraced = connection.prepare(
    'SELECT digest FROM message WHERE id NOT IN (SELECT message FROM leak_mail) ORDER BY time, tie',
  )
  const selectMessage = connection.prepare('SELECT id FROM message WHERE digest = ?')
  const selectDocument = connection.prepare('SELECT id FROM leak_document WHERE digest = ?')
  const insertDocument = connection.prepare(
    'INSERT INTO leak_document (digest, facts, picture, pieces) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const selectFacts = connection.prepare('SELECT id, facts FROM leak_document WHERE digest = ?')
  const replaceDocument = connection.prepare(
    'UPDATE leak_document SET facts = ?, picture = ?, pieces = ? WHERE id = ?',
  )
  const upsertMail = connection.prepare(
    'INSERT INTO leak_mail (message, text) VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text',
  )
  const insertHolding = connection.prepare(
    'INSERT INTO leak_holding (document, holder, way, since, until) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until',
  )
  const selectAfter = connection.prepare(
    'SELECT id, digest, facts, picture, pieces FROM leak_document WHERE id > ? ORDER BY id LIMIT ?',
  )
  const selectTexts = connection.prepare(
    'SELECT message.digest AS message, leak_document.digest AS text FROM leak_mail JOIN message ON message.id = leak_mail.message JOIN leak_document ON leak_document.id = leak_mail.text',
  )
  const selectHoldings = connection.prepare(
    'SELECT digest, holder, way, since, until FROM leak_holding JOIN leak_document ON leak_document.id = leak_holding.document ORDER BY leak_holding.id',
  )

  const saveDocument = ({ document, pieces, picture, pages }: StoredDocument): void => {
    const { id, kind: _, ...facts } = document
    const kept: Facts = { ...facts, ...(pages && { pages }) }
    insertDocument.run(digestBytes(id), JSON.stringify(kept).toWellFormed(), picture ?? null, packed(pieces))
  }
  const idOf = (digest: Digest): number => integer(selectDocument.get(digestBytes(digest))?.id)

  return {
    untraced: () => selectUntraced.all().map(({ digest }) => digestOf(blob(digest))),

    save(mails) {
      for (const { message, text: own, documents } of mails) {
        const row = selectMessage.get(digestBytes(message))
        if (!row) throw new TypeError(`the store does not hold ${message}`)
        for (const document of documents) saveDocument(document)
        upsertMail.run(integer(row.id), own === undefined ? null : idOf(own))
      }
    },

    register(document, holdings) {
      const known = selectFacts.get(digestBytes(document.document.id))
      // a scan that OCR made readable since: the same bytes have more text now
      if (known && (JSON.parse(text(known.facts)) as Facts).letters < document.document.letters) {
        const { id: _, kind: __, ...facts } = document.document
        const kept: Facts = { ...facts, ...(document.pages && { pages: document.pages }) }
        replaceDocument.run(
          JSON.stringify(kept).toWellFormed(),
          document.picture ?? null,
          packed(document.pieces),
          integer(known.id),
        )
      } else saveDocument(document)
      const id = idOf(document.document.id)
      for (const { holder, way, from, until } of holdings) {
        for (const time of [from, until ?? 0])
          if (!Number.isSafeInteger(time))
            throw new TypeError(`the time of a holding is no whole number of milliseconds: ${time}`)
        insertHolding.run(id, holder.toWellFormed(), way, from, until ?? null)
      }
    },

    after: (row, most) =>
      selectAfter.all(row, most).map(({ id, digest, facts, picture, pieces }) => {
        const { pages, ...document } = JSON.parse(text(facts)) as Facts
        return {
          row: integer(id),
          stored: {
            document: { kind: 'document', id: digestOf(blob(digest)), ...document },
            pieces: unpacked(blob(pieces)),
            ...(picture !== null && { picture: text(picture) }),
            ...(pages && { pages }),
          },
        }
      }),

    mailTexts: () =>
      new Map(
        selectTexts
          .all()
          .map(({ message, text: own }) => [digestOf(blob(message)), digestOf(blob(own))] as const),
      ),

    holdings: () =>
      selectHoldings.all().map(({ digest, holder, way, since, until }) => ({
        kind: 'holding',
        document: digestOf(blob(digest)),
        holder: text(holder),
        way: text(way) as HoldingWay,
        from: integer(since),
        ...(until !== null && { until: integer(until) }),
      })),
  }
}

type Facts = Omit<Document, 'kind' | 'id'> & Pick<StoredDocument, 'pages'>

function packed(pieces: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(pieces.length * 4)
  const view = new DataView(bytes.buffer)
  let before = 0
  for (const [i, piece] of pieces.toSorted().entries()) {
    view.setUint32(i * 4, piece - before, true)
    before = piece
  }
  return zstdCompressSync(bytes)
}

function unpacked(data: Uint8Array): Uint32Array {
  const bytes = zstdDecompressSync(data)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces = new Uint32Array(bytes.byteLength >> 2)
  let before = 0
  for (let i = 0; i < pieces.length; i++) {
    before += view.getUint32(i * 4, true)
    pieces[i] = before
  }
  return pieces
}
