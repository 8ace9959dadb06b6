import type { PdfName, PdfString, PdfValue } from './pdf-value.ts'

/** White space (ISO 32000-1 §7.2.2) = 1, delimiters = 2, regular characters = 0. */
const CLASS = new Uint8Array(256)
for (const c of [0, 9, 10, 12, 13, 32]) CLASS[c] = 1
for (const c of '()<>[]{}/%') CLASS[c.charCodeAt(0)] = 2

export const isPdfSpace = (c: number | undefined): boolean => c !== undefined && CLASS[c] === 1

/** A word that is no object: `obj`, `R`, `true`, or an operator of a content stream. */
export interface Keyword {
  readonly kind: 'keyword'
  readonly word: string
}

/** Brackets come as keywords `[`, `]`, `<<`, `>>`, `{`, `}`. */
export type Token = number | PdfName | PdfString | Keyword

/** Reads tokens from bytes; `at` moves. */
export interface Lexer {
  at: number
  readonly end: number
  /** The next token; undefined at the end. */
  next(): Token | undefined
}

const LONGEST_WORD = 128
const KEYWORDS = new Map<string, Keyword>()
function keyword(word: string): Keyword {
  let known = KEYWORDS.get(word)
  if (known === undefined) {
    known = { kind: 'keyword', word }
    if (KEYWORDS.size < 500) KEYWORDS.set(word, known)
  }
  return known
}

/**
 * @param work counts one unit per token; may throw when the budget is used up.
 * @param container place given to strings instead of their own, for content that exists only unpacked.
 */
export function pdfLexer(
  bytes: Buffer,
  start: number,
  end: number,
  work: (steps?: number) => void,
  container?: { readonly start: number; readonly end: number },
): Lexer {
  const lexer = { at: start, end, next }

  function next(): Token | undefined {
    work()
    let i = skipSpace(bytes, lexer.at, end)
    if (i >= end) {
      lexer.at = end
      return undefined
    }
    const c = bytes[i] ?? 0
    switch (c) {
      case 0x28:
        return literal(i)
      case 0x2f:
        return name(i)
      case 0x3c:
        if (bytes[i + 1] !== 0x3c) return hex(i)
        lexer.at = i + 2
        return keyword('<<')
      case 0x3e:
        lexer.at = bytes[i + 1] === 0x3e ? i + 2 : i + 1
        return keyword('>>')
      case 0x5b:
      case 0x5d:
      case 0x7b:
      case 0x7d:
      case 0x29:
        lexer.at = i + 1
        return keyword(String.fromCharCode(c))
    }
    const from = i
    while (i < end && CLASS[bytes[i] ?? 0] === 0) i++
    lexer.at = i
    if ((c >= 0x30 && c <= 0x39) || c === 0x2b || c === 0x2d || c === 0x2e) {
      const value = number(from, i)
      if (value !== undefined) return value
    }
    work((i - from) >> 6)
    return keyword(bytes.toString('latin1', from, Math.min(i, from + LONGEST_WORD)))
  }

  function number(from: number, to: number): number | undefined {
    if (to - from <= 9) {
      let value = 0
      for (let i = from; i < to; i++) {
        const digit = (bytes[i] ?? 0) - 0x30
        if (digit < 0 || digit > 9) return decimal(from, to)
        value = value * 10 + digit
      }
      return value
    }
    return decimal(from, to)
  }

  /** `--5`, `5-3` and `.` occur and are read by other readers as well. */
  function decimal(from: number, to: number): number | undefined {
    const text = bytes.toString('latin1', from, Math.min(to, from + 64))
    if (!/^[-+]*[\d.]/.test(text)) return undefined
    const value = Number.parseFloat(text.replace(/^[-+]*(?=[-+])/, ''))
    return Number.isFinite(value) ? value : 0
  }

  function name(at: number): PdfName {
    let i = at + 1
    let escaped = false
    while (i < end && CLASS[bytes[i] ?? 0] === 0) {
      if (bytes[i] === 0x23) escaped = true
      i++
    }
    lexer.at = i
    work((i - at) >> 6)
    const text = bytes.toString('latin1', at + 1, i)
    return {
      kind: 'name',
      // Attack: `/#55RI` hides a key from those who search for its letters.
      name: escaped
        ? text.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) =>
            String.fromCharCode(Number.parseInt(code, 16)),
          )
        : text,
    }
  }

  function string(value: string, from: number): PdfString {
    return { kind: 'string', bytes: value, start: container?.start ?? from, end: container?.end ?? lexer.at }
  }

  /** `(…)` with balanced brackets and escapes (§7.3.4.2). */
  function literal(at: number): PdfString {
    let depth = 1
    let i = at + 1
    let plain = true
    for (; i < end; i++) {
      const c = bytes[i]
      if (c === 0x5c) {
        plain = false
        i++
      } else if (c === 0x0d) plain = false
      else if (c === 0x28) depth++
      else if (c === 0x29 && --depth === 0) break
    }
    const stop = Math.min(i, end)
    lexer.at = Math.min(i + 1, end)
    work((stop - at) >> 4)
    const raw = bytes.toString('latin1', at + 1, stop)
    return string(plain ? raw : raw.replace(ESCAPES, unescaped), at)
  }

  function hex(at: number): PdfString {
    let stop = bytes.indexOf(0x3e, at + 1)
    if (stop < 0 || stop > end) stop = end
    lexer.at = Math.min(stop + 1, end)
    work((stop - at) >> 4)
    const digits = bytes.toString('latin1', at + 1, stop).replace(/[^0-9a-fA-F]/g, '')
    return string(Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex').toString('latin1'), at)
  }

  return lexer
}

