import { createHash } from 'node:crypto'
import type { ByteRange } from '../model/bytes.ts'
import type { PageLeads, PageReader } from '../model/page-leads.ts'
import type { ChainEnd, EdgeKind, Hop, HopExchange, Onward } from '../model/redirect-chain.ts'
import type { Stop } from './document-gate.ts'
import type { ProxyRecord } from './forward-proxy.ts'
import { carriedByFragment } from './fragment-state.ts'
import type { FilledFrame } from './frame-trail.ts'
import { mediaTypeOf } from './guarded-fetcher.ts'
import type { Navigation, NavigationLog, SeenResponse } from './navigation-log.ts'
import type { PageView } from './page-view.ts'
import { locationLead } from './redirect-rules.ts'

export interface SeenFacts {
  readonly log: NavigationLog
  readonly view: PageView | undefined
  readonly framed: FilledFrame | undefined
  /** What asks for a sign-in in a frame of another site. */
  readonly framedSignIn: string | undefined
  readonly stopped: Stop | undefined
  readonly download: { readonly url: string } | undefined
  readonly records: readonly ProxyRecord[]
  readonly reader: PageReader
}

/** How a chain ended, and what has to be said of it. */
export interface Outcome {
  readonly end: ChainEnd
  /** Why the last exchange failed or was not made. */
  readonly error?: string
  /** For an interstitial or a credential page: what about the page makes it one. */
  readonly seen?: string
  /** A place the last answer named that was not gone to, and is the end of the chain. */
  readonly beyond?: { readonly url: string; readonly edge: EdgeKind }
  readonly onward: readonly Onward[]
  /** No hop. */
  readonly without?: Navigation
}

/** A page of one link and little more asks its reader to press it. */
const LINK_PAGE = 600

/** Says from all that was seen why the chain ended. */
export function chainEnd(facts: SeenFacts): Outcome {
  const { log, stopped, download } = facts
  const last = log.navigations.at(-1)
  const refused = log.refusedScheme()
  if (stopped !== undefined) {
    if (download !== undefined) {
      const own = log.navigations.some(({ url }) => bare(url) === bare(download.url))
      return {
        end: 'download',
        onward: [],
        ...(own ? {} : { beyond: { url: download.url, edge: 'download' } }),
      }
    }
    const skipped = stopped.without
    const onward: Onward[] = unfollowed(facts)
    if (skipped !== undefined)
      onward.push({ edge: skipped.edge ?? 'script', url: skipped.url, why: stopped.why })
    return {
      end: stopped.end,
      onward,
      ...(skipped === undefined ? {} : { without: skipped }),
      ...(stopped.end === 'landing' || stopped.end === 'loop' ? {} : { error: stopped.why }),
    }
  }
  if (last === undefined) return { end: 'network-error', error: 'the browser asked for nothing', onward: [] }
  if (refused !== undefined) return { end: 'refused-scheme', beyond: refused, onward: [] }
  if (last.error !== undefined && !(last.canceled && last.response !== undefined)) return failure(facts, last)
  const { status } = last.response ?? {}
  if (status === 401 && headerOf(last.response, 'www-authenticate') !== undefined)
    return { end: 'credential-page', seen: 'the server asks for a name and a password', onward: [] }
  if (last.canceled && isDownload(last.response)) return { end: 'download', onward: [] }
  return shownEnd(facts)
}

/** What the page that is shown asks for. */
function shownEnd({ view, framed, framedSignIn, reader, log }: SeenFacts): Outcome {
  const sight = framed?.view ?? view
  const signIn = view?.signIn ?? sight?.signIn ?? framedSignIn
  if (signIn !== undefined)
    return { end: 'credential-page', seen: signIn, onward: unfollowed({ view, reader, log }) }
  const check = view?.check ?? sight?.check
  if (check !== undefined) return { end: 'interstitial', seen: check, onward: [] }
  if (sight === undefined || framed !== undefined) return { end: 'landing', onward: [] }
  const leads = reader.page(Buffer.from(sight.html), 'utf-8')
  const only = onlyLink(leads, sight.url)
  const onward = unfollowed({ view, reader, log })
  if (only === undefined || sight.textLength > LINK_PAGE) return { end: 'landing', onward }
  return {
    end: 'interstitial',
    seen: 'a page of little text whose only link leads to another host',
    onward: [
      ...onward,
      { edge: 'user-action', url: only, why: 'a person has to press the only link of the page' },
    ],
  }
}

