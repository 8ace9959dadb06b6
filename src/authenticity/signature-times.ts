/** Whether the times a signed mail states of itself fit together and fit the life of its key. */
import type { SignatureTimes, SigningKey, TimeProblem } from '../model/authenticity.ts'
import type { Message } from '../model/message.ts'
import type { Signature } from './signature-tags.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Clocks of mail servers differ by seconds, of careless ones by minutes. */
const CLOCK_ERROR = 15 * MINUTE
/** Servers try to deliver for five days at most (RFC 5321 §4.5.4.1). */
const MAX_DELIVERY = 5 * DAY
/** Mail written offline, scheduled, or on a computer whose clock is wrong by its zone. */
const MAX_DATE_ERROR = DAY
/** Archives look at a key once in a while only. */
const ARCHIVE_ERROR = 30 * DAY

export function signatureTimes(
  message: Message,
  signature: Signature,
  key: SigningKey | undefined,
): SignatureTimes {
  const received = message.received.flatMap(({ date }) => (date === undefined ? [] : [date.time]))
  const last = received[0]
  const first = received.at(-1)
  const date = message.date?.time
  const { signed, expires } = signature
  const problems: TimeProblem[] = []
  const add = (code: TimeProblem['code'], detail: string): void => {
    problems.push({ code, detail })
  }
  if (signed !== undefined && last !== undefined && signed > last + CLOCK_ERROR)
    add('signed-after-received', `signed ${span(signed - last)} after the last server says it took the mail`)
  if (signed !== undefined && first !== undefined && signed < first - MAX_DELIVERY)
    add(
      'signed-long-before-received',
      `signed ${span(first - signed)} before the first server took it: it may have been sent again by somebody else`,
    )
  if (signed !== undefined && date !== undefined && Math.abs(signed - date) > MAX_DATE_ERROR)
    add(
      'date-far-from-signature',
      `Date is ${span(Math.abs(signed - date))} ${date < signed ? 'before' : 'after'} the time of the signature`,
    )
  if (signed !== undefined && expires !== undefined && expires <= signed)
    add('expires-before-signed', 'the signature expires before it was made')
  const arrival = last ?? date
  if (expires !== undefined && arrival !== undefined && arrival > expires)
    add(
      'expired-when-received',
      `the signature had expired ${span(arrival - expires)} before the mail arrived`,
    )
  const turned = outOfOrder(received)
  if (turned !== undefined)
    add(
      'received-out-of-order',
      `one server says it took the mail ${span(turned)} before the one in front of it`,
    )
  const own = signed ?? date
  if (own !== undefined && key?.firstSeen !== undefined && own < key.firstSeen - ARCHIVE_ERROR)
    add('key-not-yet-seen', `the key was first recorded ${span(key.firstSeen - own)} later`)
  if (own !== undefined && key?.lastSeen !== undefined && own > key.lastSeen + ARCHIVE_ERROR)
    add('key-no-longer-seen', `the key was last recorded ${span(own - key.lastSeen)} earlier`)
  return {
    ...(signed !== undefined && { signed }),
    ...(expires !== undefined && { expires }),
    ...(date !== undefined && { date }),
    ...(first !== undefined && { firstReceived: first }),
    ...(last !== undefined && { lastReceived: last }),
    problems,
  }
}

/** How far a hop lies before the hop that came before it, when more than clocks explain; newest first. */
function outOfOrder(received: readonly number[]): number | undefined {
  let worst = 0
  for (let at = 0; at + 1 < received.length; at++) worst = Math.max(worst, received[at + 1]! - received[at]!)
  return worst > CLOCK_ERROR ? worst : undefined
}

/** `3 days`, `2 hours`, `40 minutes`. */
function span(milliseconds: number): string {
  const [size, unit] =
    milliseconds >= 2 * DAY ? [DAY, 'day'] : milliseconds >= 2 * HOUR ? [HOUR, 'hour'] : [MINUTE, 'minute']
  const count = Math.max(1, Math.round(milliseconds / size))
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** Whether a key is known to have been in use at the time of a mail: the record of its life spans it. */
export function livedAt(key: SigningKey, time: number | undefined, now: number | undefined): boolean {
  if (time === undefined) return false
  if (key.from === 'live') return now !== undefined && Math.abs(now - time) <= ARCHIVE_ERROR
  return (
    key.firstSeen !== undefined && key.lastSeen !== undefined && key.firstSeen <= time && time <= key.lastSeen
  )
}
