import type { Digest } from './bytes.ts'
import type { Evidence } from './evidence.ts'
import type { Indicator } from './indicator.ts'
import type { Mailbox } from './message.ts'

/** How close the match is, closest first. */
export const SIGHTING_TIERS = [
  'exact-url',
  'path-token',
  'host',
  'registered-domain', // never for hosts that many customers share
  'look-alike',
  'address',
  'header-host',
  'ip',
  'message-id',
  'file-hash',
  'file-name',
  'document', // fingerprint of a text
  'text',
  'pattern', // a STIX pattern held as a whole
  'behaviour', // no indicator: facts of the mail
] as const
export type SightingTier = (typeof SIGHTING_TIERS)[number]

/** An indicator met in a message (STIX 2.1 §5.2): a belief that something was seen, not that it was used. */
export interface Sighting {
  readonly kind: 'sighting'
  readonly indicator: Indicator
  readonly tier: SightingTier
  readonly digest: Digest
  /** Milliseconds; of the message. */
  readonly time: number
  /** The value as it stands in the mail. Hostile text. */
  readonly seen: string
  /** Where in the message, in the words of `Observable.place`. */
  readonly places: readonly string[]
  readonly evidence: readonly Evidence[]
  /** Why it may be none, in words: `the order of the words could not be checked`. Absent when it is certain. */
  readonly unconfirmed?: string
  /** What of it is not told because a limit was met, in words: `more places of this mail hold it than are told`. */
  readonly cut?: string
  /** Milliseconds from publication to the message: negative when the mail came before the report. Absent without a date. */
  readonly lead?: number
}

/** Who got it and what became of it, as far as the mail held here shows. */
export interface Aftermath {
  readonly kind: 'aftermath'
  readonly digest: Digest
  readonly from: Mailbox
  readonly recipients: readonly Mailbox[]
  /** Mails that answer or forward it, oldest first. */
  readonly followedBy: readonly {
    readonly digest: Digest
    readonly time: number
    readonly from: Mailbox
    readonly how: 'answered' | 'forwarded'
  }[]
  /** Other mails of the same infrastructure, by the shared value. */
  readonly related: readonly { readonly digest: Digest; readonly because: string }[]
  /** What was not looked at or is not told because a limit was met, in words. */
  readonly limits: readonly string[]
}

/** What was searched, good enough to quote. */
export interface HuntCoverage {
  readonly kind: 'hunt-coverage'
  readonly messages: number
  /** Milliseconds; absent when there is no mail. */
  readonly from?: number
  readonly until?: number
  readonly sources: readonly { readonly name: string; readonly messages: number }[]
  /** Messages that could not be read at all. */
  readonly unread: number
  readonly attachments: { readonly seen: number; readonly opened: number }
  /** Links inside wrappers, and how many of them could be decoded offline. */
  readonly wrapped: { readonly seen: number; readonly decoded: number }
  /** What this store cannot be asked, in words: `text was indexed from 2026-11 on`. */
  readonly notSearched: readonly string[]
}