const ESCAPES = /\\(?:[0-7]{1,3}|\r\n|[\s\S])|\r\n?/g
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescaped(written: string): string {
  if (written.charAt(0) === '\r') return '\n'
  const first = written.charAt(1)
  if (first >= '0' && first <= '7') return String.fromCharCode(Number.parseInt(written.slice(1), 8) & 0xff)
  if (first === '\n' || first === '\r') return ''
  return LETTERS[first] ?? first
}

/** Position after white space and comments. */
export function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end) {
    const c = bytes[i] ?? 0
    if (c === 0x25) while (i < end && bytes[i] !== 10 && bytes[i] !== 13) i++
    else if (CLASS[c] === 1) i++
    else break
  }
  return i
}

/** Arrays and dictionaries inside each other. Attack: a million opening brackets. */
const DEEPEST = 200

interface Frame {
  readonly dict: boolean
  readonly items: PdfValue[]
}

/**
 * The object at the lexer's place, read without recursion. An unexpected word ends it: what was read until then is
 * closed and returned, the lexer stands before the word. Undefined when there is no object.
 * @param decrypt applied to every string.
 */
export function readValue(lexer: Lexer, decrypt?: (bytes: string) => string): PdfValue | undefined {
  const frames: Frame[] = []
  let tooDeep = 0
  for (;;) {
    const before = lexer.at
    const token = lexer.next()
    let value: PdfValue
    if (token === undefined || (typeof token === 'object' && token.kind === 'keyword')) {
      const word = token?.word
      if (word === '[' || word === '<<') {
        if (frames.length < DEEPEST) frames.push({ dict: word === '<<', items: [] })
        else tooDeep++
        continue
      }
      if (word === 'R') {
        const items = frames.at(-1)?.items
        const gen = items?.at(-1)
        const num = items?.at(-2)
        if (items && typeof num === 'number' && typeof gen === 'number') {
          items.length -= 2
          items.push({ kind: 'ref', num, gen })
        }
        continue
      }
      if (word === ']' || word === '>>') {
        if (tooDeep > 0) {
          tooDeep--
          continue
        }
        const frame = frames.pop()
        if (frame === undefined) {
          lexer.at = before
          return undefined
        }
        value = close(frame)
      } else if (word === 'true' || word === 'false') value = word === 'true'
      else if (word === 'null') value = null
      else if (word === undefined || ENDS_OBJECT.has(word) || frames.length === 0) {
        lexer.at = before
        let closed: PdfValue | undefined
        for (let frame = frames.pop(); frame; frame = frames.pop()) {
          if (closed !== undefined) frame.items.push(closed)
          closed = close(frame)
        }
        return closed
      } else continue
    } else if (typeof token === 'object' && token.kind === 'string')
      value = decrypt ? { ...token, bytes: decrypt(token.bytes) } : token
    else value = token
    const frame = frames.at(-1)
    if (frame === undefined) return value
    frame.items.push(value)
  }
}

const ENDS_OBJECT: ReadonlySet<string> = new Set([
  'endobj',
  'obj',
  'stream',
  'endstream',
  'xref',
  'trailer',
  'startxref',
])

function close(frame: Frame): PdfValue {
  if (!frame.dict) return { kind: 'array', items: frame.items }
  const map = new Map<string, PdfValue>()
  let i = 0
  while (i + 1 < frame.items.length) {
    const key = frame.items[i]
    if (typeof key === 'object' && key !== null && key !== undefined && key.kind === 'name') {
      map.set(key.name, frame.items[i + 1] ?? null)
      i += 2
    } else i++
  }
  return { kind: 'dict', map }
}
