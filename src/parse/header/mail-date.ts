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
