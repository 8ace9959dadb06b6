/** Marks in Outlook items (.msg, [MS-OXMSG]): properties that name the mailbox, its owner, the server and the copy. */
import type { MarkMeaning } from '../../model/leak-mark.ts'
import { type CompoundEntry, type CompoundFile, openCompound } from '../../parse/attachments/compound-file.ts'
import { codePageText, fileTime } from '../../parse/attachments/property-set.ts'
import { decompressRtf } from '../../parse/mime/compressed-rtf.ts'
import { utf16Text } from '../../parse/mime/utf16-text.ts'
import { cleanMail, mailMarks } from './mail-marks.ts'
import type { MarkList } from './mark-list.ts'
import { markupMarks } from './markup-marks.ts'
import { rtfMarks } from './rtf-marks.ts'
import { textMarks } from './text-marks.ts'

type Told = readonly [code: string, means: MarkMeaning, label: string]

/** Of one property; of one body. */
const MAX_PROPERTY = 1024 * 1024
const MAX_BODY = 32 * 1024 * 1024
const MAX_TOTAL = 256 * 1024 * 1024
/** Properties looked at. */
const MAX_PROPERTIES = 20_000

/** By number ([MS-OXPROPS]). */
const PROPERTIES: Readonly<Record<string, Told>> = {
  '0c1a': ['mail.sender', 'person', 'sender'],
  '0c1f': ['mail.sender', 'person', 'sender'],
  '5d01': ['mail.sender', 'person', 'sender'],
  '0042': ['mail.sender', 'person', 'sent for'],
  '0065': ['mail.sender', 'person', 'sent for'],
  '5d02': ['mail.sender', 'person', 'sent for'],
  '0040': ['mail.recipient', 'recipient', 'received by'],
  '0076': ['mail.recipient', 'recipient', 'received by'],
  '5d07': ['mail.recipient', 'recipient', 'received by'],
  '0044': ['mail.recipient', 'recipient', 'received for'],
  '0078': ['mail.recipient', 'recipient', 'received for'],
  '5d08': ['mail.recipient', 'recipient', 'received for'],
  '0e02': ['mail.recipient', 'recipient', 'Bcc'],
  '0e03': ['mail.recipient', 'recipient', 'Cc'],
  '0e04': ['mail.recipient', 'recipient', 'To'],
  '0074': ['mail.recipient', 'recipient', 'To of the original'],
  '0050': ['mail.sender', 'person', 'replies to'],
  '3ff8': ['outlook.person', 'person', 'made by'],
  '3ffa': ['outlook.person', 'person', 'last changed by'],
  '1035': ['mail.message-id', 'copy', 'Message-ID'],
  '1042': ['mail.message-id', 'copy', 'In-Reply-To'],
  '1039': ['mail.message-id', 'copy', 'References'],
  '1046': ['mail.message-id', 'copy', 'first Message-ID'],
  '0071': ['mail.thread', 'copy', 'conversation'],
  '3013': ['mail.thread', 'copy', 'conversation'],
  '300b': ['outlook.copy-id', 'copy', 'number of the item'],
  '65e0': ['outlook.copy-id', 'copy', 'source of the item'],
  '65e2': ['outlook.copy-id', 'copy', 'change of the item'],
  '65e3': ['outlook.copy-id', 'copy', 'changes before'],
  '0fff': ['outlook.copy-id', 'copy', 'place in the mailbox'],
  '003f': ['outlook.mailbox', 'recipient', 'mailbox that received it'],
  '0043': ['outlook.mailbox', 'recipient', 'mailbox it was received for'],
  '0051': ['outlook.mailbox', 'recipient', 'mailbox that received it'],
  '0052': ['outlook.mailbox', 'recipient', 'mailbox it was received for'],
  '0e28': ['outlook.account', 'recipient', 'account'],
  '0e29': ['outlook.account', 'recipient', 'account'],
  '4023': ['outlook.mailbox', 'recipient', 'made in the mailbox'],
  '4025': ['outlook.mailbox', 'recipient', 'last changed in the mailbox'],
}
/** Of a recipient, in a storage of its own. */
const RECIPIENT: Readonly<Record<string, Told>> = {
  '3001': ['mail.recipient', 'recipient', ''],
  '3003': ['mail.recipient', 'recipient', ''],
  '39fe': ['mail.recipient', 'recipient', ''],
  '5ff6': ['mail.recipient', 'recipient', ''],
  '3a20': ['mail.recipient', 'recipient', ''],
  '0fff': ['outlook.mailbox', 'recipient', 'directory entry'],
}
/** Of an attachment. */
const ATTACHMENT: Readonly<Record<string, Told>> = {
  '3708': ['outlook.folder', 'place', 'taken from'],
  '370d': ['outlook.folder', 'place', 'taken from'],
  '3712': ['html.content-id', 'copy', ''],
  '3713': ['html.remote-content', 'place', ''],
}
/** Times in the list of fixed properties. */
const TIMES: Readonly<Record<number, string>> = {
  12295: 'made in this mailbox',
  12296: 'last changed',
  3590: 'delivered',
  57: 'sent',
}

