import { MONTHS } from './month-names.ts'

/** A date found in words, with the characters it takes from first to last piece. */
export interface HumanDate {
  readonly start: number
  readonly end: number
  /**
   * Milliseconds since the epoch; absent when day and month cannot be told apart or the year is of another calendar.
   * A date without a zone is read as UTC, so it can be 14 hours off.
   */
  readonly time?: number
}

/** Longer text is no attribution line; bounds the expressions below. */
const LENGTH = 600

interface Piece {
  readonly start: number
  readonly end: number
}
interface Day extends Piece {
  readonly year: number
  /** 1–12; 0 when unknown. */
  readonly month: number
  readonly day: number
}

const CJK = /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?/u
const ISO = /(?<!\d)(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)/
const DOTTED = /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)/
/** Vietnamese numbers its months: `5 thg 3, 2024`, `5 tháng 3 năm 2024`, `5 Tháng Ba 2024`. */
const VIETNAMESE =
  /(?<!\d)(\d{1,2})\s(?:thg|tháng)\s(\d{1,2}|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s(?:một|hai))?),?\s(?:năm\s)?(\d{4})(?!\d)/iu
const VIETNAMESE_MONTHS = 'một hai ba tư năm sáu bảy tám chín mười mười_một mười_hai'.split(' ')
const SLASHED = /(?<!\d)(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/
const CLOCK =
  /(?<![\d.])(\d{1,2})(?:[:h.時시点點]\s?(\d{2})(?:[:.分분](\d{2}))?分?)(?!\d)\s?(a\.?\s?m\b\.?|p\.?\s?m\b\.?|μ\.?μ\.?|π\.?μ\.?)?/iu
const AFTERNOON_BEFORE = /(?:午後|下午|오후|ÖS|م)\s?$/u
const MORNING_BEFORE = /(?:午前|上午|오전|ÖÖ|ص)\s?$/u
const OFFSET = /^\s?\(?(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d{2})?(?!\d)/i
const ZONE = /^\s?\(?([A-Z]{1,5})\b/
/** Minutes east of UTC of names that clients write. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  BST: 60,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  JST: 540,
  KST: 540,
}

/** Finds the first date in a short text, in the forms and languages of attribution lines and header blocks. */
export function findHumanDate(written: string): HumanDate | undefined {
  const text = asciiDigits(written.slice(0, LENGTH))
  const day = numericDay(text) ?? namedDay(text)
  if (!day) return undefined
  const clock = findClock(text, day)
  const start = Math.min(day.start, clock?.start ?? day.start)
  const end = Math.max(day.end, clock?.end ?? day.end)
  if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31 || day.year < 1970 || day.year > 2100)
    return { start, end }
  const minutes = clock ? clock.hour * 60 + clock.minute - (clock.offset ?? 0) : 0
  const time = Date.UTC(day.year, day.month - 1, day.day, 0, minutes, clock?.second ?? 0)
  return { start, end, time }
}

/** Arabic-Indic and Persian digits become ASCII, one for one. */
const asciiDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (c) => String(c.charCodeAt(0) & 15))

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text))

function numericDay(text: string): Day | undefined {
  const place = (match: RegExpExecArray): Piece => ({
    start: match.index,
    end: match.index + match[0].length,
  })
  const cjk = CJK.exec(text)
  if (cjk) return { ...place(cjk), year: Number(cjk[1]), month: Number(cjk[2]), day: Number(cjk[3]) }
  const iso = ISO.exec(text)
  if (iso) return { ...place(iso), year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) }
  const vietnamese = VIETNAMESE.exec(text)
  if (vietnamese) {
    const written = (vietnamese[2] ?? '').toLowerCase().replace(/\s/, '_')
    const month = Number(written) || VIETNAMESE_MONTHS.indexOf(written) + 1
    return { ...place(vietnamese), year: Number(vietnamese[3]), month, day: Number(vietnamese[1]) }
  }
  const dotted = DOTTED.exec(text)
  if (dotted)
    return {
      ...place(dotted),
      year: fullYear(dotted[3] ?? ''),
      month: Number(dotted[2]),
      day: Number(dotted[1]),
    }
  const slashed = SLASHED.exec(text)
  if (!slashed) return undefined
  const first = Number(slashed[1])
  const second = Number(slashed[3])
  const year = fullYear(slashed[4] ?? '')
  if (first > 12) return { ...place(slashed), year, month: second, day: first }
  if (second > 12 || first === second) return { ...place(slashed), year, month: first, day: second }
  // 3/5: March or May? English text with a 12-hour clock is American, other languages write the day first.
  if (/\d\s?[ap]\.?m\b/i.test(text)) return { ...place(slashed), year, month: first, day: second }
  if (/^\s*(?:am|le|el|il|op|em|den|dne?|w dniu|в)\s|escreveu|escribió|ha scritto|a écrit/i.test(text))
    return { ...place(slashed), year, month: second, day: first }
  return { ...place(slashed), year, month: 0, day: 0 }
}

