import type { ByteRange } from './bytes.ts'

/** A delay and a target as a Refresh header or `<meta http-equiv=refresh>` gives them. */
export interface RefreshValue {
  /** Whole seconds. */
  readonly delay: number
  /** As written, not resolved; absent when the page only loads itself again. */
  readonly target?: string
}

/** Where in the page a lead stands, which decides who follows it. */
export type LeadPlace =
  | 'document'
  | 'noscript' // only clients that run no scripts
  | 'conditional-comment' // only Internet Explorer and mail programs built on it
  | 'template' // nobody, unless a script moves it

/** Everything in a page that can take a reader elsewhere. URLs as written, hostile text. */
export interface PageLeads {
  /** `<base href>`, as written. */
  readonly base?: string
  readonly refreshes: readonly {
    readonly value: RefreshValue
    readonly place: LeadPlace
    readonly range: ByteRange
  }[]
  readonly scripts: readonly {
    /** What the script does, as far as its text tells without running it. */
    readonly how:
      | 'navigates'
      | 'opens-window'
      | 'submits-form'
      | 'rewrites-history'
      | 'writes-page'
      | 'hides-text'
    /** The target, when it is written as one plain string. */
    readonly target?: string
    readonly range: ByteRange
  }[]
  /** Number of scripts loaded from elsewhere. */
  readonly externalScripts: number
  readonly forms: readonly {
    readonly action: string
    readonly method: 'get' | 'post' | 'dialog'
    /** Fields a person would fill in; hidden ones and buttons are not counted. */
    readonly fields: number
    readonly range: ByteRange
  }[]
  readonly frames: readonly {
    readonly source: string
    /** `page`: a frameset, or a frame that says it fills the page. */
    readonly fills: boolean
    readonly range: ByteRange
  }[]
  readonly links: readonly { readonly href: string; readonly range: ByteRange }[]
  /** Contents of `<meta name=referrer>`, as written. */
  readonly referrers: readonly string[]
  /** Asks for a password. */
  readonly password: boolean
  /** Characters of visible text, white space not counted. */
  readonly textLength: number
}

/** Reads what the request tracer needs to know of answers. Never throws; linear in the input. */
export interface PageReader {
  /** `charset` as the answer's header declares it. Ranges count in `bytes`. */
  page(bytes: Uint8Array, charset?: string): PageLeads
  /** Value of a Refresh header or of `content` (HTML Standard, shared declarative refresh steps). */
  refresh(value: string): RefreshValue | undefined
}
