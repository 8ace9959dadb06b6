import { quoted } from '../query-error.ts'
import type { FieldType } from './field.ts'
import { nearestNames } from './nearest-names.ts'
import type { Operator } from './query.ts'

/** A value as its field understands it. Times in milliseconds, half-open. */
export type TypedValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'flag'; readonly flag: boolean }
  | { readonly kind: 'time'; readonly from: number; readonly until: number }
  | { readonly kind: 'span'; readonly span: number }

/** Why a text is no such value, and what could be written. */
export interface ValueTrouble {
  readonly kind: 'trouble'
  readonly message: string
  readonly hint?: string
}

const TEXT_OPERATORS: readonly Operator[] = ['=', '!=', '~', 'has', 'in', 'exists']
const ORDER_OPERATORS: readonly Operator[] = ['=', '!=', '<', '<=', '>', '>=', 'in', 'exists']
/** What can be asked of a field of each type. */
export const OPERATORS_OF: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: TEXT_OPERATORS,
  id: TEXT_OPERATORS,
  address: TEXT_OPERATORS,
  host: TEXT_OPERATORS,
  url: TEXT_OPERATORS,
  hash: TEXT_OPERATORS,
  word: TEXT_OPERATORS,
  number: ORDER_OPERATORS,
  size: ORDER_OPERATORS,
  date: [...ORDER_OPERATORS, 'within'],
  flag: ['=', '!=', 'exists'],
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SPANS: Readonly<Record<string, number>> = { h: HOUR, d: DAY, w: 7 * DAY, y: 365 * DAY }
const SIZES: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }

/**
 * Reads a value for a field. `now` in milliseconds is needed for `now`, `today` and `30d ago` only; times are UTC, and
 * a date without its day or time stands for the whole of it.
 */
export function typedValue(
  field: { readonly type: FieldType; readonly words?: readonly string[]; readonly open?: true },
  operator: Operator,
  text: string,
  now: number,
): TypedValue | ValueTrouble {
  switch (field.type) {
    case 'number': {
      const number = /^[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})$/.test(text)
        ? Number(text)
        : Number.NaN
      return Number.isNaN(number)
        ? { kind: 'trouble', message: `${quoted(text)} is no number` }
        : { kind: 'number', number }
    }
    case 'size': {
      const [, digits = '', unit = ''] = /^([0-9]{1,12}(?:\.[0-9]{1,6})?)([kmg]?b?)$/i.exec(text) ?? []
      const factor = SIZES[unit.length === 1 && unit !== 'b' ? `${unit}b`.toLowerCase() : unit.toLowerCase()]
      return digits === '' || factor === undefined
        ? { kind: 'trouble', message: `${quoted(text)} is no size`, hint: '500, 20kb or 3mb' }
        : { kind: 'number', number: Number(digits) * factor }
    }
    case 'flag': {
      if (/^(?:yes|true)$/i.test(text)) return { kind: 'flag', flag: true }
      if (/^(?:no|false)$/i.test(text)) return { kind: 'flag', flag: false }
      return { kind: 'trouble', message: `${quoted(text)} is neither yes nor no` }
    }
    case 'date':
      return dateValue(text, now)
    case 'hash': {
      const plain = text.replace(/^sha256:/i, '').toLowerCase()
      if ((operator === '=' || operator === '!=' || operator === 'in') && !/^[0-9a-f]{64}$/.test(plain))
        return { kind: 'trouble', message: `${quoted(text)} is no SHA-256`, hint: '64 hexadecimal digits' }
      return { kind: 'text', text: plain }
    }
    case 'word': {
      const word = text.toLowerCase()
      if (operator === '~' || field.open || field.words === undefined || field.words.includes(word))
        return { kind: 'text', text: word }
      const near = nearestNames(word, field.words)
      const some = near.length > 0 ? near : field.words.slice(0, 12)
      const more = near.length === 0 && field.words.length > 12 ? ' …' : ''
      return {
        kind: 'trouble',
        message: `there is no ${quoted(text)} here`,
        hint: `${near.length > 0 ? 'perhaps ' : 'one of '}${some.join(', ')}${more}`,
      }
    }
    default:
      return { kind: 'text', text }
  }
}

/** Reads `90d`. */
export function spanValue(text: string): TypedValue | ValueTrouble {
  const [, digits = '', unit = ''] = /^([0-9]{1,6})([hdwy])$/i.exec(text) ?? []
  return digits === ''
    ? { kind: 'trouble', message: `${quoted(text)} is no span of time`, hint: '12h, 90d, 6w or 2y' }
    : { kind: 'span', span: Number(digits) * SPANS[unit.toLowerCase()]! }
}

const DATE =
  /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?Z?)?)?)?$/i

function dateValue(text: string, now: number): TypedValue | ValueTrouble {
  const word = text.toLowerCase()
  const today = Math.floor(now / DAY) * DAY
  if (word === 'now') return { kind: 'time', from: now, until: now + 1 }
  if (word === 'today') return { kind: 'time', from: today, until: today + DAY }
  if (word === 'yesterday') return { kind: 'time', from: today - DAY, until: today }
  const [, digits, unit = ''] = /^([0-9]{1,6})([hdwy]) ago$/.exec(word) ?? []
  if (digits !== undefined) {
    const from = now - Number(digits) * SPANS[unit]!
    return { kind: 'time', from, until: from + 1 }
  }
  const parts = DATE.exec(text)
  const trouble: ValueTrouble = {
    kind: 'trouble',
    message: `${quoted(text)} is no date`,
    hint: '2024-05-01, 2024-05, 2024-05-01T12:30, today or "30d ago"; UTC',
  }
  if (!parts) return trouble
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)))
  if (year < 1000) return trouble
  const from = Date.UTC(year, month - 1, day, hour, minute, second)
  const read = new Date(from)
  if (
    read.getUTCMonth() !== month - 1 ||
    read.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  )
    return { ...trouble, message: `there is no ${quoted(text)}` }
  const until =
    parts[6] !== undefined
      ? from + 1000
      : parts[4] !== undefined
        ? from + 60_000
        : parts[3] !== undefined
          ? from + DAY
          : parts[2] !== undefined
            ? Date.UTC(year, month, 1)
            : Date.UTC(year + 1, 0, 1)
  return { kind: 'time', from, until }
}
