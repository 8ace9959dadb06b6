import { parse } from 'tldts'
import type { IndicatorType } from '../../model/indicator.ts'
import { ipLiteral } from '../../parse/header/ip-literal.ts'
import { READ_LIMITS } from './read-limits.ts'
import { refangValue } from './refang.ts'

/** A value in the form in which it is compared and kept. */
export interface NormalValue {
  readonly type: IndicatorType
  readonly value: string
  /** Second part of a pair. */
  readonly pattern?: string
}

const HOST_NAME = /^(?:[a-z0-9_-]{1,63}\.){1,126}(?:[a-z][a-z0-9-]{0,62})$/
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/
const HEX = /^[0-9a-f]+$/i
/** RFC 3986 §3.1 with an authority behind. */
const WITH_SCHEME = /^([a-z][a-z0-9+.-]{0,30}):\/\//i
/** Schemes of which only the other end is known: a connection, no page. */
const CONNECTIONS: ReadonlySet<string> = new Set(
  'tcp udp tls ssl ssh smb rdp dns sftp telnet socks5'.split(' '),
)
const HASHES: Readonly<Record<number, string>> = {
  32: 'md5',
  40: 'sha1',
  56: 'sha224',
  64: 'sha256',
  96: 'sha384',
  128: 'sha512',
}

/**
 * A host name, in ASCII and lower case, without the final dot. A registered domain (Public Suffix List with its
 * private section), or any name behind `*.`, is a `domain`: it and everything below it; a name below one is a `host`.
 * Addresses of the Internet are `ip`. Undefined when it is no name with a dot.
 */
