import type { Lookup } from './lookup.ts'

/** When something is known to have been, and how we know; `unknown` when the question failed. */
export type DatedFact =
  | { readonly status: 'known'; readonly time: number; readonly from: string }
  | { readonly status: 'absent' | 'unknown'; readonly why: string }

/** What registries and servers say of a registered domain. All times in milliseconds since the epoch. */
export interface DomainFacts {
  readonly kind: 'domain-facts'
  readonly domain: string
  /** When it was asked. */
  readonly asked: number
  /** RDAP events (RFC 9083 §4.5). */
  readonly registered: DatedFact
  readonly changed: DatedFact
  readonly expires: DatedFact
  /** Name of the registrar, hostile text; absent when it was not told. */
  readonly registrar?: string
  /** First validity of the certificate a server of the domain showed; of several the earliest. */
  readonly certificate: DatedFact
  /** A, AAAA, NS and MX of the domain, as answered. */
  readonly lookups: readonly Lookup[]
}
