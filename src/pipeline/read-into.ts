/** Ingest → parse → enrich → store, in batches, several under way at once, saved in the order they were met. */
import { hash } from 'node:crypto'
import { inferRelays, observeRelay } from '../enrich/auth/relay-survey.ts'
import type { Digest } from '../model/bytes.ts'
import type { Reader, ReadResult, Source, Store } from '../model/ports.ts'
import type { ScanProgress } from '../model/scan.ts'
import type { RawMessage, SourceLocation, SourceTrouble } from '../model/source.ts'
import { parseTopHeader } from '../parse/parse-message.ts'
import { forgetPass } from './judge-store.ts'
import { ScanInterrupted } from './scan-interrupted.ts'

/** A batch goes to the reader at this many messages or bytes, whichever comes first. */
const BATCH_MESSAGES = 64
const BATCH_BYTES = 4 << 20
/** Messages saved in one transaction at least: a quarter less work for the store than a batch each. */
const SAVE_MESSAGES = 256
/**
 * Messages held back at the start to find the relays of the mailbox (a list server, a forwarding host) whose
 * authentication results may be believed: one mail alone cannot vouch for its own relay. The relays of a sample of
 * 500 were those of all 21,928 in the mailbox this was measured on.
 */
const SURVEY_MESSAGES = 500
const SURVEY_BYTES = 32 << 20
/** Places that cannot be read, remembered of one scan. Attack: an archive of a million broken mails. */
const TROUBLE_LIMIT = 10_000
/** Where the store keeps the relays found so far. */
const RELAYS = 'relays'

export interface ReadingTotals {
  met: number
  added: number
  repeated: number
}

interface Met {
  readonly digest: Digest
  readonly raw: RawMessage
}

