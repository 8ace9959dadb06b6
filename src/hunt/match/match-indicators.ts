import type { Digest } from '../../model/bytes.ts'
import type { HuntLimit } from '../../model/hunt.ts'
import type { Indicator } from '../../model/indicator.ts'
import type { Seen, Store } from '../../model/ports.ts'
import { SIGHTING_TIERS, type Sighting, type SightingTier } from '../../model/sighting.ts'
import { evidenceOf, hostMatcher, pathFound } from './evidence.ts'
import { lookAlikesSeen } from './look-alikes.ts'
import { patternsSeen } from './patterns-seen.ts'
import { phrasesSeen, type TextReader } from './phrases.ts'
import { type HostKnowledge, type Search, searchesOf } from './searches.ts'

/** Messages listed for one question. Attack, or mistake: an indicator that stands in every mail. */
const LISTED = 1_000
/** Messages of one indicator whose evidence is looked up, and of all; of the others the place is told. */
const EVIDENCE_MESSAGES = 10
const EVIDENCE_IN_ALL = 1_000
const MORE_PLACES = 'more places of this mail hold it than are told'
const NOT_READ = 'its bytes were not looked up'
/** Questions asked at once: few enough that the first sightings are out soon. */
const CHUNK = 32

export interface MatchOptions {
  readonly store: Store
  readonly knowledge: HostKnowledge
  readonly readTexts: TextReader
  /** Milliseconds; messages in [since, until). */
  readonly since?: number
  readonly until?: number
  /** Takes what was not searched or cut off. */
  readonly limits: HuntLimit[]
}

interface Candidate {
  readonly indicator: Indicator
  readonly seen: Pick<Seen, 'digest' | 'time'>
  readonly value: string
  readonly places: readonly string[]
  readonly path?: string
}

/**
 * Where indicators were met, closest tier first; one sighting for each indicator and message, of the closest tier.
 * Look-alikes, texts and what the index answers come in the order of `SIGHTING_TIERS`. Rejects with `StoreError`.
 */
