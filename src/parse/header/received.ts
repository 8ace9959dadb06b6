import type { HeaderField, TraceField } from '../../model/message.ts'
import { ipLiteral } from './ip-literal.ts'
import { parseDate } from './mail-date.ts'
import { commentEnd } from './parameters.ts'

/** A Received field read from its start. Attack: one of 64 KB in each of 5,000 fields. */
const MAX_RECEIVED = 4_000
const MAX_TOKENS = 400

type Clause = 'from' | 'by' | 'via' | 'with' | 'id' | 'for'
type Clauses = Record<Clause, Token[] | undefined>

interface Token {
  readonly text: string
  readonly isComment: boolean
}

/**
 * One Received field (RFC 5321 §4.4, and what Postfix, Exim, sendmail, qmail, Exchange, Gmail and Yahoo write).
 * `helo` is what the client said of itself; `reverse` what its address resolved to: most servers write
 * `from helo (reverse [ip])`, qmail and Exim `from reverse (HELO helo) (ip)`. What is absent or unreadable is left out.
 */
export function parseReceived(field: Pick<HeaderField, 'value'>, index = 0): TraceField {
  const value = field.value.slice(0, MAX_RECEIVED)
  const split = dateStart(value)
  const after = split < 0 ? '' : value.slice(split + 1)
  // Some servers put `for <…>` behind the date.
  const more = /\s(?:for|id|by)\s/i.exec(after)?.index ?? after.length
  const date = split < 0 ? undefined : parseDate(after.slice(0, more))
  const tokens = tokenise(split < 0 ? value : value.slice(0, split))
  const clauses = readClauses(tokens)

  const hop: Hop = {}
  readFrom(clauses.from ?? fromInComment(tokens), hop)
  const by = firstWord(clauses.by)
  const protocol = clauses.with ? readWith(clauses.with) : undefined
  const id = firstWord(clauses.id)
  const recipient = firstWord(
    clauses.for ?? (more < after.length ? readClauses(tokenise(after.slice(more))).for : undefined),
  )
  if (by) hop.by = trimHost(stripAngles(by)).toLowerCase()
  if (protocol) hop.with = protocol
  if (id) hop.id = stripAngles(id)
  if (recipient) hop.for = stripAngles(recipient)
  if (date) hop.date = date
  hop.field = index
  return hop as TraceField
}

/** A hop while it is put together, in the order of its members. */
type Hop = { -readonly [K in keyof TraceField]?: TraceField[K] }

/** The last semicolon outside comments; what follows is the date. */
function dateStart(value: string): number {
  let found = -1
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at)
    if (code === 40) at = commentEnd(value, at) - 1
    else if (code === 59) found = at
  }
  return found
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length && tokens.length < MAX_TOKENS) {
    const code = text.charCodeAt(at)
    if (code <= 32 || code === 59 || code === 44) {
      at++
      continue
    }
    if (code === 40) {
      const end = commentEnd(text, at)
      const closed = text.charCodeAt(end - 1) === 41
      tokens.push({ text: text.slice(at + 1, closed ? end - 1 : end).trim(), isComment: true })
      at = end
      continue
    }
    let end = at
    while (end < text.length) {
      const here = text.charCodeAt(end)
      if (here <= 32 || here === 40) break
      // `by host;` and `from a, by b`
      if ((here === 59 || here === 44) && !(text.charCodeAt(end + 1) > 32)) break
      end++
    }
    tokens.push({ text: text.slice(at, end), isComment: false })
    at = Math.max(end, at + 1)
  }
  return tokens
}

/** The clause a word begins. */
function clauseOf(word: string): Clause | undefined {
  if (word.length > 4 || word.length < 2) return undefined
  const lower = word.toLowerCase()
  switch (lower) {
    case 'from':
    case 'by':
    case 'via':
    case 'with':
    case 'id':
    case 'for':
      return lower
  }
  return undefined
}

/** Tokens of each clause, comments included; of a clause that comes twice the first counts. */
function readClauses(tokens: readonly Token[]): Clauses {
  const clauses: Clauses = {
    from: undefined,
    by: undefined,
    via: undefined,
    with: undefined,
    id: undefined,
    for: undefined,
  }
  let current: Token[] | undefined
  for (const token of tokens) {
    const clause = token.isComment ? undefined : clauseOf(token.text)
    // A clause word right behind another one is its value: `from by (…)` names a host called "by".
    if (clause !== undefined && !(current?.length === 0)) {
      current = []
      clauses[clause] ??= current
    } else current?.push(token)
  }
  return clauses
}

function firstWord(tokens: readonly Token[] | undefined): string | undefined {
  if (tokens) for (const token of tokens) if (!token.isComment) return token.text
  return undefined
}

