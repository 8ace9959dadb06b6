import type { ByteRange } from '../model/bytes.ts'
import type { FetchAnswer, FetchLimits } from '../model/fetch.ts'
import type { Lookup } from '../model/lookup.ts'
import type { PageReader } from '../model/page-leads.ts'
import type { Clock, Fetcher } from '../model/ports.ts'
import type { ChainEnd, EdgeKind, Hop, Onward, RedirectChain } from '../model/redirect-chain.ts'
import { answerLead } from './answer-lead.ts'
import { type ClientProfileId, clientProfile, type ProfiledRequest } from './client-profiles.ts'
import { type CookieJar, cookieJar } from './cookie-jar.ts'
import { headerValues } from './header-fields.ts'
import { hopRoles, type KnownRole } from './hop-roles.ts'
import { oneTimePurpose } from './one-time-links.ts'
import { redirectMethod } from './redirect-rules.ts'
import { type ReferrerPolicy, refererField } from './referrer.ts'
import type { SiteRules } from './site-rules.ts'

export interface TraceLimits extends FetchLimits {
  /** Hops in all; default 60. Chromium ends at 20, curl at 50. */
  readonly hops?: number
  /** Milliseconds for the whole chain; default 90,000. */
  readonly chainTime?: number
}

export interface TraceHttpOptions {
  readonly fetcher: Fetcher
  readonly clock: Clock
  /** Reads pages and refresh values (`pageReader` of parse/links). */
  readonly reader: PageReader
  readonly sites: SiteRules
  /** Client whose requests are imitated; default `chrome-windows`. */
  readonly profile?: ClientProfileId
  readonly limits?: TraceLimits
  /** What lists say of a URL; roles that follow from the place in the chain need none. */
  readonly roleOf?: KnownRole
  /** Open links that look as if opening them did something (`oneTimePurpose`); default no. */
  readonly openAnyway?: boolean
  /** Begin with a form that the caller decided to send. Nothing here ever fills one in. */
  readonly first?: { readonly body: Uint8Array; readonly type: string }
  /** Bodies to keep, with their SHA-256 as in the hop; called once for each answer with a body. */
  readonly keepBody?: (sha256: string, body: Uint8Array) => void
  /** DNS answers the addresses were taken from. */
  readonly keepLookups?: (lookups: readonly Lookup[]) => void
  readonly signal?: AbortSignal
}

const HOPS = 60
const CHAIN_TIME = 90_000

interface Place {
  readonly url: URL
  readonly edge?: EdgeKind
  readonly evidence?: ByteRange
  readonly method: 'GET' | 'POST'
  readonly body?: TraceHttpOptions['first']
  /** The page that leads here, when one did; a link opened from a mail and redirects of it have none. */
  readonly page?: { readonly url: URL; readonly referrer: ReferrerPolicy }
}

type PlainHop = Omit<Hop, 'role' | 'because'>

/**
 * Follows a link by requests, hop by hop, until an answer leads nowhere else, or only a browser or a person could go
 * on, or a limit bites. Follows Location (`redirect-rules.ts`), the Refresh header and refreshing pages; keeps
 * cookies for this one chain; never runs a script, never submits a form, never goes where the address rules forbid
 * (they are the fetcher's). Everything that was seen and not followed stands in `Hop.onward`. Never rejects for what
 * servers do; throws TypeError for a URL or a profile that is none.
 */
