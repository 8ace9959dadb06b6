import type { RedirectChain } from '../model/redirect-chain.ts'
import {
  BrowserError,
  type BrowserOptions,
  openBrowser,
  type TraceBrowserProcess,
} from './browser-process.ts'
import { BROWSER_PROFILE_IDS } from './browser-profiles.ts'
import type { ClientProfileId } from './client-profiles.ts'
import { comparison, type ProfileComparison } from './compare-profiles.ts'
import { stripTokens } from './personal-tokens.ts'
import { rateGate } from './request-rates.ts'
import { type KeptPage, type TraceBrowserOptions, traceBrowser } from './trace-browser.ts'

export interface BrowserFollowerOptions
  extends Omit<TraceBrowserOptions, 'process' | 'profile' | 'keepPage'> {
  readonly browser?: BrowserOptions
  /** Clients to be, one after the other; the first one's chain is the one that is shown. Default: the first of `BROWSER_PROFILE_IDS`. */
  readonly profiles?: readonly ClientProfileId[]
  /** Leave out of the first URL what looks personal (`stripTokens`). */
  readonly stripTokens?: boolean
  /** The last page of each chain: its screenshot and its document after scripts. */
  readonly keepPage?: (
    chain: Pick<RedirectChain, 'profile'> & { readonly link: string },
    page: KeptPage,
  ) => void
}

/** Follows links in one browser, which is started when the first link is. */
export interface BrowserFollower {
  /**
   * Follows a link once for every client; the same link again is not asked again. Rejects with `BrowserError` (no
   * browser, or one that ended) and with TypeError for a URL that is none.
   */
  readonly follow: (url: string) => Promise<{
    readonly chains: readonly RedirectChain[]
    readonly diverges?: NonNullable<ProfileComparison['diverges']>
  }>
  /** Starts the browser now, so that what is missing is told before anything is asked. Rejects with `BrowserError`. */
  readonly start: () => Promise<Pick<TraceBrowserProcess, 'version' | 'sandboxed'>>
  /** Ends the browser, when there is one. To be called whatever happened. */
  readonly close: () => Promise<void>
}

/**
 * What follows links for a run: one browser and one rate gate for all of them, and an empty profile for each chain.
 * Throws TypeError for a profile that is not a browser's.
 */
export function browserFollower(options: BrowserFollowerOptions): BrowserFollower {
  const { profiles = [], stripTokens: strips, browser, keepPage, ...rest } = options
  const clients = profiles.length === 0 ? BROWSER_PROFILE_IDS.slice(0, 1) : profiles
  for (const id of clients)
    if (!BROWSER_PROFILE_IDS.includes(id))
      throw new TypeError(`${id} is not a browser's profile (${BROWSER_PROFILE_IDS.join(', ')})`)
  const gate = options.gate ?? rateGate(options.clock)
  const asked = new Map<string, Promise<readonly RedirectChain[]>>()
  let process: Promise<TraceBrowserProcess> | undefined
  let closed = false

  const open = (): Promise<TraceBrowserProcess> =>
    openBrowser({
      ...browser,
      ...(options.allowance === undefined ? {} : { authorities: options.allowance.authorities }),
    })
  const running = (): Promise<TraceBrowserProcess> => {
    if (closed) return Promise.reject(new BrowserError('the browser was closed', 'open it again'))
    process = (process ?? open()).then(async (known) => {
      if (known.browser.isConnected()) return known
      // A page brought the last one down.
      await known.close().catch(() => undefined)
      return open()
    })
    return process
  }
  const chainsOf = async (link: string): Promise<readonly RedirectChain[]> => {
    const chains: RedirectChain[] = []
    for (const profile of clients)
      chains.push(
        await traceBrowser(link, {
          ...rest,
          gate,
          profile,
          process: running,
          ...(keepPage === undefined ? {} : { keepPage: (page) => keepPage({ profile, link }, page) }),
        }),
      )
    return chains
  }

  return {
    follow: async (url) => {
      const parsed = URL.parse(url)
      const link = (strips && parsed !== null ? stripTokens(parsed)?.href : undefined) ?? url
      const chains = asked.get(link) ?? chainsOf(link)
      asked.set(link, chains)
      const { diverges } = comparison(await chains)
      return { chains: await chains, ...(diverges === undefined ? {} : { diverges }) }
    },
    start: async () => {
      const { version, sandboxed } = await running()
      return { version, sandboxed }
    },
    close: async () => {
      closed = true
      const opened = await process?.catch(() => undefined)
      await opened?.close()
    },
  }
}
