import { domainToASCII } from 'node:url'
import { bothNarrowings, eitherNarrowing, type Narrowing, type NeededValue, narrowing } from '../narrowing.ts'
import type { QueryError } from '../query-error.ts'
import { wildcard } from '../wildcard.ts'
import { type AnyGroup, fieldNamed, groupNamed, itemField } from './all-fields.ts'
import type { Field, HuntSubject, Need, Scalar } from './field.ts'
import { parseWhere } from './parse-where.ts'
import type { Comparison, GroupTest, Operator, Where } from './query.ts'
import { spanValue, type TypedValue, typedValue } from './typed-value.ts'

/** A query ready to be held against mail. */
export interface CompiledWhere {
  readonly kind: 'compiled-where'
  readonly where: Where
  /** Messages an index may leave out. */
  readonly narrowing: Narrowing
  /** What a subject has to bring for every part of the query to have an answer. */
  readonly needs: ReadonlySet<Need>
  /** Pure. `undefined`: cannot be told, as the subject was not judged and that decides. */
  matches(subject: HuntSubject): boolean | undefined
}

type Predicate<S> = (subject: S) => boolean | undefined
type Lookup<S> = (name: string) => Field<S> | undefined

/**
 * Reads and compiles a query. `now` (milliseconds) stands for `now`, `today` and `30d ago`. Never throws; errors have
 * the place and what could be meant.
 */
export function compileWhere(
  text: string,
  options: { readonly now: number },
): CompiledWhere | { readonly kind: 'error'; readonly error: QueryError } {
  const reading = parseWhere(text)
  if (reading.kind === 'error') return reading
  const { where } = reading
  const needs = new Set<Need>()
  const matches = predicate<HuntSubject>(where, fieldNamed, options.now, needs)
  return {
    kind: 'compiled-where',
    where,
    narrowing: narrowed(where, fieldNamed, options.now),
    needs,
    matches,
  }
}

function predicate<S>(where: Where, lookup: Lookup<S>, now: number, needs: Set<Need>): Predicate<S> {
  switch (where.kind) {
    case 'and':
    case 'or': {
      const parts = where.parts.map((part) => predicate(part, lookup, now, needs))
      const decisive = where.kind === 'or'
      return (subject) => {
        let unknown = false
        for (const part of parts) {
          const answer = part(subject)
          if (answer === decisive) return decisive
          if (answer === undefined) unknown = true
        }
        return unknown ? undefined : !decisive
      }
    }
    case 'not': {
      const of = predicate(where.of, lookup, now, needs)
      return (subject) => {
        const answer = of(subject)
        return answer === undefined ? undefined : !answer
      }
    }
    case 'compare':
      return comparison(where, lookup, now, needs)
    case 'group':
      // groups stand at the top only, where subjects are mails
      return groupPredicate(where, now, needs) as Predicate<unknown>
  }
}

function groupPredicate(test: GroupTest, now: number, needs: Set<Need>): Predicate<HuntSubject> {
  const of = groupNamed(test.group)
  if (!of) throw new TypeError(`no group ${test.group}`)
  if (of.needs) needs.add(of.needs)
  const inner = predicate<unknown>(test.where, (name) => itemField(of, name), now, needs)
  if (test.count) {
    const holds = numberTest(test.count.operator, [
      typedValue({ type: 'number' }, '=', test.count.value, now),
    ])
    return (subject) => {
      const items = of.items(subject)
      return items && holds(items.filter((item) => inner(item) === true).length)
    }
  }
  const decisive = test.quantifier === 'any'
  return (subject) => {
    const items = of.items(subject)
    if (!items) return undefined
    let unknown = false
    for (const item of items) {
      const answer = inner(item)
      if (answer === decisive) return decisive
      if (answer === undefined) unknown = true
    }
    // of nothing, not all are so
    return unknown ? undefined : !decisive && items.length > 0
  }
}

function comparison<S>(where: Comparison, lookup: Lookup<S>, now: number, needs: Set<Need>): Predicate<S> {
  const field = lookup(where.field)
  if (!field) throw new TypeError(`no field ${where.field}`)
  if (field.needs) needs.add(field.needs)
  const { read } = field
  if (where.operator === 'exists')
    return (subject) => {
      const values = read(subject)
      return values && values.length > 0
    }
  const negated = where.operator === '!='
  const holds = valueTest(field, negated ? '=' : where.operator, where.values, now)
  const all = where.quantifier === 'all'
  return (subject) => {
    const values = read(subject)
    if (!values) return undefined
    // `!=` is the negation of `=`: no value, or with `all` every value, is another one
    if (all) return values.length > 0 && values.every((value) => holds(value) !== negated)
    return values.some(holds) !== negated
  }
}

function valueTest<S>(
  field: Field<S>,
  operator: Operator,
  written: readonly string[],
  now: number,
): (value: Scalar) => boolean {
  if (operator === 'within') {
    const span = spanValue(written[0] ?? '')
    const time = typedValue(field, operator, written[1] ?? '', now)
    if (span.kind !== 'span' || time.kind !== 'time') throw new TypeError('within takes a span and a date')
    return (value) =>
      typeof value === 'number' && value >= time.from - span.span && value < time.until + span.span
  }
  const values = written.map((one) => typedValue(field, operator, one, now))
  switch (field.type) {
    case 'number':
    case 'size':
    case 'date':
      return numberTest(operator, values)
    case 'flag':
      return (value) => values.some((one) => one.kind === 'flag' && one.flag === value)
    default: {
      const texts = values.map((one) => (one.kind === 'text' ? one.text : ''))
      const [first = ''] = texts
      if (operator === '~') {
        const glob = wildcard(plain(first), '*', '?')
        return (value) => glob.matches(plain(String(value)))
      }
      if (operator === 'has' && field.type !== 'word') {
        const part = plain(first)
        return (value) => plain(String(value)).includes(part)
      }
      const normal = NORMAL[field.type] ?? plain
      const wanted = new Set(texts.map(normal))
      return (value) => wanted.has(normal(String(value)))
    }
  }
}

