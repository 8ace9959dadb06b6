import { type QueryError, quoted } from '../query-error.ts'
import { type AnyGroup, FIELDS, fieldNamed, GROUPS, groupNamed, itemField } from './all-fields.ts'
import type { FieldType } from './field.ts'
import { nearestNames } from './nearest-names.ts'
import {
  COMPARISON_LIMIT,
  type Comparison,
  NESTING_LIMIT,
  type Operator,
  QUERY_LIMIT,
  type Quantifier,
  type Where,
} from './query.ts'
import { OPERATORS_OF, spanValue, type TypedValue, typedValue, type ValueTrouble } from './typed-value.ts'

export type WhereReading =
  | { readonly kind: 'where'; readonly where: Where }
  | { readonly kind: 'error'; readonly error: QueryError }

/** What could stand at a place: for completion. */
export type Expectation = { readonly at: number } & (
  | { readonly kind: 'field'; readonly group?: AnyGroup }
  | { readonly kind: 'operator'; readonly field: QueriedField; readonly group?: AnyGroup }
  | { readonly kind: 'value'; readonly field: QueriedField }
  | { readonly kind: 'span' }
  | { readonly kind: 'of' }
  | { readonly kind: 'joiner' }
)

/** What the parser has to know of a field. */
export interface QueriedField {
  readonly name: string
  readonly type: FieldType
  readonly words?: readonly string[]
  readonly open?: true
}

