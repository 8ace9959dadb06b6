/** One signature against the bytes of a mail and the keys that are known: what fits, and after which repairs. */
import { constants, createHash, type Hash, publicDecrypt, verify } from 'node:crypto'
import type { Repair } from '../model/authenticity.ts'
import { type BodyForm, bodyForms, footerEnds } from './body-damage.ts'
import { type Canonicalization, canonicalBody } from './canonical.ts'
import { headerForms } from './header-damage.ts'
import type { KnownKey } from './key-record.ts'
import type { RawMail } from './raw-mail.ts'
import type { Signature } from './signature-tags.ts'
import { signedHeader } from './signed-fields.ts'

export interface SignatureCheck {
  readonly body: 'match' | 'mismatch' | 'unknown'
  readonly header: 'match' | 'mismatch' | 'unknown'
  readonly repairs: readonly Repair[]
  /** The key that fits; without one, a key that made the signature over other fields, or the first that was tried. */
  readonly key?: KnownKey
  /** The key did make this signature (RSA only), whether or not the fields fit. */
  readonly keyFits: boolean
  /** Bytes of the canonical body, and of these signed. */
  readonly bodyLength: number
  readonly bodySigned: number
  /** Why a key that is known may not be used. */
  readonly refused?: string
}

/** Canonical bodies and their hashes of one mail, made once for all its signatures. */
export interface BodyHashes {
  fits(signature: Signature): BodyFit
  /** Takes from what trying repairs of this mail may cost, in bytes hashed; false when nothing is left. */
  spend(bytes: number): boolean
}

/** Bytes hashed in trying repairs of one mail. Attack: thirty signatures over a body of 8 MB that fits none of them. */
const REPAIR_BYTES = 64 * 1024 * 1024

interface BodyFit {
  readonly fits: boolean
  readonly repairs: readonly Repair[]
  readonly length: number
  readonly signed: number
}

/** Body checks of one mail; answers of equal questions are kept. */
export function bodyHashes(mail: RawMail): BodyHashes {
  const forms: BodyForm[] = []
  const waiting = bodyForms(mail)
  const canonical = new Map<string, Buffer>()
  const answers = new Map<string, BodyFit>()
  let left = REPAIR_BYTES
  const spend = (bytes: number): boolean => {
    left -= bytes
    return left >= 0
  }
  const form = (index: number): BodyForm | undefined => {
    while (forms.length <= index) {
      const next = waiting.next()
      if (next.done) return undefined
      forms.push(next.value)
    }
    return forms[index]
  }
  const body = (index: number, kind: Canonicalization): Buffer => {
    const key = `${index} ${kind}`
    const known = canonical.get(key)
    if (known !== undefined) return known
    const made = canonicalBody(forms[index]!.body, kind)
    canonical.set(key, made)
    return made
  }
  const find = ({ bodyForm, algorithm, bodyHash, length }: Signature): BodyFit => {
    const expected = Buffer.from(bodyHash, 'base64')
    const hash = (): Hash => createHash(algorithm.endsWith('sha1') ? 'sha1' : 'sha256')
    for (let index = 0; form(index) !== undefined; index++) {
      if (index > 0 && !spend(3 * forms[index]!.body.length)) break
      const bytes = body(index, bodyForm)
      const signed = length === undefined ? bytes.length : length
      // A body shorter than l= was cut off (RFC 6376 §3.5, l=).
      if (signed <= bytes.length && hash().update(bytes.subarray(0, signed)).digest().equals(expected))
        return { fits: true, repairs: forms[index]!.repairs, length: bytes.length, signed }
      if (length !== undefined) continue
      const footer = withoutFooter(bytes, expected, hash)
      if (footer !== undefined)
        return {
          fits: true,
          repairs: [
            ...forms[index]!.repairs,
            { name: 'list-footer', detail: `${footer.lines} ${footer.lines === 1 ? 'line' : 'lines'}` },
          ],
          // What was cut off stays part of the mail that people see: it is told as not covered.
          length: bytes.length,
          signed: footer.end,
        }
    }
    const bytes = body(0, bodyForm)
    return {
      fits: false,
      repairs: [],
      length: bytes.length,
      signed: Math.min(length ?? Infinity, bytes.length),
    }
  }
  return {
    spend,
    fits(signature) {
      const key = `${signature.bodyForm} ${signature.algorithm} ${signature.bodyHash} ${signature.length ?? ''}`
      const known = answers.get(key)
      if (known !== undefined) return known
      const found = find(signature)
      answers.set(key, found)
      return found
    },
  }
}

