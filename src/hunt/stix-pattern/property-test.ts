import { domainToASCII } from 'node:url'
import { linearRegex } from '../linear-regex.ts'
import type { QueryError } from '../query-error.ts'
import { wildcard } from '../wildcard.ts'
import { addressRange, isInside, plainAddress } from './address-range.ts'
import type { PathValue, Spelling } from './object-path.ts'
import type { PatternLiteral, PropertyTest } from './pattern.ts'
import { timestampValue } from './tokens.ts'

/** Whether a value a path leads to passes; NOT is applied already. */
export type ValueTest = (value: PathValue, limit: Limit) => boolean
/** Told what a limit cut off. */
export type Limit = (what: string) => void

/** The value is text, bytes (one character each) or something else of JSON. */
type Comparable =
  | { readonly kind: 'text' | 'bytes'; readonly text: string; readonly spelling: Spelling }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'other' }

/**
 * Compiles one test (§9.6). A value of another type than the literal is unequal and in no order to it; NOT turns that
 * round. Equality of texts is exact but for spellings without meaning (`Spelling`); LIKE and MATCHES compare in NFC.
 */
export function valueTest(test: PropertyTest): ValueTest | QueryError {
  const plain = plainTest(test)
  if (typeof plain !== 'function') return plain
  const wanted = !test.negated
  return (value, limit) => plain(comparable(value), limit) === wanted
}

function plainTest(test: PropertyTest): ((value: Comparable, limit: Limit) => boolean) | QueryError {
  const [literal] = test.values
  switch (test.operator) {
    case '=':
    case 'IN':
      return equality(test.values)
    case '!=': {
      const equal = equality(test.values)
      return (value) => !equal(value)
    }
    case '<':
      return order(literal!, (sign) => sign < 0)
    case '<=':
      return order(literal!, (sign) => sign <= 0)
    case '>':
      return order(literal!, (sign) => sign > 0)
    case '>=':
      return order(literal!, (sign) => sign >= 0)
    case 'LIKE': {
      const pattern = wildcard(text(literal!).normalize('NFC'), '%', '_')
      return (value) => isText(value) && pattern.matches(inNfc(value))
    }
    case 'MATCHES': {
      const source = text(literal!)
      const regex = linearRegex(source.normalize('NFC'))
      if (regex.kind === 'refused') return { start: test.start, end: test.end, message: regex.because }
      const ofBytes = isByteText(source)
      return (value, limit) =>
        isText(value) && (value.kind === 'text' || ofBytes) && regex.found(inNfc(value), limit)
    }
    case 'ISSUBSET':
    case 'ISSUPERSET': {
      const range = addressRange(text(literal!))
      if (!range)
        return {
          start: test.start,
          end: test.end,
          message: `${test.operator} takes an IP address or a block such as 192.0.2.0/24`,
        }
      const subset = test.operator === 'ISSUBSET'
      return (value) => {
        const held = value.kind === 'text' ? addressRange(value.text) : undefined
        return held !== undefined && (subset ? isInside(held, range) : isInside(range, held))
      }
    }
  }
}

function comparable({ value, bytes, spelling }: PathValue): Comparable {
  if (typeof value === 'string') {
    if (bytes === undefined) return { kind: 'text', text: value, spelling }
    return { kind: 'bytes', text: Buffer.from(value, bytes).toString('latin1'), spelling: 'exact' }
  }
  if (typeof value === 'number') return { kind: 'number', number: value }
  if (typeof value === 'boolean') return { kind: 'boolean', boolean: value }
  return { kind: 'other' }
}

function equality(literals: readonly PatternLiteral[]): (value: Comparable) => boolean {
  const strings = literals.filter((one) => one.kind === 'string').map((one) => one.value)
  const bytes = new Set(
    literals.filter((one) => one.kind === 'hex' || one.kind === 'binary').map((one) => one.value),
  )
  const times = new Set(literals.filter((one) => one.kind === 'timestamp').map((one) => one.value))
  const numbers = new Set(
    literals.filter((one) => one.kind === 'integer' || one.kind === 'float').map((one) => one.value),
  )
  const booleans = new Set(literals.filter((one) => one.kind === 'boolean').map((one) => one.value))
  const spelled = new Map<Spelling, Set<string>>()
  const inSpelling = (spelling: Spelling): Set<string> => {
    const known = spelled.get(spelling)
    if (known) return known
    const set = new Set(strings.map((one) => inOneSpelling(one, spelling)))
    spelled.set(spelling, set)
    return set
  }
  return (value) => {
    switch (value.kind) {
      case 'text':
        if (strings.length > 0 && inSpelling(value.spelling).has(inOneSpelling(value.text, value.spelling)))
          return true
        if (bytes.size > 0 && bytes.has(value.text)) return true
        return times.size > 0 && times.has(statedTime(value.text))
      case 'bytes':
        return bytes.has(value.text) || (strings.length > 0 && inSpelling('exact').has(value.text))
      case 'number':
        return numbers.has(value.number)
      case 'boolean':
        return booleans.has(value.boolean)
      case 'other':
        return false
    }
  }
}

/** The same text for everything that means the same. */
export function inOneSpelling(value: string, spelling: Spelling): string {
  switch (spelling) {
    case 'exact':
      return value
    case 'any-case': {
      const lower = value.toLowerCase()
      if (!/[^\x00-\x7f]/.test(lower) || lower.includes('@')) return lower
      return domainToASCII(lower) || lower
    }
    case 'url':
      return URL.parse(value)?.href ?? value
    case 'address':
      return plainAddress(value)
    case 'brackets':
      return value.startsWith('<') && value.endsWith('>') ? value.slice(1, -1) : value
  }
}

function order(literal: PatternLiteral, holds: (sign: number) => boolean): (value: Comparable) => boolean {
  switch (literal.kind) {
    case 'integer':
    case 'float':
      return (value) => value.kind === 'number' && holds(value.number - literal.value)
    case 'timestamp':
      return (value) => {
        const time = value.kind === 'text' ? statedTime(value.text) : Number.NaN
        return !Number.isNaN(time) && holds(time - literal.value)
      }
    case 'string': {
      const ofBytes = isByteText(literal.value)
      return (value) =>
        isText(value) && (value.kind === 'text' || ofBytes) && holds(byCodePoint(value.text, literal.value))
    }
    case 'hex':
    case 'binary':
      return (value) =>
        isText(value) && isByteText(value.text) && holds(byCodePoint(value.text, literal.value))
    case 'boolean':
      return () => false
  }
}

function isText(value: Comparable): value is Comparable & { readonly kind: 'text' | 'bytes' } {
  return value.kind === 'text' || value.kind === 'bytes'
}

function inNfc(value: { readonly kind: string; readonly text: string }): string {
  return value.kind === 'text' ? value.text.normalize('NFC') : value.text
}

/** Each character could be one byte. */
function isByteText(value: string): boolean {
  return !/[^\x00-\xff]/.test(value)
}

function text(literal: PatternLiteral): string {
  return typeof literal.value === 'string' ? literal.value : ''
}

/** Milliseconds of a STIX timestamp; NaN when it is none. */
function statedTime(value: string): number {
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z$/.test(value)
    ? timestampValue(value)
    : Number.NaN
}

function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const left = a.codePointAt(i)!
    const right = b.codePointAt(i)!
    if (left !== right) return left - right
    if (left > 0xffff) i++
  }
  return a.length - b.length
}
