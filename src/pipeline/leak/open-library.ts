/** What stores hold, for tracing: texts, looks, and who held what when. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { openAttachment } from '../../enrich/attachments/open-attachment.ts'
import { emptyTextIndex } from '../../leaks/fingerprint/text-index.ts'
import { holderBook } from '../../leaks/holdings/holder-book.ts'
import { holdingsOfRecord } from '../../leaks/holdings/holdings-of-record.ts'
import { type FoundMail, mailboxTraces } from '../../leaks/holdings/mailbox-exports.ts'
import { type HeldPage, heldPage } from '../../leaks/pictures/look-alikes.ts'
import type { LeakLibrary } from '../../leaks/trace-leak.ts'
import type { Digest } from '../../model/bytes.ts'
import type { Document, PicturePrint } from '../../model/document.ts'
import type { Holding } from '../../model/holding.ts'
import type { Source, Store, StoredDocument } from '../../model/ports.ts'
import type { MessageRecord } from '../../model/record.ts'
import { digestOf } from '../read-into.ts'
import { howItLooks, PATIENCE } from './how-it-looks.ts'
import { documentText } from './mail-documents.ts'
import { textBeside, textFileBeside } from './text-beside.ts'

/**
 * All that stores hold, ready for searching. A document, mail or holding that several of them have counts once.
 * @param unread mails that could not be read again.
 */
export async function openLibrary(
  stores: readonly Store[],
  source: Source,
  unread: number,
): Promise<LeakLibrary> {
  const index = emptyTextIndex()
  const documents: Document[] = []
  const pictures: { print: PicturePrint; document: number }[] = []
  const looks: HeldPage[] = []
  /** Stores a document is in, the one its number comes from first. */
  const homes = new Map<Digest, { readonly document: Document; readonly store: Store }[]>()
  for await (const [store, { document, pieces, picture, pages = [] }] of eachDocument(stores)) {
    const known = homes.get(document.id)
    if (known !== undefined) {
      known.push({ document, store })
      continue
    }
    homes.set(document.id, [{ document, store }])
    const number = index.add({ pieces, letters: document.letters })
    documents.push(document)
    if (picture !== undefined) pictures.push({ print: picture, document: number })
    for (const { page, print } of pages) {
      const look = heldPage(number, page, print)
      if (look !== undefined) looks.push(look)
    }
  }
  index.settle()
  const texts = new Map<Digest, Digest>()
  for (const store of stores) for (const [mail, text] of await store.mailTexts()) texts.set(mail, text)
  const holdings: Holding[] = []
  const lists = new Set<string>()
  const writers = new Set<string>()
  const stated: LeakLibrary['stated'][number][] = []
  const exported = mailboxTraces(await foundMails(stores))
  const messages = new Set<Digest>()
  for await (const [, record] of eachMessage(stores)) {
    if (messages.has(record.digest)) continue
    messages.add(record.digest)
    for (const { sha256, name, opened } of record.attachments) {
      const { pdfId, xmpDocumentId, rsidRoot } = opened?.metadata ?? {}
      if (opened !== undefined && (pdfId ?? xmpDocumentId ?? rsidRoot) !== undefined)
        stated.push({ document: `sha256:${sha256}`, name, metadata: opened.metadata })
    }
    for (const holding of holdingsOfRecord(record, texts.get(record.digest), exported.get(record.digest))) {
      holdings.push(holding)
      if (holding.way === 'list') lists.add(holding.holder)
      if (holding.way === 'sent') writers.add(holding.holder)
    }
  }
  // who reads a newsletter is no list: lists pass mail on, they do not write any
  for (const writer of writers) lists.delete(writer)
  for (const store of stores) holdings.push(...(await store.registeredHoldings()))
  return {
    documents,
    index,
    book: holderBook(holdings),
    pictures,
    pages: looks,
    stated,
    lists,
    messages: messages.size,
    unread,
    async textOf({ id }) {
      for (const { document, store } of homes.get(id) ?? []) {
        const text = await textOf(document, store, source)
        if (text !== undefined) return text
      }
      return undefined
    },
  }
}

/** Where each mail was found, in whatever store: exports of one mailbox are compared with each other. */
async function foundMails(stores: readonly Store[]): Promise<Iterable<FoundMail>> {
  const found = new Map<Digest, FoundMail>()
  for await (const [store, { digest, time, from, to, cc, bcc, bulk }] of eachMessage(stores)) {
    const sources = [...(found.get(digest)?.sources ?? []), ...(await store.sources(digest))]
    found.set(digest, {
      digest,
      time,
      bulk,
      addresses: [from, ...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase()),
      sources,
    })
  }
  return found.values()
}

async function* eachDocument(stores: readonly Store[]): AsyncGenerator<readonly [Store, StoredDocument]> {
  for (const store of stores) for await (const document of store.documents()) yield [store, document]
}

async function* eachMessage(stores: readonly Store[]): AsyncGenerator<readonly [Store, MessageRecord]> {
  for (const store of stores) for await (const record of store.messages()) yield [store, record]
}

async function textOf({ place, id }: Document, store: Store, source: Source): Promise<string | undefined> {
  if (place.kind === 'mail') {
    for (const location of await store.sources(place.message)) {
      const raw = await source.readAt(location)
      const text = raw === undefined ? undefined : await documentText(raw.bytes, place)
      if (text !== undefined) return text
    }
    return undefined
  }
  try {
    const bytes = readFileSync(place.path)
    if (digestOf(bytes) !== id) return undefined
    const opened = await openAttachment(
      { part: '1', name: basename(place.path), declaredType: '', bytes },
      { recipients: [], qr: false, patience: PATIENCE },
    )
    const beside = textFileBeside(place.path)
    if (
      beside === undefined ||
      (await howItLooks(bytes, opened.mediaType, PATIENCE)).withoutText.length === 0
    )
      return opened.text
    return `${opened.text}\n${await textBeside(beside)}`
  } catch {
    return undefined
  }
}
