import type { ByteRange, Digest } from './bytes.ts'
import type { SourceLocation, SourceTrouble } from './source.ts'

/**
 * What checking one signature can come to. There is no state for "genuine" or "forged": a pass is about a domain and
 * the signed bytes, and a failure is mostly the work of a mail program.
 */
export const SIGNATURE_STATES = [
  'pass_live_key', // with the key the domain publishes now
  'pass_archived_key', // with a key recorded earlier
  'pass_recovered_key', // with a key worked out from two signatures
  'pass_weak_key', // with a key or hash that can be broken
  'fail_body', // the body is not the one that was signed
  'fail_headers', // the signed fields, or the signature, are not those that were made
  'no_key_found',
  'unsigned',
  'not_raw', // not the bytes that were sent, so no signature can be checked
  'key_compromised_or_published', // others than the domain can sign with the key
] as const
export type SignatureState = (typeof SIGNATURE_STATES)[number]

/** Damage that handling does to mail, undone to see whether the signature then fits. */
export const REPAIRS = [
  'line-ends', // LF instead of CRLF
  'bare-carriage-returns', // CR instead of CRLF
  'doubled-carriage-returns', // CR CR LF
  'byte-order-mark',
  'mbox-separator', // a line `From ann@… Thu Jun 13 …` above the mail
  'mbox-quoting', // `>From ` at the start of a line
  'mbox-unquoting', // a `>` taken away that was sent
  'dot-stuffing', // `..` at the start of a line
  'blank-line', // added or lost at the start of the body
  'list-footer', // lines added at the end
  'list-footer-part', // a part added at the end
  'signature-delimiter', // `-- ` whose blank was cut off
  'transfer-encoding', // quoted-printable or base64 made from what was sent, or the other way round
  'charset', // UTF-8 made from a single-byte charset
  'folding', // other white space where a field is folded
  'address-spacing', // blanks after commas added or lost
  'address-order', // a list put the addresses into another order
  'subject-tag', // `[list] ` put before the subject
  'list-fields', // fields a list adds
  'from-rewritten', // a list put itself into From
  'encoding-field', // another Content-Transfer-Encoding field
] as const
export type RepairName = (typeof REPAIRS)[number]

/** Repairs that change how a mail is kept, and none of its content: a verdict need not say "after repair" for them. */
export const REPAIRS_OF_KEEPING: ReadonlySet<RepairName> = new Set([
  'line-ends',
  'bare-carriage-returns',
  'mbox-separator',
])

/** One repair that was made, and what of the mail it concerned. */
export interface Repair {
  readonly name: RepairName
  /** What was changed, a short phrase: `7 lines`, `Subject`. */
  readonly detail?: string
}

/** A public key that belongs to a selector of a domain, and where it was had from. */
export interface SigningKey {
  readonly kind: 'signing-key'
  /** Lower case. */
  readonly domain: string
  readonly selector: string
  readonly algorithm: 'rsa' | 'ed25519'
  readonly bits: number
  /** SHA-256 of the key's SubjectPublicKeyInfo, hex: the same key under two names has the same one. */
  readonly fingerprint: string
  readonly from: 'live' | 'archive' | 'recovered'
  /** File name, or `DNS`; for a recovered key the items it was worked out from. */
  readonly source: string
  /** When it was seen published, milliseconds. */
  readonly firstSeen?: number
  readonly lastSeen?: number
  /** The record says `t=y`: the domain was only trying it out (RFC 6376 §3.6.1). */
  readonly testing?: true
  /** Why others than the domain can sign with it, and since when that is known (milliseconds). */
  readonly compromised?: { readonly reason: string; readonly since?: number }
  /**
   * For a recovered key: `yes` when it verifies mail held independently of the set or equals a recorded key, `no` when
   * all that is known is that signatures of the set fit it.
   */
  readonly independent?: 'yes' | 'no'
  /** What makes it independent. */
  readonly independentBy?: string
}

/** A field people see that the signature does not speak for. */
export interface UncoveredField {
  /** As written. */
  readonly name: string
  /** Index into `Message.header`. */
  readonly field: number
  readonly range: ByteRange
  readonly value: string
  /** `not-signed`: its name is not in `h=`; `extra`: more of them stand here than were signed. */
  readonly why: 'not-signed' | 'extra'
}

