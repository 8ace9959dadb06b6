/**
 * The public library: everything a program needs to read mail, judge it and explain the result. The command line
 * is built on this and nothing else.
 */
import { createRequire } from 'node:module'
import { harOf } from './explain/har.ts'
import { about as aboutValue } from './hunt/about.ts'
import { fileSource } from './ingest/file-source.ts'
import type { VerifyEvent } from './model/authenticity.ts'
import type { Digest } from './model/bytes.ts'
import type { About, HuntEvent } from './model/hunt.ts'
import type { LeakProgress, LeakTrace, RegisteredFile } from './model/leak-trace.ts'
import type { Clock, DomainFactSource, Reader, ReadResult, Resolver, Source, Store } from './model/ports.ts'
import type { CorrespondentProfile } from './model/profile.ts'
import type { ReviewLog, ReviewOutcome } from './model/review.ts'
import type {
  Budget,
  Explanation,
  Inspection,
  ScanEvent,
  ScannedMessage,
  ScanProgress,
  ScanReport,
  ScanSummary,
} from './model/scan.ts'
import type { RawMessage, SourceTrouble } from './model/source.ts'
import type { TracePlan, TraceReport } from './model/trace.ts'
import { guardedFetcher } from './net/guarded-fetcher.ts'
import { type LinkAskerOptions, linkAsker, type LinkAsker as NetLinkAsker } from './net/link-asker.ts'
import { openResolver } from './net/open-resolver.ts'
import { type TracePlanOptions, tracePlan } from './net/trace-plan.ts'
import { linkHost } from './parse/links/link-host.ts'
import { pageReader } from './parse/links/page-leads.ts'
import { publicSuffixRules } from './parse/links/site-rules.ts'
import { explainMessage } from './pipeline/explain-message.ts'
import { type FeedReading, readFeeds as readSubscribed } from './pipeline/feeds.ts'
import { type HuntRequest, huntStore } from './pipeline/hunt.ts'
import { inspectSource } from './pipeline/inspect.ts'
import { type LeakRequest, leakTrace as traceOfLeak } from './pipeline/leak/leak.ts'
import { type RegisterRequest, leakRegister as registerLeak } from './pipeline/leak/register.ts'
import { factDomains } from './pipeline/link-facts.ts'
import { senderProfile } from './pipeline/profile.ts'
import { scanReport } from './pipeline/report.ts'
import { type ReviewRequest, reviewLog as reviewLogOf, reviewMessage } from './pipeline/review.ts'
import { storedMail } from './pipeline/stored-mail.ts'
import { type FollowLink, requestedUrl, traceTarget } from './pipeline/trace.ts'
import { type IndexDepth, type ReadOptions, readMessage, runPipeline } from './pipeline.ts'
import { openSqliteStore } from './store/sqlite-store.ts'
import type { ReadSettings } from './work/thread-reader.ts'

export { type Campaign, LARGEST_SEED, makeCampaign } from './demo/campaign.ts'
export type { Truth } from './demo/truth.ts'
export { type Reply, webFetcher } from './demo/web.ts'
export { aboutJson, aboutText } from './explain/about-text.ts'

import { type VerifyRequest, verifyFiles } from './pipeline/verify.ts'

