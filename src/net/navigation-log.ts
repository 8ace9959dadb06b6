import type { EdgeKind, Onward } from '../model/redirect-chain.ts'

/** Fields of the browser's network answers that are read (Chrome DevTools Protocol, Network.Response). */
export interface SeenResponse {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly mimeType: string
  readonly protocol?: string
  readonly securityDetails?: {
    readonly subjectName: string
    readonly issuer: string
    /** Seconds since the epoch. */
    readonly validFrom: number
    readonly validTo: number
  }
}

/** Network.requestWillBeSent. */
export interface RequestSent {
  readonly requestId: string
  readonly loaderId: string
  readonly frameId?: string
  readonly type?: string
  /** Seconds of a clock of its own, and seconds since the epoch. */
  readonly timestamp: number
  readonly wallTime: number
  readonly request: {
    readonly url: string
    readonly urlFragment?: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
  }
  readonly redirectResponse?: SeenResponse
}

/** One document that the page's own frame asked for, or an address it gave itself. */
export interface Navigation {
  readonly requestId: string
  readonly url: string
  readonly edge?: EdgeKind
  /** Seconds that the page asked to wait before. */
  readonly delay?: number
  readonly method: 'GET' | 'POST'
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly requestHeader: Readonly<Record<string, string>>
  /** Seconds, of the browser's clock. */
  readonly started: number
  response?: SeenResponse
  ended?: number
  /** Bytes of the body so far, decoded. */
  size: number
  /** Everything arrived, or nothing more will. */
  finished: boolean
  committed: boolean
  /** As Chromium names it, e.g. `net::ERR_EMPTY_RESPONSE`. */
  error?: string
  /** The browser gave it up, because something else came or nothing was to be shown. */
  canceled: boolean
  body?: Uint8Array
  /** The body is text that the browser decoded, written as UTF-8. */
  decoded?: boolean
  /** Method, URL and cookies, by which a circle is told. */
  key?: string
  readonly onward: Onward[]
}

/** What the main frame did, in order, from the events of its session. */
export interface NavigationLog {
  /** Documents asked for and addresses taken; grows only at its end but for navigations that were overtaken. */
  readonly navigations: readonly Navigation[]
  /** Targets the page asked for that the browser does not open: data:, mailto:, file: and the like. */
  readonly refusedScheme: () => { readonly url: string; readonly edge: EdgeKind } | undefined
  /** Requests of the page under way. */
  readonly pending: () => number
  /** Goes up with everything that happens. */
  readonly activity: () => number
  requested(event: { frameId: string; reason: string; url: string }): void
  scheduled(event: { frameId: string; reason: string; url: string; delay: number }): void
  sent(event: RequestSent): void
  answered(event: { requestId: string; timestamp: number; response: SeenResponse }): void
  data(event: { requestId: string; dataLength: number }): void
  finished(event: { requestId: string; timestamp: number }): void
  failed(event: { requestId: string; timestamp: number; errorText: string; canceled?: boolean }): void
  committed(event: { id: string; parentId?: string; url: string; loaderId: string }): void
  withinDocument(event: { frameId: string; url: string }): void
  requestHeader(event: { requestId: string; headers: Readonly<Record<string, string>> }): void
  responseHeader(event: {
    requestId: string
    headers: Readonly<Record<string, string>>
    statusCode: number
  }): void
  /** Header as it went and came, for the n-th answer of a request; undefined when the browser did not tell. */
  wireHeader(navigation: Navigation):
    | {
        readonly request?: HeaderRecord
        readonly response?: HeaderRecord
        readonly status?: number
      }
    | undefined
}
type HeaderRecord = Readonly<Record<string, string>>
interface WireHeaders {
  readonly request: HeaderRecord[]
  readonly response: { readonly header: HeaderRecord; readonly status: number }[]
}

/** Why a document was left for another (Page.ClientNavigationReason). */
const EDGES: Readonly<Record<string, EdgeKind>> = {
  formSubmissionGet: 'form',
  formSubmissionPost: 'form',
  httpHeaderRefresh: 'refresh-header',
  metaTagRefresh: 'meta-refresh',
  scriptInitiated: 'script',
  // Nobody clicks here, so a script did.
  anchorClick: 'script',
  reload: 'script',
  initialFrameNavigation: 'frame',
}

/** Schemes of documents that a page may open. */
const OPENED = /^(?:https?|blob|about|javascript):/i
const MOST_ONWARD = 20
/** Attack: a page that schedules, or asks for, something new without end. */
const MOST_DELAYS = 200
const MOST_WIRES = 5_000

