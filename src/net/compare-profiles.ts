import type { Hop, RedirectChain } from '../model/redirect-chain.ts'
import type { Difference, Divergence } from '../model/trace.ts'
import { CLIENT_PROFILE_IDS, type ClientProfileId } from './client-profiles.ts'
import { type TraceHttpOptions, traceHttp } from './trace-http.ts'

/** The chains of one link, one for each client, and where they part. */
export interface ProfileComparison {
  readonly kind: 'profile-comparison'
  /** In the order of the profiles; the first is what the others are compared with. */
  readonly chains: readonly RedirectChain[]
  /** Absent when the servers made no difference that we saw. */
  readonly diverges?: Divergence
}

/**
 * Follows a link once for each profile, one after the other and with cookies of its own, and says where the chains
 * part first. Every profile follows the same kinds of redirect, so a difference is made by a server. A link that
 * works once, or a page that differs each time, differs too: `query` and a single difference are to be read with care.
 */
export async function compareProfiles(
  link: string,
  options: Omit<TraceHttpOptions, 'profile'>,
  profiles: readonly ClientProfileId[] = CLIENT_PROFILE_IDS,
): Promise<ProfileComparison> {
  const chains: RedirectChain[] = []
  for (const profile of profiles) chains.push(await traceHttp(link, { ...options, profile }))
  return comparison(chains)
}

/** The same for chains that were followed before. */
export function comparison(chains: readonly RedirectChain[]): ProfileComparison {
  const [first, ...others] = chains
  let found: { hop: number; differs: Difference } | undefined
  for (const other of first === undefined ? [] : others) {
    const one = firstDifference(first as RedirectChain, other)
    if (one !== undefined && (found === undefined || isBefore(one, found))) found = one
  }
  if (found === undefined) return { kind: 'profile-comparison', chains }
  const { hop, differs } = found
  return {
    kind: 'profile-comparison',
    chains,
    diverges: {
      hop,
      differs,
      got: chains.map((chain) => {
        const at = chain.hops[hop]
        const status = at?.exchange?.status
        return {
          profile: chain.profile ?? '',
          ...(at === undefined ? {} : { url: at.url }),
          ...(status === undefined ? {} : { status }),
          ...(hop >= chain.hops.length - 1 ? { end: chain.end } : {}),
        }
      }),
    },
  }
}

const isBefore = (
  a: { hop: number; differs: Difference },
  b: { hop: number; differs: Difference },
): boolean => {
  // A token in a query is no reason to overlook what differs after it.
  const weak = Number(a.differs === 'query') - Number(b.differs === 'query')
  return weak !== 0 ? weak < 0 : a.hop < b.hop
}

function firstDifference(
  a: RedirectChain,
  b: RedirectChain,
): { hop: number; differs: Difference } | undefined {
  let query: { hop: number; differs: Difference } | undefined
  const length = Math.min(a.hops.length, b.hops.length)
  for (let hop = 0; hop < length; hop++) {
    const differs = hopDifference(a.hops[hop] as Hop, b.hops[hop] as Hop)
    if (differs === 'query') query ??= { hop, differs }
    else if (differs !== undefined) return { hop, differs }
  }
  if (a.hops.length !== b.hops.length) return { hop: length, differs: 'end' }
  if (a.end !== b.end) return { hop: length - 1, differs: 'end' }
  return query
}

function hopDifference(a: Hop, b: Hop): Difference | undefined {
  const one = URL.parse(a.url)
  const other = URL.parse(b.url)
  if (one?.origin !== other?.origin) return 'host'
  if (one?.pathname !== other?.pathname) return 'path'
  if (a.edge !== b.edge) return 'edge'
  if (a.exchange?.status !== b.exchange?.status) return 'status'
  return one?.search !== other?.search || one?.hash !== other?.hash ? 'query' : undefined
}
