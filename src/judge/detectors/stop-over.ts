import { defanged } from '../quoting.ts'
import type { Detector } from './detector.ts'
import { linkName, type SignWords, signDetector } from './sign-detector.ts'

/** An unknown host stands between what is shown and where a link ends. */
export const stopOver: Detector = signDetector(
  { id: 'link.stop-over', kind: 'stop-over', none: 'no link passes through a host that is unknown here' },
  ({ domain, returns }, link): SignWords => ({
    severity: 'high',
    seen: `A link, ${linkName(link)}, passes through ${defanged(domain)} before it ends${returns ? ' where its text says' : ''}; nobody here linked that host before, and nothing in the mail names it`,
    why: `A host in between sees who comes and decides whom to send where${returns ? ', and arriving at the real page makes the visit look genuine afterwards' : ''}. That the end is a good place proves nothing about the way.`,
    innocent:
      'A mail service or click counter that the sender began to use; its name then shows in their other mail.',
    unseen: domain,
  }),
)
