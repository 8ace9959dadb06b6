import type { Lookup } from '../model/lookup.ts'
import type { Resolver } from '../model/ports.ts'
import { lookupId } from './zone-resolver.ts'

/** A resolver that keeps every answer it passed on. */
export interface RecordingResolver extends Resolver {
  /** The last answer to each question, in the order first asked. */
  recorded(): readonly Lookup[]
}

/** Wraps a resolver; the answers can be stored and given to `replayResolver` later. */
export function recordingResolver(resolver: Resolver): RecordingResolver {
  const kept = new Map<string, Lookup>()
  return {
    resolve: async (name, type) => {
      const lookup = await resolver.resolve(name, type)
      kept.set(lookup.id, lookup)
      return lookup
    },
    recorded: () => [...kept.values()],
  }
}

/**
 * Answers from stored lookups, so that a judgement can be repeated without network. A question that was not
 * recorded is `unknown`, dated as the newest lookup given. Of several lookups with one id the newest counts.
 */
export function replayResolver(lookups: Iterable<Lookup>): Resolver {
  const known = new Map<string, Lookup>()
  let newest = 0
  for (const lookup of lookups) {
    newest = Math.max(newest, lookup.time)
    if (lookup.time >= (known.get(lookup.id)?.time ?? Number.NEGATIVE_INFINITY)) known.set(lookup.id, lookup)
  }
  return {
    resolve: async (name, type) => {
      const id = lookupId(name, type)
      return (
        known.get(id) ?? {
          kind: 'lookup',
          id,
          time: newest,
          status: 'unknown',
          from: 'zone-file',
          error: 'not among the recorded lookups',
        }
      )
    },
  }
}
