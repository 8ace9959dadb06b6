import type { ObservationTest, Witness } from './observation.ts'
import type { ObservedData } from './observed-data.ts'
import { messagesNeeded } from './parse-pattern.ts'
import type { ObservationExpression, Qualifier } from './pattern.ts'

/** Observations that fit, kept for each part of a pattern, and for all parts. Attack: parts that every mail fits. */
const KEPT_LIMIT = 2_000
const KEPT_IN_ALL = 50_000
/** Steps of looking for one match. Attack: `([…] AND […]) REPEATS 30 TIMES` that never comes together. */
const STEP_LIMIT = 20_000

/** One observation of a match, and why it fits. */
export interface MatchedObservation {
  readonly key: string
  readonly time: number
  readonly witnesses: readonly Witness[]
}

/** Observations that together satisfy a pattern, oldest first; the last one completed it. */
export interface PatternMatch {
  readonly kind: 'pattern-match'
  readonly observations: readonly MatchedObservation[]
}

/** The evaluation of one pattern over observations in order of time. */
export interface PatternRun {
  /** The match this observation completes, the closest in time when there are several. */
  next(data: ObservedData): PatternMatch | undefined
  /** Limits that decided, in words; empty when every answer was exact. */
  limits(): readonly string[]
}

/** An observation that fits a part. */
interface Kept {
  readonly key: string
  readonly first: number
  readonly last: number
  readonly count: number
  readonly witnesses: readonly Witness[]
}

export type RunNode =
  | { readonly kind: 'part'; readonly part: number; readonly test: ObservationTest }
  | {
      readonly kind: 'and' | 'or' | 'followed-by'
      readonly parts: readonly RunNode[]
      readonly holds: ReadonlySet<number>
    }
  | {
      readonly kind: 'qualified'
      readonly of: RunNode
      readonly qualifiers: readonly Qualifier[]
      readonly holds: ReadonlySet<number>
    }

/**
 * Starts a run. Observations must come in order of their first time. Kept are the observations that fit a part, until
 * a WITHIN around everything has passed, and at most 2,000 for each part. AND and FOLLOWEDBY need different
 * observations (one with `count` n serves n times); a match is looked for only when an observation fits a part, and
 * always holds it, so that there is at most one match per observation.
 */
export function runAlternatives(
  alternatives: readonly { readonly node: RunNode; readonly source: ObservationExpression }[],
): PatternRun {
  const limits = new Set<string>()
  const runs = alternatives.map(({ node, source }) => runOne(node, source, limits))
  return {
    next(data) {
      let match: PatternMatch | undefined
      // each alternative has to see it, as it keeps what it needs later
      for (const run of runs) {
        const found = run(data)
        match ??= found
      }
      return match
    },
    limits: () => [...limits],
  }
}

function runOne(
  root: RunNode,
  source: ObservationExpression,
  limits: Set<string>,
): (data: ObservedData) => PatternMatch | undefined {
  const limit = (what: string): void => void limits.add(what)
  if (root.kind === 'part')
    return (data) => {
      const witnesses = root.test(data, limit)
      return (
        witnesses && { kind: 'pattern-match', observations: [{ key: data.key, time: data.first, witnesses }] }
      )
    }

  const tests = partsOf(root)
  const kept = new Map<number, Kept[]>(tests.map(({ part }) => [part, []]))
  const span = wholeSpan(source)
  const needed = messagesNeeded(source)
  const room = Math.max(100, Math.min(KEPT_LIMIT, Math.floor(KEPT_IN_ALL / tests.length)))
  // what is dropped is missed only where an older group can be the one that fits, or where room for one match is short
  const matters = needed > room || hasInnerSpan(source, span !== undefined)

  return (data) => {
    let fresh: Kept | undefined
    const fits: number[] = []
    for (const { part, test } of tests) {
      const witnesses = test(data, limit)
      if (!witnesses) continue
      const one: Kept = { key: data.key, first: data.first, last: data.last, count: data.count, witnesses }
      fresh = one
      fits.push(part)
      const list = kept.get(part)!
      list.push(one)
      // in blocks, as cutting off the front takes time with the length
      if (list.length > 2 * room) {
        list.splice(0, list.length - room)
        if (matters) limit(`of the observations that fit one part the last ${room} were kept`)
      }
    }
    if (!fresh) return undefined
    if (span !== undefined)
      for (const list of kept.values()) {
        let old = 0
        while (old < list.length && list[old]!.last < data.first - span) old++
        if (old > 0) list.splice(0, old)
      }
    const search = matchSearch(kept, fresh, limit)
    for (const part of fits) {
      const match = search(root, part, 'closest') ?? search(root, part, 'spread')
      if (match) return match
    }
    return undefined
  }
}