export async function* matchIndicators(
  indicators: readonly Indicator[],
  options: MatchOptions,
): AsyncGenerator<Sighting, void, undefined> {
  const {
    store,
    knowledge,
    limits,
    since = Number.NEGATIVE_INFINITY,
    until = Number.POSITIVE_INFINITY,
  } = options
  const searches = new Map<SightingTier, Search[]>()
  for (const indicator of indicators) {
    const plan = searchesOf(indicator, knowledge)
    for (const limit of plan.limits) limits.push(limit)
    for (const search of plan.searches) {
      const list = searches.get(search.tier)
      if (list) list.push(search)
      else searches.set(search.tier, [search])
    }
  }

  const taken = new Map<string, Set<Digest>>()
  const evidenced = new Map<string, number>()
  let evidencedInAll = 0
  let unread = 0
  /** Answers that belong to a later tier than the question. */
  const waiting = new Map<SightingTier, Candidate[]>()

  const isNew = ({ indicator, seen }: Candidate): boolean =>
    seen.time >= since && seen.time < until && !taken.get(indicator.id)?.has(seen.digest)

  async function sighting(tier: SightingTier, candidate: Candidate): Promise<Sighting | undefined> {
    const { indicator, seen, value, places, path } = candidate
    if (!isNew(candidate)) return undefined
    const told = { kind: 'sighting', indicator, tier, digest: seen.digest, time: seen.time } as const
    const count = evidenced.get(indicator.id) ?? 0
    const wantsEvidence = count < EVIDENCE_MESSAGES && evidencedInAll < EVIDENCE_IN_ALL
    if (wantsEvidence) evidencedInAll++
    else if (path === undefined) unread++
    const record = wantsEvidence || path !== undefined ? await store.message(seen.digest) : undefined
    let found: Pick<Sighting, 'seen' | 'places' | 'evidence'> = { seen: value, places, evidence: [] }
    let cut = wantsEvidence ? undefined : NOT_READ
    if (path !== undefined) {
      const exact = record && pathFound(record, await store.trace(seen.digest), path)
      if (!exact) return undefined
      const { more, ...rest } = exact
      found = rest
      cut = more ? MORE_PLACES : undefined
    } else if (record) {
      const { evidence, more } = evidenceOf(record, value, places, hostMatcher(indicator, value))
      found = { ...found, evidence }
      if (more) cut = MORE_PLACES
    }
    evidenced.set(indicator.id, count + 1)
    const digests = taken.get(indicator.id)
    if (digests) digests.add(seen.digest)
    else taken.set(indicator.id, new Set([seen.digest]))
    return { ...told, ...found, ...(cut === undefined ? {} : { cut }), ...leadOf(indicator, seen.time) }
  }

  async function* ask(
    tier: SightingTier,
    list: readonly Search[],
  ): AsyncGenerator<Sighting, void, undefined> {
    for (let from = 0; from < list.length; from += CHUNK) {
      const chunk = list.slice(from, from + CHUNK)
      const answers = await store.seen(
        chunk.map(({ query, most }) => ({ ...query, limit: most === undefined ? LISTED : most * 4 })),
      )
      for (const [index, search] of chunk.entries()) {
        const answer = answers[index]
        if (!answer) continue
        const { indicator, most, path } = search
        if (
          most !== undefined &&
          (answer.more || new Set(answer.seen.map(({ digest }) => digest)).size > most)
        ) {
          limits.push({
            indicator: indicator.id,
            kind: 'common-domain',
            detail: `${search.query.value} stands in more than ${most} mails: only ${indicator.value.slice(0, 200)} itself is searched`,
          })
          continue
        }
        if (answer.more)
          limits.push({
            indicator: indicator.id,
            kind: 'more-than-listed',
            detail: `more than ${LISTED} mails hold ${search.query.value.slice(0, 200)}; the rest is not listed`,
          })
        for (const seen of answer.seen) {
          const its = search.tierOf(seen)
          const candidate = {
            indicator,
            seen,
            value: seen.value,
            places: seen.places,
            ...(path === undefined ? {} : { path }),
          }
          if (SIGHTING_TIERS.indexOf(its) > SIGHTING_TIERS.indexOf(tier)) {
            const list = waiting.get(its)
            if (list) list.push(candidate)
            else waiting.set(its, [candidate])
            continue
          }
          const told = await sighting(its, candidate)
          if (told) yield told
        }
      }
    }
  }

  for (const tier of SIGHTING_TIERS) {
    yield* ask(tier, searches.get(tier) ?? [])
    for (const candidate of waiting.get(tier) ?? []) {
      const told = await sighting(tier, candidate)
      if (told) yield told
    }
    if (tier === 'look-alike')
      for await (const { indicator, seen } of lookAlikesSeen(indicators, store, knowledge, limits))
        for (const one of seen) {
          const told = await sighting(tier, { indicator, seen: one, value: one.value, places: one.places })
          if (told) yield told
        }
    if (tier === 'pattern')
      yield* patternsSeen(
        indicators.filter(({ type }) => type === 'pattern'),
        store,
        { since, until },
        limits,
      )
    if (tier === 'text') {
      const texts = indicators.filter(({ type }) => type === 'text')
      for await (const found of phrasesSeen(texts, store, options.readTexts, limits)) {
        const { indicator, seen, places, quoted, evidence, unconfirmed } = found
        if (!isNew({ indicator, seen, value: quoted, places })) continue
        yield {
          kind: 'sighting',
          indicator,
          tier,
          digest: seen.digest,
          time: seen.time,
          seen: quoted,
          places,
          evidence,
          ...(unconfirmed === undefined ? {} : { unconfirmed }),
          ...leadOf(indicator, seen.time),
        }
      }
    }
  }
  if (unread > 0)
    limits.push({
      kind: 'evidence-not-read',
      detail: `of ${unread} sightings only the place is told, not the bytes: these are looked up in the first ${EVIDENCE_MESSAGES} mails of an indicator, and in ${EVIDENCE_IN_ALL} in all`,
    })
}

function leadOf({ published }: Indicator, time: number): { lead?: number } {
  return published === undefined ? {} : { lead: time - published }
}
