import { parse } from 'tldts'
import { isLinkedDomain } from '../../parse/links/bare-domain.ts'
import {
  addressValue,
  hashValue,
  hostValue,
  ipValue,
  messageIdValue,
  type NormalValue,
  urlValue,
} from './indicator-value.ts'
import { isExampleName, isPrivateName } from './reserved-values.ts'

/** A value that stands in a text. */
export interface FoundObservable {
  readonly value: NormalValue
  /** `[start, end)` in the refanged text. */
  readonly start: number
  readonly end: number
  /** Part of it was written so that nobody can click on it. */
  readonly defanged: boolean
  /** Not defanged, and no name that everybody would take for a host: one only where hosts are listed. */
  readonly doubtful: boolean
}

/** Longest URL that is looked for in running text. */
const URL_LENGTH = 4_096
const SCHEME = /(?<![A-Za-z0-9])(?:https?|ftps?|sftp|tcp|udp|wss?|tls|ssh|smb):\/\//gi
/** Ends a URL in running text: white space, quotes, brackets of prose, scripts whose sentences need no blanks. */
const URL_END = /[\s<>"`“”„«»‘’‹›|\\\u0590-\u08ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]/
const HEX = /(?<![A-Za-z0-9_])[0-9a-fA-F]{16,128}(?![A-Za-z0-9_])/g
const IPV6 =
  /(?<![\w:.])(?:[0-9a-fA-F]{1,4}:|::)(?:[0-9a-fA-F]{0,4}:){1,7}[0-9a-fA-F]{0,4}(?:\/\d{1,3})?(?![\w:])/g
/** Words before a number that say what it is, and that it is no hash of a file. */
const NO_FILE_HASH =
  /(?:commit|revision|thumbprint|finger-?print|serial(?: number)?|imphash|imp hash|ja3s?|jarm|ja4\w?|key|iv|nonce|salt|token|tlsh|rich(?:_pe)?(?: header)?(?: hash)?|vhash|authenti-?hash|guid|uuid|pgp|session|password|secret|git|tree|cookie|hassh|ssdeep|icon hash|dhash|symhash|transaction|txid|wallet)[\s:=(#`"'*-]{0,6}(?:is\s|was\s|of\s)?[`"'*]{0,3}$/i
const HASH_LENGTHS: ReadonlySet<number> = new Set([32, 40, 56, 64, 96, 128])
const HASH_NAME = /(?:md-?5|sha-?(?:1|224|256|384|512))\W{0,6}$/i
const NAME_LENGTH: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
}

/** What a number of four parts is, when it stands behind these. */
const VERSION_BEFORE =
  /(?:(?<![.\w])(?:versions?|vers?\.?|v\.?|build|release|firmware|revision|rev\.?|update|patch|section|sec\.|kapitel|chapter|python|php|java|\.net|node(?:\.js)?|chrome|firefox|windows|ios|android|agent|client)|§|\/|==|>=|<=|~=|верси\S{0,3}|版本|バージョン) {0,2}[:=(]? {0,2}[`"'*]{0,3}$/i
const IP_BEFORE =
  /(?:\bip|address(?:es)?|adress\w{0,4}|\bserver|\bhost(?:ed)?|c2|c&c|from|to|at|on|and|,|→|->)\W{0,4}$/i

/**
 * URLs, hosts, addresses of machines and of mail, networks, hashes and Message-IDs in a refanged text, in order of
 * place; none lies in another. Values that a layout broke over two lines are put together. Linear.
 * @param marks offsets of what was refanged, ascending.
 */
export function findObservables(text: string, marks: readonly number[]): readonly FoundObservable[] {
  const found: FoundObservable[] = []
  const taken = new Uint8Array(text.length + 1)
  const defanged = markCounter(marks)
  const add = (value: NormalValue | undefined, start: number, end: number, doubtful = false): boolean => {
    if (value === undefined) return false
    found.push({ value, start, end, defanged: defanged(start, end), doubtful })
    taken.fill(1, start, end)
    return true
  }
  urls(text, add, taken)
  mailAddresses(text, add, taken, defanged)
  hashes(text, add, taken)
  networks6(text, add, taken)
  names(text, add, taken, defanged)
  return found.sort((a, b) => a.start - b.start)
}

type Add = (value: NormalValue | undefined, start: number, end: number, doubtful?: boolean) => boolean

/** Tells whether a mark lies in `[start, end)`. */
function markCounter(marks: readonly number[]): (start: number, end: number) => boolean {
  return (start, end) => {
    let low = 0
    let high = marks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((marks[middle] ?? 0) < start) low = middle + 1
      else high = middle
    }
    const next = marks[low]
    return next !== undefined && next < end
  }
}

function urls(text: string, add: Add, taken: Uint8Array): void {
  SCHEME.lastIndex = 0
  for (let match = SCHEME.exec(text); match !== null; match = SCHEME.exec(text)) {
    const start = match.index
    if (taken[start] === 1) continue
    const { written, end } = urlAt(text, start, start + match[0].length)
    if (/^[a-z]+:\/\/\W*$/i.test(written)) continue
    if (add(urlValue(written), start, end)) SCHEME.lastIndex = end
  }
}

/** The URL from `start` on, and what of the next lines belongs to it. */
function urlAt(
  text: string,
  start: number,
  from: number,
): { readonly written: string; readonly end: number } {
  let end = urlEnd(text, from, start)
  let written = text.slice(start, end)
  for (let lines = 0; lines < 6; lines++) {
    const next = continuation(text, end, written)
    if (next === undefined) break
    written += text.slice(next.start, next.end)
    end = next.end
  }
  const kept = withoutTail(written)
  return { written: kept, end: end - (written.length - kept.length) }
}

function urlEnd(text: string, from: number, start: number): number {
  let end = from
  while (end < text.length && end - start < URL_LENGTH && !URL_END.test(text.charAt(end))) end++
  return end
}

/**
 * The rest of a URL in the next line: the line ends with it, the next one begins with a word that can be part of a URL,
 * and the break stands where layouts break: behind a character that ends no URL, or before a word that no sentence has.
 */
function continuation(
  text: string,
  end: number,
  written: string,
): { readonly start: number; readonly end: number } | undefined {
  let at = end
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 13) at++
  if (text.charCodeAt(at) !== 10) return undefined
  at++
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  // A quoted mail puts its mark before each line.
  const stop = urlEnd(text, at, at)
  const word = text.slice(at, stop)
  if (word === '' || !/^[\w%/?&=#.~+:;,@!$()[\]-]+$/.test(word)) return undefined
  if (/:\/\//.test(word) || /^(?:[-*•]|\d{1,3}[.)])$/.test(word) || /^[\w-]+:$/.test(word)) return undefined
  // Two names below each other are a list.
  if (
    /^[\w-]+(?:\.[\w-]+)+$/.test(word) &&
    !/\.(?:exe|php|html?|zip|js|aspx?|txt|pdf|docx?|dll|msi|bin|png|jpg)$/i.test(word)
  )
    return undefined
  const pathBegun = /:\/\/[^/]+\//.test(written)
  if (/[/=&?_%-]$/.test(written) && pathBegun) {
    // A slash at the end may as well be the end: then the next word is one of a sentence.
    const line = text.slice(at, lineEnd(text, at)).trim()
    if (
      written.endsWith('/') &&
      line.includes(' ') &&
      /^[A-Z]?[a-zà-ÿ]+[,.]?$/.test(word) &&
      !/[/.?=&\d]/.test(word.slice(0, -1))
    )
      return undefined
    if (written.endsWith('/') && /^[A-Z]/.test(word) && line.includes(' ') && !/[/=&]/.test(word))
      return undefined
    return { start: at, end: stop }
  }
  if (!pathBegun) return undefined
  const odd = /[/=&?%]/.test(word) && !/^\(/.test(word)
  return odd && stop >= lineEnd(text, at) && !/^\//.test(word) ? { start: at, end: stop } : undefined
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Without punctuation, and without brackets that were opened before it. */
function withoutTail(written: string): string {
  const counts = new Map<string, number>()
  for (const c of written) if (/[()[\]{}]/.test(c)) counts.set(c, (counts.get(c) ?? 0) + 1)
  let end = written.length
  for (; end > 0; end--) {
    const last = written.charAt(end - 1)
    if (/[.,;:!?'*_~]/.test(last)) continue
    const open = PAIRS[last]
    if (open === undefined) break
    const closed = counts.get(last) ?? 0
    if ((counts.get(open) ?? 0) >= closed) break
    counts.set(last, closed - 1)
  }
  return written.slice(0, end)
}

const LOCAL = /[A-Za-z0-9._%+'-]/
const NAME = /[A-Za-z0-9.\u00c0-\u024f\u0370-\u052f-]/

function mailAddresses(
  text: string,
  add: Add,
  taken: Uint8Array,
  defanged: (start: number, end: number) => boolean,
): void {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (taken[at] === 1) continue
    let start = at
    while (start > 0 && at - start < 64 && LOCAL.test(text.charAt(start - 1)) && taken[start - 1] !== 1)
      start--
    while (start < at && /[.'%-]/.test(text.charAt(start))) start++
    let end = at + 1
    while (end < text.length && end - at < 254 && NAME.test(text.charAt(end))) end++
    while (end > at && /[.-]/.test(text.charAt(end - 1))) end--
    if (start === at) continue
    const host = text.slice(at + 1, end)
    if (!isName(host, defanged(start, end), true)) continue
    const written = text.slice(start, end)
    const before = text.slice(Math.max(0, start - 80), start)
    const line = before.slice(before.lastIndexOf('\n') + 1)
    if (/message-?\s?id\b/i.test(line)) add(messageIdValue(written), start, end)
    else add(addressValue(written), start, end)
  }
}

function hashes(text: string, add: Add, taken: Uint8Array): void {
  HEX.lastIndex = 0
  for (let match = HEX.exec(text); match !== null; match = HEX.exec(text)) {
    const start = match.index
    if (taken[start] === 1) continue
    let end = start + match[0].length
    let digits = match[0]
    const before = text.slice(Math.max(0, start - 40), start)
    const wanted =
      NAME_LENGTH[/(md-?5|sha-?\d{1,3})\W{0,6}$/i.exec(before)?.[1]?.replace('-', '').toLowerCase() ?? '']
    // Broken by the layout: the pieces together have the length of a hash, and the first alone has not, or not that one.
    for (let pieces = 0; pieces < 3 && digits.length < (wanted ?? 128); pieces++) {
      if (wanted === undefined && HASH_LENGTHS.has(digits.length)) break
      const rest = /^[ \t]*\r?\n[ \t|]*([0-9a-fA-F]{4,112})(?![A-Za-z0-9_.])/.exec(text.slice(end, end + 200))
      const piece = rest?.[1]
      if (rest === null || piece === undefined) break
      const together = digits.length + piece.length
      if (wanted !== undefined ? together > wanted : together > 128) break
      digits += piece
      end += rest[0].length
      if (wanted === undefined && HASH_LENGTHS.has(digits.length)) break
    }
    if (!HASH_LENGTHS.has(digits.length)) {
      digits = match[0]
      end = start + digits.length
    }
    if (!HASH_LENGTHS.has(digits.length) || /^\d+$/.test(digits) || new Set(digits).size < 3) continue
    const last = text.charAt(start - 1)
    if (
      /[/@.]/.test(last) ||
      (last === '-' && !/\s-$/.test(before)) ||
      (last === '=' && !HASH_NAME.test(before))
    )
      continue
    if (NO_FILE_HASH.test(before)) continue
    add(hashValue(digits), start, end)
    HEX.lastIndex = end
  }
}

function networks6(text: string, add: Add, taken: Uint8Array): void {
  IPV6.lastIndex = 0
  for (let match = IPV6.exec(text); match !== null; match = IPV6.exec(text)) {
    const start = match.index
    const written = match[0]
    if (taken[start] === 1 || written.length < 6 || (written.match(/[0-9a-f]+/gi)?.length ?? 0) < 2) continue
    add(ipValue(written), start, start + written.length)
  }
}

const isNameCharacter = (c: number): boolean =>
  (c >= 48 && c <= 57) ||
  (c >= 97 && c <= 122) ||
  (c >= 65 && c <= 90) ||
  c === 45 ||
  c === 46 ||
  c === 95 ||
  (c >= 0xc0 && c <= 0x24f) ||
  (c >= 0x370 && c <= 0x52f)

/** Hosts and IPv4 addresses: words with dots inside. */
function names(
  text: string,
  add: Add,
  taken: Uint8Array,
  defanged: (start: number, end: number) => boolean,
): void {
  let dot = text.indexOf('.')
  while (dot >= 0) {
    let start = dot
    while (
      start > 0 &&
      dot - start < 260 &&
      isNameCharacter(text.charCodeAt(start - 1)) &&
      taken[start - 1] !== 1
    )
      start--
    let end = dot
    while (
      end < text.length &&
      end - start < 600 &&
      isNameCharacter(text.charCodeAt(end)) &&
      taken[end] !== 1
    )
      end++
    const next = Math.max(end, dot + 1)
    if (taken[dot] !== 1) name(text, start, end, add, taken, defanged)
    dot = text.indexOf('.', next)
  }
}

function name(
  text: string,
  from: number,
  to: number,
  add: Add,
  taken: Uint8Array,
  defanged: (start: number, end: number) => boolean,
): void {
  let start = from
  let end = to
  while (start < end && /[._-]/.test(text.charAt(start))) start++
  while (end > start && /[._-]/.test(text.charAt(end - 1))) end--
  const written = text.slice(start, end)
  if (!written.includes('.') || written.includes('..')) return
  const before = text.slice(Math.max(0, start - 40), start)
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(written)) {
    const tail = /^(?:\/\d{1,2}(?!\d|\.\d)|:\d{1,5}(?!\d))/.exec(text.slice(end, end + 8))?.[0] ?? ''
    const path =
      tail === '' || tail.startsWith(':')
        ? /^\/[\w.%-][^\s]*/.exec(text.slice(end + tail.length, end + 200))?.[0]
        : undefined
    const isDefanged = defanged(start, end)
    if (!isDefanged && isVersion(written, before)) return
    if (path !== undefined && tail === '' && isDefanged) return void withPath(text, start, end, add)
    add(
      ipValue(written + tail) ?? ipValue(written),
      start,
      end + (ipValue(written + tail) === undefined ? 0 : tail.length),
    )
    return
  }
  const isDefanged = defanged(start, end)
  const last = before.slice(-1)
  const after = text.charAt(end)
  // A part of a path, an address, a variable, a call.
  if (/[@\\$%#]/.test(last) || (last === '/' && !isDefanged) || after === '(' || after === '\\') return
  if (after === '@' && taken[end] !== 1) return
  if (!isDefanged && /[=]/.test(after) && !/==/.test(text.slice(end, end + 2))) return
  const path = after === '/' && /^\/[^\s/|<>)"'`]/.test(text.slice(end, end + 2))
  if (!isName(written, isDefanged, false, path)) {
    return
  }
  if (path || after === '/' || (after === ':' && /^:\d{2,5}\//.test(text.slice(end, end + 7)))) {
    if (withPath(text, start, end, add)) return
  }
  const doubtful =
    !isDefanged &&
    !isExampleName(written.toLowerCase()) &&
    !isLinkedDomain(written.toLowerCase(), { www: /^www\./i.test(written), path: false })
  add(hostValue(written), start, end, doubtful)
}

/** A host with a path and no scheme. */
function withPath(text: string, start: number, end: number, add: Add): boolean {
  const { written, end: stop } = urlAt(text, start, end)
  const slash = written.indexOf('/')
  if (slash < 0 || slash === written.length - 1) return false
  return add(urlValue(`http://${written}`), start, stop)
}

/** Whether a word with dots names a host: more freely when it was defanged. */
function isName(written: string, defanged: boolean, mail: boolean, path = false): boolean {
  if (written.length > 253) return false
  const lower = written.toLowerCase()
  if (isExampleName(lower)) return /^[a-z0-9_.-]+$/.test(lower)
  // `self.home`, `this.local`: without a mark only mail addresses under such names are told from code.
  if (isPrivateName(lower)) return defanged || mail
  const suffix = lower.slice(lower.lastIndexOf('.') + 1)
  if (/^\d+$/.test(suffix) || suffix.length < 2) return false
  const ascii = /[^\x00-\x7f]/.test(lower) ? (URL.parse(`http://${lower}/`)?.hostname ?? '') : lower
  const { isIcann, domain } = parse(ascii, { extractHostname: false, allowPrivateDomains: false })
  if (suffix === 'onion' || suffix === 'i2p') return lower.length > suffix.length + 1
  if (isIcann !== true || domain === null) return false
  if (defanged || mail) return true
  // `System.Net`, `Program.Main`: programs write capitals inside, people do not.
  if (/[a-z]/.test(written) && /[A-Z]/.test(written.slice(1))) return false
  if (/^[A-Z]/.test(written) && !/^[A-Z0-9.-]+$/.test(written) && /\.[A-Z]/.test(written)) return false
  if (ascii !== lower) return false
  return isLinkedDomain(lower, { www: lower.startsWith('www.'), path }) || (LISTABLE.has(suffix) && !path)
}

/**
 * Suffixes that are words, file endings and names of fields as well, so that a bare name under them counts only in a
 * list of indicators.
 */
const LISTABLE: ReadonlySet<string> = new Set(
  'info name pro top live media support space tech email store online site services center events cloud site website link click app dev network icu cc ws pw sh me tk ml ga cf gq mobi world life today rest cyou sbs cfd quest monster fun buzz work shop help'.split(
    ' ',
  ),
)

/** A number of four parts that is a version or the number of a section. */
function isVersion(written: string, before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (VERSION_BEFORE.test(line) || /[A-Za-z_]-?$/.test(line)) return true
  if (/^\s*$/.test(line) || IP_BEFORE.test(line)) return false
  const octets = written.split('.').map(Number)
  return octets.every((octet) => octet <= 30) && !isResolver(written)
}

/** `8.8.8.8` and the like are addresses although they look like versions. */
const isResolver = (written: string): boolean =>
  /^(?:8\.8\.[84]\.[84]|1\.[01]\.[01]\.[1-3]|9\.9\.9\.\d+)$/.test(written)
