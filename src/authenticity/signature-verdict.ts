/** What checking a signature comes to: one of the states, and the reason in a phrase. */
import type { SignatureState, SignatureVerdict } from '../model/authenticity.ts'
import type { Message } from '../model/message.ts'
import { linkHost } from '../parse/links/link-host.ts'
import { type BodyHashes, checkSignature, type SignatureCheck } from './check-signature.ts'
import { coverageOf } from './coverage.ts'
import { type KeyRing, keyName } from './key-archive.ts'
import type { RawMail } from './raw-mail.ts'
import type { Signature } from './signature-tags.ts'
import { livedAt, signatureTimes } from './signature-times.ts'

/** RFC 8301 §3.2: keys below 1,024 bits are not to be believed; 512 bits are factored for the price of a meal. */
const MIN_RSA_BITS = 1024

export interface VerdictContext {
  readonly message: Message
  readonly mail: RawMail
  readonly bodies: BodyHashes
  readonly ring: KeyRing
  /** When live keys were asked for, milliseconds. */
  readonly now?: number
}

/** The verdict over one signature; `data` as for `checkSignature`. */
export function signatureVerdict(
  { message, mail, bodies, ring, now }: VerdictContext,
  signature: Signature,
  data?: Buffer,
): SignatureVerdict {
  const name = keyName(signature.selector, signature.domain)
  const keys = ring.keys.get(name) ?? []
  const check: SignatureCheck =
    signature.malformed === undefined
      ? checkSignature(mail, signature, keys, bodies, data)
      : { body: 'unknown', header: 'unknown', repairs: [], keyFits: false, bodyLength: 0, bodySigned: 0 }
  const times = signatureTimes(message, signature, check.header === 'match' ? check.key?.facts : undefined)
  const field = mail.fields[signature.field]!
  const { state, reason } = stateOf(signature, check, {
    known: keys.length > 0,
    missing: ring.missing.get(name),
    time: signature.signed ?? message.date?.time,
    now,
  })
  return {
    kind: 'signature-verdict',
    role: signature.role,
    ...(signature.instance !== undefined && { instance: signature.instance }),
    field: signature.field,
    range: { start: field.start, end: field.end },
    domain: signature.domain,
    selector: signature.selector,
    algorithm: signature.algorithm,
    canonicalization:
      signature.role === 'arc-seal' ? 'relaxed' : `${signature.headerForm}/${signature.bodyForm}`,
    state,
    body: check.body,
    header: check.header,
    ...(check.key && { key: check.key.facts }),
    repairs: check.repairs,
    author: authorOf(message, signature.domain),
    ...(signature.malformed === undefined &&
      data === undefined && { coverage: coverageOf(message, mail, signature, check) }),
    times,
    reason,
  }
}

interface KeyKnowledge {
  readonly known: boolean
  readonly missing: string | undefined
  readonly time: number | undefined
  readonly now: number | undefined
}

function stateOf(
  signature: Signature,
  check: SignatureCheck,
  { known, missing, time, now }: KeyKnowledge,
): { state: SignatureState; reason: string } {
  const { body, header, key } = check
  if (signature.malformed !== undefined)
    return { state: 'fail_headers', reason: `the signature cannot be read: ${signature.malformed}` }
  if (body === 'mismatch')
    return {
      state: 'fail_body',
      reason:
        header === 'match'
          ? 'the signed fields are as they were signed, the body is not'
          : check.keyFits
            ? 'neither the body nor the signed fields are as they were signed'
            : 'the body is not the one that was signed',
    }
  if (!known || key === undefined)
    return {
      state: 'no_key_found',
      reason: missing ?? check.refused ?? 'no key is known for this selector and domain',
    }
  if (header === 'mismatch') {
    if (check.keyFits)
      return { state: 'fail_headers', reason: 'this key made the signature, but over other fields' }
    if (key.facts.algorithm === 'ed25519' || livedAt(key.facts, time, now))
      return {
        state: 'fail_headers',
        reason:
          key.facts.algorithm === 'ed25519'
            ? 'a signed field is not as it was signed, or another key was in use'
            : 'the key in use at that time did not make this signature',
      }
    return {
      state: 'no_key_found',
      reason:
        'the key that is known did not make this signature: another one was in use, or the signature is damaged or made up',
    }
  }
  return passing(signature, key.facts)
}

function passing(
  { algorithm }: Signature,
  key: NonNullable<SignatureVerdict['key']>,
): { state: SignatureState; reason: string } {
  const testing = key.testing ? '; the domain was only trying out its signatures (t=y)' : ''
  if (key.compromised !== undefined)
    return {
      state: 'key_compromised_or_published',
      reason: `${key.compromised.reason}, so others can sign with it`,
    }
  if (key.algorithm === 'rsa' && key.bits < MIN_RSA_BITS)
    return { state: 'pass_weak_key', reason: `the key has ${key.bits} bits only and can be broken${testing}` }
  if (algorithm === 'rsa-sha1')
    return {
      state: 'pass_weak_key',
      reason: `SHA-1 is used, for which two texts with one hash can be made${testing}`,
    }
  if (key.from === 'live') return { state: 'pass_live_key', reason: `fits the key published now${testing}` }
  if (key.from === 'archive') return { state: 'pass_archived_key', reason: `fits a recorded key${testing}` }
  return {
    state: 'pass_recovered_key',
    reason:
      key.independent === 'yes'
        ? `fits a key worked out from signatures, which ${key.independentBy ?? 'is confirmed independently'}`
        : 'fits a key worked out from this set alone: it shows only that these mails share a key',
  }
}

/** What the signing domain has to do with the visible sender; several senders are `unknown`. */
function authorOf(message: Message, domain: string): SignatureVerdict['author'] {
  const [author, ...more] = message.from
  if (author === undefined || more.length > 0 || domain === '') return 'unknown'
  const host = author.address.slice(author.address.lastIndexOf('@') + 1).toLowerCase()
  if (host === '') return 'unknown'
  if (host === domain) return 'same'
  return linkHost(host).domain === linkHost(domain).domain ? 'same-organisation' : 'other'
}
