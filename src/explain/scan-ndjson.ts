import type { ContactContext } from '../model/contact.ts'
import type { Finding } from '../model/finding.ts'
import type { ScannedMessage, ScanSummary } from '../model/scan.ts'
import { contactsToAsk } from './contact-words.ts'
import { sourceText } from './evidence-text.ts'
import { jsonText } from './json-text.ts'
import { isoTime } from './layout.ts'

/** A finding as it stands in JSON: the model's fields in the order of the contract, without `kind`. */
export function findingEntry(finding: Finding): object {
  const { id, severity, channel, seen, why, innocent, next, evidence } = finding
  return { id, severity, channel, seen, why, innocent, next, evidence }
}

/** One ranked message as the object of the contract (design §8, docs/ndjson.md). */
export function messageEntry({ verdict, judgement, record }: ScannedMessage): object {
  const contacts = contactsToAsk(judgement, record)
  return {
    type: 'message',
    rank: verdict.rank,
    score: verdict.score,
    verdict: verdict.level,
    model: verdict.model ?? null,
    message: {
      id: record.messageId === undefined ? null : `<${record.messageId}>`,
      digest: record.digest,
      date: record.timeBasis === 'none' ? null : (isoTime(record.time) ?? null),
      from: record.from.address,
      subject: record.subject,
      source: sourceText(record.source),
    },
    findings: judgement.findings.map(findingEntry),
    ...(judgement.reviewed !== undefined ? { reviewed: judgement.reviewed } : {}),
    ...(contacts ? { contacts: contactsEntry(contacts) } : {}),
  }
}

function contactsEntry({ known, unknown }: ContactContext): object {
  return {
    known: known.map(({ kind, value, of, messages, firstSeen, lastSeen, last }) => ({
      kind,
      value,
      of,
      messages,
      first: isoTime(firstSeen) ?? null,
      last: isoTime(lastSeen) ?? null,
      digest: last.digest,
    })),
    unknown: unknown.map(({ kind, value }) => ({ kind, value })),
  }
}

/** The summary as the last object of the contract. */
export function summaryEntry(summary: ScanSummary): object {
  const { coverage } = summary
  return {
    type: 'summary',
    version: summary.version,
    rules: summary.rules,
    messages: summary.messages,
    first: isoTime(summary.firstTime) ?? null,
    last: isoTime(summary.lastTime) ?? null,
    senders: summary.senders,
    verdicts: summary.verdicts,
    budget: summary.budget,
    coverage: {
      notEvaluated: coverage.notEvaluated,
      issues: coverage.issues,
      trouble: coverage.trouble.map(({ code, file, item, offset, detail, next, fatal }) => ({
        code,
        file,
        item: item ?? null,
        offset: offset ?? null,
        detail,
        next,
        fatal,
      })),
      trustedHosts: coverage.trustedHosts,
    },
    timings: summary.timings,
  }
}

/** One line of NDJSON for a message, with its line end. */
export function messageLine(scanned: ScannedMessage): string {
  return `${jsonText(messageEntry(scanned))}\n`
}

/** The last line of NDJSON, with its line end. */
export function summaryLine(summary: ScanSummary): string {
  return `${jsonText(summaryEntry(summary))}\n`
}
