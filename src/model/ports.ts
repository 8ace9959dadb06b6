import type { Digest } from './bytes.ts'
import type { Document, DocumentPage, PicturePrint } from './document.ts'
import type { DomainFacts } from './domain-facts.ts'
import type { FetchAnswer, FetchRequest } from './fetch.ts'
import type { Holding } from './holding.ts'
import type { Lookup } from './lookup.ts'
import type { MailTrace } from './mail-trace.ts'
import type { MessageRecord } from './record.ts'
import type { Review } from './review.ts'
import type { RawMessage, SourceItem, SourceLocation, SourceTrouble } from './source.ts'
import type { Judgement, Verdict } from './verdict.ts'

/** Milliseconds since the epoch. Only `cli`, `console` and `work` pass a real one. */
export type Clock = () => number

/** Reads mail out of whatever it is kept in. Never throws for hostile content; trouble is an item. */
export interface Source {
  /** All messages below the inputs, in a stable order. */
  read(inputs: readonly string[], signal?: AbortSignal): AsyncIterable<SourceItem>
  /** One message again, from its recorded place; undefined when it is not there any more. */
  readAt(location: SourceLocation): Promise<RawMessage | undefined>
  /**
   * Several messages again, with one pass over each file (packed files cannot be entered in the middle); one answer
   * per location, `raw` absent when the message is not there any more.
   */
  readMany(
    locations: Iterable<SourceLocation>,
    signal?: AbortSignal,
  ): AsyncIterable<{ readonly location: SourceLocation; readonly raw?: RawMessage }>
}

/** Answers DNS questions, from a recorded zone or (only with `--live`) from the network. Never rejects. */
export interface Resolver {
  resolve(name: string, type: 'TXT' | 'A' | 'AAAA' | 'MX' | 'PTR' | 'NS' | 'CNAME'): Promise<Lookup>
}

/**
 * Makes one request at a time, from the network (only with `--live`) or from a recording. Follows nothing, keeps no
 * cookies, and never reaches a private address. Never rejects: what fails is told in the answer.
 */
export interface Fetcher {
  exchange(request: FetchRequest): Promise<FetchAnswer>
}

/**
 * Tells the age of domains, from registries (only with `--live`) or from a recording. Never rejects: what cannot be
 * found out is `unknown`, never young or old.
 */
export interface DomainFactSource {
  domainFacts(domain: string): Promise<DomainFacts>
}

/** What reading one raw message gives the store. */
export interface ReadResult {
  readonly record: MessageRecord
  readonly lookups: readonly Lookup[]
  /** The record as `JSON.stringify` gives it, when the reader has it at hand: then the store need not make it. */
  readonly json?: string
  /** What hunting needs beyond the record; absent when the reader was not asked for it. */
  readonly trace?: MailTrace
  /**
   * Each word of subject, texts and files once, folded, apart by blanks; absent when words are not to be kept. Of the
   * text itself nothing is kept: the words have no order.
   */
  readonly words?: string
}

/** Turns raw messages into records, in this thread or on others. Keeps order; never rejects because of content. */
export interface Reader {
  /**
   * One answer for each message, in order. A message that no reader survives (out of memory, crash) is answered
   * with trouble instead of a record: it is said, counted and not saved, so that a later scan tries it again.
   */
  read(
    batch: readonly { readonly digest: Digest; readonly raw: RawMessage }[],
    /** Relays of this mailbox whose authentication results may be believed, as found by the survey. */
    relays?: readonly string[],
  ): Promise<readonly (ReadResult | SourceTrouble)[]>
  /**
   * Says that so many bytes of mail wait to be read, so that a reader can get ready while the caller still looks at
   * them. Nothing has to come of it.
   */
  expect?(bytes: number): void
  /** Gives back what only reading needs, as something else comes now. A later `read` takes it again. */
  rest?(): Promise<void>
  /** Batches that can usefully be under way at once. */
  readonly parallel: number
  close(): Promise<void>
}

export interface StoredJudgement {
  readonly judgement: Judgement
  readonly verdict?: Verdict
}

/** What a value can be. Stores number them by their index: append only. */
export const OBSERVABLE_TYPES = [
  'host',
  'url',
  'address',
  'ip',
  'message-id',
  'sha256',
  'sha1',
  'md5',
  'file-name',
] as const
export type ObservableType = (typeof OBSERVABLE_TYPES)[number]

export interface ObservableQuery {
  readonly type: ObservableType
  readonly value: string
  /**
   * `suffix`: of hosts and addresses, whole labels. `within`: of ip, a network in CIDR. `path`: of url, the words of a
   * path in their order, wherever they stand in it; letter case and signs between words do not count, so what is found
   * has to be looked at.
   */
  readonly match: 'exact' | 'suffix' | 'within' | 'path'
  readonly limit: number
  /** Only where it stands in this place, as in `Observable.place`. */
  readonly place?: string
  /** Milliseconds; only in messages in [since, until). */
  readonly since?: number
  readonly until?: number
}