/** Cuts lines off the end until the hash fits: one pass, as the hash of what stands before is kept. */
function withoutFooter(
  bytes: Buffer,
  expected: Buffer,
  start: () => Hash,
): { end: number; lines: number } | undefined {
  const ends = footerEnds(bytes)
  const hash = start()
  let done = 0
  let found: { end: number; lines: number } | undefined
  for (const { end, lines } of [...ends].reverse()) {
    if (end > done) hash.update(bytes.subarray(done, end))
    done = Math.max(done, end)
    // Nothing of the body left would fit the hash of an empty one, which proves nothing about it.
    if (end > 0 && done === end && hash.copy().digest().equals(expected)) found = { end, lines }
  }
  return found
}

/**
 * Checks a signature. `header` and `body` are answered each by themselves: the fields can be genuine below a changed
 * body. `data` gives what was hashed, when that is not the usual (an ARC seal).
 */
export function checkSignature(
  mail: RawMail,
  signature: Signature,
  keys: readonly KnownKey[],
  bodies: BodyHashes,
  data?: Buffer,
): SignatureCheck {
  const body = data === undefined ? bodies.fits(signature) : undefined
  const base = {
    body: body === undefined ? ('unknown' as const) : body.fits ? ('match' as const) : ('mismatch' as const),
    bodyLength: body?.length ?? 0,
    bodySigned: body?.signed ?? 0,
  }
  const given = body === undefined ? [] : [...mail.repairs, ...body.repairs]
  const headerBytes = mail.fields.reduce((sum, { text }) => sum + text.length + 64, 0)
  const reencoded = given.some(({ name }) => name === 'transfer-encoding')
  let tried: KnownKey | undefined
  let made: KnownKey | undefined
  let refused: string | undefined
  for (const key of keys) {
    const why = refusal(key, signature)
    if (why !== undefined) {
      refused ??= why
      continue
    }
    tried ??= key
    const opened = key.facts.algorithm === 'rsa' ? openedHash(key, signature) : undefined
    if (key.facts.algorithm === 'rsa' && opened === undefined) continue
    made = key
    const forms =
      data === undefined
        ? headerForms(mail.fields, signature, reencoded)
        : [{ fields: mail.fields, signature, repairs: [] }]
    for (const { fields, signature: form, repairs } of forms) {
      if (repairs.length > 0 && !bodies.spend(4 * headerBytes)) break
      const bytes = data ?? signedHeader(fields, form)
      if (opened !== undefined && !digestOf(bytes, signature).equals(opened)) continue
      if (!isSignatureOf(bytes, key, signature)) continue
      return { ...base, header: 'match', repairs: [...given, ...repairs], key, keyFits: true }
    }
  }
  const key = made ?? tried
  return {
    ...base,
    header: key === undefined ? 'unknown' : 'mismatch',
    repairs: base.body === 'match' ? given : [],
    ...(key !== undefined && { key }),
    keyFits: made?.facts.algorithm === 'rsa',
    ...(refused !== undefined && { refused }),
  }
}

function refusal({ facts, hashes, strict }: KnownKey, signature: Signature): string | undefined {
  const [kind = '', hash = ''] = signature.algorithm.split('-')
  if (facts.algorithm !== kind) return `the key is of type ${facts.algorithm}, the signature of ${kind}`
  if (hashes !== undefined && !hashes.includes(hash)) return `the key’s record does not allow ${hash}`
  if (strict && signature.agentDomain !== undefined && signature.agentDomain !== signature.domain)
    return 'the key’s record wants i= to be of exactly its domain (t=s)'
  return undefined
}

const digestOf = (bytes: Buffer, { algorithm }: Signature): Buffer =>
  createHash(algorithm.endsWith('sha1') ? 'sha1' : 'sha256')
    .update(bytes)
    .digest()

/** DER before the hash in a PKCS #1 v1.5 signature (RFC 8017 §9.2). */
const DIGEST_HEADS: Readonly<Record<string, Buffer>> = {
  'rsa-sha256': Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  'rsa-sha1': Buffer.from('3021300906052b0e03021a05000414', 'hex'),
}

/**
 * The hash inside an RSA signature, undefined when this key did not make it: with another key the padding comes out
 * as noise. It tells fields that were changed from a key that was.
 */
function openedHash({ key }: KnownKey, { algorithm, value }: Signature): Buffer | undefined {
  const head = DIGEST_HEADS[algorithm]
  if (head === undefined) return undefined
  try {
    const info = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, value)
    const hash = info.subarray(head.length)
    const length = algorithm === 'rsa-sha1' ? 20 : 32
    return hash.length === length && info.subarray(0, head.length).equals(head) ? hash : undefined
  } catch {
    return undefined
  }
}

function isSignatureOf(bytes: Buffer, { key }: KnownKey, { algorithm, value }: Signature): boolean {
  try {
    // RFC 8463 §3: Ed25519 signs the SHA-256 of the header.
    if (algorithm === 'ed25519-sha256')
      return verify(null, createHash('sha256').update(bytes).digest(), key, value)
    return verify(algorithm === 'rsa-sha1' ? 'sha1' : 'sha256', bytes, key, value)
  } catch {
    return false
  }
}
