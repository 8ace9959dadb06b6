/** What registries and the DNS say of the hosts of followed links. */
import { freshHosts } from '../enrich/links/fresh-host.ts'
import type { DatedFact, DomainFacts } from '../model/domain-facts.ts'
import type { DomainFactSource } from '../model/ports.ts'
import type { Hop, RedirectChain } from '../model/redirect-chain.ts'
import type { TracedLink } from '../model/trace.ts'

/** Registered domains of hops whose role rests on no list and no known wrapper: of the others the age is no question. */
export function factDomains({ hops }: Pick<RedirectChain, 'hops'>): readonly string[] {
  const domains = new Set<string>()
  for (const { target, because } of hops)
    if (target !== undefined && !target.isIp && target.domain.includes('.') && !because.some(isListed))
      domains.add(target.domain)
  return [...domains]
}

const isListed = ({ kind }: Hop['because'][number]): boolean => kind === 'list' || kind === 'wrapper'

/**
 * The link with what is known of its hosts, and a sign at each that was fresh at `mailTime`. Asks one domain after the
 * other; rejects with the signal's reason.
 */
export async function withFacts(
  link: TracedLink,
  ask: DomainFactSource['domainFacts'],
  mailTime: number | undefined,
  signal: AbortSignal | undefined,
): Promise<TracedLink> {
  const { chain, signs, compared } = link
  const chains = [chain, ...(compared ?? []).map(({ chain }) => chain)]
  const facts: DomainFacts[] = []
  for (const domain of new Set(chains.flatMap(factDomains))) {
    signal?.throwIfAborted()
    facts.push({ ...(await ask(domain)), certificate: firstCertificate(domain, chains) })
  }
  return {
    ...link,
    facts,
    signs: [...signs, ...freshHosts(chain, facts, mailTime)],
    ...(compared && {
      compared: compared.map(({ chain, signs }) => ({
        chain,
        signs: [...signs, ...freshHosts(chain, facts, mailTime)],
      })),
    }),
  }
}

/** The earliest certificate that a host of the domain showed when the links were followed. */
function firstCertificate(domain: string, chains: readonly RedirectChain[]): DatedFact {
  let first: Extract<DatedFact, { status: 'known' }> | undefined
  for (const { target, exchange } of chains.flatMap(({ hops }) => hops)) {
    const certificate = exchange?.certificate
    if (target?.domain !== domain || certificate === undefined) continue
    const { validFrom, sha256, subject } = certificate
    if (!Number.isFinite(validFrom) || (first !== undefined && first.time <= validFrom)) continue
    first = { status: 'known', time: validFrom, from: `certificate ${(sha256 ?? subject).slice(0, 16)}` }
  }
  return first ?? { status: 'unknown', why: 'no certificate of it was seen' }
}
