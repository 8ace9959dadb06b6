import { type DeceptiveLink, deceptiveLinks } from '../gates/deceptive-links.ts'
import { quote } from '../quoting.ts'
import { ASK, type Detector, LEAVE_LINK } from './detector.ts'

/** A link that shows one host and leads to another, or disguises its host. */
export const deceptiveLink: Detector = {
  id: 'link.deceptive',
  channel: 'links',
  detect({ record, context }) {
    const all = deceptiveLinks(record, context).filter(isToldHere)
    const found = all[0]
    if (!found) return 'no link hides where it leads'
    const differs = 'sign' in found.what
    return {
      severity: context.messages > 0 || !differs ? 'high' : 'medium',
      seen: `A link ${found.because}${found.link.text && !differs ? ` (its text: “${quote(found.link.text)}”)` : ''}${all.length > 1 ? `, and ${all.length - 1} more like it` : ''}.`,
      why: differs
        ? 'Whoever reads the text believes they go to the place it names. A host in between can count, sort or trick visitors and still pass them on to the real page, so arriving there proves nothing.'
        : 'A host name is disguised so that a reader takes it for another.',
      innocent: differs
        ? 'Newsletter services and mail security gateways replace links by their own; the same service then shows in other mail of this sender.'
        : 'Names in other alphabets are nothing odd by themselves, and technical mail often links bare IP addresses.',
      next: `${LEAVE_LINK} ${ASK}`,
      evidence: [
        {
          kind: 'bytes',
          part: found.link.part,
          range: found.link.range,
          quoted: found.link.href.slice(0, 300),
        },
      ],
    }
  },
}

/** Other signs about chains have detectors of their own. */
const isToldHere = ({ what }: DeceptiveLink): boolean => 'trait' in what || what.sign.kind === 'other-landing'
