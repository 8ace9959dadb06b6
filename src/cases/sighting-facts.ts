import type { CaseSighting } from '../model/case-report.ts'
import { TLP_LABELS, type TlpLabel } from '../model/indicator.ts'
import { documents, isRecord } from './json-documents.ts'

type Fields = Readonly<Record<string, unknown>>

/** Labels kept of one indicator. Attack: an indicator of a hundred thousand labels. */
const LABELS = 20

/**
 * The sightings in what `hunt` writes: JSON, NDJSON, or sightings as the library gives them. What the report of a
 * sighting says of its indicator (publisher, day, labels) stands in another object there, and is found by the id.
 */
export function sightingsIn(evidence: string, bytes: Uint8Array): readonly CaseSighting[] {
  const all = documents(bytes).filter(isRecord)
  const reports = all.flatMap((one) =>
    one.type === 'report' ? [one] : Array.isArray(one.reports) ? one.reports.filter(isRecord) : [],
  )
  const known = new Map<unknown, { readonly indicator: Fields; readonly report: Fields }>()
  for (const report of reports)
    for (const indicator of Array.isArray(report.indicators) ? report.indicators : [])
      if (isRecord(indicator)) known.set(indicator.id, { indicator, report })
  return all.flatMap((value) => {
    const list: readonly unknown[] = Array.isArray(value.sightings) ? value.sightings : [value]
    return list.flatMap((one) => {
      const sighting = isRecord(one) && isRecord(one.sighting) ? one.sighting : one
      if (!isRecord(sighting) || !isRecord(sighting.indicator)) return []
      const told = known.get(sighting.indicator.id)
      const found = sightingOf(
        evidence,
        sighting,
        { ...told?.indicator, ...sighting.indicator },
        told?.report ?? {},
      )
      return found ? [found] : []
    })
  })
}

function sightingOf(
  evidence: string,
  sighting: Fields,
  indicator: Fields,
  report: Fields,
): CaseSighting | undefined {
  const { tier, digest } = sighting
  const { type, value, source, tlp, labels } = indicator
  const time = timeOf(sighting.time ?? sighting.date)
  const published = timeOf(indicator.published)
  const validUntil = timeOf(indicator.validUntil)
  if (typeof type !== 'string' || typeof value !== 'string' || typeof digest !== 'string') return undefined
  if (typeof tier !== 'string' || time === undefined) return undefined
  const name = isRecord(source) ? (source.publisher ?? source.name) : (report.publisher ?? source)
  return {
    evidence,
    type,
    value,
    tier,
    digest,
    time,
    source: typeof name === 'string' && name !== '' ? name : 'a source that is not named',
    ...(published !== undefined && { published }),
    ...(validUntil !== undefined && { validUntil }),
    ...(TLP_LABELS.includes(tlp as TlpLabel) && { tlp: tlp as TlpLabel }),
    labels: (Array.isArray(labels) ? labels : [])
      .filter((one): one is string => typeof one === 'string')
      .slice(0, LABELS),
  }
}

/** Milliseconds, of a number or of a time as JSON has it. ECMA-262 §21.4.1.1 bounds it. */
function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : value
  return typeof time === 'number' && Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? time : undefined
}
