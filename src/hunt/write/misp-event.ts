import type { Indicator, TlpLabel } from '../../model/indicator.ts'
import type { Sighting } from '../../model/sighting.ts'
import { stricter } from '../read/indicator-collector.ts'
import { coverageText, type ExportOptions, exportedIndicators, type HuntExport } from './hunt-export.ts'
import { uuid5 } from './stix-id.ts'

/** Names of our objects in MISP; drawn once at random. */
const NAMESPACE = '3f6c2f0a-6a36-4c5c-9a27-0c1b9a5f7d11'

interface Attribute {
  readonly type: string
  readonly category: 'Network activity' | 'Payload delivery' | 'External analysis'
  readonly value: string
}

/** Type, category and value of MISP (core format); undefined for a hash MISP has no type for. */
function attributeOf({ type, value, pattern }: Indicator): Attribute | undefined {
  switch (type) {
    case 'url':
      return { type: 'url', category: 'Network activity', value }
    case 'path':
      return { type: 'uri', category: 'Network activity', value }
    case 'host':
      return { type: 'hostname', category: 'Network activity', value }
    case 'domain':
      return { type: 'domain', category: 'Network activity', value }
    case 'address':
      return { type: 'email', category: 'Payload delivery', value }
    case 'ip': {
      const port = /^(?:\[(.+)\]|([\d.]+)):(\d+)$/.exec(value)
      if (port === null) return { type: 'ip-dst', category: 'Network activity', value }
      return { type: 'ip-dst|port', category: 'Network activity', value: `${port[1] ?? port[2]}|${port[3]}` }
    }
    case 'network':
      return { type: 'ip-dst', category: 'Network activity', value }
    case 'message-id':
      return { type: 'email-message-id', category: 'Payload delivery', value }
    case 'file-hash': {
      const [method = '', digits = ''] = value.split(':')
      const named = pattern !== undefined && !pattern.includes('|')
      return {
        type: named ? `filename|${method}` : method,
        category: 'Payload delivery',
        value: named ? `${pattern}|${digits}` : digits,
      }
    }
    case 'file-name':
      return { type: 'email-attachment', category: 'Payload delivery', value }
    case 'text':
      return { type: 'email-body', category: 'Payload delivery', value }
    case 'pattern':
      return { type: 'stix2-pattern', category: 'Payload delivery', value: pattern ?? value }
  }
}

/**
 * A MISP event with one attribute for each indicator and its sightings. Unpublished, for the organisation only, and
 * tagged with the strictest TLP of what is in it: who imports it decides about sharing.
 */
export function writeMisp(hunt: HuntExport, { now, author = 'Counterfoil' }: ExportOptions): string {
  const indicators = exportedIndicators(hunt)
  const byIndicator = new Map<string, Sighting[]>()
  for (const sighting of hunt.sightings) {
    const known = byIndicator.get(sighting.indicator.id)
    if (known) known.push(sighting)
    else byIndicator.set(sighting.indicator.id, [sighting])
  }
  let tlp: TlpLabel | undefined
  for (const indicator of indicators) tlp = stricter(tlp, indicator.tlp)
  const sources = [...new Set(indicators.map(({ source }) => source.title ?? source.name))]
  const info = `Hunt in past mail: ${sources.slice(0, 3).join('; ') || 'no indicators'}`.slice(0, 500)
  const seconds = String(Math.floor(now / 1_000))
  const event = {
    uuid: uuid5(NAMESPACE, JSON.stringify([info, ...indicators.map(({ id }) => id)])),
    info: info.toWellFormed(),
    date: new Date(now).toISOString().slice(0, 10),
    timestamp: seconds,
    threat_level_id: '4',
    analysis: '2',
    distribution: '0',
    published: false,
    Orgc: { name: author, uuid: uuid5(NAMESPACE, JSON.stringify(['organisation', author])) },
    Tag: tlp === undefined ? [] : [{ name: `tlp:${tlp}` }],
    Attribute: indicators.flatMap((indicator) => {
      const attribute = attributeOf(indicator)
      return attribute === undefined
        ? []
        : [mispAttribute(indicator, attribute, byIndicator.get(indicator.id) ?? [], seconds)]
    }),
    ...(hunt.coverage !== undefined && {
      EventReport: [
        {
          uuid: uuid5(NAMESPACE, coverageText(hunt.coverage)),
          name: 'What was searched',
          content: coverageText(hunt.coverage),
          distribution: '0',
          timestamp: seconds,
        },
      ],
    }),
  }
  return `${JSON.stringify({ Event: event }, null, 2)}\n`
}

function mispAttribute(
  indicator: Indicator,
  { type, category, value }: Attribute,
  sightings: readonly Sighting[],
  seconds: string,
): object {
  const { tlp, labels, context, validFrom } = indicator
  const tags = [...(tlp === undefined ? [] : [`tlp:${tlp}`]), ...labels]
  return {
    uuid: uuid5(NAMESPACE, indicator.id),
    type,
    category,
    value: value.toWellFormed(),
    to_ids: indicator.benign === undefined,
    comment: (context ?? '').toWellFormed(),
    timestamp: seconds,
    ...(validFrom !== undefined &&
      validFrom >= 0 &&
      validFrom < Date.UTC(9999, 0) && { first_seen: new Date(validFrom).toISOString() }),
    ...(tags.length > 0 && { Tag: tags.map((name) => ({ name: name.toWellFormed() })) }),
    ...(sightings.length > 0 && {
      Sighting: sightings.map((sighting) => ({
        type: '0',
        date_sighting: String(Math.floor(sighting.time / 1_000)),
        source: `${sighting.tier} in ${sighting.places.join(', ')}; ${sighting.digest}`,
      })),
    }),
  }
}
