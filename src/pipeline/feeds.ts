/** Subscribed lists of indicators: files, web addresses and TAXII 2.1 collections, each kept as it was last read. */
import type { FetchAnswer } from '../model/fetch.ts'
import type { IndicatorSet } from '../model/indicator.ts'
import type { Clock, Fetcher, Store, StoredFeed } from '../model/ports.ts'
import { readReport } from './hunt.ts'
import { isCollection, readCollection, statusText, TAXII } from './taxii-collection.ts'

/** Bytes of one feed. The largest public ones have some 50 MB. */
const FEED_BYTES = 128 * 1024 * 1024
const FEED_TIME = 120_000
/** RFC 9110 §5.6.2: what may stand in a field we send back. */
const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/

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
  const ask = (page: URL, header: readonly (readonly [string, string])[]): Promise<FetchAnswer> =>
    fetcher.exchange({
      url: page.href.replace(/#.*$/, ''),
      method: 'GET',
      header: [['Host', page.host], ['User-Agent', 'counterfoil'], ...header, ['Accept-Encoding', 'gzip']],
      profile: 'curl',
      limits: { bodyBytes: FEED_BYTES, wireBytes: FEED_BYTES, hopTime: FEED_TIME },
    })
  if (isCollection(url)) return readCollection(url, FEED_BYTES, (page) => ask(page, [['Accept', TAXII]]))
  const { exchange, body, trouble } = await ask(url, [
    ['Accept', '*/*'],
    ...(feed.etag !== undefined && feed.content ? [['If-None-Match', feed.etag] as const] : []),
  ])
  if (trouble) return { why: trouble.detail }
  if (exchange.status === 304 && feed.content) return {}
  if (exchange.status !== 200) return { why: statusText(exchange) }
  const etag = exchange.responseHeader.find(([name]) => name.toLowerCase() === 'etag')?.[1]
  return { content: body, ...(etag !== undefined && ETAG.test(etag) ? { etag } : {}) }
}
