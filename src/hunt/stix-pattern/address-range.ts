/** An IP address or a block of them (CIDR). */
export interface AddressRange {
  /** 32 or 128. */
  readonly bits: number
  /** The first address of the block. */
  readonly base: bigint
  readonly prefix: number
}

/** Reads `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`; undefined when it is none of these. Bits behind the prefix are cleared. */
export function addressRange(text: string): AddressRange | undefined {
  if (text.length > 64) return undefined
  const [address = '', length, more] = text.split('/')
  if (more !== undefined || (length !== undefined && !/^[0-9]{1,3}$/.test(length))) return undefined
  const read = address.includes(':') ? ipv6(address) : ipv4(address)
  if (!read) return undefined
  const prefix = length === undefined ? read.bits : Number(length)
  if (prefix > read.bits) return undefined
  const rest = BigInt(read.bits - prefix)
  return { bits: read.bits, base: (read.value >> rest) << rest, prefix }
}

/** Whether every address of `inner` is one of `outer`. */
export function isInside(inner: AddressRange, outer: AddressRange): boolean {
  if (inner.bits !== outer.bits || inner.prefix < outer.prefix) return false
  const rest = BigInt(outer.bits - outer.prefix)
  return inner.base >> rest === outer.base >> rest
}

/** The one way to write an address; text that is none stays as it is. A block of one address is that address. */
export function plainAddress(text: string): string {
  const range = addressRange(text)
  if (!range) return text
  const written = range.bits === 32 ? ipv4Text(range.base) : ipv6Text(range.base)
  return range.prefix === range.bits ? written : `${written}/${range.prefix}`
}

function ipv4(text: string): { bits: number; value: bigint } | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0n
  for (const part of parts) {
    if (!/^[0-9]{1,3}$/.test(part) || Number(part) > 255) return undefined
    value = (value << 8n) | BigInt(Number(part))
  }
  return { bits: 32, value }
}

function ipv6(text: string): { bits: number; value: bigint } | undefined {
  const normal = URL.parse(`http://[${text}]/`)?.hostname
  if (!normal || /[^0-9a-f:.]/i.test(text)) return undefined
  const [head = '', tail] = normal.slice(1, -1).split('::')
  const words = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const before = words(head)
  const after = words(tail ?? '')
  const all =
    tail === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
  return { bits: 128, value: all.reduce((sum, word) => (sum << 16n) | BigInt(`0x${word}`), 0n) }
}

function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.')
}

function ipv6Text(value: bigint): string {
  const words = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16))
  return URL.parse(`http://[${words.join(':')}]/`)?.hostname.slice(1, -1) ?? words.join(':')
}
