// A certificate authority of one test run: X.509 certificates (RFC 5280) signed with ECDSA, made in memory.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'
import {
  bits,
  boolean,
  element,
  explicit,
  implicit,
  integer,
  octets,
  oid,
  sequence,
  set,
  time,
  utf8,
} from './der.ts'

/** A certificate and its key, as `node:tls` takes them. */
export interface Identity {
  readonly cert: string
  readonly key: string
}

export interface CertificateWish {
  /** DNS names and IPv4 addresses it is for; the first is its common name. */
  readonly names: readonly string[]
  /** Milliseconds since the epoch. */
  readonly from: number
  readonly to: number
}

export interface CertificateAuthority {
  /** Its own certificate, PEM: what a client has to trust. */
  readonly cert: string
  /** SHA-256 of its public key, base64: what Chromium's `--ignore-certificate-errors-spki-list` takes. */
  readonly spki: string
  issue(wish: CertificateWish): Identity
  /** A certificate nobody vouches for but itself. */
  selfSigned(wish: CertificateWish): Identity
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}
const newPair = (): Pair => generateKeyPairSync('ec', { namedCurve: 'P-256' })

const name = (common: string): Buffer =>
  sequence(
    set(sequence(oid('2.5.4.10'), utf8('Counterfoil test range'))),
    set(sequence(oid('2.5.4.3'), utf8(common))),
  )

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  critical ? sequence(oid(id), boolean(true), octets(value)) : sequence(oid(id), octets(value))

const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })
/** RFC 5280 §4.2.1.2 leaves the method open; a truncated SHA-256 as in RFC 7093. */
const keyIdentifier = (key: KeyObject): Buffer =>
  createHash('sha256').update(spkiOf(key)).digest().subarray(0, 20)

function certificate(
  subject: { readonly common: string; readonly key: KeyObject },
  issuer: { readonly common: string; readonly pair: Pair },
  validity: { readonly from: number; readonly to: number },
  serial: number,
  extensions: readonly Buffer[],
): string {
  const number = Buffer.alloc(8)
  number.writeUInt32BE(0x1c0ffee, 0)
  number.writeUInt32BE(serial, 4)
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(number),
    ECDSA_SHA256,
    name(issuer.common),
    sequence(time(validity.from), time(validity.to)),
    name(subject.common),
    spkiOf(subject.key),
    explicit(
      3,
      sequence(
        ...extensions,
        extension('2.5.29.14', false, octets(keyIdentifier(subject.key))),
        extension('2.5.29.35', false, sequence(implicit(0, keyIdentifier(issuer.pair.publicKey)))),
      ),
    ),
  )
  const signature = sign('sha256', body, issuer.pair.privateKey)
  return pem('CERTIFICATE', sequence(body, ECDSA_SHA256, bits(signature)))
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

/** BasicConstraints, KeyUsage, ExtendedKeyUsage and SubjectAltName of a server (RFC 5280 §4.2.1). */
const serverExtensions = (names: readonly string[]): readonly Buffer[] => [
  extension('2.5.29.19', true, sequence()),
  extension('2.5.29.15', true, bits(Buffer.from([0x80]), 7)),
  extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
  extension(
    '2.5.29.17',
    false,
    sequence(
      ...names.map((one) =>
        isIPv4(one)
          ? element(0x87, Buffer.from(one.split('.').map(Number)))
          : element(0x82, Buffer.from(one, 'ascii')),
      ),
    ),
  ),
]

/** Makes an authority whose certificate is valid from a day before `now` (milliseconds) for ten years. */
export function certificateAuthority(now: number): CertificateAuthority {
  const day = 86_400_000
  const pair = newPair()
  const common = 'Test authority'
  let serial = 1
  const cert = certificate(
    { common, key: pair.publicKey },
    { common, pair },
    { from: now - day, to: now + 3650 * day },
    serial++,
    [
      extension('2.5.29.19', true, sequence(boolean(true))),
      // keyCertSign and cRLSign
      extension('2.5.29.15', true, bits(Buffer.from([0x06]), 1)),
    ],
  )
  const identity = (
    { names, from, to }: CertificateWish,
    issuer?: { common: string; pair: Pair },
  ): Identity => {
    const own = newPair()
    const ownName = names[0] ?? 'nobody.test'
    return {
      cert: certificate(
        { common: ownName, key: own.publicKey },
        issuer ?? { common: ownName, pair: own },
        { from, to },
        serial++,
        serverExtensions(names),
      ),
      key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }
  }
  return {
    cert,
    spki: createHash('sha256').update(spkiOf(pair.publicKey)).digest('base64'),
    issue: (wish) => identity(wish, { common, pair }),
    selfSigned: (wish) => identity(wish),
  }
}