/** A log for the frame of this id. Nothing throws; events of other frames only count as activity. */
export function navigationLog(mainFrame: string): NavigationLog {
  const navigations: Navigation[] = []
  const underWay = new Set<string>()
  const wire = new Map<string, WireHeaders>()
  let asked: { url: string; edge: EdgeKind } | undefined
  let refused: { url: string; edge: EdgeKind } | undefined
  const delays = new Map<string, number>()
  let activity = 0

  const last = (): Navigation | undefined => navigations.at(-1)
  const byRequest = (id: string): Navigation | undefined =>
    navigations.findLast((one) => one.requestId === id)

  /** A navigation without an answer that another one took the place of never was a hop. */
  function dropOvertaken(): void {
    for (;;) {
      const newest = last()
      if (newest === undefined || navigations.length < 2) return
      if (newest.response !== undefined || newest.committed || newest.edge === 'http') return
      if (newest.error !== undefined && !newest.canceled) return
      navigations.pop()
      const from = last()
      if (from !== undefined && from.onward.length < MOST_ONWARD)
        from.onward.push({
          edge: newest.edge ?? 'script',
          url: newest.url,
          why: 'another navigation came before it',
        })
    }
  }

  return {
    navigations,
    refusedScheme: () => refused,
    pending: () => underWay.size,
    activity: () => activity,
    requested: ({ frameId, reason, url }) => {
      activity++
      if (frameId !== mainFrame) return
      const edge = EDGES[reason] ?? 'script'
      asked = { url, edge }
      refused = OPENED.test(url) ? undefined : { url, edge }
    },
    scheduled: ({ frameId, url, delay, reason }) => {
      if (frameId !== mainFrame) return
      if (delays.size < MOST_DELAYS) delays.set(url, delay)
      if (!OPENED.test(url) && delay <= 60) refused = { url, edge: EDGES[reason] ?? 'script' }
      const from = last()
      if (delay > 60 && from !== undefined && from.onward.length < MOST_ONWARD)
        from.onward.push({
          edge: EDGES[reason] ?? 'script',
          url,
          delay,
          why: 'waits too long to be a redirect',
        })
    },
    sent: (event) => {
      activity++
      const { requestId, request, redirectResponse, timestamp } = event
      underWay.add(requestId)
      if (event.frameId !== mainFrame || requestId !== event.loaderId) return
      // A page that is loaded ahead (type Prefetch) is not gone to.
      if (event.type !== undefined && event.type !== 'Document') return
      const before = byRequest(requestId)
      const method = request.method === 'POST' ? 'POST' : 'GET'
      const url = `${request.url}${request.urlFragment ?? ''}`
      if (redirectResponse !== undefined && before !== undefined) {
        before.response = redirectResponse
        before.ended = timestamp
        before.finished = true
      } else dropOvertaken()
      refused = undefined
      const edge =
        redirectResponse !== undefined ? 'http' : navigations.length === 0 ? undefined : asked?.edge
      const delay = delays.get(url)
      navigations.push({
        requestId,
        url,
        ...(edge === undefined ? (navigations.length === 0 ? {} : { edge: 'script' as const }) : { edge }),
        ...(delay === undefined ? {} : { delay }),
        method,
        time: event.wallTime * 1000,
        requestHeader: request.headers,
        started: timestamp,
        size: 0,
        finished: false,
        committed: false,
        canceled: false,
        onward: [],
      })
      if (redirectResponse === undefined) {
        asked = undefined
        delays.clear()
      }
    },
    answered: ({ requestId, response, timestamp }) => {
      activity++
      const one = byRequest(requestId)
      if (one === undefined) return
      one.response = response
      one.ended = timestamp
    },
    data: ({ requestId, dataLength }) => {
      activity++
      const one = byRequest(requestId)
      if (one !== undefined) one.size += dataLength
    },
    finished: ({ requestId, timestamp }) => {
      activity++
      underWay.delete(requestId)
      const one = byRequest(requestId)
      if (one === undefined) return
      one.finished = true
      one.ended = timestamp
    },
    failed: ({ requestId, timestamp, errorText, canceled }) => {
      activity++
      underWay.delete(requestId)
      const one = byRequest(requestId)
      if (one === undefined) return
      one.finished = true
      one.ended = timestamp
      one.error = errorText
      one.canceled = canceled === true || errorText === 'net::ERR_ABORTED'
    },
    committed: ({ id, url, loaderId }) => {
      activity++
      if (id !== mainFrame || url.startsWith('chrome-error:')) return
      const one = byRequest(loaderId)
      if (one !== undefined) one.committed = true
      for (const other of underWay) if (other !== loaderId) underWay.delete(other)
    },
    withinDocument: ({ frameId, url }) => {
      activity++
      const from = last()
      if (frameId !== mainFrame || from === undefined || from.url === url) return
      // A page may do so a thousand times; the last address is where it is.
      if (from.requestId === '') navigations.pop()
      const page = last()
      if (page === undefined || page.url === url) return
      navigations.push({
        requestId: '',
        url,
        edge: 'script',
        method: 'GET',
        time: page.time,
        requestHeader: {},
        started: page.started,
        size: 0,
        finished: true,
        committed: true,
        canceled: false,
        onward: [],
      })
    },
    requestHeader: ({ requestId, headers }) => void wireOf(requestId)?.request.push(headers),
    responseHeader: ({ requestId, headers, statusCode }) =>
      void wireOf(requestId)?.response.push({ header: headers, status: statusCode }),
    wireHeader: (navigation) => {
      const seen = wire.get(navigation.requestId)
      if (seen === undefined) return undefined
      const index = navigations.filter((one) => one.requestId === navigation.requestId).indexOf(navigation)
      const request = seen.request[index]
      const response = seen.response[index]
      return {
        ...(request === undefined ? {} : { request }),
        ...(response === undefined ? {} : { response: response.header, status: response.status }),
      }
    },
  }

  /** Undefined when there are too many; then older ones that are no document's make room. */
  function wireOf(requestId: string): WireHeaders | undefined {
    const known = wire.get(requestId)
    if (known !== undefined) return known
    if (wire.size >= MOST_WIRES) {
      for (const id of wire.keys()) if (byRequest(id) === undefined) wire.delete(id)
      if (wire.size >= MOST_WIRES) return undefined
    }
    const made: WireHeaders = { request: [], response: [] }
    wire.set(requestId, made)
    return made
  }
}
