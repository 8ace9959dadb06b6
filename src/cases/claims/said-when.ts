const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const MONTH = 'January|February|March|April|May|June|July|August|September|October|November|December'
const WHEN = new RegExp(
  `\\b(?:(?:on|in|late on|early on|by)\\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\\s(?:morning|afternoon|evening|night))?(?:,?\\s(?:\\d{1,2}\\s(?:${MONTH})|(?:${MONTH})\\s\\d{1,2})(?:,?\\s\\d{4})?)?|(?:${MONTH})\\s\\d{1,2}(?:,\\s\\d{4})?|\\d{1,2}\\s(?:${MONTH})(?:\\s\\d{4})?|yesterday|today|last (?:week|month|year|night)|earlier (?:this|that) (?:week|month|year|day)|this (?:week|month|morning|afternoon|evening))\\b`,
  'iu',
)
const DAY = 86_400_000

/** When something was said, in the article's words, from the words of a sentence around what was said. */
export function whenIn(words: string): string | undefined {
  return WHEN.exec(words)?.[0]
}

/**
 * The UTC day, in milliseconds, that words such as `on Tuesday` or `12 June` mean in an article of a day. A day of the
 * week is the last one up to that day; a date without a year is the last one up to that day. Undefined for `last week`
 * and the like, for days that do not exist, and for a day of the week that contradicts the date beside it.
 */
export function dayOf(when: string, published: number): number | undefined {
  if (!Number.isFinite(published)) return undefined
  const article = Math.floor(published / DAY) * DAY
  const words = when.toLowerCase()
  if (/\byesterday\b|\blast night\b/.test(words)) return article - DAY
  if (/\btoday\b|\bthis (?:morning|afternoon|evening)\b/.test(words)) return article
  const weekday = DAYS.findIndex((day) => words.includes(day))
  const month = MONTHS.findIndex((name) => words.includes(name))
  if (month >= 0) {
    const day = /(?<!\d)\d{1,2}(?!\d)/.exec(words)?.[0]
    if (day === undefined) return undefined
    const stated = /\d{4}/.exec(words)?.[0]
    const year = stated === undefined ? new Date(article).getUTCFullYear() : Number(stated)
    const made = dateOf(year, month, Number(day))
    const found =
      made !== undefined && stated === undefined && made > article
        ? dateOf(year - 1, month, Number(day))
        : made
    if (found === undefined || (weekday >= 0 && new Date(found).getUTCDay() !== weekday)) return undefined
    return found
  }
  if (weekday < 0) return undefined
  return article - ((new Date(article).getUTCDay() - weekday + 7) % 7) * DAY
}

function dateOf(year: number, month: number, day: number): number | undefined {
  const made = Date.UTC(year, month, day)
  return new Date(made).getUTCMonth() === month && day > 0 ? made : undefined
}