export type { KeyRing } from './authenticity/key-archive.ts'
export type { KnownKey } from './authenticity/key-record.ts'
export { addingEvidence, type EvidenceInput } from './cases/add-evidence.ts'
export { addingAssertions } from './cases/adding-assertions.ts'
export { readTechniques, type TechniqueList, usableTechnique } from './cases/attack-techniques.ts'
export {
  addingActor,
  addingEvent,
  addingGap,
  addingNote,
  addingTechnique,
  namingPerson,
} from './cases/case-annotations.ts'
export { CaseError } from './cases/case-error.ts'
export {
  type Acting,
  type CaseChange,
  changeCase,
  evidenceBytes,
  isCase,
  mendCase,
  newCase,
  openCase,
} from './cases/case-folder.ts'
export { addingHypotheses, expecting, weighing } from './cases/case-hypotheses.ts'
export { addingClaims, addingJudgement, decidingClaims } from './cases/case-statements.ts'
export { withdrawing } from './cases/case-withdrawals.ts'
export { checkPackage } from './cases/package/check-package.ts'
export { proposedClaims } from './cases/propose-claims.ts'
export { type PagedText, readingArticle } from './cases/read-article.ts'
export type { GroundSource } from './cases/read-grounds.ts'
export { STANDING_HYPOTHESES } from './cases/standing-hypotheses.ts'
export { lintStatements } from './cases/statement-linter.ts'
export { assertionsJson, assertionsText, enteredText, groundsText } from './explain/case-grounds-text.ts'
export { caseHtml } from './explain/case-html.ts'
export {
  addedText,
  caseCheckText,
  caseJson,
  caseText,
  claimText,
  packageCheckText,
  timelineText,
} from './explain/case-text.ts'
export { timelineSvgFile } from './explain/case-timeline-svg.ts'
export { type ClosingHint, closingHintText } from './explain/closing-hint.ts'
export { defang } from './explain/defang.ts'
export { explanationJson } from './explain/explain-json.ts'
export { explanationText } from './explain/explain-text.ts'
export { huntHtml } from './explain/hunt-html.ts'
export { huntJson, huntLine } from './explain/hunt-json.ts'
export { huntText } from './explain/hunt-text.ts'
export { inspectionJson } from './explain/inspect-json.ts'
export { inspectionText } from './explain/inspect-text.ts'
export { leakHtml } from './explain/leak-html.ts'
export { leakJson, registeredJson } from './explain/leak-json.ts'
export { marksJson } from './explain/leak-marks-json.ts'
export { cleanedText, marksText } from './explain/leak-marks-text.ts'
export { leakText, registeredText } from './explain/leak-text.ts'
export {
  MARKING_NOTES,
  markDecodingJson,
  markDecodingText,
  markedCopiesJson,
  markedCopiesText,
  placeText,
} from './explain/mark-text.ts'
export { personaViewText } from './explain/persona-text.ts'
export { profileJson } from './explain/profile-json.ts'
export { profileText } from './explain/profile-text.ts'
export {
  queryContinuationText,
  queryGuideJson,
  queryGuideText,
} from './explain/query-guide-text.ts'
export { reviewJson, reviewLogJson } from './explain/review-json.ts'
export { reviewLogText, reviewText } from './explain/review-text.ts'
export { reportHtml } from './explain/scan-html.ts'
export { scanJson } from './explain/scan-json.ts'
export { messageLine, summaryLine } from './explain/scan-ndjson.ts'
export { alertText, summaryText } from './explain/scan-text.ts'
export { traceHtml } from './explain/trace-html.ts'
export { traceJson, traceNdjson } from './explain/trace-json.ts'
export { tracePlanText, traceText } from './explain/trace-text.ts'
export { verdictLine } from './explain/verify-json.ts'
export { itemVerdictLine, itemVerdictText, setVerdictText } from './explain/verify-text.ts'
export { BEHAVIOURS, type Behaviour } from './hunt/behaviours.ts'
export { type KeptHunt, savedHunts, saveHunt } from './hunt/kept-hunts.ts'
export { queryContinuation, queryGuide } from './hunt/where/query-guide.ts'
export { exportHunt } from './hunt/write/export-hunt.ts'
export { fileSource } from './ingest/file-source.ts'
export { cleanCopy, inspectMarks } from './leaks/inspect/inspect-marks.ts'
export { type DecodeInput, decodeMarks } from './leaks/marking/decode-marks.ts'
export { MARK_KEY_BYTES, sameRecipient } from './leaks/marking/mark-code.ts'
export {
  markPlanJson,
  newPlan as newMarkPlan,
  placeTrouble as markPlaceTrouble,
  readMarkPlan,
  sentenceOf as markSentence,
} from './leaks/marking/mark-plan.ts'
export {
  copyNames as markedCopyNames,
  markedCopy,
  printableCopy,
  readRecipients,
  sha256Hex,
} from './leaks/marking/marked-copies.ts'
export type { MasterText, MasterTrouble } from './leaks/marking/master-text.ts'
export { readMaster as readMarkMaster } from './leaks/marking/read-master.ts'
export type { SuspectText } from './leaks/marking/read-places.ts'
export { placesNeeded as markPlacesNeeded } from './leaks/marking/score-copies.ts'
export type * from './model/ask.ts'
export type * from './model/attachment.ts'
export type * from './model/authentication.ts'
export type * from './model/authenticity.ts'
export type * from './model/bytes.ts'
export type * from './model/case.ts'
export type * from './model/case-grounds.ts'
export type * from './model/case-package.ts'
export type * from './model/case-report.ts'
export type * from './model/contact.ts'
export type * from './model/document.ts'
export type * from './model/domain-facts.ts'
export type * from './model/evidence.ts'
export type * from './model/finding.ts'
export type * from './model/holding.ts'
export type * from './model/hunt.ts'
export type * from './model/indicator.ts'
export type * from './model/issue.ts'
export type * from './model/leak-mark.ts'
export type * from './model/leak-trace.ts'
export type * from './model/link.ts'
export type * from './model/link-sign.ts'
export type * from './model/lookup.ts'
export type * from './model/mail-trace.ts'
export type * from './model/mark.ts'
export type * from './model/message.ts'
export type * from './model/natural-mark.ts'
export type * from './model/ports.ts'
export { StoreError } from './model/ports.ts'
export type * from './model/profile.ts'
export type * from './model/query-guide.ts'
export type * from './model/record.ts'
export type * from './model/redirect-chain.ts'
export type * from './model/review.ts'
export type * from './model/scan.ts'
export type * from './model/sender.ts'
export type * from './model/sighting.ts'
export type * from './model/source.ts'
export type * from './model/trace.ts'
export type * from './model/verdict.ts'
export type { BrowserFollower, BrowserFollowerOptions } from './net/browser-follower.ts'
export { BrowserError, type BrowserOptions, type BrowserParts, browserParts } from './net/browser-process.ts'
export { BROWSER_PROFILE_IDS } from './net/browser-profiles.ts'
export { CLIENT_PROFILE_IDS, type ClientProfileId } from './net/client-profiles.ts'
export type { LinkAskerOptions } from './net/link-asker.ts'
export { openResolver } from './net/open-resolver.ts'
export { printPage } from './net/print-page.ts'
export { openPdfPrinter, type PdfPrinter } from './net/print-pdf.ts'
export { RecordingError } from './net/recording.ts'
export type { KeptPage } from './net/trace-browser.ts'
export type { TracePlanOptions } from './net/trace-plan.ts'
export { parseMessage } from './parse/parse-message.ts'
export { logPackage, packageOf, stixOf, viewCase } from './pipeline/case-export.ts'
export { assertionsOf, caseAssertionsOf, type ReadAssertions } from './pipeline/case-grounds.ts'
export { ExplainTrouble } from './pipeline/explain-message.ts'
export type { FeedReading } from './pipeline/feeds.ts'
export { type HuntRequest, type Report, UnknownQuery } from './pipeline/hunt.ts'
export { KeyFileError, readKeyFile } from './pipeline/key-file.ts'
export { pagedText } from './pipeline/paged-text.ts'
export { UnknownCorrespondent } from './pipeline/profile.ts'
export { ScanInterrupted } from './pipeline/scan-interrupted.ts'
export { suspectText } from './pipeline/suspect-text.ts'
export type { VerifyRequest } from './pipeline/verify.ts'
export { type ReadSettings, type ThreadReaderOptions, threadReader } from './work/thread-reader.ts'
export type { IndexDepth }

