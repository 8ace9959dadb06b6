import { type MapiProperty, readMapiProperties } from './mapi-properties.ts'

const SIGNATURE = 0x223e9f78

/** Attribute identifiers of [MS-OXTNEF] §2.1.3.2, without the type in the upper half. */
const ATTRIBUTE = {
  subject: 0x8004,
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  transportName: 0x9001,
  renderData: 0x9002,
  messageProperties: 0x9003,
  attachProperties: 0x9005,
  codepage: 0x9007,
} as const

/** Bytes in the TNEF, half-open. */
export interface TnefRange {
  readonly start: number
  readonly end: number
}

export interface TnefAttachment {
  readonly properties: readonly MapiProperty[]
  /** `attAttachData`: the content when it is a plain file, or an OLE object. */
  readonly data?: TnefRange
  /** `attAttachTitle`: mostly the short name, in the code page. */
  readonly title?: TnefRange
  readonly transportName?: TnefRange
}

/** A TNEF taken apart; all places count in its bytes. */
export interface Tnef {
  readonly codepage: number
  readonly properties: readonly MapiProperty[]
  /** `attBody`: plain text in the code page. */
  readonly body?: TnefRange
  /** `attSubject`, in the code page. */
  readonly subject?: TnefRange
  readonly attachments: readonly TnefAttachment[]
  /** It breaks off, or a property list in it does. */
  readonly damaged: boolean
  /** Attributes whose checksum is not that of their bytes; they are read all the same. */
  readonly badChecksums: number
}

/** Attack: fifty thousand attributes of no bytes, each a new attachment. */
const MAX_ATTACHMENTS = 5_000

/**
 * Takes a TNEF apart ([MS-OXTNEF] §2.1): attributes in order, `attAttachRendData` beginning each attachment.
 * Undefined when it does not begin as one. Checksums are compared and otherwise ignored. Never throws; linear.
 */
export function readTnef(bytes: Buffer): Tnef | undefined {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return undefined
  const found: { -readonly [K in 'codepage' | 'body' | 'subject']?: Tnef[K] } = {}
  const properties: MapiProperty[] = []
  const attachments: (Omit<{ -readonly [K in keyof TnefAttachment]: TnefAttachment[K] }, 'properties'> & {
    readonly properties: MapiProperty[]
  })[] = []
  let damaged = false
  let badChecksums = 0
  const addProperties = (to: MapiProperty[], range: TnefRange): void => {
    const read = readMapiProperties(bytes, range.start, range.end)
    if (read.damaged) damaged = true
    for (const property of read.list) to.push(property)
  }

  let at = 6
  while (at < bytes.length) {
    if (at + 9 > bytes.length) {
      // Line ends and zeros that the way through mail added.
      damaged ||= bytes.subarray(at).some((byte) => byte > 32)
      break
    }
    const level = bytes[at]
    const id = bytes.readUInt16LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const start = at + 9
    const end = Math.min(start + length, bytes.length)
    const isWhole = start + length + 2 <= bytes.length
    if (!isWhole) damaged = true
    else if (checksum(bytes, start, end) !== bytes.readUInt16LE(end)) badChecksums++
    at = start + length + 2
    const range: TnefRange = { start, end }
    if (level === 2) {
      if (id === ATTRIBUTE.renderData) {
        if (attachments.length >= MAX_ATTACHMENTS) {
          damaged = true
          break
        }
        attachments.push({ properties: [] })
        continue
      }
      if (attachments.length === 0) attachments.push({ properties: [] })
      const attachment = attachments[attachments.length - 1]
      if (!attachment) continue
      if (id === ATTRIBUTE.attachData) attachment.data ??= range
      else if (id === ATTRIBUTE.attachTitle) attachment.title ??= range
      else if (id === ATTRIBUTE.transportName) attachment.transportName ??= range
      else if (id === ATTRIBUTE.attachProperties) addProperties(attachment.properties, range)
      continue
    }
    if (level !== 1) {
      // Not at the start of an attribute any more: nothing after this place can be found.
      damaged = true
      break
    }
    if (id === ATTRIBUTE.messageProperties) addProperties(properties, range)
    else if (id === ATTRIBUTE.body) found.body ??= range
    else if (id === ATTRIBUTE.subject) found.subject ??= range
    else if (id === ATTRIBUTE.codepage && end - start >= 4) found.codepage = bytes.readUInt32LE(start)
  }
  return {
    codepage: found.codepage ?? 1252,
    properties,
    ...(found.body ? { body: found.body } : {}),
    ...(found.subject ? { subject: found.subject } : {}),
    attachments,
    damaged,
    badChecksums,
  }
}

/** The sum of the bytes, 16 bits ([MS-OXTNEF] §2.1.3.3). */
function checksum(bytes: Buffer, start: number, end: number): number {
  let sum = 0
  for (let at = start; at < end; at++) sum = (sum + (bytes[at] as number)) & 0xffff
  return sum
}