export function hostValue(written: string): NormalValue | undefined {
  let name = written.trim().toLowerCase()
  if (name.length > 300) return undefined
  const zone = name.startsWith('*.') || name.startsWith('.')
  if (zone) name = name.replace(/^\*?\./, '')
  while (name.endsWith('.')) name = name.slice(0, -1)
  if (IPV4.test(name)) return ipValue(name)
  if (/[^\x21-\x7e]/.test(name)) {
    const ascii = /[\s/?#@:\\]/.test(name) ? '' : (URL.parse(`http://${name}/`)?.hostname ?? '')
    if (ascii === '') return undefined
    name = ascii
  }
  if (!HOST_NAME.test(name) || name.length > 253) return undefined
  const { domain } = parse(name, {
    allowPrivateDomains: true,
    extractHostname: false,
    validateHostname: false,
  })
  return { type: zone || domain === name ? 'domain' : 'host', value: name }
}

/** A URL as the WHATWG parser writes it; one of a mere connection (`tcp://…`) is its host or address with port. */
export function urlValue(written: string): NormalValue | undefined {
  const text = written.trim()
  if (text.length > READ_LIMITS.valueLength) return undefined
  const scheme = WITH_SCHEME.exec(text)?.[1]?.toLowerCase()
  if (scheme !== undefined && CONNECTIONS.has(scheme)) {
    const rest = text.slice(scheme.length + 3).replace(/\/$/, '')
    return rest.includes('/') ? undefined : endpointValue(rest)
  }
  const url = URL.parse(scheme === undefined ? `http://${text}` : text)
  if (url === null || url.hostname === '' || /[\s"<>\\^`{|}]/.test(url.hostname)) return undefined
  if (!url.hostname.includes('.') && !url.hostname.startsWith('[')) return undefined
  return { type: 'url', value: url.href }
}

/** An address as the store keeps it: no brackets, IPv6 in RFC 5952 form; with a port as `a.b.c.d:port`, `[v6]:port`. */
export function ipValue(written: string): NormalValue | undefined {
  const text = written.trim()
  if (text.length > 80) return undefined
  const range = /^(.+)\/(\d{1,3})$/.exec(text)
  if (range?.[1] !== undefined) return networkValue(range[1], Number(range[2]))
  const bracketed = /^\[([0-9a-f:.]+)\](?::(\d{1,5}))?$/i.exec(text)
  const withPort = bracketed ?? /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/.exec(text)
  const address = plainIp(withPort?.[1] ?? text)
  if (address === undefined) return undefined
  const port = withPort?.[2]
  if (port === undefined) return { type: 'ip', value: address }
  if (Number(port) === 0 || Number(port) > 65_535) return undefined
  return { type: 'ip', value: `${address.includes(':') ? `[${address}]` : address}:${Number(port)}` }
}

function plainIp(text: string): string | undefined {
  if (IPV4.test(text)) {
    // `010.1.2.3` is octal to some programs and decimal to others.
    if (text.split('.').some((octet) => Number(octet) > 255 || (octet.length > 1 && octet.startsWith('0'))))
      return undefined
    return text
  }
  if (!text.includes(':') || ipLiteral(text) === undefined) return undefined
  const host = URL.parse(`http://[${text}]/`)?.hostname
  return host?.slice(1, -1)
}

/** CIDR with the bits of the host cleared; a network of one address is that address. */
function networkValue(written: string, bits: number): NormalValue | undefined {
  const address = plainIp(written)
  if (address === undefined) return undefined
  if (address.includes(':')) {
    if (bits > 128) return undefined
    return bits === 128
      ? { type: 'ip', value: address }
      : { type: 'network', value: `${maskedV6(address, bits)}/${bits}` }
  }
  if (bits > 32) return undefined
  if (bits === 32) return { type: 'ip', value: address }
  let number = 0n
  for (const octet of address.split('.')) number = number * 256n + BigInt(octet)
  const host = 32n - BigInt(bits)
  number = (number >> host) << host
  const octets = [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 255n))
  return { type: 'network', value: `${octets.join('.')}/${bits}` }
}

function maskedV6(address: string, bits: number): string {
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const second = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : 8 - first.length - second.length
  let number = 0n
  for (const group of [...first, ...Array.from({ length: gap }, () => '0'), ...second])
    number = number * 65_536n + BigInt(`0x${group}`)
  const host = BigInt(128 - bits)
  number = (number >> host) << host
  const groups = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((s) => ((number >> s) & 65_535n).toString(16))
  return plainIp(groups.join(':')) ?? address
}

/** `host:port` or `address:port`. A port of a name says nothing in mail, so it is only kept in the wording. */
function endpointValue(text: string): NormalValue | undefined {
  return ipValue(text) ?? hostValue(text.replace(/:\d{1,5}$/, ''))
}

/** A mail address with its domain in ASCII, all lower case. `*@example.org` and `@example.org` are the domain. */
export function addressValue(written: string): NormalValue | undefined {
  const text = written
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<([^<>]*)>$/, '$1')
  if (text.length > 400) return undefined
  const at = text.lastIndexOf('@')
  if (at < 0) return undefined
  const host = hostValue(text.slice(at + 1))
  if (host === undefined || host.type === 'ip') return undefined
  const local = text.slice(0, at)
  if (local === '' || local === '*') return { type: 'domain', value: host.value }
  if (!/^[^\s"(),:;<>@[\\\]]{1,128}$/.test(local)) return undefined
  return { type: 'address', value: `${local.toLowerCase()}@${host.value}` }
}

/** `sha256:…`, by the number of hex digits. */
export function hashValue(written: string): NormalValue | undefined {
  const text = written.trim().replace(/^(?:md5|sha-?(?:1|224|256|384|512))\s?[:=]\s?/i, '')
  const name = HASHES[text.length]
  if (name === undefined || !HEX.test(text)) return undefined
  return { type: 'file-hash', value: `${name}:${text.toLowerCase()}` }
}

/** Path and query of a URL without its host, as the WHATWG parser writes them. */
export function pathValue(written: string): NormalValue | undefined {
  const text = written.trim()
  if (!/^\/[^/\s]/.test(text) || /\s/.test(text) || text.length > READ_LIMITS.valueLength) return undefined
  const url = URL.parse(`http://host.invalid${text}`)
  return url === null ? undefined : { type: 'path', value: `${url.pathname}${url.search}` }
}

/** A Message-ID without its brackets. */
export function messageIdValue(written: string): NormalValue | undefined {
  const text = written.trim().replace(/^<([^<>]*)>$/, '$1')
  return /^[^\s<>@]{1,500}@[^\s<>@]{1,300}$/.test(text) ? { type: 'message-id', value: text } : undefined
}

/** The last part of a path, or the name itself. */
export function fileNameValue(written: string): NormalValue | undefined {
  const text = written.trim().replace(/^["'“”]+|["'“”]+$/g, '')
  if (text === '' || text.length > 255 || /[\x00-\x1f]/.test(text)) return undefined
  return { type: 'file-name', value: text }
}

/** Words, white space collapsed. */
export function textValue(written: string): NormalValue | undefined {
  const text = written.slice(0, READ_LIMITS.valueLength).replace(/\s+/g, ' ').trim()
  return text.length < 3 || text.length > 1_000 ? undefined : { type: 'text', value: text }
}

/** `domain autuo.example`: the name of the type written into the value. */
const TYPE_WORD =
  /^(?:domain|hostname|host|ip|ipv4|ipv6|url|uri|e-?mail|md5|sha-?1|sha-?256|hash)\s?[:=\s]\s*(?=\S+$)/i

/**
 * Tells what one value is by how it is written, defanged or not: URL, network, address with or without port, hash,
 * mail address, Message-ID in brackets, path, host with a path, host with or without port. Undefined for all else.
 */
export function valueByForm(written: string): NormalValue | undefined {
  if (written.length > READ_LIMITS.valueLength * 2) return undefined
  const bare = written.trim().replace(/^(["'`])(.*)\1$/s, '$2')
  const text = refangValue(bare).replace(TYPE_WORD, '')
  if (text === '' || /\s/.test(text)) return undefined
  if (WITH_SCHEME.test(text)) return urlValue(text)
  if (text.startsWith('<')) return messageIdValue(text)
  const hash = hashValue(text)
  if (hash !== undefined) return hash
  const ip = ipValue(text)
  if (ip !== undefined) return ip
  if (text.startsWith('/')) return pathValue(text)
  const slash = text.search(/[/?#]/)
  if (slash < 0 && text.includes('@')) return addressValue(text)
  if (slash < 0) return endpointValue(text)
  // A host with a path; a slash alone behind a name says no more than the name.
  const host = endpointValue(text.slice(0, slash))
  if (host === undefined) return undefined
  // `192.0.2.0/33` is a network gone wrong, no page.
  if (host.type === 'ip' && /^\/\d{1,3}$/.test(text.slice(slash))) return undefined
  return slash === text.length - 1 ? host : urlValue(text)
}
