import { defanged } from '../quoting.ts'
import { wrappedFor } from '../sign-words.ts'
import type { Detector } from './detector.ts'
import { linkName, type SignWords, signDetector } from './sign-detector.ts'

/** A mail gateway rewrote a link for somebody who has no part in this mail. */
export const foreignWrapper: Detector = signDetector(
  {
    id: 'link.foreign-wrapper',
    kind: 'foreign-wrapper',
    none: 'no link was rewritten by a mail gateway for somebody else',
  },
  (sign, link): SignWords => ({
    severity: sign.other === 'organisation' ? 'medium' : 'low',
    seen: `A link, ${linkName(link)}, was rewritten by a mail gateway for ${wrappedFor(sign)}${sign.tenant ? ` (customer “${defanged(sign.tenant)}” of the gateway)` : ''}`,
    why: 'Gateways rewrite the links of mail that their own customer receives. A link made for others was taken out of mail to them; some attackers send a link to a protected mailbox of their own first, to borrow the good name of the gateway.',
    innocent:
      'Whoever forwards a mail or copies a link out of it sends the rewritten form along. The address it was made for then belongs to somebody the sender works with.',
  }),
)
