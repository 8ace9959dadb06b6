import type { ByteRange } from './bytes.ts'
import type { Issue } from './issue.ts'

/** What an indicator can name. */
export const INDICATOR_TYPES = [
  'url', // a whole URL, normalised as the WHATWG parser writes it
  'path', // a path token of a URL without its host: `/Gcollection/Ref`
  'host', // this host name only
  'domain', // a registered domain or a zone and everything below it
  'address', // a mail address
  'ip', // an address, with port when the source gives one
  'network', // CIDR
  'message-id',
  'file-hash', // `sha256:…`, `sha1:…`, `md5:…`
  'file-name',
  'text', // words that stand in the mail
  'pattern', // a STIX pattern that is more than one value
] as const
export type IndicatorType = (typeof INDICATOR_TYPES)[number]

/** Traffic Light Protocol 2.0 (FIRST, 2022). */
export const TLP_LABELS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
export type TlpLabel = (typeof TLP_LABELS)[number]

/** Where an indicator was read. */
export interface IndicatorSource {
  /** Path or URL of the report or feed as it was given, for messages to people. */
  readonly name: string
  readonly format: 'stix' | 'misp' | 'csv' | 'openioc' | 'list' | 'report' | 'query'
  /** Bytes of the file in which it stands; absent where the format was parsed as a whole. */
  readonly range?: ByteRange
  /** 1-based; for texts and tables. */
  readonly line?: number
  /** Identifier in the source: STIX id, MISP uuid. */
  readonly reference?: string
  readonly publisher?: string
  readonly title?: string
}

/** Why an observable of a written report is not taken for an indicator until a person says so. */
export type BenignReason =
  | { readonly kind: 'publisher'; readonly host: string } // the report's own site
  | { readonly kind: 'well-known'; readonly list: string } // a site everybody uses
  | { readonly kind: 'reference'; readonly words: string } // a link to read on
  | { readonly kind: 'victim'; readonly words: string } // the imitated or attacked side
  | { readonly kind: 'private' } // addresses and names that cannot be reached from outside
  | { readonly kind: 'example' } // reserved for documentation

/** A value or pattern somebody asserts to be bad (STIX 2.1 §4.7), with who said so and when. Times in milliseconds. */
export interface Indicator {
  readonly kind: 'indicator'
  /** The same statement read twice has the same id: a hash of type, value and source name. */
  readonly id: string
  readonly type: IndicatorType
  /** In normal form: hosts in ASCII and lower case, URLs re-fanged and as the WHATWG parser writes them. */
  readonly value: string
  /** As the source wrote it, at most 300 characters. Hostile text. */
  readonly wording: string
  /** Second part of a pair (`file name|hash`, `host|ip`), or the STIX pattern. */
  readonly pattern?: string
  readonly source: IndicatorSource
  readonly published?: number
  readonly validFrom?: number
  readonly validUntil?: number
  /** 0 to 100 (STIX 2.1 appendix A); absent when the source gives none. */
  readonly confidence?: number
  readonly tlp?: TlpLabel
  readonly labels: readonly string[]
  /** What the source says about it: description, comment, the sentence around it; at most 500 characters. Hostile text. */
  readonly context?: string
  /** Set when it is most likely not meant as bad; such are shown, and hunted only when a person accepts them. */
  readonly benign?: BenignReason
}

/** What a file of indicators gave: nothing that was skipped is silent. */
export interface IndicatorSet {
  readonly kind: 'indicator-set'
  readonly source: IndicatorSource
  readonly indicators: readonly Indicator[]
  /** With `line` in the text where there is one. */
  readonly issues: readonly Issue[]
}
