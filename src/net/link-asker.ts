import { createHash } from 'node:crypto'
import type { PageReader } from '../model/page-leads.ts'
import type { Clock, DomainFactSource, Fetcher, Resolver } from '../model/ports.ts'
import type { ChainPage, RedirectChain } from '../model/redirect-chain.ts'
import type { Divergence } from '../model/trace.ts'
import { type BrowserFollower, type BrowserFollowerOptions, browserFollower } from './browser-follower.ts'
import { BrowserError, type BrowserOptions, type TraceBrowserProcess } from './browser-process.ts'
import { CLIENT_PROFILE_IDS, type ClientProfileId } from './client-profiles.ts'
import { replayDomainFacts } from './domain-facts.ts'
import { factAsker } from './fact-asker.ts'
import { guardedFetcher } from './guarded-fetcher.ts'
import { type ChainTracer, linkFollower } from './link-follower.ts'
import { openResolver } from './open-resolver.ts'
import { recordingFetcher, replayFetcher } from './recorded-fetches.ts'
import { replayTracer, unvisited } from './recorded-visits.ts'
import { openRecording, type Recorded, type RecordedOne, readRecording } from './recording.ts'
import type { SiteRules } from './site-rules.ts'
import { traceHttp } from './trace-http.ts'

export interface LinkAskerOptions {
  /** Clients to be, compared when there are several; default is the first of `CLIENT_PROFILE_IDS`. */
  readonly profiles?: readonly ClientProfileId[]
  /** Leave out of the first request what looks personal. */
  readonly stripTokens?: boolean
  /** Open links that seem to do something when opened, too. */
  readonly openAnyway?: boolean
  /** Answer `domainFacts`: registries, and IANA for which one, learn which domains are looked at. Default no. */
  readonly facts?: boolean
  /** Answers come from this recording; no network. Without it servers are asked. */
  readonly replay?: string
  /** Keeps every answer in this new file, which `replay` takes. */
  readonly record?: string
  /** Recorded DNS answers, asked before the DNS. */
  readonly zoneFile?: string
  /** Makes the requests; for programs that bring their own. Default: the network, within the address rules. */
  readonly fetcher?: Fetcher
  /** Opens links in Chromium instead of by requests. With `replay` the visits come from the recording. */
  readonly browser?: BrowserOptions
  /** Follows in the browser; for programs that bring their own. */
  readonly openFollower?: (options: BrowserFollowerOptions) => BrowserFollower
  /** Keep bodies for `body`: those of the hops, or what is kept of last pages. */
  readonly keep?: readonly ('hops' | 'pages')[]
  readonly clock: Clock
  readonly signal?: AbortSignal
}

/** What asks servers where links lead, and keeps what they answered. */
export interface LinkAsker {
  /** The browser that was started; absent without. */
  readonly browser?: Pick<TraceBrowserProcess, 'version' | 'sandboxed'>
  /** Follows one URL as every client; the same URL again is not opened again. */
  readonly follow: (
    url: string,
  ) => Promise<{ readonly chains: readonly RedirectChain[]; readonly diverges?: Divergence }>
  /**
   * What the registry and the DNS say of a registered domain, each asked once; absent without `facts`. From a recording
   * what it holds, else unknown. Never rejects.
   */
  readonly domainFacts?: DomainFactSource['domainFacts']
  /** Requests, visits of a browser, and domains asked about so far; failed ones count. */
  readonly asked: () => number
  /** What was kept, by its SHA-256 (hex). */
  readonly body: (sha256: string) => Uint8Array | undefined
  /**
   * Ends the browser and makes the recording lasting; one that holds nothing is taken away again. To be called whatever
   * happened. Rejects with `RecordingError`.
   */
  readonly close: () => Promise<void>
}

/** What net cannot know by itself. */
export interface PageRules {
  readonly reader: PageReader
  readonly sites: SiteRules
  /** The domain that a registry knows of. */
  readonly registryDomain: (domain: string) => string
}

/** See `openLinkAsker` of the library. Rejects with `RecordingError`, `ZoneFileError` and `BrowserError`. */
export async function linkAsker(options: LinkAskerOptions, rules: PageRules): Promise<LinkAsker> {
  const recorded = options.replay === undefined ? undefined : await readRecording(options.replay)
  const recording = options.record === undefined ? undefined : await openRecording(options.record)
  const kept = new Map<string, Uint8Array>()
  let asked = 0
  const take = (one: RecordedOne): void => {
    asked++
    recording?.add(one)
  }
  const asking = {
    asked: () => asked,
    body: (sha256: string) => kept.get(sha256),
  }
  const closeRecording = async (): Promise<void> => recording?.close()
  try {
    const asker = {
      ...asking,
      ...(options.facts && (await factsOf(options, rules, recorded, take))),
    }
    if (options.browser !== undefined && recorded === undefined) {
      const { follow, start, close } = await browserAsker(options, rules, { kept, take })
      const browser = await start()
      return { ...asker, follow, browser, close: () => close().finally(closeRecording) }
    }
    const tracer =
      options.browser === undefined || recorded === undefined
        ? await requestTracer(options, rules, recorded, { kept, take })
        : visitReplay(options, recorded, { kept, take })
    const [profile = CLIENT_PROFILE_IDS[0], ...others] = options.profiles ?? []
    const follow = linkFollower({
      tracer,
      profiles: [profile, ...others],
      ...(options.stripTokens && { stripTokens: true }),
    })
    return { ...asker, follow, close: closeRecording }
  } catch (error) {
    await closeRecording()
    throw error
  }
}

