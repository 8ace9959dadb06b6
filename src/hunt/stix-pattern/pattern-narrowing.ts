import { bothNarrowings, eitherNarrowing, type Narrowing, type NeededValue } from '../narrowing.ts'
import { addressRange } from './address-range.ts'
import type { Spelling } from './object-path.ts'
import type { ComparisonExpression, ObjectPath, ObservationExpression, PropertyTest } from './pattern.ts'
import { inOneSpelling } from './property-test.ts'
import { isHeld } from './unheld-paths.ts'

/** No mail fits. */
const NOTHING: Narrowing = { anyOf: [] }

/**
 * What each message that can be part of a match must hold. A message outside is neither a match nor one observation of
 * a longer one, so a run over the messages inside finds the same.
 */
export function patternNarrowing(pattern: ObservationExpression): Narrowing {
  switch (pattern.kind) {
    case 'observation':
      return testNarrowing(pattern.test)
    case 'qualified': {
      let narrowed = patternNarrowing(pattern.of)
      for (const one of pattern.qualifiers)
        if (one.kind === 'start-stop')
          narrowed = bothNarrowings(narrowed, { since: one.from, until: one.until })
      return narrowed
    }
    default:
      return pattern.parts.map(patternNarrowing).reduce(eitherNarrowing)
  }
}

function testNarrowing(test: ComparisonExpression): Narrowing {
  switch (test.kind) {
    case 'and':
      return test.parts.map(testNarrowing).reduce(bothNarrowings)
    case 'or':
      return test.parts.map(testNarrowing).reduce(eitherNarrowing)
    case 'exists':
      return isHeld(test.path) || test.negated ? {} : NOTHING
    case 'test':
      if (!isHeld(test.path)) return NOTHING
      return test.negated ? {} : valueNarrowing(test)
  }
}

function valueNarrowing(test: PropertyTest): Narrowing {
  const type = indexedType(test.path)
  if (!type) return {}
  const texts = test.values.map((one) => (one.kind === 'string' ? one.value : undefined))
  if (test.operator === '=' || test.operator === 'IN') {
    const anyOf: NeededValue[] = []
    for (const text of texts) {
      if (text === undefined) return {}
      // a target without a scheme is not in the index
      if (type === 'url' && !/^[a-z][a-z0-9+.-]{0,30}:/i.test(text)) return {}
      anyOf.push({ type, value: inOneSpelling(text, SPELLINGS[type]), match: 'exact' })
    }
    return { anyOf }
  }
  const like = test.operator === 'LIKE' ? texts[0] : undefined
  const value = like === undefined ? undefined : likeNarrowing(type, like)
  return value ? { anyOf: [value] } : {}
}

const SPELLINGS: Readonly<Record<NeededValue['type'], Spelling>> = {
  host: 'any-case',
  url: 'url',
  address: 'any-case',
  ip: 'address',
  'message-id': 'brackets',
  sha256: 'any-case',
}

/** `%@example.org`, `%.example.org` and `https://example.org/%` name a host. */
function likeNarrowing(type: NeededValue['type'], like: string): NeededValue | undefined {
  const host = /^%[@.]([a-z0-9.-]{1,253})$/i.exec(like)?.[1]?.toLowerCase()
  if (type === 'address' && host)
    return { type: 'host', value: host, match: like[1] === '@' ? 'exact' : 'suffix' }
  if (type === 'host' && host && like[1] === '.') return { type: 'host', value: host, match: 'suffix' }
  const start = type === 'url' ? /^https?:\/\/[a-z0-9.-]{1,253}\//i.exec(like)?.[0] : undefined
  const name = start && URL.parse(start)?.hostname
  if (!name) return undefined
  return { type: addressRange(name) ? 'ip' : 'host', value: name, match: 'exact' }
}

/** The kind of value the index holds in full for a path. Files inside files, and the mail itself, are not in it. */
function indexedType(path: ObjectPath): NeededValue['type'] | undefined {
  const names = path.steps.flatMap((step) => (step.kind === 'key' ? [step.name] : []))
  const [first, second, third] = names
  if (first === 'value' && names.length === 1) {
    if (path.type === 'url') return 'url'
    if (path.type === 'domain-name') return 'host'
    if (path.type === 'email-addr') return 'address'
    if (path.type === 'ipv4-addr' || path.type === 'ipv6-addr') return 'ip'
  }
  if (path.type !== 'email-message') return undefined
  if (first === 'message_id') return 'message-id'
  if (second === 'value' && /^(?:from_ref|sender_ref|(?:to|cc|bcc)_refs)$/.test(first ?? '')) return 'address'
  if (first === 'body_multipart' && second === 'body_raw_ref' && third === 'hashes') return 'sha256'
  return undefined
}