/** What of a mail a signature speaks for. */
export interface Coverage {
  /** Names in `h=` that stand in the mail, as in `h=`, each once. */
  readonly signed: readonly string[]
  /** Names in `h=` that were not in the mail, or not once more, when it was signed: adding one breaks the signature. */
  readonly closed: readonly string[]
  readonly uncovered: readonly UncoveredField[]
  /** Bytes of the canonical body that are signed, and that are not because of `l=`. */
  readonly bodySigned: number
  readonly bodyUnsigned: number
  /** Byte of the mail where the unsigned rest begins. */
  readonly unsignedFrom?: number
  /** Parts that lie, wholly or partly, in the unsigned rest. */
  readonly unsignedParts: readonly string[]
}

/** Something about the times of a signature that does not fit. */
export interface TimeProblem {
  readonly code:
    | 'signed-after-received'
    | 'signed-long-before-received'
    | 'date-far-from-signature'
    | 'expired-when-received'
    | 'key-not-yet-seen'
    | 'key-no-longer-seen'
    | 'expires-before-signed'
    | 'received-out-of-order'
  readonly detail: string
}

export interface SignatureTimes {
  /** `t=`, `x=`, Date and the oldest and newest Received, milliseconds. */
  readonly signed?: number
  readonly expires?: number
  readonly date?: number
  readonly firstReceived?: number
  readonly lastReceived?: number
  readonly problems: readonly TimeProblem[]
}

/** One signature and what checking it came to. */
export interface SignatureVerdict {
  readonly kind: 'signature-verdict'
  /** `dkim`: DKIM-Signature; `arc-message`, `arc-seal`: the two signatures of an ARC set (RFC 8617). */
  readonly role: 'dkim' | 'arc-message' | 'arc-seal'
  /** `i=` of ARC. */
  readonly instance?: number
  /** Index into `Message.header`. */
  readonly field: number
  readonly range: ByteRange
  /** As written, lower case; empty when unreadable. */
  readonly domain: string
  readonly selector: string
  readonly algorithm: string
  /** `relaxed/simple`: fields, body. */
  readonly canonicalization: string
  readonly state: SignatureState
  /** The two halves of the check, each by itself. `unknown`: could not be checked. */
  readonly body: 'match' | 'mismatch' | 'unknown'
  readonly header: 'match' | 'mismatch' | 'unknown'
  /** The key that fits, or the one that was tried. */
  readonly key?: SigningKey
  /** What had to be undone before it fitted; empty when it fits as it is. */
  readonly repairs: readonly Repair[]
  /** What the visible sender's domain has to do with the signing one. */
  readonly author: 'same' | 'same-organisation' | 'other' | 'unknown'
  readonly coverage?: Coverage
  readonly times: SignatureTimes
  /** Why, one short phrase. */
  readonly reason: string
}

/** The ARC chain of a mail (RFC 8617 §5.2). */
export interface ArcVerdict {
  /** `open`: a key is missing. */
  readonly result: 'none' | 'pass' | 'fail' | 'open'
  readonly reason: string
  /** Instances from 1 on: who sealed, and what they stated they saw. */
  readonly sets: readonly {
    readonly instance: number
    readonly sealer: string
    readonly seal: SignatureVerdict
    readonly message?: SignatureVerdict
    /** `cv=` of the seal. */
    readonly stated: string
    /** ARC-Authentication-Results, as written. */
    readonly results?: string
  }[]
}

/** How far a print-out, picture or converted mail agrees with a mail that is held. */
export interface OriginalComparison {
  readonly digest: Digest
  readonly source: SourceLocation
  /** Subject, sender and date as far as they are given on both sides. */
  readonly fields: readonly { readonly name: string; readonly agrees: boolean }[]
  /** Share of the print-out's words that stand in the held mail in the same order, 0 to 1. */
  readonly likeness: number
  /** Words of the print-out, and of the mail. */
  readonly words: { readonly shown: number; readonly held: number }
  /** Stretches of the print-out that the held mail does not have; at most twenty. */
  readonly onlyShown: readonly string[]
  /** Stretches of the held mail, within what was printed, that the print-out does not have; at most twenty. */
  readonly onlyHeld: readonly string[]
}

