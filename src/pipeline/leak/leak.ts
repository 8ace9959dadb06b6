/** `leak trace` and `leak register`: joins reading, fingerprints, holdings and the mailbox question with the store. */
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { openAttachment } from '../../enrich/attachments/open-attachment.ts'
import { emptyTextIndex } from '../../leaks/fingerprint/text-index.ts'
import { fingerprint } from '../../leaks/fingerprint/winnow.ts'
import { holderBook } from '../../leaks/holdings/holder-book.ts'
import { holdingsOfRecord } from '../../leaks/holdings/holdings-of-record.ts'
import { type LeakedFile, type LeakLibrary, traceLeak } from '../../leaks/trace-leak.ts'
import type { Document, PicturePrint } from '../../model/document.ts'
import type { Holding } from '../../model/holding.ts'
import type { LeakProgress, LeakTrace, RegisteredFile } from '../../model/leak-trace.ts'
import type { MailDocuments, Source, Store } from '../../model/ports.ts'
import type { SourceLocation, SourceTrouble } from '../../model/source.ts'
import { digestOf } from '../read-into.ts'
import { fileReason, leakedFiles } from './leaked-files.ts'
import { documentText, mailDocuments, pictureOf } from './mail-documents.ts'

export interface LeakRequest {
  readonly inputs: readonly string[]
  /** Milliseconds; the leak was in other hands by then. */
  readonly until: number
  /** Addresses that cannot be the source. */
  readonly without?: readonly string[]
  readonly signal?: AbortSignal
}

/** Mails whose documents are saved at once. */
const SAVED_AT_ONCE = 128

/**
 * Traces leaked files among the mail of a store and what was registered. Mail that was not read for tracing yet is read
 * first and remembered. Yields progress and trouble, then the trace. Rejects with `StoreError`.
 */
export async function* leakTrace(
  request: LeakRequest,
  store: Store,
  source: Source,
): AsyncGenerator<LeakProgress | SourceTrouble | LeakTrace, void, undefined> {
  const files: LeakedFile[] = []
  for await (const item of leakedFiles(request.inputs, source))
    if ('kind' in item) yield item
    else files.push(item)
  if (files.length === 0) return
  const unread = yield* readDocuments(store, source, request.signal)
  const library = await openLibrary(store, source, unread)
  yield await traceLeak(files, library, {
    until: request.until,
    ...(request.without && { without: new Set(request.without) }),
    ...(request.signal && { signal: request.signal }),
  })
}

/** Reads the documents of mail that came since the last time; returns how many mails were not there any more. */
async function* readDocuments(
  store: Store,
  source: Source,
  signal: AbortSignal | undefined,
): AsyncGenerator<LeakProgress, number, undefined> {
  const waiting = await store.untracedMessages()
  if (waiting.length === 0) return 0
  const places: SourceLocation[] = []
  for (const digest of waiting) {
    const [place] = await store.sources(digest)
    if (place !== undefined) places.push(place)
  }
  const wanted = new Set(waiting)
  let batch: MailDocuments[] = []
  let read = 0
  for await (const { raw } of source.readMany(places, signal)) {
    read++
    if (raw !== undefined && wanted.delete(digestOf(raw.bytes))) batch.push(await mailDocuments(raw.bytes))
    if (batch.length < SAVED_AT_ONCE) continue
    await store.saveDocuments(batch)
    batch = []
    yield { kind: 'leak-progress', read, of: waiting.length }
  }
  await store.saveDocuments(batch)
  yield { kind: 'leak-progress', read: waiting.length, of: waiting.length }
  return wanted.size
}

async function openLibrary(store: Store, source: Source, unread: number): Promise<LeakLibrary> {
  const index = emptyTextIndex()
  const documents: Document[] = []
  const pictures: { print: PicturePrint; document: number }[] = []
  for await (const { document, pieces, picture } of store.documents()) {
    const number = index.add({ pieces, letters: document.letters })
    documents.push(document)
    if (picture !== undefined) pictures.push({ print: picture, document: number })
  }
  index.settle()
  const texts = await store.mailTexts()
  const holdings: Holding[] = []
  const lists = new Set<string>()
  const writers = new Set<string>()
  const stated: LeakLibrary['stated'][number][] = []
  let messages = 0
  for await (const record of store.messages()) {
    messages++
    for (const { sha256, name, opened } of record.attachments) {
      const { pdfId, xmpDocumentId, rsidRoot } = opened?.metadata ?? {}
      if (opened !== undefined && (pdfId ?? xmpDocumentId ?? rsidRoot) !== undefined)
        stated.push({ document: `sha256:${sha256}`, name, metadata: opened.metadata })
    }
    for (const holding of holdingsOfRecord(record, texts.get(record.digest))) {
      holdings.push(holding)
      if (holding.way === 'list') lists.add(holding.holder)
      if (holding.way === 'sent') writers.add(holding.holder)
    }
  }
  // who reads a newsletter is no list: lists pass mail on, they do not write any
  for (const writer of writers) lists.delete(writer)
  holdings.push(...(await store.registeredHoldings()))
  return {
    documents,
    index,
    book: holderBook(holdings),
    pictures,
    stated,
    lists,
    messages,
    unread,
    textOf: (document) => textOf(document, store, source),
  }
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
      { recipients: [], qr: false },
    )
    return opened.text
  } catch {
    return undefined
  }
}

export interface RegisterRequest {
  readonly files: readonly string[]
  readonly holder: string
  /** Milliseconds. */
  readonly from: number
  readonly until?: number
}

/**
 * Registers files outside mail with who held them. Yields what was registered and trouble with files. Rejects with
 * `StoreError`.
 */
export async function* leakRegister(
  { files, holder, from, until }: RegisterRequest,
  store: Store,
): AsyncGenerator<RegisteredFile | SourceTrouble, void, undefined> {
  for (const file of files) {
    let bytes: Buffer
    try {
      bytes = readFileSync(file)
    } catch (error) {
      yield {
        kind: 'source-trouble',
        code: 'not-found',
        file,
        detail: fileReason(error),
        next: 'check the path',
        fatal: true,
      }
      continue
    }
    const opened = await openAttachment(
      { part: '1', name: basename(file), declaredType: '', bytes },
      { recipients: [], qr: false },
    )
    const { pieces, letters } = fingerprint(opened.text)
    const picture = await pictureOf(bytes, opened.mediaType)
    const document = digestOf(bytes)
    await store.registerDocument(
      {
        document: {
          kind: 'document',
          id: document,
          form: 'registered',
          name: basename(file),
          mediaType: opened.mediaType,
          size: bytes.length,
          place: { kind: 'file', path: resolve(file) },
          letters,
        },
        pieces,
        ...(picture !== undefined && { picture }),
      },
      [
        {
          kind: 'holding',
          document,
          holder: holder.toLowerCase(),
          way: 'registered',
          from,
          ...(until !== undefined && { until }),
        },
      ],
    )
    yield {
      kind: 'registered-file',
      name: basename(file),
      document,
      letters,
      issues: opened.issues.map(({ detail }) => detail),
    }
  }
}
