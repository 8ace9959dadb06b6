import type { HeaderField, TraceField } from '../../model/message.ts'
import { ipLiteral } from './ip-literal.ts'
import { parseDate } from './mail-date.ts'
import { commentEnd } from './parameters.ts'

/** A Received field read from its start. Attack: one of 64 KB in each of 5,000 fields. */
const MAX_RECEIVED = 4_000
const MAX_TOKENS = 400

type Clause = 'from' | 'by' | 'via' | 'with' | 'id' | 'for'
const CLAUSES = new Set(['from', 'by', 'via', 'with', 'id', 'for'])

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

  const from = readFrom(clauses.get('from') ?? fromInComment(tokens))
  const by = firstWord(clauses.get('by'))
  const protocol = readWith(clauses.get('with') ?? [])
  const id = firstWord(clauses.get('id'))
  const recipient = firstWord(clauses.get('for') ?? readClauses(tokenise(after.slice(more))).get('for'))
  return {
    ...from,
    ...(by ? { by: trimHost(stripAngles(by)).toLowerCase() } : {}),
    ...(protocol ? { with: protocol } : {}),
    ...(id ? { id: stripAngles(id) } : {}),
    ...(recipient ? { for: stripAngles(recipient) } : {}),
    ...(date ? { date } : {}),
    field: index,
  }
}

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

/** Tokens of each clause, comments included; of a clause that comes twice the first counts. */
function readClauses(tokens: readonly Token[]): Map<Clause, Token[]> {
  const clauses = new Map<Clause, Token[]>()
  let current: Token[] | undefined
  for (const token of tokens) {
    const word = token.isComment ? '' : token.text.toLowerCase()
    // A clause word right behind another one is its value: `from by (…)` names a host called "by".
    if (CLAUSES.has(word) && !(current?.length === 0)) {
      const clause = word as Clause
      current = []
      if (!clauses.has(clause)) clauses.set(clause, current)
    } else current?.push(token)
  }
  return clauses
}

function firstWord(tokens: readonly Token[] | undefined): string | undefined {
  return tokens?.find((token) => !token.isComment)?.text
}

function stripAngles(text: string): string {
  return text.replace(/^<+/, '').replace(/>.*$/, '')
}

function trimHost(text: string): string {
  return text.replace(/^[[]/, '').replace(/\]$/, '').replace(/\.$/, '')
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
  return HOST.test(text) && ipLiteral(text) === undefined ? text.replace(/\.$/, '').toLowerCase() : undefined
}

function readFrom(tokens: readonly Token[]): Pick<TraceField, 'helo' | 'reverse' | 'ip'> {
  const named = tokens[0]?.isComment === false ? tokens[0].text : undefined
  const comments = tokens.filter((token) => token.isComment).map((token) => token.text)
  let helo: string | undefined
  let reverse: string | undefined
  let bracketed: string | undefined
  let bare: string | undefined
  // `from host [192.0.2.1] by …`: the address may stand outside a comment.
  for (const token of tokens.slice(1))
    if (!token.isComment && token.text.startsWith('[')) bracketed ??= ipLiteral(token.text)
  for (const comment of comments) {
    for (const piece of comment.split(/[\s()]+|(?=\[)/)) {
      if (piece === '') continue
      const said = /^helo=(.+)$/i.exec(piece)
      if (said?.[1]) {
        helo ??= said[1]
        continue
      }
      const at = piece.lastIndexOf('@')
      const host = at >= 0 ? piece.slice(at + 1) : piece
      const ip = ipLiteral(host.replace(/[,;]+$/, ''))
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
    // `rdns.example [192.0.2.1]`, `user@rdns.example [192.0.2.1]`, `rdns.example.[192.0.2.1]`, `rdns.example`
    const first = /^(?:[^\s@]*@)?([^\s[\]()]+)(?=[\s[]|$)/.exec(comment)?.[1]
    if (first !== undefined) reverse ??= hostName(first)
  }
  const namedIp = named === undefined ? undefined : ipLiteral(named)
  const ip = bracketed ?? bare ?? namedIp
  if (helo !== undefined) {
    // qmail and Exim: the name in front is the looked-up one.
    if (named !== undefined) reverse ??= hostName(named)
  } else helo = named
  return {
    ...(helo ? { helo } : {}),
    ...(reverse ? { reverse } : {}),
    ...(ip ? { ip } : {}),
  }
}
