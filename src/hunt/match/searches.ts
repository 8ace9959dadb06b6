import type { HuntLimit } from '../../model/hunt.ts'
import type { Indicator } from '../../model/indicator.ts'
import type { LinkHost } from '../../model/link.ts'
import type { ObservableQuery, Seen } from '../../model/ports.ts'
import type { SightingTier } from '../../model/sighting.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { isDistinctivePath } from './distinctive-path.ts'

/** What hunting is told about the world. */
export interface HostKnowledge {
  /** Whether customers who do not know each other have their pages on this very host: a host alone tells nothing. */
  isShared(host: LinkHost, url: string): boolean
  /** The name that one owner holds: the registered domain, or less where a provider gives names away below its own. */
  siteOf(host: LinkHost, url: string): string
  /** Whether anybody can get a name right below this one: a public suffix, or a provider's zone. */
  isZoneOfMany(host: string): boolean
}

/** One question to the index, and what an answer means. */
export interface Search {
  readonly indicator: Indicator
  /** The tier in which it is asked. */
  readonly tier: SightingTier
  readonly query: Omit<ObservableQuery, 'limit'>
  /** More messages than this mean that the value is common: then nothing of it is taken. */
  readonly most?: number
  /** The tier of one answer, by the places it stands in. */
  tierOf(seen: Seen): SightingTier
  /** A path that has to stand in a URL of the message: the index only knows its words. */
  readonly path?: string
}

/** What an indicator does not name itself, its host or what lies beside that, is no sign of anything in more mail. */
export const COMMON_DOMAIN = 100

const HEADER_PLACES: ReadonlySet<string> = new Set([
  'received',
  'dkim',
  'message-id',
  'header',
  'return-path',
  'reference',
])
const ADDRESS_PLACES: ReadonlySet<string> = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'sender',
  'reply-to',
  'claim',
])

/** The closest of the tiers that the places of a host give. */
function hostTier(seen: Seen, near: SightingTier): SightingTier {
  if (seen.places.some((place) => !HEADER_PLACES.has(place) && !ADDRESS_PLACES.has(place))) return near
  return seen.places.some((place) => ADDRESS_PLACES.has(place)) ? 'address' : 'header-host'
}

/**
 * The questions of an indicator, closest tier first, and what could not be asked. Look-alikes, texts and patterns are
 * no single questions and are asked elsewhere.
 */
