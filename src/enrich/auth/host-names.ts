import { getDomain } from 'tldts'
import { copied } from '../../parse/body/copied-text.ts'

// The same few hosts stand in every mail of a mailbox, so answers are kept. The map is emptied when full: a
// mailbox made of one-time host names must not fill the memory.
const MAX_REMEMBERED = 4096
const remembered = new Map<string, string | undefined>()

// Suffixes for use inside one network (RFC 6762 app. G, RFC 8375, ICANN's .internal): nobody registers below them.
const PRIVATE_SUFFIX = /\.(?:internal|intranet|local|localdomain|localhost|lan|home|corp|private|arpa)$/

/**
 * The domain a host's owner registered (public suffix list, both sections, so that two customers of one
 * dynamic-DNS or cloud provider are two owners), lower case; undefined for addresses, single labels, bare
 * suffixes and names of a private network.
 */
export function registeredDomain(host: string | undefined): string | undefined {
  if (host === undefined || host === '') return undefined
  const known = remembered.get(host)
  if (known !== undefined || remembered.has(host)) return known
  const domain = PRIVATE_SUFFIX.test(host.toLowerCase())
    ? undefined
    : (getDomain(host, { allowPrivateDomains: true })?.toLowerCase() ?? undefined)
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  // A name cut from a header would keep the whole header in memory.
  if (host.length <= 255) remembered.set(copied(host), domain === undefined ? undefined : copied(domain))
  return domain
}

/** Whether a host is one of these names or below one of them; whole labels, case ignored. */
export function hostIsBelow(host: string, suffixes: readonly string[]): boolean {
  const name = host.toLowerCase()
  for (const suffix of suffixes)
    if (name === suffix || (name.length > suffix.length && name.endsWith(`.${suffix}`))) return true
  return false
}

/** Lower case, without surrounding space, a leading `*.`, `.` or `@`, and the root dot. */
export function plainHost(host: string): string {
  const name = host.trim().toLowerCase()
  const start = name.startsWith('*.') ? 2 : name.startsWith('.') || name.startsWith('@') ? 1 : 0
  return name.slice(start, name.endsWith('.') ? -1 : undefined)
}

const INTERNAL_ADDRESS: readonly RegExp[] = [
  // RFC 1918, loopback, link-local, shared address space (RFC 6598)
  /^(?:10|127)\./,
  /^192\.168\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^169\.254\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  // IPv6 loopback, unique local (RFC 4193), link-local
  /^::1$/,
  /^f[cd][0-9a-f]{2}:/,
  /^fe[89ab][0-9a-f]:/,
  // 10.0.0.0/8 written as 6to4 (RFC 3056), as Google does inside
  /^2002:0?a[0-9a-f]{2}:/,
]

/** Whether an address belongs to no public network, so that the peer stood inside. */
export function isInternalAddress(address: string): boolean {
  let text = address.toLowerCase()
  if (text.startsWith('::ffff:')) text = text.slice(7)
  for (const pattern of INTERNAL_ADDRESS) if (pattern.test(text)) return true
  return false
}

/** An operator whose receiving hosts carry several registered domains or write their fields in their own way. */
export interface MailOperator {
  readonly name: string
  readonly domains: readonly string[]
  /** Hosts that take mail from outside: their Received field is the border whatever its client calls itself. */
  readonly frontDoor: (host: string) => boolean
  /** Client addresses that are the operator's own although they are public. */
  readonly ownAddress?: RegExp
  /** The host to name for a field without authserv-id (RFC 8601 §2.5 asks for one, Exchange Online gives none). */
  readonly unnamed?: string
  /** The front door writes `Received-SPF` and `Authentication-Results` below its Received field, and always. */
  readonly belowReceived?: boolean
}

export const MAIL_OPERATORS: readonly MailOperator[] = [
  {
    name: 'Exchange Online',
    domains: ['outlook.com', 'office365.com', 'microsoft.com', 'exchangelabs.com'],
    frontDoor: (host) => host.endsWith('.mail.protection.outlook.com'),
    // Exchange Online's ranges 2603:10?6::/32 (Azure tenants get 2603:10?0::) and 2a01:111:f400::/40
    ownAddress: /^(?:2603:10[0-9a-f]6:|2a01:111:f4[0-9a-f]{2}:)/i,
    unnamed: 'protection.outlook.com',
  },
  {
    name: 'Google',
    domains: ['google.com', 'gmail.com', 'googlemail.com'],
    frontDoor: (host) => host === 'mx.google.com',
    belowReceived: true,
  },
]

/** The operator a registered domain belongs to, when it is one of `MAIL_OPERATORS`. */
export function operatorOf(domain: string | undefined): MailOperator | undefined {
  if (domain === undefined) return undefined
  for (const operator of MAIL_OPERATORS) if (operator.domains.includes(domain)) return operator
  return undefined
}
