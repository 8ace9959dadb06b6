/** Follows links: offline as far as their text tells, then by requests when a fetcher is handed in. */
import { existsSync } from 'node:fs'
import { assignRoles, SHOWN_DOMAIN } from '../enrich/links/assign-roles.ts'
import { linkSigns } from '../enrich/links/link-signs.ts'
import type { LinkHost } from '../model/link.ts'
import type { LinkSign } from '../model/link-sign.ts'
import type { DomainFactSource, Source, Store } from '../model/ports.ts'
import type { MessageRecord, RecordLink } from '../model/record.ts'
import type { Hop, Onward, RedirectChain } from '../model/redirect-chain.ts'
import type { LinkPlace, TracedLink, TraceReport } from '../model/trace.ts'
import { linkHost } from '../parse/links/link-host.ts'
import { nestedUrls } from '../parse/links/nested-urls.ts'
import { offlineChain } from '../parse/links/offline-chain.ts'
import { urlValues } from '../parse/links/url-values.ts'
import { unwrapLink } from '../parse/links/wrappers/unwrap-link.ts'
import type { ReadOptions } from '../pipeline.ts'
import { ExplainTrouble, type MailFinder, targetRecord } from './explain-message.ts'
import { withFacts } from './link-facts.ts'
import { type LinkPast, linkPast } from './link-past.ts'

/** Follows one URL as one client or several; the first chain is the one that is shown. `number` is its link's. */
export type FollowLink = (
  url: string,
  number: number,
) => Promise<Pick<TracedLink, 'diverges'> & { readonly chains: readonly RedirectChain[] }>

export interface TraceOptions extends ReadOptions {
  readonly source: Source
  readonly store?: Store
  /** Numbers of links (`TracedLink.number`); all when not given. */
  readonly only?: readonly number[]
  /** Addresses that load by themselves (pictures, style sheets), too. */
  readonly all?: boolean
  /** Asks the servers; without it nothing is requested. */
  readonly follow?: FollowLink
  /** Tells about the hosts of chains; without it nobody is asked. */
  readonly domainFacts?: DomainFactSource['domainFacts']
  readonly signal?: AbortSignal
}

const WEB = /^https?:/i
/** Places whose addresses a program loads without a click. */
const LOADED: ReadonlySet<string> = new Set(['html-image', 'html-other', 'header', 'external-body'])

interface AskedLink {
  readonly url: string
  shown?: LinkHost | undefined
  place?: LinkPlace
  times: number
}

/**
 * Where a URL, or the links of one mail, lead. `target`: a URL in any spelling (`spelledUrl`), else what `explain`
 * takes. The number of a link is its place by what is known offline, the most interesting first. With `follow` the chain goes on
 * where reading ends: behind the wrappers of gateways, which are taken off without asking (a gateway would learn who
 * looked, and its pages hide what is behind). Rejects with `ExplainTrouble`, `StoreError`, and the signal's reason.
 */
export async function traceTarget(target: string, options: TraceOptions): Promise<TraceReport> {
  const url = spelledUrl(target)
  const record = url === undefined || existsSync(target) ? await recordOf(target, options) : undefined
  const past = await linkPast(record, options.store)
  const { asked, loaded } =
    record === undefined
      ? {
          asked: [{ url: url ?? target, shown: url === undefined ? undefined : shownHost(url), times: 1 }],
          loaded: 0,
        }
      : linksOf(record, options.all === true)
  const traced: Omit<TracedLink, 'number'>[] = []
  for (const link of asked) {
    const { url, place, times } = link
    const read = await readChain(withCarried(offlineChain(url)), link.shown, past)
    traced.push({ kind: 'traced-link', url, ...(place && { place }), times, ...read })
  }
  const numbered = traced
    .sort((a, b) => interest(b) - interest(a))
    .map((link, at): TracedLink => ({ ...link, number: at + 1 }))
  const { only, follow, domainFacts } = options
  const mailTime = record === undefined || record.timeBasis === 'none' ? undefined : record.time
  const missing = only?.find((number) => number > numbered.length)
  if (missing !== undefined)
    throw new ExplainTrouble(
      'no-such-link',
      numbered.length === 0
        ? `there is no link ${missing}: there is no link at all to follow`
        : `there is no link ${missing}: there ${numbered.length === 1 ? 'is 1 link' : `are ${numbered.length} links`}`,
      'Trace without --link to see all links and their numbers.',
    )
  const chosen = numbered.filter(({ number }) => only === undefined || only.includes(number))
  const links: TracedLink[] = []
  for (const link of chosen) {
    options.signal?.throwIfAborted()
    const whole = follow === undefined ? link : await followed(link, follow, past)
    links.push(
      domainFacts === undefined ? whole : await withFacts(whole, domainFacts, mailTime, options.signal),
    )
  }
  options.signal?.throwIfAborted()
  return {
    kind: 'trace-report',
    ...(record && {
      mail: {
        digest: record.digest,
        from: record.from,
        subject: record.subject,
        ...(mailTime !== undefined && { time: mailTime }),
        source: record.source,
      },
    }),
    knowledge: past.basis,
    links,
    notAsked: numbered.length - links.length,
    loaded,
  }
}

