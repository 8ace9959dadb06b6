/** Property identifiers of [MS-OXPROPS] that bodies, attachments and messages are made of. */
export const MAPI = {
  subject: 0x0037,
  submitTime: 0x0039,
  representingName: 0x0042,
  representingAddress: 0x0065,
  senderName: 0x0c1a,
  senderAddress: 0x0c1f,
  displayTo: 0x0e04,
  body: 0x1000,
  compressedRtf: 0x1009,
  html: 0x1013,
  messageId: 0x1035,
  displayName: 0x3001,
  attachData: 0x3701,
  attachExtension: 0x3703,
  attachFileName: 0x3704,
  attachMethod: 0x3705,
  attachLongFileName: 0x3707,
  attachPathName: 0x3708,
  attachLongPathName: 0x370d,
  attachMimeTag: 0x370e,
  attachContentId: 0x3712,
  representingSmtp: 0x5d02,
  senderSmtp: 0x5d01,
  internetCodepage: 0x3fde,
  messageCodepage: 0x3ffd,
} as const

/** A property and where its value lies. */
export interface MapiProperty {
  readonly id: number
  readonly type: number
  /** Of the value, without padding; for objects without the interface identifier before it. */
  readonly start: number
  readonly end: number
  /** Interface identifier of an object ([MS-OXTNEF] §2.1.3.4.4), 32 hex digits. */
  readonly interfaceId?: string
}

export const TYPE_STRING8 = 0x001e
export const TYPE_UNICODE = 0x001f
export const TYPE_BINARY = 0x0102
export const TYPE_OBJECT = 0x000d
const MULTIPLE = 0x1000
/** Named properties carry a GUID and a name or number of their own. */
const FIRST_NAMED = 0x8000

/** Bytes of a value of fixed size, padding included. */
const FIXED: Readonly<Record<number, number>> = {
  1: 4, // null
  2: 4,
  3: 4,
  4: 4,
  10: 4,
  11: 4,
  5: 8,
  6: 8,
  7: 8,
  20: 8,
  64: 8,
  72: 16,
}

/** Attack: a list that states four thousand million values of no bytes. */
const MAX_VALUES = 100_000

export interface MapiProperties {
  /** The first value of each property, in order; named ones are left out. */
  readonly list: readonly MapiProperty[]
  /** The list breaks off or holds a type nobody knows: what comes after it cannot be found. */
  readonly damaged: boolean
}

/**
 * A MAPI property list as a TNEF holds it ([MS-OXTNEF] §2.1.3.4): count, then tag, for named properties their name,
 * and value. Never throws; linear.
 */
export function readMapiProperties(bytes: Buffer, start: number, end: number): MapiProperties {
  const list: MapiProperty[] = []
  let at = start
  const stopped: MapiProperties = { list, damaged: true }
  const number = (): number | undefined => {
    if (at + 4 > end) return undefined
    at += 4
    return bytes.readUInt32LE(at - 4)
  }
  const count = number()
  if (count === undefined) return stopped
  for (let index = 0; index < count; index++) {
    if (at >= end || list.length >= MAX_VALUES) return stopped
    const tag = number()
    if (tag === undefined) return stopped
    const id = tag >>> 16
    const type = tag & 0xffff & ~MULTIPLE
    const isMultiple = (tag & MULTIPLE) !== 0
    if (id >= FIRST_NAMED) {
      at += 16
      const kind = number()
      const size = number()
      if (kind === undefined || size === undefined) return stopped
      if (kind !== 0) at += padded(size)
    }
    const fixed = FIXED[type]
    if (fixed !== undefined) {
      const values = isMultiple ? number() : 1
      if (values === undefined || values > (end - at) / fixed) return stopped
      if (values > 0 && id < FIRST_NAMED) list.push({ id, type, start: at, end: at + fixed })
      at += values * fixed
      continue
    }
    if (type !== TYPE_STRING8 && type !== TYPE_UNICODE && type !== TYPE_BINARY && type !== TYPE_OBJECT)
      return stopped
    const values = number()
    if (values === undefined || values > (end - at) / 4) return stopped
    for (let value = 0; value < values; value++) {
      const size = number()
      if (size === undefined) return stopped
      const stop = Math.min(at + size, end)
      if (value === 0 && id < FIRST_NAMED) list.push(property(bytes, id, type, at, stop))
      if (at + size > end) return stopped
      at += padded(size)
    }
  }
  return { list, damaged: false }
}

const padded = (size: number): number => Math.ceil(size / 4) * 4

function property(bytes: Buffer, id: number, type: number, start: number, end: number): MapiProperty {
  if (type !== TYPE_OBJECT) return { id, type, start, end }
  const from = Math.min(start + 16, end)
  return { id, type, start: from, end, interfaceId: bytes.toString('hex', start, from) }
}