/** Version of this package. */
export const VERSION: string = (createRequire(import.meta.url)('../package.json') as { version: string })
  .version

export interface ScanOptions extends ReadOptions {
  /** Files, folders, archives; `-` for standard input. */
  readonly inputs: readonly string[]
  /** Where facts are kept; without one they live in memory for this scan. The caller closes what it passes. */
  readonly store?: Store
  /**
   * Reads messages into records, e.g. `threadReader({ jobs: 2 })`; without one this thread does. `index` then has to
   * name what its settings do: mail without words is read again by every scan that wants them.
   */
  readonly reader?: Reader
  readonly source?: Source
  /** Default: the 20 most suspicious, never more than 1 in 500. */
  readonly budget?: Budget
  /** Milliseconds; only messages in [since, until) are ranked, earlier ones still count as past. */
  readonly since?: number
  readonly until?: number
  /** Every message in rank order instead of alerts and reviews only. */
  readonly all?: boolean
  readonly signal?: AbortSignal
  /** For the timings in the summary; without one they are 0. */
  readonly clock?: Clock
}

/**
 * Scans mail: reads the inputs, learns each sender's past in strict time order, judges every message against it
 * and ranks them. Yields `ScanProgress` and `SourceTrouble` as they happen, then `ScannedMessage` in rank order,
 * then one `ScanSummary`. Rejects with `ScanInterrupted` on abort (what was read is kept in the store) and with
 * `StoreError`; never because of what a mail contains.
 */
