import { defanged } from '../quoting.ts'
import type { Detector } from './detector.ts'
import { linkName, type SignWords, signDetector } from './sign-detector.ts'

/** A gateway's wrapper behind a link that no gateway puts before its own. */
export const gatewayInside: Detector = signDetector(
  {
    id: 'link.gateway-inside',
    kind: 'gateway-inside',
    none: 'no gateway’s wrapper stands inside another link',
  },
  ({ landing }, link): SignWords => ({
    severity: 'high',
    seen: `A link, ${linkName(link)}, leads to a mail gateway’s wrapper, and that to ${defanged(landing)}, which nobody here linked before`,
    why: 'A gateway wraps last, so its wrapper stands outermost. Inside another link it was put by somebody, which hides the end from those who look at the first host only, behind a name that is trusted.',
    innocent: 'Somebody shortened a link they had copied out of a mail that was already rewritten.',
    unseen: landing,
  }),
)
