import type { Case, Claim, TimelineEntry } from './case.ts'
import type { MatrixResult } from './case-matrix.ts'
import type { TlpLabel } from './indicator.ts'
import type { EdgeKind, HopRole } from './redirect-chain.ts'

/** What a report tells of a mail that is evidence; hostile text. */
export interface CaseMail {
  readonly evidence: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly subject: string
  readonly messageId?: string
  /** Milliseconds. */
  readonly time?: number
  readonly zone?: string
  /** Hosts the mail came over, oldest first, as its Received fields state them. */
  readonly path: readonly string[]
  /** Method, result and the domain it speaks of, as the Authentication-Results fields of the mail state them. */
  readonly authentication: readonly string[]
  readonly links: readonly { readonly text: string; readonly href: string }[]
  readonly attachments: readonly { readonly name: string; readonly sha256: string; readonly size: number }[]
}

export interface CaseHop {
  readonly url: string
  readonly host?: string
  readonly role?: HopRole
  readonly edge?: EdgeKind
  readonly status?: number
  /** Milliseconds; when it was asked. */
  readonly time?: number
}

/** A chain of hops in a piece of evidence. */
export interface CaseChain {
  readonly evidence: string
  readonly hops: readonly CaseHop[]
  /** False when the chain was only read from the link and nobody was asked. */
  readonly requested: boolean
  readonly end?: string
}

/** A sighting in a piece of evidence. */
export interface CaseSighting {
  readonly evidence: string
  readonly type: string
  readonly value: string
  readonly tier: string
  readonly digest: string
  /** Milliseconds; of the mail. */
  readonly time: number
  readonly source: string
  readonly published?: number
  readonly validUntil?: number
  readonly tlp?: TlpLabel
  /** Labels of the indicator, as its source gives them. */
  readonly labels: readonly string[]
}

/** A row of a log with a time. */
export interface CaseLogRow {
  readonly evidence: string
  /** In the file, from 1. */
  readonly line: number
  /** Milliseconds. */
  readonly time: number
  /** As the log states it; absent when it states none. */
  readonly zone?: string
  /** Hostile text. */
  readonly text: string
  /** Further rows with the same words, and the time of the latest, milliseconds. */
  readonly more?: number
  readonly last?: number
}

/** What was read out of the bytes of the evidence. */
export interface CaseFacts {
  readonly mails: readonly CaseMail[]
  readonly chains: readonly CaseChain[]
  readonly sightings: readonly CaseSighting[]
  readonly logs: readonly CaseLogRow[]
  /** Evidence that could not be read as what it is, with the reason. */
  readonly unread: readonly { readonly evidence: string; readonly why: string }[]
}

/** Something a cluster is named in, or an indicator of it that was met. */
export interface ActorEvent {
  readonly of: 'report' | 'sighting'
  /** Milliseconds. */
  readonly time: number
  readonly text: string
  /** Evidence, claims. */
  readonly items: readonly string[]
  /** Why it stands under this name. */
  readonly why: string
}

/** What is known over time of a cluster as one source names it. The same name of another source is another one. */
export interface ActorActivity {
  readonly kind: 'actor-activity'
  readonly name: string
  readonly by: string
  /** `A1`, `A2`, … */
  readonly statements: readonly string[]
  /** Names this source says mean the same. */
  readonly alsoNamed: readonly string[]
  /** Others in the case who use this name, or one of those: nothing says that they mean the same. */
  readonly usedBy: readonly string[]
  /** In order of time. */
  readonly events: readonly ActorEvent[]
  /** Reports and claims whose time is not known. */
  readonly undated: readonly string[]
}

/** A case as it is shown: without what was withdrawn, rejected or may not be told. */
export interface CaseReport {
  readonly kind: 'case-report'
  readonly case: Case
  readonly facts: CaseFacts
  readonly matrix: MatrixResult
  /** Events, and what follows from evidence and claims; in order of time. */
  readonly timeline: readonly TimelineEntry[]
  /** Named clusters in the order of their statements. */
  readonly activity: readonly ActorActivity[]
  /** Milliseconds. */
  readonly generated: number
  readonly tool: string
  /** The highest marking of what is in it. */
  readonly tlp: TlpLabel
  /** Last hash of the custody log, for whoever wants to know later whether it was cut. */
  readonly head: string
  /** Present when the report is for others: names are replaced, items above a marking are left out. */
  readonly redaction?: {
    /** People and addresses under pseudonyms; absent when names are left as they are. */
    readonly people?: number
    readonly withheld: number
    readonly most: TlpLabel
  }
  /** Claims that wait for a person; none in what is made for others. */
  readonly waiting: readonly Claim[]
}
