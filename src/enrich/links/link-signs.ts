import type { LinkHost } from '../../model/link.ts'
import type { Likeness, LinkSign } from '../../model/link-sign.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'
import type { RecipientNeedles } from '../../parse/links/recipient-in-url.ts'
import { courierToUnseen } from './courier-to-unseen.ts'
import { foreignWrappers } from './foreign-wrapper.ts'
import { gatewayInside } from './gateway-inside.ts'
import { hostRole } from './host-role.ts'
import { hostShapes } from './host-shapes.ts'
import { isUnseen, type LinkKnowledge } from './link-knowledge.ts'
import { type KnownNames, lookAlike } from './look-alike.ts'
import { otherLanding } from './other-landing.ts'
import { pathShape } from './path-shape.ts'
import { recipientCarried } from './recipient-carried.ts'
import { siteOf } from './site-of.ts'
import { stopOvers } from './stop-overs.ts'

/**
 * Everything to see about a chain whose roles are assigned (`assignRoles`). `recipients` are the
 * addresses of this mail to look for in the last hop (`recipientNeedles`), `names` the domains that a host could pose as;
 * both are prepared once, for a mail and for a mailbox. Looks of hosts and paths are told only of
 * stop-overs and of a last hop, and only where nobody here linked the domain before. Pure; never throws.
 */
export function linkSigns(
  chain: RedirectChain,
  knowledge: LinkKnowledge,
  recipients: RecipientNeedles,
  names: KnownNames,
): readonly LinkSign[] {
  return chainSigns(chain, knowledge, recipients, (host) => lookAlike(host, names))
}

/** The same with names that are asked for: `resembles` gives the known name a host could be taken for. */
export function chainSigns(
  chain: RedirectChain,
  knowledge: LinkKnowledge,
  recipients: RecipientNeedles,
  resembles: (host: LinkHost) => { readonly of: string; readonly how: Likeness } | undefined,
): readonly LinkSign[] {
  const signs: LinkSign[] = [...stopOvers(chain, knowledge), ...foreignWrappers(chain, knowledge)]
  const single = [
    otherLanding(chain, knowledge),
    courierToUnseen(chain, knowledge),
    recipientCarried(chain, knowledge, recipients),
    gatewayInside(chain, knowledge),
  ]
  for (const sign of single) if (sign !== undefined) signs.push(sign)
  for (const [hop, { role, target, url }] of chain.hops.entries()) {
    if (target === undefined || (role !== 'stopover' && role !== 'landing')) continue
    if (!isUnseen(siteOf(target, url), knowledge)) continue
    const listed = hostRole(target, url)?.role
    const alike = resembles(target)
    if (alike !== undefined) signs.push({ kind: 'look-alike', hop, host: target.host, ...alike })
    const shapes = hostShapes(target, listed)
    if (shapes.length > 0) signs.push({ kind: 'host-shape', hop, shapes })
    const shape = pathShape(target, url, listed)
    if (shape !== undefined) signs.push({ kind: 'path-shape', hop, shape })
  }
  return signs
}
