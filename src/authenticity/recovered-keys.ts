/**
 * RSA keys worked out from signatures: a padded hash m and its signature s fit together as s^e - m = k·n, so the
 * greatest common divisor of two such numbers is the modulus n, or a small multiple of it. Needs two signatures over
 * bytes that are intact, and some minutes: with the usual e the numbers have 134 million bits.
 */
import { createHash, type KeyObject } from 'node:crypto'
import type { KeyRecovery } from '../model/authenticity.ts'
import type { Digest } from '../model/bytes.ts'
import { canonicalBody } from './canonical.ts'
import { bodyHashes, checkSignature } from './check-signature.ts'
import { type KnownKey, knownKey, rsaKey } from './key-record.ts'
import { bitLength, gcdSteps } from './large-gcd.ts'
import type { RawMail } from './raw-mail.ts'
import type { Signature } from './signature-tags.ts'
import { signedHeader } from './signed-fields.ts'

/** A signature with the mail it stands in. */
export interface SignedMail {
  readonly digest: Digest
  readonly mail: RawMail
  readonly signature: Signature
}

/** Exponents in use; the small ones cost nothing to try. */
const EXPONENTS: readonly number[] = [3, 17, 65_537]
/** Of the way of one pair, what the two powers take. */
const POWERS_SHARE = 0.04
/** Pairs tried for one key: each takes minutes. */
const MAX_PAIRS = 3
/** Longer keys would take hours. */
const MAX_BITS = 4096
const MIN_BITS = 512
/** Larger bodies are not hashed here. Attack: 32 signatures over 64 MB in each of many mails, hashed before any verdict. */
const MAX_BODY = 8 * 1024 * 1024
/** Signatures kept for working out one key, from the set and from independent mail. */
const SAMPLES = 6

/**
 * Works out the key of one selector and domain from signatures of a set, and asks mail held independently of the set
 * whether it is theirs too. A key worked out from the set alone says `independent: 'no'`: whoever made up the set
 * could have made up the key. `recorded` are keys known from elsewhere, under whatever name. Yields how far it is between
 * steps of some seconds, so that a caller can stop it.
 */
export function* recoverKeySteps(
  { domain, selector }: { readonly domain: string; readonly selector: string },
  set: readonly SignedMail[],
  held: readonly SignedMail[],
  recorded: readonly KnownKey[],
): Generator<RecoveryStep, RecoveredKey, undefined> {
  const inSet = new Set(set.map(({ digest }) => digest))
  // The same mail handed in twice is not independent of itself.
  const others = held.filter(({ digest }) => !inSet.has(digest))
  const base = { domain, selector }
  const not = (result: 'not-found' | 'not-tried', detail: string): { recovery: KeyRecovery } => ({
    recovery: { ...base, result, detail },
  })
  const usable = distinct([...others, ...set].filter(isUsable))
  if (usable.length < 2)
    return not('not-tried', 'two RSA signatures over intact bodies are needed, with different content')
  const found = yield* search(usable)
  if (found === undefined)
    return not(
      'not-found',
      'no two of its signatures gave a common key: their signed fields may not be intact',
    )
  const key = knownKey(found.key, { ...base, from: 'recovered', source: 'two signatures' })
  const proof = independence(key, found.pair, others, recorded)
  return {
    key: {
      ...key,
      facts: {
        ...key.facts,
        independent: proof === undefined ? 'no' : 'yes',
        ...(proof !== undefined && { independentBy: proof }),
      },
    },
    recovery: {
      ...base,
      result: 'found',
      detail: proof ?? 'nothing but this set fits it: it shows only that these mails share a key',
    },
  }
}

/** How far the working out of one key is. */
export interface RecoveryStep {
  /** Length of the key. */
  readonly bits: number
  /** Pair of signatures that is tried, from 1, and how many may be. */
  readonly pair: number
  readonly pairs: number
  /** Of this pair, from 0 to 1. */
  readonly share: number
}

export interface RecoveredKey {
  readonly key?: KnownKey
  readonly recovery: KeyRecovery
}

/** What makes a recovered key more than a key of the set; undefined when nothing does. */
function independence(
  key: KnownKey,
  pair: readonly SignedMail[],
  others: readonly SignedMail[],
  recorded: readonly KnownKey[],
): string | undefined {
  const same = recorded.find(({ facts }) => facts.fingerprint === key.facts.fingerprint)
  if (same !== undefined) return `equals a key recorded in ${same.facts.source}`
  if (pair.every((one) => others.includes(one)))
    return 'was worked out from mail held independently of the set'
  const fitting = others.filter(
    ({ mail, signature }) => checkSignature(mail, signature, [key], bodyHashes(mail)).header === 'match',
  ).length
  return fitting === 0
    ? undefined
    : `fits ${fitting} ${fitting === 1 ? 'mail' : 'mails'} held independently of the set`
}

/** An RSA signature over a body that is as it was signed: such a one may give a key away. */
function isUsable({ mail, signature }: SignedMail): boolean {
  const { algorithm, bodyForm, bodyHash, length, malformed, value } = signature
  const bits = value.length * 8
  if (malformed !== undefined || !algorithm.startsWith('rsa-') || bits < MIN_BITS || bits > MAX_BITS)
    return false
  if (mail.body.length > MAX_BODY) return false
  const body = canonicalBody(mail.body, bodyForm)
  if (length !== undefined && length > body.length) return false
  return createHash(algorithm === 'rsa-sha1' ? 'sha1' : 'sha256')
    .update(length === undefined ? body : body.subarray(0, length))
    .digest()
    .equals(Buffer.from(bodyHash, 'base64'))
}

