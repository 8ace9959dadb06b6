import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Lookup } from '../model/lookup.ts'
import type { PageReader } from '../model/page-leads.ts'
import type { Clock, Resolver } from '../model/ports.ts'
import type { Hop, HopExchange, Onward, RedirectChain } from '../model/redirect-chain.ts'
import {
  BrowserError,
  type BrowserOptions,
  openBrowser,
  type TraceBrowserProcess,
} from './browser-process.ts'
import { browserProfile } from './browser-profiles.ts'
import type { ClientProfileId } from './client-profiles.ts'
import { documentGate, type Stop } from './document-gate.ts'
import { openForwardProxy, type ProxyLimits, type ProxyRecord } from './forward-proxy.ts'
import { frameTrail } from './frame-trail.ts'
import type { TestAllowance } from './guarded-target.ts'
import { hopRoles, type KnownRole } from './hop-roles.ts'
import { type Navigation, type NavigationLog, navigationLog } from './navigation-log.ts'
import { oneTimePurpose } from './one-time-links.ts'
import { settlePage } from './page-settling.ts'
import { type PageView, screenshot, viewPage } from './page-view.ts'
import { type RateGate, rateGate } from './request-rates.ts'
import { chainEnd, type Outcome, seenHops } from './seen-chain.ts'
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

const HOPS = 60
const CHAIN_TIME = 90_000
const HOP_TIME = 30_000
const FIRST_BYTE_TIME = 15_000
const BODY_BYTES = 8 * 1024 * 1024
/**
 * Milliseconds in which the browser gives a document. It could be made to keep them all (configureDurableMessages), but
 * Chromium 156 then stands still for good on bodies that are endless or not coded as they say.
 */
const BODY_TIME = 600
/** Bytes the browser holds of documents until they are fetched from it. */
const BUFFER = 32 * 1024 * 1024
/** Milliseconds between looks at the limits. */
const CHECK = 50
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
  try {
    return await traceIn(process, start, id, options)
  } catch (error) {
    if (error instanceof BrowserError || (process.browser.isConnected() && !isGone(error))) throw error
    throw new BrowserError('the browser ended during the trace', 'start it again, and trace again', error)
  } finally {
    if (options.process === undefined) await answered(process.close()).catch(() => undefined)
  }
}

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
      follow(start, { page, session, context, override: profile.override }, proxy, options),
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

interface Opened {
  readonly page: Page
  readonly session: CDPSession
  readonly context: BrowserContext
  readonly override: NonNullable<ReturnType<typeof browserProfile>>['override']
}

