import {
  addressValue,
  fileNameValue,
  hashValue,
  hostValue,
  ipValue,
  messageIdValue,
  type NormalValue,
  pathValue,
  textValue,
  urlValue,
  valueByForm,
} from './indicator-value.ts'
import { refangValue } from './refang.ts'

/** How the value of a named type is read. */
type Reading =
  | 'host'
  | 'ip'
  | 'url'
  | 'path'
  | 'address'
  | 'hash'
  | 'file-name'
  | 'file' // a hash or a name
  | 'message-id'
  | 'text'
  | 'form' // told by the value itself

/**
 * Type names of MISP (core format, describeTypes), OTX, OpenCTI, Microsoft Defender, and of the tables that vendors
 * put beside their reports; in lower case, with `-` for all separators.
 */
const READINGS: ReadonlyMap<string, Reading> = new Map(
  Object.entries({
    host: 'domain hostname host domain-name domainname dns fqdn subdomain c2-domain c2 mal-domain apt-domain phish-domain c2-host domain-hostname server websites website',
    ip: 'ip ip-src ip-dst ipv4 ipv6 ip-address ipaddress ip-addr ipv4-addr ipv6-addr ipv4-address ipv6-address cidr network netblock ip-port ip-src-port ip-dst-port addr-ipv4 addr-ipv6 mal-ip apt-ip c2-ip ipv4-cidr',
    url: 'url link phish-url mal-url apt-url c2-url download-url payload-url landing-page urls',
    path: 'path url-path uri-path path-token',
    address:
      'email email-src email-dst email-reply-to email-addr email-address e-mail sender sender-address from reply-to mail whois-registrant-email dns-soa-email mal-email phish-email email-from smtp-from emailsender',
    hash: 'md5 sha1 sha224 sha256 sha384 sha512 sha-1 sha-256 sha-512 hash filehash-md5 filehash-sha1 filehash-sha256 filemd5 filesha1 filesha256 file-hash md5-hash sha1-hash sha256-hash x509-fingerprint-none mal-md5 hash-md5 hash-sha1 hash-sha256 md5sum sha1sum sha256sum',
    'file-name':
      'filename file-name filepath-name email-attachment attachment attachment-name attachmentname',
    file: 'file stixfile sample malware-file files file-sample',
    'message-id': 'email-message-id message-id messageid',
    text: 'text email-subject subject email-body email-src-display-name email-dst-display-name display-name subject-line',
    form: 'uri indicator ioc value observable network-indicator infrastructure network-infrastructure',
  } satisfies Record<Reading, string>).flatMap(([reading, names]) =>
    names.split(' ').map((name) => [name, reading as Reading] as const),
  ),
)

const readingOf = (typeName: string): Reading | undefined =>
  READINGS.get(
    typeName
      .trim()
      .slice(0, 60)
      .toLowerCase()
      .replace(/[\s_:.|/-]+/g, '-')
      .replace(/^-|-$/g, ''),
  )

/** Whether values of a type so named can be met in mail. */
export function isKnownType(typeName: string): boolean {
  return readingOf(typeName) !== undefined
}

/**
 * Reads a value by the name its source gives the type; undefined when the type is none that mail can be searched for,
 * or the value is not what it says. A name that is an address, or a host given as a URL, is read for what it is.
 */
export function valueOfType(typeName: string, written: string): NormalValue | undefined {
  const reading = readingOf(typeName)
  if (reading === undefined) return undefined
  if (reading === 'text') return textValue(written)
  if (reading === 'file-name') return fileNameValue(written)
  const text = refangValue(written.replace(/^(["'`])(.*)\1$/s, '$2'))
  const exact = READ[reading](text)
  if (exact !== undefined) return exact
  return valueByForm(written)
}

const READ: Readonly<
  Record<Exclude<Reading, 'text' | 'file-name'>, (text: string) => NormalValue | undefined>
> = {
  host: hostValue,
  ip: ipValue,
  url: (text) =>
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^[^/\s]+\.[^/\s]+\/\S/.test(text) ? urlValue(text) : undefined,
  path: pathValue,
  address: addressValue,
  hash: hashValue,
  file: (text) =>
    hashValue(text) ?? (valueByForm(text)?.type === 'file-hash' ? undefined : fileNameValue(text)),
  'message-id': messageIdValue,
  form: valueByForm,
}