/** Refreshes of the page that the browser had no reason, or no time, to follow. */
function unfollowed({ view, reader }: Pick<SeenFacts, 'view' | 'reader' | 'log'>): Onward[] {
  if (view === undefined) return []
  const leads = reader.page(Buffer.from(view.html), 'utf-8')
  return leads.refreshes.slice(0, 10).flatMap(({ value, place }): Onward[] => {
    const url = value.target === undefined ? null : URL.parse(value.target, leads.base ?? view.url)
    if (url === null || value.delay > 60) return []
    const why =
      place === 'noscript'
        ? 'only for readers without scripts'
        : place === 'document'
          ? 'the page never got so far as to follow it'
          : 'the browser does not read it'
    return [{ edge: 'meta-refresh', url: url.href, delay: value.delay, why }]
  })
}

function onlyLink(page: PageLeads, from: string): string | undefined {
  if (page.textLength > LINK_PAGE || page.forms.some(({ fields }) => fields > 0)) return undefined
  const base = URL.parse(page.base ?? '', from) ?? URL.parse(from)
  let only: string | undefined
  for (const { href } of page.links) {
    const url = base === null ? null : URL.parse(href, base.href)
    if (url === null || !/^https?:$/.test(url.protocol)) continue
    if (only !== undefined && bare(only) !== bare(url.href)) return undefined
    only ??= url.href
  }
  return only !== undefined && URL.parse(only)?.host !== URL.parse(from)?.host ? only : undefined
}

/** Errors of Chromium (net/base/net_error_list.h) that say why a chain ended. */
function failure({ log, records, view, reader }: SeenFacts, last: Navigation): Outcome {
  const error = (last.error ?? '').replace(/^net::/, '')
  const onward = unfollowed({ log, view, reader })
  const record = records.findLast(
    (one) => one.outcome !== 'passed' && sameHost(one, last.url) && one.time >= last.time - 1,
  )
  if (last.response === undefined && record !== undefined && record.outcome !== 'passed')
    return { end: record.outcome, error: record.detail ?? error, onward }
  if (!/^(?:https?|blob):/.test(last.url)) return { end: 'refused-scheme', error, onward }
  const status = last.response?.status ?? log.wireHeader(last)?.status
  // Nothing is shown, so nothing leads on (HTML Standard, navigate).
  if (status === 204 || status === 205 || status === 304) return { end: 'landing', onward }
  const beyond = namedNext(log, last, status)
  if (beyond !== undefined && /^ERR_(?:UNSAFE_REDIRECT|\w+_URL_SCHEME|ABORTED)$/.test(error))
    return { end: 'refused-scheme', beyond, onward }
  if (beyond !== undefined && error === 'ERR_TOO_MANY_REDIRECTS')
    return { end: 'hop-limit', beyond, error, onward }
  for (const [pattern, end] of FAILURES) if (pattern.test(error)) return { end, error, onward }
  return { end: 'network-error', error, onward }
}

const FAILURES: readonly (readonly [pattern: RegExp, end: ChainEnd])[] = [
  [/^ERR_CERT_|^ERR_SSL_|^ERR_BAD_SSL/, 'tls-error'],
  [/^ERR_TOO_MANY_REDIRECTS$/, 'hop-limit'],
  [/^ERR_INVALID_AUTH_CREDENTIALS$/, 'credential-page'],
  [/^ERR_RESPONSE_HEADERS_TOO_BIG$/, 'size-limit'],
  [/TIMED_OUT$/, 'time-limit'],
  [/^ERR_UNSAFE_PORT$/, 'refused-address'],
  [/^ERR_(?:UNSAFE_REDIRECT|UNKNOWN_URL_SCHEME|DISALLOWED_URL_SCHEME)$/, 'refused-scheme'],
]