async function follow(
  start: URL,
  { page, session, context, override }: Opened,
  proxy: Awaited<ReturnType<typeof openForwardProxy>>,
  options: TraceBrowserOptions,
): Promise<RedirectChain> {
  const { clock, limits = {} } = options
  const began = clock()
  const over = new AbortController()
  let stopped: Stop | undefined
  const stop = (why: Stop): void => {
    stopped ??= why
    over.abort()
  }
  const abort = (): void => stop({ end: 'time-limit', why: 'the trace was ended' })
  options.signal?.addEventListener('abort', abort, { once: true })
  if (options.signal?.aborted) abort()

  const { frameTree } = await session.send('Page.getFrameTree')
  const log = navigationLog(frameTree.frame.id)
  let commits = 0
  let workers = 0
  let download: { url: string } | undefined
  const windows: string[] = []
  const bodies: Promise<unknown>[] = []
  watch(session, log, {
    committed: () => void commits++,
    finished: (navigation) => void bodies.push(takeBody(session, navigation)),
    download: (url) => {
      download ??= { url }
      stop({ end: 'download', why: 'a file was offered' })
    },
    window: (url) => void (windows.length < 20 && windows.push(url)),
  })
  context.on('page', (other) => {
    if (other !== page) void other.close().catch(() => undefined)
  })
  context.on('serviceworker', () => void workers++)
  // Attack: a page that takes all memory, so that its process dies before it was looked at.
  session.on('Inspector.targetCrashed', () => stop({ end: 'network-error', why: 'the page crashed' }))
  const frames = frameTrail(page)
  await Promise.all([
    session.send('Page.enable'),
    // A document that is made ready in a page of its own would come past the gate and the log.
    session.send('Page.setPrerenderingAllowed', { isAllowed: false }),
    session.send('Network.enable', { maxTotalBufferSize: BUFFER, maxResourceBufferSize: BUFFER / 2 }),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }),
    session.send('Emulation.setUserAgentOverride', override),
  ])
  const most = limits.hops ?? HOPS
  documentGate(session, frameTree.frame.id, log, {
    hops: most,
    openAnyway: options.openAnyway ?? false,
    stop,
  })

  const bodyBytes = limits.bodyBytes ?? BODY_BYTES
  const timer = setInterval(() => {
    const now = clock()
    const last = log.navigations.at(-1)
    const beyond = log.navigations[most]
    // Attack: documents that pages make themselves (blob:), each of which makes the next; the gate sees none of them.
    if (beyond !== undefined && beyond.edge !== 'http' && !/^http/.test(beyond.url))
      stop({ end: 'hop-limit', why: 'the limit of hops is reached', without: beyond })
    else if (now - began > (limits.chainTime ?? CHAIN_TIME)) stop({ end: 'time-limit', why: 'no time left' })
    else if (last !== undefined && last.size > bodyBytes)
      stop({ end: 'size-limit', why: `more than ${bodyBytes} bytes` })
    else if (last !== undefined && !last.finished) {
      const taken = now - last.time
      if (last.response === undefined && taken > (limits.firstByteTime ?? FIRST_BYTE_TIME))
        stop({ end: 'time-limit', why: 'no answer in time' })
      else if (taken > (limits.hopTime ?? HOP_TIME))
        stop({ end: 'time-limit', why: 'the document did not end in time' })
    }
  }, CHECK)

  let view: PageView | undefined
  let framedSignIn: string | undefined
  let settled: Awaited<ReturnType<typeof settlePage>> = 'stopped'
  try {
    // Waits for the answer, which may never come; what happens is seen from the events.
    void session.send('Page.navigate', { url: start.href, transitionType: 'link' }).catch(() => undefined)
    settled = await settlePage(
      session,
      {
        count: () => log.activity() + proxy.received() + workers,
        commits: () => commits,
        loading: () => {
          const last = log.navigations.at(-1)
          return last === undefined || !last.finished
        },
        pending: () => log.pending(),
      },
      {
        clock,
        signal: over.signal,
        ...(limits.quiet === undefined ? {} : { quiet: limits.quiet }),
        ...(limits.pageTime === undefined ? {} : { pageTime: limits.pageTime }),
        look: async () => {
          view = await viewPage(session, frameTree.frame.id)
          framedSignIn = view?.signIn === undefined ? await frames.signIn() : undefined
          return view?.signIn !== undefined || framedSignIn !== undefined
        },
      },
    )
  } finally {
    clearInterval(timer)
    options.signal?.removeEventListener('abort', abort)
  }
  const wanted = log.navigations.at(-1)?.committed === true
  if (wanted && stopped?.end !== 'time-limit') view = (await viewPage(session, frameTree.frame.id)) ?? view
  else if (wanted) view = (await viewPage(session, frameTree.frame.id, 1_000)) ?? view
  const picture = wanted && options.keepPage !== undefined ? await screenshot(session) : undefined
  await Promise.allSettled(bodies)
  const framed = await frames.filling(view)
  if (settled !== 'looked') framedSignIn = wanted && stopped === undefined ? await frames.signIn() : undefined

  const onward: Onward[] = windows.map((url) => ({
    edge: 'script',
    url,
    why: 'a script opened a window of its own',
  }))
  if (settled === 'busy')
    onward.push({ edge: 'script', why: 'the page was still at work when its time ran out' })
  const outcome = chainEnd({
    log,
    view,
    framed,
    framedSignIn,
    stopped,
    download,
    records: proxy.records,
    reader: options.reader,
  })
  const hops = seenHops({
    log,
    outcome,
    framed,
    onward,
    records: proxy.records,
    reader: options.reader,
    most,
    ...(options.keepBody === undefined ? {} : { keepBody: options.keepBody }),
  })
  const shown = view?.url ?? log.navigations.at(-1)?.url
  if (shown !== undefined && (view !== undefined || picture !== undefined))
    options.keepPage?.({
      url: shown,
      ...(view === undefined ? {} : { html: view.html }),
      ...(picture === undefined ? {} : { screenshot: picture }),
    })
  return {
    kind: 'redirect-chain',
    basis: 'browser',
    hops: withReason(
      hopRoles(
        hops,
        options.sites,
        options.roleOf,
        outcome.end === 'interstitial' ? outcome.seen : undefined,
      ),
      outcome,
    ),
    end: outcome.end,
    issues: [],
  }
}

/** Says at the last hop what made it the page where a reader would type something secret. */
function withReason(hops: readonly Hop[], { end, seen }: Outcome): readonly Hop[] {
  const last = hops.at(-1)
  if (end !== 'credential-page' || seen === undefined || last === undefined) return hops
  return [...hops.slice(0, -1), { ...last, because: [...last.because, { kind: 'page', seen }] }]
}

interface Watchers {
  readonly committed: () => void
  readonly finished: (navigation: Navigation) => void
  readonly download: (url: string) => void
  readonly window: (url: string) => void
}

/** Hands the events of a session to the log. */
function watch(session: CDPSession, log: NavigationLog, watchers: Watchers): void {
  session.on('Page.frameRequestedNavigation', log.requested)
  session.on('Page.frameScheduledNavigation', log.scheduled)
  session.on('Page.navigatedWithinDocument', log.withinDocument)
  session.on('Page.windowOpen', ({ url }) => watchers.window(url))
  session.on('Page.downloadWillBegin', ({ url }) => watchers.download(url))
  session.on('Page.frameNavigated', ({ frame }) => {
    log.committed(frame)
    if (frame.parentId === undefined) watchers.committed()
  })
  session.on('Network.requestWillBeSent', log.sent)
  session.on('Network.requestWillBeSentExtraInfo', log.requestHeader)
  session.on('Network.responseReceived', log.answered)
  session.on('Network.responseReceivedExtraInfo', log.responseHeader)
  session.on('Network.dataReceived', log.data)
  session.on('Network.loadingFailed', log.failed)
  session.on('Network.loadingFinished', (event) => {
    log.finished(event)
    const navigation = log.navigations.findLast(({ requestId }) => requestId === event.requestId)
    if (navigation !== undefined) watchers.finished(navigation)
  })
}

/** The document as the browser holds it: most texts as it decoded them, written as UTF-8. */
async function takeBody(session: CDPSession, navigation: Navigation): Promise<void> {
  if (navigation.body !== undefined || navigation.requestId === '' || !/^http/.test(navigation.url)) return
  try {
    const { body, base64Encoded } = await session.send(
      'Network.getResponseBody',
      { requestId: navigation.requestId },
      { timeout: BODY_TIME },
    )
    navigation.body = Buffer.from(body, base64Encoded ? 'base64' : 'utf8')
    navigation.decoded = !base64Encoded
  } catch {
    // The page was left at once: then the browser has forgotten its document.
  }
}
