import type { ByteRange } from './bytes.ts'
import type { TlpLabel } from './indicator.ts'
import type { Issue } from './issue.ts'

/** How reliable the source is, A to E, or F when that cannot be judged (NATO Admiralty code). */
export const SOURCE_GRADES = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type SourceGrade = (typeof SOURCE_GRADES)[number]
/** How credible the information is, 1 to 5, or 6 when that cannot be judged. Graded apart from the source. */
export const INFORMATION_GRADES = [1, 2, 3, 4, 5, 6] as const
export type InformationGrade = (typeof INFORMATION_GRADES)[number]

export interface AdmiraltyGrade {
  readonly source: SourceGrade
  readonly information: InformationGrade
}

/** What kind of thing a piece of evidence is. */
export const EVIDENCE_KINDS = [
  'message',
  'chain',
  'sighting',
  'document',
  'log',
  'screenshot',
  'outside-report',
  'article',
  'note',
] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

/** A piece of evidence in a case: its bytes lie in the case folder under their hash. */
export interface CaseEvidence {
  readonly kind: 'case-evidence'
  /** `E1`, `E2`, …: how sentences refer to it. */
  readonly id: string
  readonly of: EvidenceKind
  /** Of the bytes as they were collected, `sha256:…`. */
  readonly digest: string
  /** Bytes. */
  readonly size: number
  /** Name of the file as it was collected. Hostile text. */
  readonly name: string
  readonly title: string
  /** Who collected it, when (milliseconds) and how. */
  readonly collector: string
  readonly collected: number
  readonly how: string
  readonly tool: string
  /** Milliseconds: the time of what it shows, where that is known, and the zone the source stated it in. */
  readonly time?: number
  readonly zone?: string
  readonly tlp: TlpLabel
  readonly grade?: AdmiraltyGrade
  /** Set when the same bytes are in the case under another id. */
  readonly duplicateOf?: string
  /** The evidence this was made from by a program: the text of a PDF. Without that it shows nothing. */
  readonly madeFrom?: string
}

/** Observed: the artifact is held. Reported: a credible third party. Assessed: inference. Claimed: by an interested party. */
export const CLAIM_LABELS = ['observed', 'reported', 'assessed', 'claimed'] as const
export type ClaimLabel = (typeof CLAIM_LABELS)[number]

export interface Claim {
  readonly kind: 'claim'
  /** `C1`, `C2`, … */
  readonly id: string
  readonly text: string
  readonly verbatim: boolean
  /** Who says it; absent when it is ours (`assessed`, `observed`). */
  readonly speaker?: string
  /** Through whom it is known: an article quotes a spokesperson. */
  readonly via?: string
  /** What it is about, in the speaker's words. */
  readonly about?: string
  /** Milliseconds; when it was said. */
  readonly said?: number
  readonly label: ClaimLabel
  /** The claim this one denies. */
  readonly denies?: string
  readonly supporting: readonly string[]
  readonly contradicting: readonly string[]
  /** What would show it to be wrong. */
  readonly falsifier?: string
  /** Evidence it was read in, with the bytes of its sentence; of an extracted text also the page of the original, from 1. */
  readonly readIn?: { readonly evidence: string; readonly range: ByteRange; readonly page?: number }
  /** A claim proposed by reading stays so until a person accepts it. */
  readonly state: 'proposed' | 'accepted' | 'rejected'
}

export interface Hypothesis {
  readonly kind: 'hypothesis'
  /** `H1`, `H2`, … */
  readonly id: string
  readonly text: string
  /** Innocent or rival reading that is offered with every case. */
  readonly standing?: string
  /** Evidence one would expect if it were true and that is not there. */
  readonly missing: readonly string[]
}

/** Consistent, inconsistent, neutral, not applicable. */
export type Consistency = 'C' | 'I' | 'N' | 'A'

/** One cell of the matrix of competing hypotheses (Heuer 1999, ch. 8). */
export interface MatrixCell {
  readonly kind: 'cell'
  readonly hypothesis: string
  /** Evidence or claim. */
  readonly item: string
  readonly value: Consistency
  readonly why?: string
}

