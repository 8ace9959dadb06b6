import type { CaseEvidence, EvidenceKind, TimelineEntry, TimelineLane } from '../model/case.ts'
import type { CaseFacts } from '../model/case-report.ts'
import type { CaseContent } from './case-file.ts'

const LANES: Readonly<Record<EvidenceKind, TimelineLane>> = {
  message: 'mail',
  chain: 'links',
  sighting: 'indicators',
  log: 'logs',
  document: 'documents',
  screenshot: 'documents',
  'outside-report': 'claims',
  article: 'claims',
  note: 'documents',
}

/**
 * Everything that has a time, in its order: events people entered, evidence whose time is known, claims, requests of
 * chains, sightings. Times are milliseconds in UTC; the zone of the source is kept beside. Equal times stay in the order
 * mail, links, indicators, logs, claims, documents.
 */
export function timelineOf(content: CaseContent, facts: CaseFacts): readonly TimelineEntry[] {
  const told = new Set(content.timeline.flatMap(({ items, time }) => items.map((item) => `${item} ${time}`)))
  const entries: TimelineEntry[] = [...content.timeline]
  const add = (entry: Omit<TimelineEntry, 'kind'>): void => {
    // An event a person wrote about the same item and moment says it better.
    if (!entry.items.some((item) => told.has(`${item} ${entry.time}`)))
      entries.push({ kind: 'timeline-entry', ...entry })
  }
  const inLog = new Set(facts.logs.map(({ evidence, time }) => `${evidence} ${time}`))
  // A row of the log at that moment says it better.
  for (const one of content.evidence)
    if (one.duplicateOf === undefined && !inLog.has(`${one.id} ${one.time}`)) addEvidence(one, add)
  for (const { evidence, line, time, zone, text, more = 0, last = time } of facts.logs)
    add({
      time,
      ...(last > time && { until: last }),
      ...(zone !== undefined && { zone }),
      text: `${text || 'A row without other words'} (line ${line}${more === 0 ? '' : `, and ${more} more ${more === 1 ? 'row' : 'rows'} like it`})`,
      label: 'observed',
      items: [evidence],
      lane: 'logs',
    })
  for (const { id, text, said, label, speaker, state, readIn } of content.claims)
    if (said !== undefined && state === 'accepted')
      add({
        time: said,
        // The time of a claim is read from a day somebody names: a day has no zone.
        zone: 'UTC',
        text: speaker === undefined ? text : `${speaker}: ${text}`,
        label,
        items: [id, ...(readIn ? [readIn.evidence] : [])],
        lane: 'claims',
      })
  for (const { evidence, hops } of facts.chains)
    for (const { time, host, status } of hops)
      if (time !== undefined)
        add({
          time,
          zone: 'UTC',
          text: `${host ?? 'A host'} was asked${status === undefined ? '' : ` and answered ${status}`}`,
          label: 'observed',
          items: [evidence],
          lane: 'links',
        })
  for (const { evidence, time, type, value, tier, published, source } of facts.sightings) {
    add({
      time,
      zone: 'UTC',
      text: `A mail holds ${value} (${type}, met by ${tier})`,
      label: 'observed',
      items: [evidence],
      lane: 'indicators',
    })
    if (published !== undefined)
      add({
        time: published,
        zone: 'UTC',
        text: `${value} was published by ${source}`,
        label: 'reported',
        items: [evidence],
        lane: 'indicators',
      })
  }
  const lanes: readonly TimelineLane[] = ['mail', 'links', 'indicators', 'logs', 'claims', 'documents']
  return entries.sort((a, b) => a.time - b.time || lanes.indexOf(a.lane) - lanes.indexOf(b.lane))
}

function addEvidence(
  { id, of, title, time, zone }: CaseEvidence,
  add: (entry: Omit<TimelineEntry, 'kind'>) => void,
): void {
  if (time === undefined) return
  add({
    time,
    ...(zone !== undefined && { zone }),
    text: title,
    label: of === 'outside-report' || of === 'article' ? 'reported' : 'observed',
    items: [id],
    lane: LANES[of],
  })
}
