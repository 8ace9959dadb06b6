/** A way of acting that can be hunted without any indicator. */
export interface Behaviour {
  readonly name: string
  /** A query of the hunt language. */
  readonly where: string
  /** What it means when it is meant badly. */
  readonly meaning: string
  /** What else it often is. */
  readonly innocent: string
}

/** What `--behaviour` knows. Reports often name no indicator for the decisive step; what was done can still be found. */
export const BEHAVIOURS: readonly Behaviour[] = [
  {
    name: 'fake-forward',
    where: 'thread.poses = forward and finding in (thread.unanchored, thread.mismatch)',
    meaning:
      'It poses as a forward of a mail that cannot be found here, or that does not fit what it forwards.',
    innocent: 'The original went to another mailbox, or was deleted, or is older than the mail held here.',
  },
  {
    name: 'fake-reply',
    where: 'thread.poses = reply and finding in (thread.unanchored, thread.mismatch)',
    meaning:
      'It poses as an answer to a mail that cannot be found here, or that does not fit what it quotes.',
    innocent: 'The conversation began in another mailbox or over a ticket system that changes Message-IDs.',
  },
  {
    name: 'thread-hijack',
    where:
      'thread.poses in (reply, forward) and gate in (new-link-domain, deceptive-link, active-attachment) and finding in (sender.client-drift, sender.path-drift, sender.style-drift)',
    meaning: 'A real conversation goes on with a lure, from another program, way or hand than before.',
    innocent: 'The sender has a new device, travels, or an assistant answers for them.',
  },
  {
    name: 'stop-over',
    where: 'finding = link.stop-over',
    meaning:
      'An unknown host stands between the link and where it ends: there a visitor is sorted or a session taken.',
    innocent: 'Newsletters and event tools count clicks on hosts nobody has listed yet.',
  },
  {
    name: 'foreign-tenant',
    where: 'finding = link.foreign-wrapper',
    meaning:
      'The link was rewritten by the mail gateway of somebody else, so it came from another conversation.',
    innocent: 'The sender copied the link from a mail of a third party with such a gateway.',
  },
  {
    name: 'gateway-inside',
    where: 'finding = link.gateway-inside',
    meaning: 'A gateway’s wrapper stands behind another hop: somebody hides behind a trusted name.',
    innocent: 'A forwarded mail passed two gateways and a click counter.',
  },
  {
    name: 'recipient-in-link',
    where: 'finding = link.recipient-carried or links.traits = recipient-in-url',
    meaning: 'The link tells who clicks, so that the page can name its victim and be shown only once.',
    innocent: 'Unsubscribe links and personal invitations carry the address as well.',
  },
  {
    name: 'new-client',
    where: 'finding = sender.client-drift',
    meaning: 'The mail was written with another program than this sender ever used.',
    innocent: 'A new computer or phone, an update, webmail on a trip.',
  },
  {
    name: 'new-path',
    where: 'finding = sender.path-drift',
    meaning: 'The mail took a way this sender’s mail never took.',
    innocent: 'A changed provider or office network, or a VPN.',
  },
  {
    name: 'other-hand',
    where: 'finding = sender.style-drift',
    meaning: 'The words are unlike those this sender writes.',
    innocent: 'Haste, another language, an assistant, or text made by a machine on the sender’s own wish.',
  },
  {
    name: 'new-link-domain',
    where: 'gate = new-link-domain',
    meaning: 'It links to a domain this sender, or everybody here, never linked before.',
    innocent: 'People share new pages every day; with nothing else beside it, it says little.',
  },
  {
    name: 'deceptive-link',
    where: 'gate = deceptive-link or links.traits in (text-host-differs, text-host-lookalike, userinfo)',
    meaning: 'The link shows one host and leads to another.',
    innocent: 'Click counters of newsletters replace the target and leave the text.',
  },
  {
    name: 'look-alike',
    where: 'finding in (identity.lookalike, link.look-alike)',
    meaning: 'A sender’s or link’s domain resembles one that is known here.',
    innocent: 'Organisations hold similar names, and names of two words resemble each other by chance.',
  },
  {
    name: 'name-reuse',
    where: 'finding = identity.known-name-new-address',
    meaning: 'A name known here writes from an address not known.',
    innocent: 'People write from private addresses; two people share a name.',
  },
  {
    name: 'diverted-reply',
    where: 'finding = identity.reply-diverted',
    meaning: 'Answers go to another domain than the mail came from, new for this sender.',
    innocent: 'Lists, ticket systems and assistants collect answers elsewhere.',
  },
  {
    name: 'new-ask',
    where: 'finding = ask.changed',
    meaning: 'It asks for something this sender never asked for.',
    innocent: 'Work changes: a first invoice, a first shared document.',
  },
  {
    name: 'credential-lure',
    where: 'ask = credential and links.count > 0',
    meaning: 'It asks to sign in or to give a password or code, and brings a link.',
    innocent: 'Services send sign-in and reset links when somebody asks for them.',
  },
  {
    name: 'rapport',
    where:
      'finding = first-contact.lure or (ask in (meeting, favour, information) and finding = identity.known-name-new-address)',
    meaning:
      'Somebody unknown, or a known name on a new address, opens with an invitation or a small favour.',
    innocent: 'Most first mails of journalists, students and organisers look the same.',
  },
  {
    name: 'active-attachment',
    where: 'finding = attachment.active-new',
    meaning: 'It carries a file that can run something, which this sender never sent.',
    innocent: 'A colleague sends a document with macros or an HTML export for the first time.',
  },
  {
    name: 'qr-lure',
    where: 'links.origin = qr and not bulk',
    meaning: 'A code in a picture or document leads the reader to a phone, away from the gateway.',
    innocent: 'Tickets, posters and calls for donations have codes.',
  },
  {
    name: 'unusual-recipients',
    where: 'finding = recipients.unusual',
    meaning: 'It goes to people this sender does not write to, or not together.',
    innocent: 'A new project, a farewell, a list that changed.',
  },
]

/** The behaviour of that name. */
export function behaviourNamed(name: string): Behaviour | undefined {
  return BEHAVIOURS.find((one) => one.name === name)
}
