import type { BenignReason, IndicatorSet, IndicatorSource, TlpLabel } from '../../model/indicator.ts'
import { tlpOf } from '../tlp.ts'
import { pairOf } from './csv-indicators.ts'
import { type IndicatorCollector, indicatorCollector, stricter } from './indicator-collector.ts'
import type { NormalValue } from './indicator-value.ts'
import { isObject, type JsonObject, type JsonValue, list, member, text, time } from './json-feed.ts'
import { isKnownType, valueOfType } from './named-types.ts'
import { READ_LIMITS } from './read-limits.ts'

/** Whether a JSON value is an event of MISP, several of them, the answer of its search, or a list of attributes. */
export function isMisp(value: JsonValue): boolean {
  return eventsOf(value).length > 0
}

/** Events, each with its own facts; loose attributes become an event without any. */
function eventsOf(value: JsonValue): readonly JsonObject[] {
  const events: JsonObject[] = []
  const waiting: JsonValue[] = [value]
  // Arrays in `response`, objects in arrays: three levels, and no more.
  for (let steps = 0; waiting.length > 0 && steps < 200_000; steps++) {
    const next = waiting.shift()
    if (Array.isArray(next)) {
      const attributes = (next as readonly JsonValue[]).filter((each) => isObject(each) && isAttribute(each))
      if (attributes.length > 0 && attributes.length === next.length) events.push({ Attribute: attributes })
      else if (waiting.length < 100_000) waiting.push(...(next as readonly JsonValue[]).slice(0, 100_000))
    } else if (isObject(next)) {
      const inner = member(next, 'Event') ?? member(next, 'response')
      if (isObject(member(next, 'Event')) && Array.isArray(member(next, 'Attribute')))
        events.push({ ...(member(next, 'Event') as JsonObject), Attribute: list(next, 'Attribute') })
      else if (inner !== undefined) waiting.push(inner)
      else if (
        Array.isArray(member(next, 'Attribute')) ||
        (text(next, 'info') !== undefined && Array.isArray(member(next, 'Object')))
      )
        events.push(next)
    }
  }
  return events
}

const isAttribute = (value: JsonObject): boolean =>
  text(value, 'type') !== undefined &&
  text(value, 'value') !== undefined &&
  member(value, 'to_ids') !== undefined

/**
 * Reads events of MISP (core format): attributes and those of objects, pairs (`filename|sha256`, `domain|ip`), tags,
 * TLP, first and last seen. An attribute that is not meant for detection (`to_ids` off) is benign until a person says
 * otherwise; deleted ones are left out; kinds that mail cannot be searched for are counted in the issues.
 */
export function readMisp(value: JsonValue, source: IndicatorSource): IndicatorSet {
  const collector = indicatorCollector(source)
  const events = eventsOf(value)
  const unsupported = new Map<string, number>()
  for (const event of events) readEvent(event, collector, unsupported)
  for (const [type, count] of [...unsupported].slice(0, 100))
    collector.issue('intel.type-unsupported', `${count} of type ${type.slice(0, 40)}`)
  const [first] = events
  if (events.length !== 1 || first === undefined) return collector.finish()
  const { publisher, title } = factsOf(first)
  return collector.finish({
    ...(publisher !== undefined && { publisher }),
    ...(title !== undefined && { title }),
  })
}

interface EventFacts {
  readonly publisher: string | undefined
  readonly title: string | undefined
  readonly published: number | undefined
  readonly tags: Tags
}

interface Tags {
  readonly labels: readonly string[]
  readonly tlp: TlpLabel | undefined
  readonly confidence: number | undefined
}

function factsOf(event: JsonObject): EventFacts {
  const author = [member(event, 'Orgc'), member(event, 'Org')].find(isObject)
  return {
    publisher: author && text(author, 'name'),
    title: text(event, 'info'),
    published: time(event, 'date') ?? seconds(event, 'publish_timestamp') ?? seconds(event, 'timestamp'),
    tags: tagsOf(event),
  }
}

function readEvent(event: JsonObject, collector: IndicatorCollector, unsupported: Map<string, number>): void {
  const facts = factsOf(event)
  for (const attribute of list(event, 'Attribute'))
    if (isObject(attribute)) readAttribute(attribute, facts, undefined, collector, unsupported)
  for (const object of list(event, 'Object')) {
    if (!isObject(object)) continue
    if (isOn(member(object, 'deleted'))) {
      collector.issue('intel.withdrawn', `object ${(text(object, 'uuid') ?? '').slice(0, 40)} is deleted`)
      continue
    }
    for (const attribute of list(object, 'Attribute'))
      if (isObject(attribute)) readAttribute(attribute, facts, object, collector, unsupported)
  }
}

