import type { Digest } from '../../model/bytes.ts'
import type { Sighting } from '../../model/sighting.ts'
import { addressValue, hostValue, ipValue } from '../read/indicator-value.ts'
import type { SightedMessage } from './hunt-export.ts'
import { type Contribution, observableId } from './stix-id.ts'

export type StixObject = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string }

const sco = (
  type: string,
  contributing: { readonly [name: string]: Contribution },
  rest: object = {},
): StixObject => ({
  type,
  spec_version: '2.1',
  id: observableId(type, contributing),
  ...contributing,
  ...rest,
})

const valued = (type: string, value: string): StixObject => sco(type, { value: value.toWellFormed() })

/**
 * The mail as a cyber-observable, with the addresses it refers to. Its bytes stay where they are: the message is named
 * by its Message-ID, and by its SHA-256 in the sighting.
 */
export function mailObjects(time: number, message: SightedMessage | undefined): readonly StixObject[] {
  const sender = message?.from?.address ? valued('email-addr', message.from.address) : undefined
  const recipients = (message?.recipients ?? [])
    .filter(({ address }) => address !== '')
    .map(({ address }) => valued('email-addr', address))
  const subject = message?.subject?.toWellFormed()
  const contributing = {
    ...(sender !== undefined && { from_ref: sender.id }),
    ...(subject !== undefined && { subject }),
  }
  const mail = {
    type: 'email-message',
    spec_version: '2.1',
    id: observableId('email-message', contributing),
    is_multipart: false,
    date: new Date(time).toISOString(),
    ...contributing,
    ...(message?.messageId !== undefined && { message_id: `<${message.messageId.toWellFormed()}>` }),
    ...(recipients.length > 0 && { to_refs: recipients.map(({ id }) => id) }),
  }
  return [mail, ...(sender !== undefined ? [sender] : []), ...recipients]
}

const HASH_NAMES: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
}

/** What was seen in the mail, where STIX has an object for it. */
export function seenObjects({ indicator, seen, tier }: Sighting): readonly StixObject[] {
  const { type, value } = indicator
  switch (tier) {
    case 'exact-url':
    case 'path-token': {
      const url = URL.parse(seen)?.href ?? (type === 'url' ? value : undefined)
      return url === undefined ? [] : [valued('url', url)]
    }
    case 'address': {
      const address = addressValue(seen) ?? indicator
      return address.type === 'address' ? [valued('email-addr', address.value)] : []
    }
    case 'host':
    case 'registered-domain':
    case 'look-alike':
    case 'header-host': {
      const host = hostValue(URL.parse(seen)?.hostname ?? seen)
      return host === undefined || host.type === 'ip' ? [] : [valued('domain-name', host.value)]
    }
    case 'ip': {
      const address = ipValue(
        type === 'ip' ? value.replace(/^\[(.*)\]:\d+$/, '$1').replace(/^([\d.]+):\d+$/, '$1') : seen,
      )
      return address?.type === 'ip'
        ? [valued(address.value.includes(':') ? 'ipv6-addr' : 'ipv4-addr', address.value)]
        : []
    }
    case 'file-hash': {
      const [method = '', digits = ''] = value.split(':')
      const name = HASH_NAMES[method]
      return name === undefined ? [] : [sco('file', { hashes: { [name]: digits } })]
    }
    case 'file-name':
      return [sco('file', { name: seen.toWellFormed() })]
    default:
      return []
  }
}

/** A file by the digest of the whole message, for those who hold the mail as well. */
export function messageFile(digest: Digest): StixObject {
  return sco(
    'file',
    { hashes: { 'SHA-256': digest.slice('sha256:'.length) } },
    { mime_type: 'message/rfc822' },
  )
}
