import type { ByteRange } from './bytes.ts'
import type { Issue } from './issue.ts'
import type { LinkHost } from './link.ts'

/** How one hop leads to the next. `wrapper` is read from the URL itself; all others were seen happening. */
export const EDGE_KINDS = [
  'wrapper',
  'http', // a 3xx answer with Location
  'refresh-header',
  'meta-refresh',
  'script',
  'form',
  'frame',
  'fragment', // the next URL, or the state it needs, stood after the #
  'download',
  'user-action', // something a person has to press
] as const
export type EdgeKind = (typeof EDGE_KINDS)[number]

/** What a hop is for (design §6). */
export const HOP_ROLES = [
  'gateway', // mail security wrapper
  'tracker', // counts clicks of bulk mail
  'shortener',
  'courier', // open redirect or share host on a site that people trust
  'identity', // sign-in provider
  'interstitial', // captcha, consent, warning
  'stopover', // unknown host between what is shown and where it ends
  'landing', // the last hop, as far as it was followed
] as const
export type HopRole = (typeof HOP_ROLES)[number]

/** Roles of services that lead on to a place of anybody's choice. */
export type ServiceRole = Extract<HopRole, 'gateway' | 'tracker' | 'shortener' | 'courier'>
export const SERVICE_ROLES: readonly ServiceRole[] = ['gateway', 'tracker', 'shortener', 'courier']

/** Why a hop has its role, so that a person can check it. */
export type RoleReason =
  | {
      readonly kind: 'list'
      readonly list: string
      readonly entry: string
      readonly source: string
      readonly date: string
    }
  | { readonly kind: 'wrapper'; readonly wrapper: string }
  | { readonly kind: 'shape'; readonly shape: string }
  | { readonly kind: 'position'; readonly position: 'last' | 'between' }
  | { readonly kind: 'history'; readonly statistic: string; readonly n: number }
  | { readonly kind: 'page'; readonly seen: string }

/** What a wrapper tells besides its target. */
export interface WrapperFacts {
  /** Name of the decoder, e.g. `microsoft-safe-links`. */
  readonly wrapper: string
  /** Whose product it is, as people know it. */
  readonly product: string
  readonly role: HopRole
  /** `exact`: the target is in the URL; `hint`: only its host; `opaque`: the token has to be asked about, which is not done offline. */
  readonly decoded: 'exact' | 'hint' | 'opaque'
  /** Customer of the gateway the link was wrapped for, in its own notation; absent when not told. */
  readonly tenant?: string
  /** Address the link was wrapped for. */
  readonly recipient?: string
  /** Layers taken off, outermost first, e.g. `['percent', 'base64url']`. */
  readonly layers: readonly string[]
}

/** One URL of a chain. */
export interface Hop {
  /** As reached; hostile text, shown defanged only. */
  readonly url: string
  readonly target?: LinkHost
  readonly role: HopRole
  readonly because: readonly RoleReason[]
  readonly wrapper?: WrapperFacts
  /** How the hop before led here; absent on the first. */
  readonly edge?: EdgeKind
  /** Place in the answer of the hop before that held this URL, for edges seen happening. */
  readonly evidence?: ByteRange
  /** What was sent and came back; absent when nothing was fetched. */
  readonly exchange?: HopExchange
  /** Where the answer would lead besides the next hop, and why that was not followed. */
  readonly onward?: readonly Onward[]
}

/** A lead that was seen and not followed. */
export interface Onward {
  readonly edge: EdgeKind
  /** Absolute, hostile text; absent when only running the page would tell. */
  readonly url?: string
  /** Place in the decoded body, when it stood there. */
  readonly evidence?: ByteRange
  /** Seconds the page asks to wait before. */
  readonly delay?: number
  /** Why it was not followed: one short sentence, no trailing full stop. */
  readonly why: string
}

/** One request and its answer, frozen when it was made. */
export interface HopExchange {
  /** Milliseconds since the epoch, and how long it took. */
  readonly time: number
  readonly duration: number
  readonly method: 'GET' | 'POST'
  readonly status?: number
  readonly protocol: 'http/1.0' | 'http/1.1' | 'h2' | 'none'
  /** Address that was spoken to, after the address rules. */
  readonly address?: string
  readonly certificate?: {
    readonly subject: string
    readonly issuer: string
    /** Milliseconds since the epoch. */
    readonly validFrom: number
    readonly validTo: number
    /** Absent when a browser spoke, which does not tell. */
    readonly sha256?: string
    /** Why it would not be trusted; absent when it would. */
    readonly trouble?: string
  }
  readonly requestHeader: readonly (readonly [name: string, value: string])[]
  readonly responseHeader: readonly (readonly [name: string, value: string])[]
  readonly mediaType?: string
  /** Bytes kept and how many were read, after Content-Encoding; SHA-256 of the kept ones. Cut when a limit bit. */
  readonly body?: { readonly sha256: string; readonly size: number; readonly kept: number }
  readonly error?: string
}

/** Why a chain goes no further. */
export const CHAIN_ENDS = [
  'landing', // an answer that leads nowhere else
  'needs-browser', // a script, form or frame may lead on; the request tracer runs none (`Hop.onward`)
  'offline', // the URL tells no more, and nothing was fetched
  'opaque-wrapper',
  'refused-address', // a private, loopback or otherwise forbidden address
  'refused-scheme',
  'one-time-link', // not opened without leave
  'credential-page',
  'interstitial',
  'download',
  'loop',
  'hop-limit',
  'size-limit',
  'time-limit',
  'rate-limit',
  'network-error',
  'tls-error',
  'not-replayed', // a replay has no answer to this request
] as const
export type ChainEnd = (typeof CHAIN_ENDS)[number]

/** The last page as it was when a browser's trace ended; what was kept is named by its SHA-256 (hex). */
export interface ChainPage {
  /** Hostile text, as the browser shows it. */
  readonly url: string
  /** A PNG of the window. */
  readonly screenshot?: string
  /** The document after its scripts ran, UTF-8. */
  readonly document?: string
}

/** Where a link leads, hop by hop. The first hop is the link as it stood in the mail. */
export interface RedirectChain {
  readonly kind: 'redirect-chain'
  /** How far knowledge goes: read from the URL, by requests, or in a browser. */
  readonly basis: 'offline' | 'http' | 'browser'
  /** Client profile that was shown to the servers; absent offline. */
  readonly profile?: string
  readonly hops: readonly Hop[]
  readonly end: ChainEnd
  /** Present when a browser followed the link and its page was kept. */
  readonly page?: ChainPage
  readonly issues: readonly Issue[]
}
