import { isLinkedDomain } from './bare-domain.ts'

/** A link in running text: `[start, end)` is what is written, `href` the target without wrapping. */
export interface TextLink {
  readonly start: number
  readonly end: number
  readonly href: string
  /** `http://` when the text has no scheme. */
  readonly prefix?: string
}

const SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'ftp', 'ftps', 'file'])
const LONGEST_SCHEME = 5
/** RFC 1035 §2.3.4; longer runs are no host. */
const HOST_LENGTH = 253
/** A URL in angle brackets wrapped over lines (RFC 3986 appendix C) is not longer than this. */
const WRAPPED_LENGTH = 4_096

/** ASCII classes by code: what ends a word, what may stand in a host. */
const ENDS_WORD = new Uint8Array(128)
for (let c = 0; c <= 32; c++) ENDS_WORD[c] = 1
for (const c of '<>"`\x7f') ENDS_WORD[c.charCodeAt(0)] = 1
const IN_HOST = new Uint8Array(128)
for (const c of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-')
  IN_HOST[c.charCodeAt(0)] = 1
const IN_SCHEME = new Uint8Array(128)
for (const c of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+')
  IN_SCHEME[c.charCodeAt(0)] = 1

/** White space, quotation marks and full-width punctuation outside ASCII: they end a link. */
function endsWordWide(c: number): boolean {
  return (
    (c >= 0x2000 && c <= 0x200b) ||
    (c >= 0x2018 && c <= 0x201f) ||
    c === 0x2026 ||
    c === 0x2028 ||
    c === 0x2029 ||
    c === 0x202f ||
    c === 0xa0 ||
    c === 0x85 ||
    c === 0xab ||
    c === 0xbb ||
    c === 0xfffc ||
    c === 0xfeff ||
    (c >= 0x3000 && c <= 0x301f) ||
    (c >= 0xff01 && c <= 0xff0f) ||
    (c >= 0xff1a && c <= 0xff20) ||
    (c >= 0xff3b && c <= 0xff40) ||
    (c >= 0xff5b && c <= 0xff65)
  )
}

const endsWord = (c: number): boolean => (c < 128 ? ENDS_WORD[c] === 1 : endsWordWide(c))

/**
 * Links that a mail client makes of plain text: URLs with a scheme, `mailto:`, `www.` names, bare domains
 * (`bare-domain.ts`), and URLs in angle brackets wrapped over several lines. The end of a link follows linkify-it:
 * closing punctuation is left out, brackets stay when they are balanced. One pass, no backtracking: only words with
 * a dot or a colon are looked at, which the engine finds much faster than a walk over all characters.
 */
export function eachTextLink(text: string, each: (link: TextLink) => void): void {
  let dot = text.indexOf('.')
  let colon = text.indexOf(':')
  /** What lies before was looked at. */
  let done = 0
  while (dot >= 0 || colon >= 0) {
    const isDot = colon < 0 || (dot >= 0 && dot < colon)
    const found = isDot ? dot : colon
    if (isDot) {
      // A full stop: no host ends before it, as no dot or colon stands there.
      const next = found + 1 < text.length ? text.charCodeAt(found + 1) : 32
      if (endsWord(next)) {
        done = found + 1
        dot = text.indexOf('.', done)
        continue
      }
    } else {
      const open = wrapOpening(text, found, done)
      const close = open < 0 ? open : wrappedUrl(text, open, each)
      if (close > open) {
        done = close + 1
        if (dot < done && dot >= 0) dot = text.indexOf('.', done)
        colon = text.indexOf(':', done)
        continue
      }
    }
    let from = found
    while (from > done && !endsWord(text.charCodeAt(from - 1))) from--
    let to = found
    let hasColon = false
    let hasAt = false
    for (; to < text.length; to++) {
      const c = text.charCodeAt(to)
      if (endsWord(c)) break
      if (c === 58) hasColon = true
      else if (c === 64) hasAt = true
    }
    if (!hasAt) for (let i = from; i < found; i++) if (text.charCodeAt(i) === 64) hasAt = true
    if (to - from > 3) wordLinks(text, from, to, hasColon, hasAt, each)
    done = to
    if (dot < done && dot >= 0) dot = text.indexOf('.', done)
    if (colon < done && colon >= 0) colon = text.indexOf(':', done)
  }
}

/** The `<` right before the scheme that ends at the colon, not before `done`; else -1. */
function wrapOpening(text: string, colon: number, done: number): number {
  if (text.charCodeAt(colon + 1) !== 47 || text.charCodeAt(colon + 2) !== 47) return -1
  for (let i = colon - 4; i >= colon - 6 && i >= done; i--) if (text.charCodeAt(i) === 60) return i
  return -1
}

/** The links of one word `[from, to)` without white space. */
function wordLinks(
  text: string,
  from: number,
  to: number,
  colon: boolean,
  at: boolean,
  each: (link: TextLink) => void,
): void {
  let found = false
  if (colon) {
    let i = from
    while (i < to) {
      const c = text.indexOf(':', i)
      if (c < 0 || c >= to) break
      const next = linkAtColon(text, i, c, to, each)
      if (next > 0) {
        found = true
        i = next
      } else i = c + 1
    }
  }
  if (!found && !at) bareLink(text, from, to, each)
}

/** The link whose scheme ends at the colon `c`; its end, or 0 when there is none. */
function linkAtColon(
  text: string,
  from: number,
  c: number,
  to: number,
  each: (link: TextLink) => void,
): number {
  let start = c
  const first = Math.max(from, c - LONGEST_SCHEME - 1)
  while (start > first && text.charCodeAt(start - 1) < 128 && IN_SCHEME[text.charCodeAt(start - 1)] === 1)
    start--
  if (text.startsWith('//', c + 1)) {
    if (!SCHEMES.has(text.slice(start, c).toLowerCase())) return 0
    if (c + 3 >= to || !startsHost(text.charCodeAt(c + 3))) return 0
    const end = linkEnd(text, c + 3, to)
    if (end <= c + 3) return 0
    each({ start, end, href: text.slice(start, end) })
    return end
  }
  start = c - 6
  if (start >= from && text.slice(start, c).toLowerCase() === 'mailto') {
    if (!hasAddress(text, c + 1, to)) return 0
    const end = linkEnd(text, c + 1, to)
    if (end - c < 4) return 0
    each({ start, end, href: text.slice(start, end) })
    return end
  }
  return 0
}

/** RFC 5321 §4.5.3.1: a local part has at most 64 octets; attack: `mailto:` a hundred thousand times in a row. */
const LOCAL_PART = 64

function hasAddress(text: string, from: number, to: number): boolean {
  const last = Math.min(to, from + LOCAL_PART + 1)
  for (let i = from; i < last; i++) {
    const c = text.charCodeAt(i)
    if (c === 64) return i > from
    if (c === 58) return false
  }
  return false
}

const startsHost = (c: number): boolean => c >= 128 || (IN_HOST[c] === 1 && c !== 46 && c !== 45) || c === 91

function bareLink(text: string, from: number, to: number, each: (link: TextLink) => void): void {
  let start = from
  while (start < to && "([{'*_~,;:|!".includes(text.charAt(start))) start++
  let end = start
  while (
    end < to &&
    end - start <= HOST_LENGTH &&
    text.charCodeAt(end) < 128 &&
    IN_HOST[text.charCodeAt(end)] === 1
  )
    end++
  if (end - start < 4 || end - start > HOST_LENGTH || text.charCodeAt(start) === 46) return
  const next = end < to ? text.charCodeAt(end) : 0
  const path = next === 47 || next === 63 || next === 35
  let port = false
  if (next === 58 && end + 1 < to) {
    const digit = text.charCodeAt(end + 1)
    if (digit < 48 || digit > 57) return
    port = true
  } else if (!path && next !== 0 && next !== 58 && !endsSentence(text, end, to)) return
  while (end > start && (text.charCodeAt(end - 1) === 46 || text.charCodeAt(end - 1) === 45)) end--
  const written = text.slice(start, end)
  const host = written.toLowerCase()
  if (host.includes('..')) return
  const www = host.startsWith('www.')
  if (!www && !looksTyped(written)) return
  if (!isLinkedDomain(host, { www, path: path && end + 1 < to })) return
  const last = path || port ? linkEnd(text, start, to) : end
  each({ start, end: last, href: text.slice(start, last), prefix: 'http://' })
}

/** Only closing punctuation up to the end of the word: `example.org).` but not `example.org()` or `example.org=1`. */
function endsSentence(text: string, from: number, to: number): boolean {
  if (to - from > 8) return false
  for (let i = from; i < to; i++) if (!").,;:!?]}'*_~|".includes(text.charAt(i))) return false
  return true
}

/** People write a domain in one case; `fixed.The` and `System.Net` are a missing space and a class. */
function looksTyped(written: string): boolean {
  if (written === written.toLowerCase() || written === written.toUpperCase()) return true
  const last = written.slice(written.lastIndexOf('.') + 1)
  return last === last.toLowerCase() && !written.slice(0, -last.length).includes('-')
}

/** Attack: a link and an open bracket in turn, each link searching for the brackets of all that follow. */
const OPEN_BRACKETS = 8

const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** End of a URL whose host begins at `start`, closing punctuation left out. */
function linkEnd(text: string, start: number, to: number): number {
  const open: number[] = []
  const round: string[] = []
  let end = to
  for (let i = start; i < to; i++) {
    const c = text.charAt(i)
    if (c === '(' || c === '[' || c === '{') {
      if (open.length >= OPEN_BRACKETS) break
      open.push(i)
      round.push(c)
    } else if (c === ')' || c === ']' || c === '}') {
      if (round.at(-1) !== CLOSERS[c]) {
        end = i
        break
      }
      open.pop()
      round.pop()
    }
  }
  const unclosed = open[0]
  if (unclosed !== undefined) end = Math.min(end, unclosed)
  while (end > start && ".,;:!?'*|\\".includes(text.charAt(end - 1))) end--
  return end
}

/** `<https://…` over several lines up to `>`; the position of `>`, or `open` when it is not one. */
function wrappedUrl(text: string, open: number, each: (link: TextLink) => void): number {
  const c = text.charCodeAt(open + 1) | 32
  if (c !== 104 && c !== 102) return open
  const head = text.slice(open + 1, open + 9).toLowerCase()
  if (!head.startsWith('http://') && !head.startsWith('https://') && !head.startsWith('ftp://')) return open
  const last = Math.min(text.length, open + WRAPPED_LENGTH)
  let broken = false
  for (let i = open + 1; i < last; i++) {
    const at = text.charCodeAt(i)
    if (at === 62) {
      if (!broken || i === open + 1) return open
      const href = text.slice(open + 1, i).replace(/\s+/g, '')
      each({ start: open + 1, end: i, href })
      return i
    }
    if (at === 60) return open
    if (at === 10) {
      if (text.charCodeAt(i + 1) === 10) return open
      broken = true
    } else if (endsWord(at) && !nearLineEnd(text, i)) return open
  }
  return open
}

/** Blanks are allowed only around a line break. */
function nearLineEnd(text: string, at: number): boolean {
  let i = at
  while (i > at - 40 && isBlank(text.charCodeAt(i))) i--
  if (text.charCodeAt(i) === 10) return true
  i = at
  while (i < at + 40 && isBlank(text.charCodeAt(i))) i++
  return text.charCodeAt(i) === 10
}

const isBlank = (c: number): boolean => c === 32 || c === 9 || c === 13