/** One spelling for texts that mean the same to a person. */
function plain(text: string): string {
  const lower = text.toLowerCase()
  return /[^\x00-\x7f]/.test(lower) ? lower.normalize('NFC') : lower
}

const NORMAL: Readonly<Partial<Record<Field<unknown>['type'], (text: string) => string>>> = {
  id: (text) => (text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text),
  url: (text) => URL.parse(text)?.href ?? text,
  host: (text) => {
    const lower = text.toLowerCase().replace(/^\[|\]$|\.$/g, '')
    return /[^\x00-\x7f]/.test(lower) ? domainToASCII(lower) || lower : lower
  },
}

function numberTest(
  operator: Operator,
  values: readonly (TypedValue | { readonly kind: 'trouble' })[],
): (value: Scalar) => boolean {
  // a number is the interval that holds it alone
  const ranges = values.map((one) =>
    one.kind === 'number'
      ? { from: one.number, last: one.number }
      : one.kind === 'time'
        ? { from: one.from, last: one.until - 1 }
        : { from: Number.NaN, last: Number.NaN },
  )
  const { from, last } = ranges[0] ?? { from: Number.NaN, last: Number.NaN }
  const holds = (value: number): boolean => {
    switch (operator) {
      case '<':
        return value < from
      case '<=':
        return value <= last
      case '>':
        return value > last
      case '>=':
        return value >= from
      case '!=':
        return value < from || value > last
      default:
        return ranges.some((range) => value >= range.from && value <= range.last)
    }
  }
  return (value) => typeof value === 'number' && holds(value)
}

function narrowed<S>(where: Where, lookup: Lookup<S>, now: number): Narrowing {
  switch (where.kind) {
    case 'and':
      return where.parts.map((part) => narrowed(part, lookup, now)).reduce(bothNarrowings)
    case 'or':
      return where.parts.map((part) => narrowed(part, lookup, now)).reduce(eitherNarrowing)
    case 'not':
      return {}
    case 'group': {
      const of: AnyGroup | undefined = where.count ? undefined : groupNamed(where.group)
      return of ? narrowed(where.where, (name) => itemField(of, name), now) : {}
    }
    case 'compare': {
      const field = lookup(where.field)
      if (!field) return {}
      return where.field === 'date' && field.type === 'date'
        ? dateNarrowing(where, field, now)
        : valueNarrowing(where, field, now)
    }
  }
}

function dateNarrowing<S>({ operator, values }: Comparison, field: Field<S>, now: number): Narrowing {
  const times = values.map((value) => typedValue(field, operator, value, now))
  const time = operator === 'within' ? times[1] : times[0]
  if (time?.kind !== 'time') return {}
  switch (operator) {
    case '<':
      return { until: time.from }
    case '<=':
      return { until: time.until }
    case '>':
      return { since: time.until }
    case '>=':
      return { since: time.from }
    case '=':
      return { since: time.from, until: time.until }
    case 'in':
      return times
        .map((one) => (one.kind === 'time' ? narrowing(one.from, one.until, undefined) : {}))
        .reduce(eitherNarrowing)
    case 'within': {
      const span = spanValue(values[0] ?? '')
      return span.kind === 'span' ? { since: time.from - span.span, until: time.until + span.span } : {}
    }
    default:
      return {}
  }
}

function valueNarrowing<S>({ operator, values }: Comparison, field: Field<S>, now: number): Narrowing {
  const { index } = field
  if (index === undefined) return {}
  if (operator === '~') {
    // `*.example.org` is everything below
    const below = /^\*\.([a-z0-9.-]{1,253})$/i.exec(values[0] ?? '')?.[1]
    const host = index === 'host' || index === 'domain' || index === 'mail-domain'
    if (below === undefined || !host || isAddressLike(below)) return {}
    return { anyOf: [{ type: 'host', value: below.toLowerCase(), match: 'suffix' }] }
  }
  if (operator !== '=' && operator !== 'in') return {}
  const anyOf: NeededValue[] = []
  for (const written of values) {
    const typed = typedValue(field, operator, written, now)
    if (typed.kind !== 'text') return {}
    const value = (NORMAL[field.type] ?? plain)(typed.text)
    if (index === 'url' && !/^[a-z][a-z0-9+.-]{0,30}:/i.test(value)) return {}
    if (index === 'host' || index === 'domain' || index === 'mail-domain')
      anyOf.push(
        isAddressLike(value)
          ? { type: 'ip', value, match: 'exact' }
          : { type: 'host', value, match: index === 'domain' ? 'suffix' : 'exact' },
      )
    else anyOf.push({ type: index, value, match: 'exact' })
  }
  return { anyOf }
}

/** An IP address stands in the index as such, whatever field it comes from. */
function isAddressLike(host: string): boolean {
  return host.includes(':') || /^[0-9.]+$/.test(host)
}