/** Where the last answer sent its reader, when the browser refused to go there. */
function namedNext(
  log: NavigationLog,
  last: Navigation,
  status: number | undefined,
): { url: string; edge: EdgeKind } | undefined {
  const header = last.response?.headers ?? log.wireHeader(last)?.response
  const from = URL.parse(last.url)
  if (header === undefined || from === null) return undefined
  const lead = locationLead(status ?? 0, Object.entries(header), from)
  return lead.kind === 'location' ? { url: lead.url.href, edge: 'http' } : undefined
}

function isDownload(response: SeenResponse | undefined): boolean {
  return /^\s*attachment\b/i.test(headerOf(response, 'content-disposition') ?? '') || response?.status === 200
}

function sameHost(record: ProxyRecord, url: string): boolean {
  const parsed = URL.parse(url)
  if (parsed === null) return false
  const port = parsed.port === '' ? (parsed.protocol === 'https:' ? 443 : 80) : Number(parsed.port)
  return record.port === port && record.host === parsed.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

export interface SeenHopsOptions {
  readonly log: NavigationLog
  readonly outcome: Outcome
  readonly framed: FilledFrame | undefined
  /** Leads of the last page. */
  readonly onward: readonly Onward[]
  readonly records: readonly ProxyRecord[]
  readonly reader: PageReader
  /** Documents that a trace may be long; more are there when a page made them itself faster than it was stopped. */
  readonly most: number
  readonly keepBody?: (sha256: string, body: Uint8Array) => void
}

/** The hops of a chain, without roles; never more than asked for. */
export function seenHops(options: SeenHopsOptions): Omit<Hop, 'role' | 'because'>[] {
  const { log, outcome, framed, records, reader } = options
  const hops: Omit<Hop, 'role' | 'because'>[] = []
  const navigations = withoutCircle(
    log.navigations.filter((one) => one !== outcome.without).slice(0, options.most),
    outcome.end,
  )
  for (const [index, navigation] of navigations.entries()) {
    const before = navigations[index - 1]
    const { edge, evidence } = edgeOf(before, navigation, reader)
    const exchange = exchangeOf(log, navigation, records)
    const { body } = navigation
    if (body !== undefined && exchange?.body !== undefined) options.keepBody?.(exchange.body.sha256, body)
    hops.push({
      url: navigation.url,
      ...(edge === undefined ? {} : { edge }),
      ...(evidence === undefined ? {} : { evidence }),
      ...(exchange === undefined ? {} : { exchange }),
      ...(navigation.onward.length === 0 ? {} : { onward: navigation.onward }),
    })
  }
  const onward = [...options.onward, ...outcome.onward]
  const last = hops.pop()
  if (last !== undefined)
    hops.push({
      ...last,
      ...(onward.length === 0 ? {} : { onward: [...(last.onward ?? []), ...onward] }),
      ...(outcome.error === undefined || last.exchange === undefined || outcome.beyond !== undefined
        ? {}
        : { exchange: { ...last.exchange, error: outcome.error } }),
    })
  if (outcome.beyond !== undefined) hops.push(outcome.beyond)
  else if (outcome.end === 'landing' || outcome.end === 'credential-page' || outcome.end === 'interstitial')
    for (const { url, edge } of framed?.steps ?? []) hops.push({ url, edge })
  return hops
}

/** Up to where the circle closes. */
function withoutCircle(navigations: readonly Navigation[], end: ChainEnd): readonly Navigation[] {
  if (end !== 'loop') return navigations
  const seen = new Set<string>()
  for (const [index, { key }] of navigations.entries()) {
    if (key === undefined) continue
    if (seen.has(key)) return navigations.slice(0, index + 1)
    seen.add(key)
  }
  return navigations
}

/** The kind of the step, corrected by what the page before said, and the place there that held the next URL. */
function edgeOf(
  before: Navigation | undefined,
  { edge, url }: Navigation,
  reader: PageReader,
): { edge?: EdgeKind; evidence?: ByteRange } {
  if (edge === undefined || before === undefined) return edge === undefined ? {} : { edge }
  if (edge === 'script' && carriedByFragment(before.url, url)) return { edge: 'fragment' }
  if (before.body === undefined || edge === 'http' || edge === 'refresh-header') return { edge }
  if (edge === 'meta-refresh') {
    const page = reader.page(before.body, charsetOf(before))
    const found = page.refreshes.find(({ value, place }) => {
      const target = value.target === undefined ? null : URL.parse(value.target, page.base ?? before.url)
      return place === 'document' && target !== null && bare(target.href) === bare(url)
    })
    // Not in the page as it came when a script wrote it.
    return found === undefined ? { edge } : { edge, evidence: found.range }
  }
  const start = Buffer.from(before.body).indexOf(url)
  return start < 0 ? { edge } : { edge, evidence: { start, end: start + Buffer.byteLength(url) } }
}

/** Charset the body is written in, as far as the browser or the answer says. */
function charsetOf({ decoded, response }: Navigation): string | undefined {
  if (decoded) return 'utf-8'
  const type = headerOf(response, 'content-type') ?? ''
  return /;\s{0,20}charset\s{0,5}=\s{0,5}"?([\w:.-]{1,40})/i.exec(type)?.[1]
}

const bare = (url: string): string => url.split('#', 1)[0] ?? ''

function headerOf(response: SeenResponse | undefined, name: string): string | undefined {
  for (const [one, value] of Object.entries(response?.headers ?? {}))
    if (one.toLowerCase() === name) return value
  return undefined
}

/** One line of values that came several times is split again. */
const fields = (header: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(header).flatMap(([name, value]) =>
    value.split('\n').map((one): [string, string] => [name, one]),
  )

const PROTOCOLS: Readonly<Record<string, HopExchange['protocol']>> = {
  'http/1.0': 'http/1.0',
  'http/1.1': 'http/1.1',
  h2: 'h2',
}

function exchangeOf(
  log: NavigationLog,
  navigation: Navigation,
  records: readonly ProxyRecord[],
): HopExchange | undefined {
  // Only the address in the bar changed, or the document was made by the page.
  if (navigation.requestId === '' || !/^https?:/.test(navigation.url)) return undefined
  const { response, body, method, time, started, ended } = navigation
  const wire = log.wireHeader(navigation)
  const record = records.findLast((one) => sameHost(one, navigation.url) && one.address !== undefined)
  const certificate = response?.securityDetails
  const mediaType = mediaTypeOf(headerOf(response, 'content-type'))
  return {
    time: Math.round(time),
    duration: Math.max(0, Math.round(((ended ?? started) - started) * 1000)),
    method,
    ...(response === undefined ? {} : { status: response.status }),
    protocol: PROTOCOLS[response?.protocol ?? ''] ?? 'none',
    ...(record?.address === undefined ? {} : { address: record.address }),
    ...(certificate === undefined
      ? {}
      : {
          certificate: {
            subject: certificate.subjectName.slice(0, 200),
            issuer: certificate.issuer.slice(0, 200),
            validFrom: certificate.validFrom * 1000,
            validTo: certificate.validTo * 1000,
          },
        }),
    requestHeader: fields(wire?.request ?? navigation.requestHeader),
    responseHeader: fields(wire?.response ?? response?.headers ?? {}),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(body === undefined
      ? {}
      : {
          body: {
            sha256: createHash('sha256').update(body).digest('hex'),
            size: Math.max(navigation.size, body.length),
            kept: body.length,
          },
        }),
    ...(navigation.error === undefined || navigation.canceled ? {} : { error: navigation.error }),
  }
}