interface Word extends Piece {
  readonly text: string
}

/** `5 March 2024`, `March 5th, 2024`, `5 de marzo de 2024`, `mar. 5 mars 2024`. */
function namedDay(text: string): Day | undefined {
  const words: Word[] = []
  for (const match of text.matchAll(/[\p{L}\p{M}]+|\d+/gu))
    words.push({ text: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length })
  let best: Day | undefined
  let bestScore = 0
  for (const [i, word] of words.entries()) {
    const month = monthOf(words, i)
    if (month === undefined) continue
    const day = dayNear(words, i)
    const year = yearAfter(words, i)
    if (day === undefined || year === undefined) continue
    // Italian and French shorten Tuesday to `mar`: the longer or closer name wins.
    const score = word.text.length + (Math.abs(day.index - i) === 1 ? 10 : 0) + (day.index < i ? 5 : 0)
    if (score <= bestScore) continue
    bestScore = score
    best = {
      start: Math.min(word.start, day.word.start, year.start),
      end: Math.max(word.end, day.word.end, year.end),
      year: Number(year.text),
      month,
      day: Number(day.word.text),
    }
  }
  return best
}

function monthOf(words: readonly Word[], index: number): number | undefined {
  const word = words[index]
  if (!word) return undefined
  // Hebrew writes "in March" as one word; Thai shortens a month to two letters with dots.
  const c = word.text.charCodeAt(0)
  if (c === 0x5d1 && !MONTHS.has(word.text)) return MONTHS.get(word.text.slice(1))
  if (c >= 0xe01 && c <= 0xe4f && !MONTHS.has(word.text))
    return MONTHS.get(word.text + (words[index + 1]?.text ?? ''))
  return MONTHS.get(word.text)
}

const isDay = (word: Word | undefined): word is Word =>
  word !== undefined && /^\d{1,2}$/.test(word.text) && Number(word.text) >= 1 && Number(word.text) <= 31

/** The number next to the month, `de`, `of` and `.` in between. */
function dayNear(words: readonly Word[], month: number): { index: number; word: Word } | undefined {
  for (const index of [month - 1, month - 2, month + 1]) {
    const word = words[index]
    if (!isDay(word)) continue
    if (index === month - 2 && !/^(?:de|of|d|th|st|nd|rd|e)$/.test(words[month - 1]?.text ?? '')) continue
    return { index, word }
  }
  return undefined
}

function yearAfter(words: readonly Word[], month: number): Word | undefined {
  for (let i = month + 1; i <= month + 5; i++) {
    const word = words[i]
    if (word && /^(?:19|20|13|14)\d{2}$/.test(word.text)) return word
  }
  // Year first: Hungarian, Chinese transcriptions; with a word or two between (`2024 m. kovo 5`, `2024. gada 5. marts`).
  for (let i = month - 1; i >= month - 3; i--) {
    const word = words[i]
    if (word && /^(?:19|20)\d{2}$/.test(word.text)) return word
  }
  return undefined
}

interface Clock extends Piece {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly offset?: number
}

function findClock(text: string, day: Piece): Clock | undefined {
  // The clock mostly follows the date; only then look before it.
  return readClock(text.slice(day.end), day.end) ?? readClock(text.slice(0, day.start), 0)
}

function readClock(text: string, shift: number): Clock | undefined {
  const match = CLOCK.exec(text)
  if (!match || match.index > 40) return undefined
  let hour = Number(match[1])
  const minute = Number(match[2])
  if (hour > 24 || minute > 59) return undefined
  let { index } = match
  const before = text.slice(0, index)
  const suffix = (match[4] ?? '').toLowerCase()
  const early = MORNING_BEFORE.exec(before)
  const late = AFTERNOON_BEFORE.exec(before)
  if (suffix.startsWith('p') || suffix.startsWith('μ') || late) hour = (hour % 12) + 12
  else if (suffix.startsWith('a') || suffix.startsWith('π') || early) hour %= 12
  index = (early ?? late)?.index ?? index
  let end = match.index + match[0].trimEnd().length
  const rest = text.slice(end)
  const offset = OFFSET.exec(rest)
  const zone = offset ? null : ZONE.exec(rest)
  let minutes: number | undefined
  if (offset && Number(offset[2]) <= 14) {
    minutes = (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * (offset[1] === '-' ? -1 : 1)
    end += offset[0].length
  } else if (zone && ZONES[zone[1] ?? ''] !== undefined) {
    minutes = ZONES[zone[1] ?? '']
    end += zone[0].length
  }
  return {
    start: shift + index,
    end: shift + end,
    hour,
    minute,
    second: Number(match[3] ?? 0),
    ...(minutes !== undefined && { offset: minutes }),
  }
}
