/** Indicators for measuring: half of them stand in the store, half do not, of every type an index answers. */
import type { Indicator, IndicatorSet, IndicatorType, Store } from '../../src/index.ts'

export const TYPES: readonly IndicatorType[] = [
  'url',
  'path',
  'host',
  'domain',
  'address',
  'ip',
  'network',
  'message-id',
  'file-hash',
  'file-name',
  'text',
]

/** A generator of the same numbers every time (Lehmer, as in Park and Miller 1988). */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/**
 * `count` indicators, types in turn; one in `share` of them was drawn from the different values in the mail of the store, the
 * others are made up in the same form. Drawn from values and not from mails: what stands in every second mail is no
 * indicator of anything.
 */
export async function drawIndicators(
  store: Store,
  count: number,
  share = 2,
  seed = 7,
): Promise<IndicatorSet> {
  const random = numbers(seed)
  const values = new Map<IndicatorType, Set<string>>(TYPES.map((type) => [type, new Set()]))
  let index = 0
  const step = Math.max(1, Math.floor((await store.counts()).messages / (count * 2)))
  for await (const record of store.messages()) {
    if (index++ % step !== 0) continue
    const trace = await store.trace(record.digest)
    const link = record.links[Math.floor(random() * record.links.length)]
    const url = link?.url ?? link?.href
    const parsed = url === undefined ? null : URL.parse(url)
    const ips = trace?.values.received?.ip ?? []
    const ip = ips[Math.floor(random() * ips.length)]
    const file = record.attachments[0]
    const words = record.subject.match(/[a-z]{4,} [a-z]{4,} [a-z]{3,}.*/i)?.[0]
    const found: readonly (readonly [IndicatorType, string | null | undefined])[] = [
      ['url', parsed?.href],
      ['path', parsed && parsed.pathname.length > 8 ? parsed.pathname : undefined],
      ['host', link?.target?.isIp === false ? link.target.host : undefined],
      ['domain', link?.target?.isIp === false ? link.target.domain : undefined],
      ['address', record.from.address.toLowerCase() || undefined],
      ['ip', ip],
      ['network', ip?.includes('.') ? `${ip.split('.').slice(0, 3).join('.')}.0/28` : undefined],
      ['message-id', record.messageId],
      ['file-hash', file && `sha256:${file.sha256}`],
      ['file-name', file?.name || undefined],
      ['text', words],
    ]
    for (const [type, value] of found) if (value) values.get(type)?.add(value)
  }
  const drawn = new Map([...values].map(([type, all]) => [type, [...all]]))
  const indicators: Indicator[] = []
  const seen = new Set<string>()
  for (let n = 0, tries = 0; indicators.length < count && tries < count * 200; tries++) {
    const type = TYPES[n % TYPES.length]!
    const isReal = Math.floor(n / TYPES.length) % share === 0
    const all = drawn.get(type) ?? []
    const value = isReal ? all[Math.floor(random() * all.length)] : madeUp(type, n)
    if (value === undefined || seen.has(`${type} ${value}`)) {
      // A type that is rare in this mail is given up after a while.
      if (tries % 50 === 49) n++
      continue
    }
    seen.add(`${type} ${value}`)
    n++
    indicators.push({
      kind: 'indicator',
      id: `${type} ${value}`,
      type,
      value,
      wording: value,
      source: { name: 'drawn', format: 'list' },
      labels: [],
    })
  }
  return { kind: 'indicator-set', source: { name: 'drawn', format: 'list' }, indicators, issues: [] }
}

function madeUp(type: IndicatorType, n: number): string {
  const host = `login.nowhere${n * 7919}.example`
  const hex = (n * 2_654_435_761).toString(16).padStart(16, '0').slice(0, 16)
  switch (type) {
    case 'url':
      return `https://${host}/session/${hex}?id=${n}`
    case 'path':
      return `/session/${hex}/start`
    case 'host':
      return host
    case 'domain':
      return `nowhere${n * 7919}.example`
    case 'address':
      return `person${n}@nowhere${n * 7919}.example`
    case 'ip':
      return `203.0.113.${n % 256}`
    case 'network':
      return `198.18.${n % 256}.0/24`
    case 'message-id':
      return `${hex}@${host}`
    case 'file-hash':
      return `sha256:${hex.repeat(4)}`
    case 'file-name':
      return `invoice ${hex}.iso`
    default:
      return `the meeting about nowhere${n} tomorrow morning`
  }
}