/** Adds the marks of an Outlook item and of the items inside it. Never throws. */
export async function outlookMarks(list: MarkList, bytes: Buffer): Promise<void> {
  const file = openCompound(bytes)
  if (file === undefined) {
    list.notRead.push('the file is too short to be read')
    return
  }
  let total = 0
  let count = 0
  for (const entry of file.entries) {
    // Names of properties, no values.
    if (/(?:^|\/)__nameid_/i.test(entry.path)) continue
    const property = propertyOf(entry)
    if (property === undefined && entry.name !== '__properties_version1.0') continue
    if (++count > MAX_PROPERTIES || total > MAX_TOTAL) {
      list.notRead.push(`only ${count - 1} properties were looked into`)
      break
    }
    const { path } = entry
    if (property === undefined) {
      timeMarks(list, file.read(entry, MAX_PROPERTY), path)
      continue
    }
    const isBody = BODIES.has(property.number)
    const content = file.read(entry, isBody ? MAX_BODY : MAX_PROPERTY)
    total += content.length
    if (entry.size > content.length) list.notRead.push(`${path}: only the beginning was looked into`)
    if (isBody) await bodyMarks(list, property, content, path)
    else valueMark(list, property, content, path)
  }
  for (const damage of file.damage.slice(0, 5)) list.notRead.push(damage)
}

const BODIES: ReadonlySet<string> = new Set(['1000', '1009', '1013', '007d', '0037'])

interface Property {
  readonly number: string
  readonly type: string
}

function propertyOf({ kind, name }: CompoundEntry): Property | undefined {
  const found = kind === 'stream' ? /^__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})$/i.exec(name) : null
  return found === null ? undefined : { number: found[1]!.toLowerCase(), type: found[2]!.toLowerCase() }
}

/** Some writers end texts with a zero. */
const textOf = ({ type }: Property, content: Buffer): string =>
  (type === '001f' ? utf16Text(content) : codePageText(content, 1252)).replace(/\0+$/, '')

async function bodyMarks(list: MarkList, property: Property, content: Buffer, path: string): Promise<void> {
  switch (property.number) {
    case '007d':
      // The header as it came, with all its fields.
      mailMarks(list, Buffer.from(`${textOf(property, content).replace(/\0/g, '').trimEnd()}\r\n\r\n`), path)
      return
    case '1013':
      markupMarks(list, property.type === '0102' ? content.toString('utf8') : textOf(property, content), path)
      return
    case '1009': {
      const { bytes: rtf, invalid } = decompressRtf(content, MAX_BODY)
      if (invalid) list.notRead.push(`${path}: the formatted text could not be unpacked`)
      if (rtf.length > 0) await rtfMarks(list, rtf, path)
      return
    }
    default:
      // Before the subject can stand how long its prefix is ([MS-OXCMSG] §2.2.1.46).
      textMarks(list, textOf(property, content).replace(/^\u0001./, ''), {
        part: path,
        lines: property.number === '1000',
      })
  }
}

