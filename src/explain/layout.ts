import type { ByteRange } from '../model/bytes.ts'
import { columns, splitAtColumns } from './columns.ts'

const MONTHS: readonly string[] =
  'January February March April May June July August September October November December'.split(' ')

/** ECMA-262 §21.4.1.1: beyond this no Date can be made. */
const MAX_TIME = 8.64e15

function parts(time: number, offset: number): { day: string; clock: string } | undefined {
  const shifted = time + offset * 60_000
  if (!Number.isFinite(shifted) || Math.abs(shifted) > MAX_TIME) return undefined
  const date = new Date(shifted)
  const two = (value: number): string => String(value).padStart(2, '0')
  return {
    day: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
    clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
  }
}

/** `+02:00` for 120 minutes east of UTC. */
export function zoneText(offset: number): string {
  const minutes = Math.abs(Math.trunc(offset))
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** `13 June 2024`, in UTC; `no date` for a time no calendar has. */
export function dayText(time: number | undefined): string {
  return (time === undefined ? undefined : parts(time, 0)?.day) ?? 'no date'
}

/** `13 June 2024, 09:12 UTC`; `no date` when there is none. */
export function dateText(time: number | undefined): string {
  const utc = time === undefined ? undefined : parts(time, 0)
  return utc ? `${utc.day}, ${utc.clock} UTC` : 'no date'
}

/** `13 June 2024, 09:12 UTC (11:12 at +02:00)`: the day is repeated only where it differs in the sender's zone. */
export function zonedDateText(time: number | undefined, offset: number | undefined): string {
  const utc = time === undefined ? undefined : parts(time, 0)
  const there = time === undefined || offset === undefined ? undefined : parts(time, offset)
  if (!utc || !there || offset === undefined) return dateText(time)
  if (offset === 0) return `${dateText(time)} (the sender’s zone, too)`
  const day = there.day === utc.day ? '' : `${there.day}, `
  return `${utc.day}, ${utc.clock} UTC (${day}${there.clock} at ${zoneText(offset)})`
}

/** `2024-06-13T09:12:00Z`, RFC 3339 to the second; undefined for a time no calendar has. */
export function isoTime(time: number | undefined): string | undefined {
  if (time === undefined || !Number.isFinite(time) || Math.abs(time) > MAX_TIME) return undefined
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** `21,928`. */
export function numberText(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const grouped = /^-?\d+$/.test(whole) ? whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',') : whole
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** `1 message`, `21,928 messages`. */
export function countText(count: number, one: string, many: string = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`
}

/** `318 bytes`, `12.4 KB`, `3.1 MB`; powers of 1,000. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return countText(bytes, 'byte')
  for (const [unit, size] of [
    ['KB', 1e3],
    ['MB', 1e6],
  ] as const)
    if (bytes < size * 999.95) return `${(bytes / size).toFixed(1)} ${unit}`
  return `${(bytes / 1e9).toFixed(1)} GB`
}

/** `0.8 seconds`, `2 min 05 s`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} seconds`
  const whole = Math.round(seconds)
  const minutes = Math.floor(whole / 60)
  return minutes < 60
    ? `${minutes} min ${String(whole % 60).padStart(2, '0')} s`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** `bytes 120–164`, first and last byte counted from 0; `bytes 120–164 of decoded part 2` where it counts there. */
export function rangeText(range: ByteRange): string {
  const last = Math.max(range.start, range.end - 1)
  const where = range.of === undefined ? '' : ` of decoded part ${range.of}`
  return last === range.start ? `byte ${range.start}${where}` : `bytes ${range.start}–${last}${where}`
}

/** 0.997: three digits, and never rounded up to 1 nor down to 0, which would claim certainty. */
export function scoreText(score: number): string {
  if (!Number.isFinite(score)) return '–'
  if (score > 0.999 && score < 1) return '>0.999'
  if (score > 0 && score < 0.001) return '<0.001'
  return score.toFixed(3)
}

/** A share in percent, as `4 %`; small ones keep a digit. */
export function shareText(part: number, whole: number): string {
  if (whole <= 0) return '–'
  const share = (100 * part) / whole
  return `${share > 0 && share < 1 ? '<1' : Math.round(share)} %`
}

/** A list for a sentence: `a, b and c`. */
export function listText(items: readonly string[], joint: string = 'and'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`
}

/** The text, or its first `most` UTF-16 units with an ellipsis; a character is never cut in two. */
export function cutText(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, wholeCharacters(text, most))}…` : text
}

/** Up to the last separator of paths and URLs when that stands in the second half; else all. */
function behindSeparator(line: string): string {
  const end = /.*[/\\#?&=@]/s.exec(line)?.[0].length ?? 0
  return end > line.length / 2 ? line.slice(0, end) : line
}

/** The place, or the one before when it lies between the halves of a surrogate pair. */
export function wholeCharacters(text: string, place: number): number {
  const unit = text.charCodeAt(place)
  return unit >= 0xdc00 && unit <= 0xdfff && place > 0 ? place - 1 : place
}

/**
 * Lines of at most `width` terminal columns, broken at spaces; a word longer than a line, as a path or a URL, behind
 * the last separator in the second half of the line, else where the line ends. White space is collapsed. The text
 * must be printable already. Linear.
 */
export function wrap(text: string, width: number): readonly string[] {
  const limit = Math.max(1, width)
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(' ')) {
    if (word === '') continue
    let rest = word
    let size = columns(rest)
    if (line !== '' && used + 1 + size <= limit) {
      line += ` ${rest}`
      used += 1 + size
      continue
    }
    if (line !== '') lines.push(line)
    // A first character wider than the line is taken alone, so that the loop always moves on.
    while (size > limit) {
      const [head] = splitAtColumns(rest, limit)
      const taken = head === '' ? String.fromCodePoint(rest.codePointAt(0) ?? 0x20) : behindSeparator(head)
      lines.push(taken)
      rest = rest.slice(taken.length)
      size = columns(rest)
    }
    line = rest
    used = size
  }
  if (line !== '') lines.push(line)
  return lines
}
