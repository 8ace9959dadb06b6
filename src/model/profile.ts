import type { AskKind } from './ask.ts'
import type { Digest } from './bytes.ts'
import type { KnownContact } from './contact.ts'
import type { Review } from './review.ts'
import type { StyleAbstention } from './style.ts'
import type { VerdictLevel } from './verdict.ts'

/** A value a sender's mails carry, and in how many. */
export interface Habit {
  /** Hostile text where it comes from the mail. */
  readonly value: string
  readonly messages: number
  /** Milliseconds. */
  readonly firstSeen: number
  readonly lastSeen: number
}

/** Values in the order of their number; `values` lists the first of `distinct`. */
export interface Habits {
  readonly distinct: number
  readonly values: readonly Habit[]
}

/** One way of writing that the judge compares mail with: a desktop, a phone, a browser, a tool. */
export interface ProgramHabit {
  readonly label: string
  readonly messages: number
  readonly firstSeen: number
  readonly lastSeen: number
  /** The usual value of a trait, how often it was seen, and of how many (at most the last 50). */
  readonly usual: readonly {
    readonly trait: 'mailer-version' | 'zone' | 'mime-shape' | 'language'
    readonly value: string
    readonly seen: number
    readonly of: number
  }[]
}

/** A group of people written to together. */
export interface RecipientGroup {
  /** Lower-case addresses, sorted. */
  readonly addresses: readonly string[]
  readonly messages: number
  readonly lastSeen: number
}

/** Things that can be new about a mail. */
export const NOVELTIES = [
  'program', // a mail program not used before
  'zone', // a time zone not stated before
  'network', // sent from a network not seen before
  'link-domain', // leads to a registered domain not linked before
  'recipient', // somebody not written to before
  'unanchored', // a reply or forward of something that is not here
  'active-attachment', // a kind of attachment that can run something, not sent before
  'reply-diverted', // answers to another domain, not named before
  'ask', // a request of a kind not made before
] as const
export type NoveltyKind = (typeof NOVELTIES)[number]

/** How often something new came up in this sender's own past: what a deviation would have to compare with. */
export interface Novelty {
  readonly what: NoveltyKind
  /** Learned mails that brought it, of how many that could have, the first ten left out. */
  readonly times: number
  readonly of: number
  /** Milliseconds; when it came up last. */
  readonly lastTime?: number
}

/** A kind of request the sender makes. */
export interface AskHabit {
  readonly kind: AskKind
  readonly messages: number
  /** Of these, in how many no phrase asks (`Ask.learned`). */
  readonly byWordsAlone: number
  /** Milliseconds. */
  readonly firstSeen: number
  readonly lastSeen: number
  /** The newest mail that made it, and its words. Hostile text. */
  readonly digest: Digest
  readonly words: string
}

/** One habit of writing; values in the order of their number, the first of `distinct`. */
export interface WritingHabit {
  /** See `HABIT_NAMES`. */
  readonly habit: string
  /** Texts in which it could be told. */
  readonly of: number
  readonly distinct: number
  /** Hostile text: a greeting or sign-off is quoted as written. */
  readonly values: readonly { readonly value: string; readonly texts: number }[]
}

/** How a correspondent words their mail, counted over the texts that a new mail is compared with. */
export interface WritingStyle {
  /** The newest texts of at least 60 characters of the sender's own words, at most 50. */
  readonly texts: number
  /** Learned mails with fewer own words. */
  readonly tooShort: number
  /** Characters of own words in the median learned mail; absent when there is none. */
  readonly medianLength?: number
  /** ISO 639-1 codes, or scripts where the language could not be told. */
  readonly languages: readonly { readonly value: string; readonly texts: number }[]
  readonly habits: readonly WritingHabit[]
  /** Replies that quote what they answer, of `CorrespondentProfile.replies`. */
  readonly quotingReplies: number
  /** Why a new mail's words would not be compared; absent when they would. */
  readonly abstains?: Extract<StyleAbstention, 'few-texts' | 'few-writers'>
}

/** A mail of the sender that was held, or that somebody spoke about. */
export interface SetAside {
  readonly digest: Digest
  readonly time: number
  readonly subject: string
  readonly held: boolean
  readonly level?: VerdictLevel
  /** The last word about it. */
  readonly review?: Review
}

/** How one correspondent writes, as counted over the mail that was learned from. Times in milliseconds. */
export interface CorrespondentProfile {
  readonly kind: 'correspondent-profile'
  /** Lower case. */
  readonly address: string
  readonly names: Habits
  /** Mails in the store; those learned from; those held and not released; those without a time that could be read. */
  readonly messages: number
  readonly learned: number
  readonly held: number
  readonly timeless: number
  /** Mails that were too many to be looked at; the newest were. */
  readonly older: number
  /** Of the learned: lists, bulk and automatic mail. */
  readonly bulk: number
  readonly firstSeen?: number
  readonly lastSeen?: number
  /** Days on which they wrote, median and longest pause between two such days. */
  readonly days: number
  readonly medianPause?: number
  readonly longestPause?: number
  readonly programs: readonly ProgramHabit[]
  readonly zones: Habits
  readonly networks: Habits
  /** Servers that took the mail first, by registered domain. */
  readonly servers: Habits
  /** Domains that signed the mail. */
  readonly signers: Habits
  readonly recipients: Habits
  readonly groups: readonly RecipientGroup[]
  readonly links: Habits
  /** Mails with a link to click. */
  readonly withLinks: number
  readonly attachmentKinds: Habits
  readonly withAttachments: number
  readonly withActiveAttachments: number
  readonly replies: number
  readonly forwards: number
  /** Of replies and forwards: those whose original is here. */
  readonly anchored: number
  /** Other domains that answers were asked to. */
  readonly replyDomains: Habits
  /** Mails by hour (0–23) and weekday (0 is Monday) on the sender's own clock, of so many that state a zone. */
  readonly hours: readonly number[]
  readonly weekdays: readonly number[]
  readonly clocked: number
  /** Ways to reach them that their own mail gave, most reliable first. */
  readonly contacts: readonly KnownContact[]
  /** Kinds of requests, most frequent first, and mails with any but haste. */
  readonly asks: readonly AskHabit[]
  readonly withAsks: number
  /** Habits of wording; absent when nothing was learned. */
  readonly style?: WritingStyle
  readonly novelties: readonly Novelty[]
  /** Newest first; `held` above counts all. */
  readonly setAside: readonly SetAside[]
}
