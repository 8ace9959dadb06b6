import type { Digest } from './bytes.ts'
import type { Indicator, IndicatorSet } from './indicator.ts'
import type { Mailbox } from './message.ts'
import type { Acquaintance } from './ports.ts'
import type { Aftermath, HuntCoverage, Sighting, SightingTier } from './sighting.ts'

/** A message that was met, with what a person wants to know of it first. */
export interface HuntedMessage {
  readonly kind: 'hunted-message'
  readonly digest: Digest
  /** Milliseconds. */
  readonly time: number
  readonly from: Mailbox
  readonly recipients: readonly Mailbox[]
  readonly subject: string
  readonly messageId?: string
  /** Where it lies: `FILE#OFFSET` or `FILE#ITEM`. */
  readonly source: string
  /** The closest match in it. */
  readonly tier: SightingTier
  /** Ids of the indicators met in it, closest match first. */
  readonly indicators: readonly string[]
  /** Absent for messages beyond the first ones. */
  readonly aftermath?: Aftermath
}

/** What could have been searched more widely or was cut off, and why: nothing is left out in silence. */
export interface HuntLimit {
  /** Absent when the whole hunt met it. */
  readonly indicator?: string
  readonly kind:
    | 'more-than-listed' // more messages hold it than are listed
    | 'common-domain' // its registered domain stands in too much mail to mean anything
    | 'common-look-alike' // a domain that looks like it stands in much mail: most likely the genuine one
    | 'shared-host' // only the host itself is searched: many customers share what is above it
    | 'not-searchable' // nothing in it can be searched
    | 'text-not-read' // mails that have all its words could not be read again, or were too many
    | 'evidence-not-read' // of the mails beyond the first ones the place is told, not its bytes
    | 'mail-not-told' // mails beyond the first ones are told as sightings only
    | 'aftermath-not-read' // what became of mails was looked up for the first ones only
    | 'look-alikes-not-read' // more domains than are compared
  /** In words, with the value and the number of messages. */
  readonly detail: string
}

export interface HuntSummary {
  readonly kind: 'hunt-summary'
  readonly sets: readonly {
    readonly name: string
    readonly format: string
    readonly publisher?: string
    readonly title?: string
    readonly indicators: number
    readonly issues: number
  }[]
  readonly hunted: number
  /** Taken for benign until a person says otherwise. */
  readonly setAside: number
  readonly sightings: number
  readonly messages: number
  /** By tier, closest first; only those with sightings. */
  readonly tiers: readonly { readonly tier: SightingTier; readonly sightings: number }[]
  /** Indicators with sightings, most first. */
  readonly met: readonly { readonly indicator: Indicator; readonly messages: number }[]
  readonly limits: readonly HuntLimit[]
  readonly coverage: HuntCoverage
  /** Of sightings whose indicator has a date; milliseconds, see `Sighting.lead`. */
  readonly lead?: {
    readonly earliest: number
    readonly median: number
    readonly before: number
    readonly after: number
  }
  /** Milliseconds until the first sighting, and in all; 0 without a clock. */
  readonly timings: { readonly first?: number; readonly total: number }
}

export type HuntEvent = IndicatorSet | Sighting | HuntedMessage | HuntSummary

/** Everything a store knows about a host or an address. */
export interface About {
  readonly kind: 'about'
  readonly value: string
  readonly type: 'host' | 'address'
  /** The value itself. */
  readonly exact: Acquaintance
  /** Everything below the host; of an address, everything at its domain. */
  readonly below: Acquaintance
  /** Hosts that its mails link to, or that stand beside it in links, with the number of messages; of the newest mails. */
  readonly beside: readonly { readonly host: string; readonly messages: number }[]
  /** Names it was given in From fields; for addresses. */
  readonly names: readonly { readonly name: string; readonly messages: number }[]
  /** Newest first. */
  readonly newest: readonly {
    readonly digest: Digest
    readonly time: number
    readonly from: Mailbox
    readonly subject: string
  }[]
  /** How many of the newest messages `beside` and `names` were counted over. */
  readonly read: number
}

/** A whole hunt, as its events told it. */
export interface HuntResult {
  readonly sets: readonly IndicatorSet[]
  /** Closest tier first. */
  readonly sightings: readonly Sighting[]
  readonly messages: readonly HuntedMessage[]
  readonly summary: HuntSummary
}
