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
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s?([+-]\d\d:?\d\d|[A-Za-z]{1,4})?$/.exec(
      text.trim(),
    )
  const wrong = (): Error =>
    new Error(
      `takes a date or time with the zone its source states (2026-03-01T09:12:00+02:00), not "${text}"`,
    )
  if (!match) throw wrong()
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 60
  )
    throw wrong()
  const zone = match[8]
  const offset = zone === undefined ? 0 : offsetOf(zone)
  if (offset === undefined)
    throw new Error(`does not know the zone "${zone}": write it as an offset (+02:00), or leave it out`)
  const fraction = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000)
  return {
    time: date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction,
    ...(zone !== undefined && { zone }),
  }
}

function offsetOf(zone: string): number | undefined {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone)
  if (!match) return ZONES[zone.toUpperCase()]
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return minutes > 14 * 60 ? undefined : match[1] === '-' ? -minutes : minutes
}
