import type { ByteRange } from './bytes.ts'
import type { TextRegionKind } from './message.ts'

/** Where in the content the link was written. */
export type LinkOrigin =
  | 'html-anchor'
  | 'html-area'
  | 'html-form'
  | 'html-image'
  | 'html-refresh'
  | 'html-other'
  | 'text'
  | 'header'
  // inside attachments
  | 'pdf-annotation'
  | 'pdf-text'
  | 'pdf-form'
  | 'office-relationship'
  | 'office-field'
  | 'office-template' // fetched when the document is opened
  | 'office-text'
  | 'rtf-field'
  | 'calendar'
  | 'vcard'
  | 'shortcut'
  | 'qr'
  | 'external-body' // where a message/external-body, or a file attached by reference, says its content lies

/** The host part of a URL and what it belongs to. */
export interface LinkHost {
  /** Lower-case host as the URL parser gives it (punycode), or an IP literal. */
  readonly host: string
  /** Registered domain by the Public Suffix List including its private section; the host itself for IPs and single labels. */
  readonly domain: string
  /** Registered domain by the ICANN section only, so that `a.github.io` and `b.github.io` share an owner. */
  readonly icannDomain: string
  readonly isIp: boolean
}

/** Cheap facts that can be told from the link alone. */
export const LINK_TRAITS = [
  'text-host-differs', // the visible text names another registered domain than the target
  'text-host-lookalike', // as above, and the two look alike
  'idn', // the host has a label outside ASCII
  'idn-mixed-script', // one label mixes scripts (UTS 39 §5.1)
  'idn-confusable', // a label whose skeleton is an ASCII name (UTS 39 §4)
  'userinfo', // user:password@ before the host
  'ip-host', // an address instead of a name, by whatever spelling
  'nested-url', // another host's URL in path, query or fragment
  'nested-url-encoded', // the same, base64 or multiply escaped
  'port', // a port that is not the scheme's own
  'recipient-in-url', // an address of this mail's recipient, plain or encoded
  'data-url',
  'script-url', // javascript:, vbscript:
  'control-characters', // tabs, line ends, or invisible characters inside the URL
] as const

export type LinkTrait = (typeof LINK_TRAITS)[number]

/** A link as it stands in the mail: place, text, target. Never fetched by `parse`. */
export interface Link {
  readonly kind: 'link'
  readonly origin: LinkOrigin
  /** Path of the part it stands in. */
  readonly part: string
  /**
   * Bytes of the raw message that hold the target. When the part is transfer-encoded in a way that has no
   * one-to-one place (base64), the range counts in the decoded part (`of`).
   */
  readonly range: ByteRange
  /** Where on the page a reader sees it, for documents and pictures; points or pixels from the top left corner. */
  readonly place?: {
    readonly page?: number
    readonly box?: readonly [left: number, top: number, right: number, bottom: number]
    /** File inside a packed document, e.g. `word/_rels/document.xml.rels`. */
    readonly file?: string
  }
  /** Exactly as written (entities decoded, trimmed). Hostile text. */
  readonly href: string
  /** Normalised by the WHATWG URL parser; absent when it refuses the href. */
  readonly url?: string
  /** Lower-case, without the colon. */
  readonly scheme: string
  readonly target?: LinkHost
  /** Visible text, white space collapsed, at most 200 characters. */
  readonly text: string
  /** Host the visible text names, when it looks like a URL or domain. */
  readonly textHost?: LinkHost
  /** URLs of other hosts found inside this one, in order of nesting. */
  readonly nested: readonly { readonly url: string; readonly target?: LinkHost; readonly encoding: string }[]
  readonly region: TextRegionKind
  /** False when the reader cannot see it (hidden element, zero size, white on white). */
  readonly visible: boolean
  readonly traits: readonly LinkTrait[]
}