export async function* scan(options: ScanOptions): AsyncGenerator<ScanEvent, void, undefined> {
  const store = options.store ?? (await openSqliteStore(':memory:'))
  // What is gone after the scan cannot be hunted in; a reader of the caller's prepares what it was told to.
  const index = options.index ?? (options.store && !options.reader ? 'all' : 'none')
  const reader = options.reader ?? inlineReader({ ...options, index })
  try {
    yield* runPipeline({
      inputs: options.inputs,
      source: options.source ?? fileSource(),
      store,
      reader,
      budget: options.budget ?? { kind: 'look-back' },
      ...(options.since !== undefined ? { since: options.since } : {}),
      ...(options.until !== undefined ? { until: options.until } : {}),
      all: options.all ?? false,
      words: index === 'all',
      ...(options.signal ? { signal: options.signal } : {}),
      clock: options.clock ?? (() => 0),
      version: VERSION,
    })
  } finally {
    if (!options.reader) await reader.close()
    if (!options.store) await store.close()
  }
}

/** A `Reader` that reads in this thread, one batch at a time. */
export function inlineReader(options: ReadOptions = {}): Reader {
  return {
    parallel: 1,
    read: (batch, relays) => readAll(batch, relays ? { ...options, relays } : options),
    close: async () => {},
  }
}

async function readAll(
  batch: readonly { readonly digest: Digest; readonly raw: RawMessage }[],
  options: ReadOptions,
): Promise<readonly ReadResult[]> {
  const results: ReadResult[] = []
  for (const { digest, raw } of batch) results.push(await readMessage(raw, options, digest))
  return results
}

const resolvers = new Map<string, Promise<Resolver>>()

/**
 * Reads a batch with plain settings; what a worker thread runs. The resolver of a zone file is opened once a
 * thread. Rejects when the zone file cannot be read.
 */
export async function readBatch(
  batch: readonly { readonly digest: Digest; readonly raw: RawMessage }[],
  settings: ReadSettings,
  clock: Clock = () => 0,
): Promise<readonly ReadResult[]> {
  const { trustedHosts, zoneFile, live, relays, attachments, index } = settings
  let resolver: Resolver | undefined
  if (zoneFile !== undefined || live) {
    const key = JSON.stringify([zoneFile, live])
    const opened =
      resolvers.get(key) ??
      openResolver({
        ...(zoneFile !== undefined ? { zoneFile } : {}),
        ...(live !== undefined ? { live } : {}),
        clock,
      })
    resolvers.set(key, opened)
    resolver = await opened
  }
  return readAll(batch, {
    ...(trustedHosts ? { trustedHosts } : {}),
    ...(relays ? { relays } : {}),
    ...(attachments ? { attachments } : {}),
    ...(index ? { index } : {}),
    ...(resolver ? { resolver } : {}),
  })
}

/** Opens or creates a store: a path, or `:memory:`. Rejects with `StoreError`. */
export function openStore(location: string): Promise<Store> {
  return openSqliteStore(location)
}

/** The messages of a file as read, without judging; `FILE#OFFSET` or `FILE#ITEM` names some. Trouble is yielded. */
export function inspectFile(
  path: string,
  options: ReadOptions & { readonly limit?: number; readonly source?: Source } = {},
): AsyncIterable<Inspection | SourceTrouble> {
  return inspectSource(options.source ?? fileSource(), path, options)
}

/**
 * Why every gate, channel, model and detector spoke about a message or kept silent. `target`: a digest, at least 4
 * hex digits of one, a Message-ID, a file or FILE#OFFSET. With `inputs` these are scanned first; without a store
 * and inputs a file is explained with no past. Rejects with `ExplainTrouble` or `StoreError`.
 */
export async function explain(
  target: string,
  options: ReadOptions & {
    readonly store?: Store
    readonly inputs?: readonly string[]
    readonly source?: Source
  } = {},
): Promise<Explanation> {
  const store = options.store ?? (await openSqliteStore(':memory:'))
  const source = options.source ?? fileSource()
  try {
    if (options.inputs && options.inputs.length > 0)
      for await (const _ of scan({ ...options, inputs: options.inputs, store, source })) {
        // Only the store's state matters here.
      }
    return await explainMessage(target, store, source, options)
  } finally {
    if (!options.store) await store.close()
  }
}

