import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../model/ports.ts'

/** How many requests may be made in any ten seconds. */
export interface RequestRates {
  /** To one host; default 40. A chain bounces between few hosts, so one trace must not be cut by it. */
  readonly perHost?: number
  /** To all hosts together; default 400. */
  readonly overall?: number
  /** Milliseconds a request waits for its turn before it is given up; default 10,000. */
  readonly patience?: number
}

const WINDOW = 10_000
const PER_HOST = 40
const OVERALL = 400
const PATIENCE = 10_000
/** Hosts remembered. Attack: a mail of links with a random host each. */
const HOSTS = 10_000

/** Waits until a request to the host is due; false when that is longer than anybody wants to wait. */
export type RateGate = (host: string, signal?: AbortSignal) => Promise<boolean>

/** A gate over a sliding window of ten seconds. Times are of the given clock, in milliseconds. */
export function rateGate(clock: Clock, rates: RequestRates = {}): RateGate {
  const { perHost = PER_HOST, overall = OVERALL, patience = PATIENCE } = rates
  const all: number[] = []
  const hosts = new Map<string, number[]>()

  /** Milliseconds until one more fits. */
  const delay = (times: number[], limit: number, now: number): number => {
    while (times.length > 0 && (times[0] as number) <= now - WINDOW) times.shift()
    if (times.length < limit) return 0
    return limit <= 0 ? Number.POSITIVE_INFINITY : (times[times.length - limit] as number) + WINDOW - now
  }

  return async (host, signal) => {
    const started = clock()
    for (;;) {
      const now = clock()
      const own = hosts.get(host) ?? []
      const needed = Math.max(delay(all, overall, now), delay(own, perHost, now))
      if (needed <= 0) {
        all.push(now)
        own.push(now)
        hosts.delete(host)
        hosts.set(host, own)
        if (hosts.size > HOSTS) hosts.delete(hosts.keys().next().value as string)
        return true
      }
      if (now + needed - started > patience) return false
      try {
        await wait(needed, undefined, signal === undefined ? {} : { signal })
      } catch {
        return false
      }
    }
  }
}
