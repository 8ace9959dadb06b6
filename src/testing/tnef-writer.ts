// TNEF streams ([MS-OXTNEF]) and compressed RTF ([MS-OXRTFCP]) as Exchange writes them.

export interface WrittenProperty {
  readonly id: number
  readonly type: 0x0003 | 0x001e | 0x001f | 0x0040 | 0x0102 | 0x000d
  /** Text for strings, a number for 0x0003, milliseconds for 0x0040, bytes for the rest. */
  readonly value: string | number | Uint8Array
  /** For objects. */
  readonly interfaceId?: string
  /** A name of its own, for identifiers from 0x8000. */
  readonly name?: string
}

export interface WrittenAttachment {
  readonly title?: string
  readonly data?: Uint8Array
  readonly properties?: readonly WrittenProperty[]
}

export interface WrittenTnef {
  readonly codepage?: number
  readonly body?: string
  readonly subject?: string
  readonly properties?: readonly WrittenProperty[]
  readonly attachments?: readonly WrittenAttachment[]
  /** Added to every checksum. */
  readonly checksumError?: number
}

export const MESSAGE_INTERFACE = '0703020000000000c000000000000046'
export const STORAGE_INTERFACE = '0b00000000000000c000000000000046'

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
const short = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value & 0xffff)
  return bytes
}
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])

function valueBytes({ type, value, interfaceId }: WrittenProperty): Buffer {
  if (typeof value === 'number') {
    if (type === 0x0003) return word(value)
    const time = Buffer.alloc(8)
    time.writeBigUInt64LE((BigInt(value) + 11_644_473_600_000n) * 10_000n)
    return time
  }
  let bytes: Buffer
  if (typeof value !== 'string') bytes = Buffer.from(value)
  else bytes = type === 0x001f ? Buffer.from(`${value}\0`, 'utf16le') : Buffer.from(`${value}\0`, 'latin1')
  if (interfaceId !== undefined) bytes = Buffer.concat([Buffer.from(interfaceId, 'hex'), bytes])
  return Buffer.concat([word(1), word(bytes.length), padded(bytes)])
}

/** A MAPI property list ([MS-OXTNEF] §2.1.3.4). */
export function writeProperties(properties: readonly WrittenProperty[]): Buffer {
  const pieces = [word(properties.length)]
  for (const property of properties) {
    pieces.push(word(((property.id << 16) | property.type) >>> 0))
    if (property.id >= 0x8000) {
      const name = Buffer.from(`${property.name ?? 'x'}\0`, 'utf16le')
      pieces.push(Buffer.alloc(16, 7), word(1), word(name.length), padded(name))
    }
    pieces.push(valueBytes(property))
  }
  return Buffer.concat(pieces)
}

/** A TNEF stream. Strings of attributes are written in latin1, whatever the code page says. */
export function writeTnef(tnef: WrittenTnef): Buffer {
  const pieces: Buffer[] = [word(0x223e9f78), short(1)]
  const attribute = (level: number, tag: number, content: Buffer): void => {
    let sum = tnef.checksumError ?? 0
    for (const byte of content) sum += byte
    pieces.push(Buffer.from([level]), word(tag), word(content.length), content, short(sum))
  }
  const text = (value: string): Buffer => Buffer.from(`${value}\0`, 'latin1')
  attribute(1, 0x00089006, word(0x10000))
  attribute(1, 0x00069007, Buffer.concat([word(tnef.codepage ?? 1252), word(0)]))
  attribute(1, 0x00078008, text('IPM.Microsoft Mail.Note'))
  if (tnef.subject !== undefined) attribute(1, 0x00018004, text(tnef.subject))
  if (tnef.body !== undefined) attribute(1, 0x0002800c, text(tnef.body))
  if (tnef.properties) attribute(1, 0x00069003, writeProperties(tnef.properties))
  for (const attachment of tnef.attachments ?? []) {
    attribute(2, 0x00069002, Buffer.alloc(14))
    if (attachment.title !== undefined) attribute(2, 0x00018010, text(attachment.title))
    if (attachment.data) attribute(2, 0x0006800f, Buffer.from(attachment.data))
    if (attachment.properties) attribute(2, 0x00069005, writeProperties(attachment.properties))
  }
  return Buffer.concat(pieces)
}

const BEGINNING =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

/** RTF compressed with the longest matches of the last 4 kB; the checksum is left at zero. */
export function compressRtf(rtf: string): Buffer {
  // The window as one text that only grows: its place in the ring is the length modulo 4096.
  let seen = BEGINNING
  const tokens: Buffer[] = []
  let flags = 0
  let group: Buffer[] = []
  const put = (token: Buffer, isReference: boolean): void => {
    if (isReference) flags |= 1 << group.length
    group.push(token)
    if (group.length === 8) {
      tokens.push(Buffer.from([flags]), ...group)
      group = []
      flags = 0
    }
  }
  const reference = (place: number, length: number): Buffer => {
    const value = ((place % 4096) << 4) | length
    return Buffer.from([value >> 8, value & 255])
  }
  let at = 0
  while (at < rtf.length) {
    let length = Math.min(17, rtf.length - at)
    let found = -1
    for (; length >= 3; length--) {
      found = seen.lastIndexOf(rtf.slice(at, at + length))
      if (found >= 0 && seen.length - found < 4000) break
      found = -1
    }
    if (found >= 0) put(reference(found, length - 2), true)
    else {
      length = 1
      put(Buffer.from(rtf.slice(at, at + 1), 'latin1'), false)
    }
    seen += rtf.slice(at, at + length)
    at += length
  }
  put(reference(seen.length, 0), true)
  if (group.length > 0) tokens.push(Buffer.from([flags]), ...group)
  const content = Buffer.concat(tokens)
  return Buffer.concat([word(content.length + 12), word(rtf.length), word(0x75465a4c), word(0), content])
}
