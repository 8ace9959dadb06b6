/** A calendar time as written, before it is known what its zone means. */
export interface WrittenTime {
  /** Milliseconds since the epoch, were its zone UTC. */
  readonly time: number
  /** Only a day was written. */
  readonly day: boolean
  readonly zone?: string
}

/**
 * `2026-03-01`, `2026-03-01 09:12`, `2026-03-01T09:12:00.25`, each with a word or an offset behind it or without.
 * Undefined for another form; `nowhere` for a day or a time of day that does not exist.
 */
export function readWrittenTime(text: string): WrittenTime | 'nowhere' | undefined {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s?([+-]\d\d:?\d\d|[A-Za-z]{1,4})?$/.exec(
      text.trim(),
    )
  if (!match) return undefined
  const part = (index: number): number => Number(match[index] ?? 0)
  const date = new Date(Date.UTC(part(1), part(2) - 1, part(3)))
  const exists = date.getUTCMonth() === part(2) - 1 && date.getUTCDate() === part(3)
  if (!exists || part(4) > 23 || part(5) > 59 || part(6) > 60) return 'nowhere'
  const fraction = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000)
  return {
    time: date.getTime() + ((part(4) * 60 + part(5)) * 60 + part(6)) * 1000 + fraction,
    day: match[4] === undefined,
    ...(match[8] !== undefined && { zone: match[8] }),
  }
}

/** Minutes east of UTC of `+02:00` or `-0500`; undefined for what is no such offset or none on earth. */
export function readOffset(zone: string): number | undefined {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone)
  if (!match) return undefined
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return minutes > 14 * 60 || Number(match[3]) > 59 ? undefined : match[1] === '-' ? -minutes : minutes
}
