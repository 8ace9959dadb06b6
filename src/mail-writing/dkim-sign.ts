import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'

/** A key made from a seed: good for tests, worthless for anything else. */
export interface DkimTestKey {
  readonly domain: string
  readonly selector: string
  readonly privateKey: KeyObject
  /** TXT record at `selector._domainkey.domain` (RFC 8463 §3). */
  readonly record: string
}

// DER of an Ed25519 private key up to the 32 bytes of the key itself (RFC 8410 §7)
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** An Ed25519 key for a domain and selector, the same on every run. */
export function dkimTestKey(domain: string, selector: string): DkimTestKey {
  const seed = createHash('sha256').update(`counterfoil test key ${selector}._domainkey.${domain}`).digest()
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    domain,
    selector,
    privateKey,
    record: `v=DKIM1; k=ed25519; p=${spki.subarray(-32).toString('base64')}`,
  }
}

export interface DkimSigning {
  readonly key: DkimTestKey
  /** Milliseconds; becomes `t=`. */
  readonly time: number
  /** Fields to sign, in the order of `h=`; those not in the mail are left out. */
  readonly fields?: readonly string[]
}

const SIGNED = [
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
]

/** Relaxed header canonicalisation (RFC 6376 §3.4.2). */
function relaxedField(field: string): string {
  const colon = field.indexOf(':')
  const value = field
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replace(/[ \t]+/g, ' ')
    .trim()
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`
}

/** Relaxed body canonicalisation (RFC 6376 §3.4.4). */
function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').trimEnd())
  while (lines.length > 0 && lines.at(-1) === '') lines.pop()
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`
}

/**
 * The DKIM-Signature field (RFC 6376, Ed25519 by RFC 8463, relaxed/relaxed) for a mail given as latin1 text: header
 * fields with their line ends, and body. Ends with CRLF.
 */
export function dkimSignature(fields: readonly string[], body: string, signing: DkimSigning): string {
  const bodyHash = createHash('sha256')
    .update(Buffer.from(relaxedBody(body), 'latin1'))
    .digest('base64')
  const signed: string[] = []
  const names: string[] = []
  for (const name of signing.fields ?? SIGNED) {
    const field = fields.findLast((candidate) => candidate.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    if (field === undefined) continue
    names.push(name)
    signed.push(relaxedField(field))
  }
  const unsigned =
    `DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=${signing.key.domain};\r\n` +
    `\ts=${signing.key.selector}; t=${Math.floor(signing.time / 1000)};\r\n\th=${names.join(':')};\r\n\tbh=${bodyHash};\r\n\tb=`
  const input = [...signed, relaxedField(unsigned)].join('\r\n')
  // RFC 8463 §3: Ed25519 signs the SHA-256 of the canonicalised header
  const digest = createHash('sha256').update(Buffer.from(input, 'latin1')).digest()
  return `${unsigned}${sign(null, digest, signing.key.privateKey).toString('base64')}\r\n`
}
