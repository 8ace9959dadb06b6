/** What a mail can ask its reader to do. */
export const ASK_KINDS = [
  'credential', // sign in, give a password or a code, verify an account, approve a sign-in
  'payment', // pay, change bank details, wire, gift cards, crypto
  'file', // open, review, download or sign a document, enable its content
  'link', // click, visit, follow
  'secrecy', // keep it between us, do not call, delete after reading
  'channel-switch', // go on elsewhere: messenger, another address, a telephone number
  'information', // send a list, a draft, contacts, an identity card; forward something
  'meeting', // a call, an interview, a webinar: how rapport begins
  'favour', // something, not yet said what: are you at your desk, I need a small favour
  'urgency', // now, before the end of the day; weak by itself
] as const
export type AskKind = (typeof ASK_KINDS)[number]

/**
 * From this strength on a mail asks for something: below it stands talk of the matter, a verb beside its object
 * without the form of a request (at most 0.45), of which technical mail is full.
 */
export const PLAIN_ASK: number = 0.46
/** Decayed count of earlier mails with an ask, below which it is new for its sender. */
export const NEW_ASK: number = 0.5

/** One request the sender made in his own new text or in the subject of a new thread. */
export interface Ask {
  readonly kind: AskKind
  /**
   * 0–1, two decimals: how plainly it is asked (act, object, form of request, second person, haste), not how bad it
   * is. From 0.5 on a person would call it a request of this kind.
   */
  readonly strength: number
  /** `subject`, or `text`: then offsets count characters of the decoded text of `part` (`TextBody.text`). */
  readonly place: 'subject' | 'text'
  /** Path of the part; `0`, the whole mail, for the subject. */
  readonly part: string
  /** Half-open; for the subject, characters of the decoded subject. */
  readonly start: number
  readonly end: number
  /** The matched words, white space collapsed, at most 80 characters. Hostile text. */
  readonly words: string
  /** ISO 639-1 code of the phrases that matched. */
  readonly language: string
  /**
   * No phrase asks: it was read from the words of several sentences as a whole, by weights that were learned
   * (`lists/request-words.txt`). The place is the sentence that says most for it.
   */
  readonly learned?: true
}

/** How often something was asked before, strictly before the mail in question. */
export interface AskOnset {
  readonly kind: AskKind
  /** The strongest ask of this kind in the mail, 0–1. */
  readonly strength: number
  /** Index into `MessageRecord.asks` of that one. */
  readonly ask: number
  /** Earlier mails of this sender that asked this, of how many; counts of long ago weigh less (both are decayed). */
  readonly bySender: number
  readonly senderMessages: number
  /** The same for everybody here, not decayed. */
  readonly byAnybody: number
  readonly messages: number
  /** Earlier mails here in which this sender asked this of one of these recipients; never more than 255. */
  readonly ofRecipients: number
  /** This thread had this kind of ask before, by anybody; by this sender. False for a new thread. */
  readonly inThread: boolean
  readonly inThreadBySender: boolean
}

/** What the past says about the asks of one message; empty when it asks for nothing. */
export interface AskContext {
  readonly kind: 'ask-context'
  readonly onsets: readonly AskOnset[]
  /** An earlier mail of this thread is known here, so `inThread: false` means something. */
  readonly threadKnown: boolean
}
