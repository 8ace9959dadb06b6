import type { ActorStatement, Case } from '../model/case.ts'
import type { ActorActivity, ActorEvent, CaseFacts, CaseSighting } from '../model/case-report.ts'

/** Events told of one cluster. Attack: a hunt with a hundred thousand sightings of one label. */
const MOST = 500

/**
 * Reports and sightings over time, by cluster as a source names it. Two names are one here only when the same source
 * used the same letters; who says that names mean the same is told, and nothing follows from it. A sighting stands under
 * a name when a statement rests on its evidence, or when the source that gives the name put it on the indicator.
 */
export function actorActivity(found: Case, facts: CaseFacts): readonly ActorActivity[] {
  const groups = new Map<string, ActorStatement[]>()
  for (const one of found.actors) {
    const key = JSON.stringify([one.name, one.by])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap((statements): readonly ActorActivity[] => {
    const [first] = statements
    if (first === undefined) return []
    const { name, by } = first
    const alsoNamed = [...new Set(statements.flatMap((one) => one.alsoNamed))]
    const names = new Set([name, ...alsoNamed])
    const others = found.actors.filter(
      (one) => one.by !== by && [one.name, ...one.alsoNamed].some((other) => names.has(other)),
    )
    const { events, undated } = reportsOf(statements, found)
    events.push(...sightingsOf(statements, facts.sightings))
    events.sort((a, b) => a.time - b.time)
    return [
      {
        kind: 'actor-activity',
        name,
        by,
        statements: statements.map(({ id }) => id),
        alsoNamed,
        usedBy: [...new Set(others.map((one) => one.by))],
        events: events.slice(0, MOST),
        undated,
      },
    ]
  })
}

function reportsOf(
  statements: readonly ActorStatement[],
  { evidence, claims }: Case,
): { readonly events: ActorEvent[]; readonly undated: readonly string[] } {
  const events: ActorEvent[] = []
  const undated = new Set<string>()
  const seen = new Set<string>()
  const add = (event: ActorEvent, id: string): void => {
    if (!seen.has(id)) events.push(event)
    seen.add(id)
  }
  for (const { id, name, by, said, items } of statements) {
    if (said !== undefined)
      add({ of: 'report', time: said, text: `${by} speaks of ${name}`, items, why: `${id} says when` }, id)
    for (const item of items) {
      const claim = claims.find((one) => one.id === item)
      const source = evidence.find((one) => one.id === (claim?.readIn?.evidence ?? item))
      // The text of a PDF has the time of the PDF.
      const dated = evidence.find((one) => one.id === (source?.madeFrom ?? source?.id))
      if (dated !== undefined && !['outside-report', 'article'].includes(dated.of)) continue
      const time = claim?.said ?? dated?.time
      if (time === undefined) {
        if (said === undefined) undated.add(item)
        continue
      }
      if (said !== undefined && Math.floor(said / DAY) === Math.floor(time / DAY)) continue
      const text = claim ? `${claim.speaker ?? 'We'}: ${claim.text}` : (dated?.title ?? '')
      add({ of: 'report', time, text, items: [item], why: `${id} rests on ${item}` }, item)
    }
  }
  return { events, undated: [...undated] }
}

const DAY = 86_400_000
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

function sightingsOf(
  statements: readonly ActorStatement[],
  sightings: readonly CaseSighting[],
): readonly ActorEvent[] {
  return sightings.flatMap((one): readonly ActorEvent[] => {
    const resting = statements.find(({ items }) => items.includes(one.evidence))
    const labelled = statements.find(
      ({ name, by }) =>
        folded(by) === folded(one.source) && one.labels.some((label) => folded(label) === folded(name)),
    )
    const [statement] = statements
    if (statement === undefined || (resting ?? labelled) === undefined) return []
    const why = resting
      ? `${resting.id} rests on ${one.evidence}`
      : `${one.source} labels this indicator ${statement.name}`
    const items = [one.evidence]
    return [
      { of: 'sighting', time: one.time, text: `A mail holds ${one.value} (${one.type})`, items, why },
      ...(one.published === undefined
        ? []
        : [
            {
              of: 'report' as const,
              time: one.published,
              text: `${one.source} published ${one.value}`,
              items,
              why,
            },
          ]),
    ]
  })
}
