import type { ChainEnd, EdgeKind, HopRole } from '../../model/redirect-chain.ts'

/**
 * One way of leading somewhere: what the servers of the range say, and what each tracer must find. Data only: the
 * servers are generic, so every tracer runs the same list.
 */
export interface RangeShape {
  /** kebab-case, unique. */
  readonly id: string
  /** Why the shape is here: the trick, or the rule it checks. */
  readonly why: string
  /** The tracer that sees all of it. */
  readonly exact: 'http' | 'browser'
  /** `{canary}` stands for the port of the listener that nobody may reach. */
  readonly start: string
  /** What the servers say, by URL. An unknown URL is answered with 404. */
  readonly serve: Readonly<Record<string, RangeReply>>
  /** DNS answers of hosts that do not simply lie in the range; see `RangeName`. */
  readonly names?: Readonly<Record<string, RangeName>>
  /** What the HTTP tracer must give. */
  readonly http: ExpectedChain
  /** What the browser tracer must give; the same as `http` when absent. */
  readonly browser?: ExpectedChain
  /** Limits that the tracer has to be given so that the shape ends soon; milliseconds and bytes. */
  readonly limits?: {
    readonly hopTime?: number
    readonly chainTime?: number
    readonly firstByteTime?: number
    readonly bodyBytes?: number
    readonly hops?: number
  }
}

export interface ExpectedChain {
  /** In order; the first hop has no edge. A role is only named where it can be told from the chain. */
  readonly hops: readonly ExpectedHop[]
  readonly end: ChainEnd
}

export type ExpectedHop = readonly [url: string, edge?: EdgeKind | undefined, role?: HopRole]

export type Header = readonly (readonly [name: string, value: string])[]

export type Coding = 'gzip' | 'deflate' | 'raw-deflate' | 'br' | 'zstd'

/** What a server of the range does with a request. */
export type RangeReply =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly header: Header
      readonly body: string
      /** The body is sent in these codings, first one innermost. */
      readonly coding?: readonly Coding[]
      /** The body is padded with blanks to so many bytes before coding. */
      readonly padTo?: number
      /** Charset the body is written in; default UTF-8. */
      readonly charset?: 'utf8' | 'latin1' | 'utf16le'
    }
  /** Header and body, then one byte every so many milliseconds, for ever. */
  | { readonly kind: 'drip'; readonly head: string; readonly every: number }
  /** Header and body, then bytes as fast as they are taken, for ever. */
  | { readonly kind: 'endless'; readonly head: string; readonly piece: string }
  /** Takes the request and says nothing. */
  | { readonly kind: 'silent' }
  /** Closes without an answer. */
  | { readonly kind: 'reset' }
  /** Bytes as they are, then close. Non-ASCII text is sent as UTF-8. */
  | { readonly kind: 'raw'; readonly bytes: string }
  /** The first case whose condition holds. */
  | {
      readonly kind: 'choose'
      readonly cases: readonly { readonly when: RequestCondition; readonly reply: RangeReply }[]
      readonly otherwise: RangeReply
    }

/** All given parts must hold. */
export interface RequestCondition {
  readonly method?: string
  /** A request header whose value holds this text, both in any case. */
  readonly header?: { readonly name: string; readonly holds: string }
  readonly body?: string
}

/** What the DNS of the range says of a name. */
export type RangeName =
  /** Answers in turn, the last one again and again; `range` is the name's own address in the range. */
  | {
      readonly kind: 'addresses'
      readonly turns: readonly (readonly (string | 'range')[])[]
      readonly v6?: readonly string[]
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' }

export const redirect = (status: number, location: string, ...header: Header): RangeReply => ({
  kind: 'answer',
  status,
  header: [['Location', location], ...header],
  body: '',
})

export const html = (body: string, ...header: Header): RangeReply => ({
  kind: 'answer',
  status: 200,
  header: [['Content-Type', 'text/html; charset=utf-8'], ...header],
  body,
})

/** A page with enough to read that it is the end of a way, not a gate. */
export const article = (title: string): RangeReply =>
  html(
    `<!doctype html><html lang=en><title>${title}</title><h1>${title}</h1>` +
      '<p>The committee met on Tuesday and agreed on the agenda for the autumn. The minutes are read and approved ' +
      'as they stand. The treasurer reports that the accounts are in order and that the roof of the hall has to be ' +
      'repaired before winter. Members who can help are asked to come on Saturday at nine.</p>' +
      '<p>See <a href=/agenda>the agenda</a>, <a href=/minutes>the minutes</a> and ' +
      '<a href=/accounts>the accounts</a>.</p></html>',
  )