/** One item that was handed in, judged by itself. */
export interface ItemVerdict {
  readonly kind: 'item-verdict'
  /** Where it lies; a file that holds no mail has its path only. */
  readonly file: string
  readonly source?: SourceLocation
  readonly digest: Digest
  readonly from: string
  readonly subject: string
  readonly messageId?: string
  /** Milliseconds, as the mail states it. */
  readonly date?: number
  /** The strongest of its signatures; `unsigned` or `not_raw` without any. */
  readonly state: SignatureState
  /** Index into `signatures` of the one `state` speaks of. */
  readonly deciding?: number
  readonly signatures: readonly SignatureVerdict[]
  readonly arc: ArcVerdict
  /** From, Subject and the like that stand more than once: programs differ in which they show. */
  readonly repeated: readonly { readonly name: string; readonly count: number }[]
  /** Why no signature could be checked. */
  readonly notRaw?: string
  /** What to ask the source for instead, when these are not the bytes that were sent. */
  readonly ask?: string
  readonly comparisons: readonly OriginalComparison[]
  /** What could not be checked, and why. */
  readonly notEvaluated: readonly string[]
}

/** All items together. */
export interface SetVerdict {
  readonly kind: 'set-verdict'
  readonly items: number
  readonly states: Readonly<Record<SignatureState, number>>
  /** Items whose passing signature is of the visible sender's own domain. */
  readonly byAuthor: number
  /** Items that pass only after repairs. */
  readonly afterRepair: number
  /** Items with a time that does not fit. */
  readonly withTimeProblems: number
  /** Keys that signatures of the set fit, with the number of items. */
  readonly keys: readonly { readonly key: SigningKey; readonly items: number }[]
  /** Selectors for which no key was found, with the number of items. */
  readonly missingKeys: readonly { readonly name: string; readonly items: number }[]
  /** Digests that came more than once. */
  readonly repeatedItems: number
  /** Attempts to work out keys, and what came of them. */
  readonly recoveries: readonly KeyRecovery[]
}

/** One attempt to work out a key from two signatures. */
export interface KeyRecovery {
  readonly domain: string
  readonly selector: string
  readonly result: 'found' | 'not-found' | 'not-tried'
  /** Why, or what the key rests on. */
  readonly detail: string
}

export interface VerifyProgress {
  readonly kind: 'verify-progress'
  readonly phase: 'reading' | 'keys' | 'recovering'
  readonly done: number
  readonly total?: number
  /** While recovering: which key, its length, the pair of signatures tried of how many, and its share, 0 to 1. */
  readonly recovery?: {
    /** `selector._domainkey.domain`. Hostile text. */
    readonly name: string
    readonly bits: number
    readonly pair: number
    readonly pairs: number
    readonly share: number
  }
}

export type VerifyEvent = ItemVerdict | SetVerdict | PersonaView | SourceTrouble | VerifyProgress

/** What two senders of a set have in common, and what they have not. */
export interface PersonaEvidence {
  /** `client`: the program; `path`: the way in; `signature`: how the provider signs; `style`: the writing. */
  readonly channel: 'client' | 'path' | 'signature' | 'style'
  /** Name of the trait, e.g. `zone`; for style `letters`. */
  readonly trait: string
  /** The most frequent value of each. Hostile text. */
  readonly one: string
  readonly other: string
  /** Share of their mails that agree in this, 0 to 1; for style how alike the texts are. */
  readonly agreement: number
  /** The same between each of them and the other senders. */
  readonly usual: number
  /** How much this speaks for one hand (positive) or two (negative), nats, before it is weighed. */
  readonly weight: number
}

/** Two senders compared. It is a lead to look at, never a proof of who they are. */
export interface PersonaPair {
  readonly senders: readonly [string, string]
  readonly items: readonly [number, number]
  readonly verdict: 'like-one' | 'like-two' | 'cannot-tell'
  /** Sum over the channels, nats; absent when it was not worked out. */
  readonly score?: number
  /** Why it cannot be told. */
  readonly reason?: string
  /** The strongest first, at most eight. */
  readonly evidence: readonly PersonaEvidence[]
  /** Channels that could not be compared, and why. */
  readonly notEvaluated: readonly string[]
}

/** The senders of a set beside each other. */
export interface PersonaView {
  readonly kind: 'persona-view'
  readonly senders: readonly { readonly sender: string; readonly items: number }[]
  /** Senders the pairs were measured against. */
  readonly background: number
  readonly pairs: readonly PersonaPair[]
  /** Groups of senders that look like one, by the pairs that do. */
  readonly groups: readonly (readonly string[])[]
  /** Pairs that were not compared because there were too many senders. */
  readonly left: number
}
