import type { Clock, Resolver } from '../../model/ports.ts'
import type { RangeName } from './shape.ts'

/** The DNS of a range: hosts of its shapes lie at its own loopback addresses, except those with a story of their own. */
export interface RangeNames extends Resolver {
  /** Forgets which turn every name is at. */
  reset(): void
  /** Questions asked, `A host`, in order. */
  readonly asked: readonly string[]
}

/**
 * `addresses` gives the range's address of each host. A host that is in neither map does not exist. Answers of a
 * name with several turns go on with each A question.
 */
export function rangeNames(
  addresses: ReadonlyMap<string, string>,
  stories: ReadonlyMap<string, RangeName>,
  clock: Clock,
): RangeNames {
  const turns = new Map<string, number>()
  const asked: string[] = []
  return {
    asked,
    reset: () => turns.clear(),
    resolve: async (name, type) => {
      const host = name.toLowerCase().replace(/\.$/, '')
      asked.push(`${type} ${host}`)
      const base = { kind: 'lookup', id: `dns:${type}:${host}`, time: clock(), from: 'dns' } as const
      const found = (answer: readonly unknown[]) =>
        answer.length === 0
          ? ({ ...base, status: 'absent' } as const)
          : ({ ...base, status: 'answer', answer } as const)
      const story = stories.get(host)
      const own = addresses.get(host)
      if (story?.kind === 'unknown') return { ...base, status: 'unknown', error: 'ESERVFAIL' }
      if (story?.kind === 'absent') return found([])
      if (story !== undefined && type === 'AAAA') return found(story.v6 ?? [])
      if (story !== undefined && type === 'A') {
        const turn = turns.get(host) ?? 0
        turns.set(host, turn + 1)
        const answer = story.turns[Math.min(turn, story.turns.length - 1)] ?? []
        return found(answer.map((one) => (one === 'range' ? (own ?? '') : one)))
      }
      if (type === 'A') return found(own === undefined ? [] : [own])
      if (type === 'NS' && own !== undefined) return found([`ns.${host}`])
      return found([])
    },
  }
}
