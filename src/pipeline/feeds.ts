/** Subscribed lists of indicators: files, web addresses and TAXII 2.1 collections, each kept as it was last read. */
import type { IndicatorSet } from '../model/indicator.ts'
import type { Clock, Fetcher, Store, StoredFeed } from '../model/ports.ts'
import { readReport } from './hunt.ts'

/** Bytes of one feed. The largest public ones have some 50 MB. */
const FEED_BYTES = 128 * 1024 * 1024
const FEED_TIME = 120_000
/** Pages of one TAXII collection. Attack: a server that always has one more. */
const PAGES = 200
/** RFC 9110 §5.6.2: what may stand in a field we send back. */
const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/
const TAXII = 'application/taxii+json;version=2.1'

export interface FeedTools {
  readonly store: Store
  readonly clock: Clock
  /** The bytes of a file; rejects with an error whose message a person can read. */
  readonly readFile: (path: string) => Promise<Uint8Array>
  /** Without one nothing is asked of the network, and feeds of the web are taken as they were last read. */
  readonly fetcher?: Fetcher
}

/** A feed as it was read now, or as it was when it could last be read. */
export interface FeedReading {
  readonly feed: StoredFeed
  /** Absent when it never could be read. */
  readonly set?: IndicatorSet
  readonly changed: boolean
  /** Why it was not read now, in words. */
  readonly why?: string
}

const isWeb = (location: string): boolean => /^https?:\/\//i.test(location)

/**
 * Reads every subscribed feed again and keeps what it gave. A feed that fails, or gives no indicator where it gave some
 * before, keeps its last good content, and says why. Rejects with `StoreError`.
 */
export async function readFeeds(tools: FeedTools): Promise<readonly FeedReading[]> {
  const readings: FeedReading[] = []
  for (const feed of await tools.store.feeds()) readings.push(await readFeed(feed, tools))
  return readings
}

async function readFeed(feed: StoredFeed, tools: FeedTools): Promise<FeedReading> {
  const { location } = feed
  const now = tools.clock()
  const answer = isWeb(location)
    ? await fetched(feed, tools.fetcher)
    : await tools.readFile(location).then(
        (content): Answer => ({ content }),
        (error: unknown): Answer => ({ why: error instanceof Error ? error.message : String(error) }),
      )
  const keep = async (why: string, isFailure: boolean): Promise<FeedReading> => {
    const kept = isFailure ? { ...feed, failed: { time: now, why } } : feed
    if (isFailure) await tools.store.saveFeed(kept)
    const set = feed.content ? await readReport({ name: location, bytes: feed.content }) : undefined
    return { feed: kept, ...(set ? { set } : {}), changed: false, why }
  }
  if ('why' in answer) return keep(answer.why, answer.asked !== false)
  const { content = feed.content, etag } = answer
  if (!content) return keep('it gave no content', true)
  const set = await readReport({ name: location, bytes: content })
  const before = feed.content ? await readReport({ name: location, bytes: feed.content }) : undefined
  if (set.indicators.length === 0 && before && before.indicators.length > 0)
    return keep('it holds no indicator any more, so the last good one is used', true)
  const changed = !feed.content || Buffer.compare(content, feed.content) !== 0
  const { failed: _, etag: old, changed: since, ...rest } = feed
  const tag = answer.content ? etag : old
  const last = changed ? now : since
  const read: StoredFeed = {
    ...rest,
    content,
    read: now,
    ...(tag === undefined ? {} : { etag: tag }),
    ...(last === undefined ? {} : { changed: last }),
  }
  await tools.store.saveFeed(read)
  return { feed: read, set, changed }
}

/** New content, none when it did not change, or why there is none. */
type Answer =
  | { readonly content?: Uint8Array; readonly etag?: string }
  | { readonly why: string; readonly asked?: false }

async function fetched(feed: StoredFeed, fetcher: Fetcher | undefined): Promise<Answer> {
  if (!fetcher)
    return { why: 'the network is asked only with --live; taken as it was last read', asked: false }
  const url = URL.parse(feed.location)
  if (!url) return { why: 'this is no web address' }
  // OASIS TAXII 2.1 §5.4: the objects of a collection.
  const isCollection = /\/collections\/[^/]+\/objects\/?$/.test(url.pathname)
  const objects: unknown[] = []
  for (let page = 0; page < PAGES; page++) {
    const { exchange, body, trouble } = await fetcher.exchange({
      url: url.href.replace(/#.*$/, ''),
      method: 'GET',
      header: [
        ['Host', url.host],
        ['User-Agent', 'counterfoil'],
        ['Accept', isCollection ? TAXII : '*/*'],
        ['Accept-Encoding', 'gzip'],
        ...(feed.etag !== undefined && feed.content && !isCollection
          ? [['If-None-Match', feed.etag] as const]
          : []),
      ],
      profile: 'curl',
      limits: { bodyBytes: FEED_BYTES, wireBytes: FEED_BYTES, hopTime: FEED_TIME },
    })
    if (trouble) return { why: trouble.detail }
    if (exchange.status === 304 && feed.content) return {}
    if (exchange.status !== 200) return { why: statusText(exchange.status) }
    if (!isCollection) {
      const etag = exchange.responseHeader.find(([name]) => name.toLowerCase() === 'etag')?.[1]
      return { content: body, ...(etag !== undefined && ETAG.test(etag) ? { etag } : {}) }
    }
    const envelope = envelopeOf(body)
    if (!envelope) return { why: 'the answer is no TAXII 2.1 envelope' }
    for (const one of envelope.objects) objects.push(one)
    if (!envelope.more || envelope.next === undefined) {
      const bundle = { type: 'bundle', id: 'bundle--00000000-0000-4000-8000-000000000000', objects }
      return { content: Buffer.from(JSON.stringify(bundle)) }
    }
    url.searchParams.set('next', envelope.next)
  }
  return { why: `it has more than ${PAGES} pages` }
}

function statusText(status: number | undefined): string {
  if (status !== undefined && status >= 300 && status < 400)
    return `the server says that it moved (${status}); subscribe to the new address`
  if (status === 401 || status === 403) return `the server lets nobody in without a key (${status})`
  return `the server answers ${status ?? 'nothing'}`
}

/** OASIS TAXII 2.1 §3.7. */
function envelopeOf(
  body: Uint8Array,
): { readonly objects: readonly unknown[]; readonly more: boolean; readonly next?: string } | undefined {
  try {
    const {
      objects = [],
      more,
      next,
    } = JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>
    if (!Array.isArray(objects)) return undefined
    return { objects, more: more === true, ...(typeof next === 'string' ? { next } : {}) }
  } catch {
    return undefined
  }
}
