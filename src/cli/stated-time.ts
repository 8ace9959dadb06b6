import { readOffset, readWrittenTime } from './written-time.ts'

/** A time as a source states it, with its zone or without. */
export interface StatedTime {
  /** Milliseconds; without a zone read as UTC. */
  readonly time: number
  /** As written; absent when there is none. */
  readonly zone?: string
}

/** Zones by letters (RFC 5322 §4.3); others mean several things and are no zone. Minutes east of UTC. */
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
}

/**
 * `2026-03-01`, `2026-03-01 09:12 +02:00`, `2026-03-01T09:12:00Z`, `2026-03-01 09:12 EDT`, or without a zone. Throws an
 * Error that says what it takes.
 */
export function readStatedTime(text: string): StatedTime {
  const written = readWrittenTime(text)
  if (written === undefined || written === 'nowhere')
    throw new Error(
      `takes a date or time with the zone its source states (2026-03-01T09:12:00+02:00), not "${text}"`,
    )
  const { time, zone } = written
  const offset = zone === undefined ? 0 : (readOffset(zone) ?? ZONES[zone.toUpperCase()])
  if (offset === undefined)
    throw new Error(`does not know the zone "${zone}": write it as an offset (+02:00), or leave it out`)
  return { time: time - offset * 60_000, ...(zone !== undefined && { zone }) }
}
