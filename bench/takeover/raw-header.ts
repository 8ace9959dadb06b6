/**
 * A raw header as a list of fields that can be edited without touching the others: order, folding, case and odd
 * spacing of what is left alone stay as a real program wrote them. Text is latin1, one character a byte.
 */
import type { Dice } from './random.ts'

export interface RawField {
  readonly name: string
  /** Lower case. */
  readonly key: string
  /** Everything after the colon, folded lines included, without the last line end. */
  readonly value: string
}

export interface RawMail {
  readonly fields: readonly RawField[]
  readonly body: string
}

/** Takes a mail with LF line ends apart. A line that is no field is dropped. */
export function takeApart(bytes: Uint8Array): RawMail {
  const text = Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n')
  const end = text.indexOf('\n\n')
  const header = end < 0 ? text : text.slice(0, end)
  return { fields: parseFields(header), body: end < 0 ? '' : text.slice(end + 2) }
}

export function parseFields(header: string): RawField[] {
  const fields: RawField[] = []
  for (const block of header.split(/\n(?![ \t])/)) {
    const colon = block.indexOf(':')
    if (colon <= 0) continue
    const name = block.slice(0, colon)
    fields.push({ name, key: name.trim().toLowerCase(), value: block.slice(colon + 1) })
  }
  return fields
}

export function putTogether(mail: RawMail): Uint8Array {
  const header = mail.fields.map(({ name, value }) => `${name}:${value}`).join('\n')
  return Buffer.from(`${header}\n\n${mail.body}`, 'latin1')
}

/** First field of that name. */
export function fieldOf(fields: readonly RawField[], key: string): RawField | undefined {
  return fields.find((one) => one.key === key)
}

/** Replaces the value of the first such field, keeping the space after the colon the way it was; adds nothing. */
export function withValue(fields: readonly RawField[], key: string, value: string): RawField[] {
  let done = false
  return fields.map((one) => {
    if (one.key !== key || done) return one
    done = true
    return { ...one, value: `${leadOf(one.value)}${value}` }
  })
}

export function without(fields: readonly RawField[], ...keys: readonly string[]): RawField[] {
  return fields.filter((one) => !keys.includes(one.key))
}

/** Puts a field behind the first of the named ones that is there, else at the end. */
export function insertBehind(
  fields: readonly RawField[],
  behind: readonly string[],
  field: { readonly name: string; readonly value: string },
): RawField[] {
  const added: RawField = { name: field.name, key: field.name.toLowerCase(), value: field.value }
  const like = behind.map((key) => fields.findIndex((one) => one.key === key)).find((index) => index >= 0)
  if (like === undefined) return [...fields, added]
  const lead = leadOf(fields[like]!.value)
  return [
    ...fields.slice(0, like + 1),
    { ...added, value: `${lead}${field.value}` },
    ...fields.slice(like + 1),
  ]
}

/** Sets a field: in its place when it is there, else behind one of the named. */
export function setField(
  fields: readonly RawField[],
  name: string,
  value: string,
  behind: readonly string[],
): RawField[] {
  const key = name.toLowerCase()
  return fieldOf(fields, key) ? withValue(fields, key, value) : insertBehind(fields, behind, { name, value })
}

