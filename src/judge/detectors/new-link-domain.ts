import { linkSurprise } from '../channels/links-channel.ts'
import { defanged, mails, quote } from '../quoting.ts'
import { ASK, type Detector, LEAVE_LINK } from './detector.ts'

/** A link to a registered domain this sender, or anybody here, never linked before. */
export const newLinkDomain: Detector = {
  id: 'link.new-domain',
  channel: 'links',
  detect({ record, context, gates }) {
    if (context.links.length === 0) return 'the writer links nothing'
    const fresh = context.links
      .filter((one) => !one.own && one.bySender === 0)
      .toSorted((a, b) => linkSurprise(b, context) - linkSurprise(a, context))[0]
    if (!fresh) return 'every linked domain was linked by this sender before, or is their own'
    // A newcomer under a known name is measured by that name: its new links matter.
    if (context.messages === 0 && !gates.some((one) => one.open && one.gate === 'identity-clash'))
      return 'first mail of this sender: every link is new'
    const link = record.links[fresh.link]
    if (!link) return 'the link is no longer in the record'
    const isWrapped = !fresh.nested && link.target?.domain !== fresh.domain
    const host = defanged(isWrapped ? fresh.host.name : (link.target?.host ?? fresh.domain))
    const unseen = fresh.byAnybody === 0
    const domain = defanged(fresh.domain)
    const others = `others did in ${mails(fresh.byAnybody)}`
    const who = unseen
      ? `none of ${mails(context.organisationMessages, 'earlier')} of anybody linked ${host === domain ? 'it' : domain}`
      : context.messages === 0
        ? `the sender is new here, and ${others} before`
        : `this sender never did in ${mails(context.messages, 'earlier')}, ${others}`
    return {
      severity: unseen ? 'medium' : 'low',
      seen: `Links to ${host}${isWrapped ? ', behind the wrapper of a mail gateway' : ''}${fresh.nested ? `, inside which ${domain} stands` : ''}; ${who}${link.text ? `. The reader sees “${quote(link.text)}”` : ''}.`,
      why: 'A lure has to lead somewhere, and an attacker’s host is mostly new to everybody, while people link the same places again and again.',
      innocent:
        'A new article, supplier, event page or sharing service. New places are linked every day; by itself this means little.',
      next: `${LEAVE_LINK} ${ASK}`,
      evidence: [
        { kind: 'bytes', part: link.part, range: link.range, quoted: link.href.slice(0, 300) },
        {
          kind: 'statistic',
          profile: 'organisation',
          name: `mails that link ${fresh.domain}`,
          value: fresh.byAnybody,
          n: context.organisationMessages,
        },
        {
          kind: 'statistic',
          profile: context.sender,
          name: `mails that link ${fresh.domain}`,
          value: fresh.bySender,
          n: context.messages,
        },
      ],
    }
  },
}
