import type { AskKind } from '../model/ask.ts'
import type { AttachmentPower } from '../model/attachment.ts'
import type { AuthenticationMethod, AuthenticationWord } from '../model/authentication.ts'
import type { Channel, Severity } from '../model/finding.ts'
import type { LinkOrigin, LinkTrait } from '../model/link.ts'
import type { TextRegionKind, Unpacking } from '../model/message.ts'
import type { ClientTrait, MessageRecord, PathTrait } from '../model/record.ts'
import type { StyleAbstention } from '../model/style.ts'
import type { AttackerModel, Gate, VerdictLevel } from '../model/verdict.ts'

/** One word for a heading. */
export const LEVEL_WORDS: Readonly<Record<VerdictLevel, string>> = {
  alert: 'Alert',
  review: 'Worth a look',
  none: 'Nothing found',
  unknown: 'Not judged',
}

/** What each level says and does not say. */
export const LEVEL_MEANINGS: Readonly<Record<VerdictLevel, string>> = {
  alert: 'among the most suspicious, inside the number of alerts you asked for',
  review: 'odd enough for a look, but others came first',
  none: 'one where nothing was found by what was able to run',
  unknown: 'not judged: what it would be compared with is not known',
}

/** What a person said about a mail, where the mail is shown. */
export const WORD_MEANINGS: Readonly<Record<'confirm' | 'release', string>> = {
  confirm: 'confirmed by a person as written by somebody else',
  release: 'released by a person as written by its sender',
}

/** The sentence every summary ends with. */
export const NO_ALL_CLEAR =
  '“None” means that nothing was found by what was able to run; “unknown” means that the message was not judged. Neither says that a message can be trusted.'

/** What is asked for, as the end of a sentence. */
export const ASK_WORDS: Readonly<Record<AskKind, string>> = {
  credential: 'a password, a code or a sign-in',
  payment: 'a payment or bank details',
  file: 'a document to be opened',
  link: 'a link to be followed',
  secrecy: 'secrecy',
  'channel-switch': 'to go on elsewhere, by phone or messenger',
  information: 'information to be sent',
  meeting: 'a meeting or a call',
  favour: 'a favour, not yet named',
  urgency: 'haste',
}

/** Why the words of a mail would not be compared with its sender's. */
export const STYLE_ABSTENTION_WORDS: Readonly<Record<StyleAbstention, string>> = {
  'short-text': 'it has fewer than 60 characters of the sender’s own words',
  'few-texts': 'fewer than eight earlier texts of this sender are known',
  'few-writers': 'fewer than six other people here write enough to compare with',
  'other-script': 'it is in another script than the sender’s earlier mail',
  'other-language': 'it is in another language than the sender’s earlier mail',
}

/** What the attacker would have done, as a guess for people. */
export const MODEL_WORDS: Readonly<Record<AttackerModel, string>> = {
  takeover: 'somebody else may be using this account',
  'session-rider': 'somebody may be writing from the sender’s own signed-in session',
  impostor: 'somebody may be posing as a person you know',
  stranger: 'somebody unknown may be luring you',
}

/** The same as a noun. */
export const MODEL_NAMES: Readonly<Record<AttackerModel, string>> = {
  takeover: 'takeover of an account',
  'session-rider': 'misuse of an open session',
  impostor: 'posing as a known person',
  stranger: 'lure from a stranger',
}

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  info: 'for information',
  low: 'weak sign',
  medium: 'clear sign',
  high: 'strong sign',
  critical: 'very strong sign',
}

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  client: 'mail program',
  path: 'way the mail took',
  recipients: 'recipients',
  links: 'links',
  services: 'services links go through',
  thread: 'conversation',
  identity: 'who it claims to be',
  asks: 'requests',
  style: 'writing style',
  attachments: 'attachments',
  pretence: 'pretence of a first contact',
}

export const GATE_WORDS: Readonly<Record<Gate, string>> = {
  'new-link-domain': 'a link to a domain not seen before',
  'unanchored-thread': 'a reply or forward of something that cannot be found',
  'thread-mismatch': 'a reply or forward that does not fit its original',
  'deceptive-link': 'a link that hides where it leads',
  'active-attachment': 'an attachment that can run something',
  'identity-clash': 'a known name on an unknown address',
  'changed-ask': 'a request this sender never made before',
  'reply-diverted': 'answers would go to another domain',
  'first-contact-lure': 'a lure from somebody unknown, under a pretence',
}

export const CLIENT_TRAIT_WORDS: Readonly<Record<ClientTrait, string>> = {
  mailer: 'mail program',
  'mailer-version': 'version of the mail program',
  'header-order': 'order of the header lines',
  'header-extras': 'extra header lines',
  'message-id-shape': 'form of the message ID',
  'message-id-host': 'host in the message ID',
  'date-format': 'way the date is written',
  zone: 'time zone',
  'mime-shape': 'structure of the message',
  'content-type-shape': 'way the content type is written',
  'boundary-shape': 'form of the part separators',
  'text-encoding': 'encoding of the text',
  language: 'stated language',
  'from-shape': 'way the sender’s name is written',
}

