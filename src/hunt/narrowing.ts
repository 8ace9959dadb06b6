import type { ObservableQuery } from '../model/ports.ts'

/** A value that stands in every message a query can meet, or one of several. */
export interface NeededValue {
  readonly type: ObservableQuery['type']
  /** In the form the reader writes it: hosts and addresses in lower case, URLs as the WHATWG parser writes them. */
  readonly value: string
  /** `suffix`: the host or anything below it. */
  readonly match: 'exact' | 'suffix'
}

/** What an index may leave out without losing a hit. Times in milliseconds. */
export interface Narrowing {
  /** Inclusive. */
  readonly since?: number
  /** Exclusive. */
  readonly until?: number
  /** Each message that fits holds one of these; absent when nothing can be said. Empty: no message can fit. */
  readonly anyOf?: readonly NeededValue[]
}

/** More values than this are not worth asking one by one: then the messages are read in order. */
const VALUES_LIMIT = 20_000

/** A message must satisfy both. */
export function bothNarrowings(a: Narrowing, b: Narrowing): Narrowing {
  const since = later(a.since, b.since)
  const until = earlier(a.until, b.until)
  const anyOf =
    a.anyOf && b.anyOf ? (a.anyOf.length <= b.anyOf.length ? a.anyOf : b.anyOf) : (a.anyOf ?? b.anyOf)
  return narrowing(since, until, anyOf)
}

/** A message may satisfy either. */
export function eitherNarrowing(a: Narrowing, b: Narrowing): Narrowing {
  const since = a.since !== undefined && b.since !== undefined ? Math.min(a.since, b.since) : undefined
  const until = a.until !== undefined && b.until !== undefined ? Math.max(a.until, b.until) : undefined
  const anyOf = a.anyOf && b.anyOf ? unique([...a.anyOf, ...b.anyOf]) : undefined
  return narrowing(since, until, anyOf && anyOf.length <= VALUES_LIMIT ? anyOf : undefined)
}

/** A narrowing of these parts, without absent ones. */
export function narrowing(
  since: number | undefined,
  until: number | undefined,
  anyOf: readonly NeededValue[] | undefined,
): Narrowing {
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(anyOf === undefined ? {} : { anyOf }),
  }
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b)
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b)
}

function unique(values: readonly NeededValue[]): NeededValue[] {
  const seen = new Map<string, NeededValue>()
  for (const one of values) seen.set(`${one.type} ${one.match} ${one.value}`, one)
  return [...seen.values()]
}
