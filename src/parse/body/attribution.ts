import type { Mailbox } from '../../model/message.ts'
import { cleanName, findAddress } from './claimed-mailbox.ts'
import { findHumanDate } from './human-date.ts'
import { OPENERS, WROTE } from './reply-words.ts'
import type { TextLine } from './text-line.ts'
import { mayBegin } from './word-starts.ts'

/** "On … wrote:", read. */
export interface Attribution {
  /** How many lines it takes. */
  readonly lines: number
  readonly from?: Mailbox
  readonly dateText?: string
  readonly time?: number
}

const LINES = 4
const LENGTH = 500
/** Some clients leave the colon out. */
const ENDS_OPEN = /(?:\bwrote|\bschrieb|a écrit|^(?:quoting|zitat von) .*)$/i

/**
 * The attribution that begins at line `index`, over at most four lines, in the forms of common clients. `followed`
 * says that quoted text comes next, which makes weaker lines believable: then a verb is enough; else a date is
 * needed, together with a verb or an address.
 */
export function attributionAt(
  lines: readonly TextLine[],
  index: number,
  followed: (line: number) => boolean,
): Attribution | undefined {
  const first = lines[index]
  if (!first || first.text === '' || first.text.length > LENGTH) return undefined
  let wraps: boolean | undefined
  let text = ''
  for (let count = 1; count <= LINES; count++) {
    const line = lines[index + count - 1]
    if (!line || line.text === '' || (count > 1 && line.mark !== first.mark)) return undefined
    text = count === 1 ? line.text : `${text} ${line.text}`
    if (text.length > LENGTH) return undefined
    const quoteNext = followed(index + count)
    if (endsInColon(text) || (quoteNext && text.length < 200 && ENDS_OPEN.test(text))) {
      const read = readAttribution(text, quoteNext)
      if (read) return { ...read, lines: count }
    }
    wraps ??= opens(first.text)
    if (!wraps) return undefined
  }
  return undefined
}

/** A colon at the end, marks of emphasis or quoting behind it. */
function endsInColon(text: string): boolean {
  let i = text.length - 1
  while (i >= 0 && '*_>»'.includes(text.charAt(i))) i--
  const c = text.charCodeAt(i)
  return c === 58 || c === 0xff1a
}

const mayOpen = mayBegin(OPENERS)

/** Begins like an attribution that may go on in the next line. */
function opens(text: string): boolean {
  const word = mayOpen(text, 0)
  if (!word && !mayBeginWithDay(text)) return false
  const lower = text.slice(0, 40).toLowerCase()
  if (word && OPENERS.some((opener) => lower.startsWith(opener))) return true
  return BEGINS_WITH_DAY.test(lower)
}

