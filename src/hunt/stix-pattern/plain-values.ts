import type { IndicatorType } from '../../model/indicator.ts'
import { addressRange } from './address-range.ts'
import type { ComparisonExpression, ObjectPath, ObservationExpression } from './pattern.ts'

/** A value that says all a pattern says. */
export interface PlainValue {
  readonly type: IndicatorType
  /** As the pattern writes it; hashes as `sha256:…` in lower case. */
  readonly value: string
}

/**
 * The values of a pattern that is no more than one value or a choice of values (`[url:value = 'a' OR url:value =
 * 'b']`, `[a] OR [b]`): it can be hunted as plain indicators, in all tiers. Undefined when it says more, or something no
 * plain indicator says. `from_ref` and `sender_ref` count as addresses, source and destination of traffic as what they are.
 */
export function plainValues(pattern: ObservationExpression): readonly PlainValue[] | undefined {
  if (pattern.kind === 'observation') return ofTest(pattern.test)
  return pattern.kind === 'or' ? allOf(pattern.parts.map(plainValues)) : undefined
}

function ofTest(test: ComparisonExpression): readonly PlainValue[] | undefined {
  if (test.kind === 'or') return allOf(test.parts.map(ofTest))
  if (test.kind !== 'test' || test.negated || test.values.length === 0) return undefined
  const subset = test.operator === 'ISSUBSET'
  if (test.operator !== '=' && test.operator !== 'IN' && !subset) return undefined
  const values: PlainValue[] = []
  for (const literal of test.values) {
    const one =
      literal.kind === 'string' && literal.value !== '' ? ofValue(test.path, literal.value) : undefined
    if (!one || (subset && one.type !== 'ip' && one.type !== 'network')) return undefined
    values.push(one)
  }
  return values
}

function allOf(parts: readonly (readonly PlainValue[] | undefined)[]): readonly PlainValue[] | undefined {
  const all: PlainValue[] = []
  for (const part of parts) {
    if (!part) return undefined
    all.push(...part)
  }
  return all
}

const ADDRESS_PATHS = new Set([
  'email-addr:value',
  'email-message:from_ref.value',
  'email-message:sender_ref.value',
])
const NETWORK_PATHS = new Set([
  'ipv4-addr:value',
  'ipv6-addr:value',
  'network-traffic:dst_ref.value',
  'network-traffic:src_ref.value',
])
/** Hashes an indicator can name, by the names patterns use. */
const HASHES: Readonly<Record<string, readonly [name: string, length: number]>> = {
  MD5: ['md5', 32],
  SHA1: ['sha1', 40],
  SHA256: ['sha256', 64],
}

function ofValue(path: ObjectPath, value: string): PlainValue | undefined {
  const names = path.steps.map((step) => (step.kind === 'key' ? step.name : `[${step.index}]`))
  const name = `${path.type}:${names.join('.')}`
  if (name === 'url:value') return { type: 'url', value }
  if (name === 'domain-name:value') return { type: 'domain', value }
  if (ADDRESS_PATHS.has(name)) return { type: 'address', value }
  if (name === 'email-message:message_id')
    return { type: 'message-id', value: value.replace(/^<(.*)>$/s, '$1') }
  if (name === 'file:name') return { type: 'file-name', value }
  if (NETWORK_PATHS.has(name)) {
    const range = addressRange(value)
    if (range) return { type: range.prefix === range.bits ? 'ip' : 'network', value }
    return path.type === 'network-traffic' && /^[a-z0-9.-]+\.[a-z0-9-]+$/i.test(value)
      ? { type: 'domain', value }
      : undefined
  }
  const hash = /^(?:file|artifact):hashes\.([^.]+)$/.exec(name)?.[1]
  const known = hash === undefined ? undefined : HASHES[hash.toUpperCase().replaceAll('-', '')]
  if (!known || value.length !== known[1] || /[^0-9a-f]/i.test(value)) return undefined
  return { type: 'file-hash', value: `${known[0]}:${value.toLowerCase()}` }
}
