import type { BrowserContext } from 'playwright-core'
import type { Lookup } from '../model/lookup.ts'
import type { PageReader } from '../model/page-leads.ts'
import type { Clock, Resolver } from '../model/ports.ts'
import type { HopExchange, RedirectChain } from '../model/redirect-chain.ts'
import {
  BrowserError,
  type BrowserOptions,
  openBrowser,
  type TraceBrowserProcess,
} from './browser-process.ts'
import { browserProfile } from './browser-profiles.ts'
import type { ClientProfileId } from './client-profiles.ts'
import { openForwardProxy, type ProxyLimits, type ProxyRecord } from './forward-proxy.ts'
import type { TestAllowance } from './guarded-target.ts'
import { hopRoles, type KnownRole } from './hop-roles.ts'
import { oneTimePurpose } from './one-time-links.ts'
import { CHAIN_TIME, followInPage } from './page-visit.ts'
import { type RateGate, rateGate } from './request-rates.ts'
import type { SiteRules } from './site-rules.ts'

export interface BrowserTraceLimits extends ProxyLimits {
  /** Hops in all; default 60. Chromium itself ends a row of redirects after 20. */
  readonly hops?: number
  /** Milliseconds for the whole chain; default 90,000. */
  readonly chainTime?: number
  /** Milliseconds until a document is all there; default 30,000. */
  readonly hopTime?: number
  /** Milliseconds until its header is there; default 15,000. */
  readonly firstByteTime?: number
  /** Bytes of one document; default 8 MiB. */
  readonly bodyBytes?: number
  /** Milliseconds that one page may go on doing things once it is there; default 12,000. */
  readonly pageTime?: number
  /** Milliseconds without anything happening after which a page is done; default 150. */
  readonly quiet?: number
}

/** The last page as it was when the trace ended. */
export interface KeptPage {
  readonly url: string
  /** PNG of the window; absent when the page gave none in time. */
  readonly screenshot?: Uint8Array
  /** The document after its scripts ran, at most 4 Mi characters; absent when the page did not answer. */
  readonly html?: string
}

export interface TraceBrowserOptions {
  readonly resolver: Resolver
  readonly clock: Clock
  /** Reads documents (`pageReader` of parse/links). */
  readonly reader: PageReader
  readonly sites: SiteRules
  /**
   * A browser that runs already (`openBrowser`), or what gives one when it is needed; either is the caller's to end.
   * Without it, one is started for this trace and ended after it.
   */
  readonly process?: TraceBrowserProcess | (() => Promise<TraceBrowserProcess>)
  readonly browser?: BrowserOptions
  /** One of `BROWSER_PROFILE_IDS`; default `chrome-windows`. */
  readonly profile?: ClientProfileId
  readonly limits?: BrowserTraceLimits
  /** Shared by all traces of a run. */
  readonly gate?: RateGate
  readonly roleOf?: KnownRole
  /** Open links that look as if opening them did something (`oneTimePurpose`); default no. */
  readonly openAnyway?: boolean
  /** For tests only: leave to reach their own servers on loopback. */
  readonly allowance?: TestAllowance
  /** Documents of the hops, with their SHA-256 as in the hop. */
  readonly keepBody?: (sha256: string, body: Uint8Array) => void
  readonly keepLookups?: (lookups: readonly Lookup[]) => void
  readonly keepPage?: (page: KeptPage) => void
  /** Everything that went through the proxy, parts of pages included. */
  readonly keepRecords?: (records: readonly ProxyRecord[]) => void
  readonly signal?: AbortSignal
}
/** Milliseconds until the browser itself has to have answered. */
const ANSWER = 20_000

/**
 * Follows a link in Chromium, in a profile that is empty and forgotten afterwards, until the page does no more or a
 * limit bites. All its traffic goes through a proxy of its own, which enforces the address rules
 * (`forward-proxy.ts`). Scripts run and may lead on, also by forms they send themselves; nothing is ever typed,
 * pressed or allowed, no file is kept, and a page that asks for a password is the end. Never rejects for what servers
 * and pages do; throws TypeError for a URL or a profile that is none, BrowserError when there is no browser.
 */
export async function traceBrowser(link: string, options: TraceBrowserOptions): Promise<RedirectChain> {
  const start = URL.parse(link)
  if (start === null) throw new TypeError('not a URL')
  const id = options.profile ?? 'chrome-windows'
  if (browserProfile(id, '0') === undefined) throw new TypeError(`${id} is not a browser's profile`)
  const unopened = unopenedStart(start, options)
  if (unopened !== undefined) return unopened
  const process = await browserFor(options)
  const pages: KeptPage[] = []
  const kept = {
    ...options,
    ...(options.keepPage !== undefined && { keepPage: (page: KeptPage) => pages.push(page) }),
  }
  try {
    const { chain, broken } = await traceAndWatch(process, start, id, kept)
    if (!broken) return chain
    // Attack: an answer that kills the process all traces of this browser speak through. Alone, a chain ends as it does.
    if (options.process !== undefined) return await traceAlone(process, start, id, kept)
    return withIssue(chain, 'an answer of this chain ended the network process of the browser')
  } catch (error) {
    if (error instanceof BrowserError || (process.browser.isConnected() && !isGone(error))) throw error
    throw new BrowserError('the browser ended during the trace', 'start it again, and trace again', error)
  } finally {
    // Of a chain that was traced again, the page is that of the second try.
    const last = pages.at(-1)
    if (last !== undefined) options.keepPage?.(last)
    if (options.process === undefined) await answered(process.close()).catch(() => undefined)
  }
}

