import { HOST_SHAPE_WORDS } from '../sign-words.ts'
import type { Detector } from './detector.ts'
import { hostAt, linkTo, type SignWords, signDetector } from './sign-detector.ts'

/** A linked host that is new here and of a shape that is made for one use. */
export const freshHost: Detector = signDetector(
  { id: 'link.fresh-host', kind: 'host-shape', none: 'no new host has the shape of one made for one use' },
  ({ shapes, hop }, link): SignWords => {
    const host = hostAt(link, hop)
    return {
      severity: shapes.length > 1 || shapes.includes('dynamic-dns') ? 'low' : 'info',
      seen: `${linkTo(link, hop, host)}, which nobody here linked before; the host ${shapes.map((shape) => HOST_SHAPE_WORDS[shape]).join(', and ')}`,
      why: 'Hosts for one operation are taken quickly and cheaply, and by the dozen.',
      innocent:
        'Projects, clubs and small firms save money in the same places. By itself this means next to nothing.',
      unseen: host,
    }
  },
)