export function searchesOf(
  indicator: Indicator,
  knowledge: HostKnowledge,
): { readonly searches: readonly Search[]; readonly limits: readonly HuntLimit[] } {
  const searches: Search[] = []
  const limits: HuntLimit[] = []
  const { value } = indicator
  const ask = (
    tier: SightingTier,
    query: Search['query'],
    more: { readonly most?: number; readonly path?: string; readonly tierOf?: Search['tierOf'] } = {},
  ): void => {
    const { tierOf = () => tier, ...rest } = more
    searches.push({ indicator, tier, query, tierOf, ...rest })
  }
  const exactHost = (host: string): void =>
    ask(
      'host',
      { type: 'host', value: host, match: 'exact' },
      {
        tierOf: (seen) => hostTier(seen, 'host'),
        // A URL is asserted, not its host.
        ...(indicator.type === 'url' ? { most: COMMON_DOMAIN } : {}),
      },
    )
  const zone = (domain: string, most?: number): void =>
    ask(
      'registered-domain',
      { type: 'host', value: domain, match: 'suffix' },
      {
        tierOf: (seen) => hostTier(seen, seen.value === domain ? 'host' : 'registered-domain'),
        ...(most === undefined ? {} : { most }),
      },
    )
  const shared = (host: string): void =>
    void limits.push({
      indicator: indicator.id,
      kind: 'shared-host',
      detail: `${host} belongs to a service that many share: only the host itself is searched, not what lies beside it`,
    })
  /** The host and what its owner has besides. */
  const hostAndDomain = (host: string, url: string): void => {
    const owner = linkHost(host)
    if (owner.isIp) {
      ask('ip', { type: 'ip', value: host, match: 'exact' })
      return
    }
    exactHost(host)
    if (knowledge.isShared(owner, url)) {
      shared(host)
      return
    }
    const site = knowledge.siteOf(owner, url)
    if (site.includes('.') && !knowledge.isZoneOfMany(site)) zone(site, COMMON_DOMAIN)
  }

  switch (indicator.type) {
    case 'url': {
      const url = URL.parse(value)
      ask('exact-url', { type: 'url', value, match: 'exact' })
      if (!url) break
      // Reports drop or add the `s` when they defang.
      const other = value.startsWith('https:')
        ? `http:${value.slice(6)}`
        : value.startsWith('http:')
          ? `https:${value.slice(5)}`
          : undefined
      if (other !== undefined) ask('exact-url', { type: 'url', value: other, match: 'exact' })
      if (isDistinctivePath(url.pathname))
        ask(
          'path-token',
          { type: 'url', value: url.pathname, match: 'path' },
          { path: url.pathname, most: COMMON_DOMAIN },
        )
      const host = linkHost(url.hostname)
      if (url.hostname === '') break
      if (!host.isIp && knowledge.isShared(host, value)) shared(host.host)
      else hostAndDomain(host.host, value)
      break
    }
    case 'path':
      ask('path-token', { type: 'url', value, match: 'path' }, { path: value })
      break
    case 'host':
      hostAndDomain(linkHost(value).host, '')
      break
    case 'domain': {
      const host = linkHost(value)
      exactHost(host.host)
      if (knowledge.isZoneOfMany(host.host) || knowledge.isShared(host, '')) shared(host.host)
      else zone(host.host)
      break
    }
    case 'address':
      ask('address', { type: 'address', value, match: 'exact' })
      break
    case 'ip':
      ask('ip', { type: 'ip', value, match: 'exact' })
      break
    case 'network':
      ask('ip', { type: 'ip', value, match: 'within' })
      break
    case 'message-id':
      ask('message-id', { type: 'message-id', value, match: 'exact' })
      break
    case 'file-hash':
      hash(value)
      break
    case 'file-name':
      ask('file-name', { type: 'file-name', value, match: 'exact' })
      if (indicator.pattern !== undefined) hash(indicator.pattern)
      break
    default:
      break
  }
  return { searches, limits }

  function hash(written: string): void {
    const bare = written.toLowerCase().replace(/^(?:sha256|sha1|md5):/, '')
    const type = HASH_LENGTHS.get(bare.length)
    if (type && /^[0-9a-f]+$/.test(bare)) ask('file-hash', { type, value: bare, match: 'exact' })
    else if (indicator.type === 'file-hash')
      limits.push({
        indicator: indicator.id,
        kind: 'not-searchable',
        detail: `only sha256, sha1 and md5 of files are kept: ${written.slice(0, 80)}`,
      })
  }
}

const HASH_LENGTHS: ReadonlyMap<number, 'sha256' | 'sha1' | 'md5'> = new Map([
  [64, 'sha256'],
  [40, 'sha1'],
  [32, 'md5'],
])

/** The registered domain whose look-alikes are worth a search; undefined where anybody may have one like it. */
export function imitableDomain(indicator: Indicator, knowledge: HostKnowledge): string | undefined {
  const { type, value } = indicator
  const name =
    type === 'url' ? URL.parse(value)?.hostname : type === 'host' || type === 'domain' ? value : undefined
  if (name === undefined || name === '') return undefined
  const host = linkHost(name)
  const url = type === 'url' ? value : ''
  if (host.isIp || !host.domain.includes('.') || knowledge.isShared(host, url)) return undefined
  return knowledge.siteOf(host, url) === host.icannDomain && !knowledge.isZoneOfMany(host.domain)
    ? host.domain
    : undefined
}
