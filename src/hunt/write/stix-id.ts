import { hash } from 'node:crypto'

/** Namespace of deterministic ids of cyber-observables (STIX 2.1 §2.9). */
const OBSERVABLE_NAMESPACE = '00abedb4-aa42-466c-9c01-fed23315a9b7'
/** Ours, for all else: STIX wants another than the one above. Drawn once at random. */
const OWN_NAMESPACE = '5b0f7c1e-9a54-4f0d-8a3b-6f2e4d1c7b90'

/** RFC 9562 §5.5: name-based, SHA-1. */
export function uuid5(namespace: string, name: string): string {
  const bytes = Buffer.from(
    hash(
      'sha1',
      Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]),
      'hex',
    ),
    'hex',
  ).subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export type Contribution = string | number | { readonly [name: string]: Contribution }

/**
 * The id of a cyber-observable: UUIDv5 over its contributing properties in canonical JSON (RFC 8785), so that the same
 * value has the same id wherever it is written.
 */
export function observableId(type: string, contributing: { readonly [name: string]: Contribution }): string {
  return `${type}--${uuid5(OBSERVABLE_NAMESPACE, canonical(contributing))}`
}

/** The id of any other object, from what makes it this one. */
export function ownId(type: string, ...parts: readonly string[]): string {
  return `${type}--${uuid5(OWN_NAMESPACE, JSON.stringify([type, ...parts]))}`
}

/** RFC 8785 for strings, whole numbers and objects: members sorted by UTF-16 code units, no white space. */
function canonical(value: Contribution): string {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed())
  if (typeof value === 'number') return String(value)
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? '')}`)
  return `{${members.join(',')}}`
}
