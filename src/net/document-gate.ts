import type { CDPSession } from 'playwright-core'
import type { ChainEnd } from '../model/redirect-chain.ts'
import type { Navigation, NavigationLog } from './navigation-log.ts'
import { oneTimePurpose } from './one-time-links.ts'

/** Why a trace was stopped before the page was done. */
export interface Stop {
  readonly end: ChainEnd
  readonly why: string
  /** The document that was not to be asked for is no hop. */
  readonly without?: Navigation
}

export interface DocumentGateOptions {
  readonly hops: number
  readonly openAnyway: boolean
  readonly stop: (stop: Stop) => void
}

/** Visits of a page that comes back to itself by script: it may count them in places that are not looked at. */
const VISITS = 3

/**
 * Looks at each document the page wants before the browser asks for it, and stops the trace instead when it is one
 * too many, leads in a circle, or is a link that does something. `Fetch.enable` must be on for documents.
 */
export function documentGate(
  session: CDPSession,
  mainFrame: string,
  log: NavigationLog,
  options: DocumentGateOptions,
): void {
  const visits = new Map<string, number>()

  session.on('Fetch.requestPaused', (event) => {
    const go = async (): Promise<void> => {
      await session.send('Fetch.continueRequest', { requestId: event.requestId })
    }
    const decide = async (): Promise<void> => {
      if (event.frameId !== mainFrame) return go()
      const navigation = log.navigations.findLast(({ requestId }) => requestId === event.networkId)
      const stop = await reason(event.request.url, event.request.method, navigation)
      if (stop === undefined) return go()
      options.stop(stop)
      await session.send('Fetch.failRequest', { requestId: event.requestId, errorReason: 'BlockedByClient' })
    }
    // A page that is gone has no requests.
    void decide().catch(() => undefined)
  })

  async function reason(url: string, method: string, navigation?: Navigation): Promise<Stop | undefined> {
    const parsed = URL.parse(url)
    if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined
    const { cookies } = await session.send('Network.getCookies', { urls: [url] })
    const key = `${method} ${url} ${cookies.map(({ name, value }) => `${name}=${value}`).join('; ')}`
    if (navigation !== undefined) navigation.key = key
    const before = visits.get(key) ?? 0
    visits.set(key, before + 1)
    if (navigation !== undefined && before > 0) {
      const page = log.navigations.at(-2)
      const again = page !== undefined && bare(page.url) === bare(navigation.url)
      if (again && (navigation.edge === 'meta-refresh' || navigation.edge === 'refresh-header'))
        if ((navigation.delay ?? 0) >= 1)
          return { end: 'landing', why: 'the page loads itself again', without: navigation }
      if (navigation.edge === 'http' || before >= VISITS - 1) return { end: 'loop', why: 'the same again' }
    }
    const purpose = options.openAnyway ? undefined : oneTimePurpose(parsed)
    if (purpose !== undefined)
      return { end: 'one-time-link', why: `not opened: opening it may do something (${purpose})` }
    if (log.navigations.length > options.hops)
      return {
        end: 'hop-limit',
        why: 'the limit of hops is reached',
        ...(navigation === undefined ? {} : { without: navigation }),
      }
    return undefined
  }
}

const bare = (url: string): string => url.split('#', 1)[0] ?? ''
