/**
 * The separator line of an mbox: `From `, a sender, a date as `asctime` writes it (qmail's mbox(5); RFC 4155,
 * appendix A). Real archives also carry a zone in it, a sender with blanks (`joe at example.org`), a mail or
 * ISO date, or Eudora's `From ???@???`.
 */

/** A longer line is text: keeps the reading of a hostile "line" without an end small. */
export const SEPARATOR_LINE_LIMIT = 1000

const WEEKDAYS: ReadonlySet<string> = new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])
const MONTHS: readonly string[] = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/
const TAKEOUT = /^\d{10,20}@xxx$/
const NUMERIC_ZONE = /^([+-])(\d{2}):?(\d{2})$/
/** Hours east of UTC of the zone names RFC 5322 §4.3 defines; any other name counts as UTC. */
const NAMED_ZONES: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
}

export interface Separator {
  /** Milliseconds; absent when the line states none or a placeholder. */
  readonly time?: number
  /** Written by Google Takeout: a thread number `@xxx` for a sender. */
  readonly takeout?: true
}

/**
 * Reads the line `view[start, end)` (with or without its line end) that begins with `From `; undefined when it
 * is not plausible as a separator.
 */
export function readSeparator(view: Buffer, start: number, end: number): Separator | undefined {
  if (end - start > SEPARATOR_LINE_LIMIT) return undefined
  const words = view
    .toString('latin1', start + 5, end)
    .split(/[ \t\r\n]+/)
    .filter((word) => word !== '')
  const sender = words[0]
  if (sender === undefined) return undefined
  const last = words.length
  // `remote from HOST`, which UUCP mailers add, stands after the date
  const stop = words[last - 3] === 'remote' && words[last - 2] === 'from' ? last - 3 : last
  for (let at = 1; at < stop; at++) {
    const time = dateTime(words, at, stop)
    if (time === undefined) continue
    const takeout = TAKEOUT.test(sender) ? { takeout: true as const } : {}
    return isPlaceholder(sender, time) ? takeout : { time, ...takeout }
  }
  return sender === '???@???' ? {} : undefined
}

// public-inbox and others write the epoch; git writes the commit and a fixed day (git-format-patch(1))
function isPlaceholder(sender: string, time: number): boolean {
  return time === 0 || (time === Date.UTC(2001, 8, 17) && /^[0-9a-f]{40,64}$/.test(sender))
}

/** The date that takes exactly the words from `at` to `stop`. */
function dateTime(words: readonly string[], at: number, stop: number): number | undefined {
  const first = words[at] ?? ''
  const count = stop - at
  if (WEEKDAYS.has(first) && MONTHS.includes(words[at + 1] ?? '')) {
    // asctime: Mon Jan  1 00:00:00 [zone [DST]] 2024 [zone]
    if (count < 5 || count > 7) return undefined
    const rest = words.slice(at + 4, stop)
    const year = rest.findIndex((word) => /^\d{4}$/.test(word))
    if (year < 0) return undefined
    const zone = rest.filter((_, index) => index !== year)
    // two words only as in `MET DST`
    if (zone.length > 2 || (zone.length === 2 && zone[1] !== 'DST') || !zone.every(isZone)) return undefined
    return moment(rest[year], words[at + 1], words[at + 2], words[at + 3], zone[0])
  }
  const weekday = first.endsWith(',') && WEEKDAYS.has(first.slice(0, 3)) ? 1 : 0
  const day = at + weekday
  if (/^\d{1,2}$/.test(words[day] ?? '') && MONTHS.includes(words[day + 1] ?? '')) {
    // RFC 5322 §3.3: [Mon,] 1 Jan 2024 00:00:00 +0000 [(comment)]
    const zone = words[day + 4]
    if (stop - day < 4 || stop - day > 6 || (zone !== undefined && day + 4 < stop && !isZone(zone)))
      return undefined
    return moment(
      words[day + 2],
      words[day + 1],
      words[day],
      words[day + 3],
      day + 4 < stop ? zone : undefined,
    )
  }
  const iso = ISO.exec(first)
  if (iso === null || count > 3) return undefined
  const clock = iso[4] ?? words[at + 1]
  const zone = iso[4] === undefined ? words[at + 2] : iso[5]
  if (iso[4] !== undefined && count > 1) return undefined
  if (zone !== undefined && !isZone(zone)) return undefined
  return moment(iso[1], MONTHS[Number(iso[2]) - 1], iso[3], clock, zone)
}

function isZone(word: string): boolean {
  return NUMERIC_ZONE.test(word) || /^[A-Z]{1,5}$/.test(word)
}

function moment(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  clock: string | undefined,
  zone: string | undefined,
): number | undefined {
  const time = CLOCK.exec(clock ?? '')
  const monthIndex = MONTHS.indexOf(month ?? '')
  if (time === null || monthIndex < 0 || !/^\d{4}$/.test(year ?? '') || !/^\d{1,2}$/.test(day ?? ''))
    return undefined
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)]
  if (Number(day) < 1 || Number(day) > 31 || hour > 23 || minute > 59 || second > 60 || Number(year) < 1000)
    return undefined
  const utc = Date.UTC(Number(year), monthIndex, Number(day), hour, minute, second)
  return utc - zoneMinutes(zone) * 60_000
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return 0
  const numeric = NUMERIC_ZONE.exec(zone)
  if (numeric === null) return (NAMED_ZONES[zone] ?? 0) * 60
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3])
  return numeric[1] === '-' ? -minutes : minutes
}
