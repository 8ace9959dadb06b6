/** What each state of a signature means, in words for a person. */
import type {
  ArcVerdict,
  Repair,
  RepairName,
  SignatureState,
  SignatureVerdict,
} from '../model/authenticity.ts'
import { cutText } from './layout.ts'

export interface StateWords {
  /** A few words, for lists and headings. */
  readonly short: string
  readonly shows: string
  readonly notShown: string
  readonly next: string
}

const PASS_IS_NOT =
  'who typed it, that the account was in its owner’s hands (a hijacked account passes), that it was delivered, that the set is complete, or that another item is genuine'

export const STATE_WORDS: Readonly<Record<SignatureState, StateWords>> = {
  pass_live_key: {
    short: 'passes with the key published now',
    shows: 'The signing domain handled these signed fields and this signed body.',
    notShown: PASS_IS_NOT,
    next: 'Keep the raw bytes and note the time of this check: the key can be withdrawn any day.',
  },
  pass_archived_key: {
    short: 'passes with a recorded key',
    shows: 'Somebody with the key recorded for the signing domain signed these fields and this body.',
    notShown: `that the record is right (it is as good as the archive it comes from), ${PASS_IS_NOT}`,
    next: 'Look the key up in a second archive, and compare the time of the mail with the time it was in use.',
  },
  pass_recovered_key: {
    short: 'passes with a key worked out from signatures',
    shows: 'These mails were signed with one key.',
    notShown: `whose key that is, unless mail held independently or a record confirms it, ${PASS_IS_NOT}`,
    next: 'Hand in mail of the same domain and time that you had before (--independent), or a record of the key (--keys).',
  },
  pass_weak_key: {
    short: 'passes, but with a weak key or hash',
    shows: 'The signature fits.',
    notShown: `that the domain made it: others could have worked out the key, ${PASS_IS_NOT}`,
    next: 'Ask when such a key could be broken and by whom; look for a second signature or another copy.',
  },
  fail_body: {
    short: 'the body does not fit',
    shows: 'The body is not, byte for byte, the one that was signed.',
    notShown:
      'that it was forged: lists, virus scanners, mail programs and exports change bodies all the time',
    next: 'Ask for the mail as raw bytes from where it was received (“show original”, “download message”).',
  },
  fail_headers: {
    short: 'the signed fields do not fit',
    shows: 'The signature was not made over these fields as they stand.',
    notShown: 'that it was forged: lists and exports rewrite fields such as Cc, Sender and Subject',
    next: 'Ask for the mail as raw bytes from where it was received; compare the fields with another copy.',
  },
  no_key_found: {
    short: 'no key to check it with',
    shows: 'Nothing yet: the signature was not checked with the key that made it.',
    notShown: 'that anything is wrong with it: keys are changed and withdrawn',
    next: 'Look for the key in an archive (--keys), ask DNS (--live: that tells the domain’s DNS servers that somebody asks), or work it out from two signatures (--recover-keys).',
  },
  unsigned: {
    short: 'not signed',
    shows: 'Nothing: there is no signature to check.',
    notShown: 'that it is forged: much mail, and most mail before 2010, was never signed',
    next: 'Compare it with the copy of another sender or recipient.',
  },
  not_raw: {
    short: 'not the mail as it was sent',
    shows: 'Nothing that could be checked: a signature is over bytes, and these are others.',
    notShown: 'that it is forged',
    next: 'Ask for the mail as raw bytes, or compare it with held mail (--originals).',
  },
  key_compromised_or_published: {
    short: 'fits, but others have the key',
    shows: 'The signature fits a key that others than the domain can use.',
    notShown: `anything about who made it, unless the mail was held, or time-stamped, before the key got out; nor ${PASS_IS_NOT}`,
    next: 'Look for proof that the bytes existed before the key was published.',
  },
}

export const REPAIR_WORDS: Readonly<Record<RepairName, string>> = {
  'line-ends': 'line ends turned from LF into CRLF (how Unix systems keep mail; changes no character)',
  'bare-carriage-returns': 'line ends turned from CR into CRLF',
  'doubled-carriage-returns': 'doubled carriage returns made single',
  'byte-order-mark': 'a byte order mark taken from the beginning',
  'mbox-separator': 'a separator line of a mailbox file taken from the beginning',
  'mbox-quoting': '“>” taken from lines that begin with “>From ”',
  'mbox-unquoting': '“>” put back before lines that begin with “From ”',
  'dot-stuffing': 'a doubled dot at the beginning of lines made single',
  'blank-line': 'a blank line at the beginning of the body added or taken away',
  'list-footer': 'lines at the end taken away, as a list or scanner adds them',
  'list-footer-part': 'a part at the end taken away, as a list adds it',
  'signature-delimiter': 'the blank put back behind “--”',
  'transfer-encoding': 'the coding of the body undone that a relay had put on it',
  charset: 'the text turned back from UTF-8',
  folding: 'white space changed where fields are folded',
  'address-spacing': 'blanks behind commas between addresses changed',
  'address-order': 'addresses put into another order, as a list had mixed them',
  'subject-tag': 'the tag of a list taken from the subject',
  'list-fields': 'fields taken away that a list had added',
  'from-rewritten': 'the sender put back whom a list had replaced by itself',
  'encoding-field': 'the field put back that names the coding of the body',
}

/** `lines at the end taken away, … (4 lines)`. Hostile text in the detail. */
export function repairText({ name, detail }: Repair): string {
  return detail === undefined ? REPAIR_WORDS[name] : `${REPAIR_WORDS[name]} (${cutText(detail, 120)})`
}

const AUTHOR_WORDS: Readonly<Record<SignatureVerdict['author'], string>> = {
  same: 'which is the visible sender’s',
  'same-organisation': 'which belongs to the visible sender’s organisation',
  other: 'which is NOT the visible sender’s: a service or list signed, not the author’s domain',
  unknown: 'and it cannot be told whether that is the visible sender’s',
}

/** `example.org (key s1, 2,048 bits), which is the visible sender’s`. Hostile text. */
export function signerText({ domain, selector, key, algorithm, author }: SignatureVerdict): string {
  const bits = key === undefined ? '' : `, ${key.bits} bits`
  return `${domain || '(no domain)'} (selector ${selector || '(none)'}, ${algorithm || 'no algorithm'}${bits}), ${AUTHOR_WORDS[author]}`
}

export const ARC_WORDS: Readonly<Record<ArcVerdict['result'], string>> = {
  none: 'no chain of forwarders is stated',
  pass: 'the chain of forwarders fits: what each stated can be believed as far as that forwarder can',
  fail: 'the chain of forwarders does not fit',
  open: 'the chain of forwarders could not be checked to its end',
}
