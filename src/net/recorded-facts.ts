import type { DatedFact, DomainFacts } from '../model/domain-facts.ts'
import type { Lookup } from '../model/lookup.ts'
import { isRecord } from './json-value.ts'

/** Attack: a recording from elsewhere that lists answers without end. */
const LOOKUPS = 20

/**
 * As one line of a recording. The facts are kept, not the registry's whole answer: that holds names and addresses of
 * people, which nobody here asked for.
 */
export const factsLine = (facts: DomainFacts): string => JSON.stringify({ facts })

/** What such a line holds, parsed; undefined when it is none. */
export function factsOf(value: unknown): DomainFacts | undefined {
  if (!isRecord(value) || !isRecord(value.facts)) return undefined
  const { kind, domain, asked, registrar, lookups } = value.facts
  const { registered, changed, expires, certificate } = value.facts
  if (kind !== 'domain-facts' || typeof domain !== 'string' || typeof asked !== 'number') return undefined
  if (registrar !== undefined && typeof registrar !== 'string') return undefined
  if (!isDated(registered) || !isDated(changed) || !isDated(expires) || !isDated(certificate))
    return undefined
  if (!Array.isArray(lookups) || lookups.length > LOOKUPS || !lookups.every(isLookup)) return undefined
  return {
    kind,
    domain,
    asked,
    registered,
    changed,
    expires,
    ...(registrar !== undefined && { registrar }),
    certificate,
    lookups,
  }
}

function isDated(value: unknown): value is DatedFact {
  if (!isRecord(value)) return false
  if (value.status === 'known') return typeof value.time === 'number' && typeof value.from === 'string'
  return (value.status === 'absent' || value.status === 'unknown') && typeof value.why === 'string'
}

function isLookup(value: unknown): value is Lookup {
  if (!isRecord(value) || value.kind !== 'lookup' || typeof value.id !== 'string') return false
  if (typeof value.time !== 'number' || (value.from !== 'zone-file' && value.from !== 'dns')) return false
  return value.status === 'answer' || value.status === 'absent' || value.status === 'unknown'
}
