/**
 * The whole of Counterfoil on one screen:
 *
 *   ingest  → raw messages            (Source)
 *   parse   → Message                 (pure)
 *   enrich  → MessageRecord, stored   (authentication; asks nobody unless a resolver is given)
 *   judge   → Judgement, stored       (in strict time order, each against what was known before it)
 *   rank    → Verdict, within the budget
 *
 * Explaining is the caller's: `explain/` turns these values into text, JSON or HTML.
 */
import { type AttachmentDepth, openAttachments } from './enrich/attachments/open-attachments.ts'
import { alteration, authenticate, statedAuthentication } from './enrich/auth/authenticate.ts'
import { messageRecord } from './enrich/record.ts'
import { mailTrace } from './enrich/traces/mail-trace.ts'
import { KNOWN_WELL, RULES_VERSION } from './judge/rules-version.ts'
import type { Digest } from './model/bytes.ts'
import type { Clock, Reader, ReadResult, Resolver, Source, Store } from './model/ports.ts'
import type { Budget, ScanEvent } from './model/scan.ts'
import type { RawMessage, SourceTrouble } from './model/source.ts'
import { parseMessage } from './parse/parse-message.ts'
import { judgeStore } from './pipeline/judge-store.ts'
import { rankStore } from './pipeline/rank-store.ts'
import { type ReadingTotals, readInto } from './pipeline/read-into.ts'

export interface ReadOptions {
  /** Border hosts whose authentication results are believed; with none they are inferred and said to be. */
  readonly trustedHosts?: readonly string[]
  /** Relays of the mailbox, such as a list server, whose results are believed as well (see the relay survey). */
  readonly relays?: readonly string[]
  /** For own verification; without it only what border hosts stated is known. */
  readonly resolver?: Resolver
  /** How far attachments are looked into; everything when not given. Nothing is run or fetched in any case. */
  readonly attachments?: AttachmentDepth
  /** What of each mail is prepared for hunting, beyond its record; `values` leaves its words out. Default `none`. */
  readonly index?: IndexDepth
}

export type IndexDepth = 'all' | 'values' | 'none'

/** Parse and enrich one raw message. Never rejects for any bytes. */
export async function readMessage(
  raw: RawMessage,
  options: ReadOptions = {},
  digest?: Digest,
): Promise<ReadResult> {
  const message = parseMessage(raw.bytes, digest ? { digest } : {})
  const { trustedHosts = [], relays = [], resolver, attachments = 'all' } = options
  const opened = await openAttachments(message, raw.bytes, attachments)
  const altered = alteration(raw.source)
  const { facts, lookups } =
    !resolver || altered
      ? { facts: statedAuthentication(message, trustedHosts, relays, altered), lookups: [] }
      : await authenticate(message, { bytes: raw.bytes, trustedHosts, relays, resolver })
  const record = messageRecord(raw, message, facts, opened)
  const { index = 'none' } = options
  if (index === 'none') return { record, lookups }
  return { record, lookups, ...mailTrace(message, raw.bytes, opened, record, { words: index === 'all' }) }
}

export interface PipelineOptions {
  readonly inputs: readonly string[]
  readonly source: Source
  readonly store: Store
  readonly reader: Reader
  readonly budget: Budget
  /** Milliseconds; rank only messages in [since, until). Earlier mail still counts as past. */
  readonly since?: number
  readonly until?: number
  /** Yield every message in rank order, not only alerts and reviews. */
  readonly all: boolean
  /** The words of mail are kept: known mail without them is read again. */
  readonly words?: boolean
  readonly signal?: AbortSignal
  readonly clock: Clock
  readonly version: string
}

/**
 * Scans: yields progress and trouble as they happen, then messages in rank order, then one summary. What was read
 * is in the store even when the scan is interrupted; scanning again takes up there. Throws `ScanInterrupted` on
 * abort and `StoreError` when the store fails.
 */
export async function* runPipeline(options: PipelineOptions): AsyncGenerator<ScanEvent, void, undefined> {
  const { store, clock, budget } = options
  const window = {
    ...(options.since !== undefined ? { since: options.since } : {}),
    ...(options.until !== undefined ? { until: options.until } : {}),
  }
  const trouble: SourceTrouble[] = []
  const started = clock()

  const totals: ReadingTotals = { met: 0, added: 0, repeated: 0 }
  for await (const event of readInto(totals, options)) {
    if (event.kind === 'source-trouble') trouble.push(event)
    yield event
  }
  await options.reader.rest?.()
  const read = clock()

  const judged = yield* judgeStore(store, window, options.signal)
  const judgedAt = clock()

  const { verdicts, allowed, used } = yield* rankStore(store, window, budget)
  const levels = { alert: 0, review: 0, none: 0, unknown: 0 }
  for (const { level } of verdicts) levels[level]++
  for (const verdict of verdicts) {
    if (!options.all && verdict.level !== 'alert' && verdict.level !== 'review') continue
    const record = await store.message(verdict.digest)
    const stored = await store.judgement(verdict.digest)
    if (record && stored) yield { kind: 'scanned-message', verdict, judgement: stored.judgement, record }
  }
  const ended = clock()

  yield {
    kind: 'scan-summary',
    version: options.version,
    rules: RULES_VERSION,
    messages: { ...totals, stored: (await store.counts()).messages, ranked: verdicts.length },
    ...(judged.firstTime !== undefined ? { firstTime: judged.firstTime } : {}),
    ...(judged.lastTime !== undefined ? { lastTime: judged.lastTime } : {}),
    senders: { ...judged.senders, threshold: KNOWN_WELL },
    verdicts: levels,
    budget: { asked: budget, allowed, used },
    coverage: { ...judged.coverage, trouble },
    timings: {
      reading: read - started,
      judging: judgedAt - read,
      ranking: ended - judgedAt,
      total: ended - started,
    },
  }
}
