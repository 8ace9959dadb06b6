import type { DatedFact, DomainFacts } from '../model/domain-facts.ts'
import type { FetchAnswer } from '../model/fetch.ts'
import type { Clock, DomainFactSource, Fetcher, Resolver } from '../model/ports.ts'
import { forbiddenName } from './address-rules.ts'
import { isRecord, parsedJson } from './json-value.ts'

/** Which server answers for which top-level domains (RFC 9224), as IANA publishes it in `dns.json`. */
export interface RdapBootstrap {
  /** Base URLs by top-level domain in lower case. */
  readonly servers: ReadonlyMap<string, string>
  /** Date of the file, as it tells it. */
  readonly published: string
}

/** Reads IANA's bootstrap file from its JSON; undefined when it is none. Entries of other forms are left out. */
export function rdapBootstrap(json: unknown): RdapBootstrap | undefined {
  if (!isRecord(json) || !Array.isArray(json.services)) return undefined
  const servers = new Map<string, string>()
  for (const service of json.services as readonly unknown[]) {
    if (!Array.isArray(service)) continue
    const [domains, urls] = service as readonly unknown[]
    if (!Array.isArray(domains) || !Array.isArray(urls)) continue
    const url = urls.find((one): one is string => typeof one === 'string' && one.startsWith('https://'))
    if (url === undefined) continue
    for (const domain of domains) if (typeof domain === 'string') servers.set(domain.toLowerCase(), url)
  }
  const published = typeof json.publication === 'string' ? json.publication.slice(0, 40) : ''
  return { servers, published }
}

/** Which registries there are, or why that is not known: one short sentence, no trailing full stop. */
export type Bootstrap = RdapBootstrap | { readonly why: string }

export interface LiveDomainFactsOptions {
  /** A guarded or replaying fetcher: registries are servers like others. */
  readonly fetcher: Fetcher
  readonly resolver: Resolver
  readonly clock: Clock
  /** Asked for when it is needed. Must not reject. */
  readonly bootstrap: () => Promise<Bootstrap>
  /**
   * The domain a registry knows of. A name below somebody's own (a customer of a host of free pages) is not asked about
   * there: the age of the provider says nothing of the customer.
   */
  readonly registryDomain?: (domain: string) => string
  /** Look at the certificate of `https://domain/`: that server then sees a request. Default no. */
  readonly askServer?: boolean
  readonly signal?: AbortSignal
}

const RECORD_TYPES = ['A', 'AAAA', 'NS', 'MX'] as const
const HEADER = (host: string): readonly (readonly [string, string])[] => [
  ['Host', host],
  ['User-Agent', 'counterfoil'],
  ['Accept', 'application/rdap+json, application/json;q=0.9'],
]
/** An RDAP answer may send to another server (RFC 7480 §5.2), once is enough. */
const REDIRECTS = 3
const LIMITS = { bodyBytes: 512 * 1024, hopTime: 15_000 } as const

/**
 * Asks the registry by RDAP (RFC 9082 §3.1.3), the DNS, and if wanted the domain's own web server for its
 * certificate. The registry learns which domain is asked for. Never rejects.
 */
export function liveDomainFacts(options: LiveDomainFactsOptions): DomainFactSource {
  const { fetcher, resolver, clock, signal } = options
  return {
    async domainFacts(written) {
      const domain = written.toLowerCase().replace(/\.$/, '')
      const asked = clock()
      // Attack: a link to an inner name, so that the names of a network are told to strangers.
      const inner = forbiddenName(domain)
      if (inner !== undefined) return unknownFacts(domain, asked, `not asked: the name is ${inner}`)
      const [registry, lookups, certificate] = await Promise.all([
        askRegistry(domain),
        Promise.all(RECORD_TYPES.map((type) => resolver.resolve(domain, type))),
        options.askServer ? askServer(domain) : ({ status: 'unknown', why: 'not asked' } as const),
      ])
      return { kind: 'domain-facts', domain, asked, ...registry, certificate, lookups }
    },
  }

  async function askRegistry(domain: string): Promise<RegistryFacts> {
    const registered = options.registryDomain?.(domain) ?? domain
    if (registered !== domain)
      return registryUnknown(`a name that ${registered} gives away, whose own age says nothing of it`)
    const tld = domain.slice(domain.lastIndexOf('.') + 1)
    const bootstrap = await options.bootstrap()
    if ('why' in bootstrap) return registryUnknown(bootstrap.why)
    const base = bootstrap.servers.get(tld)
    if (base === undefined) return registryUnknown(`no RDAP server is known for .${tld.slice(0, 63)}`)
    let url = URL.parse(`${base.endsWith('/') ? base : `${base}/`}domain/${encodeURIComponent(domain)}`)
    for (let step = 0; step <= REDIRECTS && url !== null; step++) {
      const answer: FetchAnswer = await fetcher.exchange({
        url: url.href,
        method: 'GET',
        header: HEADER(url.host),
        profile: 'curl',
        limits: LIMITS,
        ...(signal && { signal }),
      })
      const { status, responseHeader } = answer.exchange
      if (answer.trouble !== undefined) return registryUnknown(answer.trouble.detail)
      if (status === 404) return registryAbsent('the registry knows no such domain')
      if (status === 200) return registryFacts(answer.body, url.host)
      const location = responseHeader.find(([name]) => name.toLowerCase() === 'location')?.[1]
      if (status === undefined || status < 300 || status > 399 || location === undefined)
        return registryUnknown(`the registry answered ${status ?? 'nothing'}`)
      const next = URL.parse(location, url.href)
      // An answer about a domain must not travel unencrypted: it could be changed on the way.
      url = next?.protocol === 'https:' ? next : null
    }
    return registryUnknown('the registry sends on without end, or without encryption')
  }

  async function askServer(domain: string): Promise<DatedFact> {
    const { exchange } = await fetcher.exchange({
      url: `https://${domain}/`,
      method: 'GET',
      header: HEADER(domain),
      profile: 'chrome-windows',
      limits: LIMITS,
    })
    const { certificate } = exchange
    if (certificate === undefined || !Number.isFinite(certificate.validFrom))
      return { status: 'unknown', why: exchange.error ?? 'no certificate' }
    return {
      status: 'known',
      time: certificate.validFrom,
      from: `certificate ${certificate.sha256?.slice(0, 16) ?? certificate.subject}`,
    }
  }
}