export async function traceHttp(link: string, options: TraceHttpOptions): Promise<RedirectChain> {
  const profile = clientProfile(options.profile ?? 'chrome-windows')
  if (profile === undefined) throw new TypeError(`no client profile is called ${String(options.profile)}`)
  const start = URL.parse(link)
  if (start === null) throw new TypeError('not a URL')
  const { fetcher, clock, limits = {} } = options
  const jar = cookieJar(options.sites)
  const began = clock()
  // Time of the last answer: with a recording the same as when it was made.
  let now = began
  const over = new AbortController()
  const stop = (): void => over.abort()
  const timer = setTimeout(stop, limits.chainTime ?? CHAIN_TIME)
  options.signal?.addEventListener('abort', stop, { once: true })
  if (options.signal?.aborted) stop()

  const hops: PlainHop[] = []
  const seen = new Set<string>()
  let place: Place = {
    url: start,
    method: options.first === undefined ? 'GET' : 'POST',
    ...bodyPart(options.first),
  }
  let end: ChainEnd | undefined
  let interstitial: string | undefined

  try {
    while (end === undefined) {
      const { url } = place
      const hop: PlainHop = {
        url: url.href,
        ...(place.edge === undefined ? {} : { edge: place.edge }),
        ...(place.evidence === undefined ? {} : { evidence: place.evidence }),
      }
      const request = requestOf(place, jar, options.sites, now)
      const key = `${place.method} ${bareUrl(url)} ${request.cookie ?? ''}`
      const refusal = refusalOf(url, seen.has(key))
      if (refusal !== undefined) {
        hops.push(
          refusal.why === undefined ? hop : { ...hop, exchange: unmade(now, place.method, refusal.why) },
        )
        end = refusal.end
        break
      }
      seen.add(key)
      const answer = await fetcher.exchange({
        url: bareUrl(url),
        method: place.method,
        header: profile.header(request),
        profile: profile.id,
        limits: { ...limits, hopTime: Math.max(1, Math.min(limits.hopTime ?? 30_000, timeLeft())) },
        signal: over.signal,
        ...(place.body === undefined ? {} : { body: place.body.body }),
      })
      options.keepLookups?.(answer.lookups)
      if (answer.exchange.body !== undefined && answer.body.length > 0)
        options.keepBody?.(answer.exchange.body.sha256, answer.body)
      now = answer.exchange.time + answer.exchange.duration
      jar.take(url, headerValues(answer.exchange.responseHeader, 'set-cookie'), now)
      const lead = answerLead(url, answer, options.reader)
      hops.push({
        ...hop,
        exchange: answer.exchange,
        ...(lead.onward.length === 0 ? {} : { onward: lead.onward }),
      })
      if (lead.kind === 'end') {
        end = lead.end
        interstitial = lead.seen
        break
      }
      if (hops.length >= (limits.hops ?? HOPS)) {
        leaveUnfollowed(hops, lead.edge, lead.url, 'the limit of hops is reached')
        end = 'hop-limit'
        break
      }
      place = placeAfter(place, answer, lead)
    }
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', stop)
  }
  return {
    kind: 'redirect-chain',
    basis: 'http',
    profile: profile.id,
    hops: hopRoles(hops, options.sites, options.roleOf, interstitial),
    end: end ?? 'landing',
    issues: [],
  }

  function refusalOf(url: URL, again: boolean): { end: ChainEnd; why?: string } | undefined {
    if (timeLeft() <= 0 || over.signal.aborted) return { end: 'time-limit', why: 'no time left' }
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      return { end: 'refused-scheme', why: `${url.protocol.slice(0, 30)} is neither http nor https` }
    if (again) return { end: 'loop' }
    const purpose = options.openAnyway ? undefined : oneTimePurpose(url)
    if (purpose !== undefined)
      return { end: 'one-time-link', why: `not opened: opening it may do something (${purpose})` }
    return undefined
  }

  function timeLeft(): number {
    return (limits.chainTime ?? CHAIN_TIME) - (clock() - began)
  }
}

const bodyPart = (first: TraceHttpOptions['first']): { body?: NonNullable<TraceHttpOptions['first']> } =>
  first === undefined ? {} : { body: first }

function placeAfter(
  place: Place,
  answer: FetchAnswer,
  lead: { url: URL; edge: EdgeKind; evidence?: ByteRange; referrer?: ReferrerPolicy },
): Place {
  const redirected = lead.edge === 'http'
  const method = redirected ? redirectMethod(answer.exchange.status ?? 0, place.method) : 'GET'
  const page = redirected
    ? place.page
    : { url: place.url, referrer: lead.referrer ?? 'strict-origin-when-cross-origin' }
  return {
    url: lead.url,
    edge: lead.edge,
    ...(lead.evidence === undefined ? {} : { evidence: lead.evidence }),
    method,
    ...(method === 'POST' ? bodyPart(place.body) : {}),
    ...(page === undefined ? {} : { page }),
  }
}

function requestOf(place: Place, jar: CookieJar, sites: SiteRules, now: number): ProfiledRequest {
  const { url, page, method, body } = place
  const site = page === undefined ? 'none' : siteBetween(page.url, url, sites)
  const cookie = jar.field(url, site === 'cross-site', now)
  const referer = page === undefined ? undefined : refererField(page.url, url, page.referrer)
  return {
    url,
    method,
    site,
    ...(cookie === undefined ? {} : { cookie }),
    ...(referer === undefined ? {} : { referer }),
    ...(body === undefined ? {} : { body: { type: body.type, length: body.body.length } }),
  }
}

/** Fetch Metadata §2.4. */
function siteBetween(from: URL, to: URL, sites: SiteRules): ProfiledRequest['site'] {
  if (from.origin === to.origin) return 'same-origin'
  const same = sites.registeredDomain(from.hostname) === sites.registeredDomain(to.hostname)
  return same && from.protocol === to.protocol ? 'same-site' : 'cross-site'
}

/** What is sent: no fragment, no user and password. */
function bareUrl(url: URL): string {
  const bare = new URL(url.href)
  bare.hash = ''
  bare.username = ''
  bare.password = ''
  return bare.href
}

const unmade = (time: number, method: 'GET' | 'POST', error: string): NonNullable<Hop['exchange']> => ({
  time,
  duration: 0,
  method,
  protocol: 'none',
  requestHeader: [],
  responseHeader: [],
  error,
})

function leaveUnfollowed(hops: PlainHop[], edge: EdgeKind, url: URL, why: string): void {
  const last = hops.pop()
  if (last === undefined) return
  const onward: Onward = { edge, url: url.href, why }
  hops.push({ ...last, onward: [...(last.onward ?? []), onward] })
}
