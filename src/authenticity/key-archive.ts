/**
 * Recorded keys out of JSON: zone files (`{"s._domainkey.example.org": "v=DKIM1; …"}`) and what archive.prove.email
 * gives (`[{"domain", "selector", "value", "firstSeenAt", "lastSeenAt"}]`).
 */
import type { SigningKey } from '../model/authenticity.ts'
import { type KnownKey, readKeyRecord } from './key-record.ts'

/** Keys by `selector._domainkey.domain`, lower case. */
export interface KeyRing {
  readonly keys: ReadonlyMap<string, readonly KnownKey[]>
  /** Why a name gives no key although it was asked for or recorded. */
  readonly missing: ReadonlyMap<string, string>
}

export const NO_KEYS: KeyRing = { keys: new Map(), missing: new Map() }

/** `selector._domainkey.domain`, lower case, without the root dot. */
export function keyName(selector: string, domain: string): string {
  const name = `${selector}._domainkey.${domain}`.toLowerCase()
  return name.endsWith('.') ? name.slice(0, -1) : name
}

interface ArchivedRecord {
  readonly name: string
  readonly value: string
  readonly firstSeen?: number
  readonly lastSeen?: number
  readonly compromised?: { readonly reason: string; readonly since?: number }
}

/** What a file of keys must look like, for messages to people. */
export const KEY_FILE_FORM: string =
  'A key file is JSON: {"selector._domainkey.example.org": "v=DKIM1; …"}, or a list of ' +
  '{"domain", "selector", "value", "firstSeenAt", "lastSeenAt"} as archive.prove.email gives it.'

/** Keys out of parsed JSON; `source` is the file's name. Entries that are none of both are told in `wrong`. */
export function keysFromJson(
  json: unknown,
  source: string,
): { readonly ring: KeyRing; readonly wrong: readonly string[] } {
  const wrong: string[] = []
  const records: ArchivedRecord[] = []
  if (Array.isArray(json)) {
    const list: readonly unknown[] = json
    list.forEach((entry, at) => {
      records.push(...recordsOf(`entry ${at + 1}`, entry, undefined, wrong))
    })
  } else if (isObject(json))
    for (const [name, entry] of Object.entries(json))
      records.push(...recordsOf(`"${name}"`, entry, name, wrong))
  else wrong.push('the file holds neither a list nor an object')
  return { ring: ringOf(records, source, 'archive'), wrong }
}

/** A ring of records had from one place. */
export function ringOf(
  records: readonly ArchivedRecord[],
  source: string,
  from: SigningKey['from'],
): KeyRing {
  const keys = new Map<string, KnownKey[]>()
  const missing = new Map<string, string>()
  for (const { name, value, firstSeen, lastSeen, compromised } of records) {
    const at = name.indexOf('._domainkey.')
    if (at < 0) continue
    const read = readKeyRecord(value, {
      domain: name.slice(at + '._domainkey.'.length),
      selector: name.slice(0, at),
      from,
      source,
      ...(firstSeen !== undefined && { firstSeen }),
      ...(lastSeen !== undefined && { lastSeen }),
      ...(compromised !== undefined && { compromised }),
    })
    if ('noKey' in read) missing.set(name, read.noKey)
    else keys.set(name, [...(keys.get(name) ?? []), read])
  }
  return { keys, missing }
}

/** Several rings as one; keys of the first are tried first. The same key twice under a name is kept once. */
export function joinRings(rings: readonly KeyRing[]): KeyRing {
  const keys = new Map<string, KnownKey[]>()
  const missing = new Map<string, string>()
  for (const ring of rings) {
    for (const [name, list] of ring.keys) {
      const known = keys.get(name) ?? []
      for (const key of list) {
        const same = known.findIndex(({ facts }) => facts.fingerprint === key.facts.fingerprint)
        if (same < 0) known.push(key)
        else known[same] = merged(known[same]!, key)
      }
      keys.set(name, known)
    }
    for (const [name, why] of ring.missing) if (!missing.has(name)) missing.set(name, why)
  }
  return { keys, missing }
}

