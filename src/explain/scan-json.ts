import type { ScannedMessage, ScanSummary } from '../model/scan.ts'
import { jsonText } from './json-text.ts'
import { messageEntry, summaryEntry } from './scan-ndjson.ts'

/** The whole scan as one JSON document: the objects of the NDJSON lines under `messages` and `summary`. */
export function scanJson(messages: Iterable<ScannedMessage>, summary: ScanSummary): string {
  const document = {
    type: 'scan',
    messages: Array.from(messages, messageEntry),
    summary: summaryEntry(summary),
  }
  return `${jsonText(document, true)}\n`
}
