import type { DomainFacts } from '../model/domain-facts.ts'
import type { Clock, DomainFactSource, Fetcher, Resolver } from '../model/ports.ts'
import { type Bootstrap, liveDomainFacts, rdapBootstrap, unknownFacts } from './domain-facts.ts'
import { parsedJson } from './json-value.ts'

/** IANA's list of which registry answers for which top-level domains (RFC 9224 §4). */
export const BOOTSTRAP_URL = 'https://data.iana.org/rdap/dns.json'

export interface FactAskerOptions {
  /** Guarded, as registries are servers like others. */
  readonly fetcher: Fetcher
  readonly resolver: Resolver
  readonly clock: Clock
  /** The domain a registry knows of: that of the ICANN section of the Public Suffix List. */
  readonly registryDomain: (domain: string) => string
  /** Called once for every domain, with what was found out. */
  readonly keep: (facts: DomainFacts) => void
  readonly signal?: AbortSignal
}

/** Domains of one run. Attack: a mail of a thousand links, each at a domain of its own, to have us ask without end. */
const DOMAINS = 100
/** IANA's list has about 80 kB. */
const LIMITS = { bodyBytes: 2 * 1024 * 1024, hopTime: 20_000 } as const

/**
 * Asks about domains, each once in a run. Which registry to ask is read from IANA's list, fetched when it is first
 * needed. A domain beyond the limit of a run is unknown in everything. Never rejects.
 */
export function factAsker(options: FactAskerOptions): DomainFactSource {
  const { fetcher, clock, keep, signal } = options
  let bootstrap: Promise<Bootstrap> | undefined
  const source = liveDomainFacts({
    ...options,
    bootstrap: () => {
      bootstrap ??= fetchBootstrap(fetcher, signal)
      return bootstrap
    },
  })
  const known = new Map<string, Promise<DomainFacts>>()
  return {
    domainFacts: (domain) => {
      const asked = known.get(domain)
      if (asked !== undefined) return asked
      const facts = (
        known.size < DOMAINS
          ? source.domainFacts(domain)
          : Promise.resolve(
              unknownFacts(domain, clock(), `not asked: ${DOMAINS} domains are the limit of one run`),
            )
      ).then((one) => {
        keep(one)
        return one
      })
      known.set(domain, facts)
      return facts
    },
  }
}

async function fetchBootstrap(fetcher: Fetcher, signal?: AbortSignal): Promise<Bootstrap> {
  const { host } = new URL(BOOTSTRAP_URL)
  const { exchange, body, trouble } = await fetcher.exchange({
    url: BOOTSTRAP_URL,
    method: 'GET',
    header: [
      ['Host', host],
      ['User-Agent', 'counterfoil'],
      ['Accept', 'application/json'],
    ],
    profile: 'curl',
    limits: LIMITS,
    ...(signal && { signal }),
  })
  const missing = (why: string): Bootstrap => ({ why: `which registry to ask is not known: ${host} ${why}` })
  if (trouble !== undefined) return missing(`could not be asked (${trouble.detail})`)
  if (exchange.status !== 200) return missing(`answered ${exchange.status ?? 'nothing'}`)
  return (
    rdapBootstrap(parsedJson(Buffer.from(body).toString('utf8'))) ??
    missing('answered with no list of registries')
  )
}