/** The trace, and whether what the browser speaks through died meanwhile: then the chain may end for another's sake. */
async function traceAndWatch(
  process: TraceBrowserProcess,
  start: URL,
  id: ClientProfileId,
  options: TraceBrowserOptions,
): Promise<{ readonly chain: RedirectChain; readonly broken: boolean }> {
  const before = await answered(process.networkProcess())
  const chain = await traceIn(process, start, id, options)
  // One that had not begun says nothing of a death.
  const broken = before !== undefined && (await answered(process.networkProcess())) !== before
  return { chain, broken }
}

/** The trace once more, in a browser of its own. Servers are asked twice; the chain says so. */
async function traceAlone(
  shared: TraceBrowserProcess,
  start: URL,
  id: ClientProfileId,
  options: TraceBrowserOptions,
): Promise<RedirectChain> {
  const own = await shared.another()
  try {
    const { chain, broken } = await traceAndWatch(own, start, id, options)
    return withIssue(
      chain,
      broken
        ? 'an answer of this chain ended the network process of the browser, twice; asked twice'
        : 'the network process of the browser ended during the first try; asked a second time, alone',
    )
  } finally {
    await answered(own.close()).catch(() => undefined)
  }
}

const withIssue = (chain: RedirectChain, detail: string): RedirectChain => ({
  ...chain,
  issues: [...chain.issues, { code: 'trace.network-process', detail }],
})

/** What playwright says when the browser is about to be gone, but not known to be. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && /has been closed|Target (?:closed|crashed)/.test(error.message)

function browserFor(options: TraceBrowserOptions): Promise<TraceBrowserProcess> | TraceBrowserProcess {
  const { process, browser, allowance } = options
  if (typeof process === 'function') return process()
  return (
    process ??
    openBrowser({
      ...browser,
      ...(allowance === undefined ? {} : { authorities: allowance.authorities }),
    })
  )
}

/** The trace in a browser that runs, with a proxy and a profile of its own. */
async function traceIn(
  process: TraceBrowserProcess,
  start: URL,
  id: ClientProfileId,
  options: TraceBrowserOptions,
): Promise<RedirectChain> {
  const profile = browserProfile(id, process.version)
  if (profile === undefined) throw new TypeError(`${id} is not a browser's profile`)
  const { clock, limits = {}, allowance } = options
  const proxy = await openForwardProxy({
    resolver: options.resolver,
    clock,
    gate: options.gate ?? rateGate(clock),
    limits,
    ...(allowance === undefined ? {} : { allowance }),
  })
  let context: BrowserContext | undefined
  try {
    context = await answered(
      process.browser.newContext({
        ...profile.context,
        proxy: { server: proxy.url, bypass: '<-loopback>' },
      }),
    )
    const page = await answered(context.newPage())
    const session = await answered(context.newCDPSession(page))
    const seen = await answered(
      followInPage(start, { page, session, context, override: profile.override }, proxy, options),
      (limits.chainTime ?? CHAIN_TIME) + ANSWER,
    )
    options.keepRecords?.(proxy.records)
    options.keepLookups?.(proxy.lookups)
    return { ...seen, profile: id }
  } finally {
    await proxy.close()
    if (context !== undefined) await answered(context.close()).catch(() => undefined)
  }
}

/** Attack: a page that brings the browser down with it, so that it answers nobody any more. */
async function answered<T>(promise: Promise<T>, time: number = ANSWER): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new BrowserError(NO_ANSWER, 'start it again, and trace again')), time)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
const NO_ANSWER = 'the browser does not answer any more'

/** The chain of a link that is not opened at all. */
function unopenedStart(start: URL, options: TraceBrowserOptions): RedirectChain | undefined {
  const web = start.protocol === 'http:' || start.protocol === 'https:'
  const purpose = web && !options.openAnyway ? oneTimePurpose(start) : undefined
  if (web && purpose === undefined) return undefined
  const error = web
    ? `not opened: opening it may do something (${purpose ?? ''})`
    : `${start.protocol.slice(0, 30)} is neither http nor https`
  const exchange: HopExchange = {
    time: options.clock(),
    duration: 0,
    method: 'GET',
    protocol: 'none',
    requestHeader: [],
    responseHeader: [],
    error,
  }
  return {
    kind: 'redirect-chain',
    basis: 'browser',
    profile: options.profile ?? 'chrome-windows',
    hops: hopRoles([{ url: start.href, exchange }], options.sites, options.roleOf, undefined),
    end: web ? 'one-time-link' : 'refused-scheme',
    issues: [],
  }
}