const SPACE = /\s*/y
const NAME = /[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*/y
const SIGN = /!=|<=|>=|=|<|>|!~|~/y
const WORD = /[^\s()[\],"'][^\s()[\],]*/y
const KEYWORDS = new Set(['and', 'or', 'not', 'any', 'all', 'exists', 'has', 'in', 'within', 'of'])

class Stop {
  readonly error: QueryError
  constructor(error: QueryError) {
    this.error = error
  }
}

/**
 * Reads a query of the hunt language and checks fields, operators and values. Never throws: the first error is given
 * with its place and what could be meant. `not` binds most, then `and`, then `or`.
 */
export function parseWhere(text: string): WhereReading {
  return readWhere(text, () => {})
}

/** As `parseWhere`, telling what could stand at each place it looks at. */
export function readWhere(text: string, expect: (what: Expectation) => void): WhereReading {
  if (text.length > QUERY_LIMIT)
    return {
      kind: 'error',
      error: {
        start: QUERY_LIMIT,
        end: QUERY_LIMIT,
        message: `the query is longer than ${QUERY_LIMIT} characters`,
      },
    }
  try {
    return { kind: 'where', where: wholeQuery(text, expect) }
  } catch (stop) {
    if (stop instanceof Stop) return { kind: 'error', error: stop.error }
    throw stop
  }
}

function wholeQuery(text: string, expect: (what: Expectation) => void): Where {
  let at = 0
  let depth = 0
  let comparisons = 0

  const skip = (): number => {
    SPACE.lastIndex = at
    at += SPACE.exec(text)?.[0].length ?? 0
    return at
  }
  const look = (form: RegExp): string | undefined => {
    skip()
    form.lastIndex = at
    return form.exec(text)?.[0]
  }
  const fail = (message: string, start: number, end: number, hint?: string): never => {
    throw new Stop({ start, end, message, ...(hint === undefined ? {} : { hint }) })
  }
  const found = (): string => {
    const next = look(WORD) ?? text.slice(at, at + 1)
    return next === '' ? 'the query ends' : `${quoted(next)} stands here`
  }
  const missing = (what: string, hint?: string): never => {
    const next = look(WORD) ?? text.slice(skip(), at + 1)
    return fail(`${what} is missing: ${found()}`, at, at + next.length, hint)
  }
  /** Takes a keyword, whatever its case, when it stands here as a whole word. */
  const keyword = (word: string): boolean => {
    const next = look(NAME)
    if (next?.toLowerCase() !== word) return false
    at += next.length
    return true
  }
  const sign = (char: string): boolean => {
    skip()
    if (text[at] !== char) return false
    at++
    return true
  }
  const deeper = <T>(read: () => T): T => {
    if (++depth > NESTING_LIMIT) fail(`brackets are nested more than ${NESTING_LIMIT} deep`, at, at)
    const result = read()
    depth--
    return result
  }
  const counted = (start: number): void => {
    if (++comparisons > COMPARISON_LIMIT) fail(`more than ${COMPARISON_LIMIT} comparisons`, start, start)
  }

  const either = (group?: AnyGroup): Where => chain('or', () => chain('and', () => negation(group)))
  const chain = (word: 'and' | 'or', part: () => Where): Where => {
    const parts = [part()]
    expect({ at: skip(), kind: 'joiner' })
    while (keyword(word)) {
      parts.push(part())
      expect({ at: skip(), kind: 'joiner' })
    }
    return parts.length === 1 ? parts[0]! : { kind: word, parts }
  }
  const negation = (group?: AnyGroup): Where => {
    expect({ at: skip(), kind: 'field', ...(group ? { group } : {}) })
    if (keyword('not')) return { kind: 'not', of: deeper(() => negation(group)) }
    if (sign('(')) {
      const inner = deeper(() => either(group))
      if (!sign(')')) missing('a closing )')
      return inner
    }
    return comparison(group)
  }

  const comparison = (group?: AnyGroup): Where => {
    const start = skip()
    counted(start)
    const quantifier: Quantifier = keyword('all') ? 'all' : keyword('any') ? 'any' : 'any'
    expect({ at: skip(), kind: 'field', ...(group ? { group } : {}) })
    const before = keyword('exists')
    if (before) expect({ at: skip(), kind: 'field', ...(group ? { group } : {}) })
    const nameStart = skip()
    const written = look(NAME)
    if (written === undefined || KEYWORDS.has(written.toLowerCase()))
      return missing('a field', 'such as from.domain, subject or links.host')
    at += written.length
    const name = written.toLowerCase()
    const of = group ? undefined : groupNamed(name)
    if (of && sign('[')) return groupTest(of, quantifier)
    if (of && (before || isExistence()))
      return { kind: 'compare', quantifier: 'any', field: `${name}.count`, operator: '>', values: ['0'] }
    const field: QueriedField | undefined = group ? itemField(group, name) : fieldNamed(name)
    if (!field) return unknownField(written, nameStart, group, of)
    if (before) return { kind: 'compare', quantifier, field: name, operator: 'exists', values: [] }
    return operation(field, name, quantifier, group)
  }

  /** `exists` or `not exists` behind a group; the latter is left for an error, as `not attachments exists` says it. */
  const isExistence = (): boolean => keyword('exists')

  const unknownField = (
    written: string,
    start: number,
    group: AnyGroup | undefined,
    of: AnyGroup | undefined,
  ): never => {
    const end = start + written.length
    if (of)
      return fail(
        `${written} has several fields`,
        start,
        end,
        `${written}.${of.fields[0]?.name}, ${written}[…] or ${written}.count`,
      )
    const names = group
      ? group.fields.map(({ name }) => name)
      : [...FIELDS.map(({ name }) => name), ...GROUPS.map(({ name }) => name)]
    const near = nearestNames(written, names)
    return fail(
      group ? `${group.name} have no field ${quoted(written)}` : `there is no field ${quoted(written)}`,
      start,
      end,
      near.length > 0 ? `perhaps ${near.join(', ')}` : group ? `they have ${names.join(', ')}` : undefined,
    )
  }

  const groupTest = (of: AnyGroup, quantifier: Quantifier): Where => {
    const where = deeper(() => either(of))
    if (!sign(']')) missing('a closing ]')
    if (text[at] !== '.') return { kind: 'group', quantifier, group: of.name, where }
    const dot = at++
    if (!keyword('count')) fail('only .count can stand here', dot, at)
    const operator = comparisonSign({ name: `${of.name}.count`, type: 'number' })
    const value = plainValue({ name: 'count', type: 'number' }, operator)
    return { kind: 'group', quantifier: 'any', group: of.name, where, count: { operator, value } }
  }

  const comparisonSign = (field: QueriedField): Operator => {
    expect({ at: skip(), kind: 'operator', field })
    const written = look(SIGN)
    if (written === undefined || !ORDERS.has(written)) return missing('a comparison', '=, !=, <, <=, > or >=')
    at += written.length
    return written as Operator
  }

  const operation = (field: QueriedField, name: string, quantifier: Quantifier, group?: AnyGroup): Where => {
    expect({ at: skip(), kind: 'operator', field, ...(group ? { group } : {}) })
    const start = skip()
    const negated = keyword('not')
    const operator = readOperator(field)
    if (operator === undefined) {
      if (negated) return missing('an operator')
      // `bulk` alone says that it is so
      if (field.type === 'flag')
        return { kind: 'compare', quantifier, field: name, operator: '=', values: ['yes'] }
      return missing(`an operator behind ${name}`, OPERATORS_OF[field.type].join(' '))
    }
    const plain = operator === '!~' ? '~' : operator
    if (!OPERATORS_OF[field.type].includes(plain))
      fail(
        `${name} is ${field.type === 'address' || field.type === 'id' ? 'an' : 'a'} ${field.type}: ${operator} cannot be asked of it`,
        start,
        at,
        OPERATORS_OF[field.type].join(' '),
      )
    const values = readValues(field, plain)
    const of: Comparison = { kind: 'compare', quantifier, field: name, operator: plain, values }
    return negated !== (operator === '!~') ? { kind: 'not', of } : of
  }

  const readOperator = (field: QueriedField): Operator | '!~' | undefined => {
    const written = look(SIGN)
    if (written !== undefined) {
      at += written.length
      return written as Operator | '!~'
    }
    for (const word of ['has', 'in', 'within', 'exists'] as const) if (keyword(word)) return word
    const word = look(NAME)
    if (word !== undefined && !KEYWORDS.has(word.toLowerCase()))
      return fail(`${quoted(word)} is no operator`, at, at + word.length, OPERATORS_OF[field.type].join(' '))
    return undefined
  }

  const readValues = (field: QueriedField, operator: Operator): readonly string[] => {
    if (operator === 'exists') return []
    if (operator === 'within') {
      expect({ at: skip(), kind: 'span' })
      const start = skip()
      const span = rawValue()
      check(spanValue(span), start)
      expect({ at: skip(), kind: 'of' })
      if (!keyword('of')) missing('of', 'within 90d of 2024-05-01')
      return [span, plainValue(field, operator)]
    }
    if (operator !== 'in') return [plainValue(field, operator)]
    if (!sign('(')) missing('a list in ( )')
    const values: string[] = []
    do {
      counted(skip())
      values.push(plainValue(field, operator))
    } while (sign(','))
    if (!sign(')')) missing('a comma or )')
    return values
  }

  const plainValue = (field: QueriedField, operator: Operator): string => {
    expect({ at: skip(), kind: 'value', field })
    const start = skip()
    const value = rawValue()
    // relative dates need the hour only when they are evaluated
    check(typedValue(field, operator, value, 0), start)
    return value
  }

  const check = (value: TypedValue | ValueTrouble, start: number): void => {
    if (value.kind === 'trouble') fail(value.message, start, at, value.hint)
  }

  const rawValue = (): string => {
    const start = skip()
    const quote = text[at]
    if (quote !== '"' && quote !== "'") {
      const word = look(WORD)
      if (word === undefined) return missing('a value', 'put blanks and brackets in "…"')
      at += word.length
      return word
    }
    let value = ''
    for (at++; at < text.length; at++) {
      const char = text[at]!
      if (char === quote) {
        at++
        return value
      }
      if (char === '\\' && (text[at + 1] === quote || text[at + 1] === '\\')) at++
      value += text[at]
    }
    return fail(
      'this text is not closed',
      start,
      Math.min(text.length, start + 20),
      `put a ${quote} behind it`,
    )
  }

  const where = either()
  if (skip() < text.length) {
    const next = look(WORD) ?? text.slice(at, at + 1)
    fail(`${quoted(next)} cannot follow here`, at, at + next.length, 'join comparisons with and, or')
  }
  return where
}

const ORDERS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>='])
