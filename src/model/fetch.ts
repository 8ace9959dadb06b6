import type { Lookup } from './lookup.ts'
import type { ChainEnd, HopExchange } from './redirect-chain.ts'

/** What one request may cost. A limit that bites is a `FetchTrouble`. */
export interface FetchLimits {
  /** Bytes of the body kept, after Content-Encoding; default 2 MiB. */
  readonly bodyBytes?: number
  /** Bytes read from the connection; default 8 MiB. */
  readonly wireBytes?: number
  /** Milliseconds until the connection stands; default 10,000. */
  readonly connectTime?: number
  /** Milliseconds from the request to the header's end; default 15,000. */
  readonly firstByteTime?: number
  /** Milliseconds for the whole exchange; default 30,000. */
  readonly hopTime?: number
}

/** One request to one server. Redirects are answers like others: nothing is followed. */
export interface FetchRequest {
  /** http or https, without fragment. */
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** As sent: order and case are kept. */
  readonly header: readonly (readonly [name: string, value: string])[]
  readonly body?: Uint8Array
  /** Client profile whose way of connecting is shown (`ClientProfile.id`). */
  readonly profile: string
  readonly limits?: FetchLimits
  readonly signal?: AbortSignal
}

/** Why an exchange did not come to its end. */
export interface FetchTrouble {
  readonly end: Extract<
    ChainEnd,
    | 'refused-address'
    | 'refused-scheme'
    | 'size-limit'
    | 'time-limit'
    | 'rate-limit'
    | 'network-error'
    | 'tls-error'
    | 'not-replayed'
  >
  /** One short sentence, no trailing full stop. */
  readonly detail: string
}

export interface FetchAnswer {
  readonly exchange: HopExchange
  /** Body after Content-Encoding, as far as it was kept. */
  readonly body: Uint8Array
  /** Absent when everything arrived. A cut body is there nevertheless. */
  readonly trouble?: FetchTrouble
  /** DNS answers the address was taken from. */
  readonly lookups: readonly Lookup[]
}