/** A number, or a word and a number: `13. Juni`, `Thu, 13 Jun`, `2024年`. */
const BEGINS_WITH_DAY = /^[«„"'*]?(?:\d{1,4}[\s./年년-]|\p{L}{2,12}\.?,? \d)/u

/** The same, by hand: false when the expression cannot match. */
function mayBeginWithDay(text: string): boolean {
  let i = '«„"\'*'.includes(text.charAt(0)) ? 1 : 0
  if (isDigit(text.charCodeAt(i))) return true
  for (let c = text.charCodeAt(i); !isDigit(c); c = text.charCodeAt(++i)) {
    if (c >= 128) return true
    const isWord = (c >= 97 && c <= 122) || (c >= 65 && c <= 90)
    if (i > 16 || !(isWord || c === 32 || c === 44 || c === 46)) return false
  }
  return true
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57

function readAttribution(text: string, followed: boolean): Omit<Attribution, 'lines'> | undefined {
  const hasDay = DIGIT.test(text)
  if (!hasDay && !followed) return undefined
  const lower = text.toLowerCase()
  const verb = findVerb(lower)
  const address = findAddress(text)
  const quoting = /^(?:quoting|quoth|zitat von) /i.test(text)
  if (!quoting && verb === undefined && address === undefined) return undefined
  const date = hasDay ? findHumanDate(text) : undefined
  const strong = date !== undefined && (quoting || verb !== undefined || address !== undefined)
  if (!strong && !(followed && (verb !== undefined || (address !== undefined && text.length < 120))))
    return undefined
  // Running text that happens to end in a colon says more than an attribution has room for.
  if (!strong && text.length > 200) return undefined
  const name = nameIn(text, verb, date, address)
  return {
    ...((name !== '' || address) && { from: { name, address: address?.address ?? '' } }),
    ...(date && { dateText: text.slice(date.start, date.end) }),
    ...(date?.time !== undefined && { time: date.time }),
  }
}

/** Of any script that dates are read in. */
const DIGIT = /[\d\u0660-\u0669\u06f0-\u06f9]/

interface Place {
  readonly start: number
  readonly end: number
}

/** The last verb of writing that stands as a word of its own. */
function findVerb(lower: string): Place | undefined {
  let best: Place | undefined
  for (const verb of WROTE) {
    const start = lower.lastIndexOf(verb)
    if (start < 0) continue
    if (isLetter(lower[start - 1]) && verb.charCodeAt(0) < 0x500) continue
    const end = start + verb.length
    if (isLetter(lower[end]) && verb.charCodeAt(0) < 0x500) continue
    if (!best || start < best.start) best = { start, end }
  }
  return best
}

const isLetter = (c: string | undefined): boolean => c !== undefined && /\p{L}/u.test(c)

/** Small words between date, name and verb. */
const FILLERS =
  /^(?:(?:at|um|uhr|à|a|as|às|ás|las|la|alle|ore|om|uur|kl|klo|ora|o|в|г|от|the|user|пользователь|користувач|uživatel|odesílatel|použivatel|użytkownik|tarihinde|ساعت|بتاريخ|מאת|by|from|von|de|am|on|le|el|il|op|em|den|dnia|mr|via|,|at:|h|hs|hrs|的|于|於|在|ο|η|χρήστης|ص|م|تمت كتابة ما يلي بواسطة|missatge|del dia|wiadomość|napisana przez|heeft|hat|het|je|oseba|lietotājs|—|plkst|kell|kirjutas|keltezéssel|vào|lúc|pukul|เวลา|ในวันที่|को|बजे|ने|pm)(?=[\s,.:]|$)[\s,.:]*)+/iu
const LAST_FILLERS =
  /(?:님이|さんが|さんは|さん|于|於|在|tarihinde(?: şunu)?|şunu|\(a\)|\/a|e-?mail|has|have|ezt|در|ने| het volgende| folgendes| je| је|:|：)+$/iu

/** The name stands between what was recognised. */
function nameIn(
  text: string,
  verb: Place | undefined,
  date: Place | undefined,
  address: Place | undefined,
): string {
  const stop = text.search(/[:：]\W*$/)
  const limit = stop < 0 ? text.length : stop
  const marks = [verb, date, address].filter((place) => place !== undefined)
  const before = (end: number): string => {
    let start = 0
    for (const mark of marks) if (mark.end <= end && mark.end > start) start = mark.end
    return text.slice(start, end)
  }
  let name = ''
  if (address) name = tidyName(before(address.start))
  else if (verb) {
    name = tidyName(text.slice(verb.end, nextMark(marks, verb.end, limit)))
    if (name === '') name = tidyName(before(verb.start))
  } else if (date) name = tidyName(text.slice(date.end, limit))
  return name.length > 100 || name.split(' ').length > 8 ? '' : name
}

function nextMark(marks: readonly Place[], from: number, limit: number): number {
  let next = limit
  for (const mark of marks) if (mark.start >= from && mark.start < next) next = mark.start
  return next
}

function tidyName(written: string): string {
  let name = cleanName(written)
  for (let round = 0; round < 2; round++)
    name = cleanName(name.replace(FILLERS, '').replace(LAST_FILLERS, ''))
  return /\p{L}/u.test(name) ? name : ''
}
