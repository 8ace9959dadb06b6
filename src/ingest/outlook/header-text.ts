import type { OutlookPerson } from './outlook-address.ts'

/** Header fields written from properties (RFC 5322 §2.2, RFC 2047). Nothing in a property can end a line. */

const LINE = 76
/** A word that, with the name of its field, still fits a line (RFC 5322 §2.1.1). */
const WORD_LIMIT = 900
/** Bytes of UTF-8 in one encoded-word, so that it stays below 75 characters (RFC 2047 §2). */
const WORD_BYTES = 42
const SAFE_ADDRESS = /^[^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@\\]+$/

/** `Name: value`, folded, CRLF included. */
export function fieldOf(name: string, words: readonly string[]): string {
  let text = `${name}:`
  let line = text.length
  for (const word of words) {
    if (line + 1 + word.length > LINE && line > name.length + 1) {
      text += `\r\n ${word}`
      line = 1 + word.length
    } else {
      text += ` ${word}`
      line += 1 + word.length
    }
  }
  return `${text}\r\n`
}

/** Words of unstructured text, encoded when it is not plain ASCII or could be taken for encoded. */
export function textWords(text: string): readonly string[] {
  const plain = singleLine(text)
  const words = plain.split(' ')
  const fits = /^[\x20-\x7e]*$/.test(plain) && !plain.includes('=?')
  return fits && words.every((word) => word.length < WORD_LIMIT) ? words : encodedWords(plain)
}

/** Words of an address list; an element never stands without its comma. */
export function addressWords(people: readonly OutlookPerson[]): readonly string[] {
  return people.flatMap((person, index) => {
    const words = [...phraseWords(person.name), addressOf(person)]
    if (index < people.length - 1) words.push(`${words.pop()},`)
    return words
  })
}

/** An identifier list such as References: only what looks like identifiers. */
export function identifierWords(text: string): readonly string[] {
  return singleLine(text)
    .split(' ')
    .filter((word) => /^[\x21-\x7e]{1,900}$/.test(word))
}

/** `Thu, 13 Jun 2024 09:12:00 +0000`. */
export function dateText(time: number): string {
  const date = new Date(time)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = DAYS[date.getUTCDay()]!
  const month = MONTHS[date.getUTCMonth()]!
  const year = String(date.getUTCFullYear()).padStart(4, '0')
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')
  return `${day}, ${two(date.getUTCDate())} ${month} ${year} ${clock} +0000`
}

const DAYS: readonly string[] = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')
const MONTHS: readonly string[] = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** A parameter of a MIME field (RFC 2045 §5.1, RFC 2231): `; name="value"`, one to a line. */
export function parameterOf(name: string, value: string): string {
  const plain = singleLine(value).slice(0, 255)
  if (/^[\x20-\x7e]*$/.test(plain)) return `;\r\n ${name}="${plain.replace(/["\\]/g, '\\$&')}"`
  const encoded = [...Buffer.from(plain.toWellFormed())]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[A-Za-z0-9._-]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
  return `;\r\n ${name}*=UTF-8''${encoded}`
}

/** A line break in a property would begin another field: somebody else's, of the sender's choice. */
export function singleLine(text: string): string {
  let line = ''
  for (const character of text) line += character < ' ' || character === '\x7f' ? ' ' : character
  return line.replace(/ {2,}/g, ' ').trim()
}

function phraseWords(name: string): readonly string[] {
  const plain = singleLine(name)
  if (plain === '') return []
  if (!/^[\x20-\x7e]*$/.test(plain) || plain.includes('=?') || plain.length > 500) return encodedWords(plain)
  if (/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*$/.test(plain)) return plain.split(' ')
  return [`"${plain.replace(/["\\]/g, '\\$&')}"`]
}

/**
 * `<ann@example.org>`. What is no SMTP address is kept readable before a host that cannot exist (RFC 2606), which
 * says what it is: `<"/o=Example/cn=ann"@x500.invalid>`.
 */
function addressOf({ name, type, address }: OutlookPerson): string {
  if (SAFE_ADDRESS.test(address) && !/[^\x21-\x7e]/.test(address)) return `<${address}>`
  const kind = type === 'EX' ? 'x500' : type === '' ? 'name' : type.toLowerCase().replace(/[^a-z0-9]/g, '')
  const text = singleLine(address === '' ? name : address)
  const local = /^[\x20-\x7e]*$/.test(text)
    ? text.replace(/["\\]/g, '\\$&')
    : encodeURIComponent(text.toWellFormed())
  return `<"${local}"@${kind === '' ? 'unknown' : kind}.invalid>`
}

function encodedWords(text: string): readonly string[] {
  const words: string[] = []
  let piece = ''
  let bytes = 0
  for (const character of text.toWellFormed()) {
    const size = Buffer.byteLength(character)
    if (bytes + size > WORD_BYTES) {
      words.push(piece)
      piece = ''
      bytes = 0
    }
    piece += character
    bytes += size
  }
  if (piece !== '') words.push(piece)
  return words.map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`)
}
