import { type OutlookProperties, PROPERTY, textOf } from './outlook-item.ts'

/** A person as Outlook knows them. */
export interface OutlookPerson {
  readonly name: string
  /** `SMTP`, `EX` (an X.500 name inside an Exchange organisation), `FAX`, …; empty when nothing is known. */
  readonly type: string
  readonly address: string
}

interface PersonProperties {
  readonly name: number
  readonly type: number
  readonly address: number
  readonly smtp: number
}

export const SENDER: PersonProperties = {
  name: PROPERTY.senderName,
  type: PROPERTY.senderAddressType,
  address: PROPERTY.senderEmailAddress,
  smtp: PROPERTY.senderSmtpAddress,
}
export const REPRESENTED: PersonProperties = {
  name: PROPERTY.sentRepresentingName,
  type: PROPERTY.sentRepresentingAddressType,
  address: PROPERTY.sentRepresentingEmailAddress,
  smtp: PROPERTY.sentRepresentingSmtpAddress,
}
export const RECIPIENT: PersonProperties = {
  name: PROPERTY.displayName,
  type: PROPERTY.addressType,
  address: PROPERTY.emailAddress,
  smtp: PROPERTY.smtpAddress,
}

/** The SMTP address when Outlook kept one, else whatever it kept; undefined when it knows nothing. */
export function personOf(
  properties: OutlookProperties,
  numbers: PersonProperties,
  charset: string,
): OutlookPerson | undefined {
  const text = (number: number): string => (textOf(properties, number, charset) ?? '').trim()
  const name = text(numbers.name)
  const smtp = text(numbers.smtp)
  const address = text(numbers.address)
  if (smtp !== '') return { name, type: 'SMTP', address: smtp }
  if (address !== '') return { name, type: text(numbers.type).toUpperCase(), address }
  return name === '' ? undefined : { name, type: '', address: '' }
}

/** People of a list of names only, as Outlook shows it: `Ann Lee; Bob Roe`. */
export function namedPeople(text: string | undefined): readonly OutlookPerson[] {
  return (text ?? '')
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ name, type: '', address: '' }))
}

/** Provider of one-off entries, {812B1FA4-BEA3-1019-9D6E-00DD010F5402} ([MS-OXCDATA] §2.2.5.1). */
const ONE_OFF = '812b1fa4bea310199d6e00dd010f5402'
const PEOPLE_LIMIT = 200

/**
 * People of a FLATENTRYLIST ([MS-OXCDATA] §2.3.3): those kept as one-off entries, which hold name and address. An
 * entry of an address book has only its X.500 name, at its end (§2.2.5.2).
 */
export function peopleOfEntries(bytes: Uint8Array, charset: string): readonly OutlookPerson[] {
  const list = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const people: OutlookPerson[] = []
  if (list.length < 8) return people
  for (let at = 8; at + 4 <= list.length && people.length < PEOPLE_LIMIT; ) {
    const length = list.readUInt32LE(at)
    const entry = list.subarray(at + 4, at + 4 + length)
    if (entry.length < length) break
    const person = entry.toString('hex', 4, 20) === ONE_OFF ? oneOff(entry, charset) : undefined
    if (person !== undefined) people.push(person)
    // entries begin at multiples of four
    at += 4 + length + ((4 - (length % 4)) % 4)
  }
  return people
}

function oneOff(entry: Buffer, charset: string): OutlookPerson | undefined {
  if (entry.length < 24) return undefined
  const unicode = (entry.readUInt16LE(22) & 0x8000) !== 0
  const texts: string[] = []
  for (let at = 24; at < entry.length && texts.length < 3; ) {
    let end = at
    if (unicode) while (end + 1 < entry.length && entry.readUInt16LE(end) !== 0) end += 2
    else while (end < entry.length && entry[end] !== 0) end++
    const text = entry.subarray(at, end)
    texts.push(unicode ? text.toString('utf16le') : new TextDecoder(charset).decode(text))
    at = end + (unicode ? 2 : 1)
  }
  const [name = '', type = '', address = ''] = texts
  return name === '' && address === '' ? undefined : { name, type: type.toUpperCase(), address }
}
