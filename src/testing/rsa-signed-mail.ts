import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { dkimSign } from 'mailauth'
import { canonicalBody } from '../authenticity/canonical.ts'
import { rawMail } from '../authenticity/raw-mail.ts'
import { readSignature } from '../authenticity/signature-tags.ts'
import { signedHeader } from '../authenticity/signed-fields.ts'

/** An RSA key for tests, new on every run, with the record its domain would publish. */
export interface RsaTestKey {
  readonly domain: string
  readonly selector: string
  readonly privateKey: KeyObject
  readonly record: string
}

export function rsaTestKey(
  domain: string,
  selector: string,
  { bits = 1024, exponent = 65_537 }: { readonly bits?: number; readonly exponent?: number } = {},
): RsaTestKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicExponent: exponent,
  })
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  return { domain, selector, privateKey, record: `v=DKIM1; k=rsa; p=${spki}` }
}

export interface RsaSigning {
  readonly key: RsaTestKey
  readonly canonicalization?: string
  readonly algorithm?: string
  readonly fields?: readonly string[]
  /** `l=`. */
  readonly length?: number
  /** Milliseconds. */
  readonly time?: number
  readonly expires?: number
}

/** The mail (CRLF line ends, as latin1) with a DKIM-Signature made by mailauth, another implementation than ours. */
export async function rsaSigned(mail: string, signing: RsaSigning): Promise<string> {
  const { key, canonicalization = 'relaxed/relaxed', time = Date.UTC(2024, 5, 13, 9, 12) } = signing
  const one = {
    signingDomain: key.domain,
    selector: key.selector,
    privateKey: key.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    canonicalization,
    algorithm: signing.algorithm ?? 'rsa-sha256',
    headerList: [...(signing.fields ?? ['from', 'to', 'subject', 'date', 'message-id'])],
    signTime: new Date(time),
    ...(signing.expires !== undefined && { expires: new Date(signing.expires) }),
    ...(signing.length !== undefined && { maxBodyLength: signing.length }),
  }
  const { signatures, errors } = await dkimSign(Buffer.from(mail, 'latin1'), { ...one, signatureData: [one] })
  if (signatures === '' || errors.length > 0) throw new Error(`not signed: ${JSON.stringify(errors)}`)
  return `${signatures.endsWith('\r\n') ? signatures : `${signatures}\r\n`}${mail}`
}

/**
 * The mail with a relaxed/relaxed signature whose `h=` is taken as it is given: a name more often than the mail has
 * it, or one it has not at all, closes the field. mailauth leaves such names out.
 */
export function closedSigned(mail: string, key: RsaTestKey, fields: readonly string[]): string {
  const bytes = Buffer.from(mail, 'latin1')
  const hash = createHash('sha256')
    .update(canonicalBody(rawMail(bytes).body, 'relaxed'))
    .digest('base64')
  const unsigned = `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${key.domain}; s=${key.selector};\r\n\th=${fields.join(':')}; bh=${hash}; b=`
  const whole = rawMail(Buffer.from(`${unsigned}AA==\r\n${mail}`, 'latin1'))
  const signature = readSignature(whole.fields[0]!, 0)!
  const value = sign('sha256', signedHeader(whole.fields, signature), key.privateKey).toString('base64')
  return `${unsigned}${value}\r\n${mail}`
}