function valueMark(list: MarkList, property: Property, content: Buffer, path: string): void {
  const storage = path.split('/').at(-2) ?? ''
  const known = /^__recip/i.test(storage) ? RECIPIENT : /^__attach/i.test(storage) ? ATTACHMENT : PROPERTIES
  const told = Object.hasOwn(known, property.number) ? known[property.number] : undefined
  const add = (code: string, means: MarkMeaning, value: string): void =>
    list.add({ code, means, part: path, value, range: { start: 0, end: content.length } })
  const isText = property.type === '001f' || property.type === '001e'
  if (told !== undefined) {
    const value = isText ? textOf(property, content).replace(/\0/g, '') : binaryText(content)
    if (value.trim() !== '') add(told[0], told[1], told[2] === '' ? value : `${told[2]}: ${value}`)
    return
  }
  if (/^__attach/i.test(storage) && (property.number === '3707' || property.number === '3704')) {
    add(
      'mail.attachment',
      'hidden',
      `${textOf(property, content).replace(/\0/g, '')}: look into it by itself`,
    )
    return
  }
  // Named properties: X- fields of the header, account names and what add-ins keep; only texts tell something.
  if (isText && Number.parseInt(property.number, 16) >= 0x8000 && content.length > 2)
    add('outlook.other', 'copy', textOf(property, content).replace(/\0/g, ''))
}

/** Readable stretches of a directory entry or search key (`/o=…/cn=Recipients/cn=…`), else its digits. */
function binaryText(content: Buffer): string {
  const wide = utf16Text(content).match(/[\u0020-\u024f]{12,}/g) ?? []
  const narrow = content.toString('latin1').match(/[ -~]{12,}/g) ?? []
  const readable = [...narrow, ...wide].join(', ')
  return readable === '' ? content.toString('hex').slice(0, 120) : readable
}

/** Fixed properties stand in rows of 16 bytes behind a header of 8 to 32 ([MS-OXMSG] §2.4). */
function timeMarks(list: MarkList, content: Buffer, path: string): void {
  for (let at = content.length % 16; at + 16 <= content.length; at += 16) {
    const label = TIMES[content.readUInt16LE(at + 2)]
    if (label === undefined || content.readUInt16LE(at) !== 0x40) continue
    const time = fileTime(content, at + 8)
    if (time !== undefined)
      list.add({
        code: 'mail.time',
        means: 'time',
        part: path,
        value: `${label}: ${new Date(time).toISOString()}`,
        range: { start: at + 8, end: at + 16 },
      })
  }
}

/** The text of an item under its subject, as of a mail. */
export function cleanOutlook(
  bytes: Buffer,
): { readonly text: string; readonly changes: readonly string[] } | undefined {
  const file = openCompound(bytes)
  if (file === undefined) return undefined
  const subject = rootText(file, '0037').replace(/[\r\n\0]+/g, ' ')
  const plain = rootText(file, '1000').replace(/\0/g, '')
  const html = rootBytes(file, '10130102')?.toString('utf8') ?? rootText(file, '1013')
  if (subject === '' && plain === '' && html === '') return undefined
  const type = plain !== '' ? 'plain' : 'html'
  const { text, changes } = cleanMail(
    Buffer.from(
      `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(plain !== '' ? plain : html).toString('base64')}\r\n`,
    ),
    subject,
  )
  const attached = file.entries.some(({ name }) => /^__attach/i.test(name))
  return { text, changes: attached ? [...changes, 'attachments were left out'] : changes }
}

function rootBytes(file: CompoundFile, name: string): Buffer | undefined {
  const entry = file.find(`__substg1.0_${name}`)
  return entry === undefined ? undefined : file.read(entry, MAX_BODY)
}

function rootText(file: CompoundFile, number: string): string {
  for (const type of ['001f', '001e']) {
    const content = rootBytes(file, `${number}${type}`)
    if (content !== undefined) return textOf({ number, type }, content)
  }
  return ''
}
