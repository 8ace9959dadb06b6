// What really happened in a made-up year. Nothing that judges mail reads this before the end.

/** `intrusion`: somebody outside took over an account; `insider`: somebody of the staff gave papers away. */
export type Kind = 'intrusion' | 'insider' | 'nothing'

export type Part = 'probe' | 'rapport' | 'takeover' | 'inside-request' | 'leak'

/** A mail of the operation. */
export interface HiddenMail {
  readonly part: Part
  readonly messageId: string
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  /** ISO 8601, UTC. */
  readonly time: string
}

export interface LeakedItem {
  readonly family: string
  readonly version: number
  readonly name: string
  readonly sha256: string
  readonly sent: string
  readonly holders: readonly string[]
}

/** `truth.json`. */
export interface Truth {
  readonly seed: number
  readonly kind: Kind
  /** The mailbox that was read by others; with an insider their own address, which may be none of the six. */
  readonly mailbox?: string
  readonly mails: readonly HiddenMail[]
  readonly link?: {
    readonly shown: string
    readonly href: string
    /** The host between what is shown and where it ends. */
    readonly hop: string
    readonly landing: string
  }
  /** ISO 8601: from when until when others read the mailbox, and from which address. */
  readonly access?: { readonly from: string; readonly until: string; readonly ip: string }
  readonly leak?: {
    readonly persona: string
    readonly items: readonly LeakedItem[]
    /** Those of the six mailboxes that hold all items; when there is only one, it can be told. */
    readonly commonHolders: readonly string[]
  }
  readonly namedByVendor: readonly string[]
}
