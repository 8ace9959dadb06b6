import type { Hop, HopRole, RedirectChain, RoleReason } from '../../model/redirect-chain.ts'
import { hostRole } from './host-role.ts'
import type { LinkKnowledge } from './link-knowledge.ts'
import type { HostEntries, ListedHost } from './listed-hosts.ts'
import { listedHosts } from './listed-hosts.ts'
import { siteOf } from './site-of.ts'
import { trackerShape } from './tracker-shape.ts'

type Roled = Pick<Hop, 'role' | 'because'>

/** Hosts whose only purpose is to pass on: where such a hop is the last one, the landing is not known. */
const PASSES_ON: ReadonlySet<HopRole> = new Set(['gateway', 'tracker', 'shortener'])

/**
 * The chain with a role for each hop, and the reasons. In this order: what a page was seen to be, what a decoder read
 * from the URL, what a list says, whose domain it is, whether it was linked before; what is left is a stop-over (design
 * §6). The last hop is the landing, unless all that is known of it is that it passes on. Hops of the landing's own
 * domain directly before it are landing too; one that comes earlier is a courier: its site can be made to pass on to
 * others. A host that the organisation or the sender linked before, or that is their own or shown, counts as a site
 * that people trust, thus courier. Pure; the hops keep all their other facts.
 */
export function assignRoles(
  chain: RedirectChain,
  knowledge: LinkKnowledge,
  lists: ReadonlyMap<string, HostEntries> = listedHosts(),
): RedirectChain {
  const { hops } = chain
  const sites = hops.map(({ target, url }) => target && siteOf(target, url, lists))
  const landing = sites.at(-1)
  let tail = hops.length - 1
  while (tail > 0 && landing !== undefined && sites[tail - 1] === landing) tail--
  return {
    ...chain,
    hops: hops.map((hop, at) => {
      const listed = hop.target && hostRole(hop.target, hop.url, lists)
      const roled =
        at === hops.length - 1
          ? lastHop(hop, listed, chain)
          : passingHop(hop, listed, sites[at], at >= tail, landing, knowledge)
      return { ...hop, ...roled }
    }),
  }
}

/** What page, decoder and list say, the surest first. */
function stated(hop: Hop, listed: ListedHost | undefined): Roled | undefined {
  const seen = hop.because.filter((reason) => reason.kind === 'page')
  if (seen.length > 0) return { role: hop.role, because: seen }
  const because: RoleReason[] = []
  const role = listed && roleOf(listed)
  if (hop.wrapper && (role === hop.wrapper.role || !isGuessed(hop.wrapper.wrapper))) {
    because.push({ kind: 'wrapper', wrapper: hop.wrapper.wrapper })
    if (listed && role === hop.wrapper.role) because.push(listReason(listed))
    return { role: hop.wrapper.role, because }
  }
  return listed && role !== undefined ? { role, because: [listReason(listed)] } : undefined
}

/**
 * Decoders that know a link by the form of its path, because customers run the service under their own names.
 * Attack: `https://gate.test/ls/click?upn=…` costs nothing to write.
 */
const READ_BY_FORM: ReadonlySet<string> = new Set([
  'aws_ses',
  'convertkit',
  'fortimail',
  'go_acoustic',
  'hubspot',
  'mailgun',
  'mailjet',
  'mandrill',
  'sendgrid',
  'trend-micro',
])

/** The decoder knows a link by the form of its path alone, so the host may be anybody's. */
export const isKnownByForm = (wrapper: string): boolean => READ_BY_FORM.has(wrapper)

/** A URL that stands inside another says nothing about the host around it: anyone can write `?u=https://…`. */
const isGuessed = (wrapper: string): boolean =>
  READ_BY_FORM.has(wrapper) || wrapper.startsWith('nested') || wrapper.startsWith('generic')

function roleOf({ role }: ListedHost): HopRole | undefined {
  switch (role) {
    case 'link-page':
      return 'courier'
    case 'free-host':
    case 'dynamic-dns':
      return undefined // whose page it is, not what it is for
    default:
      return role
  }
}

const listReason = ({ list, entry, source, date }: ListedHost): RoleReason => ({
  kind: 'list',
  list,
  entry,
  source,
  date,
})

function lastHop(hop: Hop, listed: ListedHost | undefined, { end }: RedirectChain): Roled {
  const said = stated(hop, listed)
  // A path entry of the couriers is a redirect, a whole host is a place where things lie.
  const passes =
    said && (PASSES_ON.has(said.role) || (said.role === 'courier' && listed?.entry.includes('/')))
  const seen = said?.because.some((reason) => reason.kind === 'page')
  if (said && (seen || (passes && end !== 'landing'))) return said
  const because: RoleReason[] = [{ kind: 'position', position: 'last' }]
  if (listed) because.push(listReason(listed))
  return { role: 'landing', because }
}

function passingHop(
  hop: Hop,
  listed: ListedHost | undefined,
  site: string | undefined,
  inTail: boolean,
  landing: string | undefined,
  knowledge: LinkKnowledge,
): Roled {
  const said = stated(hop, listed)
  if (said) return said
  if (site !== undefined) {
    if (inTail) return { role: 'landing', because: [{ kind: 'shape', shape: 'domain of the landing' }] }
    const form = formOf(hop)
    const whose = owner(site, landing, knowledge)
    if (whose !== undefined)
      return {
        role: form?.role ?? 'courier',
        because: [{ kind: 'shape', shape: whose }, ...(form?.because ?? [])],
      }
    const { bySender, byAnybody } = knowledge.usedBefore(site)
    if (bySender > 0 || byAnybody > 0) {
      const statistic =
        bySender > 0 ? 'earlier mails of the sender that link it' : 'earlier mails that link it'
      const n = bySender > 0 ? bySender : byAnybody
      return {
        role: form?.role ?? 'courier',
        because: [{ kind: 'history', statistic, n }, ...(form?.because ?? [])],
      }
    }
  }
  return {
    role: 'stopover',
    because: [
      { kind: 'position', position: 'between' },
      { kind: 'history', statistic: 'earlier mails that link it', n: 0 },
      ...(listed ? [listReason(listed)] : []),
      ...(formOf(hop)?.because ?? []),
    ],
  }
}

/** What a hop looks like by the form of its URL alone: worth something only on a host that is known otherwise. */
function formOf({ wrapper, url }: Hop): Roled | undefined {
  if (wrapper && READ_BY_FORM.has(wrapper.wrapper))
    return { role: wrapper.role, because: [{ kind: 'wrapper', wrapper: wrapper.wrapper }] }
  const tracker = trackerShape(url)
  if (tracker === undefined) return undefined
  return { role: 'tracker', because: [{ kind: 'shape', shape: `click counter of the form of ${tracker}` }] }
}

/** Reason of a hop whose domain stands in the text of the link. */
export const SHOWN_DOMAIN = 'domain that the text shows'

function owner(domain: string, landing: string | undefined, knowledge: LinkKnowledge): string | undefined {
  if (domain === landing) return 'domain of the landing'
  if (domain === knowledge.shown?.domain) return SHOWN_DOMAIN
  if (knowledge.senderDomains.has(domain)) return 'domain of the sender'
  return knowledge.recipientDomains.has(domain) ? 'domain of the recipient' : undefined
}
