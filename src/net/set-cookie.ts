import { withoutBlanks } from './header-fields.ts'

/** A Set-Cookie line as it was read (RFC 6265bis §5.6), before it is decided whether the host may set it. */
export interface SetCookie {
  readonly name: string
  readonly value: string
  /** Lower case, without the dot before it; absent when the line names none. */
  readonly domain?: string
  /** Absent when none is named or it does not begin with a slash. */
  readonly path?: string
  readonly secure: boolean
  /** Seconds; may be zero or negative. */
  readonly maxAge?: number
  /** Milliseconds since the epoch. */
  readonly expires?: number
  readonly sameSite?: 'strict' | 'lax' | 'none'
}

/** RFC 6265bis §5.6: longer names and values together, and longer attributes, are ignored. */
const LONGEST_PAIR = 4096
const LONGEST_ATTRIBUTE = 1024
/** RFC 6265bis §5.5: 400 days. */
const LONGEST_LIFE = 400 * 86_400

/** Reads one Set-Cookie value; undefined for what clients ignore. */
export function readSetCookie(line: string): SetCookie | undefined {
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(line)) return undefined
  const [pair = '', ...attributes] = line.split(';', 64)
  const equals = pair.indexOf('=')
  const name = withoutBlanks(equals < 0 ? '' : pair.slice(0, equals))
  const value = withoutBlanks(equals < 0 ? pair : pair.slice(equals + 1))
  if (name === '' && value === '') return undefined
  if (name.length + value.length > LONGEST_PAIR) return undefined
  // A nameless cookie must not pass for one with a prefix.
  if (name === '' && /^__(?:secure|host)-/i.test(value)) return undefined
  let cookie: SetCookie = { name, value, secure: false }
  for (const attribute of attributes) cookie = { ...cookie, ...attributeOf(attribute) }
  return cookie
}

function attributeOf(written: string): Partial<SetCookie> {
  const equals = written.indexOf('=')
  const name = withoutBlanks(equals < 0 ? written : written.slice(0, equals)).toLowerCase()
  const value = equals < 0 ? '' : withoutBlanks(written.slice(equals + 1))
  if (value.length > LONGEST_ATTRIBUTE) return {}
  switch (name) {
    case 'secure':
      return { secure: true }
    case 'domain': {
      const domain = value.toLowerCase().replace(/^\./, '')
      return domain === '' ? {} : { domain }
    }
    case 'path':
      return value.startsWith('/') ? { path: value } : {}
    case 'max-age': {
      if (!/^-?\d+$/.test(value)) return {}
      return { maxAge: Math.min(Number(value), LONGEST_LIFE) }
    }
    case 'expires': {
      const expires = readCookieDate(value)
      return expires === undefined ? {} : { expires }
    }
    case 'samesite': {
      const word = value.toLowerCase()
      return word === 'strict' || word === 'lax' || word === 'none' ? { sameSite: word } : {}
    }
    default:
      return {}
  }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A date as cookies write it, in milliseconds; undefined when it is none (RFC 6265bis §5.1.1). */
export function readCookieDate(text: string): number | undefined {
  let clock: readonly number[] | undefined
  let day: number | undefined
  let month: number | undefined
  let year: number | undefined
  for (const token of text.slice(0, 200).split(/[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/)) {
    const time = clock === undefined ? /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(token) : null
    if (time) clock = time.slice(1).map(Number)
    else if (day === undefined && /^\d{1,2}(?!\d)/.test(token)) day = Number.parseInt(token, 10)
    else if (month === undefined && MONTHS.includes(token.slice(0, 3).toLowerCase()))
      month = MONTHS.indexOf(token.slice(0, 3).toLowerCase())
    else if (year === undefined && /^\d{2,4}(?!\d)/.test(token)) year = Number.parseInt(token, 10)
  }
  if (clock === undefined || day === undefined || month === undefined || year === undefined) return undefined
  if (year >= 70 && year <= 99) year += 1900
  else if (year >= 0 && year <= 69) year += 2000
  const [hours = 0, minutes = 0, seconds = 0] = clock
  if (day < 1 || year < 1601 || hours > 23 || minutes > 59 || seconds > 59) return undefined
  const date = Date.UTC(year, month, day, hours, minutes, seconds)
  // 30 February is no date.
  return new Date(date).getUTCDate() === day ? date : undefined
}
