import { defanged } from '../quoting.ts'
import { PATH_SHAPE_WORDS } from '../sign-words.ts'
import type { Detector } from './detector.ts'
import { linkName, type SignWords, signDetector } from './sign-detector.ts'

/** A link to a new host whose path has a form that sign-in kits use. */
export const kitPath: Detector = signDetector(
  { id: 'link.kit-path', kind: 'path-shape', none: 'no path on a new host has the form of a sign-in kit’s' },
  ({ shape, hop }, link): SignWords => {
    const host = (hop === 0 ? link.target : link.chain?.hops[hop]?.target)?.host ?? ''
    return {
      severity:
        shape === 'kit-folder' || shape === 'password-step'
          ? 'high'
          : shape === 'hosted-page'
            ? 'medium'
            : 'low',
      seen: `A link, ${linkName(link)}, leads to ${defanged(host)}, which nobody here linked before; the path ${PATH_SHAPE_WORDS[shape]}`,
      why: 'Kits that imitate sign-in pages keep to a few forms of addresses, which were published with the operations they served.',
      innocent: 'Short links, share hosts and many programs make paths of the same form.',
      unseen: host,
    }
  },
)
