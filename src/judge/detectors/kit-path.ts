import type { Severity } from '../../model/finding.ts'
import type { PathShape } from '../../model/link-sign.ts'
import { PATH_SHAPE_WORDS } from '../sign-words.ts'
import type { Detector } from './detector.ts'
import { hostAt, linkTo, type SignWords, signDetector } from './sign-detector.ts'

/** Kits use tokens as all the world does; the folders of known kits are theirs alone. */
const SEVERITY: Readonly<Record<PathShape, Severity>> = {
  'kit-folder': 'high',
  'password-step': 'high',
  'hosted-page': 'medium',
  'random-folders': 'low',
  token: 'info',
}

/** A link to a new host whose path has a form that sign-in kits use. */
export const kitPath: Detector = signDetector(
  { id: 'link.kit-path', kind: 'path-shape', none: 'no path on a new host has the form of a sign-in kit’s' },
  ({ shape, hop }, link): SignWords => {
    const host = hostAt(link, hop)
    return {
      severity: SEVERITY[shape],
      seen: `${linkTo(link, hop, host)}, which nobody here linked before; the path ${PATH_SHAPE_WORDS[shape]}`,
      why: 'Kits that imitate sign-in pages keep to a few forms of addresses, which were published with the operations they served.',
      innocent: 'Short links, share hosts and many programs make paths of the same form.',
      unseen: host,
    }
  },
)
