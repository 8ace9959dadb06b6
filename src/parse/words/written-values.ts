import { parse } from 'tldts'
import type { ObservableType } from '../../model/ports.ts'
import { copied } from '../body/copied-text.ts'
import { ipLiteral } from '../header/ip-literal.ts'
import { isLinkedDomain } from '../links/bare-domain.ts'
import { linkHost } from '../links/link-host.ts'
import { eachTextLink } from '../links/text-places.ts'

/** RFC 1035 §2.3.4; RFC 5321 §4.5.3.1. Longer runs are no host and no local part. */
const HOST_LENGTH = 253
const LOCAL_LENGTH = 64

/** Whether anything is written so that nobody can click on it. */
const DEFANGED =
  /[[({]\s?(?:\.|dot\b|punkt\b|punto\b|point\b|at\b|@|:)|\[\.|\.\]|\\\.|\bh(?:xx|tx|xt|\*\*|__|XX)p/i
const DOTS = /[ \t]?[[({][ \t]?(?:\.|dot|punkt|punto|point)[ \t]?[\])}][ \t]?|\[\.|\.\]|\\\./gi
const ATS = /[ \t]?[[({][ \t]?(?:@|at)[ \t]?[\])}][ \t]?/gi
const COLONS = /[[({](:(?:\/\/)?)[\])}]/g
const SCHEMES = /\b(?:h(?:xx|tx|xt|\*\*|__)p|hxxxp)(s?)(?=:\/\/|:\\\\)/gi

/**
 * A text with the common ways of defanging undone: `hxxp`, `[.]`, `(dot)`, `\.`, `[at]`, `[:]//`. The same text when
 * nothing is defanged. Linear: bounded patterns only.
 */
export function refanged(text: string): string {
  if (!DEFANGED.test(text)) return text
  return text.replace(COLONS, '$1').replace(DOTS, '.').replace(ATS, '@').replace(SCHEMES, 'http$1')
}

/**
 * Every host, address, IP and URL that is written in a text, links or not, defanged or not; the same value may come
 * several times. What programs write much more often than people (`foo.py`, `obj.name`) is no host unless it was
 * defanged. `plainLinks`: also tell links that are written as such; those of a mail's own texts are known already.
 * Linear.
 */
export function eachWrittenValue(
  given: string,
  options: { readonly plainLinks: boolean },
  add: (type: ObservableType, value: string) => void,
): void {
  const text = refanged(given)
  const isDefanged = text !== given
  if (options.plainLinks || isDefanged)
    eachTextLink(text, ({ href, prefix = '' }) => {
      if (href.startsWith('mailto:')) return
      const url = URL.parse(prefix + href)
      if (!url || url.hostname === '') return
      add('url', url.href)
      const { host, isIp } = linkHost(url.hostname)
      add(isIp ? 'ip' : 'host', bare(host))
    })
  for (let dot = text.indexOf('.'); dot >= 0; ) {
    // A full stop: what is before it holds no other dot, or that one had been found before.
    if (!inHost(text.charCodeAt(dot + 1))) {
      dot = text.indexOf('.', dot + 1)
      continue
    }
    let start = dot
    while (start > 0 && dot - start < HOST_LENGTH && inHost(text.charCodeAt(start - 1))) start--
    let end = dot + 1
    while (end < text.length && end - start <= HOST_LENGTH + 1 && inHost(text.charCodeAt(end))) end++
    if (end - start <= HOST_LENGTH) readRun(text, start, end, isDefanged, add)
    else while (end < text.length && inHost(text.charCodeAt(end))) end++
    dot = text.indexOf('.', end)
  }
  for (let colon = text.indexOf(':'); colon >= 0; ) {
    let end = colon + 1
    let colons = 1
    let hasGap = false
    for (let c = text.charCodeAt(end); inIpv6(c); c = text.charCodeAt(++end))
      if (c === 58) {
        colons++
        if (text.charCodeAt(end - 1) === 58) hasGap = true
      }
    // Fewer are a time of day, or the end of a name.
    if (hasGap || colons >= IPV6_COLONS) readIpv6(text, colon, end, add)
    colon = text.indexOf(':', end)
  }
}

/** RFC 4291 §2.2: without a gap there are seven colons, or six before an IPv4 address. */
const IPV6_COLONS = 6

function readIpv6(
  text: string,
  colon: number,
  end: number,
  add: (type: ObservableType, value: string) => void,
): void {
  let start = colon
  while (start > 0 && colon - start < 46 && inIpv6(text.charCodeAt(start - 1))) start--
  // `IPv6:2001:db8::1` (RFC 5321 §4.1.3).
  if (start > 0 && (text.charCodeAt(start - 1) | 32) === 118 && text.charCodeAt(start) === 54) start += 2
  // The shortest that say anything.
  if (end - start < 6 || end - start > 45) return
  const ip = ipLiteral(text.slice(start, end).replace(/(?<!:):$|\.$/, ''))
  if (ip?.includes(':')) add('ip', ip)
}

/** A run of characters that hosts are written with, and whether it is an address, an IP, a host or none of these. */
function readRun(
  text: string,
  from: number,
  to: number,
  isDefanged: boolean,
  add: (type: ObservableType, value: string) => void,
): void {
  let start = from
  let end = to
  while (start < end && isMark(text.charCodeAt(start))) start++
  while (end > start && isMark(text.charCodeAt(end - 1))) end--
  const isDomain = text.charCodeAt(start - 1) === 64
  // The local part of an address whose host is the next run.
  if (!isDomain && text.charCodeAt(end) === 64) return
  const run = text.slice(start, end)
  const read = runReading(run)
  if (read === NOTHING) return
  if (isDomain) {
    let local = start - 1
    while (local > 0 && start - 1 - local < LOCAL_LENGTH && inLocal(text.charCodeAt(local - 1))) local--
    while (local < start - 1 && isMark(text.charCodeAt(local))) local++
    if (local < start - 1 && read.host !== undefined)
      add('address', `${text.slice(local, start - 1)}@${read.host}`.toLowerCase())
    return
  }
  if (read.isNumber) {
    const before = text.charCodeAt(start - 1) | 32
    if (read.ip !== undefined && !(before >= 97 && before <= 122)) add('ip', read.ip)
    return
  }
  const { host, known } = read
  if (host === undefined) return
  const path = text.charCodeAt(end) === 47
  if (known === 'linked' || (known === 'possible' && (isDefanged || path || standsAlone(run, text, start))))
    add('host', host)
}

/** Three labels between blanks or quotes, as people write hosts; in code something joins them to what is before. */
function standsAlone(run: string, text: string, start: number): boolean {
  return run.split('.').length > 2 && !/[A-Z_]/.test(run) && !/[/\\(=>\-+]/.test(text.charAt(start - 1))
}

const isLettersFree = (run: string): boolean => !/[^0-9.]/.test(run)

/** The host in ASCII and lower case, or undefined when it is none by its form. */
function asHost(run: string): string | undefined {
  const lower = run.toLowerCase()
  const last = lower.slice(lower.lastIndexOf('.') + 1)
  if (last.length < 2 || (last.charCodeAt(0) < 128 && !/^[a-z]/.test(last))) return undefined
  if (!/[^\x00-\x7f]/.test(lower)) return lower
  const { host, isIp } = linkHost(lower)
  return isIp || /[^\x00-\x7f]/.test(host) ? undefined : host
}

const bare = (host: string): string => (host.startsWith('[') ? host.slice(1, -1) : host)

/** What a run of characters can be, whatever stands around it. */
interface RunReading {
  /** Digits and dots only, an IPv4 address or not. */
  readonly isNumber: boolean
  readonly ip: string | undefined
  /** In ASCII and lower case. */
  readonly host: string | undefined
  readonly known: 'linked' | 'possible' | 'no'
}

/** Hosts repeat within a mailbox; telling what they are takes longer than everything else here. */
const REMEMBERED = 20_000
const readings = new Map<string, RunReading>()
const NOTHING: RunReading = { isNumber: false, ip: undefined, host: undefined, known: 'no' }

function runReading(run: string): RunReading {
  const before = readings.get(run)
  if (before !== undefined) return before
  const found = readingOf(run)
  if (readings.size >= REMEMBERED) readings.clear()
  readings.set(copied(run), found)
  return found
}

function readingOf(run: string): RunReading {
  if (!run.includes('.') || run.includes('..')) return NOTHING
  const first = run.charCodeAt(0)
  const host = asHost(run)
  const isNumber = first >= 48 && first <= 57 && isLettersFree(run)
  if (host === undefined && !isNumber) return NOTHING
  const ip = isNumber ? ipLiteral(run) : undefined
  return { isNumber, ip, host, known: host === undefined ? 'no' : hostKnowledge(host) }
}

function hostKnowledge(host: string): 'linked' | 'possible' | 'no' {
  const found = parse(host, { extractHostname: false, allowPrivateDomains: false })
  if (found.domain === null || (found.isIcann !== true && !RESERVED.test(host))) return 'no'
  return isLinkedDomain(host, { www: host.startsWith('www.'), path: false }) ? 'linked' : 'possible'
}
/** RFC 2606, RFC 7686: not in the DNS, still written. */
const RESERVED = /\.(?:example|test|onion)$/

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const asciiTable = (signs: string): Uint8Array => {
  const table = new Uint8Array(128)
  for (const c of signs) table[c.charCodeAt(0)] = 1
  return table
}
const IN_HOST = asciiTable(`${LETTERS_AND_DIGITS}-._`)
/** RFC 5322 §3.2.3 atext without what separates values in running text. */
const IN_LOCAL = asciiTable(`${LETTERS_AND_DIGITS}-._+`)
const IN_IPV6 = asciiTable('0123456789abcdefABCDEF:.')

/** At the end of a text the code is NaN: in no table, and no letter. */
function inHost(c: number): boolean {
  if (c < 128) return IN_HOST[c] === 1
  return (
    c >= 0xc0 &&
    c !== 0xd7 &&
    c !== 0xf7 &&
    !(c >= 0x2000 && c <= 0x2bff) &&
    !(c >= 0x3000 && c <= 0x303f) &&
    c < 0xd800
  )
}
const inLocal = (c: number): boolean => IN_LOCAL[c] === 1
const inIpv6 = (c: number): boolean => IN_IPV6[c] === 1
const isMark = (c: number): boolean => c === 46 || c === 45 || c === 95
