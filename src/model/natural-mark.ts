/** Traces a file carries without anybody's intent, strongest first. */
export const NATURAL_MARK_KINDS = [
  // name whose copy it is
  'wrapper-recipient', // a mail gateway wrote the recipient into a rewritten link
  'delivered-to', // Delivered-To, X-Original-To, for … of Received
  'recipient', // To, Cc or Bcc of the leaked mail
  'unsubscribe-address', // an address inside an unsubscribe link or field
  // tie copies together
  'wrapper-tenant', // whose gateway rewrote a link
  'mail-service-id', // a token of a mail service in a link or field
  'message-id',
  'pdf-id', // trailer /ID: the first half stays through saving
  'xmp-document',
  'xmp-instance',
  'rsid-family', // OOXML rsidRoot and editing sessions
  // leads
  'attribution', // the line above a quote: locale, date, a name as one address book has it
  'banner', // a warning an organisation puts on mail from outside
  'footer', // of a list or service
  'person', // author, last editor, commenter
  'template', // often a path with a user's name
  'camera',
  'position',
  're-encoding', // how a part was encoded again on its way
  'file-name', // what a copy or a download made of the name
] as const
export type NaturalMarkKind = (typeof NATURAL_MARK_KINDS)[number]

/** One such trace. All of them can be planted. */
export interface NaturalMark {
  readonly kind: 'natural-mark'
  readonly mark: NaturalMarkKind
  /** Hostile text, at most 200 characters. */
  readonly value: string
  /** Lower-case address it names; absent when it names none. */
  readonly holder?: string
  /** Where: `link 3`, `field Delivered-To`, `metadata`, `line 12`. */
  readonly place: string
}
