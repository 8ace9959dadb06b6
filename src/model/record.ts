import type { Ask } from './ask.ts'
import type { AttachmentPower, DocumentMetadata } from './attachment.ts'
import type { AuthenticationFacts } from './authentication.ts'
import type { ByteRange, Digest } from './bytes.ts'
import type { RecordContact } from './contact.ts'
import type { Issue } from './issue.ts'
import type { Link, LinkHost, LinkOrigin, LinkTrait } from './link.ts'
import type { Mailbox, TextRegionKind } from './message.ts'
import type { ChainEnd, WrapperFacts } from './redirect-chain.ts'
import type { SourceLocation } from './source.ts'

/** Habits of the program that wrote the mail. Each is a short categorical value; absent when it cannot be told. */
export const CLIENT_TRAITS = [
  'mailer', // family of X-Mailer / User-Agent, or what the Message-ID gives away; without version
  'mailer-version',
  'header-order', // order of the fields the client itself writes
  'header-extras', // rare fields the client adds
  'message-id-shape', // grammar of the left side
  'message-id-host', // registered domain of the right side
  'date-format',
  'zone', // stated offset from UTC
  'mime-shape', // tree of media types without attachments
  'content-type-shape', // parameter order, quoting, charset spelling
  'boundary-shape',
  'text-encoding', // transfer encoding and charset of the first text part
  'language', // Content-Language
  'from-shape', // how the display name is written
] as const
export type ClientTrait = (typeof CLIENT_TRAITS)[number]

/** Traces of the way the mail took before the first border host. */
export const PATH_TRAITS = [
  'first-helo', // class of the HELO name of the bottom-most hop
  'first-by', // registered domain of the host that took the mail first
  'first-with', // its protocol
  'first-network', // /16 of the IPv4, /32 of the IPv6 client address of the first hop, or of X-Originating-IP
  'route', // registered domains of the hops, oldest first
  'dkim-domain', // d= of the signature aligned with From, or of the first
  'dkim-selector',
  'dkim-shape', // c=, a=, and the list of signed fields
  'return-path', // registered domain of the envelope sender
  'authentication', // aligned results of the trusted border host
] as const
export type PathTrait = (typeof PATH_TRAITS)[number]

export type TraitValues<T extends string> = Readonly<Partial<Record<T, string>>>

/** The conversation index of Outlook and Exchange (`Thread-Index`, [MS-OXOMSG] §2.2.1.3), as it states itself. */
export interface ConversationIndex {
  /** Milliseconds; when the conversation is said to have begun. */
  readonly started: number
  /** First half of the conversation's GUID, 16 hex digits. */
  readonly conversation: string
  /** Answers since the first mail. */
  readonly answers: number
  /** `Thread-Topic` names another matter than the subject does. */
  readonly otherTopic?: true
}

/**
 * Fingerprint of a text: its numerically smallest hashes of three words each, 24 bits a hash, ascending, base64url.
 * Enough to tell whether a quote stands in a text, too little to read either.
 */
export type TextPrint = string

/** What the thread fields say, and whether the store could check it. Resolution is done in context, not here. */
export interface ThreadFacts {
  /** Subject prefix or quoted block makes the reader believe it is an answer or a forward. */
  readonly poses: 'new' | 'reply' | 'forward'
  /** Because of: subject prefix, quoted attribution line, forwarded header block. */
  readonly because: readonly ('subject' | 'quote' | 'forward-block')[]
  /** Message-IDs of In-Reply-To and References, oldest first, without brackets. */
  readonly anchors: readonly string[]
  /** What the quoted or forwarded blocks claim. */
  readonly claims: readonly {
    readonly kind: 'quoted' | 'forwarded'
    /** Address of the claimed author, else their name. */
    readonly from?: string
    /** Their name, when `from` is their address. */
    readonly name?: string
    readonly subject?: string
    readonly time?: number
    readonly part: string
    readonly start: number
    readonly end: number
    /** The claim in the raw bytes; for the first claims only. */
    readonly range?: ByteRange
    /** Of the text quoted, for the first claims and when it is long enough. */
    readonly print?: TextPrint
  }[]
  /** Absent when the mail has none that can be read. */
  readonly index?: ConversationIndex
  /** Of the whole text of the mail; absent when it is too short or too long. */
  readonly print?: TextPrint
  /** Subject without reply, forward and list prefixes, white space collapsed, lower case. */
  readonly baseSubject: string
}

