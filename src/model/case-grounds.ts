import type { CaseJudgement, Confidence, Consistency, LikelihoodTerm, NoteKind } from './case.ts'
import type { MailboxAnswer } from './leak-trace.ts'

/** A mail that a result of `scan` or `trace` speaks of. Hostile text. */
export interface GroundMail {
  /** Of its bytes, `sha256:…`. */
  readonly digest: string
  /** Evidence or files that speak of it, the mail itself first where it is there. */
  readonly items: readonly string[]
  /** The mail itself, when it is there. */
  readonly own?: string
  readonly from: string
  readonly subject: string
  /** Milliseconds. */
  readonly time?: number
  /** Lower-case addresses; empty when the mail itself is not there. */
  readonly recipients: readonly string[]
  /** A scan put it among the few that somebody should read. */
  readonly alert: boolean
  /** Ids of the findings of that scan; those it told loudly once more apart. */
  readonly findings: readonly string[]
  readonly loud: readonly string[]
  /** Unknown hosts between what a link shows and where it ended when the servers were asked. */
  readonly stopOvers: readonly string[]
  /** Links of it were followed by asking the servers. */
  readonly followed: boolean
}

/** An indicator of a report that stands in a mail here. */
export interface GroundSighting {
  readonly item: string
  readonly digest: string
  readonly type: string
  readonly value: string
  readonly tier: string
  readonly source: string
  /** Close enough to be the thing the report names, and certain. */
  readonly strong: boolean
}

/** What `leak trace` found. */
export interface GroundLeak {
  readonly item: string
  /** Leaked things that were looked for, found here in some version, and found byte for byte or word for word. */
  readonly things: number
  readonly traced: number
  readonly same: number
  /** Who held all that was found here, by headers of mail or by registration; lower-case. */
  readonly heldAll: readonly string[]
  readonly verdict: MailboxAnswer['verdict']
  readonly because: MailboxAnswer['because']
  readonly named: readonly string[]
  /** Mailboxes that were weighed. */
  readonly weighed: number
  /** Share of belief the best mailbox is part of, 0 to 1. */
  readonly involved: number
  /** Milliseconds: the papers were in other hands by then. */
  readonly until: number
}

/** What results of other verbs give a case to rest on. What others claim is none. */
export interface CaseGrounds {
  readonly kind: 'case-grounds'
  readonly mails: readonly GroundMail[]
  readonly sightings: readonly GroundSighting[]
  readonly leaks: readonly GroundLeak[]
  /** Items that were read, and those that hold no result of a verb. */
  readonly read: readonly string[]
  readonly unread: readonly { readonly item: string; readonly why: string }[]
}

export interface ProposedCell {
  /** Short name of a standing hypothesis. */
  readonly standing: string
  readonly item: string
  readonly value: Consistency
  readonly why: string
}

export interface ProposedJudgement extends Omit<CaseJudgement, 'kind' | 'id'> {
  readonly likelihood?: LikelihoodTerm
  readonly confidence?: Confidence
}

export interface ProposedNote {
  readonly of: NoteKind
  readonly text: string
  readonly items: readonly string[]
}

/** What may be said on these grounds, for a person to take or to leave. */
export interface CaseAssertions {
  readonly kind: 'case-assertions'
  /** False when nothing is there that a case could rest on; then everything below but `why` is empty. */
  readonly grounded: boolean
  /** What there is and what there is not, in sentences. */
  readonly why: readonly string[]
  /** Digests of the mails that belong into the case. */
  readonly mails: readonly string[]
  readonly cells: readonly ProposedCell[]
  readonly judgements: readonly ProposedJudgement[]
  readonly notes: readonly ProposedNote[]
  readonly gaps: readonly string[]
}
