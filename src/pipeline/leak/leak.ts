/** `leak trace`: joins reading, fingerprints, holdings and the mailbox question with the stores. */
import { type LeakedFile, traceLeak } from '../../leaks/trace-leak.ts'
import type { Digest } from '../../model/bytes.ts'
import type { LeakProgress, LeakTrace } from '../../model/leak-trace.ts'
import type { MailDocuments, Source, Store } from '../../model/ports.ts'
import type { SourceLocation, SourceTrouble } from '../../model/source.ts'
import { digestOf } from '../read-into.ts'
import { leakedFiles } from './leaked-files.ts'
import { mailDocuments } from './mail-documents.ts'
import { openLibrary } from './open-library.ts'

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
 * Traces leaked files among the mail of stores and what was registered in them; what several hold counts once. Mail that
 * was not read for tracing yet is read first and remembered. Yields progress and trouble, then the trace. Rejects with `StoreError`.
 */
export async function* leakTrace(
  request: LeakRequest,
  stores: readonly Store[],
  source: Source,
): AsyncGenerator<LeakProgress | SourceTrouble | LeakTrace, void, undefined> {
  const files: LeakedFile[] = []
  for await (const item of leakedFiles(request.inputs, source))
    if ('kind' in item) yield item
    else files.push(item)
  if (files.length === 0) return
  const unread = new Set<Digest>()
  for (const store of stores)
    for (const digest of yield* readDocuments(store, source, request.signal)) unread.add(digest)
  const library = await openLibrary(stores, source, unread.size)
  yield await traceLeak(files, library, {
    until: request.until,
    ...(request.without && { without: new Set(request.without) }),
    ...(request.signal && { signal: request.signal }),
  })
}

/** Reads the documents of mail that came since the last time; returns the mails that were not there any more. */
async function* readDocuments(
  store: Store,
  source: Source,
  signal: AbortSignal | undefined,
): AsyncGenerator<LeakProgress, ReadonlySet<Digest>, undefined> {
  const waiting = await store.untracedMessages()
  if (waiting.length === 0) return new Set()
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
  return wanted
}
