/** Which code a run went through, from V8's own counters: no instrumentation, under a millisecond to ask. */
import { type Profiler, Session } from 'node:inspector'

/** A stretch of source. */
export interface Stretch {
  readonly script: string
  readonly start: number
  readonly end: number
}

export interface CoverageMap {
  /** What ran for the first time, of all that ran since the last question. */
  takeNew(): readonly Stretch[]
  /** True when any of the stretches ran since the last question. Paints nothing. */
  ran(stretches: readonly Stretch[]): boolean
  /** Characters of source that ran so far. */
  covered(): number
  stop(): void
}

/** Follows the scripts whose URL holds one of `folders`. */
export function coverageMap(folders: readonly string[]): CoverageMap {
  const session = new Session()
  session.connect()
  const post = <T>(method: string, params: object = {}): T => {
    let result: T | undefined
    session.post(method, params, (error, answer) => {
      if (error) throw error
      result = answer as T
    })
    return result as T
  }
  post('Profiler.enable')
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const scripts = new Map<string, Uint8Array>()
  let covered = 0

  const take = (): readonly Stretch[] =>
    post<Profiler.TakePreciseCoverageReturnType>('Profiler.takePreciseCoverage').result.flatMap(
      ({ scriptId, url, functions }) =>
        folders.some((folder) => url.includes(folder))
          ? functions.flatMap(({ ranges }) =>
              covering(ranges).map(([start, end]) => ({ script: scriptId, start, end })),
            )
          : [],
    )

  return {
    takeNew() {
      const fresh: Stretch[] = []
      for (const { script, start, end } of take()) {
        let seen = scripts.get(script)
        if (!seen || seen.length < end) {
          const grown = new Uint8Array(Math.max(end, (seen?.length ?? 0) * 2))
          if (seen) grown.set(seen)
          seen = grown
          scripts.set(script, seen)
        }
        for (let at = start; at < end; at++) {
          if (seen[at] !== 0) continue
          const from = at
          for (; at < end && seen[at] === 0; at++) seen[at] = 1
          covered += at - from
          fresh.push({ script, start: from, end: at })
        }
      }
      return fresh
    },
    ran(stretches) {
      return take().some((one) =>
        stretches.some(
          ({ script, start, end }) => script === one.script && start < one.end && one.start < end,
        ),
      )
    },
    covered: () => covered,
    stop: () => session.disconnect(),
  }
}

/** The stretches of one function that ran. Its ranges are nested: what an inner one says of its stretch counts. */
function covering(ranges: readonly Profiler.CoverageRange[]): [number, number][] {
  const stretches: [number, number][] = []
  const open: Profiler.CoverageRange[] = []
  let at = ranges[0]?.startOffset ?? 0
  const paint = (to: number) => {
    if (to > at && (open.at(-1)?.count ?? 0) > 0) stretches.push([at, to])
    at = Math.max(at, to)
  }
  const closeTo = (limit: number) => {
    for (let last = open.at(-1); last && last.endOffset <= limit; last = open.at(-1)) {
      paint(last.endOffset)
      open.pop()
    }
  }
  for (const range of ranges) {
    closeTo(range.startOffset)
    paint(range.startOffset)
    open.push(range)
  }
  closeTo(Infinity)
  return stretches
}