async function factsOf(
  options: LinkAskerOptions,
  { registryDomain }: PageRules,
  recorded: Recorded | undefined,
  take: (one: RecordedOne) => void,
): Promise<DomainFactSource> {
  const { clock, signal } = options
  if (recorded !== undefined) {
    for (const one of recorded.facts) take(one)
    return replayDomainFacts(recorded.facts, () => timeOf(recorded))
  }
  const resolver = await networkResolver(options, clock)
  return factAsker({
    fetcher: options.fetcher ?? guardedFetcher({ resolver, clock }),
    resolver,
    clock,
    registryDomain,
    keep: take,
    ...(signal && { signal }),
  })
}

interface Keeping {
  readonly kept: Map<string, Uint8Array>
  readonly take: (one: RecordedOne) => void
}

const keeps = ({ keep = [] }: LinkAskerOptions, what: 'hops' | 'pages'): boolean => keep.includes(what)

/** A replay gives the same chain at any time: that of its first answer. */
const timeOf = ({ fetches, visits, facts }: Recorded): number =>
  fetches[0]?.answer.exchange.time ?? visits[0]?.chain.hops[0]?.exchange?.time ?? facts[0]?.asked ?? 0

async function requestTracer(
  options: LinkAskerOptions,
  { reader, sites }: PageRules,
  recorded: Recorded | undefined,
  { kept, take }: Keeping,
): Promise<ChainTracer> {
  const clock = recorded === undefined ? options.clock : () => timeOf(recorded)
  const asked =
    recorded !== undefined
      ? replayFetcher(recorded.fetches, clock)
      : (options.fetcher ?? guardedFetcher({ resolver: await networkResolver(options, clock), clock }))
  const fetcher = recordingFetcher(asked, take)
  return (url, profile) =>
    traceHttp(url, {
      fetcher,
      clock,
      reader,
      sites,
      profile,
      ...(keeps(options, 'hops') && { keepBody: (sha256, body) => void kept.set(sha256, body) }),
      ...(options.openAnyway && { openAnyway: true }),
      ...(options.signal && { signal: options.signal }),
    })
}

const networkResolver = ({ zoneFile }: LinkAskerOptions, clock: Clock): Promise<Resolver> =>
  openResolver({ ...(zoneFile !== undefined && { zoneFile }), live: true, clock })

function visitReplay(options: LinkAskerOptions, recorded: Recorded, { kept, take }: Keeping): ChainTracer {
  const wanted = keeps(options, 'hops') || keeps(options, 'pages')
  const replay = replayTracer(recorded.visits, timeOf(recorded), (sha256, body) => {
    if (wanted) kept.set(sha256, body)
  })
  return async (url, profile) => {
    const chain = await replay(url, profile)
    if (chain.end !== 'not-replayed') take({ url, profile, chain, bodies: new Map() })
    return chain
  }
}

/** The browser's follower, which also records, keeps pages, and goes on with the next link when a page broke it. */
async function browserAsker(
  options: LinkAskerOptions,
  rules: PageRules,
  { kept, take }: Keeping,
): Promise<BrowserFollower> {
  const { clock, signal, profiles, browser, openFollower = browserFollower } = options
  const bodies = new Map<string, Uint8Array>()
  const pages = new Map<string, ChainPage>()
  const named = (body: Uint8Array): string => {
    const sha256 = createHash('sha256').update(body).digest('hex')
    bodies.set(sha256, body)
    if (keeps(options, 'pages')) kept.set(sha256, body)
    return sha256
  }
  const follower = openFollower({
    ...rules,
    clock,
    resolver: await networkResolver(options, clock),
    ...(profiles && profiles.length > 0 && { profiles }),
    ...(browser && { browser }),
    ...(options.stripTokens && { stripTokens: true }),
    ...(options.openAnyway && { openAnyway: true }),
    ...(signal && { signal }),
    keepBody: (sha256, body) => void bodies.set(sha256, body),
    keepPage: ({ profile }, { url, screenshot, html }) =>
      void pages.set(profile ?? '', {
        url,
        ...(screenshot !== undefined && { screenshot: named(screenshot) }),
        ...(html !== undefined && { document: named(new TextEncoder().encode(html)) }),
      }),
  })
  const finished = new Map<RedirectChain, RedirectChain>()
  /** The chain with its page, recorded once. */
  const finish = (chain: RedirectChain): RedirectChain => {
    const known = finished.get(chain)
    if (known !== undefined) return known
    const page = pages.get(chain.profile ?? '')
    const whole = page === undefined ? chain : { ...chain, page }
    finished.set(chain, whole)
    if (keeps(options, 'hops')) for (const [sha256, body] of bodies) kept.set(sha256, body)
    const { hops, profile = '' } = whole
    take({ url: hops[0]?.url ?? '', profile, chain: whole, bodies: bodiesOf(whole) })
    return whole
  }
  const bodiesOf = ({ hops, page }: RedirectChain): ReadonlyMap<string, Uint8Array> => {
    const names = [...hops.map(({ exchange }) => exchange?.body?.sha256), page?.screenshot, page?.document]
    return new Map(
      names.flatMap((name) => {
        const body = name === undefined ? undefined : bodies.get(name)
        return name === undefined || body === undefined ? [] : [[name, body] as const]
      }),
    )
  }
  return {
    ...follower,
    follow: async (url) => {
      pages.clear()
      bodies.clear()
      try {
        const { chains, ...more } = await follower.follow(url)
        return { ...more, chains: chains.map(finish) }
      } catch (error) {
        if (!(error instanceof BrowserError)) throw error
        const profile = profiles?.[0] ?? CLIENT_PROFILE_IDS[0]
        return { chains: [unvisited(url, profile, 'time-limit', clock(), error.message)] }
      }
    },
  }
}