/** Where the text of a link says it leads on: wrappers taken off, nothing fetched. */
export interface RecordChain {
  readonly end: ChainEnd
  /** Two or more, or one that is a wrapper whose target cannot be read. The first is the link itself. */
  readonly hops: readonly RecordHop[]
}

export interface RecordHop {
  /** At most 2,000 characters of the last hop and 500 of those between; absent on the first, which is the link. */
  readonly url?: string
  /** Absent on the first. */
  readonly target?: LinkHost
  /** Absent on a hop that is no wrapper. */
  readonly wrapper?: WrapperFacts
}

export interface RecordLink {
  readonly origin: LinkOrigin
  readonly part: string
  readonly range: ByteRange
  /** Page, box or inner file, for links of attachments. */
  readonly place?: NonNullable<Link['place']>
  readonly href: string
  readonly url?: string
  readonly target?: LinkHost
  readonly text: string
  readonly textHost?: LinkHost
  /** Hosts of URLs found inside this one. */
  readonly nested: readonly LinkHost[]
  /** Absent when the link is no known wrapper's, and in records made before chains were read. */
  readonly chain?: RecordChain
  readonly region: TextRegionKind
  readonly visible: boolean
  readonly traits: readonly LinkTrait[]
}

export interface RecordAttachment {
  readonly part: string
  readonly range: ByteRange
  readonly name: string
  readonly extension: string
  readonly declaredType: string
  readonly detectedType?: string
  readonly size: number
  readonly sha256: string
  /** By its type, or by what looking into it found. */
  readonly active: boolean
  /** What looking into it found; absent when it was not looked into. */
  readonly opened?: {
    readonly encrypted: boolean | 'unknown'
    readonly powers: readonly AttachmentPower[]
    readonly metadata: DocumentMetadata
    /** Files inside, at most 50. */
    readonly files: readonly {
      readonly path: string
      readonly sha256: string
      readonly mediaType: string
      readonly active: boolean
    }[]
    readonly complete: boolean
  }
}

/**
 * The counterfoil of one message: every fact later stages need, and of its text only the words of links and
 * asks, a sample of the sender's own words, and fingerprints. Plain data, stored as JSON; the raw mail stays where it was found (`source`).
 */
export interface MessageRecord {
  readonly kind: 'record'
  /** Raised when a reader change makes older records incomparable. */
  readonly version: 5
  readonly digest: Digest
  /** Bytes of the raw mail. */
  readonly size: number
  readonly source: SourceLocation
  /** Milliseconds; the time that orders history. Stated by the receiving side where possible. */
  readonly time: number
  readonly timeBasis: 'received' | 'date' | 'container' | 'none'
  /** The `Date` field, and minutes east of UTC it states. */
  readonly statedTime?: number
  readonly statedOffset?: number
  readonly messageId?: string
  readonly from: Mailbox
  readonly sender?: Mailbox
  readonly replyTo: readonly Mailbox[]
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly bcc: readonly Mailbox[]
  readonly subject: string
  readonly client: TraitValues<ClientTrait>
  readonly path: TraitValues<PathTrait>
  readonly authentication: AuthenticationFacts
  readonly thread: ThreadFacts
  readonly links: readonly RecordLink[]
  readonly attachments: readonly RecordAttachment[]
  /** What the sender asks the reader to do, at most 8, strongest first; absent in records made before asks were read. */
  readonly asks?: readonly Ask[]
  /** The sender's own new words for comparing hands, at most 1,200 characters, names and numbers masked; absent when there are too few. */
  readonly styleText?: string
  /** Characters of decoded main text, and of the part the sender wrote anew. */
  readonly textLength: number
  readonly ownLength: number
  /** Phone numbers and other addresses its sender gives in it, at most 5; absent when there are none. */
  readonly contacts?: readonly RecordContact[]
  /** True for lists, bulk and automatic mail by its own header (RFC 2369, RFC 3834, Precedence). */
  readonly bulk: boolean
  readonly issues: readonly Issue[]
  /** Raw byte ranges of the header fields traits were read from, by lower-case field name (first occurrence; `received` = the bottom-most). */
  readonly spans: Readonly<Record<string, readonly [start: number, end: number]>>
}
