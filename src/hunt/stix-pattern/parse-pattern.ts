import { type QueryError, quoted } from '../query-error.ts'
import {
  COMPARISON_LIMIT,
  COMPARISON_OPERATORS,
  type ComparisonExpression,
  type ComparisonOperator,
  NESTING_LIMIT,
  OBSERVATION_LIMIT,
  type ObjectPath,
  type ObservationExpression,
  type PathStep,
  type PatternLiteral,
  pathText,
  type Qualifier,
  REPEAT_LIMIT,
} from './pattern.ts'
import { patternTokens, type Token, type TokenKind, timestampValue } from './tokens.ts'

export type PatternReading =
  | { readonly kind: 'pattern'; readonly pattern: ObservationExpression }
  | { readonly kind: 'error'; readonly error: QueryError }

const HASH_LENGTHS: Readonly<Record<string, number>> = {
  MD5: 32,
  SHA1: 40,
  SHA224: 56,
  SHA256: 64,
  SHA384: 96,
  SHA512: 128,
  SHA3256: 64,
  SHA3512: 128,
  TLSH: 70,
}
const KEYWORDS: ReadonlySet<string> = new Set([
  ...COMPARISON_OPERATORS,
  'AND',
  'OR',
  'NOT',
  'EXISTS',
  'FOLLOWEDBY',
  'WITHIN',
  'REPEATS',
  'START',
  'STOP',
  'SECONDS',
  'TIMES',
])

/** Thrown inside this file only, to leave the descent at the first error. */
class Stop {
  readonly error: QueryError
  constructor(error: QueryError) {
    this.error = error
  }
}

/**
 * Reads a STIX 2.1 pattern (§9, grammar of the OASIS validator). Never throws: the first error is given with its
 * place. AND binds more than OR, OR more than FOLLOWEDBY; a qualifier belongs to the one expression before it, and
 * each kind may stand there once. What can never hold (a hash of the wrong length, WITHIN 0) is an error too.
 */
export function parsePattern(text: string): PatternReading {
  const tokens = patternTokens(text)
  if (!Array.isArray(tokens)) return { kind: 'error', error: tokens as QueryError }
  try {
    return { kind: 'pattern', pattern: wholePattern(tokens) }
  } catch (stop) {
    if (stop instanceof Stop) return { kind: 'error', error: stop.error }
    throw stop
  }
}

