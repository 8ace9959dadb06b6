import { deceptiveLinks } from '../gates/deceptive-links.ts'
import { quote } from '../quoting.ts'
import { ASK, type Detector } from './detector.ts'

/** A link that shows one host and leads to another, or disguises its host. */
export const deceptiveLink: Detector = {
  id: 'link.deceptive',
  channel: 'links',
  detect({ record, context }) {
    const all = deceptiveLinks(record, context)
    const found = all[0]
    if (!found) return 'no link hides where it leads'
    const differs = found.trait === 'text-host-differs'
    return {
      severity: context.messages > 0 || !differs ? 'high' : 'medium',
      seen: `A link ${found.because}${found.link.text && !differs ? ` (its text: “${quote(found.link.text)}”)` : ''}${all.length > 1 ? `, and ${all.length - 1} more like it` : ''}.`,
      why: differs
        ? 'Whoever reads the text believes they go to the place it names. An interposed host can count, sort or trick visitors and still send them on to the genuine page, so arriving there says nothing.'
        : 'Hosts are disguised so that a reader takes them for another.',
      innocent: differs
        ? 'Newsletter services and mail security gateways replace links by their own; then the same service shows in other mail of this sender.'
        : 'Names in other scripts are legitimate, and technical mail names bare addresses.',
      next: `Do not open it, not even to look. ${ASK}`,
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
