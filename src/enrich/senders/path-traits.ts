/**
 * Traces of the way a mail took before it reached the first border host: who handed it in, from which network,
 * through which provider, signed by whom. A thief in the real account keeps the provider but rarely the first hop.
 */
import type { AuthenticationFacts } from '../../model/authentication.ts'
import type { Message, TraceField } from '../../model/message.ts'
import type { PathTrait, TraitValues } from '../../model/record.ts'
import { tagValue } from '../auth/tag-list.ts'
import { registeredDomain } from './registered-domain.ts'

const ROUTE_LIMIT = 6

/** Path traits of a message; a trait that cannot be told is absent. Pure. */
export function pathTraits(message: Message, authentication: AuthenticationFacts): TraitValues<PathTrait> {
  const traits: Partial<Record<PathTrait, string>> = {}
  const first = message.received.at(-1)
  if (first) {
    if (first.helo) traits['first-helo'] = heloClass(first.helo)
    if (first.by) traits['first-by'] = registeredDomain(first.by)
    if (first.with) traits['first-with'] = first.with.slice(0, 20)
  }
  const origin = message.header.find((one) => one.key === 'x-originating-ip')?.value.replace(/[[\]\s]/g, '')
  const ip = origin || clientAddress(message.received)
  if (ip) traits['first-network'] = network(ip)

  const route: string[] = []
  for (let i = message.received.length - 1; i >= 0 && route.length < ROUTE_LIMIT; i--) {
    const by = message.received[i]?.by
    const domain = by ? registeredDomain(by) : undefined
    if (domain && domain !== route.at(-1)) route.push(domain)
  }
  if (route.length > 0) traits.route = route.join(' ')

  const signature = alignedSignature(message)
  if (signature) {
    const { d, s, c, a, h } = signature
    traits['dkim-domain'] = d
    if (s) traits['dkim-selector'] = s
    traits['dkim-shape'] = `${c} ${a} ${h}`.slice(0, 160)
  }
  const returnPath = message.header.find((one) => one.key === 'return-path')?.value
  const at = returnPath?.lastIndexOf('@') ?? -1
  if (returnPath && at >= 0)
    traits['return-path'] = registeredDomain(
      returnPath
        .slice(at + 1)
        .replace(/[>\s].*$/, '')
        .toLowerCase(),
    )

  const words: string[] = []
  for (const method of ['spf', 'dkim', 'dmarc'] as const) {
    const stated = authentication.results.find(
      (one) => one.method === method && one.source !== 'untrusted-field' && one.source !== 'own',
    )
    if (stated) words.push(`${method}=${stated.result}`)
  }
  if (words.length > 0) traits.authentication = words.join(' ')
  return traits
}

/** The tags of the signature whose d= is the From domain or its parent, else of the first signature. */
function alignedSignature(
  message: Message,
): { d: string; s: string; c: string; a: string; h: string } | undefined {
  const fromDomain = message.from[0]?.address.split('@').at(-1) ?? ''
  let best: { d: string; s: string; c: string; a: string; h: string } | undefined
  for (const field of message.header) {
    if (field.key !== 'dkim-signature') continue
    const tag = (name: string): string => tagValue(field.value, name) ?? ''
    const found = {
      d: tag('d').toLowerCase(),
      s: tag('s'),
      c: tag('c').toLowerCase(),
      a: tag('a').toLowerCase(),
      h: signedFields(tag('h')),
    }
    if (!found.d) continue
    if (fromDomain === found.d || fromDomain.endsWith(`.${found.d}`)) return found
    best ??= found
  }
  return best
}

/** Signed fields without those that come and go with the thread. */
function signedFields(list: string): string {
  return list
    .toLowerCase()
    .split(':')
    .filter((name) => name !== 'cc' && name !== 'in-reply-to' && name !== 'references' && name !== 'reply-to')
    .join(':')
}

/**
 * Class of a HELO name: private, loopback and public literals are one class each; a full name counts by its
 * registered domain; a single label is kept, as it is often the name of the sender's own machine.
 */
function heloClass(helo: string): string {
  const name = helo.toLowerCase()
  const bare = name.replace(/^\[(ipv6:)?|\]$/g, '')
  if (/^\d+\.\d+\.\d+\.\d+$/.test(bare)) return isPrivateIpv4(bare) ? '[private]' : '[ipv4]'
  if (bare.includes(':')) return '[ipv6]'
  if (!name.includes('.')) return name.slice(0, 40)
  return registeredDomain(name)
}

function isPrivateIpv4(ip: string): boolean {
  const [a = 0, b = 0] = ip.split('.').map(Number)
  return (
    a === 10 ||
    a === 127 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b <= 127)
  )
}

/** The earliest public client address in the trace; private ones name no network. */
function clientAddress(received: readonly TraceField[]): string | undefined {
  for (let i = received.length - 1; i >= 0; i--) {
    const ip = received[i]?.ip
    if (!ip) continue
    if (ip.includes(':')) {
      if (!/^(::1$|f[cd]|fe80)/i.test(ip)) return ip
    } else if (!isPrivateIpv4(ip)) return ip
  }
  return undefined
}

/** /16 of an IPv4, /32 of an IPv6 address. */
function network(ip: string): string {
  if (!ip.includes(':')) return `${ip.split('.').slice(0, 2).join('.')}.0.0/16`
  const groups = ip.toLowerCase().split('::')[0]?.split(':') ?? []
  return `${groups[0] ?? '0'}:${groups[1] ?? '0'}::/32`
}