/** A message that holds a value. */
export interface Seen {
  readonly value: string
  readonly digest: Digest
  /** Milliseconds; of the message. */
  readonly time: number
  /** As in `Observable.place`. */
  readonly places: readonly string[]
}

/** What was found of one query: `more` when the limit cut it off. */
export interface SeenValues {
  readonly seen: readonly Seen[]
  readonly more: boolean
}

/** Who a value was seen with, over all mail. Times in milliseconds. */
export interface Acquaintance {
  readonly messages: number
  /** Absent when there is none. */
  readonly first?: number
  readonly last?: number
  /** By place, most first. */
  readonly places: readonly { readonly place: string; readonly messages: number }[]
  /** By lower-case sender, most first. */
  readonly senders: readonly {
    readonly address: string
    readonly messages: number
    readonly first: number
    readonly last: number
  }[]
  /** The values themselves, for a suffix or a network: most first. */
  readonly values: readonly {
    readonly value: string
    readonly messages: number
    readonly first: number
    readonly last: number
  }[]
  /** Of the newest messages, newest first. */
  readonly newest: readonly { readonly digest: Digest; readonly time: number }[]
}

/** What of the mail in a store can be searched. */
export interface IndexCoverage {
  readonly messages: number
  /** Milliseconds; absent when empty. */
  readonly firstTime?: number
  readonly lastTime?: number
  /** Messages with a trace: without one only what the record tells is searched. */
  readonly traced: number
  /** Messages whose words are kept. */
  readonly worded: number
  /** Milliseconds; time of the oldest message whose words are kept, and of the newest without. */
  readonly wordsFrom?: number
  readonly wordlessUntil?: number
  readonly attachments: { readonly seen: number; readonly opened: number }
  readonly wrapped: { readonly seen: number; readonly decoded: number }
  /** Files, and folders of files, that mail was found in, most first. */
  readonly sources: readonly { readonly name: string; readonly messages: number }[]
  /** Places of mail that could not be read in the last scan that met them. */
  readonly unread: number
}

/** A list of indicators that is read again now and then, as it was when it could last be read. Times in milliseconds. */
export interface StoredFeed {
  /** Path or URL. */
  readonly location: string
  /** As last read; absent when it never could be. */
  readonly content?: Uint8Array
  /** For conditional requests (RFC 9110 §8.8), as the server gave it. */
  readonly etag?: string
  readonly read?: number
  readonly changed?: number
  /** Why the last attempt failed, and when. */
  readonly failed?: { readonly time: number; readonly why: string }
}

/** A value seen in a message (STIX cyber-observable), indexed for hunting. */
export interface Observable {
  readonly type: ObservableType
  readonly value: string
  readonly digest: Digest
  /** Where in the message: `from`, `to`, `link`, `link-text`, `link-nested`, `received`, `attachment`, `message-id`, … */
  readonly place: string
}

export interface StoreCounts {
  readonly messages: number
  readonly sources: number
  readonly observables: number
  readonly judgements: number
  readonly lookups: number
  /** Milliseconds; absent when empty. */
  readonly firstTime?: number
  readonly lastTime?: number
}

/**
 * Space of one run for what does not fit into memory. Nothing in it is kept: it is empty at the start, gone after
 * `close` or the death of the process, seen by nobody else, and no part of the store's transactions. Not a promise,
 * because it is asked in the middle of judging. Throws `StoreError` when the disk is full.
 */
export interface Scratch {
  /** Replaces what lies under the key. */
  put(key: string, bytes: Uint8Array): void
  get(key: string): Uint8Array | undefined
  /** Harmless when repeated; `put` and `get` throw TypeError afterwards. */
  close(): void
}

/** A document with what it can be found by. */
export interface StoredDocument {
  readonly document: Document
  /** Winnowed hashes of its text (`Fingerprint.pieces`). */
  readonly pieces: Uint32Array
  /** Absent when it is no picture. */
  readonly picture?: PicturePrint
  /** How its pages look; absent when it has none that could be drawn. */
  readonly pages?: readonly DocumentPage[]
}

/** What reading one mail for tracing found. */
export interface MailDocuments {
  readonly message: Digest
  /** The document that is the mail's own text; absent when it has none. */
  readonly text?: Digest
  /** Its text and its attachments. */
  readonly documents: readonly StoredDocument[]
}

/**
 * Where facts and judgements are kept. Every write is one transaction and safe to repeat: a failed write leaves
 * the store as it was, saving the same message twice adds nothing. Rejects only with `StoreError`.
 */
