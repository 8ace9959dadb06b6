import type { Digest } from './bytes.ts'
import type { DomainFacts } from './domain-facts.ts'
import type { Link } from './link.ts'
import type { LinkSign } from './link-sign.ts'
import type { Mailbox } from './message.ts'
import type { RedirectChain } from './redirect-chain.ts'
import type { SourceLocation } from './source.ts'

/** Something in a URL that probably tells the sender whose copy of the link was opened. */
export interface PersonalToken {
  readonly kind: 'address' | 'coded-address' | 'uuid' | 'tracking-parameter' | 'signed-token' | 'random'
  /** `query:utm_id`, `path:2` (segments from 0) or `fragment`. */
  readonly place: string
  /** As written, at most 80 characters; hostile text. */
  readonly value: string
  /** The address, when it is one. */
  readonly address?: string
}

/** What a trace would do with one link, told before anything is requested. */
export interface PlannedRequest {
  /** As given. */
  readonly link: string
  /** What would be requested first; absent when nothing would. */
  readonly url?: string
  /** Who would see the request: host and port. The DNS server asked sees the host, too. */
  readonly of?: string
  readonly encrypted?: boolean
  /** What in it probably tells whose link was opened. */
  readonly tokens: readonly PersonalToken[]
  /** The same without them, for `--strip-tokens`; absent when there are none. */
  readonly stripped?: string
  /** What opening would probably do; such a link is not opened without leave. */
  readonly oneTime?: string
  /** Why nothing would be requested. */
  readonly refused?: string
}

export interface TracePlan {
  readonly kind: 'trace-plan'
  readonly requests: readonly PlannedRequest[]
  /** Hosts that would learn of the examination at once, each once, in order. What they lead to is not known before. */
  readonly hosts: readonly string[]
  readonly notOpened: number
  /** Clients each link is opened as, one after the other; absent when it is the usual one alone. */
  readonly clients?: readonly string[]
  /** The browser that would open the links; absent when they are asked by requests. */
  readonly browser?: PlannedBrowser
  /** What would be asked about the hosts; absent when nothing would. */
  readonly facts?: PlannedFacts
  /** Where answers would be kept. */
  readonly record?: string
}

export interface PlannedFacts {
  /** Asked which registry answers for which ending. */
  readonly bootstrap: string
  /** Asked about at their registries and in the DNS. Those of further hops are not known before. */
  readonly domains: readonly string[]
}

export interface PlannedBrowser {
  readonly version: string
  /** False when Chromium runs as root and so without its sandbox. */
  readonly sandboxed: boolean
  /** Folder in which last pages would be kept. */
  readonly pages?: string
}

/** What differs first between two clients. From strong to weak; `query` alone may be a token made anew each time. */
export const DIFFERENCES = ['end', 'host', 'path', 'edge', 'status', 'query'] as const
export type Difference = (typeof DIFFERENCES)[number]

/** Where the chains of one link part that were followed as several clients. */
export interface Divergence {
  /** Number of the first hop that differs, from 0; the answer of the hop before made the difference. */
  readonly hop: number
  readonly differs: Difference
  /** What each client got there; absent when its chain had ended. */
  readonly got: readonly {
    readonly profile: string
    readonly url?: string
    readonly status?: number
    readonly end?: RedirectChain['end']
  }[]
}

/** Where a link stands in a mail. */
export interface LinkPlace extends Pick<Link, 'origin' | 'part' | 'range' | 'text' | 'region' | 'visible'> {
  /** Registered domain the visible text names. */
  readonly shown?: string
}

/** The same link as another client followed it. */
export interface ComparedChain {
  readonly chain: RedirectChain
  readonly signs: readonly LinkSign[]
}

/** One link, where it leads and what there is to see about it. */
export interface TracedLink {
  readonly kind: 'traced-link'
  /** From 1, the most interesting first, as known offline; `--link` takes it. */
  readonly number: number
  /** As it stood there. */
  readonly url: string
  /** Absent for a URL that was given alone. */
  readonly place?: LinkPlace
  /** How often the mail has it. */
  readonly times: number
  /** With roles. When several clients were compared, the first one's. */
  readonly chain: RedirectChain
  readonly signs: readonly LinkSign[]
  /** What the other clients got, when several were compared. */
  readonly compared?: readonly ComparedChain[]
  /** Present when several clients were compared and saw different things. */
  readonly diverges?: Divergence
  /** What is known of the hosts whose role rests on no list; present when it was asked for. */
  readonly facts?: readonly DomainFacts[]
}

/** The mail whose links were traced. */
export interface TracedMail {
  readonly digest: Digest
  readonly from: Mailbox
  readonly subject: string
  readonly time?: number
  readonly source: SourceLocation
}

/** Everything `trace` tells. */
export interface TraceReport {
  readonly kind: 'trace-report'
  readonly mail?: TracedMail
  /** How far knowledge of this mailbox went: nothing, the mail itself, or the mail of a store before it. */
  readonly knowledge: 'none' | 'mail' | 'store'
  readonly links: readonly TracedLink[]
  /** Links of the mail that were left out by choice of one. */
  readonly notAsked: number
  /** Addresses a program loads by itself (pictures, style sheets), left out unless asked for. */
  readonly loaded: number
}
