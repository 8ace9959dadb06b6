import type { Digest } from './bytes.ts'

/** How a mailbox came to hold a document. */
export const HOLDING_WAYS = [
  'sent', // its owner sent the document: held at that time at the latest
  'received', // named in To, Cc or Bcc
  'list', // sent to a list: its members, who are not known here, hold it
  'registered', // a person said so
  'deleted', // a person said that every copy was gone from there by `from`
] as const
export type HoldingWay = (typeof HOLDING_WAYS)[number]

/** Which mailbox held which version from when to when. A fact of headers and of people's words, not of access logs. */
export interface Holding {
  readonly kind: 'holding'
  readonly document: Digest
  /** Lower-case address, or the name a person gave to a place outside mail. */
  readonly holder: string
  readonly way: HoldingWay
  /** Milliseconds; held from here on at the latest. */
  readonly from: number
  /** Milliseconds; not held any more from here on, at the latest. Absent when nothing is known of an end. */
  readonly until?: number
  /** Milliseconds; an export of the mailbox shows that it was still held then. Absent when no export was read. */
  readonly seen?: number
  /** The last export that has it keeps it among deleted mail: it can still be read there. */
  readonly trashed?: true
  /** The mail it follows from; absent when a person registered it. */
  readonly message?: Digest
}
