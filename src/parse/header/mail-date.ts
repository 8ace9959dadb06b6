import type { MailDate } from '../../model/message.ts'
import { withoutComments } from './parameters.ts'

/** No date is longer. Attack: a Date field of megabytes. */
const MAX_DATE = 300

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Zone names, minutes east of UTC. RFC 5322 §4.3 defines the American ones; the others are common in old mail and
 * mean one thing only. Military letters and unknown names mean `-0000` (§4.3).
 */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  west: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  hkt: 480,
  sgt: 480,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
}

interface Draft {
  year?: number
  month?: number
  day?: number
  hour?: number
  minute?: number
  second?: number
  /** Digits the year was written with. */
  offset?: number
  hasZone: boolean
}

/**
 * Reads a date as mail has it: RFC 5322 §3.3 and its obsolete forms (§4.3: two-digit years, zone names), asctime,
 * ISO 8601, `17-May-99`, missing weekday, seconds or zone. A zone of `-0000`, an unknown or a missing one gives no
 * `offset`, and the time counts as UTC. Undefined when day, month, year and time cannot all be told.
 */
export function parseDate(text: string): MailDate | undefined {
  const written = text.trim()
  return usualDate(written) ?? anyDate(written)
}

function anyDate(written: string): MailDate | undefined {
  const draft: Draft = { hasZone: false }
  const words = withoutComments(written.slice(0, MAX_DATE)).split(/[\s,]+/)
  for (const word of words) if (word !== '' && !readWord(word, draft)) return undefined
  const { year, month, day, hour, minute } = draft
  if (year === undefined || month === undefined || day === undefined || hour === undefined) return undefined
  const second = draft.second ?? 0
  if (day < 1 || day > 31 || hour > 24 || (minute ?? 0) > 59 || second > 60 || year < 1900 || year > 9999)
    return undefined
  const local = Date.UTC(year, month, day, hour, minute ?? 0, second)
  // 31 February is nobody's date.
  if (new Date(Date.UTC(year, month, day)).getUTCMonth() !== month) return undefined
  const { offset } = draft
  return {
    time: local - (offset ?? 0) * 60_000,
    ...(offset === undefined ? {} : { offset }),
    text: written,
  }
}

/** Three letters as one number. */
const letters = (a: number, b: number, c: number): number => ((a | 32) << 16) | ((b | 32) << 8) | c | 32
const MONTH_OF: ReadonlyMap<number, number> = new Map(
  MONTHS.map((name, month) => [letters(name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(2)), month]),
)
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * The form nearly all mail has, read by position: `[Thu, ]13 Jun 2024 09:12:00 +0200[ (CEST)]`. Undefined for
 * everything else, which is then read word by word to the same result.
 */
function usualDate(text: string): MailDate | undefined {
  let at = 0
  const digit = (i: number): number => {
    const c = text.charCodeAt(i)
    return c >= 48 && c <= 57 ? c - 48 : Number.NaN
  }
  const two = (i: number): number => digit(i) * 10 + digit(i + 1)
  const isLetter = (i: number): boolean => {
    const c = text.charCodeAt(i) | 32
    return c >= 97 && c <= 122 && text.charCodeAt(i) < 128
  }
  if (text.charCodeAt(3) === 44 && text.charCodeAt(4) === 32) {
    if (!(isLetter(0) && isLetter(1) && isLetter(2))) return undefined
    if (MONTH_OF.has(letters(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2)))) return undefined
    at = 5
  }
  let day = digit(at)
  if (text.charCodeAt(at + 1) !== 32) {
    day = two(at)
    at++
  }
  at++
  if (text.charCodeAt(at) !== 32 || text.charCodeAt(at + 4) !== 32) return undefined
  if (!(isLetter(at + 1) && isLetter(at + 2) && isLetter(at + 3))) return undefined
  const month = MONTH_OF.get(
    letters(text.charCodeAt(at + 1), text.charCodeAt(at + 2), text.charCodeAt(at + 3)),
  )
  const year = two(at + 5) * 100 + two(at + 7)
  const hour = two(at + 10)
  const minute = two(at + 13)
  const second = two(at + 16)
  const sign = text.charCodeAt(at + 19)
  const zoneHours = two(at + 20)
  const zoneMinutes = two(at + 22)
  if (
    month === undefined ||
    text.charCodeAt(at + 9) !== 32 ||
    text.charCodeAt(at + 12) !== 58 ||
    text.charCodeAt(at + 15) !== 58 ||
    text.charCodeAt(at + 18) !== 32 ||
    (sign !== 43 && sign !== 45)
  )
    return undefined
  // Any of them NaN makes the comparison false.
  if (!(day >= 1 && day <= (MONTH_DAYS[month] as number) && year >= 1900 && hour < 24)) return undefined
  if (!(minute < 60 && second < 60 && zoneHours <= 15 && zoneMinutes < 60)) return undefined
  // Whether a year has a 29 February is left to the long way.
  if (month === 1 && day === 29) return undefined
  if (text.length > at + 24 && !isZoneComment(text, at + 24)) return undefined
  const time = Date.UTC(year, month, day, hour, minute, second)
  const zone = zoneHours * 60 + zoneMinutes
  if (sign === 45 && zone === 0) return { time, text }
  const offset = sign === 45 ? -zone : zone
  return { time: time - offset * 60_000, offset, text }
}

