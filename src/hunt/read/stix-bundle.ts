import type { IndicatorSet, IndicatorSource, TlpLabel } from '../../model/indicator.ts'
import { TLP_MARKINGS, tlpOf } from '../tlp.ts'
import {
  type Assertion,
  type IndicatorCollector,
  indicatorCollector,
  stricter,
} from './indicator-collector.ts'
import {
  addressValue,
  fileNameValue,
  hashValue,
  hostValue,
  ipValue,
  messageIdValue,
  type NormalValue,
  urlValue,
} from './indicator-value.ts'
import { isObject, type JsonObject, type JsonValue, list, member, strings, text, time } from './json-feed.ts'
import { readPlainPattern } from './plain-pattern.ts'
import { READ_LIMITS } from './read-limits.ts'

/** What other objects of the bundle say about one. */
interface Context {
  readonly reports: readonly JsonObject[]
  /** Names of malware, actors, campaigns it is said to indicate. */
  readonly indicates: readonly string[]
}

/** Whether a JSON value is STIX: a bundle, a TAXII envelope, an object, or an array of objects. */
export function isStix(value: JsonValue): boolean {
  return objectsOf(value) !== undefined
}

const ID = /^[a-z0-9-]{3,250}--[0-9a-f-]{36}$/i

function objectsOf(value: JsonValue): readonly JsonValue[] | undefined {
  if (Array.isArray(value)) {
    const [first] = value as readonly JsonValue[]
    if (!isObject(first)) return undefined
    // Several bundles, one on each line.
    if (text(first, 'type') === 'bundle')
      return (value as readonly JsonValue[]).flatMap((each) => (isObject(each) ? list(each, 'objects') : []))
    return ID.test(text(first, 'id') ?? '') ? (value as readonly JsonValue[]) : undefined
  }
  if (!isObject(value)) return undefined
  if (text(value, 'type') === 'bundle') return list(value, 'objects')
  if (text(value, 'type') !== undefined && ID.test(text(value, 'id') ?? '')) return [value]
  const objects = list(value, 'objects')
  const [first] = objects
  return isObject(first) && text(first, 'type') !== undefined ? objects : undefined
}

/**
 * Reads STIX 2.0 and 2.1. An indicator whose pattern only names values becomes one indicator for each; any other
 * pattern is kept as it is (`pattern`). Cyber-observables count as asserted unless the bundle shows them as part of
 * observed data beside indicators: then they are what somebody saw, victims included. Withdrawn objects are left out.
 */
export function readStix(value: JsonValue, source: IndicatorSource): IndicatorSet {
  const collector = indicatorCollector(source)
  const objects = (objectsOf(value) ?? []).filter(isObject)
  const bundle = new Bundle(objects, collector)
  const skipped = (objectsOf(value) ?? []).length - objects.length
  if (skipped > 0) collector.issue('intel.unreadable', `${skipped} entries of the bundle are no objects`)
  for (const object of objects) {
    const type = text(object, 'type') ?? ''
    if (type === 'indicator') readIndicator(object, bundle, collector)
    else if (type === 'observed-data') readOldObservables(object, bundle, collector)
    else if (SCO_READERS.has(type)) readObservable(object, bundle, collector)
  }
  const report = bundle.onlyReport()
  const publisher = report === undefined ? bundle.onlyIdentity() : bundle.publisherOf(report)
  const title = report === undefined ? undefined : text(report, 'name')
  return collector.finish({
    ...(publisher !== undefined && { publisher }),
    ...(title !== undefined && { title }),
  })
}

const CONTAINERS: ReadonlySet<string> = new Set(['report', 'grouping', 'note', 'opinion'])
const INDICATED: ReadonlySet<string> = new Set(
  'malware threat-actor intrusion-set campaign tool attack-pattern infrastructure'.split(' '),
)
/** References of reports and groupings followed. Attack: a thousand reports, each of which holds all groupings. */
const CONTAINED = 1_000_000
const NO_CONTEXT: Context = { reports: [], indicates: [] }