/** The identity of a message: SHA-256 of its raw bytes. */
export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${hash('sha256', bytes, 'hex')}`
}

/**
 * Reads all inputs into the store; counts into `totals`. Yields progress and trouble. On abort the batches under
 * way are finished and saved, then `ScanInterrupted` is thrown. A message met twice adds only its second place.
 */
export async function* readInto(
  totals: ReadingTotals,
  options: {
    readonly inputs: readonly string[]
    readonly source: Source
    readonly store: Store
    readonly reader: Reader
    readonly words?: boolean
    readonly signal?: AbortSignal
  },
): AsyncGenerator<ScanProgress | SourceTrouble, void, undefined> {
  const { source, store, reader, signal } = options
  const files = new Set<string>()
  const trouble: SourceTrouble[] = []
  const underWay: {
    readonly fresh: readonly Met[]
    readonly answers: Promise<readonly (ReadResult | SourceTrouble)[]>
  }[] = []
  const bytesOf = new Map<string, { read: number; total: number | undefined }>()
  // Digests sent to the reader and not yet saved: the same mail may come again before the store knows it.
  const pending = new Set<Digest>()
  const settled: Digest[] = []
  const unsaved: ReadResult[] = []
  let batch: Met[] = []
  let bytes = 0
  // Until the survey is done, the messages it needs; then undefined.
  let surveyed: Met[] | undefined = []
  let surveyedBytes = 0
  let relays: readonly string[] = []

  async function send(): Promise<void> {
    const met = batch
    batch = []
    bytes = 0
    if (met.length === 0) return
    const known = await store.known(
      met.map((one) => one.digest),
      { words: options.words ?? false },
    )
    const fresh: Met[] = []
    const again: { readonly digest: Digest; readonly source: SourceLocation }[] = []
    for (const one of met) {
      if (known.has(one.digest)) again.push({ digest: one.digest, source: one.raw.source })
      else if (pending.has(one.digest)) later.push({ digest: one.digest, source: one.raw.source })
      else {
        pending.add(one.digest)
        fresh.push(one)
      }
    }
    totals.repeated += met.length - fresh.length
    if (again.length > 0) await store.saveSources(again)
    if (fresh.length > 0) underWay.push({ fresh, answers: reader.read(fresh, relays) })
  }
  // Second places of messages still under way; saved once their message is.
  const later: { readonly digest: Digest; readonly source: SourceLocation }[] = []

  let isPassForgotten = false
  async function save(): Promise<void> {
    // A record read again by a newer reader changes judgements, too, though the number of messages stays.
    if (unsaved.length > 0 && !isPassForgotten) {
      isPassForgotten = true
      await forgetPass(store)
    }
    totals.added += await store.saveMessages(unsaved.splice(0))
    for (const digest of settled.splice(0)) pending.delete(digest)
  }

  async function* settle(leave: number): AsyncGenerator<SourceTrouble, void, undefined> {
    while (underWay.length > leave) {
      const { fresh, answers } = underWay.shift()!
      for (const one of await answers) {
        if ('kind' in one) {
          trouble.push(one)
          yield one
        } else unsaved.push(one)
      }
      for (const { digest } of fresh) settled.push(digest)
      if (unsaved.length >= SAVE_MESSAGES) await save()
    }
  }

  async function* take(met: Met): AsyncGenerator<SourceTrouble, void, undefined> {
    batch.push(met)
    bytes += met.raw.bytes.length
    if (batch.length < BATCH_MESSAGES && bytes < BATCH_BYTES) return
    await send()
    yield* settle(reader.parallel - 1)
  }

  /** Ends the survey: finds the relays among the messages held back, and lets them go on. */
  async function* survey(): AsyncGenerator<SourceTrouble, void, undefined> {
    if (!surveyed) return
    const held = surveyed
    surveyed = undefined
    relays = await surveyRelays(store, held)
    for (const met of held) yield* take(met)
  }

  const progress = (): ScanProgress => {
    let done = 0
    let all: number | undefined = 0
    for (const { read, total } of bytesOf.values()) {
      done += read
      all = all === undefined || total === undefined ? undefined : all + total
    }
    return {
      kind: 'scan-progress',
      phase: 'reading',
      messages: totals.met,
      bytes: done,
      ...(all !== undefined ? { bytesTotal: all } : {}),
    }
  }

  try {
    for await (const item of source.read(options.inputs, signal)) {
      if (signal?.aborted) break
      if (item.kind === 'source-trouble') {
        trouble.push(item)
        yield item
      } else if (item.kind === 'source-progress') {
        files.add(item.file)
        bytesOf.set(item.file, { read: item.bytesRead, total: item.bytesTotal })
        yield progress()
      } else {
        totals.met++
        const met = { digest: digestOf(item.bytes), raw: item }
        if (surveyed) {
          surveyed.push(met)
          surveyedBytes += item.bytes.length
          reader.expect?.(surveyedBytes)
          if (surveyed.length >= SURVEY_MESSAGES || surveyedBytes >= SURVEY_BYTES) yield* survey()
        } else yield* take(met)
      }
    }
  } catch (error) {
    // The source ends an aborted read by throwing the abort; anything else is a defect and goes on up.
    if (!signal?.aborted) throw error
  }
  yield* survey()
  await send()
  yield* settle(0)
  await save()
  if (later.length > 0) {
    const saved = await store.known(later.map((one) => one.digest))
    await store.saveSources(later.filter((one) => saved.has(one.digest)))
  }
  if (trouble.length > 0 || files.size > 0)
    await store.saveTrouble(signal?.aborted ? [] : [...files], trouble.slice(0, TROUBLE_LIMIT))
  if (signal?.aborted) throw new ScanInterrupted(totals.added)
  yield progress()
}

/** Relays known from earlier scans and those of the messages that are new; remembers what it adds. */
async function surveyRelays(store: Store, met: readonly Met[]): Promise<readonly string[]> {
  const before = JSON.parse((await store.setting(RELAYS)) ?? '[]') as string[]
  const known = await store.known(met.map((one) => one.digest))
  const fresh = met.filter((one) => !known.has(one.digest))
  const found = inferRelays(fresh.map(({ raw }) => observeRelay(parseTopHeader(raw.bytes))))
  const relays = [...new Set([...before, ...found.map((one) => one.host)])]
  if (relays.length > before.length) await store.saveSetting(RELAYS, JSON.stringify(relays))
  return relays
}
