import type { Indicator, TlpLabel } from '../../model/indicator.ts'
import type { Sighting } from '../../model/sighting.ts'
import { hostValue } from '../read/indicator-value.ts'
import { stixPatternOf } from '../stix-value-pattern.ts'
import { TLP_MARKINGS } from '../tlp.ts'
import { coverageText, type ExportOptions, exportedIndicators, type HuntExport } from './hunt-export.ts'
import { ownId } from './stix-id.ts'
import { mailObjects, messageFile, type StixObject, seenObjects } from './stix-observables.ts'

/** Of the TLP 2.0 marking definitions (OASIS, "TLP 2.0 extension definition"). */
const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'
/** Ids of the labels of TLP 2.0: the first five of the table. */
const TLP_IDS: ReadonlyMap<TlpLabel, string> = new Map(
  [...TLP_MARKINGS].slice(0, 5).map(([id, label]) => [label, id] as const),
)

/**
 * A STIX 2.1 bundle: each indicator with its pattern, and for each sighting the sighting, the observed data, and the
 * cyber-observables seen. Ids are deterministic, so that the same hunt written twice is the same bundle, and every
 * value that was read comes back when it is read again. Text of one line for each object is not promised; JSON is.
 */
export function writeStix(hunt: HuntExport, options: ExportOptions): string {
  const objects = new Map<string, StixObject>()
  const add = (object: StixObject): string => {
    if (!objects.has(object.id)) objects.set(object.id, object)
    return object.id
  }
  const author = identity(options)
  const authorRef = add(author)
  for (const indicator of exportedIndicators(hunt)) {
    const object = indicatorObject(indicator, options, authorRef)
    if (object === undefined) continue
    for (const ref of (object.object_marking_refs as readonly string[] | undefined) ?? [])
      add(markingObject(ref))
    add(object)
  }
  for (const sighting of hunt.sightings)
    for (const object of sightingObjects(sighting, hunt, options, authorRef)) add(object)
  if (hunt.coverage !== undefined) {
    const content = coverageText(hunt.coverage)
    const sightings = [...objects.values()].filter(({ type }) => type === 'sighting').map(({ id }) => id)
    add({
      ...common('report', ownId('report', content, String(options.now)), options.now, authorRef),
      name: 'Hunt in past mail: what was searched',
      description: content,
      report_types: ['observed-data'],
      published: stamp(options.now),
      object_refs: sightings.length > 0 ? sightings : [authorRef],
    })
  }
  const ids = [...objects.keys()]
  return `${JSON.stringify({ type: 'bundle', id: ownId('bundle', ...ids), objects: [...objects.values()] }, null, 2)}\n`
}

const stamp = (time: number): string => new Date(time).toISOString()

/** Times of indicators come from files: what no calendar holds is left out. */
const isTime = (time: number | undefined): time is number =>
  time !== undefined && time >= 0 && time < Date.UTC(9999, 0)

function common(type: string, id: string, time: number, authorRef: string): StixObject {
  return {
    type,
    spec_version: '2.1',
    id,
    created_by_ref: authorRef,
    created: stamp(time),
    modified: stamp(time),
  }
}

function identity({ author = 'Counterfoil' }: ExportOptions): StixObject {
  // The same identity whenever it is written: its time is the epoch of STIX 2.1.
  const time = Date.UTC(2021, 5, 10)
  const { created_by_ref: _, ...rest } = common('identity', ownId('identity', author), time, '')
  return {
    ...rest,
    type: 'identity',
    id: ownId('identity', author),
    name: author,
    identity_class: author === 'Counterfoil' ? 'system' : 'organization',
  }
}

function indicatorObject(
  indicator: Indicator,
  { now }: ExportOptions,
  authorRef: string,
): StixObject | undefined {
  const { value, source, confidence, tlp, labels, context } = indicator
  const pattern = patternOf(indicator)
  if (pattern === undefined) return undefined
  const created = [indicator.published, indicator.validFrom, now].find(isTime) ?? 0
  const validFrom = isTime(indicator.validFrom) ? indicator.validFrom : created
  const until =
    isTime(indicator.validUntil) && indicator.validUntil > validFrom ? indicator.validUntil : undefined
  const marking = tlp && TLP_IDS.get(tlp)
  return {
    ...common('indicator', ownId('indicator', indicator.id), created, authorRef),
    name: value.slice(0, 300).toWellFormed(),
    ...(context !== undefined && { description: context.toWellFormed() }),
    indicator_types: [indicator.benign === undefined ? 'malicious-activity' : 'unknown'],
    pattern,
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: stamp(validFrom),
    ...(until !== undefined && { valid_until: stamp(until) }),
    ...(confidence !== undefined && { confidence: Math.round(Math.min(100, Math.max(0, confidence))) }),
    ...(labels.length > 0 && { labels: labels.map((each) => each.toWellFormed()) }),
    external_references: [
      {
        source_name: nameOf(source.publisher ?? source.name),
        description: (source.title ?? source.name).toWellFormed(),
        ...(/^https?:\/\/[^\s<>"]+$/i.test(source.name) && URL.canParse(source.name) && { url: source.name }),
        ...(source.reference !== undefined && { external_id: source.reference }),
      },
    ],
    ...(marking !== undefined && { object_marking_refs: [marking] }),
  }
}

/** `cve` and `capec` mean something else there. */
const nameOf = (name: string): string =>
  /^(?:cve|capec)$|^$/i.test(name) ? `source ${name}` : name.toWellFormed()

function patternOf(indicator: Indicator): string | undefined {
  const zone = indicator.type === 'domain' && hostValue(indicator.value)?.type !== 'domain'
  const pattern =
    indicator.type === 'pattern' ? (indicator.pattern ?? indicator.value) : stixPatternOf(indicator, zone)
  return pattern?.toWellFormed()
}

function markingObject(ref: string): StixObject {
  const label = TLP_MARKINGS.get(ref) ?? 'clear'
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: ref,
    created: '2022-10-01T00:00:00.000Z',
    name: `TLP:${label.toUpperCase()}`,
    extensions: { [TLP_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: label } },
  }
}

function sightingObjects(
  sighting: Sighting,
  hunt: HuntExport,
  { now }: ExportOptions,
  authorRef: string,
): readonly StixObject[] {
  const { indicator, digest, time, tier, places } = sighting
  if (patternOf(indicator) === undefined || !isTime(time)) return []
  const seen = [
    ...mailObjects(time, hunt.messages?.get(digest)),
    messageFile(digest),
    ...seenObjects(sighting),
  ]
  const observed = {
    ...common('observed-data', ownId('observed-data', indicator.id, digest, tier), now, authorRef),
    first_observed: stamp(time),
    last_observed: stamp(time),
    number_observed: 1,
    object_refs: [...new Set(seen.map(({ id }) => id))],
  }
  const made = {
    ...common('sighting', ownId('sighting', indicator.id, digest, tier), now, authorRef),
    description:
      `Met by ${tier} in ${places.join(', ') || 'the mail'}: ${sighting.seen.slice(0, 300)}`.toWellFormed(),
    first_seen: stamp(time),
    last_seen: stamp(time),
    count: 1,
    sighting_of_ref: ownId('indicator', indicator.id),
    observed_data_refs: [observed.id],
    where_sighted_refs: [authorRef],
  }
  const marking = indicator.tlp && TLP_IDS.get(indicator.tlp)
  const marked = marking === undefined ? {} : { object_marking_refs: [marking] }
  return [...seen, { ...observed, ...marked }, { ...made, ...marked }]
}
