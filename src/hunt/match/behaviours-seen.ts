import type { HuntLimit } from '../../model/hunt.ts'
import type { Indicator } from '../../model/indicator.ts'
import type { Store } from '../../model/ports.ts'
import type { Sighting } from '../../model/sighting.ts'
import type { Verdict } from '../../model/verdict.ts'
import { candidates } from '../candidates.ts'
import type { CompiledWhere } from '../where/compile-where.ts'
import type { HuntSubject } from '../where/field.ts'

/** Messages listed for one query. */
const LISTED = 10_000

/** A query to be held against mail, and what it is called. */
export interface NamedQuery {
  /** As a person wrote it, or the name of a behaviour. */
  readonly name: string
  readonly compiled: CompiledWhere
  /** What a hit means, with the innocent reading. */
  readonly meaning?: string
}

/** Messages of which a query holds: facts of the mail, no indicator. */
export async function* queriesSeen(
  queries: readonly NamedQuery[],
  store: Store,
  range: { readonly since?: number; readonly until?: number },
  hostRoles: NonNullable<HuntSubject['hostRoles']>,
  limits: HuntLimit[],
): AsyncGenerator<Sighting, void, undefined> {
  let verdicts: ReadonlyMap<string, Verdict> | undefined
  for (const [index, { name, compiled, meaning }] of queries.entries()) {
    const indicator = queryIndicator(name, index, meaning)
    const { needs } = compiled
    if (needs.has('verdict')) verdicts ??= new Map((await store.verdicts()).map((one) => [one.digest, one]))
    let untold = 0
    let count = 0
    for await (const record of candidates(store, compiled.narrowing, range)) {
      const judgement = needs.has('judgement') ? (await store.judgement(record.digest))?.judgement : undefined
      const verdict = verdicts?.get(record.digest)
      const answer = compiled.matches({
        record,
        hostRoles,
        ...(judgement ? { judgement } : {}),
        ...(verdict ? { verdict } : {}),
      })
      if (answer === undefined) untold++
      if (answer !== true || ++count > LISTED) continue
      yield {
        kind: 'sighting',
        indicator,
        tier: 'behaviour',
        digest: record.digest,
        time: record.time,
        seen: name,
        places: [],
        evidence: [],
      }
    }
    if (untold > 0)
      limits.push({
        indicator: indicator.id,
        kind: 'not-searchable',
        detail: `of ${untold} mails it cannot be told whether “${name.slice(0, 100)}” holds, as they were not judged; scan them`,
      })
    if (count > LISTED)
      limits.push({
        indicator: indicator.id,
        kind: 'more-than-listed',
        detail: `“${name.slice(0, 100)}” holds of ${count} mails; the first ${LISTED} are listed`,
      })
  }
}

function queryIndicator(name: string, index: number, meaning: string | undefined): Indicator {
  return {
    kind: 'indicator',
    id: `query-${index + 1}`,
    type: 'pattern',
    value: name,
    wording: name,
    source: { name: 'query', format: 'query' },
    labels: [],
    ...(meaning === undefined ? {} : { context: meaning }),
  }
}
