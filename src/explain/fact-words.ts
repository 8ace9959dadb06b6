import type { DatedFact, DomainFacts } from '../model/domain-facts.ts'
import type { Lookup } from '../model/lookup.ts'
import { countText, cutText, dayText, listText } from './layout.ts'

/** UTF-16 units of what others wrote. */
const MAX_VALUE = 120
/** Addresses named. */
const MAX_ADDRESSES = 4
const DAY = 86_400_000
const YEAR = 365.25

/** `9 days before the mail`: how long before or after. Times in milliseconds. */
export function distanceText(time: number, base: number, what: string): string {
  const days = Math.floor((base - time) / DAY)
  const side = days < 0 ? 'after' : 'before'
  const span = Math.abs(days)
  if (days === 0) return `less than a day before ${what}`
  const said = span < 2 * YEAR ? countText(span, 'day') : `${Math.floor(span / YEAR)} years`
  return `${said} ${side} ${what}`
}

/**
 * What is known of a domain, in one line, measured from the mail's own time, else from when it was asked. What is not
 * known says why. Hosts and addresses in it are raw: pages defang them.
 */
export function domainFactsText(facts: DomainFacts, mailTime: number | undefined): string {
  const { domain, asked, registered, changed, registrar, certificate } = facts
  const base = mailTime ?? asked
  const what = mailTime === undefined ? 'this look' : 'the mail'
  const parts = [registrationText(registered, registrar, base, what)]
  if (changed.status === 'known' && (registered.status !== 'known' || changed.time !== registered.time))
    parts.push(`registration changed ${distanceText(changed.time, base, what)}`)
  if (certificate.status === 'known')
    parts.push(`certificate valid since ${distanceText(certificate.time, base, what)}`)
  if (facts.lookups.length === 0) parts.push('its addresses, name servers and mail servers are unknown')
  else
    parts.push(
      addressText(facts),
      serverText(facts, 'NS', 'name server'),
      serverText(facts, 'MX', 'mail server'),
    )
  return `${domain}: ${parts.join('; ')}.`
}

function registrationText(
  fact: DatedFact,
  registrar: string | undefined,
  base: number,
  what: string,
): string {
  switch (fact.status) {
    case 'known': {
      const at = registrar === undefined ? '' : ` at ${cutText(registrar, MAX_VALUE)}`
      const later = base - fact.time < -DAY ? ', so who had the name then is not told' : ''
      return `registered ${distanceText(fact.time, base, what)} (${dayText(fact.time)}${at})${later}`
    }
    case 'absent':
      return `not registered (${cutText(fact.why, MAX_VALUE)})`
    default:
      return `when it was registered is unknown (${cutText(fact.why, MAX_VALUE)})`
  }
}

const ofType = ({ lookups }: DomainFacts, type: string): Lookup | undefined =>
  lookups.find(({ id }) => id.startsWith(`dns:${type}:`))

const valuesOf = (lookup: Lookup | undefined): readonly unknown[] =>
  lookup?.status === 'answer' && Array.isArray(lookup.answer) ? (lookup.answer as readonly unknown[]) : []

function addressText(facts: DomainFacts): string {
  const lookups = [ofType(facts, 'A'), ofType(facts, 'AAAA')]
  const addresses = lookups.flatMap((lookup) => valuesOf(lookup).filter((one) => typeof one === 'string'))
  if (addresses.length > 0) {
    const more = addresses.length - MAX_ADDRESSES
    const shown = addresses.slice(0, MAX_ADDRESSES).map((one) => cutText(one, MAX_VALUE))
    return `lies at ${more > 0 ? `${shown.join(', ')} and ${more} more` : listText(shown)}`
  }
  if (lookups.every((lookup) => lookup?.status === 'absent')) return 'the name itself has no address'
  return `its addresses are unknown${whyText(lookups.find((lookup) => lookup?.error !== undefined))}`
}

function serverText(facts: DomainFacts, type: 'NS' | 'MX', what: string): string {
  const lookup = ofType(facts, type)
  const count = valuesOf(lookup).length
  if (count > 0) return `has ${countText(count, what)}`
  return lookup?.status === 'absent' ? `has no ${what}` : `its ${what}s are unknown${whyText(lookup)}`
}

const whyText = (lookup: Lookup | undefined): string =>
  lookup?.error === undefined ? '' : ` (${cutText(lookup.error, MAX_VALUE)})`