/**
 * Says whether a mail was written by its sender: `confirm` (somebody else wrote it), `release` (the sender did) or
 * `withdraw` (takes back what was said). The word is added to a log that only grows; then, unless `judge` is false,
 * what it can matter to is judged and ranked again as the last scan did. `target` is as for `explain`, and the store
 * must hold the mail. Yields `ScanProgress`, then one `ReviewOutcome`. Rejects with `ExplainTrouble`,
 * `ScanInterrupted` (the word is kept) and `StoreError`.
 */
export async function* review(
  target: string,
  options: Omit<ReviewRequest, 'target'> & { readonly store: Store; readonly source?: Source },
): AsyncGenerator<ScanProgress | ReviewOutcome, void, undefined> {
  const { store, source = fileSource(), ...request } = options
  yield yield* reviewMessage({ ...request, target }, store, source)
}

/**
 * Whether mail that was handed in is authentic: an `ItemVerdict` for each item, then one `SetVerdict`. Trouble with
 * inputs and progress are yielded as they happen. Nothing is asked of the network but what `resolver` asks. Rejects
 * with the reason of `signal` only.
 */
export function verify(
  request: VerifyRequest & { readonly source?: Source },
): AsyncGenerator<VerifyEvent, void, undefined> {
  return verifyFiles(request, request.source ?? fileSource())
}

/** Everything that was said about mails in a store, newest first. Rejects with `StoreError`. */
export function reviewLog(store: Store): Promise<ReviewLog> {
  return reviewLogOf(store)
}

/**
 * Traces leaked files to documents, versions, holders and the mailbox that explains them best, among the mail of a store
 * and what was registered; `also` are other stores, in which the same mail counts once. Mail that was not read for tracing
 * yet is read again from its source first. Yields
 * `LeakProgress` and `SourceTrouble`, then one `LeakTrace`, unless no leaked file could be read. Rejects with `StoreError`
 * and, when stopped, with an AbortError.
 */
export function leakTrace(
  options: LeakRequest & {
    readonly store: Store
    readonly also?: readonly Store[]
    readonly source?: Source
  },
): AsyncGenerator<LeakProgress | SourceTrouble | LeakTrace, void, undefined> {
  const { store, also = [], source = fileSource(), ...request } = options
  return traceOfLeak(request, [store, ...also], source)
}

/** Adds files held outside mail, with who held them since when. Yields what was done for each. Rejects with `StoreError`. */
export function leakRegister(
  options: RegisterRequest & { readonly store: Store },
): AsyncGenerator<RegisteredFile | SourceTrouble, void, undefined> {
  const { store, ...request } = options
  return registerLeak(request, store)
}

/**
 * How a correspondent writes, counted over what a store learned from them. Rejects with `UnknownCorrespondent`, which
 * names the nearest known addresses, and with `StoreError`.
 */
export function profile(address: string, store: Store): Promise<CorrespondentProfile> {
  return senderProfile(address, store)
}

/**
 * Looks in all mail of a store for what reports name: STIX, MISP, OpenIOC, tables, lists or written reports. Yields an
 * `IndicatorSet` for each report, then each `Sighting` as it is found, closest match first, then a `HuntedMessage` for
 * each mail with what became of it, and last one `HuntSummary` that says what was searched. Asks nobody and changes
 * nothing, verdicts included. Rejects with `StoreError`.
 */
export function hunt(
  options: HuntRequest & { readonly store: Store; readonly source?: Source; readonly clock?: Clock },
): AsyncGenerator<HuntEvent, void, undefined> {
  const { store, source = fileSource(), clock, ...request } = options
  return huntStore(request, { store, source, ...(clock ? { clock } : {}) })
}

/**
 * Reads the feeds a store is subscribed to (`Store.saveFeed`) again: files, web addresses and TAXII 2.1 collections.
 * The network is asked only with `live`. What fails is taken as it was last read, and said. Rejects with `StoreError`.
 */
export async function readFeeds(options: {
  readonly store: Store
  readonly clock: Clock
  readonly readFile: (path: string) => Promise<Uint8Array>
  readonly live?: boolean
}): Promise<readonly FeedReading[]> {
  const { live, ...tools } = options
  const { clock } = tools
  if (!live) return readSubscribed(tools)
  const resolver = await openResolver({ live: true, clock })
  return readSubscribed({ ...tools, fetcher: guardedFetcher({ resolver, clock }) })
}

