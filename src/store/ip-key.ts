/** Keys of IP addresses: a letter for the family, then the address in hexadecimal, so that a network is one range. */

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/
const V4 = '4:'
const V6 = '6:'

/** The key of an address; what is none is its own key, in lower case. IPv4-mapped IPv6 addresses count as IPv4. */
export function ipKey(value: string): string {
  const bare = value.toLowerCase().replace(/^\[|\]$/g, '')
  const groups = ipGroups(bare)
  if (!groups) return bare
  const hex = groups.map((group) => group.toString(16).padStart(4, '0')).join('')
  return `${groups.length === 2 ? V4 : V6}${hex}`
}

/** The address a key was made from. */
export function ipFromKey(key: string): string {
  const groups = (key.slice(2).match(/.{4}/g) ?? []).map((group) => Number.parseInt(group, 16))
  if (key.startsWith(V4) && groups.length === 2)
    return groups.flatMap((group) => [group >> 8, group & 255]).join('.')
  if (!key.startsWith(V6) || groups.length !== 8) return key
  const written = groups.map((group) => group.toString(16)).join(':')
  return URL.parse(`http://[${written}]`)?.hostname.slice(1, -1) ?? written
}

/** First key of a network (`192.0.2.0/24`, `2001:db8::/32`, or one address) and the last; undefined for what is none. */
export function networkKeys(cidr: string): { readonly first: string; readonly last: string } | undefined {
  const slash = cidr.indexOf('/')
  const groups = ipGroups(
    (slash < 0 ? cidr : cidr.slice(0, slash))
      .trim()
      .toLowerCase()
      .replace(/^\[|\]$/g, ''),
  )
  if (!groups) return undefined
  const length = groups.length * 16
  const prefix = slash < 0 ? length : Number(cidr.slice(slash + 1))
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > length) return undefined
  const family = groups.length === 2 ? V4 : V6
  const end = (fill: (group: number, mask: number) => number): string =>
    groups
      .map((group, index) => {
        const bits = Math.min(16, Math.max(0, prefix - index * 16))
        const mask = (0xffff << (16 - bits)) & 0xffff
        return fill(group, mask).toString(16).padStart(4, '0')
      })
      .join('')
  return {
    first: family + end((group, mask) => group & mask),
    last: family + end((group, mask) => (group & mask) | (~mask & 0xffff)),
  }
}

/** Two groups of 16 bits for IPv4, eight for IPv6; undefined for what is no address. */
function ipGroups(value: string): number[] | undefined {
  if (IPV4.test(value)) {
    const [a = 256, b = 256, c = 256, d = 256] = value.split('.').map(Number)
    return Math.max(a, b, c, d) > 255 ? undefined : [a * 256 + b, c * 256 + d]
  }
  if (!value.includes(':') || value.length > 45) return undefined
  const written = URL.parse(`http://[${value}]`)?.hostname.slice(1, -1)
  if (written === undefined) return undefined
  const [front = '', back] = written.split('::')
  const read = (part: string): number[] =>
    part
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16))
  const before = read(front)
  const after = back === undefined ? [] : read(back)
  const all =
    back === undefined
      ? before
      : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
  const isMapped = all.slice(0, 5).every((group) => group === 0) && all[5] === 0xffff
  return isMapped ? all.slice(6) : all
}