export const PATH_TRAIT_WORDS: Readonly<Record<PathTrait, string>> = {
  'first-helo': 'name the first computer gave itself',
  'first-by': 'server that took the mail first',
  'first-with': 'protocol of the first step',
  'first-network': 'network it was sent from',
  route: 'servers it passed',
  'dkim-domain': 'domain of the signature',
  'dkim-selector': 'key of the signature',
  'dkim-shape': 'form of the signature',
  'return-path': 'domain that returned mail goes to',
  authentication: 'checks by the receiving server',
}

export const LINK_TRAIT_WORDS: Readonly<Record<LinkTrait, string>> = {
  'text-host-differs': 'the text shows another domain than the one it leads to',
  'text-host-lookalike': 'the domain shown and the real one look alike',
  idn: 'the host has letters outside ASCII',
  'idn-mixed-script': 'one host label mixes alphabets',
  'idn-confusable': 'a host label can be mistaken for an ASCII name',
  userinfo: 'a user name stands before the real host',
  'ip-host': 'leads to a bare IP address',
  'nested-url': 'carries the address of another host',
  'nested-url-encoded': 'carries the encoded address of another host',
  port: 'uses an unusual port',
  'recipient-in-url': 'carries the recipient’s mail address',
  'data-url': 'holds a whole page inside the link',
  'script-url': 'runs a script',
  'control-characters': 'contains invisible characters',
}

export const LINK_ORIGIN_WORDS: Readonly<Record<LinkOrigin, string>> = {
  'html-anchor': 'a link in the formatted text',
  'html-area': 'a clickable area of an image',
  'html-form': 'a form',
  'html-image': 'an image loaded from outside',
  'html-refresh': 'an automatic redirect',
  'html-other': 'another HTML element',
  text: 'plain text',
  header: 'a header line',
  'pdf-annotation': 'a link area in a PDF',
  'pdf-text': 'text of a PDF',
  'pdf-form': 'a form in a PDF',
  'office-relationship': 'a link in an Office document',
  'office-field': 'a field in an Office document',
  'office-template': 'something an Office document loads when opened',
  'office-text': 'text of an Office document',
  'rtf-field': 'a field in an RTF document',
  calendar: 'a calendar entry',
  vcard: 'a contact card',
  shortcut: 'a shortcut file',
  qr: 'a QR code',
  'external-body': 'a reference to content kept elsewhere',
}

/** What a part was taken out of. */
export const UNPACKING_WORDS: Readonly<Record<Unpacking, string>> = {
  tnef: 'unpacked from winmail.dat',
  'signed-data': 'unpacked from S/MIME, signature not checked',
  'compressed-data': 'unpacked from compressed S/MIME',
  uuencode: 'unpacked from the text (uuencode)',
  yenc: 'unpacked from the text (yEnc)',
  rtf: 'made of the RTF body',
  applefile: 'unpacked from AppleSingle',
}

export const REGION_WORDS: Readonly<Record<TextRegionKind, string>> = {
  own: 'the sender’s own text',
  quoted: 'quoted text',
  forwarded: 'forwarded text',
  signature: 'the signature',
}

export const TIME_BASIS_WORDS: Readonly<Record<MessageRecord['timeBasis'], string>> = {
  received: 'stated by the receiving server',
  date: 'stated by the sender',
  container: 'stated by the mailbox file',
  none: 'not stated anywhere',
}

export const AUTHENTICATION_METHOD_WORDS: Readonly<Record<AuthenticationMethod, string>> = {
  spf: 'SPF (may this server send for the domain?)',
  dkim: 'DKIM (is the signature of the domain intact?)',
  dmarc: 'DMARC (does either belong to the visible sender?)',
  arc: 'ARC (seal of a forwarder)',
  auth: 'sign-in of the sender',
  iprev: 'reverse name of the sending computer',
  compauth: 'composite check by Microsoft',
}

export const AUTHENTICATION_RESULT_WORDS: Readonly<Record<AuthenticationWord, string>> = {
  none: 'nothing to check',
  pass: 'passed',
  fail: 'failed',
  policy: 'refused by local policy',
  neutral: 'no statement',
  softfail: 'probably not',
  temperror: 'could not be checked that time',
  permerror: 'cannot be checked',
}

/** Words for any client or path trait. */
export function traitWords(trait: ClientTrait | PathTrait): string {
  return { ...CLIENT_TRAIT_WORDS, ...PATH_TRAIT_WORDS }[trait]
}

/** What opening an attachment can do: `can …`. */
export const POWER_WORDS: Readonly<Record<AttachmentPower, string>> = {
  macro: 'run macros',
  script: 'run a script',
  launch: 'start a program or open a file by itself',
  'remote-content': 'load something from outside when opened',
  'embedded-program': 'start a program it carries',
  'form-submission': 'send what is typed into it elsewhere',
  'auto-open': 'act without a click',
  'external-data': 'take data from other files or programs',
}
