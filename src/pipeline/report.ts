import { clientLabel } from '../enrich/senders/client-label.ts'
import { payloadDomains } from '../enrich/senders/payload-links.ts'
import { senderKey } from '../enrich/senders/record-parties.ts'
import { placeText } from '../explain/evidence-text.ts'
import type { Digest } from '../model/bytes.ts'
import type { Source, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { PastMessage, ReportMessage, ScannedMessage, ScanReport, ScanSummary } from '../model/scan.ts'
import type { SourceLocation } from '../model/source.ts'
import { parseMessage } from '../parse/parse-message.ts'
import { digestOf } from './read-into.ts'

/** Messages of the sender shown in the timeline. */
const PAST_LIMIT = 200

/**
 * Gathers what a report shows beside the findings: the mail itself, read again from where it lies and checked
 * against its digest, and the sender's past. A mail that is gone or changed is said to be.
 */
export async function scanReport(
  messages: readonly ScannedMessage[],
  summary: ScanSummary,
  options: {
    readonly store: Store
    readonly source: Source
    readonly inputs: readonly string[]
    readonly generated: number
  },
): Promise<ScanReport> {
  const { store, source, inputs, generated } = options
  const found = await reread(messages, store, source)
  const shown: ReportMessage[] = []
  for (const scanned of messages) {
    const { record } = scanned
    const bytes = found.get(record.digest)
    shown.push({
      scanned,
      past: await pastOf(record, store),
      ...(bytes
        ? { bytes, message: parseMessage(bytes, { digest: record.digest }) }
        : {
            missing: `The mail is no longer at ${record.source.file} (${placeWords(record.source)}), or it was changed since it was scanned. What is shown comes from the facts stored then.`,
          }),
    })
  }
  return { kind: 'scan-report', generated, inputs, summary, messages: shown }
}

function placeWords(source: SourceLocation): string {
  return source.item === undefined ? `byte ${source.offset}` : placeText(source)
}

/** The bytes of the messages that still lie where they were found, by digest. One pass over each file. */
async function reread(
  messages: readonly ScannedMessage[],
  store: Store,
  source: Source,
): Promise<ReadonlyMap<Digest, Uint8Array>> {
  const wanted = new Set<Digest>()
  const places: SourceLocation[] = []
  for (const { record } of messages) {
    wanted.add(record.digest)
    places.push(record.source, ...(await store.sources(record.digest)))
  }
  const found = new Map<Digest, Uint8Array>()
  for await (const { raw } of source.readMany(places)) {
    // Only the digest tells that it is the same mail; a rewritten mailbox may hold another at the same place.
    const digest = raw ? digestOf(raw.bytes) : undefined
    if (raw && digest && wanted.has(digest)) found.set(digest, raw.bytes)
  }
  return found
}

async function pastOf(record: MessageRecord, store: Store): Promise<readonly PastMessage[]> {
  const past: PastMessage[] = []
  for await (const one of store.historyBefore(record.time, {
    sender: senderKey(record),
    limit: PAST_LIMIT,
  })) {
    const stored = await store.judgement(one.digest)
    past.push({
      digest: one.digest,
      time: one.time,
      subject: one.subject,
      client: clientLabel(one),
      linkDomains: payloadDomains(one, one.thread.anchors.length > 0).map(({ domain }) => domain),
      held: stored?.judgement.held ?? false,
    })
  }
  return past.reverse()
}
