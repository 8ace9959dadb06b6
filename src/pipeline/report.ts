import { clientLabel } from '../enrich/senders/client-label.ts'
import { payloadDomains } from '../enrich/senders/payload-links.ts'
import { senderKey } from '../enrich/senders/sender-history.ts'
import type { Source, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { PastMessage, ReportMessage, ScannedMessage, ScanReport, ScanSummary } from '../model/scan.ts'
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
  // In the order they lie, so that a packed mailbox is unpacked once and not once a message.
  const order = messages.toSorted(
    ({ record: a }, { record: b }) =>
      (a.source.file < b.source.file ? -1 : a.source.file > b.source.file ? 1 : 0) ||
      a.source.offset - b.source.offset,
  )
  const again = new Map<ScannedMessage, Pick<ReportMessage, 'bytes' | 'message' | 'missing'>>()
  for (const scanned of order) again.set(scanned, await reread(scanned.record, store, source))
  const shown: ReportMessage[] = []
  for (const scanned of messages)
    shown.push({ scanned, ...again.get(scanned), past: await pastOf(scanned.record, store) })
  return { kind: 'scan-report', generated, inputs, summary, messages: shown }
}

async function reread(
  record: MessageRecord,
  store: Store,
  source: Source,
): Promise<Pick<ReportMessage, 'bytes' | 'message' | 'missing'>> {
  for (const place of [record.source, ...(await store.sources(record.digest))]) {
    const raw = await source.readAt(place)
    if (!raw || digestOf(raw.bytes) !== record.digest) continue
    return { bytes: raw.bytes, message: parseMessage(raw.bytes, { digest: record.digest }) }
  }
  return {
    missing: `The mail is no longer at ${record.source.file} (byte ${record.source.offset}), or it was changed since it was scanned. What is shown comes from the facts stored then.`,
  }
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
      linkDomains: payloadDomains(one).map(({ domain }) => domain),
      held: stored?.judgement.held ?? false,
    })
  }
  return past.reverse()
}
