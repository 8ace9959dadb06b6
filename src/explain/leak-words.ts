import type { MailboxAnswer, RivalSource, VersionMatch } from '../model/leak-trace.ts'
import type { NaturalMarkKind } from '../model/natural-mark.ts'

/** What a natural mark is and what it says. */
export const MARK_WORDS: Readonly<Record<NaturalMarkKind, string>> = {
  'wrapper-recipient': 'a mail gateway rewrote a link for this recipient',
  'delivered-to': 'delivered to this mailbox',
  recipient: 'addressed to',
  'unsubscribe-address': 'an address inside a link',
  'wrapper-tenant': 'a mail gateway of this customer rewrote a link',
  'mail-service-id': 'a token by which a mail service knows the recipient; the service can say who that is',
  'message-id': 'Message-ID: the same in every copy of the mail',
  'pdf-id': 'PDF /ID: copies share the first half, saving again changes the second',
  'xmp-document': 'XMP document id: shared by copies and later versions',
  'xmp-instance': 'XMP instance id: changes with each saving',
  'rsid-family': 'editing sessions of Word: shared by descendants of one file',
  attribution: 'line above a quote: its wording and the names are those of one program and address book',
  banner: 'warning that an organisation put on the mail',
  footer: 'footer of a list or service',
  person: 'a person named in the file',
  template: 'template it was made from',
  camera: 'camera or scanner',
  position: 'where a picture was taken',
  're-encoding': 'how a part of the mail was encoded on its way',
  'file-name': 'name as a copy or a download makes it',
}

/** How a version was recognised. */
export const MATCH_WORDS: Readonly<Record<VersionMatch['by'], string>> = {
  bytes: 'the same file, byte for byte',
  words: 'the same words from beginning to end',
  part: 'the leaked words stand in it',
  pieces: 'by fingerprint only; its text is not at hand to compare',
  page: 'pages that look the same; their words were not compared',
  picture: 'a picture that looks the same',
}

/** What may be said about the mailbox. `best` is told with its numbers elsewhere. */
export const ANSWER_WORDS: Readonly<Record<MailboxAnswer['because'], string>> = {
  best: 'One mailbox explains the leaked set better than any other.',
  'same-holdings': 'Cannot tell: several mailboxes held the same of it.',
  'too-close': 'Cannot tell one mailbox: the best are too close to each other.',
  'elsewhere-as-good':
    'Cannot tell: a source that saw everything (a server, a backup, an administrator) explains the set as well as any mailbox.',
  'no-items': 'Cannot tell: nothing that leaked was found among what is held here.',
  'nobody-held': 'Cannot tell: nobody is known to have held what leaked.',
}

/** Why the answer may be wrong, in the words of somebody who wants to know. */
export function rivalWords({ kind, holders }: RivalSource): string {
  const names = holders.join(', ')
  switch (kind) {
    case 'same-holdings':
      return `The same was held by ${names}: holdings cannot tell these apart.`
    case 'second-mailbox':
      return `Two mailboxes were read, for example ${names}.`
    case 'elsewhere':
      return 'Another source that saw everything: a server, a backup, an administrator, a vendor or a guess.'
    case 'owner-or-device':
      return `Whoever else reads ${names}: its owner, their telephone, an assistant, a forwarding rule. Holdings say which mailbox, not whose hand.`
    case 'list-members':
      return `${names} stands for the members of a list, who are not known here.`
    case 'chance':
      return `Fewer than three leaked items speak for ${names}: that can be chance.`
  }
}
