/** `leak trace` and `leak register`: joins reading, fingerprints, holdings and the mailbox question with the store. */
import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { openAttachment } from '../../enrich/attachments/open-attachment.ts'
import { OPEN_LIMITS } from '../../enrich/attachments/open-limits.ts'
import { emptyTextIndex } from '../../leaks/fingerprint/text-index.ts'
import { fingerprint } from '../../leaks/fingerprint/winnow.ts'
import { holderBook } from '../../leaks/holdings/holder-book.ts'
import { holdingsOfRecord } from '../../leaks/holdings/holdings-of-record.ts'
import { type FoundMail, mailboxTraces } from '../../leaks/holdings/mailbox-exports.ts'
import { type HeldPage, heldPage } from '../../leaks/pictures/look-alikes.ts'
import { type LeakedFile, type LeakLibrary, traceLeak } from '../../leaks/trace-leak.ts'
import type { Digest } from '../../model/bytes.ts'
import type { Document, PicturePrint } from '../../model/document.ts'
import type { Holding } from '../../model/holding.ts'
import type { LeakProgress, LeakTrace, RegisteredFile } from '../../model/leak-trace.ts'
import type { MailDocuments, Source, Store } from '../../model/ports.ts'
import type { SourceLocation, SourceTrouble } from '../../model/source.ts'
import { digestOf } from '../read-into.ts'
import { howItLooks, PATIENCE } from './how-it-looks.ts'
import { fileReason, leakedFiles } from './leaked-files.ts'
import { documentText, mailDocuments } from './mail-documents.ts'
import { textBeside, textFileBeside } from './text-beside.ts'

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
  const looks: HeldPage[] = []
  for await (const { document, pieces, picture, pages = [] } of store.documents()) {
    const number = index.add({ pieces, letters: document.letters })
    documents.push(document)
    if (picture !== undefined) pictures.push({ print: picture, document: number })
    for (const { page, print } of pages) {
      const look = heldPage(number, page, print)
      if (look !== undefined) looks.push(look)
    }
  }
  index.settle()
  const texts = await store.mailTexts()
  const holdings: Holding[] = []
  const lists = new Set<string>()
  const stated: LeakLibrary['stated'][number][] = []
  let messages = 0
  const exported = mailboxTraces(await foundMails(store))
  for await (const record of store.messages()) {
    messages++
    for (const { sha256, name, opened } of record.attachments) {
      const { pdfId, xmpDocumentId, rsidRoot } = opened?.metadata ?? {}
      if (opened !== undefined && (pdfId ?? xmpDocumentId ?? rsidRoot) !== undefined)
        stated.push({ document: `sha256:${sha256}`, name, metadata: opened.metadata })
    }
    for (const holding of holdingsOfRecord(record, texts.get(record.digest), exported.get(record.digest))) {
      holdings.push(holding)
      if (holding.way === 'list') lists.add(holding.holder)
    }
  }
  holdings.push(...(await store.registeredHoldings()))
  return {
    documents,
    index,
    book: holderBook(holdings),
    pictures,
    pages: looks,
    stated,
    lists,
    messages,
    unread,
    textOf: (document) => textOf(document, store, source),
  }
}

/** Where each mail was found: exports of one mailbox are compared with each other. */
async function foundMails(store: Store): Promise<readonly FoundMail[]> {
  const found: FoundMail[] = []
  for await (const { digest, time, from, to, cc, bcc, bulk } of store.messages())
    found.push({
      digest,
      time,
      bulk,
      addresses: [from, ...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase()),
      sources: await store.sources(digest),
    })
  return found
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

export interface RegisterRequest {
  readonly files: readonly string[]
  readonly holder: string
  /** Milliseconds; held from then on. Absent when only `deleted` is said. */
  readonly from?: number
  readonly until?: number
  /** Milliseconds; every copy the holder had was gone by then, those that came by mail included. */
  readonly deleted?: number
}

/**
 * Registers files outside mail with who held them, or that a holder's copies were deleted. A scan takes the text that
 * OCR made of it from a file beside it. Yields what was registered and trouble with files. Rejects with `StoreError`.
 */
export async function* leakRegister(
  request: RegisterRequest,
  store: Store,
): AsyncGenerator<RegisteredFile | SourceTrouble, void, undefined> {
  for (const file of request.files) {
    const bytes = registrable(file)
    if ('kind' in bytes) {
      yield bytes
      continue
    }
    const opened = await openAttachment(
      { part: '1', name: basename(file), declaredType: '', bytes },
      { recipients: [], qr: false, patience: PATIENCE },
    )
    const { picture, pages, withoutText, issues } = await howItLooks(bytes, opened.mediaType, PATIENCE)
    const beside = withoutText.length > 0 ? textFileBeside(file) : undefined
    const ocr = beside === undefined ? '' : await textBeside(beside)
    const { pieces, letters } = fingerprint(ocr === '' ? opened.text : `${opened.text}\n${ocr}`)
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
        ...(pages.length > 0 && { pages }),
      },
      saidHoldings(document, request),
    )
    yield {
      kind: 'registered-file',
      name: basename(file),
      document,
      letters,
      pages: pages.length,
      ...(ocr !== '' && beside !== undefined && { readFrom: basename(beside) }),
      issues: [...opened.issues, ...issues].map(({ detail }) => detail),
    }
  }
}

/** The bytes of a file, or why it is not registered. */
function registrable(file: string): Buffer | SourceTrouble {
  const trouble = (code: SourceTrouble['code'], detail: string, next: string): SourceTrouble => ({
    kind: 'source-trouble',
    code,
    file,
    detail,
    next,
    fatal: true,
  })
  try {
    const { size } = statSync(file)
    if (size > OPEN_LIMITS.attachmentBytes)
      return trouble(
        'too-large',
        `larger than ${OPEN_LIMITS.attachmentBytes / 1e6} MB`,
        'register its parts, or its text',
      )
    const bytes = readFileSync(file)
    return bytes.length === 0 ? trouble('empty', 'the file is empty', 'check the file') : bytes
  } catch (error) {
    return trouble('not-found', fileReason(error), 'check the path')
  }
}

function saidHoldings(
  document: Digest,
  { holder, from, until, deleted }: RegisterRequest,
): readonly Holding[] {
  const said = { kind: 'holding', document, holder: holder.toLowerCase() } as const
  return [
    ...(from === undefined
      ? []
      : [{ ...said, way: 'registered', from, ...(until !== undefined && { until }) } as const]),
    ...(deleted === undefined ? [] : [{ ...said, way: 'deleted', from: deleted } as const]),
  ]
}