/** Whoever follows a URL that stands alone sees its host. */
function shownHost(url: string): LinkHost | undefined {
  const host = URL.parse(url)?.hostname
  return host ? linkHost(host) : undefined
}

/**
 * The URL a person means: as it is, or defanged (`hxxps://a[.]b`, `http[:]//a(.)b`, `a[.]b/c`); undefined when it is
 * none. A name without a scheme counts when its dots are defanged, as a file can be called `a.b`.
 */
export function spelledUrl(text: string): string | undefined {
  const trimmed = text.trim()
  const plain = trimmed
    .replace(/\[(?:\.|dot)\]|\((?:\.|dot)\)|\{\.\}/gi, '.')
    .replace(/\[:\](?=\/\/)/g, ':')
    .replace(/\[:\/\/\]/g, '://')
    .replace(/\[@\]/g, '@')
    .replace(/^(?:hxxp|hXXp|h\*\*p|meow)(s?):/i, 'http$1:')
  const whole =
    plain !== trimmed && !/^[a-z][a-z0-9+.-]{0,30}:/i.test(plain) && /^[^\s/?#]+\.[^\s/?#]+/.test(plain)
      ? `https://${plain}`
      : plain
  return WEB.test(whole) ? URL.parse(whole)?.href : undefined
}

/** Where requests for a link begin: behind the gateway wrappers that were decoded exactly. */
export function requestedUrl({ hops }: RedirectChain): string {
  return (hops[firstRequested(hops)] as Hop).url
}

function firstRequested(hops: readonly Hop[]): number {
  let at = 0
  while (at < hops.length - 1 && hops[at]?.role === 'gateway' && hops[at]?.wrapper?.decoded === 'exact') at++
  return at
}

async function recordOf(target: string, options: TraceOptions): Promise<MessageRecord> {
  return targetRecord(target, options.store ?? NO_STORE, options.source, options)
}

/** Answers for a store that is not there. */
const NO_STORE: MailFinder = {
  findDigest: async () => [],
  findMessageId: async () => [],
  message: async () => undefined,
}

function linksOf(
  { links }: MessageRecord,
  all: boolean,
): { readonly asked: readonly AskedLink[]; readonly loaded: number } {
  const found = new Map<string, AskedLink[]>()
  const left = new Set<string>()
  for (const link of links) {
    const url = link.url ?? link.href
    if (!WEB.test(url)) continue
    if (LOADED.has(link.origin) && !all) {
      left.add(url)
      continue
    }
    const known = found.get(url) ?? []
    found.set(url, known)
    const same = known.find((one) => isSameShown(one, link))
    if (same === undefined)
      known.push({ url, ...(link.textHost && { shown: link.textHost }), place: placeOf(link), times: 1 })
    else {
      same.times++
      if (shownWeight(link) > shownWeight({ target: link.target, textHost: same.shown })) {
        same.shown = link.textHost
        same.place = placeOf(link)
      }
    }
  }
  const asked = [...found.values()].flat()
  for (const { url } of asked) left.delete(url)
  return { asked, loaded: left.size }
}

/** A text that names another host than the target is what deceives; then one that names the same; then none. */
function shownWeight({
  target,
  textHost,
}: {
  readonly target?: LinkHost | undefined
  readonly textHost?: LinkHost | undefined
}): number {
  if (textHost === undefined) return 0
  return textHost.domain === target?.domain ? 1 : 2
}

/** The same URL under two texts is told once, unless both name other hosts, and different ones. */
function isSameShown({ shown }: AskedLink, link: RecordLink): boolean {
  const both = Math.min(shownWeight(link), shownWeight({ target: link.target, textHost: shown }))
  return both < 2 || shown?.domain === link.textHost?.domain
}

const placeOf = ({ origin, part, range, text, region, visible, textHost }: RecordLink): LinkPlace => ({
  origin,
  part,
  range,
  text,
  region,
  visible,
  ...(textHost && { shown: textHost.domain }),
})

/** The chain with the addresses of other hosts that its last link carries: it may pass on to them, or only name them. */
function withCarried(chain: RedirectChain): RedirectChain {
  const last = chain.hops.at(-1)
  const url = last && URL.parse(last.url)
  if (!last || !url) return chain
  const onward = nestedUrls(url, urlValues(url)).map(
    ({ url, encoding }): Onward => ({
      edge: 'wrapper',
      url,
      why: `stands in the link${encoding === 'plain' ? '' : ` (${encoding})`}; whether this host passes on to it cannot be told offline`,
    }),
  )
  return onward.length === 0 ? chain : { ...chain, hops: [...chain.hops.slice(0, -1), { ...last, onward }] }
}

async function readChain(
  chain: RedirectChain,
  shown: LinkHost | undefined,
  past: LinkPast,
): Promise<{ readonly chain: RedirectChain; readonly signs: readonly LinkSign[] }> {
  const knowledge = await past.knowledge(chain, shown)
  const roled = past.hasMail ? assignRoles(chain, knowledge) : ofAlone(assignRoles(chain, knowledge))
  const signs = linkSigns(roled, knowledge, past.needles, past.names(roled, knowledge))
  return { chain: roled, signs: past.hasMail ? signs : signs.filter((sign) => isOfAnyMail(sign, roled)) }
}

/** Without a mail there is no text around the link: what is shown is the link itself. */
function ofAlone(chain: RedirectChain): RedirectChain {
  const hops = chain.hops.map(
    (hop): Hop => ({
      ...hop,
      because: hop.because.map((reason) =>
        reason.kind === 'shape' && reason.shape === SHOWN_DOMAIN
          ? { kind: 'shape', shape: 'the domain of the link that was given' }
          : reason,
      ),
    }),
  )
  return { ...chain, hops }
}

/** Without a mail there is nobody a wrapper could be foreign to, and the host that was given is not one people trust. */
function isOfAnyMail(sign: LinkSign, { hops }: RedirectChain): boolean {
  if (sign.kind === 'foreign-wrapper') return false
  const because = sign.kind === 'courier-to-unseen' ? hops[sign.hop]?.because : undefined
  return because === undefined || because.some(({ kind }) => kind !== 'shape')
}

async function followed(link: TracedLink, follow: FollowLink, past: LinkPast): Promise<TracedLink> {
  const before = link.chain.hops.slice(0, firstRequested(link.chain.hops))
  const { chains, diverges } = await follow(requestedUrl(link.chain), link.number)
  const { place, url } = link
  const shown =
    place === undefined ? shownHost(url) : place.shown === undefined ? undefined : linkHost(place.shown)
  const read: { chain: RedirectChain; signs: readonly LinkSign[] }[] = []
  for (const chain of chains) read.push(await readChain(joined(before, chain), shown, past))
  const [first, ...others] = read
  if (first === undefined) return link
  return {
    ...link,
    ...first,
    ...(others.length > 0 && { compared: others }),
    ...(diverges && { diverges: { ...diverges, hop: diverges.hop + before.length } }),
  }
}

/** The wrappers that were read, then the hops that were asked, with the hosts and wrappers a tracer does not look at. */
function joined(before: readonly Hop[], chain: RedirectChain): RedirectChain {
  const asked = chain.hops.map((hop, at): Hop => {
    const url = URL.parse(hop.url)
    const wrapper = url === null ? undefined : unwrapLink(url)?.facts
    return {
      ...hop,
      ...(url !== null && url.hostname !== '' && { target: linkHost(url.hostname) }),
      ...(wrapper && { wrapper }),
      ...(at === 0 && before.length > 0 && { edge: 'wrapper' as const }),
    }
  })
  return { ...chain, hops: [...before, ...asked] }
}

/** What a person should see first; only the order matters. */
function interest({ chain, signs }: Pick<TracedLink, 'chain' | 'signs'>): number {
  let sum = 0
  for (const sign of signs) sum += sign.kind === 'stop-over' && sign.returns ? 100 : WEIGHT[sign.kind]
  if (chain.end === 'opaque-wrapper') sum += 6
  else if (chain.end !== 'offline' || chain.hops.at(-1)?.role !== 'landing') sum += 5
  return sum + (chain.hops.length > 1 ? 2 : 0)
}

const WEIGHT: Readonly<Record<LinkSign['kind'], number>> = {
  'stop-over': 60,
  'gateway-inside': 60,
  'look-alike': 50,
  'fresh-host': 45,
  'foreign-wrapper': 40,
  'other-landing': 30,
  'courier-to-unseen': 25,
  'recipient-carried': 20,
  'path-shape': 20,
  'host-shape': 15,
}
