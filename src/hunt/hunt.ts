import type { Digest } from '../model/bytes.ts'
import type { HuntEvent, HuntedMessage, HuntLimit } from '../model/hunt.ts'
import type { Indicator, IndicatorSet } from '../model/indicator.ts'
import type { Clock, Store } from '../model/ports.ts'
import { SIGHTING_TIERS, type Sighting } from '../model/sighting.ts'
import { aftermathOf } from './aftermath.ts'
import { huntCoverage } from './hunt-coverage.ts'
import { matchIndicators } from './match/match-indicators.ts'
import type { TextReader } from './match/phrases.ts'
import type { HostKnowledge } from './match/searches.ts'

/** Messages told with who received them; the others stand in the sightings. */
const MESSAGES = 500
/** Messages whose aftermath is looked up. */
const AFTERMATHS = 50

export interface HuntOptions {
  readonly store: Store
  readonly knowledge: HostKnowledge
  readonly readTexts: TextReader
  /** Hunt also what a report names but hardly means as bad. */
  readonly acceptBenign?: boolean
  /** Milliseconds; messages in [since, until). */
  readonly since?: number
  readonly until?: number
  /** Sightings found otherwise (patterns, queries), told after those of indicators. */
  readonly others?: (limits: HuntLimit[]) => AsyncIterable<Sighting>
  /** For the timings. */
  readonly clock?: Clock
}

/**
 * Looks for indicators in all mail of a store: yields the sets as they were taken, then sightings, closest tier first,
 * as they are found; then the messages they are in with what became of them; then one summary with what was searched.
 * Changes nothing. Rejects with `StoreError`.
 */
export async function* hunt(
  sets: readonly IndicatorSet[],
  options: HuntOptions,
): AsyncGenerator<HuntEvent, void, undefined> {
  const { store, knowledge, clock = () => 0 } = options
  const started = clock()
  const limits: HuntLimit[] = []
  yield* sets
  const all = sets.flatMap(({ indicators }) => indicators)
  const accepted = options.acceptBenign ? all : all.filter(({ benign }) => benign === undefined)
  const indicators = [...new Map(accepted.map((one) => [one.id, one])).values()]

  const messages = new Map<Digest, Sighting[]>()
  const tiers = new Map<Sighting['tier'], number>()
  const met = new Map<string, { readonly indicator: Indicator; messages: number }>()
  const leads: number[] = []
  let sightings = 0
  let first: number | undefined
  const take = (sighting: Sighting): void => {
    first ??= clock() - started
    sightings++
    tiers.set(sighting.tier, (tiers.get(sighting.tier) ?? 0) + 1)
    const known = met.get(sighting.indicator.id)
    if (known) known.messages++
    else met.set(sighting.indicator.id, { indicator: sighting.indicator, messages: 1 })
    if (sighting.lead !== undefined) leads.push(sighting.lead)
    const its = messages.get(sighting.digest)
    if (its) its.push(sighting)
    else messages.set(sighting.digest, [sighting])
  }
  for await (const sighting of matchIndicators(indicators, { ...options, limits })) {
    take(sighting)
    yield sighting
  }
  if (options.others)
    for await (const sighting of options.others(limits)) {
      take(sighting)
      yield sighting
    }

  let told = 0
  if (messages.size > AFTERMATHS)
    limits.push({
      kind: 'aftermath-not-read',
      detail: `who answered or forwarded it and what else belongs to it was looked up for the first ${AFTERMATHS} mails of ${messages.size}`,
    })
  if (messages.size > MESSAGES)
    limits.push({
      kind: 'mail-not-told',
      detail: `sender, recipients and subject are told of the first ${MESSAGES} mails of ${messages.size}; the others stand in the sightings`,
    })
  for (const [digest, its] of messages) {
    if (told >= MESSAGES) break
    const message = await huntedMessage(digest, its, store, told < AFTERMATHS ? knowledge : undefined)
    if (!message) continue
    told++
    yield message
  }
  yield {
    kind: 'hunt-summary',
    sets: sets.map(({ source, indicators: its, issues }) => ({
      name: source.name,
      format: source.format,
      ...(source.publisher === undefined ? {} : { publisher: source.publisher }),
      ...(source.title === undefined ? {} : { title: source.title }),
      indicators: its.length,
      issues: issues.length,
    })),
    hunted: indicators.length,
    setAside: all.length - accepted.length,
    sightings,
    messages: messages.size,
    tiers: SIGHTING_TIERS.flatMap((tier) => {
      const count = tiers.get(tier)
      return count === undefined ? [] : [{ tier, sightings: count }]
    }),
    met: [...met.values()].sort((a, b) => b.messages - a.messages),
    limits,
    coverage: huntCoverage(await store.indexCoverage()),
    ...(leads.length > 0 ? { lead: leadTimes(leads) } : {}),
    timings: { ...(first === undefined ? {} : { first }), total: clock() - started },
  }
}

function leadTimes(leads: number[]): { earliest: number; median: number; before: number; after: number } {
  leads.sort((a, b) => a - b)
  const before = leads.filter((lead) => lead < 0).length
  return {
    earliest: leads[0] ?? 0,
    median: leads[leads.length >> 1] ?? 0,
    before,
    after: leads.length - before,
  }
}

async function huntedMessage(
  digest: Digest,
  sightings: readonly Sighting[],
  store: Store,
  knowledge: HostKnowledge | undefined,
): Promise<HuntedMessage | undefined> {
  const record = await store.message(digest)
  const closest = sightings[0]
  if (!record || !closest) return undefined
  const { file, item, offset } = record.source
  return {
    kind: 'hunted-message',
    digest,
    time: record.time,
    from: record.from,
    recipients: [...record.to, ...record.cc, ...record.bcc],
    subject: record.subject,
    ...(record.messageId === undefined ? {} : { messageId: record.messageId }),
    source: `${file}#${item ?? offset}`,
    tier: closest.tier,
    indicators: [...new Set(sightings.map(({ indicator }) => indicator.id))],
    ...(knowledge ? { aftermath: await aftermathOf(record, store, knowledge) } : {}),
  }
}
