import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * Which addresses a request may go to. A link in a mail decides where requests go, so everything that is not
 * ordinary public unicast is refused: a redirect to a router, to a service of this host, or to the metadata service
 * of a cloud would otherwise be answered from inside.
 */

/**
 * IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its updates, as of 2026), with multicast and the former
 * class E. Those the registry calls globally reachable (AS112, AMT) are in as well: no web server lives there.
 */
const IPV4_RANGES: readonly (readonly [range: string, what: string])[] = [
  ['0.0.0.0/8', 'this network (RFC 791)'],
  ['10.0.0.0/8', 'private use (RFC 1918)'],
  ['100.64.0.0/10', 'shared by carriers (RFC 6598)'],
  ['127.0.0.0/8', 'loopback (RFC 1122)'],
  ['169.254.0.0/16', 'link-local (RFC 3927)'],
  ['172.16.0.0/12', 'private use (RFC 1918)'],
  ['192.0.0.0/24', 'protocol assignments (RFC 6890)'],
  ['192.0.2.0/24', 'documentation (RFC 5737)'],
  ['192.31.196.0/24', 'AS112 (RFC 7535)'],
  ['192.52.193.0/24', 'AMT (RFC 7450)'],
  ['192.88.99.0/24', 'former 6to4 relays (RFC 7526)'],
  ['192.168.0.0/16', 'private use (RFC 1918)'],
  ['192.175.48.0/24', 'AS112 (RFC 7534)'],
  ['198.18.0.0/15', 'benchmarking (RFC 2544)'],
  ['198.51.100.0/24', 'documentation (RFC 5737)'],
  ['203.0.113.0/24', 'documentation (RFC 5737)'],
  ['224.0.0.0/4', 'multicast (RFC 5771)'],
  ['240.0.0.0/4', 'reserved (RFC 1112)'],
]

/** IANA IPv6 Special-Purpose Address Registry, and what lies outside of global unicast (RFC 4291 §2.4). */
const IPV6_RANGES: readonly (readonly [range: string, what: string])[] = [
  ['::/128', 'unspecified (RFC 4291)'],
  ['::1/128', 'loopback (RFC 4291)'],
  ['::/96', 'IPv4-compatible (RFC 4291)'],
  ['::ffff:0:0:0/96', 'IPv4-translated (RFC 2765)'],
  ['64:ff9b:1::/48', 'local NAT64 (RFC 8215)'],
  ['100::/64', 'discard (RFC 6666)'],
  ['100:0:0:1::/64', 'dummy prefix (RFC 9780)'],
  ['2001::/32', 'Teredo (RFC 4380)'],
  ['2001::/23', 'protocol assignments (RFC 2928)'],
  ['2001:db8::/32', 'documentation (RFC 3849)'],
  ['2002::/16', '6to4 (RFC 3056)'],
  ['2620:4f:8000::/48', 'AS112 (RFC 7534)'],
  ['3fff::/20', 'documentation (RFC 9637)'],
  ['5f00::/16', 'segment routing (RFC 9602)'],
  ['fc00::/7', 'unique local (RFC 4193)'],
  ['fe80::/10', 'link-local (RFC 4291)'],
  ['fec0::/10', 'former site-local (RFC 3879)'],
  ['ff00::/8', 'multicast (RFC 4291)'],
]

interface ForbiddenRange {
  readonly what: string
  readonly list: BlockList
}

const listed = (
  ranges: readonly (readonly [string, string])[],
  family: 'ipv4' | 'ipv6',
): readonly ForbiddenRange[] =>
  ranges.map(([range, what]) => {
    const [net = '', prefix = ''] = range.split('/')
    const list = new BlockList()
    list.addSubnet(net, Number(prefix), family)
    return { what, list }
  })

const FORBIDDEN_V4 = listed(IPV4_RANGES, 'ipv4')
const FORBIDDEN_V6 = listed(IPV6_RANGES, 'ipv6')

const GLOBAL_UNICAST = new BlockList()
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6')