/** ` (CEST)` up to the end. */
function isZoneComment(text: string, from: number): boolean {
  const last = text.length - 1
  if (text.charCodeAt(from) !== 32 || text.charCodeAt(from + 1) !== 40 || text.charCodeAt(last) !== 41)
    return false
  if (last - from > 40) return false
  for (let i = from + 2; i < last; i++) {
    const c = text.charCodeAt(i)
    const isLetter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122)
    if (!(isLetter || c === 32 || c === 43 || c === 45 || c === 58 || (c >= 48 && c <= 57))) return false
  }
  return true
}

/** Takes one word into the draft; false when it makes the date unreadable. */
function readWord(word: string, draft: Draft): boolean {
  const first = word.charCodeAt(0)
  if (first >= 48 && first <= 57) return readNumber(word, draft)
  if (first === 43 || first === 45) {
    if (draft.hour === undefined) return true
    readZone(word, draft)
    return true
  }
  const lower = word.toLowerCase().replace(/\.$/, '')
  const month = MONTHS.indexOf(lower.slice(0, 3))
  if (month >= 0 && /^[a-z]+$/.test(lower) && draft.month === undefined) {
    draft.month = month
    return true
  }
  if (draft.hour !== undefined) {
    if (lower === 'pm' || lower === 'am') {
      draft.hour = (draft.hour % 12) + (lower === 'pm' ? 12 : 0)
      return true
    }
    readZone(word, draft)
  }
  return true
}

function readNumber(word: string, draft: Draft): boolean {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt](.+))?$/.exec(word)
  if (iso) {
    setDate(draft, Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
    return iso[4] === undefined ? true : readNumber(iso[4], draft)
  }
  const clock = /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?(.*)$/.exec(word)
  if (clock && draft.hour === undefined && (word.includes(':') || draft.year !== undefined)) {
    draft.hour = Number(clock[1])
    draft.minute = Number(clock[2])
    if (clock[3] !== undefined) draft.second = Number(clock[3])
    const rest = clock[4] ?? ''
    return rest === '' || readWord(rest, draft)
  }
  const named = /^(\d{1,2})[-/. ]([A-Za-z]{3,9})[-/. ]?(\d{2,4})?$/.exec(word)
  if (named) {
    const month = MONTHS.indexOf((named[2] as string).slice(0, 3).toLowerCase())
    if (month < 0) return false
    draft.day = Number(named[1])
    draft.month = month
    if (named[3] !== undefined) draft.year = fullYear(named[3])
    return true
  }
  const dotted = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(word)
  if (dotted) {
    // Day first, as everywhere but in one country; a month above 12 tells.
    const day = Number(dotted[1])
    const month = Number(dotted[2])
    setDate(draft, Number(dotted[3]), (month > 12 ? day : month) - 1, month > 12 ? month : day)
    return true
  }
  const number = /^(\d+)(?:st|nd|rd|th)?$/.exec(word)
  if (!number) return true
  const digits = number[1] as string
  if (digits.length > 4) return true
  if (draft.day === undefined && digits.length <= 2) draft.day = Number(digits)
  else if (
    draft.month === undefined &&
    draft.hour === undefined &&
    digits.length <= 2 &&
    Number(digits) >= 1 &&
    Number(digits) <= 12
  )
    draft.month = Number(digits) - 1
  else if (draft.year === undefined && digits.length !== 1) draft.year = fullYear(digits)
  else if (draft.hour !== undefined && !draft.hasZone && digits.length === 4) readZone(`+${digits}`, draft)
  return true
}

function setDate(draft: Draft, year: number, month: number, day: number): void {
  draft.year = year
  if (month >= 0 && month < 12) draft.month = month
  draft.day = day
}

/** RFC 5322 §4.3: 00–49 are 2000–2049, 50–99 are 1950–1999, three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year
  return digits.length === 3 ? 1900 + year : year
}

function readZone(word: string, draft: Draft): void {
  if (draft.hasZone) return
  const numeric = /^(?:GMT|UTC|UT)?([+-])(\d{1,2})[:-]?(\d{2})?$/i.exec(word)
  if (numeric) {
    draft.hasZone = true
    const hours = Number(numeric[2])
    const minutes = Number(numeric[3] ?? 0)
    const isNegative = numeric[1] === '-'
    // -0000: the writer does not say where they are (RFC 5322 §3.3). No place on earth is beyond 15 hours.
    if ((isNegative && hours === 0 && minutes === 0) || hours > 15 || minutes > 59) return
    draft.offset = (isNegative ? -1 : 1) * (hours * 60 + minutes)
    return
  }
  const name = /^[A-Za-z]+/.exec(word)?.[0].toLowerCase()
  if (name === undefined) return
  const minutes = ZONES[name]
  if (minutes !== undefined || name.length <= 5) draft.hasZone = true
  if (minutes !== undefined) draft.offset = minutes
}
