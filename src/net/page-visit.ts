import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Hop, Onward, RedirectChain } from '../model/redirect-chain.ts'
import type { browserProfile } from './browser-profiles.ts'
import { documentGate, type Stop } from './document-gate.ts'
import type { openForwardProxy } from './forward-proxy.ts'
import { frameTrail } from './frame-trail.ts'
import { hopRoles } from './hop-roles.ts'
import { type Navigation, type NavigationLog, navigationLog } from './navigation-log.ts'
import { settlePage } from './page-settling.ts'
import { type PageView, screenshot, viewPage } from './page-view.ts'
import { chainEnd, type Outcome, seenHops } from './seen-chain.ts'
import type { TraceBrowserOptions } from './trace-browser.ts'

const HOPS = 60
export const CHAIN_TIME = 90_000
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

/** A page in a profile of its own, opened for one chain. */
export interface OpenedPage {
  readonly page: Page
  readonly session: CDPSession
  readonly context: BrowserContext
  readonly override: NonNullable<ReturnType<typeof browserProfile>>['override']
}

/** What a chain is when nobody interferes: goes to the link and watches until the page is done or a limit bites. */
export async function followInPage(
  start: URL,
  { page, session, context, override }: OpenedPage,
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
