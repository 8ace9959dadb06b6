import { isIP, type Socket } from 'node:net'
import {
  checkServerIdentity,
  createSecureContext,
  type PeerCertificate,
  rootCertificates,
  type SecureContext,
  type TLSSocket,
  connect as tlsConnect,
} from 'node:tls'
import type { HopExchange } from '../model/redirect-chain.ts'
import type { ClientProfile } from './client-profiles.ts'
import { errorWord } from './guarded-connection.ts'

export type SecuredConnection =
  | { readonly kind: 'secured'; readonly socket: TLSSocket; readonly certificate: HopCertificate | undefined }
  | {
      readonly kind: 'untrusted' | 'failed'
      readonly detail: string
      readonly certificate: HopCertificate | undefined
    }

export type HopCertificate = NonNullable<HopExchange['certificate']>

/** Contexts by authorities and profile: reading the system's certificates takes milliseconds. */
const contexts = new Map<string, SecureContext>()

function contextOf({ id, tls }: ClientProfile, authorities: readonly string[]): SecureContext {
  const key = [id, ...authorities].join('\n')
  const known = contexts.get(key)
  if (known !== undefined) return known
  const context = createSecureContext({
    ciphers: tls.ciphers,
    ecdhCurve: tls.groups,
    sigalgs: tls.signatures,
    minVersion: 'TLSv1.2',
    ...(authorities.length === 0 ? {} : { ca: [...rootCertificates, ...authorities] }),
  })
  contexts.set(key, context)
  return context
}

/**
 * Speaks TLS as the profile does. A certificate that would not be trusted (RFC 5280 §6, RFC 6125) is told and nothing
 * is sent: a reader would have been warned there. Never rejects; the caller bounds the time by destroying `socket`.
 */
export function tlsConnection(
  socket: Socket,
  host: string,
  profile: ClientProfile,
  authorities: readonly string[],
): Promise<SecuredConnection> {
  return new Promise((done) => {
    let shown: PeerCertificate | undefined
    const secured = tlsConnect({
      socket,
      secureContext: contextOf(profile, authorities),
      ALPNProtocols: [...profile.tls.alpn],
      // RFC 6066 §3: no address, no root dot.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Looked at below: the certificate is evidence even when it is not trusted.
      rejectUnauthorized: false,
      checkServerIdentity: (_name, certificate) => {
        shown = certificate
        return checkServerIdentity(host, certificate)
      },
    })
    const fail = (detail: string): void => {
      socket.destroy()
      done({ kind: 'failed', detail, certificate: undefined })
    }
    secured.once('error', (error) => fail(`no TLS: ${errorWord(error)}`))
    secured.once('close', () => fail('no TLS: closed'))
    secured.once('secureConnect', () => {
      secured.removeAllListeners('error').removeAllListeners('close')
      secured.on('error', () => undefined)
      const trouble = secured.authorized ? undefined : wordOf(secured.authorizationError)
      const certificate = factsOf(shown ?? secured.getPeerCertificate(), trouble)
      if (trouble === undefined) done({ kind: 'secured', socket: secured, certificate })
      else {
        secured.destroy()
        done({ kind: 'untrusted', detail: `certificate not trusted: ${trouble}`, certificate })
      }
    })
  })
}

/** Node declares an error and gives a word. */
const wordOf = (error: unknown): string => (typeof error === 'string' ? error : errorWord(error))

function factsOf(certificate: PeerCertificate, trouble: string | undefined): HopCertificate | undefined {
  // node:tls gives an empty object when there is none.
  if (certificate.fingerprint256 === undefined) return undefined
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFrom: Date.parse(certificate.valid_from),
    validTo: Date.parse(certificate.valid_to),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    ...(trouble === undefined ? {} : { trouble }),
  }
}

/** Common name, and the organisation when it is told; hostile text. */
function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const parts = [name?.CN, name?.O].flat().filter((part) => typeof part === 'string' && part !== '')
  return [...new Set(parts)].join(', ').slice(0, 200)
}