/** Likelihood terms of ICD 203 (2015), D.6.e.(2)(a), with their ranges in percent; two rows of synonyms that must not be mixed. */
export const LIKELIHOODS = [
  { terms: ['almost no chance', 'remote'], low: 1, high: 5 },
  { terms: ['very unlikely', 'highly improbable'], low: 5, high: 20 },
  { terms: ['unlikely', 'improbable'], low: 20, high: 45 },
  { terms: ['roughly even chance', 'roughly even odds'], low: 45, high: 55 },
  { terms: ['likely', 'probable'], low: 55, high: 80 },
  { terms: ['very likely', 'highly probable'], low: 80, high: 95 },
  { terms: ['almost certain', 'nearly certain'], low: 95, high: 99 },
] as const
export type LikelihoodTerm = (typeof LIKELIHOODS)[number]['terms'][number]
export const CONFIDENCES = ['low', 'moderate', 'high'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** A judgement of the people who work the case: likelihood and confidence apart (ICD 203). */
export interface CaseJudgement {
  readonly kind: 'case-judgement'
  /** `J1`, `J2`, … */
  readonly id: string
  readonly text: string
  readonly likelihood?: LikelihoodTerm
  readonly confidence?: Confidence
  /** What the confidence rests on. */
  readonly basis?: string
  readonly evidence: readonly string[]
}

export const TIMELINE_LANES = ['mail', 'links', 'indicators', 'logs', 'claims', 'documents'] as const
export type TimelineLane = (typeof TIMELINE_LANES)[number]

export interface TimelineEntry {
  readonly kind: 'timeline-entry'
  /** `V1`, `V2`, … for events people entered; absent for what follows from evidence and claims. */
  readonly id?: string
  /** Milliseconds; and the end, for spans. */
  readonly time: number
  readonly until?: number
  /** As the source wrote it: `+0200`, `EDT`; absent when it stated none, which is said. */
  readonly zone?: string
  readonly text: string
  readonly label: ClaimLabel
  /** Evidence, claims. */
  readonly items: readonly string[]
  readonly lane: TimelineLane
}

/** A named cluster as a vendor names it. Two names are never made one by a program. */
export interface ActorStatement {
  readonly kind: 'actor-statement'
  /** `A1`, `A2`, … */
  readonly id: string
  readonly name: string
  readonly by: string
  /** Names the same vendor says are the same. */
  readonly alsoNamed: readonly string[]
  readonly said?: number
  readonly items: readonly string[]
}

export interface TechniqueUse {
  readonly kind: 'technique'
  /** `T1566.002`, of the ATT&CK version the case names. */
  readonly id: string
  readonly name: string
  readonly tactics: readonly string[]
  readonly why: string
  readonly items: readonly string[]
}

/** One line of the custody log: append-only, each holding the hash of the one before. */
export interface CustodyEntry {
  readonly kind: 'custody'
  readonly sequence: number
  /** Milliseconds. */
  readonly time: number
  readonly person: string
  readonly tool: string
  readonly what: string
  /** What was added or changed. */
  readonly item?: string
  readonly digest?: string
  /** Of `case.json` when a change was complete; only on the last entry of a change. */
  readonly state?: string
  /** Of the entry before, `sha256:…`; of nothing for the first. */
  readonly before: string
  /** Of this entry with `before`, `sha256:…`. */
  readonly hash: string
}

/** What people say beside claims and judgements, each with its section of the report. */
export const NOTE_KINDS = [
  'scope',
  'message',
  'chain',
  'account',
  'document',
  'action',
  'notification',
  'dissent',
] as const
export type NoteKind = (typeof NOTE_KINDS)[number]

export interface CaseNote {
  readonly kind: 'case-note'
  /** `N1`, `N2`, … */
  readonly id: string
  readonly of: NoteKind
  readonly text: string
  /** Whose dissent or action it is. */
  readonly by?: string
  /** Evidence, claims. */
  readonly items: readonly string[]
}

/** A person or organisation the case names, so that redaction finds every spelling. */
export interface CasePerson {
  readonly kind: 'case-person'
  readonly name: string
  /** Other spellings, addresses, accounts. */
  readonly also: readonly string[]
  /** Named in redacted reports, too: an organisation, an office holder. */
  readonly isPublic: boolean
}

/** What was entered and is not meant any more. It stays in the case, and out of reports. */
export interface Withdrawal {
  readonly kind: 'withdrawal'
  /** `E1`, `C1`, `H1`, `J1`, `V1`, `A1`, `N1` or `T1566.002`. */
  readonly item: string
  readonly why: string
}

/** A technique of ATT&CK as its list has it. */
export interface AttackTechnique {
  readonly id: string
  readonly name: string
  readonly tactics: readonly string[]
  readonly revoked: boolean
  readonly deprecated: boolean
}

export interface Case {
  readonly kind: 'case'
  /** Raised when an older program could not read it. */
  readonly version: 1
  readonly name: string
  readonly title: string
  /** Milliseconds. */
  readonly created: number
  readonly tlp: TlpLabel
  readonly attackVersion: string
  readonly evidence: readonly CaseEvidence[]
  readonly claims: readonly Claim[]
  readonly hypotheses: readonly Hypothesis[]
  readonly cells: readonly MatrixCell[]
  readonly judgements: readonly CaseJudgement[]
  readonly timeline: readonly TimelineEntry[]
  readonly actors: readonly ActorStatement[]
  readonly techniques: readonly TechniqueUse[]
  readonly notes: readonly CaseNote[]
  readonly people: readonly CasePerson[]
  readonly withdrawn: readonly Withdrawal[]
  /** What could not be seen or was not looked at, in sentences. */
  readonly gaps: readonly string[]
  readonly custody: readonly CustodyEntry[]
  readonly issues: readonly Issue[]
}
