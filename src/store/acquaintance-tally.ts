import type { Acquaintance } from '../model/ports.ts'
import { digestOf } from './digest-bytes.ts'

/** One value in one message. */
interface Observation {
  readonly message: number
  readonly time: number
  /** Id of the sender's address. */
  readonly sender: number
  readonly digest: Uint8Array
  readonly places: readonly string[]
  readonly value: string
}

interface Span {
  messages: number
  first: number
  last: number
}

/** Counts observations of one thing; a message counts once for each name it is counted under. */
export interface AcquaintanceTally {
  add(observation: Observation): void
  senders(limit: number): readonly (Readonly<Span> & { readonly id: number })[]
  told(limit: number): Omit<Acquaintance, 'senders'>
}

export function acquaintanceTally(): AcquaintanceTally {
  const messages = new Map<number, Pick<Observation, 'time' | 'sender' | 'digest'>>()
  const placed = new Map<string, Set<number>>()
  const values = new Map<string, Span & { readonly met: Set<number> }>()

  return {
    add({ message, time, sender, digest, places, value }) {
      messages.set(message, { time, sender, digest })
      for (const place of places) {
        const met = placed.get(place)
        if (met) met.add(message)
        else placed.set(place, new Set([message]))
      }
      const known = values.get(value)
      if (!known) values.set(value, { messages: 1, first: time, last: time, met: new Set([message]) })
      else if (!known.met.has(message)) {
        known.met.add(message)
        widen(known, time)
      }
    },
    senders(limit) {
      const bySender = new Map<number, Span>()
      for (const { time, sender } of messages.values()) {
        const known = bySender.get(sender)
        if (known) widen(known, time)
        else bySender.set(sender, { messages: 1, first: time, last: time })
      }
      return mostFirst(bySender, limit).map(([id, span]) => ({ id, ...span }))
    },
    told(limit) {
      const newest = [...messages.values()].sort((a, b) => b.time - a.time)
      const [last, first] = [newest[0], newest.at(-1)]
      return {
        messages: messages.size,
        ...(first && last ? { first: first.time, last: last.time } : {}),
        places: [...placed]
          .map(([place, met]) => ({ place, messages: met.size }))
          .sort((a, b) => b.messages - a.messages),
        values: mostFirst(values, limit).map(([value, span]) => ({
          value,
          messages: span.messages,
          first: span.first,
          last: span.last,
        })),
        newest: newest.slice(0, limit).map(({ digest, time }) => ({ digest: digestOf(digest), time })),
      }
    },
  }
}

function widen(span: Span, time: number): void {
  span.messages++
  span.first = Math.min(span.first, time)
  span.last = Math.max(span.last, time)
}

function mostFirst<K, S extends Span>(spans: ReadonlyMap<K, S>, limit: number): readonly (readonly [K, S])[] {
  return [...spans].sort(([, a], [, b]) => b.messages - a.messages || b.last - a.last).slice(0, limit)
}