/** The same key had from two places: the first one's origin, the life of both, and any word of compromise. */
function merged(one: KnownKey, other: KnownKey): KnownKey {
  const first = Math.min(one.facts.firstSeen ?? Infinity, other.facts.firstSeen ?? Infinity)
  const last = Math.max(one.facts.lastSeen ?? -Infinity, other.facts.lastSeen ?? -Infinity)
  const compromised = one.facts.compromised ?? other.facts.compromised
  return {
    ...one,
    facts: {
      ...one.facts,
      ...(Number.isFinite(first) && { firstSeen: first }),
      ...(Number.isFinite(last) && { lastSeen: last }),
      ...(compromised !== undefined && { compromised }),
    },
  }
}

/** Marks keys that two RSA moduli of the ring give away: with a common prime both can be factored at once. */
export function markSharedPrimes(ring: KeyRing): KeyRing {
  const all = [...ring.keys.values()].flat().filter(({ modulus }) => modulus !== undefined)
  const weak = new Set<string>()
  for (let one = 0; one < all.length && all.length <= MAX_COMPARED; one++)
    for (let other = one + 1; other < all.length; other++) {
      const a = all[one]!.modulus!
      const b = all[other]!.modulus!
      if (a === b || gcdOfSmall(a, b) === 1n) continue
      weak.add(all[one]!.facts.fingerprint)
      weak.add(all[other]!.facts.fingerprint)
    }
  if (weak.size === 0) return ring
  const keys = new Map<string, readonly KnownKey[]>()
  for (const [name, list] of ring.keys)
    keys.set(
      name,
      list.map((key) =>
        weak.has(key.facts.fingerprint) && key.facts.compromised === undefined
          ? { ...key, facts: { ...key.facts, compromised: { reason: 'it shares a prime with another key' } } }
          : key,
      ),
    )
  return { keys, missing: ring.missing }
}

/** Pairs of keys compared: 300 keys are 45,000 pairs and some seconds. */
const MAX_COMPARED = 300

function gcdOfSmall(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

function recordsOf(
  what: string,
  entry: unknown,
  name: string | undefined,
  wrong: string[],
): ArchivedRecord[] {
  if (entry === null) return []
  if (typeof entry === 'string' && name !== undefined) return [{ name: plain(name), value: entry }]
  if (Array.isArray(entry)) {
    const list: readonly unknown[] = entry
    // As node:dns gives records: each a list of the strings it is cut into (RFC 6376 §3.6.2.2).
    return list.flatMap((one) =>
      recordsOf(
        what,
        Array.isArray(one) && one.every((piece) => typeof piece === 'string') ? one.join('') : one,
        name,
        wrong,
      ),
    )
  }
  if (!isObject(entry)) {
    wrong.push(`${what} is no record of a key`)
    return []
  }
  // The form of recorded DNS: {"TXT": [...]}; other types are not for us.
  const texts = entry.TXT ?? entry.txt
  if (name !== undefined && texts !== undefined) return recordsOf(what, texts, name, wrong)
  const selector = text(entry.selector)
  const domain = text(entry.domain)
  const value = text(entry.value) ?? text(entry.record)
  const key = name ?? (selector !== undefined && domain !== undefined ? keyName(selector, domain) : undefined)
  if (key === undefined || value === undefined) {
    if (name === undefined || !onlyOtherTypes(entry)) wrong.push(`${what} has no domain, selector and value`)
    return []
  }
  const firstSeen = time(entry.firstSeenAt)
  const lastSeen = time(entry.lastSeenAt)
  const since = time(entry.privateKeyPublishedAt) ?? time(entry.compromisedAt)
  const reason =
    text(entry.compromised) ??
    (entry.privateKeyPublishedAt !== undefined
      ? 'the private key was published'
      : entry.compromised === true || entry.compromisedAt !== undefined
        ? 'the key is listed as compromised'
        : undefined)
  return [
    {
      name: plain(key),
      value,
      ...(firstSeen !== undefined && { firstSeen }),
      ...(lastSeen !== undefined && { lastSeen }),
      ...(reason !== undefined && { compromised: { reason, ...(since !== undefined && { since }) } }),
    },
  ]
}

const onlyOtherTypes = (entry: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(entry).every((type) => /^(?:A|AAAA|MX|PTR|NS|CNAME)$/i.test(type))

const plain = (name: string): string => {
  const lower = name.toLowerCase()
  return lower.endsWith('.') ? lower.slice(0, -1) : lower
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function time(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value < 1e11 ? value * 1000 : value
  if (typeof value !== 'string') return undefined
  const read = Date.parse(value)
  return Number.isNaN(read) ? undefined : read
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
