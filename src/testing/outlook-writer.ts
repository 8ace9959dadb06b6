import { type CompoundTree, compoundFileOf } from './compound-file-writer.ts'

/** A value of a property: text is Unicode, a number an Int32, a date a FILETIME, `ansi` text in a code page. */
export type OutlookValueSpec = string | number | boolean | Date | Buffer | { readonly ansi: Buffer }

/** Properties by number ([MS-OXPROPS]). */
export type OutlookPropertiesSpec = Readonly<Record<number, OutlookValueSpec>>

export interface OutlookAttachmentSpec {
  readonly properties?: OutlookPropertiesSpec
  readonly data?: Buffer
  readonly message?: OutlookItemSpec
}

export interface OutlookItemSpec {
  readonly properties: OutlookPropertiesSpec
  readonly recipients?: readonly OutlookPropertiesSpec[]
  readonly attachments?: readonly OutlookAttachmentSpec[]
}

/** Type number and bytes of a value. */
export function typedValue(value: OutlookValueSpec): { readonly type: number; readonly bytes: Buffer } {
  if (typeof value === 'string') return { type: 0x1f, bytes: Buffer.from(value, 'utf16le') }
  if (typeof value === 'boolean') return { type: 0x0b, bytes: Buffer.from([value ? 1 : 0]) }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32LE(value)
    return { type: 0x03, bytes }
  }
  if (value instanceof Date) {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(value.getTime()) * 10_000n + 116_444_736_000_000_000n)
    return { type: 0x40, bytes }
  }
  return Buffer.isBuffer(value) ? { type: 0x102, bytes: value } : { type: 0x1e, bytes: value.ansi }
}

const FIXED = new Set([0x03, 0x0b, 0x40])

/** An Outlook message file ([MS-OXMSG]). */
export function msgOf(item: OutlookItemSpec): Buffer {
  return compoundFileOf(itemTree(item, 32))
}

function itemTree(item: OutlookItemSpec, header: number): CompoundTree {
  const tree: Record<string, Buffer | CompoundTree> = { ...propertyTree(item.properties, header) }
  for (const [index, recipient] of (item.recipients ?? []).entries())
    tree[`__recip_version1.0_#${hex(index, 8)}`] = propertyTree(recipient, 8)
  for (const [index, { properties = {}, data, message }] of (item.attachments ?? []).entries()) {
    const inner: Record<string, Buffer | CompoundTree> = {
      ...propertyTree({ ...properties, 14085: message === undefined ? 1 : 5 }, 8),
    }
    if (data !== undefined) inner['__substg1.0_37010102'] = data
    if (message !== undefined) inner['__substg1.0_3701000D'] = itemTree(message, 24)
    tree[`__attach_version1.0_#${hex(index, 8)}`] = inner
  }
  return tree
}

function propertyTree(properties: OutlookPropertiesSpec, header: number): CompoundTree {
  const tree: Record<string, Buffer> = {}
  const rows: Buffer[] = [Buffer.alloc(header)]
  for (const [key, value] of Object.entries(properties)) {
    const { type, bytes } = typedValue(value)
    const row = Buffer.alloc(16)
    row.writeUInt16LE(type, 0)
    row.writeUInt16LE(Number(key), 2)
    row.writeUInt32LE(6, 4)
    if (FIXED.has(type)) bytes.copy(row, 8)
    else {
      row.writeUInt32LE(bytes.length + (type === 0x1f ? 2 : type === 0x1e ? 1 : 0), 8)
      tree[`__substg1.0_${hex(Number(key), 4)}${hex(type, 4)}`] = bytes
    }
    rows.push(row)
  }
  tree['__properties_version1.0'] = Buffer.concat(rows)
  return tree
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0')
}
