import { charsetOf, charsetOfLocale, decodeText } from './code-page.ts'

/** A property value as it is kept ([MS-OXCDATA] §2.11.1). */
export interface OutlookValue {
  /** Property type, e.g. 0x001f for Unicode text. */
  readonly type: number
  readonly bytes: Uint8Array
}

/** Properties by their number ([MS-OXPROPS]). */
export type OutlookProperties = ReadonlyMap<number, OutlookValue>

/** An attachment; when neither its bytes nor a message could be had, `missing` says why. */
export interface OutlookAttachment {
  readonly properties: OutlookProperties
  readonly data?: Uint8Array
  readonly message?: OutlookItem
  readonly missing?: string
}

/** A message, contact, appointment or the like of Outlook, with everything of it that becomes mail. */
export interface OutlookItem {
  readonly properties: OutlookProperties
  readonly recipients: readonly OutlookProperties[]
  readonly attachments: readonly OutlookAttachment[]
  /** What else could not be taken over, in words for a person. */
  readonly missing: readonly string[]
}

/** Numbers of the properties that are read ([MS-OXPROPS], names without `PidTag`). */
export const PROPERTY = {
  importance: 0x0017,
  messageClass: 0x001a,
  subject: 0x0037,
  clientSubmitTime: 0x0039,
  subjectPrefix: 0x003d,
  sentRepresentingName: 0x0042,
  replyRecipientEntries: 0x004f,
  replyRecipientNames: 0x0050,
  sentRepresentingAddressType: 0x0064,
  sentRepresentingEmailAddress: 0x0065,
  conversationTopic: 0x0070,
  conversationIndex: 0x0071,
  transportMessageHeaders: 0x007d,
  recipientType: 0x0c15,
  senderName: 0x0c1a,
  senderAddressType: 0x0c1e,
  senderEmailAddress: 0x0c1f,
  displayBcc: 0x0e02,
  displayCc: 0x0e03,
  displayTo: 0x0e04,
  messageDeliveryTime: 0x0e06,
  messageFlags: 0x0e07,
  normalizedSubject: 0x0e1d,
  body: 0x1000,
  rtfCompressed: 0x1009,
  html: 0x1013,
  internetMessageId: 0x1035,
  internetReferences: 0x1039,
  inReplyToId: 0x1042,
  lastVerbExecuted: 0x1081,
  flagStatus: 0x1090,
  displayName: 0x3001,
  addressType: 0x3002,
  emailAddress: 0x3003,
  creationTime: 0x3007,
  attachDataBinary: 0x3701,
  attachFilename: 0x3704,
  attachMethod: 0x3705,
  attachLongFilename: 0x3707,
  attachMimeTag: 0x370e,
  attachContentId: 0x3712,
  attachContentLocation: 0x3713,
  smtpAddress: 0x39fe,
  internetCodepage: 0x3fde,
  messageLocaleId: 0x3ff1,
  messageCodepage: 0x3ffd,
  senderSmtpAddress: 0x5d01,
  sentRepresentingSmtpAddress: 0x5d02,
} as const

const NUMBERS: ReadonlySet<number> = new Set(Object.values(PROPERTY))

/** Whether a property is one that is read: the others need not be loaded. */
export function isRead(number: number): boolean {
  return NUMBERS.has(number)
}

export const TYPE = {
  int16: 0x0002,
  int32: 0x0003,
  boolean: 0x000b,
  object: 0x000d,
  int64: 0x0014,
  string8: 0x001e,
  unicode: 0x001f,
  time: 0x0040,
  binary: 0x0102,
} as const

/** FILETIME of 1970-01-01: 100-nanosecond steps since 1601. */
const EPOCH = 116_444_736_000_000_000n

/** Text of a property; undefined when it is absent, empty or no text. `charset` is for text that is not Unicode. */
export function textOf(properties: OutlookProperties, number: number, charset: string): string | undefined {
  const value = properties.get(number)
  if (value === undefined || (value.type !== TYPE.unicode && value.type !== TYPE.string8)) return undefined
  const text = decodeText(value.bytes, value.type === TYPE.unicode ? 'utf-16le' : charset)
  const end = text.indexOf('\0')
  const whole = end < 0 ? text : text.slice(0, end)
  return whole === '' ? undefined : whole
}

export function numberOf(properties: OutlookProperties, number: number): number | undefined {
  const value = properties.get(number)
  if (value === undefined) return undefined
  const view = viewOf(value.bytes)
  if (value.type === TYPE.int32 && view.byteLength >= 4) return view.getInt32(0, true)
  if (value.type === TYPE.int16 && view.byteLength >= 2) return view.getInt16(0, true)
  return undefined
}

/** Milliseconds. */
export function timeOf(properties: OutlookProperties, number: number): number | undefined {
  const value = properties.get(number)
  if (value === undefined || value.type !== TYPE.time || value.bytes.length < 8) return undefined
  const time = Number((viewOf(value.bytes).getBigInt64(0, true) - EPOCH) / 10_000n)
  // 1601 stands for no time; JavaScript dates end at 275760
  return time > -11_000_000_000_000 && time < 8.64e15 ? time : undefined
}

export function bytesOf(properties: OutlookProperties, number: number): Uint8Array | undefined {
  const value = properties.get(number)
  return value === undefined || value.type !== TYPE.binary || value.bytes.length === 0
    ? undefined
    : value.bytes
}

/**
 * Charset of the text of an item that is not Unicode: its code page, else that of the system it was written on, as
 * its language tells. The internet code page is that of the mail on the wire, so it comes last.
 */
export function charsetOfItem(properties: OutlookProperties): string {
  const named = charsetOf(numberOf(properties, PROPERTY.messageCodepage) ?? 0)
  const local = charsetOfLocale(numberOf(properties, PROPERTY.messageLocaleId) ?? 0)
  const wire = charsetOf(numberOf(properties, PROPERTY.internetCodepage) ?? 0)
  // what has two bytes a character, or switches between sets, is not how Windows keeps text
  for (const charset of [named, local, wire])
    if (charset !== undefined && !/^(utf-16|iso-2022|hz-)/.test(charset)) return charset
  return 'windows-1252'
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
