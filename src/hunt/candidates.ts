import type { Digest } from '../model/bytes.ts'
import type { Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import { type Narrowing, narrowing } from './narrowing.ts'

/** Values asked for at once. */
const CHUNK = 64
/** More messages than this are read faster in order than one by one. */
const MANY = 20_000

/**
 * The records a narrowing leaves in, oldest first; all of a time range when it names no values, or values that stand
 * in too many mails. What is left in still has to be tested.
 */
export async function* candidates(
  store: Pick<Store, 'seen' | 'message' | 'messages'>,
  given: Narrowing,
  range: { readonly since?: number; readonly until?: number },
): AsyncGenerator<MessageRecord, void, undefined> {
  const { anyOf, since, until } = narrowing(
    later(given.since, range.since),
    earlier(given.until, range.until),
    given.anyOf,
  )
  const span = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
  const times = anyOf ? new Map<Digest, number>() : undefined
  for (let at = 0; anyOf && times && at < anyOf.length && times.size <= MANY; at += CHUNK)
    for (const { seen } of await store.seen(
      anyOf.slice(at, at + CHUNK).map((one) => ({ ...one, limit: MANY + 1 })),
    ))
      for (const { digest, time } of seen)
        if (time >= (since ?? -Infinity) && time < (until ?? Infinity)) times.set(digest, time)
  if (!times || times.size > MANY) {
    yield* store.messages(span)
    return
  }
  const ordered = [...times].sort(([one, a], [other, b]) => a - b || (one < other ? -1 : 1))
  for (const [digest] of ordered) {
    const record = await store.message(digest)
    if (record) yield record
  }
}

const later = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b)
const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b)
