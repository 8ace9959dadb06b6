import type { HuntLimit } from '../../model/hunt.ts'
import type { Indicator } from '../../model/indicator.ts'
import type { Store } from '../../model/ports.ts'
import type { Sighting } from '../../model/sighting.ts'
import { candidates } from '../candidates.ts'
import { type CompiledPattern, compilePattern } from '../stix-pattern/compile-pattern.ts'
import { observedMail } from '../stix-pattern/mail-objects.ts'
import type { PatternMatch, PatternRun } from '../stix-pattern/pattern-run.ts'

/** Sightings of one pattern that are listed. Attack, or mistake: a pattern that every mail fits. */
const LISTED = 1_000

/** Places told of one sighting. */
const EVIDENCE = 5

interface Run {
  readonly indicator: Indicator
  readonly compiled: CompiledPattern
  readonly run: PatternRun
  count: number
}

/**
 * Messages that complete a STIX pattern. Patterns that name values are held against the mails that have these; all
 * others against all mail, in one pass.
 */
export async function* patternsSeen(
  indicators: readonly Indicator[],
  store: Pick<Store, 'seen' | 'message' | 'messages'>,
  range: { readonly since?: number; readonly until?: number },
  limits: HuntLimit[],
): AsyncGenerator<Sighting, void, undefined> {
  const everywhere: Run[] = []
  for (const indicator of indicators) {
    const text = indicator.pattern ?? indicator.value
    const compiled = compilePattern(text)
    if (compiled.kind === 'error') {
      const { message, start } = compiled.error
      limits.push({
        indicator: indicator.id,
        kind: 'not-searchable',
        detail: `its pattern cannot be read: ${message} (character ${start + 1}: ${text.slice(start, start + 40)})`,
      })
      continue
    }
    if (compiled.unheld.length > 0)
      limits.push({
        indicator: indicator.id,
        kind: 'not-searchable',
        detail: `a pattern asks for what no mail record holds: ${compiled.unheld.slice(0, 5).join(', ')}`,
      })
    const run = { indicator, compiled, run: compiled.start(), count: 0 }
    if (compiled.narrowing.anyOf === undefined) everywhere.push(run)
    else {
      for await (const record of candidates(store, compiled.narrowing, range)) {
        const match = run.run.next(observedMail(record))
        if (match) yield* sightingOf(run, match)
      }
      sayLimits(run, limits)
    }
  }
  if (everywhere.length === 0) return
  for await (const record of candidates(store, {}, range)) {
    const mail = observedMail(record)
    for (const run of everywhere) {
      const match = run.run.next(mail)
      if (match) yield* sightingOf(run, match)
    }
  }
  for (const run of everywhere) sayLimits(run, limits)
}

function* sightingOf(run: Run, { observations }: PatternMatch): Generator<Sighting, void, undefined> {
  const last = observations.at(-1)
  if (!last || run.count++ >= LISTED) return
  const { indicator } = run
  const witnesses = observations.flatMap((one) => one.witnesses)
  const evidence = witnesses.flatMap(({ seen }) => seen?.evidence ?? [])
  yield {
    kind: 'sighting',
    indicator,
    tier: 'pattern',
    digest: last.key as Sighting['digest'],
    time: last.time,
    seen: witnesses
      .map(({ value }) => value)
      .join(' · ')
      .slice(0, 500),
    places: [...new Set(witnesses.flatMap(({ seen }) => seen?.place ?? []))],
    evidence: evidence.slice(0, EVIDENCE),
    ...(evidence.length > EVIDENCE ? { cut: 'more places hold what it asks for than are told' } : {}),
    ...(indicator.published === undefined ? {} : { lead: last.time - indicator.published }),
  }
}

function sayLimits({ indicator, run, count }: Run, limits: HuntLimit[]): void {
  for (const detail of run.limits())
    limits.push({ indicator: indicator.id, kind: 'more-than-listed', detail })
  if (count > LISTED)
    limits.push({
      indicator: indicator.id,
      kind: 'more-than-listed',
      detail: `${count} mails complete this pattern; the first ${LISTED} are listed`,
    })
}
