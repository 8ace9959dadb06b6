import { type QueryError, quoted } from '../query-error.ts'
import { PATTERN_LIMIT } from './pattern.ts'

export type TokenKind =
  | 'word' // keyword, object type, property
  | 'string'
  | 'integer'
  | 'float'
  | 'hex'
  | 'binary'
  | 'timestamp'
  | 'operator' // = != < <= > >=
  | '['
  | ']'
  | '('
  | ')'
  | ','
  | '.'
  | ':'
  | '*'
  | 'end'

export interface Token {
  readonly kind: TokenKind
  /** Words, operators and numbers as written; strings without quotes and escapes; hex and binary as bytes. */
  readonly text: string
  readonly start: number
  readonly end: number
}

const SPACE = /[\s\u0085\u200b\ufeff]/
const WORD = /[A-Za-z_][A-Za-z0-9_-]*/y
const NUMBER = /[+-]?(?:[0-9]*\.[0-9]+|[0-9]+)/y
const OPERATOR = /==|=|!=|<>|<=|<|>=|>/y
const HEX = /^(?:[0-9a-f]{2})*$/i
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const TIMESTAMP =
  /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?Z$/

/**
 * The tokens of a pattern, the last one of kind `end`, or the first error. A backslash before anything but a quote or
 * a backslash stands for itself: vendors forget to double it, and nothing else could be meant.
 */
export function patternTokens(text: string): readonly Token[] | QueryError {
  if (text.length > PATTERN_LIMIT)
    return {
      start: PATTERN_LIMIT,
      end: PATTERN_LIMIT,
      message: `the pattern is longer than ${PATTERN_LIMIT} characters`,
    }
  const tokens: Token[] = []
  let at = 0
  const stuck = (end: number, message: string, hint?: string): QueryError => ({
    start: at,
    end,
    message,
    ...(hint === undefined ? {} : { hint }),
  })
  while (at < text.length) {
    const char = text[at]!
    if (SPACE.test(char)) {
      at++
      continue
    }
    if (char === '/' && text[at + 1] === '/') {
      const line = text.indexOf('\n', at)
      at = line < 0 ? text.length : line + 1
      continue
    }
    if (char === '/' && text[at + 1] === '*') {
      const close = text.indexOf('*/', at + 2)
      if (close < 0) return stuck(at + 2, 'this comment is not closed')
      at = close + 2
      continue
    }
    const typed = (char === 'h' || char === 'b' || char === 't') && text[at + 1] === "'"
    if (char === "'" || typed) {
      const open = typed ? at + 1 : at
      const read = stringAt(text, open)
      if (!read)
        return stuck(Math.min(text.length, at + 20), 'this string is not closed', "put a ' behind it")
      if (!typed) tokens.push({ kind: 'string', text: read.value, start: at, end: read.end })
      else {
        const inner = text.slice(open + 1, read.end - 1)
        const token = typedToken(char, inner, at, read.end)
        if ('message' in token) return token
        tokens.push(token)
      }
      at = read.end
      continue
    }
    NUMBER.lastIndex = at
    const number = NUMBER.exec(text)?.[0]
    if (number !== undefined) {
      const end = at + number.length
      if (/[A-Za-z0-9_]/.test(text[end] ?? ''))
        return stuck(end + 1, `${quoted(text.slice(at, end + 12))} is no number`, "put strings in '…'")
      if (/^[+-]?0[0-9]/.test(number) && !number.includes('.'))
        return stuck(end, `${quoted(number)} is no number: it begins with 0`)
      tokens.push({ kind: number.includes('.') ? 'float' : 'integer', text: number, start: at, end })
      at = end
      continue
    }
    WORD.lastIndex = at
    const word = WORD.exec(text)?.[0]
    if (word !== undefined) {
      tokens.push({ kind: 'word', text: word, start: at, end: at + word.length })
      at += word.length
      continue
    }
    OPERATOR.lastIndex = at
    const operator = OPERATOR.exec(text)?.[0]
    if (operator !== undefined) {
      const plain = operator === '==' ? '=' : operator === '<>' ? '!=' : operator
      tokens.push({ kind: 'operator', text: plain, start: at, end: at + operator.length })
      at += operator.length
      continue
    }
    if ('[](),.:*'.includes(char)) {
      tokens.push({ kind: char as TokenKind, text: char, start: at, end: at + 1 })
      at++
      continue
    }
    const whole = String.fromCodePoint(text.codePointAt(at)!)
    return stuck(
      at + whole.length,
      `${quoted(whole)} has no meaning here`,
      char === '"' ? "strings stand in '…'" : undefined,
    )
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length })
  return tokens
}

/** The string whose opening quote is at `open`; `end` is behind the closing one. */
function stringAt(text: string, open: number): { value: string; end: number } | undefined {
  let value = ''
  let from = open + 1
  for (let i = from; i < text.length; i++) {
    const char = text[i]
    if (char === "'") return { value: value + text.slice(from, i), end: i + 1 }
    if (char !== '\\') continue
    const next = text[i + 1]
    if (next === "'" || next === '\\') {
      value += text.slice(from, i)
      from = i + 1
    }
    i++
  }
  return undefined
}

function typedToken(kind: string, inner: string, start: number, end: number): Token | QueryError {
  if (kind === 'h') {
    if (HEX.test(inner))
      return { kind: 'hex', text: Buffer.from(inner, 'hex').toString('latin1'), start, end }
    return { start, end, message: "h'…' takes pairs of hexadecimal digits" }
  }
  if (kind === 'b') {
    if (BASE64.test(inner))
      return { kind: 'binary', text: Buffer.from(inner, 'base64').toString('latin1'), start, end }
    return { start, end, message: "b'…' takes base64 with its padding" }
  }
  if (TIMESTAMP.test(inner)) return { kind: 'timestamp', text: inner, start, end }
  return { start, end, message: "t'…' takes a time such as 2024-05-01T00:00:00Z" }
}

/** Milliseconds of a timestamp of the language; a leap second counts as the second before, 30 February as 1 March. */
export function timestampValue(text: string): number {
  const field = (from: number, to: number): number => Number(text.slice(from, to))
  const fraction = text.includes('.') ? Number(`0.${text.slice(text.indexOf('.') + 1, -1)}`) : 0
  const year = field(0, 4)
  const time = Date.UTC(
    2000,
    field(5, 7) - 1,
    field(8, 10),
    field(11, 13),
    field(14, 16),
    Math.min(59, field(17, 19)),
  )
  // Date.UTC reads years below 100 as 19xx
  const date = new Date(time)
  date.setUTCFullYear(year, field(5, 7) - 1, field(8, 10))
  return date.getTime() + fraction * 1000
}
