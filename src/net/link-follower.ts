import type { RedirectChain } from '../model/redirect-chain.ts'
import type { Divergence } from '../model/trace.ts'
import type { ClientProfileId } from './client-profiles.ts'
import { comparison } from './compare-profiles.ts'
import { stripTokens } from './personal-tokens.ts'

/** Follows one URL as one client; by requests, in a browser, or from a recording. */
export type ChainTracer = (url: string, profile: ClientProfileId) => Promise<RedirectChain>

export interface LinkFollowerOptions {
  readonly tracer: ChainTracer
  /** Clients to be, one after the other; the first one's chain is the one that is shown. */
  readonly profiles: readonly [ClientProfileId, ...ClientProfileId[]]
  /** Leave out of the first URL what looks personal (`stripTokens`). */
  readonly stripTokens?: boolean
}

/**
 * Follows links, each once for every client; the same link again is not opened again. Rejects with TypeError for a URL
 * that is none, and with what the tracer rejects with.
 */
export function linkFollower(
  options: LinkFollowerOptions,
): (url: string) => Promise<{ readonly chains: readonly RedirectChain[]; readonly diverges?: Divergence }> {
  const { tracer, profiles, stripTokens: strips } = options
  const asked = new Map<string, Promise<readonly RedirectChain[]>>()
  const chainsOf = async (url: string): Promise<readonly RedirectChain[]> => {
    const chains: RedirectChain[] = []
    for (const profile of profiles) chains.push(await tracer(url, profile))
    return chains
  }
  return async (url) => {
    const parsed = URL.parse(url)
    const first = (strips && parsed ? stripTokens(parsed)?.href : undefined) ?? url
    const chains = asked.get(first) ?? chainsOf(first)
    asked.set(first, chains)
    const { diverges } = comparison(await chains)
    return { chains: await chains, ...(diverges && { diverges }) }
  }
}