function partsOf(node: RunNode): (RunNode & { readonly kind: 'part' })[] {
  if (node.kind === 'part') return [node]
  return node.kind === 'qualified' ? partsOf(node.of) : node.parts.flatMap(partsOf)
}

/** Milliseconds in which the whole match must lie. */
function wholeSpan(node: ObservationExpression): number | undefined {
  if (node.kind !== 'qualified') return undefined
  const within = node.qualifiers.find((one) => one.kind === 'within')?.span
  // under REPEATS the inner span holds for each repetition only
  const repeats = node.qualifiers.findIndex((one) => one.kind === 'repeats')
  const at = node.qualifiers.findIndex((one) => one.kind === 'within')
  return within !== undefined && (repeats < 0 || repeats < at) ? within : undefined
}

/** A WITHIN that is not around everything: an older group can be the only one that fits together. */
function hasInnerSpan(node: ObservationExpression, aroundAll: boolean): boolean {
  switch (node.kind) {
    case 'observation':
      return false
    case 'qualified':
      return (
        (!aroundAll && node.qualifiers.some((one) => one.kind === 'within')) || hasInnerSpan(node.of, false)
      )
    default:
      return node.parts.some((part) => hasInnerSpan(part, false))
  }
}

/** Times of what was chosen so far below a WITHIN or on one side of a FOLLOWEDBY. */
interface Group {
  readonly span: number
  latestFirst: number
  earliestLast: number
  earliestFirst: number
}

/** What holds for every observation chosen below a node. */
interface Bounds {
  /** Overlapping [from, until). */
  readonly from: number
  readonly until: number
  /** Last time at most this: it comes before what follows. */
  readonly before: number
  /** First time at least this. */
  readonly after: number
  readonly groups: readonly Group[]
}

/**
 * `closest`: newest observations first, so that what is found first is closest in time. `spread`: what has to come
 * before something else is taken from the oldest on, which leaves the most for the rest; asked after `closest` was
 * given up.
 */
type SearchOrder = 'closest' | 'spread'
type Search = (root: RunNode, part: number, order: SearchOrder) => PatternMatch | undefined

/**
 * Looks for a match that uses the newest observation for a given part, depth first. All times have to fit at each
 * choice, which cuts branches early. Searches of the order `spread` are made only where `closest` was given up.
 */
