import type { LinkSign } from '../../model/link-sign.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'
import { hasRecipient, type RecipientNeedles } from '../../parse/links/recipient-in-url.ts'
import { urlValues } from '../../parse/links/url-values.ts'
import { isUnseen, type LinkKnowledge } from './link-knowledge.ts'
import { siteOf } from './site-of.ts'

/**
 * An address of this mail's recipients that is carried along to the last hop, plain or encoded: a kit fills its form
 * with it, a tracker counts by it. Nothing is said when the last hop is the sender's or the recipient's own, or was
 * linked here before: archives and trackers name people all day. `encoded` is true when the address cannot be read in
 * the URL as it stands. `needles` are prepared once a mail (`recipientNeedles`).
 */
export function recipientCarried(
  { hops }: RedirectChain,
  knowledge: LinkKnowledge,
  needles: RecipientNeedles,
): Extract<LinkSign, { kind: 'recipient-carried' }> | undefined {
  const last = hops.at(-1)
  if (last?.target === undefined || needles.plain.length === 0) return undefined
  const domain = siteOf(last.target, last.url)
  if (!isUnseen(domain, knowledge)) return undefined
  const url = URL.parse(last.url)
  if (url === null) return undefined
  const values = urlValues(url)
  if (!hasRecipient(values, needles)) return undefined
  const readable = values.filter(({ layers }) => layers.every((layer) => layer === 'percent'))
  return {
    kind: 'recipient-carried',
    hop: hops.length - 1,
    domain,
    encoded: !hasRecipient(readable, { plain: needles.plain, coded: [], turned: [] }),
  }
}