function wholePattern(tokens: readonly Token[]): ObservationExpression {
  let at = 0
  let depth = 0
  let comparisons = 0
  let observations = 0

  const peek = (): Token => tokens[at]!
  const fail = (message: string, token: Token = peek(), hint?: string): never => {
    throw new Stop({
      start: token.start,
      end: Math.max(token.end, token.start),
      message,
      ...(hint === undefined ? {} : { hint }),
    })
  }
  const found = (token: Token): string =>
    token.kind === 'end' ? 'the pattern ends' : `${quoted(token.text)} stands here`
  const take = (kind: TokenKind, what: string, hint?: string): Token => {
    const token = peek()
    if (token.kind !== kind) fail(`${what} is missing: ${found(token)}`, token, hint)
    at++
    return token
  }
  const isWord = (word: string): boolean => peek().kind === 'word' && peek().text === word
  const takeWord = (word: string): void => {
    if (!isWord(word)) fail(`${word} is missing: ${found(peek())}`)
    at++
  }
  const deeper = <T>(read: () => T): T => {
    if (++depth > NESTING_LIMIT) fail(`brackets are nested more than ${NESTING_LIMIT} deep`)
    const result = read()
    depth--
    return result
  }
  const chain = <T>(part: () => T, word: string, join: (parts: readonly T[]) => T): T => {
    const first = part()
    if (!isWord(word)) return first
    const parts = [first]
    while (isWord(word)) {
      at++
      parts.push(part())
    }
    return join(parts)
  }

  const sequence = (): ObservationExpression =>
    chain<ObservationExpression>(
      () =>
        chain<ObservationExpression>(
          () => chain<ObservationExpression>(qualified, 'AND', (parts) => ({ kind: 'and', parts })),
          'OR',
          (parts) => ({ kind: 'or', parts }),
        ),
      'FOLLOWEDBY',
      (parts) => ({ kind: 'followed-by', parts }),
    )

  const qualified = (): ObservationExpression => {
    const of = single()
    const qualifiers: Qualifier[] = []
    for (;;) {
      const token = peek()
      if (token.kind !== 'word') break
      const one = qualifier()
      if (!one) break
      if (qualifiers.some(({ kind }) => kind === one.kind))
        fail(`${token.text} stands here a second time`, token)
      qualifiers.push(one)
    }
    return qualifiers.length > 0 ? { kind: 'qualified', of, qualifiers } : of
  }

  const single = (): ObservationExpression => {
    const token = peek()
    if (token.kind === '(') {
      at++
      const inner = deeper(sequence)
      take(')', 'a closing )')
      return inner
    }
    if (token.kind !== '[')
      fail(`an observation in [ ] is missing: ${found(token)}`, token, 'write [url:value = …]')
    at++
    if (++observations > OBSERVATION_LIMIT) fail(`more than ${OBSERVATION_LIMIT} observations`, token)
    const test = comparison()
    const close = take(']', 'a closing ]')
    return { kind: 'observation', test, start: token.start, end: close.end }
  }

  const qualifier = (): Qualifier | undefined => {
    const { text } = peek()
    if (text === 'WITHIN') {
      at++
      const token = peek()
      if ((token.kind !== 'integer' && token.kind !== 'float') || token.text.startsWith('-'))
        fail(`a number of seconds is missing: ${found(token)}`)
      const span = Number(token.text) * 1000
      if (!(span > 0)) fail('WITHIN takes more than 0 seconds', token)
      at++
      takeWord('SECONDS')
      return { kind: 'within', span, text: token.text }
    }
    if (text === 'REPEATS') {
      at++
      const token = peek()
      if (token.kind !== 'integer' || token.text.startsWith('-'))
        fail(`a number of times is missing: ${found(token)}`)
      const times = Number(token.text)
      if (times < 1) fail('REPEATS takes at least 1', token)
      if (times > REPEAT_LIMIT) fail(`more than ${REPEAT_LIMIT} repetitions are not evaluated`, token)
      at++
      takeWord('TIMES')
      return { kind: 'repeats', times, text: token.text }
    }
    if (text === 'START') {
      at++
      const from = take('timestamp', "a time t'…'")
      takeWord('STOP')
      const until = take('timestamp', "a time t'…'")
      return {
        kind: 'start-stop',
        from: timestampValue(from.text),
        until: timestampValue(until.text),
        fromText: from.text,
        untilText: until.text,
      }
    }
    return undefined
  }

  const comparison = (): ComparisonExpression =>
    chain<ComparisonExpression>(
      () => chain<ComparisonExpression>(test, 'AND', (parts) => ({ kind: 'and', parts })),
      'OR',
      (parts) => ({ kind: 'or', parts }),
    )

  const test = (): ComparisonExpression => {
    const token = peek()
    if (token.kind === '(') {
      at++
      const inner = deeper(comparison)
      take(')', 'a closing )')
      return inner
    }
    if (++comparisons > COMPARISON_LIMIT) fail(`more than ${COMPARISON_LIMIT} comparisons`, token)
    if (isWord('EXISTS') || (isWord('NOT') && tokens[at + 1]?.text === 'EXISTS')) {
      const negated = isWord('NOT')
      at += negated ? 2 : 1
      return { kind: 'exists', negated, path: path() }
    }
    const tested = path()
    const negated = isWord('NOT')
    if (negated) at++
    const operator = comparisonOperator()
    const first = peek()
    const values = operator === 'IN' ? set() : [literal(operator)]
    const last = tokens[at - 1]!
    const wrong = impossible(tested, operator, values)
    if (wrong) fail(wrong, { ...first, end: last.end })
    return { kind: 'test', path: tested, negated, operator, values, start: first.start, end: last.end }
  }

  const path = (): ObjectPath => {
    const type = take('word', 'an object path', 'write type:property, such as url:value')
    if (KEYWORDS.has(type.text)) fail(`an object path is missing: ${found(type)}`, type)
    take(':', 'a : behind the object type')
    const steps: PathStep[] = [key()]
    for (;;) {
      if (peek().kind === '.') {
        at++
        steps.push(key())
      } else if (peek().kind === '[') {
        at++
        const index = peek()
        if (index.kind === '*') steps.push({ kind: 'index', index: '*' })
        else if (index.kind === 'integer' && !index.text.startsWith('-'))
          steps.push({ kind: 'index', index: Number(index.text) })
        else fail(`a list index is missing: ${found(index)}`, index, 'a number or *')
        at++
        take(']', 'a closing ]')
      } else break
    }
    return { type: type.text, steps, start: type.start, end: tokens[at - 1]!.end }
  }

  const key = (): PathStep => {
    const token = peek()
    if (token.kind !== 'word' && token.kind !== 'string') fail(`a property is missing: ${found(token)}`)
    if (token.kind === 'word' && token.text.includes('-'))
      fail(`the property ${quoted(token.text)} needs quotes`, token, `write '${token.text}'`)
    at++
    return { kind: 'key', name: token.text }
  }

  const comparisonOperator = (): ComparisonOperator => {
    const { text, kind } = peek()
    const operator = COMPARISON_OPERATORS.find((one) => one === text)
    if (operator && (kind === 'operator' || kind === 'word')) {
      at++
      return operator
    }
    const upper = text.toUpperCase()
    return fail(
      `an operator is missing: ${found(peek())}`,
      peek(),
      kind === 'word' && KEYWORDS.has(upper) ? `keywords are written large: ${upper}` : undefined,
    )
  }

  const set = (): readonly PatternLiteral[] => {
    take('(', 'a list in ( )')
    const values: PatternLiteral[] = []
    while (peek().kind !== ')') {
      if (values.length > 0) take(',', 'a comma or )')
      const token = peek()
      const one = literal('IN')
      comparisons++
      if (values[0] && family(values[0]) !== family(one)) fail('a list holds values of one type only', token)
      values.push(one)
    }
    at++
    return values
  }

  const literal = (operator: ComparisonOperator): PatternLiteral => {
    const token = peek()
    const wantsText =
      operator === 'LIKE' || operator === 'MATCHES' || operator === 'ISSUBSET' || operator === 'ISSUPERSET'
    if (wantsText && token.kind !== 'string')
      fail(`a string is missing: ${found(token)}`, token, `${operator} takes a string in '…'`)
    const value = plainLiteral(token)
    if (!value) return fail(`a value is missing: ${found(token)}`, token, "strings stand in '…'")
    if (value.kind === 'boolean' && operator !== '=' && operator !== '!=' && operator !== 'IN')
      fail('true and false have no order', token)
    at++
    return value
  }

  const pattern = sequence()
  if (peek().kind !== 'end') {
    const upper = peek().text.toUpperCase()
    const small = peek().kind === 'word' && KEYWORDS.has(upper) && upper !== peek().text
    fail(
      `nothing can follow here: ${found(peek())}`,
      peek(),
      small ? `keywords are written large: ${upper}` : undefined,
    )
  }
  const needed = messagesNeeded(pattern)
  if (needed > REPEAT_LIMIT)
    fail(`a match needs ${needed} observations, more than ${REPEAT_LIMIT}`, tokens[0]!)
  return pattern
}

