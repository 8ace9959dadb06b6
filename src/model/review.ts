import type { Digest } from './bytes.ts'
import type { Verdict } from './verdict.ts'

export const REVIEW_ACTIONS = [
  'confirm', // somebody else wrote it: never learned from, and what was sent around it is doubted
  'release', // the sender wrote it: learned from as if it had never been held
  'withdraw', // takes back what was said before
] as const
export type ReviewAction = (typeof REVIEW_ACTIONS)[number]

/** What a person says about a mail. Kept in a log that only grows; of one mail the last word counts. */
export interface Review {
  readonly kind: 'review'
  /** Place in the log, from 1. Given by the store. */
  readonly sequence: number
  readonly digest: Digest
  readonly action: ReviewAction
  /** The person's reason, at most REVIEW_TEXT_LIMIT characters. */
  readonly why: string
  /** Who said it. */
  readonly by: string
  /** Milliseconds; when it was said. */
  readonly time: number
}

/** Longest reason and longest name kept, characters: the log is read by people. */
export const REVIEW_TEXT_LIMIT = 2000

/** Why an earlier mail that a person confirmed as foreign speaks about this one. */
export const CORROBORATION_TIES = [
  'same-sender', // this mail's sender is the account that was taken over
  'shared-contact', // this mail's sender received the confirmed mail
] as const
export type CorroborationTie = (typeof CORROBORATION_TIES)[number]

/**
 * A fact from a person's word: close in time to this mail, mail of this sender or to this sender was confirmed to
 * come from somebody else. The one thing a judgement may know from after its own mail (design §5).
 */
export interface Corroboration {
  readonly kind: 'confirmed-takeover'
  /** The confirmed mail. */
  readonly confirmed: Digest
  readonly tie: CorroborationTie
  /** Lower-case sender of the confirmed mail. */
  readonly account: string
  /** Milliseconds; the confirmed mail's own time. */
  readonly time: number
  /** Whole days from the confirmed mail to this one; negative when this one is older. */
  readonly days: number
}

/** A verdict before and after a person's word; absent where the mail had none. */
export interface VerdictChange {
  readonly digest: Digest
  readonly time: number
  /** Lower-case sender. */
  readonly sender: string
  readonly subject: string
  readonly before?: Verdict
  readonly after?: Verdict
  /** The last word of a person about this mail itself. */
  readonly reviewed?: ReviewAction
}

/** Mails around a confirmed one that are worth reading again, most suspicious first. */
export interface Rereading {
  readonly tie: CorroborationTie
  /** How many there are; `mails` lists the first of them. */
  readonly count: number
  readonly mails: readonly VerdictChange[]
}

/** What saying something about a mail led to. */
export interface ReviewOutcome {
  readonly kind: 'review-outcome'
  readonly review: Review
  /** The word that counted before, when there was one. */
  readonly earlier?: Review
  readonly subject: string
  readonly sender: string
  /** Milliseconds; the reviewed mail's own time. */
  readonly time: number
  readonly verdict?: Verdict
  /** How judging went on; absent when it was left to the next scan. */
  readonly judged?: {
    /** Mails whose judgements were replaced: those from the first time on that the word can matter to. */
    readonly replaced: number
    /** Other mails whose verdict level changed; `changes` lists the most suspicious of them. */
    readonly changed: number
    readonly changes: readonly VerdictChange[]
  }
  /** Only of a confirmed mail. */
  readonly rereading: readonly Rereading[]
}

/** One line of the log with what it is about. */
export interface ReviewEntry {
  readonly review: Review
  readonly sender: string
  readonly subject: string
  readonly time: number
  /** False when a later word about the same mail counts. */
  readonly current: boolean
}

export interface ReviewLog {
  readonly kind: 'review-log'
  /** Newest first. */
  readonly entries: readonly ReviewEntry[]
  /** Held mails about which nobody has said anything. */
  readonly waiting: number
}
