/** Option values as people write them. Each reader returns the value, or throws an Error that says what it takes. */
import type { Budget } from '../model/scan.ts'
import { readOffset, readWrittenTime } from './written-time.ts'

const DAY_MS = 86_400_000

/** `20` alerts in all, `5/1000` for every so many messages, `2/day` for every day the mail spans. */
export function readBudget(text: string): Budget {
  const wrong = `takes a number of alerts (20), a share of the messages (5/1000) or a number a day (2/day), not "${text}"`
  const match = /^(\d{1,9})(?:\/(day|\d{1,9}))?$/.exec(text.trim())
  if (!match) throw new Error(wrong)
  const alerts = Number(match[1])
  if (alerts < 1) throw new Error(`must allow at least one alert, not "${text}"`)
  if (match[2] === undefined) return { kind: 'count', alerts }
  if (match[2] === 'day') return { kind: 'daily', alerts }
  const messages = Number(match[2])
  if (messages < alerts) throw new Error(`cannot allow ${alerts} alerts in ${messages} messages`)
  return { kind: 'share', alerts, messages }
}

/**
 * A moment in milliseconds since the epoch, from a date or an RFC 3339 time with its zone. A plain date counts
 * in full and in UTC: as `since` its first moment, as `until` the first moment of the day after it, because
 * `until` is exclusive.
 */
export function readTime(text: string, bound: 'since' | 'until'): number {
  const wrong = `takes a date (2024-06-13) or a time with its zone (2024-06-13T09:00:00Z), not "${text}"`
  const written = readWrittenTime(text)
  if (written === undefined || (written !== 'nowhere' && written.day && written.zone !== undefined))
    throw new Error(wrong)
  if (written === 'nowhere' || written.time < 0)
    throw new Error(`names a time that does not exist or lies before 1970: "${text}"`)
  const { time, day, zone } = written
  if (day) return time + (bound === 'until' ? DAY_MS : 0)
  if (zone === undefined)
    throw new Error(`needs the zone of the time: "${text}Z" for UTC, or "${text}+02:00"`)
  const offset = zone.toUpperCase() === 'Z' ? 0 : readOffset(zone)
  if (offset === undefined) throw new Error(wrong)
  return time - offset * 60_000
}

/** A whole number in a range, both ends included. */
export function readCount(text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most))
    throw new Error(`takes a whole number from ${least} to ${most}, not "${text}"`)
  return value
}

/** A host name as it stands in Authentication-Results, in lower case. */
export function readHost(text: string): string {
  const host = text.trim().toLowerCase().replace(/\.$/, '')
  if (
    !/^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/.test(host) ||
    host.length > 253
  )
    throw new Error(`takes the name of a mail host (mx.example.org), not "${text}"`)
  return host
}