/**
 * Why this address must not be connected to; undefined when it is ordinary public unicast. Takes addresses as
 * `node:net` and the DNS give them (with or without brackets or zone). IPv4 inside IPv6 is judged by what is inside,
 * if a packet would get there: mapped (RFC 4291 §2.5.5.2) and well-known NAT64 (RFC 6052).
 */
export function forbiddenAddress(address: string): string | undefined {
  const bare = bareAddress(address)
  const family = isIP(bare)
  if (family === 0) return 'not an address'
  if (family === 4) return FORBIDDEN_V4.find(({ list }) => list.check(bare, 'ipv4'))?.what
  if (bare.includes('%')) return 'link-local zone (RFC 4007)'
  const inner = innerAddress(bare)
  if (inner !== undefined) {
    const why = forbiddenAddress(inner)
    return why === undefined ? undefined : `${why}, inside IPv6`
  }
  const found = FORBIDDEN_V6.find(({ list }) => list.check(bare, 'ipv6'))
  if (found !== undefined) return found.what
  return GLOBAL_UNICAST.check(bare, 'ipv6') ? undefined : 'not global unicast (RFC 4291)'
}

/** Without the brackets of URLs. */
export const bareAddress = (address: string): string =>
  address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address

/** The IPv4 address that packets to this IPv6 address reach. */
function innerAddress(address: string): string | undefined {
  const groups = ipv6Groups(address)
  if (groups === undefined) return undefined
  const [a, b, c, d, e, f, high = 0, low = 0] = groups
  const mapped = a === 0 && b === 0 && c === 0 && d === 0 && e === 0 && f === 0xffff
  const nat64 = a === 0x64 && b === 0xff9b && c === 0 && d === 0 && e === 0 && f === 0
  return mapped || nat64 ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : undefined
}

/** The eight groups of an IPv6 address in any spelling (RFC 4291 §2.2). */
function ipv6Groups(address: string): readonly number[] | undefined {
  const written = URL.parse(`http://[${address}]/`)?.hostname
  if (written === undefined) return undefined
  const [left = '', right] = written.slice(1, -1).split('::')
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
  const before = groups(left)
  const after = groups(right ?? '')
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after]
}

/** Whether two spellings name the same address; a mapped one is the IPv4 address inside. */
export function sameAddress(a: string, b: string): boolean {
  return plainAddress(a) === plainAddress(b)
}

function plainAddress(address: string): string {
  const bare = bareAddress(address)
  if (isIPv4(bare)) return bare
  return innerAddress(bare) ?? ipv6Groups(bare)?.join(':') ?? bare
}

/**
 * The address that the host of a URL already is, or undefined for a name. Give it `URL.hostname`: the URL parser has
 * then turned decimal, octal, hexadecimal, short, percent-encoded and full-width spellings into one (WHATWG URL
 * §3.5). `node:net` is never asked to read another spelling, as it would not call a `lookup` hook for these.
 */
export function hostAddress(hostname: string): string | undefined {
  const bare = bareAddress(hostname.endsWith('.') ? hostname.slice(0, -1) : hostname)
  return isIP(bare) === 0 ? undefined : bare
}

/** Names that never lead out of this host or network, whatever a resolver says. */
const INNER_NAMES: readonly (readonly [suffix: string, what: string])[] = [
  ['localhost', 'names this host (RFC 6761)'],
  ['local', 'names a neighbour in the local network (RFC 6762)'],
  ['home.arpa', 'names a device at home (RFC 8375)'],
  ['internal', 'is reserved for private networks (ICANN 2024)'],
  ['onion', 'is not in the DNS (RFC 7686)'],
  ['invalid', 'is never a host (RFC 6761)'],
]

/** Why this name must not be asked for; undefined when the DNS may be asked. */
export function forbiddenName(hostname: string): string | undefined {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  for (const [suffix, what] of INNER_NAMES) if (name === suffix || name.endsWith(`.${suffix}`)) return what
  return undefined
}

/**
 * Ports of other services (Fetch Standard, "bad ports"). Attack: a URL whose path is a command to a mail or IRC
 * server inside or outside.
 */
const BAD_PORTS: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/** Whether browsers refuse this port. */
export const forbiddenPort = (port: number): boolean => BAD_PORTS.has(port)