/** Everything a store knows about a host or an address; undefined when the text is neither. Rejects with `StoreError`. */
export function about(value: string, store: Store): Promise<About | undefined> {
  return aboutValue(value, store)
}

/**
 * A report over scanned messages: reads each mail again from its source and gathers the sender's past from the
 * store the scan used. Rejects with `StoreError`.
 */
export async function reportFor(
  messages: readonly ScannedMessage[],
  summary: ScanSummary,
  options: {
    readonly store: Store
    readonly inputs: readonly string[]
    readonly clock: Clock
    readonly source?: Source
  },
): Promise<ScanReport> {
  return scanReport(messages, summary, {
    store: options.store,
    source: options.source ?? fileSource(),
    inputs: options.inputs,
    generated: options.clock(),
  })
}

export interface TraceOptions extends ReadOptions {
  /** Finds mails by digest, and tells what was linked before. */
  readonly store?: Store
  readonly source?: Source
  /** Numbers of links (`TracedLink.number`); all when not given. */
  readonly only?: readonly number[]
  /** Addresses that load by themselves (pictures, style sheets), too. */
  readonly all?: boolean
  /** Goes on where reading ends (`LinkAsker.follow`); without it nothing is requested. */
  readonly follow?: FollowLink
  /** Tells about the hosts (`LinkAsker.domainFacts`); without it nobody is asked. */
  readonly domainFacts?: DomainFactSource['domainFacts']
  readonly signal?: AbortSignal
}

/**
 * Where a URL (also defanged), or each link of one mail, leads: hop by hop, with roles and signs. A mail is named as for
 * `explain`. Rejects with `ExplainTrouble`, `StoreError`, and the reason of the signal.
 */
export function trace(target: string, options: TraceOptions = {}): Promise<TraceReport> {
  return traceTarget(target, { ...options, source: options.source ?? fileSource() })
}

/** What following the links of a report would request first, and of whom. Nothing is resolved or requested. */
export function planTrace({ links }: TraceReport, options: PlanTraceOptions = {}): TracePlan {
  const { facts, ...plain } = options
  return tracePlan([...new Set(links.map(({ chain }) => requestedUrl(chain)))], {
    ...plain,
    ...(facts && { factDomains: [...new Set(links.flatMap(({ chain }) => factDomains(chain)))] }),
  })
}

export interface PlanTraceOptions extends Omit<TracePlanOptions, 'factDomains'> {
  /** Ask registries and the DNS about the hosts, too. */
  readonly facts?: boolean
}

/** What asks servers for `trace`, and keeps what they answered. */
export interface LinkAsker extends NetLinkAsker {
  /** The chains of a report as an HTTP Archive (JSON), with the bodies that were kept (`keep: ['hops']`). */
  readonly har: (report: TraceReport) => string
}

/**
 * Opens what asks servers where links lead, by requests or in a browser, or takes their answers from a recording. This
 * is the only door to hosts named in mail: private addresses are never asked. By requests no script is run; in the
 * browser scripts run, and nothing is typed or pressed. Nothing is asked before `follow` is called. Close it whatever
 * happens. Rejects with `RecordingError`, `ZoneFileError` and `BrowserError`.
 */
export async function openLinkAsker(options: LinkAskerOptions): Promise<LinkAsker> {
  const asker = await linkAsker(options, {
    reader: pageReader,
    sites: publicSuffixRules,
    registryDomain: (domain) => linkHost(domain).icannDomain,
  })
  return {
    ...asker,
    har: (report) => {
      const chains = report.links.flatMap((link) =>
        [link, ...(link.compared ?? [])].map(({ chain }) => chain),
      )
      const file = harOf(chains, { creator: { name: 'counterfoil', version: VERSION }, body: asker.body })
      return `${JSON.stringify(file, null, 2)}\n`
    },
  }
}

/**
 * The raw bytes of a mail a store knows, read again from where it lies; `target` is as for `explain`. Rejects with
 * `ExplainTrouble` when it is not there any more, and with `StoreError`.
 */
export function readStoredMail(
  target: string,
  options: { readonly store: Store; readonly source?: Source },
): Promise<{ readonly bytes: Uint8Array; readonly name: string; readonly digest: string }> {
  return storedMail(target, options.store, options.source ?? fileSource())
}
