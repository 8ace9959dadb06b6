import type { OpenedAttachment } from './attachment.ts'
import type { AuthenticationFacts } from './authentication.ts'
import type { Digest } from './bytes.ts'
import type { IssueCode } from './issue.ts'
import type { Message } from './message.ts'
import type { MessageRecord } from './record.ts'
import type { Review } from './review.ts'
import type { SenderContext } from './sender.ts'
import type { SourceLocation, SourceTrouble } from './source.ts'
import type { AttackerModel, Judgement, Verdict } from './verdict.ts'

/** How many alerts a person can read. */
export type Budget =
  /** At most this many in the scan. */
  | { readonly kind: 'count'; readonly alerts: number }
  /** At most `alerts` for every `messages` scanned. */
  | { readonly kind: 'share'; readonly alerts: number; readonly messages: number }
  /** At most this many for every day (UTC) the scanned mail spans. */
  | { readonly kind: 'daily'; readonly alerts: number }
  /** The default on a look back: the 20 most suspicious, never more than 1 in 500. */
  | { readonly kind: 'look-back' }

export interface ScanProgress {
  readonly kind: 'scan-progress'
  readonly phase: 'reading' | 'judging' | 'ranking'
  /** Messages done in this phase, and in all when known. */
  readonly messages: number
  readonly messagesTotal?: number
  /** Input bytes consumed in the reading phase, and in all when known. */
  readonly bytes?: number
  readonly bytesTotal?: number
}

/** One ranked message with everything found about it. */
export interface ScannedMessage {
  readonly kind: 'scanned-message'
  readonly verdict: Verdict
  readonly judgement: Judgement
  readonly record: MessageRecord
}

export interface ScanSummary {
  readonly kind: 'scan-summary'
  /** Version of the program and of the rules. */
  readonly version: string
  readonly rules: string
  readonly messages: {
    /** Messages met in the inputs of this run. */
    readonly met: number
    /** Of these, new to the store. */
    readonly added: number
    /** Of these, met before in this run or an earlier one. */
    readonly repeated: number
    /** Held by the store in all. */
    readonly stored: number
    /** In the window asked for, and so ranked. */
    readonly ranked: number
  }
  /** Milliseconds; first and last message ranked. */
  readonly firstTime?: number
  readonly lastTime?: number
  readonly senders: {
    readonly all: number
    /** Senders with at least `threshold` earlier messages at the end of the scan. */
    readonly knownWell: number
    readonly threshold: number
  }
  readonly verdicts: {
    readonly alert: number
    readonly review: number
    readonly none: number
    readonly unknown: number
  }
  readonly budget: { readonly asked: Budget; readonly allowed: number; readonly used: number }
  readonly coverage: {
    /** What could not be evaluated, why, and for how many messages; largest first. */
    readonly notEvaluated: readonly {
      readonly what: string
      readonly why: string
      readonly messages: number
    }[]
    /** Reading issues by code, with the number of messages that had them; largest first. */
    readonly issues: readonly { readonly code: IssueCode; readonly messages: number }[]
    /** Inputs or places in inputs that could not be read. */
    readonly trouble: readonly SourceTrouble[]
    /** Border hosts whose authentication results were believed, with counts. */
    readonly trustedHosts: readonly {
      readonly host: string
      readonly because: 'configured' | 'inferred'
      readonly messages: number
    }[]
  }
  /** Milliseconds spent. */
  readonly timings: {
    readonly reading: number
    readonly judging: number
    readonly ranking: number
    readonly total: number
  }
}

export type ScanEvent = ScanProgress | SourceTrouble | ScannedMessage | ScanSummary

/** One earlier message of the same sender, for the timeline. */
export interface PastMessage {
  readonly digest: Digest
  readonly time: number
  readonly subject: string
  /** Word for the client it came from (see `ProfileView.label`). */
  readonly client: string
  readonly linkDomains: readonly string[]
  readonly held: boolean
}

/** A scanned message with what a report needs to show it. */
export interface ReportMessage {
  readonly scanned: ScannedMessage
  /** Re-read from its source; absent when it is not there any more, and then `missing` says so. */
  readonly message?: Message
  readonly bytes?: Uint8Array
  readonly missing?: string
  /** The sender's earlier and later messages around it, oldest first, at most 200. */
  readonly past: readonly PastMessage[]
}

export interface ScanReport {
  readonly kind: 'scan-report'
  /** Milliseconds; when the report was made. */
  readonly generated: number
  readonly inputs: readonly string[]
  readonly summary: ScanSummary
  readonly messages: readonly ReportMessage[]
}

/** What `inspect` shows: the mail as read, no opinion. */
export interface Inspection {
  readonly kind: 'inspection'
  readonly source: SourceLocation
  readonly message: Message
  readonly bytes: Uint8Array
  readonly authentication: AuthenticationFacts
  /** What looking into the attachments found, in their order; empty when that was not asked for. */
  readonly opened: readonly OpenedAttachment[]
}

/** What `explain` shows: why each gate, channel and detector spoke or kept silent. */
export interface Explanation {
  readonly kind: 'explanation'
  readonly record: MessageRecord
  /** Other places the same message was found. */
  readonly sources: readonly SourceLocation[]
  readonly context: SenderContext
  readonly judgement: Judgement
  readonly verdict?: Verdict
  /** What people said about it, oldest first; the last word counts. */
  readonly reviews: readonly Review[]
  /** Every detector in order, with what it found or why it found nothing. */
  readonly detectors: readonly DetectorTrace[]
}

export interface DetectorTrace {
  readonly id: string
  readonly fired: boolean
  readonly because: string
  readonly model?: AttackerModel
}