function stripAngles(text: string): string {
  if (text.charCodeAt(0) !== 60 && !text.includes('>')) return text
  return text.replace(/^<+/, '').replace(/>.*$/, '')
}

function trimHost(text: string): string {
  const first = text.charCodeAt(0) === 91 ? 1 : 0
  let last = text.length
  if (text.charCodeAt(last - 1) === 93) last--
  if (text.charCodeAt(last - 1) === 46) last--
  return text.slice(first, last)
}

/** The SMTP and LMTP types of the IANA registry. */
const PROTOCOL = /^(?:UTF8)?(?:E?SMTP|LMTP)S?A?(?:\/.*)?$/i

function readWith(tokens: readonly Token[]): string | undefined {
  const words = tokens.filter((token) => !token.isComment).map((token) => token.text)
  const first = words[0]
  if (first === undefined) return undefined
  const standard = words.find((word) => PROTOCOL.test(word))
  // Exchange: `with Microsoft SMTP Server (version=…) id …`.
  if (/^microsoft$/i.test(first)) return words.slice(0, 3).join(' ').replace(/\(.*$/, '').toUpperCase()
  return (standard ?? first).replace(/\/.*$/, '').toUpperCase().slice(0, 40)
}

/** sendmail's submission: `(from user@localhost) by host …`. */
function fromInComment(tokens: readonly Token[]): Token[] {
  const first = tokens[0]
  return first?.isComment && /^from\s/i.test(first.text) ? tokenise(first.text.slice(5)) : []
}

const HOST = /^[\w-]+(?:\.[\w-]+)+\.?$/

function hostName(text: string): string | undefined {
  if (!text.includes('.') || !HOST.test(text) || ipLiteral(text) !== undefined) return undefined
  return (text.endsWith('.') ? text.slice(0, -1) : text).toLowerCase()
}

/** The words of a comment: between blanks and brackets, and a literal in square brackets by itself. */
function pieces(comment: string): string[] {
  if (/[^\x00-\x7f]/.test(comment)) return comment.split(/[\s()]+|(?=\[)/)
  const found: string[] = []
  let at = 0
  while (at < comment.length) {
    if (isBetween(comment.charCodeAt(at))) {
      at++
      continue
    }
    let end = at + 1
    while (end < comment.length && !isBetween(comment.charCodeAt(end)) && comment.charCodeAt(end) !== 91)
      end++
    found.push(comment.slice(at, end))
    at = end
  }
  return found
}

const isBetween = (c: number): boolean => c === 32 || (c >= 9 && c <= 13) || c === 40 || c === 41

function readFrom(tokens: readonly Token[], hop: Hop): void {
  const named = tokens[0]?.isComment === false ? tokens[0].text : undefined
  let helo: string | undefined
  let reverse: string | undefined
  let bracketed: string | undefined
  let bare: string | undefined
  // `from host [192.0.2.1] by …`: the address may stand outside a comment.
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (!token.isComment && token.text.startsWith('[')) bracketed ??= ipLiteral(token.text)
  }
  for (const { text: comment, isComment } of tokens) {
    if (!isComment) continue
    for (const piece of pieces(comment)) {
      if (piece === '') continue
      const said = piece.length > 5 && piece.charCodeAt(4) === 61 ? /^helo=(.+)$/i.exec(piece) : null
      if (said?.[1]) {
        helo ??= said[1]
        continue
      }
      const at = piece.lastIndexOf('@')
      const host = at >= 0 ? piece.slice(at + 1) : piece
      const ip = ipLiteral(/[,;]$/.test(host) ? host.replace(/[,;]+$/, '') : host)
      if (ip === undefined) continue
      if (host.startsWith('[')) bracketed ??= ip
      else bare ??= ip
    }
    // `(HELO helo)`, and smap's `(192.0.2.1, HELO helo)`
    const hello = /(?:^|,\s?)(?:HELO|EHLO|LHLO)(?:\s+(\S+))?/i.exec(comment)
    if (hello) {
      helo ??= hello[1] ?? ''
      continue
    }
    if (reverse !== undefined) continue
    // `rdns.example [192.0.2.1]`, `user@rdns.example [192.0.2.1]`, `rdns.example.[192.0.2.1]`, `rdns.example`
    const first = /^(?:[^\s@]*@)?([^\s[\]()]+)(?=[\s[]|$)/.exec(comment)?.[1]
    if (first !== undefined) reverse = hostName(first)
  }
  const ip = bracketed ?? bare ?? (named === undefined ? undefined : ipLiteral(named))
  if (helo !== undefined) {
    // qmail and Exim: the name in front is the looked-up one.
    if (named !== undefined) reverse ??= hostName(named)
  } else helo = named
  if (helo) hop.helo = helo
  if (reverse) hop.reverse = reverse
  if (ip) hop.ip = ip
}
