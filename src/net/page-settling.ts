import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession } from 'playwright-core'
import type { Clock } from '../model/ports.ts'

/** What a page does, for those who wait until it does no more. */
export interface PageActivity {
  /** Goes up with every event and every byte. */
  count(): number
  /** Documents that have been shown so far. */
  commits(): number
  /** A document is on its way, or not all of it is there. */
  loading(): boolean
  /** Requests of the page under way. */
  pending(): number
}

export interface SettlingOptions {
  readonly clock: Clock
  /** Milliseconds without anything happening; default 150. */
  readonly quiet?: number
  /** Milliseconds that one page may go on doing things once it is there; default 12,000. */
  readonly pageTime?: number
  /** Looks at the page when it has just been built up; true when there is no need to wait for what it does later. */
  readonly look: () => Promise<boolean>
  readonly signal: AbortSignal
}

/** Milliseconds of the page's own time: a little to build itself up, then what the longest wait of a redirect takes. */
const BUILD_UP = 1_000
const FAST_FORWARD = 64_000
/** And a little more after a pause, for what workers and frames, which live in real time, have brought about. */
const AFTERWARDS = 2_000
const QUIET = 150
const PAGE_TIME = 12_000
/** Milliseconds in which the page's clock does not move, because a request never ends: then it is moved regardless. */
const STALLED = 3_000
const TICK = 15

/**
 * Waits until a page does no more. The page's clock is the browser's virtual time: it stands still while the page
 * loads something and jumps from one timer to the next otherwise, so that a script which waits half a minute, or a
 * page that refreshes after 60 seconds, shows at once what it does. `busy`: the time for the page ran out before.
 */
export async function settlePage(
  session: CDPSession,
  activity: PageActivity,
  options: SettlingOptions,
): Promise<'settled' | 'looked' | 'busy' | 'stopped'> {
  const { clock, signal, quiet = QUIET, pageTime = PAGE_TIME } = options
  let expired = 0
  const onExpired = (): void => void expired++
  session.on('Emulation.virtualTimeBudgetExpired', onExpired)
  let granted = 0
  const grant = async (budget: number, force = false): Promise<void> => {
    granted = clock()
    // A page that is just being left has no clock any more; the next one gets its own.
    await session
      .send(
        'Emulation.setVirtualTimePolicy',
        {
          policy: force ? 'advance' : 'pauseIfNetworkFetchesPending',
          budget,
          maxVirtualTimeTaskStarvationCount: 500,
        },
        { timeout: STALLED },
      )
      .catch(() => undefined)
  }

  let commits = -1
  let stage: 'build-up' | 'forward' | 'afterwards' = 'build-up'
  let seen = activity.count()
  let changed = clock()
  let shown = clock()
  let forced = false
  try {
    for (;;) {
      if (signal.aborted) return 'stopped'
      const now = clock()
      if (activity.count() !== seen) {
        seen = activity.count()
        changed = now
      }
      if (activity.commits() > 0 && activity.commits() !== commits) {
        commits = activity.commits()
        stage = 'build-up'
        forced = false
        shown = now
        expired = 0
        await grant(BUILD_UP)
      } else if (activity.loading()) {
        // Bounded by the limits of the hop. Virtual time that ran out must not keep the page from being read.
        if (expired > 0 && activity.commits() > 0) {
          expired = 0
          await grant(BUILD_UP)
        }
        shown = now
      } else if (activity.commits() === 0) {
        if (now - changed >= quiet) return 'settled'
      } else if (now - shown > pageTime) return 'busy'
      else if (expired > 0) {
        if (stage === 'build-up') {
          if (await options.look()) return 'looked'
          if (activity.commits() === commits && !activity.loading()) {
            stage = 'forward'
            expired = 0
            await grant(FAST_FORWARD)
          }
        } else if (now - changed >= quiet && (activity.pending() === 0 || now - changed >= STALLED)) {
          if (stage === 'afterwards') return 'settled'
          stage = 'afterwards'
          expired = 0
          await grant(AFTERWARDS)
        }
      } else if (!forced && now - granted > STALLED && now - changed > STALLED) {
        forced = true
        await grant(stage === 'build-up' ? BUILD_UP : FAST_FORWARD, true)
      } else if (forced && now - granted > STALLED) return 'busy'
      await wait(TICK)
    }
  } finally {
    session.off('Emulation.virtualTimeBudgetExpired', onExpired)
  }
}