/** Objects by id, and what refers to what. Every reference is followed a bounded number of steps. */
class Bundle {
  readonly hasIndicators: boolean
  /** Observables that belong to observed data, or to a mail as its recipients. */
  readonly observed: ReadonlySet<string>
  private readonly byId = new Map<string, JsonObject>()
  private readonly contexts = new Map<string, { reports: JsonObject[]; indicates: string[] }>()
  private readonly objects: readonly JsonObject[]

  constructor(objects: readonly JsonObject[], collector: IndicatorCollector) {
    this.objects = objects
    const observed = new Set<string>()
    let indicators = false
    for (const object of objects) {
      const id = text(object, 'id')
      if (id !== undefined) this.byId.set(id, object)
      const type = text(object, 'type')
      if (type === 'indicator') indicators = true
      if (type === 'observed-data') for (const ref of strings(object, 'object_refs')) observed.add(ref)
      if (type === 'email-message')
        for (const name of ['to_refs', 'cc_refs', 'bcc_refs'])
          for (const ref of strings(object, name)) observed.add(ref)
    }
    this.hasIndicators = indicators
    this.observed = observed
    this.readContainers(collector)
    this.readRelationships(collector)
  }

  contextOf(object: JsonObject): Context {
    return this.contexts.get(text(object, 'id') ?? '') ?? NO_CONTEXT
  }

  publisherOf(object: JsonObject): string | undefined {
    const author = this.byId.get(text(object, 'created_by_ref') ?? '')
    return author !== undefined && text(author, 'type') === 'identity' ? text(author, 'name') : undefined
  }

  onlyReport(): JsonObject | undefined {
    const reports = this.objects.filter((each) => text(each, 'type') === 'report')
    return reports.length === 1 ? reports[0] : undefined
  }

  onlyIdentity(): string | undefined {
    const authors = new Set(this.objects.map((each) => this.publisherOf(each)))
    authors.delete(undefined)
    return authors.size === 1 ? [...authors][0] : undefined
  }

  tlpOf(object: JsonObject): TlpLabel | undefined {
    let label: TlpLabel | undefined
    for (const ref of strings(object, 'object_marking_refs')) label = stricter(label, this.markingOf(ref))
    for (const marking of list(object, 'granular_markings'))
      if (isObject(marking)) label = stricter(label, this.markingOf(text(marking, 'marking_ref') ?? ''))
    return label
  }

  private markingOf(ref: string): TlpLabel | undefined {
    const known = TLP_MARKINGS.get(ref)
    if (known !== undefined) return known
    const marking = this.byId.get(ref)
    if (marking === undefined) return undefined
    const definition = member(marking, 'definition')
    if (text(marking, 'definition_type') === 'tlp' && isObject(definition))
      return tlpOf(text(definition, 'tlp') ?? '')
    const name = text(marking, 'name') ?? ''
    if (/^tlp/i.test(name)) return tlpOf(name)
    const extensions = member(marking, 'extensions')
    if (!isObject(extensions)) return undefined
    for (const extension of Object.values(extensions).slice(0, 20))
      if (isObject(extension) && text(extension, 'tlp_2_0') !== undefined)
        return tlpOf(text(extension, 'tlp_2_0') ?? '')
    return undefined
  }

  /** Reports hold objects, and groupings that hold objects; one that comes to hold itself is said and not followed. */
  private readContainers(collector: IndicatorCollector): void {
    let steps = CONTAINED
    for (const report of this.objects) {
      if (!CONTAINERS.has(text(report, 'type') ?? '')) continue
      const seen = new Set<string>()
      const waiting = [...strings(report, 'object_refs')]
      while (waiting.length > 0 && steps-- > 0) {
        const id = waiting.pop() ?? ''
        if (seen.has(id)) continue
        seen.add(id)
        const held = this.byId.get(id)
        if (held === report) {
          collector.issue('intel.reference-broken', `${id.slice(0, 80)} holds itself`)
          continue
        }
        if (held === undefined) continue
        const type = text(held, 'type') ?? ''
        if (type === 'grouping') waiting.push(...strings(held, 'object_refs').slice(0, 1_000))
        if (text(report, 'type') === 'report') this.contextFor(id).reports.push(report)
      }
    }
    if (steps <= 0)
      collector.issue('limit.intel-count', `Only the first ${CONTAINED} references of reports are followed`)
  }