export interface Store {
  /** Path or `:memory:`, for messages to people. */
  readonly location: string
  /**
   * Which of these messages the store holds already, as this program reads them; with `words`, only those whose words
   * are kept as well.
   */
  known(digests: readonly Digest[], options?: { readonly words?: boolean }): Promise<ReadonlySet<Digest>>
  /** Adds records with their observables, sources and issues; returns how many messages were new. */
  saveMessages(results: readonly ReadResult[]): Promise<number>
  /** Remembers that a known message was also found here. */
  saveSources(sources: readonly { readonly digest: Digest; readonly source: SourceLocation }[]): Promise<void>
  /** Records ordered by (time, digest); `since` inclusive, `until` exclusive, milliseconds. */
  messages(range?: { readonly since?: number; readonly until?: number }): AsyncIterable<MessageRecord>
  /** Records strictly before a time, newest first, optionally of one sender. */
  historyBefore(
    time: number,
    options?: { readonly sender?: string; readonly limit?: number },
  ): AsyncIterable<MessageRecord>
  message(digest: Digest): Promise<MessageRecord | undefined>
  /** All messages whose digest starts with these hex digits (at least 4), at most 20. */
  findDigest(hexPrefix: string): Promise<readonly Digest[]>
  findMessageId(messageId: string): Promise<readonly Digest[]>
  sources(digest: Digest): Promise<readonly SourceLocation[]>
  findObservables(query: ObservableQuery): Promise<readonly Observable[]>
  /** The messages that hold each of these values, as one state of the store has them; in the order of the queries. */
  seen(queries: readonly ObservableQuery[]): Promise<readonly SeenValues[]>
  /** Everything about a value; lists hold at most `limit` entries. */
  acquaintance(query: ObservableQuery): Promise<Acquaintance>
  /** Messages that hold all these words, as `ReadResult.words` folds them, newest first. None when no word is given. */
  withWords(
    words: readonly string[],
    limit: number,
  ): Promise<{ readonly seen: readonly Pick<Seen, 'digest' | 'time'>[]; readonly more: boolean }>
  /** Takes the words of all messages out again. */
  forgetWords(): Promise<void>
  /** Every host that stands in any message, at domains one after the other. Hosts of mail addresses are left out. */
  hosts(): AsyncIterable<string>
  trace(digest: Digest): Promise<MailTrace | undefined>
  indexCoverage(): Promise<IndexCoverage>
  /** Replaces what is known of trouble in these files. */
  saveTrouble(files: readonly string[], trouble: readonly SourceTrouble[]): Promise<void>
  /** Adds or replaces a feed. */
  saveFeed(feed: StoredFeed): Promise<void>
  removeFeed(location: string): Promise<void>
  /** By location. */
  feeds(): Promise<readonly StoredFeed[]>
  /** Replaces the judgement of each message; also writes the sender event (learned or held). */
  saveJudgements(judgements: readonly Judgement[]): Promise<void>
  judgement(digest: Digest): Promise<StoredJudgement | undefined>
  /** Judgements ordered by (time, digest). */
  judgements(range?: { readonly since?: number; readonly until?: number }): AsyncIterable<Judgement>
  /** Replaces all verdicts of the last ranking in one transaction. */
  saveVerdicts(verdicts: readonly Verdict[]): Promise<void>
  /** All verdicts of the last ranking, in rank order. */
  verdicts(): Promise<readonly Verdict[]>
  /** Adds a person's word to the log, which only grows; returns it with its place in the log. */
  saveReview(review: Omit<Review, 'sequence'>): Promise<Review>
  /** The log, oldest first; of one message when a digest is given. */
  reviews(digest?: Digest): Promise<readonly Review[]>
  /** Lower-case sender addresses with the number of their messages, most first. */
  senders(): Promise<readonly { readonly address: string; readonly messages: number }[]>
  saveLookups(lookups: readonly Lookup[]): Promise<void>
  lookup(id: string): Promise<Lookup | undefined>
  /** Messages whose documents were not read for tracing yet, oldest first. */
  untracedMessages(): Promise<readonly Digest[]>
  /** Adds the documents of mails; a document known already stays as it is. Safe to repeat. */
  saveDocuments(mails: readonly MailDocuments[]): Promise<void>
  /**
   * Adds a document outside mail, with who held it. One that is known already is replaced when this reading has more
   * letters, as OCR gives a scan. Safe to repeat.
   */
  registerDocument(document: StoredDocument, holdings: readonly Holding[]): Promise<void>
  /** All documents, each once, in the order in which they were added. */
  documents(): AsyncIterable<StoredDocument>
  /** For each mail that has one, the document that is its text. */
  mailTexts(): Promise<ReadonlyMap<Digest, Digest>>
  /** Holdings that a person registered, in the order in which they were added. */
  registeredHoldings(): Promise<readonly Holding[]>
  /** Small named values: scan cursor, rules version, settings. */
  setting(name: string): Promise<string | undefined>
  saveSetting(name: string, value: string): Promise<void>
  counts(): Promise<StoreCounts>
  /** New scratch space, which the caller closes. Costs nothing before something is put there. */
  scratch(): Promise<Scratch>
  close(): Promise<void>
}

export type StoreErrorCode =
  | 'not-a-store'
  | 'newer-version'
  | 'locked'
  | 'full'
  | 'unwritable'
  | 'corrupt'
  | 'no-such-folder'

/** Operator trouble with the store: says what is wrong, where, and what to do. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError'
  readonly code: StoreErrorCode
  readonly location: string
  readonly next: string
  constructor(code: StoreErrorCode, location: string, message: string, next: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.location = location
    this.next = next
  }
}
