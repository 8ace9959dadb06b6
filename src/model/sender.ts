import type { AskContext } from './ask.ts'
import type { Digest } from './bytes.ts'
import type { ContactContext } from './contact.ts'
import type { SeenSign } from './link-sign.ts'
import type { ClientTrait, PathTrait } from './record.ts'
import type { ServiceRole } from './redirect-chain.ts'
import type { Corroboration } from './review.ts'
import type { StyleReading } from './style.ts'

/** How unusual one trait value is for this sender, with the counts behind it. All counts are strictly before the message. */
export interface TraitSurprise<T extends string = ClientTrait | PathTrait> {
  readonly trait: T
  readonly value: string
  /** Times this value was seen in the profile compared with, of how many. */
  readonly seen: number
  readonly of: number
  /** The profile's most frequent value and its count. */
  readonly usual: string
  readonly usualSeen: number
  /** Messages in the organisation that carry this value, of how many. */
  readonly seenInOrganisation: number
  readonly ofOrganisation: number
  /** log P(value | organisation) − log P(value | sender), nats, smoothed; positive speaks for another hand. */
  readonly logRatio: number
}

/** One habit cluster of a sender: their desktop, phone, webmail, a tool. */
export interface ProfileView {
  /** Words for it, e.g. `Thunderbird` or `Gmail in a browser`. */
  readonly label: string
  readonly messages: number
  readonly firstSeen: number
  readonly lastSeen: number
}

export interface RecipientNovelty {
  readonly address: string
  /** Earlier mails of this sender to this address. */
  readonly seenBySender: number
  /** Earlier mails of anybody to or from this address. */
  readonly seenInOrganisation: number
}

export interface LinkNovelty {
  /** Index into `MessageRecord.links`. */
  readonly link: number
  /** Registered domain compared (the link's own, or one nested in it). */
  readonly domain: string
  readonly nested: boolean
  /** Earlier mails with this domain: by this sender, by anybody, and how many different senders. */
  readonly bySender: number
  readonly byAnybody: number
  readonly senders: number
  /** The same for the least known of the full hosts linked under that domain. */
  readonly host: { readonly name: string; readonly bySender: number; readonly byAnybody: number }
  /** Milliseconds; first time anybody here sent it. */
  readonly firstSeen?: number
  /** The domain is the sender's own mail domain. */
  readonly own: boolean
  /** Another member of the organisation's correspondence writes from this domain. */
  readonly mailDomain: boolean
}

/** A kind of service that leads on to somewhere else, used by a link of the writer. */
export interface ServiceUse {
  readonly role: ServiceRole
  /** Host of the link that uses it. */
  readonly host: string
  /** Index into `MessageRecord.links`. */
  readonly link: number
  /** Earlier mails that used this kind of service: by this sender, and by anybody. */
  readonly bySender: number
  readonly byAnybody: number
}

/** Something about a reply or forward that does not fit the mail it answers. */
export type ThreadMismatch =
  | {
      /** Somebody of the original is replaced by an address nobody here met before. */
      readonly kind: 'participant-swapped'
      /** Address of the original, and the one in its place. */
      readonly known: string
      readonly here: string
      readonly how: 'lookalike' | 'same-name'
      /** The one in its place is the sender of this mail. */
      readonly isSender: boolean
    }
  | {
      /** A quoted block gives a known person an address they never used. */
      readonly kind: 'claimed-address'
      /** Index into `ThreadFacts.claims`. */
      readonly claim: number
      readonly known: string
      readonly here: string
    }
  | {
      /** A quoted block claims a mail that is held, and nothing of it stands in that mail. */
      readonly kind: 'quote-differs'
      readonly claim: number
      /** The mail it claims. */
      readonly original: Digest
      /** Hashes of the quote that would have to stand in the original. */
      readonly compared: number
    }
  | {
      /** The conversation index contradicts the mail answered, or the mail itself. */
      readonly kind: 'conversation-index'
      readonly how:
        | 'began-after-sent'
        | 'began-after-original'
        | 'other-beginning'
        | 'too-few-answers'
        | 'other-topic'
        | 'reused'
    }

