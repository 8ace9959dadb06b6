import type { Digest } from './bytes.ts'

/** A phone number or other mail address that a mail gives for its sender. Hostile text. */
export interface RecordContact {
  readonly kind: 'phone' | 'address'
  /**
   * For comparison: `+493012345678` (E.164), or the digits alone of a number written without its country; an address
   * in lower case.
   */
  readonly value: string
  /** As written, white space collapsed, at most 40 characters; absent when it is the value. */
  readonly shown?: string
  /** `signature`: in a signature or the last lines of the sender's own text; `text`: elsewhere in that text. */
  readonly where: 'signature' | 'text'
  /** Path of the part, and the characters in its decoded text, as in `ThreadFacts.claims`. */
  readonly part: string
  readonly start: number
  readonly end: number
}

/** Where a contact was read. */
export interface ContactEvidence {
  readonly digest: Digest
  readonly part: string
  readonly start: number
  readonly end: number
}

/** A way to reach a sender that was known before a mail, from mails that were learned from. Times in milliseconds. */
export interface KnownContact {
  readonly kind: RecordContact['kind']
  readonly value: string
  /** As it was written last. */
  readonly shown: string
  /** Lower-case address whose mails gave it: the sender's, or that of the known person whose name the sender bears. */
  readonly of: string
  /** Mails that gave it, and on how many different days. */
  readonly messages: number
  readonly days: number
  readonly firstSeen: number
  readonly lastSeen: number
  readonly first: ContactEvidence
  readonly last: ContactEvidence
}

/** What is known of a sender's contacts before a mail, and what the mail itself gives. */
export interface ContactContext {
  /** Most reliable first (at most 3). */
  readonly known: readonly KnownContact[]
  /** Given by this mail and never before, while others were known (at most 3): not to be used to ask the sender. */
  readonly unknown: readonly RecordContact[]
}
