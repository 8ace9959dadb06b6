/** Public keys in DNS records (RFC 6376 §3.6.1, RFC 8463 §4), and what a signature may be checked with. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { SigningKey } from '../model/authenticity.ts'

/** A key that can be used, with what is to be said about it. */
export interface KnownKey {
  readonly facts: SigningKey
  readonly key: KeyObject
  /** RSA modulus. */
  readonly modulus?: bigint
  /** Hash algorithms the record allows (`h=`); undefined: all. */
  readonly hashes?: readonly string[]
  /** `t=s`: `i=` must be of exactly this domain. */
  readonly strict?: true
}

/** A record that gives no key, and why: `revoked` is an empty `p=`. */
export interface NoKey {
  readonly noKey: string
}

/** DER in front of the 32 bytes of an Ed25519 public key (RFC 8410 §4). */
const ED25519_HEAD: Buffer = Buffer.from('302a300506032b6570032100', 'hex')
/** Base64 of a 16,384 bit key is 2,800 characters. */
const MAX_RECORD = 8_192

/** What a TXT record says; `from` tells where it was had from. Never throws. */
export function readKeyRecord(
  record: string,
  from: Pick<
    SigningKey,
    'domain' | 'selector' | 'from' | 'source' | 'firstSeen' | 'lastSeen' | 'compromised'
  >,
): KnownKey | NoKey {
  if (record.length > MAX_RECORD) return { noKey: 'the record is too long for a key' }
  const tags = new Map<string, string>()
  for (const piece of record.split(';')) {
    const equals = piece.indexOf('=')
    if (equals > 0) tags.set(piece.slice(0, equals).trim(), piece.slice(equals + 1).replace(/\s+/g, ''))
  }
  const version = tags.get('v')
  if (version !== undefined && version !== 'DKIM1') return { noKey: 'the record is not of DKIM' }
  const data = tags.get('p')
  if (data === undefined) return { noKey: 'the record holds no key' }
  if (data === '') return { noKey: 'the key was revoked (p= is empty)' }
  const services = tags.get('s')?.split(':')
  if (services !== undefined && !services.includes('*') && !services.includes('email'))
    return { noKey: 'the key is not for mail' }
  const algorithm = (tags.get('k') ?? 'rsa').toLowerCase()
  if (algorithm !== 'rsa' && algorithm !== 'ed25519')
    return { noKey: `keys of type ${algorithm.slice(0, 20)} are unknown` }
  const key = publicKey(Buffer.from(data, 'base64'), algorithm)
  if (key === undefined) return { noKey: 'the key cannot be read' }
  const flags = tags.get('t')?.split(':') ?? []
  const hashes = tags.get('h')?.toLowerCase().split(':')
  return {
    ...knownKey(key, { ...from, ...(flags.includes('y') && { testing: true as const }) }),
    ...(hashes !== undefined && { hashes }),
    ...(flags.includes('s') && { strict: true as const }),
  }
}

/** A key with its facts: length, fingerprint, modulus. */
export function knownKey(
  key: KeyObject,
  from: Omit<SigningKey, 'kind' | 'algorithm' | 'bits' | 'fingerprint'>,
): KnownKey {
  const spki = key.export({ format: 'der', type: 'spki' })
  const modulus = modulusOf(key)
  return {
    key,
    ...(modulus !== undefined && { modulus }),
    facts: {
      kind: 'signing-key',
      ...from,
      algorithm: modulus === undefined ? 'ed25519' : 'rsa',
      bits: modulus === undefined ? 256 : modulus.toString(2).length,
      fingerprint: createHash('sha256').update(spki).digest('hex'),
    },
  }
}

function publicKey(data: Buffer, algorithm: 'rsa' | 'ed25519'): KeyObject | undefined {
  try {
    if (algorithm === 'ed25519') {
      const der = data.length === 32 ? Buffer.concat([ED25519_HEAD, data]) : data
      const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
      return key.asymmetricKeyType === 'ed25519' ? key : undefined
    }
    const key = createPublicKey({ key: data, format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'rsa' ? key : undefined
  } catch {
    try {
      // RFC 6376 shows SubjectPublicKeyInfo, its text says RSAPublicKey: both are published.
      return algorithm === 'rsa' ? createPublicKey({ key: data, format: 'der', type: 'pkcs1' }) : undefined
    } catch {
      return undefined
    }
  }
}

function modulusOf(key: KeyObject): bigint | undefined {
  if (key.asymmetricKeyType !== 'rsa') return undefined
  const { n } = key.export({ format: 'jwk' })
  return n === undefined ? undefined : BigInt(`0x${Buffer.from(n, 'base64url').toString('hex') || '0'}`)
}

/** The RSA key of a modulus and exponent; undefined when they make none. */
export function rsaKey(modulus: bigint, exponent: bigint): KeyObject | undefined {
  const encoded = (value: bigint): string => {
    const hex = value.toString(16)
    return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url')
  }
  try {
    return createPublicKey({
      key: { kty: 'RSA', n: encoded(modulus), e: encoded(exponent) },
      format: 'jwk',
    })
  } catch {
    return undefined
  }
}
