import { defanged } from '../quoting.ts'
import type { Detector } from './detector.ts'
import { linkName, type SignWords, signDetector } from './sign-detector.ts'

/** A link tells a host that is new here who clicks. */
export const recipientCarried: Detector = signDetector(
  {
    id: 'link.recipient-carried',
    kind: 'recipient-carried',
    none: 'no link carries the address of a recipient to a host that is new here',
  },
  ({ domain, encoded }, link): SignWords => ({
    severity: encoded ? 'medium' : 'low',
    seen: `A link, ${linkName(link)}, carries the address of a recipient to ${defanged(domain)}${encoded ? ', in a form that a reader cannot see' : ''}; nobody here linked that host before`,
    why: 'A sign-in page made for one person shows their address already filled in, and its owner learns who came.',
    innocent: 'Newsletters, invitations and links to unsubscribe name their reader in the same way.',
    unseen: domain,
  }),
)
