/** What the command line uses of the public library; loaded late, so that --help and --version answer at once. */
import type { Digest } from '../model/bytes.ts'
import type { Clock, Reader, ReadResult, Resolver, Source, Store } from '../model/ports.ts'
import type {
  Budget,
  Explanation,
  Inspection,
  ScanEvent,
  ScannedMessage,
  ScanReport,
  ScanSummary,
} from '../model/scan.ts'
import type { RawMessage, SourceTrouble } from '../model/source.ts'

interface TextOptions {
  readonly width: number
  readonly color: boolean
}

export interface ReadSettings {
  readonly trustedHosts?: readonly string[]
  readonly zoneFile?: string
  readonly live?: boolean
}

export interface Library {
  scan(options: {
    readonly inputs: readonly string[]
    readonly store?: Store
    readonly reader?: Reader
    readonly source?: Source
    readonly budget?: Budget
    readonly since?: number
    readonly until?: number
    readonly all?: boolean
    readonly trustedHosts?: readonly string[]
    readonly resolver?: Resolver
    readonly signal?: AbortSignal
    readonly clock?: Clock
  }): AsyncIterable<ScanEvent>
  inspectFile(
    path: string,
    options: {
      readonly resolver?: Resolver
      readonly trustedHosts?: readonly string[]
      readonly limit?: number
    },
  ): AsyncIterable<Inspection | SourceTrouble>
  explain(
    target: Digest | string,
    options: {
      readonly store?: Store
      readonly inputs?: readonly string[]
      readonly trustedHosts?: readonly string[]
      readonly resolver?: Resolver
    },
  ): Promise<Explanation>
  reportFor(
    messages: readonly ScannedMessage[],
    summary: ScanSummary,
    options: { readonly store?: Store; readonly inputs: readonly string[]; readonly clock: Clock },
  ): Promise<ScanReport>
  openStore(location: string): Promise<Store>
  threadReader(options: { readonly jobs: number; readonly settings?: ReadSettings }): Reader
  readBatch(
    batch: readonly { readonly digest: Digest; readonly raw: RawMessage }[],
    settings: ReadSettings,
  ): Promise<readonly ReadResult[]>
  openResolver(options: {
    readonly zoneFile?: string
    readonly live?: boolean
    readonly clock: Clock
  }): Promise<Resolver>
  alertText(scanned: ScannedMessage, options: TextOptions): string
  summaryText(summary: ScanSummary, options: TextOptions): string
  messageLine(scanned: ScannedMessage): string
  summaryLine(summary: ScanSummary): string
  scanJson(messages: Iterable<ScannedMessage>, summary: ScanSummary): string
  reportHtml(report: ScanReport): string
  inspectionText(inspection: Inspection, options: TextOptions): string
  inspectionJson(inspection: Inspection): string
  explanationText(explanation: Explanation, options: TextOptions): string
  explanationJson(explanation: Explanation): string
}

export async function loadLibrary(): Promise<Library> {
  return import('../index.ts')
}