function matchSearch(
  kept: ReadonlyMap<number, readonly Kept[]>,
  fresh: Kept,
  limit: (what: string) => void,
): Search {
  let givenUp = false
  return (root, forced, order) => {
    if (order === 'spread' && !givenUp) return undefined
    givenUp = false
    const used = new Map<string, number>()
    const chosen: Kept[] = []
    let steps = 0
    // the newest observation stands for this part exactly once, at its first visit
    let pending = true

    const choose = (one: Kept, bounds: Bounds, next: () => boolean): boolean => {
      if (++steps > STEP_LIMIT) return false
      if (one.last < bounds.from || one.first >= bounds.until) return false
      if (one.last > bounds.before || one.first < bounds.after) return false
      const times = used.get(one.key) ?? 0
      if (times >= one.count) return false
      for (const group of bounds.groups)
        if (Math.max(group.latestFirst, one.first) - Math.min(group.earliestLast, one.last) > group.span)
          return false
      const saved = bounds.groups.map((group) => ({ ...group }))
      for (const group of bounds.groups) {
        group.latestFirst = Math.max(group.latestFirst, one.first)
        group.earliestLast = Math.min(group.earliestLast, one.last)
        group.earliestFirst = Math.min(group.earliestFirst, one.first)
      }
      used.set(one.key, times + 1)
      chosen.push(one)
      if (next()) return true
      chosen.pop()
      used.set(one.key, times)
      for (const [i, group] of bounds.groups.entries()) Object.assign(group, saved[i])
      return false
    }

    const solve = (node: RunNode, bounds: Bounds, next: () => boolean): boolean => {
      if (steps > STEP_LIMIT) return false
      switch (node.kind) {
        case 'part':
          return repeated(node.part, 1, bounds, next)
        case 'or':
          // the newest observation has to be used: while it is not, other branches lead nowhere
          return node.parts
            .filter((part) => !pending || !node.holds.has(forced) || holds(part, forced))
            .some((part) => solve(part, bounds, next))
        case 'and': {
          const from = (i: number): boolean =>
            i === node.parts.length ? next() : solve(node.parts[i]!, bounds, () => from(i + 1))
          return from(0)
        }
        case 'followed-by': {
          // from the end: what comes later bounds what came before
          const from = (i: number, before: number): boolean => {
            if (i < 0) return next()
            const group: Group = {
              span: Number.POSITIVE_INFINITY,
              latestFirst: Number.NEGATIVE_INFINITY,
              earliestLast: Number.POSITIVE_INFINITY,
              earliestFirst: Number.POSITIVE_INFINITY,
            }
            // the newest observation stands further to the front, so nothing here can be older than it
            const ahead = pending && node.parts.slice(0, i).some((part) => holds(part, forced))
            const mustFollow = ahead && !holds(node.parts[i]!, forced)
            const inside: Bounds = {
              ...bounds,
              before: Math.min(bounds.before, before),
              after: mustFollow ? Math.max(bounds.after, fresh.last) : bounds.after,
              groups: [...bounds.groups, group],
            }
            return solve(node.parts[i]!, inside, () => from(i - 1, group.earliestFirst))
          }
          return from(node.parts.length - 1, bounds.before)
        }
        case 'qualified':
          return qualified(node.of, node.qualifiers, node.qualifiers.length - 1, bounds, next)
      }
    }

    /** Qualifiers from the outermost inwards: the last written holds for all before it. */
    const qualified = (
      of: RunNode,
      qualifiers: readonly Qualifier[],
      i: number,
      bounds: Bounds,
      next: () => boolean,
    ): boolean => {
      const one = qualifiers[i]
      if (!one) return solve(of, bounds, next)
      if (one.kind === 'start-stop')
        return qualified(
          of,
          qualifiers,
          i - 1,
          { ...bounds, from: Math.max(bounds.from, one.from), until: Math.min(bounds.until, one.until) },
          next,
        )
      if (one.kind === 'within') {
        const group: Group = {
          span: one.span,
          latestFirst: Number.NEGATIVE_INFINITY,
          earliestLast: Number.POSITIVE_INFINITY,
          earliestFirst: Number.POSITIVE_INFINITY,
        }
        return qualified(of, qualifiers, i - 1, { ...bounds, groups: [...bounds.groups, group] }, next)
      }
      if (i === 0 && of.kind === 'part') return repeated(of.part, one.times, bounds, next)
      const again = (times: number): boolean =>
        times === 0 ? next() : qualified(of, qualifiers, i - 1, bounds, () => again(times - 1))
      return again(one.times)
    }

    /** The same part several times: as the order among them means nothing, only choices from newest to oldest are tried. */
    const repeated = (part: number, times: number, bounds: Bounds, next: () => boolean): boolean => {
      const list = kept.get(part)!
      let available = 0
      for (let i = list.length - 1; i >= 0 && available < times; i--) available += list[i]!.count
      if (available < times) return false
      if (order === 'spread' && bounds.before < Number.POSITIVE_INFINITY)
        return oldest(part, times, bounds, next)
      const from = (i: number, left: number): boolean => {
        if (left === 0) return next()
        for (let j = i; j >= 0; j--) {
          if (steps > STEP_LIMIT) return false
          const one = list[j]!
          if (choose(one, bounds, () => from(j, left - 1))) return true
          if (tooOld(one, bounds)) return false
        }
        return false
      }
      if (!pending || part !== forced) return from(list.length - 1, times)
      pending = false
      if (choose(fresh, bounds, () => from(list.length - 1, times - 1))) return true
      pending = true
      return false
    }

    const oldest = (part: number, times: number, bounds: Bounds, next: () => boolean): boolean => {
      const list = kept.get(part)!
      const from = (i: number, left: number): boolean => {
        if (left === 0) return next()
        for (let j = i; j < list.length && steps <= STEP_LIMIT; j++)
          if (choose(list[j]!, bounds, () => from(j, left - 1))) return true
        return false
      }
      return from(0, times)
    }

    const everything: Bounds = {
      from: Number.NEGATIVE_INFINITY,
      until: Number.POSITIVE_INFINITY,
      before: Number.POSITIVE_INFINITY,
      after: Number.NEGATIVE_INFINITY,
      groups: [],
    }
    const found = solve(root, everything, () => !pending)
    givenUp = steps > STEP_LIMIT
    if (givenUp && order === 'spread') limit(`looking for a match was given up after ${STEP_LIMIT} steps`)
    if (!found) return undefined
    return {
      kind: 'pattern-match',
      observations: chosen
        .map(({ key, first, witnesses }) => ({ key, time: first, witnesses }))
        .sort((a, b) => a.time - b.time),
    }
  }
}

/** Nothing older can fit either: observations lie in order of their first time, and most have no length. */
function tooOld(one: Kept, bounds: Bounds): boolean {
  return one.first === one.last && bounds.groups.some((group) => group.latestFirst - one.last > group.span)
}

function holds(node: RunNode, part: number): boolean {
  return node.kind === 'part' ? node.part === part : node.holds.has(part)
}