export interface ThreadContext {
  /** Anchors (Message-IDs) that are in the store, of how many. */
  readonly resolved: number
  readonly anchors: number
  /** How many of the sender's earlier replies and forwards had an anchor that was here, of how many. */
  readonly senderAnchored: number
  readonly senderPosed: number
  /** The same over the organisation. */
  readonly organisationAnchored: number
  readonly organisationPosed: number
  /** The claimed original was found in the store (by sender and base subject), not found though mail of that time and sender is held, or could not be looked for. */
  readonly original: 'found' | 'missing' | 'not-checkable'
  /** This base subject was seen before, here. */
  readonly subjectSeen: number
  /** The sender had written in this thread (by resolved anchor or base subject) before. */
  readonly senderInThread: boolean
  /** Absent when everything that could be compared fits. */
  readonly mismatches?: readonly ThreadMismatch[]
}

export interface IdentityContext {
  /** Known correspondents that carry the same display name under another address, best known first (at most 3). */
  readonly sameName: readonly {
    readonly address: string
    /** The name in common, as this mail writes it. */
    readonly name: string
    /** Mails from that address that bore the name. */
    readonly messages: number
    readonly lastSeen: number
    /** An address this person shared before: same local part, or both addresses seen in one thread or on one mail. */
    readonly linked: boolean
  }[]
  /** Known addresses or domains that look like this sender's (skeleton equal, or one edit), best known first (at most 3). */
  readonly lookalikes: readonly {
    readonly address: string
    readonly messages: number
    readonly how: 'skeleton' | 'edit' | 'domain-skeleton' | 'domain-edit' | 'domain-tld'
  }[]
  /** Reply-To names another registered domain than From, and whether this sender did so before. */
  readonly replyToDiffers: boolean
  /** Earlier mails of this sender with the least seen of these Reply-To domains; meaningless when it does not differ. */
  readonly replyToSeen: number
}

/** Everything the past says about one message, read strictly before its time. Facts only. */
export interface SenderContext {
  readonly kind: 'sender-context'
  /** Lower-case address the history is kept under. */
  readonly sender: string
  readonly messages: number
  /** Mails of this sender that were held back before and taught nothing; not among `messages`. */
  readonly heldMessages: number
  /** Different days on which the sender wrote. */
  readonly days: number
  readonly firstSeen?: number
  readonly lastSeen?: number
  /** Messages and senders the organisation's history holds. */
  readonly organisationMessages: number
  readonly organisationSenders: number
  /** The nearest of the sender's profiles, when there is one. */
  readonly profile?: ProfileView
  readonly profiles: number
  readonly client: readonly TraitSurprise<ClientTrait>[]
  /** Sum of the log ratios against the nearest profile plus −log of that profile's share, nats; 0 without a profile. */
  readonly clientDrift: number
  readonly path: readonly TraitSurprise<PathTrait>[]
  readonly pathDrift: number
  readonly recipients: readonly RecipientNovelty[]
  /** Largest Jaccard overlap of this recipient set with one of the sender's last sets, 0–1. */
  readonly recipientOverlap: number
  readonly links: readonly LinkNovelty[]
  /** Kinds of services the links go through, each once; such a link tells nothing about where it ends. */
  readonly services: readonly ServiceUse[]
  /** What is to see about where the links lead, in the order of the links; absent when there is nothing. */
  readonly signs?: readonly SeenSign[]
  /** Share of the sender's earlier mails that carried any link, and of how many. */
  readonly linkHabit: number
  /** Earlier mails of this sender with an active attachment of this kind; undefined when none is attached. */
  readonly activeAttachmentSeen?: number
  /** How like the sender's known mails this one is written; only for mail that could carry a lure, where it is worth the time. */
  readonly style?: StyleReading
  /** How usual what it asks for is; absent when it asks for nothing. */
  readonly asks?: AskContext
  readonly thread: ThreadContext
  readonly identity: IdentityContext
  /** Mails a person confirmed as foreign within 90 days of this one, nearest first (at most 3); absent without any. */
  readonly confirmed?: readonly Corroboration[]
  /** Ways to reach the sender that were known before; absent when there are none. */
  readonly contacts?: ContactContext
}