function plainLiteral(token: Token): PatternLiteral | undefined {
  switch (token.kind) {
    case 'string':
      return { kind: 'string', value: token.text }
    case 'integer':
    case 'float':
      return { kind: token.kind, value: Number(token.text), text: token.text }
    case 'hex':
    case 'binary':
      return { kind: token.kind, value: token.text }
    case 'timestamp':
      return { kind: 'timestamp', value: timestampValue(token.text), text: token.text }
    case 'word':
      return token.text === 'true' || token.text === 'false'
        ? { kind: 'boolean', value: token.text === 'true' }
        : undefined
    default:
      return undefined
  }
}

function family(value: PatternLiteral): string {
  return value.kind === 'integer' || value.kind === 'float' ? 'number' : value.kind
}

/** Why a test can never hold, when that is plain from the pattern. */
function impossible(
  path: ObjectPath,
  operator: ComparisonOperator,
  values: readonly PatternLiteral[],
): string | undefined {
  const holder = path.steps.at(-2)
  const last = path.steps.at(-1)
  if (holder?.kind !== 'key' || holder.name !== 'hashes' || last?.kind !== 'key') return undefined
  if (operator !== '=' && operator !== 'IN') return undefined
  const length = HASH_LENGTHS[last.name.toUpperCase().replaceAll('-', '')]
  if (length === undefined) return undefined
  for (const value of values)
    if (value.kind !== 'string' || value.value.length !== length || !/^[0-9a-f]*$/i.test(value.value))
      return `${pathText(path)} takes ${length} hexadecimal digits`
  return undefined
}

/** Observations one match takes at most. */
export function messagesNeeded(pattern: ObservationExpression): number {
  switch (pattern.kind) {
    case 'observation':
      return 1
    case 'or':
      return Math.max(...pattern.parts.map(messagesNeeded))
    case 'and':
    case 'followed-by':
      return pattern.parts.reduce((sum, part) => sum + messagesNeeded(part), 0)
    case 'qualified': {
      const times = pattern.qualifiers.find((one) => one.kind === 'repeats')?.times ?? 1
      return times * messagesNeeded(pattern.of)
    }
  }
}