  private readRelationships(collector: IndicatorCollector): void {
    for (const relationship of this.objects) {
      if (text(relationship, 'type') !== 'relationship') continue
      const from = text(relationship, 'source_ref') ?? ''
      const to = text(relationship, 'target_ref') ?? ''
      if (from === to) {
        collector.issue('intel.reference-broken', `${from.slice(0, 80)} is related to itself`)
        continue
      }
      const target = this.byId.get(to)
      if (target === undefined || !INDICATED.has(text(target, 'type') ?? '')) continue
      const { indicates } = this.contextFor(from)
      const name = text(target, 'name')
      if (name !== undefined && indicates.length < 10) indicates.push(name)
    }
  }

  private contextFor(id: string): { reports: JsonObject[]; indicates: string[] } {
    let context = this.contexts.get(id)
    if (context === undefined) {
      context = { reports: [], indicates: [] }
      this.contexts.set(id, context)
    }
    return context
  }
}

function readIndicator(object: JsonObject, bundle: Bundle, collector: IndicatorCollector): void {
  const id = text(object, 'id') ?? 'an indicator without id'
  if (withdrawn(object, collector)) return
  const pattern = text(object, 'pattern')
  if (pattern === undefined) {
    collector.issue('intel.unreadable', `${id.slice(0, 80)} has no pattern`)
    return
  }
  const language = text(object, 'pattern_type') ?? 'stix'
  if (language !== 'stix') {
    collector.issue(
      'intel.type-unsupported',
      `${id.slice(0, 80)}: patterns in ${language.slice(0, 20)} are not evaluated`,
    )
    return
  }
  if (pattern.length > READ_LIMITS.patternLength) {
    collector.issue('limit.intel-value', `${id.slice(0, 80)}: a pattern of ${pattern.length} characters`)
    return
  }
  const said = assertionOf(object, bundle)
  const plain = readPlainPattern(pattern)
  if (plain === undefined || plain.values.length + plain.invalid.length === 0) {
    const value = pattern.trim()
    collector.add({ type: 'pattern', value, pattern: value }, { ...said, wording: pattern })
    return
  }
  for (const { value, wording } of plain.values) collector.add(value, { ...said, wording })
  for (const wording of plain.invalid)
    collector.issue('intel.value-invalid', `${id.slice(0, 80)}: ${wording.slice(0, 60)}`)
}

function withdrawn(object: JsonObject, collector: IndicatorCollector): boolean {
  if (member(object, 'revoked') !== true) return false
  collector.issue('intel.withdrawn', `${(text(object, 'id') ?? '').slice(0, 80)} is revoked`)
  return true
}