/** Fields that lists take members out of, bring into another order, or make anew. */
const REWRITTEN: ReadonlySet<string> = new Set(['cc', 'to', 'sender', 'reply-to', 'subject', 'from'])
const BY_LIST: ReadonlySet<string> = new Set(['list-id', 'list-post', 'x-beenthere'])

/** Signed fields that may have been changed on the way, as far as can be told beforehand: fewer is better. */
function doubtfulFields({ mail, signature }: SignedMail): number {
  if (!mail.fields.some(({ key }) => BY_LIST.has(key))) return 0
  const present = new Set(mail.fields.map(({ key }) => key))
  // From and To are signed by all; whether a list changed them shows nowhere.
  return [...new Set(signature.names)].filter((name) => REWRITTEN.has(name) && present.has(name)).length
}

/** Signatures of the same length, each value once: two equal ones have a common divisor that tells nothing. */
function distinct(all: readonly SignedMail[]): readonly SignedMail[] {
  const seen = new Set<string>()
  const length = all[0]?.signature.value.length
  return all.filter(({ signature }) => {
    const value = signature.value.toString('base64')
    if (signature.value.length !== length || seen.has(value)) return false
    seen.add(value)
    return true
  })
}

/**
 * Adds a signature to the few of its selector that are kept for working out the key: usable ones only, and those that
 * most probably are intact first, as a pair that is not costs minutes for nothing.
 */
export function addSample(samples: SignedMail[], one: SignedMail): void {
  const doubts = doubtfulFields(one)
  const last = samples.length < SAMPLES ? undefined : samples.at(-1)
  if (last !== undefined && doubtfulFields(last) <= doubts) return
  if (samples.some(({ digest }) => digest === one.digest) || !isUsable(one)) return
  if (last !== undefined) samples.pop()
  const at = samples.findIndex((other) => doubtfulFields(other) > doubts)
  samples.splice(at < 0 ? samples.length : at, 0, one)
}

/**
 * Pairs to try: first each signature once, as a damaged one spoils every pair it is in, then what else there is.
 * Two of three that are intact are found either way.
 */
export function pairsOf(usable: readonly SignedMail[]): readonly (readonly [SignedMail, SignedMail])[] {
  const pairs: (readonly [SignedMail, SignedMail])[] = []
  for (let at = 0; at + 1 < usable.length; at += 2) pairs.push([usable[at]!, usable[at + 1]!])
  for (let one = 0; one < usable.length; one++)
    for (let other = one + 1; other < usable.length; other++)
      if (one % 2 === 1 || other !== one + 1) pairs.push([usable[one]!, usable[other]!])
  return pairs.slice(0, MAX_PAIRS)
}

function* search(
  usable: readonly SignedMail[],
): Generator<
  RecoveryStep,
  { readonly key: KeyObject; readonly pair: readonly SignedMail[] } | undefined,
  undefined
> {
  const pairs = pairsOf(usable)
  const bits = usable[0]!.signature.value.length * 8
  for (const exponent of EXPONENTS)
    for (const [at, pair] of pairs.entries()) {
      const steps = commonModulus(pair, exponent)
      let step = steps.next()
      for (; !step.done; step = steps.next())
        // With a small exponent it takes no time, and the way begins anew with the usual one.
        if (exponent === EXPONENTS.at(-1))
          yield { bits, pair: at + 1, pairs: pairs.length, share: step.value }
      const modulus = step.value
      const key = modulus === undefined ? undefined : rsaKey(modulus, BigInt(exponent))
      if (key === undefined) continue
      const known = knownKey(key, { domain: '', selector: '', from: 'recovered', source: '' })
      if (
        pair.every(
          ({ mail, signature }) =>
            checkSignature(mail, signature, [known], bodyHashes(mail)).header === 'match',
        )
      )
        return { key, pair }
    }
  return undefined
}

function* commonModulus(
  [one, other]: readonly [SignedMail, SignedMail],
  exponent: number,
): Generator<number, bigint | undefined, undefined> {
  const length = one.signature.value.length
  yield 0
  const first = multipleOfModulus(one, exponent)
  yield POWERS_SHARE / 2
  const second = multipleOfModulus(other, exponent)
  yield POWERS_SHARE
  const steps = gcdSteps(first, second)
  let step = steps.next()
  for (; !step.done; step = steps.next()) yield POWERS_SHARE + (1 - POWERS_SHARE) * step.value
  let common = step.value
  // Two random multiples share small factors, too.
  for (let factor = 2n; factor < 10_000n && bitLength(common) > length * 8 - 8; factor++)
    while (common % factor === 0n && bitLength(common / factor) > length * 8 - 8) common /= factor
  const bits = bitLength(common)
  return bits > length * 8 - 8 && bits <= length * 8 ? common : undefined
}

/** DER before the hash (RFC 8017 §9.2). */
const HEADS: Readonly<Record<string, string>> = {
  'rsa-sha256': '3031300d060960864801650304020105000420',
  'rsa-sha1': '3021300906052b0e03021a05000414',
}

/** s^e - m, with m padded as RFC 8017 §9.2 has it. */
function multipleOfModulus({ mail, signature }: SignedMail, exponent: number): bigint {
  const { value, algorithm } = signature
  const hash = createHash(algorithm === 'rsa-sha1' ? 'sha1' : 'sha256')
    .update(signedHeader(mail.fields, signature))
    .digest('hex')
  const info = `${HEADS[algorithm] ?? ''}${hash}`
  const padded = `0001${'ff'.repeat(value.length - 3 - info.length / 2)}00${info}`
  const power = BigInt(`0x${value.toString('hex')}`) ** BigInt(exponent)
  const difference = power - BigInt(`0x${padded}`)
  return difference < 0n ? -difference : difference
}