type RegistryFacts = Pick<DomainFacts, 'registered' | 'changed' | 'expires' | 'registrar'>

const all = (fact: DatedFact): RegistryFacts => ({ registered: fact, changed: fact, expires: fact })
const registryUnknown = (why: string): RegistryFacts => all({ status: 'unknown', why })
const registryAbsent = (why: string): RegistryFacts => all({ status: 'absent', why })

/** Reads an RDAP answer about a domain (RFC 9083 §5.3): its events and the name of its registrar. */
function registryFacts(body: Uint8Array, host: string): RegistryFacts {
  const json = parsedJson(Buffer.from(body).toString('utf8'))
  if (!isRecord(json) || json.objectClassName !== 'domain')
    return registryUnknown('not an RDAP answer about a domain')
  const events = Array.isArray(json.events)
    ? (json.events as readonly unknown[]).slice(0, 100).filter(isRecord)
    : []
  const eventOf = (action: string): DatedFact => {
    const date = events.find((event) => event.eventAction === action)?.eventDate
    const time = typeof date === 'string' ? Date.parse(date) : Number.NaN
    return Number.isFinite(time)
      ? { status: 'known', time, from: `rdap ${host}` }
      : { status: 'unknown', why: 'the registry does not tell' }
  }
  const registrar = registrarOf(json.entities)
  return {
    registered: eventOf('registration'),
    changed: eventOf('last changed'),
    expires: eventOf('expiration'),
    ...(registrar === undefined ? {} : { registrar }),
  }
}

/** Full name in the jCard of the entity with the role of registrar (RFC 7095). */
function registrarOf(entities: unknown): string | undefined {
  if (!Array.isArray(entities)) return undefined
  for (const entity of (entities as readonly unknown[]).slice(0, 50).filter(isRecord)) {
    if (!Array.isArray(entity.roles) || !entity.roles.includes('registrar')) continue
    const card: unknown = Array.isArray(entity.vcardArray) ? entity.vcardArray[1] : undefined
    if (!Array.isArray(card)) continue
    for (const property of (card as readonly unknown[]).slice(0, 50))
      if (Array.isArray(property) && property[0] === 'fn' && typeof property[3] === 'string')
        return property[3].slice(0, 200)
  }
  return undefined
}

/** Nothing is known, all for the same reason. */
export function unknownFacts(domain: string, asked: number, why: string): DomainFacts {
  const unknown: DatedFact = { status: 'unknown', why }
  return { kind: 'domain-facts', domain, asked, ...all(unknown), certificate: unknown, lookups: [] }
}

/** Keeps what a source said, so that it can be stored and replayed. */
export function recordingDomainFacts(
  source: DomainFactSource,
): DomainFactSource & { recorded(): readonly DomainFacts[] } {
  const kept = new Map<string, DomainFacts>()
  return {
    domainFacts: async (domain) => {
      const facts = await source.domainFacts(domain)
      kept.set(facts.domain, facts)
      return facts
    },
    recorded: () => [...kept.values()],
  }
}

/** Answers from stored facts; a domain that was not recorded is unknown in everything, dated by `clock`. */
export function replayDomainFacts(facts: Iterable<DomainFacts>, clock: Clock): DomainFactSource {
  const known = new Map([...facts].map((one) => [one.domain, one]))
  return {
    domainFacts: async (written) => {
      const domain = written.toLowerCase().replace(/\.$/, '')
      return known.get(domain) ?? unknownFacts(domain, clock(), 'not recorded')
    },
  }
}