function assertionOf(object: JsonObject, bundle: Bundle): Omit<Assertion, 'wording'> {
  const { reports, indicates } = bundle.contextOf(object)
  const report = reports[0]
  const reference = text(object, 'id')
  const publisher = bundle.publisherOf(object) ?? (report && bundle.publisherOf(report))
  const title = report && text(report, 'name')
  const pattern = text(object, 'pattern') ?? ''
  const named = text(object, 'name')
  // Many name an indicator by its value, which says nothing more.
  const name = named !== undefined && pattern.includes(named) ? undefined : named
  const description = text(object, 'description')
  const confidence = member(object, 'confidence')
  const said = [
    name,
    description,
    indicates.length > 0 ? `Indicates ${indicates.join(', ')}` : undefined,
  ].filter((each) => each !== undefined)
  let tlp = bundle.tlpOf(object)
  if (tlp === undefined) for (const each of reports) tlp = stricter(tlp, bundle.tlpOf(each))
  return {
    ...(reference !== undefined && { reference }),
    ...(publisher !== undefined && { publisher }),
    ...(title !== undefined && { title }),
    published: (report && time(report, 'published')) ?? time(object, 'created'),
    validFrom: time(object, 'valid_from'),
    validUntil: time(object, 'valid_until'),
    confidence:
      typeof confidence === 'number' && confidence >= 0 && confidence <= 100
        ? Math.round(confidence)
        : undefined,
    tlp,
    labels: [...strings(object, 'labels'), ...strings(object, 'indicator_types')],
    context: said.length > 0 ? said.join('. ') : undefined,
  }
}

const SCO_READERS: ReadonlyMap<
  string,
  (object: JsonObject) => readonly (readonly [string, NormalValue | undefined])[]
> = new Map([
  ['domain-name', valueWith(hostValue)],
  ['url', valueWith(urlValue)],
  ['ipv4-addr', valueWith(ipValue)],
  ['ipv6-addr', valueWith(ipValue)],
  ['email-addr', valueWith(addressValue)],
  ['file', fileValues],
  ['artifact', hashesOf],
  ['email-message', (object) => one(text(object, 'message_id'), messageIdValue)],
])

function one(
  written: string | undefined,
  read: (text: string) => NormalValue | undefined,
): readonly (readonly [string, NormalValue | undefined])[] {
  return written === undefined ? [] : [[written, read(written)]]
}

function valueWith(
  read: (text: string) => NormalValue | undefined,
): (object: JsonObject) => readonly (readonly [string, NormalValue | undefined])[] {
  return (object) => one(text(object, 'value'), read)
}

/** Hashes of a file; its name only when there is none, as names are shared by many files. */
function fileValues(object: JsonObject): readonly (readonly [string, NormalValue | undefined])[] {
  const hashes = hashesOf(object)
  const name = text(object, 'name')
  if (hashes.length === 0) return one(name, fileNameValue)
  return hashes.map(([wording, value]) => [
    wording,
    value && name !== undefined ? { ...value, pattern: name } : value,
  ])
}

function hashesOf(object: JsonObject): readonly (readonly [string, NormalValue | undefined])[] {
  const hashes = member(object, 'hashes')
  if (!isObject(hashes)) return []
  return Object.entries(hashes)
    .slice(0, 20)
    .filter(([name, value]) => /^(?:md5|sha-?\d+)$/i.test(name) && typeof value === 'string')
    .map(([, value]) => [String(value), hashValue(String(value))])
}

function readObservable(object: JsonObject, bundle: Bundle, collector: IndicatorCollector): void {
  const id = text(object, 'id') ?? ''
  if (bundle.hasIndicators && bundle.observed.has(id)) return
  if (withdrawn(object, collector)) return
  const said = assertionOf(object, bundle)
  for (const [wording, value] of SCO_READERS.get(text(object, 'type') ?? '')?.(object) ?? []) {
    if (value === undefined)
      collector.issue('intel.value-invalid', `${id.slice(0, 80)}: ${wording.slice(0, 60)}`)
    else collector.add(value, { ...said, wording })
  }
}

/** STIX 2.0 keeps observables inside the observed data. */
function readOldObservables(object: JsonObject, bundle: Bundle, collector: IndicatorCollector): void {
  const objects = member(object, 'objects')
  if (!isObject(objects) || bundle.hasIndicators) return
  const said = assertionOf(object, bundle)
  for (const each of Object.values(objects).slice(0, 10_000)) {
    if (!isObject(each)) continue
    for (const [wording, value] of SCO_READERS.get(text(each, 'type') ?? '')?.(each) ?? [])
      if (value !== undefined) collector.add(value, { ...said, wording })
  }
}
