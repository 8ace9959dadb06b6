import { defanged } from '../quoting.ts'
import type { Detector } from './detector.ts'
import { linkName, type SignWords, signDetector } from './sign-detector.ts'

/** A trusted site passes a link on to a host that nobody here linked before. */
export const courierToUnseen: Detector = signDetector(
  {
    id: 'link.courier-to-unseen',
    kind: 'courier-to-unseen',
    none: 'no trusted site passes a link on to a host that is new here',
  },
  ({ courier, landing }, link): SignWords => ({
    severity: 'low',
    seen: `A link, ${linkName(link)}, goes to ${defanged(courier)}, which passes it on to ${defanged(landing)}; nobody here linked that host before`,
    why: 'The name that is seen is that of a well-known site, while the page is somebody else’s: redirects that are open to everybody are used to get past readers and scanners.',
    innocent: 'Search results, translated pages and links copied out of social networks look just so.',
    unseen: landing,
  }),
)
