import { createHash } from 'node:crypto'
import type { PageReader } from '../model/page-leads.ts'
import type { Clock, Fetcher } from '../model/ports.ts'
import type { ChainPage, RedirectChain } from '../model/redirect-chain.ts'
import type { Divergence } from '../model/trace.ts'
import { CLIENT_PROFILE_IDS, type ClientProfileId } from './client-profiles.ts'
import { guardedFetcher } from './guarded-fetcher.ts'
import { type ChainTracer, linkFollower } from './link-follower.ts'
import { openResolver } from './open-resolver.ts'
import type { LinkVisitor } from './link-visitor.ts'
import { recordingFetcher, replayFetcher } from './recorded-fetches.ts'
import { replayTracer } from './recorded-visits.ts'
import { openRecording, type Recorded, type Recording, readRecording } from './recording.ts'
import type { SiteRules } from './site-rules.ts'
import { traceHttp } from './trace-http.ts'

export interface LinkAskerOptions {
  /** Clients to be, compared when there are several; default is the first of `CLIENT_PROFILE_IDS`. */
  readonly profiles?: readonly ClientProfileId[]
  /** Leave out of the first request what looks personal. */
  readonly stripTokens?: boolean
  /** Open links that seem to do something when opened, too. */
  readonly openAnyway?: boolean
  /** Answers come from this recording; no network. Without it servers are asked. */
  readonly replay?: string
  /** Keeps every answer in this new file, which `replay` takes. */
  readonly record?: string
  /** Recorded DNS answers, asked before the DNS. */
  readonly zoneFile?: string
  /** Makes the requests; for programs that bring their own. Default: the network, within the address rules. */
  readonly fetcher?: Fetcher
  /**
   * Opens links in a browser instead of by requests (`openLinkVisitor`), which is the caller's to end; `replay` takes
   * visits from the recording.
   */
  readonly visitor?: LinkVisitor | 'replay'
  /** Keep bodies for `body`: those of the hops, or what is kept of last pages. */
  readonly keep?: readonly ('hops' | 'pages')[]
  readonly clock: Clock
  readonly signal?: AbortSignal
}

/** What asks servers where links lead, and keeps what they answered. */
export interface LinkAsker {
  /** Follows one URL as every client; the same URL again is not opened again. */
  readonly follow: (
    url: string,
  ) => Promise<{ readonly chains: readonly RedirectChain[]; readonly diverges?: Divergence }>
  /** Requests, or visits of a browser, that were answered so far. */
  readonly answered: () => number
  /** What was kept, by its SHA-256 (hex). */
  readonly body: (sha256: string) => Uint8Array | undefined
  /** Makes the recording lasting; one without an answer is taken away again. Rejects with `RecordingError`. */
  readonly close: () => Promise<void>
}

/** What net cannot know by itself. */
export interface PageRules {
  readonly reader: PageReader
  readonly sites: SiteRules
}

/** See `openLinkAsker` of the library. Rejects with `RecordingError` and `ZoneFileError`. */
export async function linkAsker(options: LinkAskerOptions, rules: PageRules): Promise<LinkAsker> {
  const recorded = options.replay === undefined ? undefined : await readRecording(options.replay)
  const recording = options.record === undefined ? undefined : await openRecording(options.record)
  const kept = new Map<string, Uint8Array>()
  let answered = 0
  const take = (one: Parameters<Recording['add']>[0]): void => {
    answered++
    recording?.add(one)
  }
  const keeping = { kept, take }
  const { visitor } = options
  const tracer =
    visitor === undefined
      ? await requestTracer(options, rules, recorded, keeping)
      : visitor === 'replay'
        ? visitReplay(options, recorded, keeping)
        : visitTracer(options, visitor, keeping)
  const [profile = CLIENT_PROFILE_IDS[0], ...others] = options.profiles ?? []
  return {
    follow: linkFollower({
      tracer,
      profiles: [profile, ...others],
      ...(options.stripTokens && { stripTokens: true }),
    }),
    answered: () => answered,
    body: (sha256) => kept.get(sha256),
    close: async () => recording?.close(),
  }
}

interface Keeping {
  readonly kept: Map<string, Uint8Array>
  readonly take: (one: Parameters<Recording['add']>[0]) => void
}

const keeps = ({ keep = [] }: LinkAskerOptions, what: 'hops' | 'pages'): boolean => keep.includes(what)

/** A replay gives the same chain at any time: that of its first answer. */
const timeOf = ({ fetches, visits }: Recorded): number =>
  fetches[0]?.answer.exchange.time ?? visits[0]?.chain.hops[0]?.exchange?.time ?? 0

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
      : (options.fetcher ?? (await networkFetcher(options, clock)))
  const fetcher = recordingFetcher(asked, (one) => {
    if (one.answer.exchange.protocol !== 'none' || options.record !== undefined) take(one)
  })
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

async function networkFetcher({ zoneFile }: LinkAskerOptions, clock: Clock): Promise<Fetcher> {
  const resolver = await openResolver({ ...(zoneFile !== undefined && { zoneFile }), live: true, clock })
  return guardedFetcher({ resolver, clock })
}

function visitReplay(
  options: LinkAskerOptions,
  recorded: Recorded | undefined,
  { kept, take }: Keeping,
): ChainTracer {
  if (recorded === undefined) throw new TypeError('a replay needs a recording')
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

function visitTracer(options: LinkAskerOptions, visitor: LinkVisitor, { kept, take }: Keeping): ChainTracer {
  return async (url, profile) => {
    const bodies = new Map<string, Uint8Array>()
    let page: ChainPage | undefined
    const seen = await visitor.visit(url, profile, {
      keepBody: (sha256, body) => void bodies.set(sha256, body),
      keepPage: ({ url, screenshot, html }) => {
        const named = (body: Uint8Array): string => {
          const sha256 = createHash('sha256').update(body).digest('hex')
          bodies.set(sha256, body)
          if (keeps(options, 'pages')) kept.set(sha256, body)
          return sha256
        }
        page = {
          url,
          ...(screenshot !== undefined && { screenshot: named(screenshot) }),
          ...(html !== undefined && { document: named(new TextEncoder().encode(html)) }),
        }
      },
    })
    const chain = page === undefined ? seen : { ...seen, page }
    if (keeps(options, 'hops')) for (const [sha256, body] of bodies) kept.set(sha256, body)
    // A link that was not opened was not answered.
    if (chain.hops.some(({ exchange }) => exchange !== undefined && exchange.protocol !== 'none'))
      take({ url, profile, chain, bodies })
    return chain
  }
}