function readAttribute(
  attribute: JsonObject,
  event: EventFacts,
  object: JsonObject | undefined,
  collector: IndicatorCollector,
  unsupported: Map<string, number>,
): void {
  const type = text(attribute, 'type') ?? ''
  const written = text(attribute, 'value') ?? ''
  const reference = text(attribute, 'uuid')
  if (isOn(member(attribute, 'deleted'))) {
    collector.issue('intel.withdrawn', `attribute ${(reference ?? '').slice(0, 40)} is deleted`)
    return
  }
  if (written.length > READ_LIMITS.valueLength && type !== 'stix2-pattern') {
    collector.issue('limit.intel-value', `a value of ${written.length} characters, type ${type.slice(0, 40)}`)
    return
  }
  const values = valuesOf(type, written)
  if (values === undefined) {
    unsupported.set(type, (unsupported.get(type) ?? 0) + 1)
    return
  }
  if (values.length === 0) {
    collector.issue('intel.value-invalid', `${type.slice(0, 40)}: ‹${written.slice(0, 60)}›`)
    return
  }
  const tags = tagsOf(attribute)
  const comment = [text(attribute, 'comment'), object && text(object, 'comment')].filter(
    (each) => each !== undefined,
  )
  const benign = benignOf(attribute, type)
  for (const { value, wording } of values)
    collector.add(value, {
      wording,
      ...(reference !== undefined && { reference }),
      ...(event.publisher !== undefined && { publisher: event.publisher }),
      ...(event.title !== undefined && { title: event.title }),
      published: event.published,
      validFrom: time(attribute, 'first_seen'),
      confidence: tags.confidence ?? event.tags.confidence,
      tlp: stricter(event.tags.tlp, tags.tlp),
      labels: [...event.tags.labels, ...tags.labels],
      context: comment.length > 0 ? comment.join('. ') : undefined,
      ...(benign !== undefined && { benign }),
    })
}

interface Written {
  readonly value: NormalValue
  readonly wording: string
}

/** Undefined for a type that mail cannot be searched for; empty for a value that is not of its type. */
function valuesOf(type: string, written: string): readonly Written[] | undefined {
  if (type === 'stix2-pattern')
    return [{ value: { type: 'pattern', value: written.trim(), pattern: written.trim() }, wording: written }]
  if (type === 'malware-sample') return pairOf(written, 'filename|md5') ?? []
  if (type.includes('|')) {
    const [first = '', second = ''] = type.split('|')
    if (!isKnownType(first) && !isKnownType(second)) return undefined
    return pairOf(written, type) ?? []
  }
  const name = type === 'target-email' ? 'email' : type
  if (!isKnownType(name)) return undefined
  const value = valueOfType(name, written)
  return value === undefined ? [] : [{ value, wording: written }]
}

function benignOf(attribute: JsonObject, type: string): BenignReason | undefined {
  if (type.startsWith('target-') || text(attribute, 'category') === 'Targeting data')
    return { kind: 'victim', words: 'targeting data' }
  const toIds = member(attribute, 'to_ids')
  if (toIds !== undefined && !isOn(toIds)) return { kind: 'reference', words: 'to_ids is off' }
  return undefined
}

const isOn = (value: JsonValue | undefined): boolean => value === true || value === 1 || value === '1'

function seconds(object: JsonObject, name: string): number | undefined {
  const value = Number(member(object, name) ?? Number.NaN)
  return Number.isFinite(value) && value > 0 ? value * 1_000 : undefined
}

/** MISP taxonomies `misp` (confidence-level), `estimative-language`, `tlp`. */
const CONFIDENCE: ReadonlyMap<string, number> = new Map([
  ['misp:confidence-level="completely-confident"', 100],
  ['misp:confidence-level="usually-confident"', 75],
  ['misp:confidence-level="fairly-confident"', 50],
  ['misp:confidence-level="rarely-confident"', 25],
  ['misp:confidence-level="unconfident"', 0],
  ['estimative-language:confidence-in-analytic-judgment="high"', 85],
  ['estimative-language:confidence-in-analytic-judgment="moderate"', 50],
  ['estimative-language:confidence-in-analytic-judgment="low"', 15],
])

function tagsOf(object: JsonObject): Tags {
  const labels: string[] = []
  let tlp: TlpLabel | undefined
  let confidence: number | undefined
  for (const tag of [...list(object, 'Tag'), ...list(object, 'AttributeTag')].slice(0, 500)) {
    if (!isObject(tag)) continue
    const name = text(tag, 'name') ?? ''
    const level = CONFIDENCE.get(name)
    if (/^tlp:/i.test(name)) tlp = stricter(tlp, tlpOf(name))
    else if (level !== undefined) confidence = level
    else if (name !== '') labels.push(name)
  }
  return { labels, tlp, confidence }
}
