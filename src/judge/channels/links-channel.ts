import type { LinkNovelty, SenderContext } from '../../model/sender.ts'
import { deceptiveLinks } from '../gates/deceptive-links.ts'
import { defanged, mails } from '../quoting.ts'
import type { ChannelRule } from './channel.ts'

/** Mails a sender's own count is compared with: the same for all, or long-known senders would surprise more. */
const USUAL_PAST = 52
/** Nats a disguised target adds: one writer in twenty links a new place, hardly any hides it. */
const DECEIT = 3

/**
 * Surprise of the least usual domain the writer leads to: −ln of the rate at which this sender brings such news (a
 * domain nobody here linked before, or one only they did not), drawn towards everybody's rate. Somebody who posts
 * links all day surprises nobody with another one, somebody who never did in years does. A domain few others linked
 * lies between the two. Mail without a link is the least strange (0).
 */
export const linksChannel: ChannelRule = {
  channel: 'links',
  measure(record, context) {
    const deceptive = deceptiveLinks(record, context)[0]
    let drift = 0
    let worst: LinkNovelty | undefined
    for (const link of context.links) {
      if (link.own) continue
      const surprise = linkSurprise(link, context)
      if (surprise > drift) {
        drift = surprise
        worst = link
      }
    }
    if (!worst)
      return { drift: 0, because: [record.links.length > 0 ? 'no link of the writer leads away' : 'no link'] }
    if (deceptive) return { drift: drift + DECEIT, because: [deceptive.because, linkText(worst)] }
    return { drift, because: [linkText(worst)] }
  },
}

/** Nats: the mean of the surprise at the domain and at the host, as a known domain can have a door nobody used yet. */
export function linkSurprise(link: LinkNovelty, { organisationMessages }: SenderContext): number {
  const few = 0.5 * Math.log(65 / (link.senders + 1))
  const surprise = (bySender: number, byAnybody: number): number =>
    Math.log((organisationMessages + 2) / (byAnybody + 1)) + 0.5 * Math.log(USUAL_PAST / (bySender + 1))
  const both = surprise(link.bySender, link.byAnybody) + surprise(link.host.bySender, link.host.byAnybody)
  // A domain people here write from is a lesser surprise than one nobody ever met.
  return (link.mailDomain ? 0.5 : 1) * (both / 2 + few)
}

export function linkText(link: LinkNovelty): string {
  const where = link.nested ? 'inside a link: ' : ''
  if (link.byAnybody === 0) return `${where}${defanged(link.domain)} was never linked here before`
  if (link.host.byAnybody === 0)
    return `${where}${defanged(link.host.name)} was never linked here before, though others under ${defanged(link.domain)} were`
  if (link.bySender === 0)
    return `${where}${defanged(link.domain)} was never linked by this sender (${mails(link.byAnybody)} of ${link.senders} others)`
  return `${where}${defanged(link.domain)} was linked ${link.bySender} times by this sender`
}