/** White space this program puts between colon and value. */
function leadOf(value: string): string {
  return /^[ \t]*/.exec(value)?.[0] || ' '
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const DATE =
  /(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun),(\s+))?(\d{1,2})(\s+)(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(\s+)(20\d\d)(\s+)(\d\d):(\d\d)(:\d\d)?(\.\d+)?(\s*)([+-]\d{4}|\(?[A-Z]{2,5}\)?)/g
/** Dates further from the mail's own are part of something else and stay. */
const NEARBY = 60 * 86_400_000
/** Fields of words and names, where a date would be somebody's text. */
const TEXT_FIELDS = new Set(['subject', 'from', 'to', 'cc', 'references', 'in-reply-to', 'thread-topic'])

/** Moves every date near `from` by `delta` milliseconds, each in its own zone and way of writing. */
export function shiftDates(fields: readonly RawField[], from: number, delta: number): RawField[] {
  return fields.map((one) =>
    TEXT_FIELDS.has(one.key)
      ? one
      : { ...one, value: shiftStamps(shiftText(one.value, from, delta), from, delta) },
  )
}

function shiftText(text: string, from: number, delta: number): string {
  return text.replace(
    DATE,
    (
      whole,
      weekday,
      gap0,
      day,
      gap1,
      month,
      gap2,
      year,
      gap3,
      hour,
      minute,
      second,
      fraction,
      gap4,
      zone,
    ) => {
      const offset = /^[+-]/.test(zone)
        ? (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)))
        : (ZONES[zone.replace(/[()]/g, '')] ?? 0)
      const local = Date.UTC(
        Number(year),
        MONTHS.indexOf(month),
        Number(day),
        Number(hour),
        Number(minute),
        second ? Number(second.slice(1)) : 0,
      )
      if (Math.abs(local - offset * 60_000 - from) > NEARBY) return whole
      const moved = new Date(local + delta)
      const two = (n: number): string => String(n).padStart(2, '0')
      // `09`, ` 9` and `9` are habits of programs; a blank belongs to the gap before it.
      const padded = day.length === 2 && day[0] === '0'
      const newDay = padded ? two(moved.getUTCDate()) : String(moved.getUTCDate())
      const spaced = !padded && day.length === 1 && gap0 === '  '
      const gap = spaced && newDay.length === 2 ? ' ' : gap0
      return [
        weekday ? `${DAYS[moved.getUTCDay()]},${gap}` : '',
        newDay,
        gap1,
        MONTHS[moved.getUTCMonth()],
        gap2,
        moved.getUTCFullYear(),
        gap3,
        `${two(moved.getUTCHours())}:${two(moved.getUTCMinutes())}`,
        second ? `:${two(moved.getUTCSeconds())}` : '',
        fraction ?? '',
        gap4,
        zone,
      ].join('')
    },
  )
}

/** Zones of relays seen in list mail, minutes east; an unknown one only widens the nearness test. */
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  PST: -480,
  PDT: -420,
  CET: 60,
  CEST: 120,
  AEDT: 660,
  AEST: 600,
}

/** Unix seconds of signatures (`t=`, `x=`). */
function shiftStamps(text: string, from: number, delta: number): string {
  return text.replace(/\b([tx]=)(1\d{9})\b/g, (whole, tag, stamp) =>
    Math.abs(Number(stamp) * 1000 - from) > NEARBY
      ? whole
      : `${tag}${Number(stamp) + Math.round(delta / 1000)}`,
  )
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const FIGURES = '0123456789'
const HEX = '0123456789abcdef'

/**
 * Another token of the same grammar: every character is replaced by one of its kind, where the word around it looks
 * made by a machine. Plain words (`git-send-email`, a name) stay, and so do time stamps, which move by `delta`.
 */
export function likeToken(token: string, dice: Dice, delta = 0): string {
  return token.replace(/[A-Za-z0-9]+/g, (word) => {
    const stamp = /^(20\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?$/.exec(word)
    if (stamp && Number(stamp[2]) <= 12 && Number(stamp[3]) <= 31) {
      const given = stamp.slice(1).map((part) => Number(part ?? 0))
      const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = given
      const moved = new Date(Date.UTC(year, month - 1, day, hour, minute, second) + delta)
      return moved.toISOString().replace(/\D/g, '').slice(0, word.length)
    }
    // Short numbers count mails of a series; they are a habit.
    if (/^\d{1,2}$/.test(word)) return word
    if (/^\d+$/.test(word)) return fromAlphabet(word, FIGURES, dice)
    if (/^(?=.*\d)[0-9a-f]{4,}$/.test(word) || /^[0-9a-f]{12,}$/.test(word))
      return fromAlphabet(word, HEX, dice)
    if (/^(?=.*\d)[0-9A-F]{4,}$/.test(word)) return fromAlphabet(word, HEX.toUpperCase(), dice)
    // `name1`: a person's login.
    if (/^[a-z]{3,}\d{1,2}$/.test(word)) return word
    if (/^[a-z]+$/.test(word) || /^[A-Z][a-z]*$/.test(word)) return word
    if (/^[A-Z]{1,4}$/.test(word)) return word
    return [...word]
      .map((c) =>
        /\d/.test(c)
          ? String(dice.below(10))
          : c === c.toLowerCase()
            ? LOWER[dice.below(26)]
            : LOWER[dice.below(26)]!.toUpperCase(),
      )
      .join('')
  })
}

function fromAlphabet(word: string, alphabet: string, dice: Dice): string {
  // The first figure of a number is never 0.
  return [...word]
    .map((c, i) =>
      i === 0 && c !== '0' && alphabet === FIGURES ? FIGURES[1 + dice.below(9)] : dice.pick([...alphabet]),
    )
    .join('')
}

/** A fresh Message-ID as the same program would make it at another time. */
export function likeMessageId(id: string, dice: Dice, delta: number): string {
  const at = id.lastIndexOf('@')
  const local = at < 0 ? id : id.slice(0, at)
  const host = at < 0 ? '' : id.slice(at)
  if (host === '@mail.gmail.com') return `${local.slice(0, 3)}${likeText(local.slice(3), dice)}${host}`
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i.exec(local)
  const fresh = likeToken(local, dice, delta)
  if (uuid) return `${fresh.slice(0, 14)}${uuid[1]}${fresh.slice(15)}${host}`
  return `${fresh}${host.replace(/[A-Za-z0-9]*\d[A-Za-z0-9]{5,}/g, (word) => likeToken(word, dice))}`
}

/** Base64-like text with every letter and figure thrown anew, its punctuation and line breaks kept. */
export function likeText(text: string, dice: Dice): string {
  return text.replace(/[A-Za-z0-9]/g, () => {
    const n = dice.below(62)
    return n < 10 ? String(n) : n < 36 ? LOWER[n - 10]! : LOWER[n - 36]!.toUpperCase()
  })
}

/** Fields whose whole value is random to everybody but the server that wrote it. */
const OPAQUE = new Set([
  'x-gm-message-state',
  'x-google-smtp-source',
  'x-ymail-osg',
  'x-provags-id',
  'x-ui-out-filterresults',
  'x-ms-exchange-antispam-messagedata-0',
  'x-ms-exchange-antispam-messagedata-chunkcount',
  'x-microsoft-antispam-message-info',
  'x-me-sender',
  'x-me-proxy',
  'x-proofpoint-guid',
  'x-proofpoint-orig-guid',
  'x-zohomailclient-token',
  'x-hm-tid',
  'x-qq-sendsize',
])

/** Signatures, queue ids and tokens thrown anew: the same kind of value, never the same twice. */
export function refreshTokens(fields: readonly RawField[], dice: Dice, delta = 0): RawField[] {
  return fields.map((one) => {
    if (/^(x-google-|arc-)?dkim-signature$|^arc-(seal|message-signature)$|^x-sonic-dkim-sign$/.test(one.key))
      return {
        ...one,
        value: one.value.replace(
          /(^|[;\s])(bh?)=([\s\S]*?)(?=;|$)/g,
          (_whole, before, tag, value) => `${before}${tag}=${likeSignature(value, dice)}`,
        ),
      }
    if (one.key === 'received' || one.key === 'x-received')
      return {
        ...one,
        value: one.value.replace(
          /(\s(?:id|SMTP id|ESMTPSA id|SMTPS id)\s+)([^\s;]+)/gi,
          (_whole, before, id) => `${before}${likeQueueId(id, dice, delta)}`,
        ),
      }
    if (OPAQUE.has(one.key)) return { ...one, value: likeText(one.value, dice) }
    return one
  })
}

/** Gmail's ends in the date and time, point by point. */
function likeQueueId(id: string, dice: Dice, delta: number): string {
  const dated = /^(.*\.)(20\d\d)\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)$/.exec(id)
  if (!dated) return likeToken(id, dice)
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = dated.slice(2).map(Number)
  const moved = new Date(Date.UTC(year, month - 1, day, hour, minute, second) + delta)
  return `${likeToken(dated[1]!, dice)}${moved.toISOString().slice(0, 19).replace(/[-T:]/g, '.')}`
}

function likeSignature(value: string, dice: Dice): string {
  const tail = /=+\s*$/.exec(value)?.[0] ?? ''
  return likeText(value.slice(0, value.length - tail.length), dice) + tail
}
