import { crc32, deflateRawSync } from 'node:zlib'

/** How an entry is written; everything else is as `zip` writes it. */
export interface ZipEntrySpec {
  readonly name: string | Buffer
  readonly content: string | Buffer
  readonly method?: 'stored' | 'deflate' | number
  /** Sizes only behind the content and in the directory, as programs write that stream. */
  readonly streamed?: boolean
  /** Sizes and places in ZIP64 fields. */
  readonly zip64?: boolean
  readonly flags?: number
  /** UNIX mode, e.g. 0o120777 for a symbolic link. */
  readonly mode?: number
  readonly crc?: number
  readonly extra?: Buffer
}

/** A ZIP archive of text files, or of entries written in unusual ways. */
export function zipOf(
  entries: Readonly<Record<string, string | Buffer>> | readonly ZipEntrySpec[],
  options: { readonly comment?: string; readonly zip64?: boolean } = {},
): Buffer {
  const specs = Array.isArray(entries)
    ? (entries as readonly ZipEntrySpec[])
    : Object.entries(entries as Readonly<Record<string, string | Buffer>>).map(([name, content]) => ({
        name,
        content,
      }))
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const spec of specs) {
    const { local, central } = entryBytes(spec, offset)
    parts.push(local)
    directory.push(central)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const comment = Buffer.from(options.comment ?? '')
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  const count = options.zip64 ? 0xffff : specs.length
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(options.zip64 ? 0xffffffff : central.length, 12)
  end.writeUInt32LE(options.zip64 ? 0xffffffff : offset, 16)
  end.writeUInt16LE(comment.length, 20)
  const wide = options.zip64 ? end64(specs.length, central.length, offset) : Buffer.alloc(0)
  return Buffer.concat([...parts, central, wide, end, comment])
}

function end64(count: number, length: number, start: number): Buffer {
  const record = Buffer.alloc(56 + 20)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(length), 40)
  record.writeBigUInt64LE(BigInt(start), 48)
  record.writeUInt32LE(0x07064b50, 56)
  record.writeBigUInt64LE(BigInt(start + length), 64)
  record.writeUInt32LE(1, 72)
  return record
}

function entryBytes(
  spec: ZipEntrySpec,
  offset: number,
): { readonly local: Buffer; readonly central: Buffer } {
  const name = typeof spec.name === 'string' ? Buffer.from(spec.name) : spec.name
  const content = typeof spec.content === 'string' ? Buffer.from(spec.content, 'latin1') : spec.content
  const method = spec.method ?? 'deflate'
  const number = method === 'deflate' ? 8 : method === 'stored' ? 0 : method
  const data = number === 8 ? deflateRawSync(content) : content
  const crc = spec.crc ?? crc32(content)
  const utf8 = typeof spec.name === 'string' ? 0x800 : 0
  const flags = (spec.flags ?? 0) | utf8 | (spec.streamed ? 8 : 0)

  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(flags, 6)
  local.writeUInt16LE(number, 8)
  if (!spec.streamed) {
    local.writeUInt32LE(crc, 14)
    local.writeUInt32LE(spec.zip64 ? 0xffffffff : data.length, 18)
    local.writeUInt32LE(spec.zip64 ? 0xffffffff : content.length, 22)
  }
  local.writeUInt16LE(name.length, 26)
  const descriptor = Buffer.alloc(spec.streamed ? 16 : 0)
  if (spec.streamed) {
    descriptor.writeUInt32LE(0x08074b50, 0)
    descriptor.writeUInt32LE(crc, 4)
    descriptor.writeUInt32LE(data.length, 8)
    descriptor.writeUInt32LE(content.length, 12)
  }

  const wide = Buffer.alloc(spec.zip64 ? 28 : 0)
  if (spec.zip64) {
    wide.writeUInt16LE(1, 0)
    wide.writeUInt16LE(24, 2)
    wide.writeBigUInt64LE(BigInt(content.length), 4)
    wide.writeBigUInt64LE(BigInt(data.length), 12)
    wide.writeBigUInt64LE(BigInt(offset), 20)
  }
  const extra = Buffer.concat([wide, spec.extra ?? Buffer.alloc(0)])
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central[4] = 20
  central[5] = 3
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(flags, 8)
  central.writeUInt16LE(number, 10)
  central.writeUInt32LE(crc, 16)
  central.writeUInt32LE(spec.zip64 ? 0xffffffff : data.length, 20)
  central.writeUInt32LE(spec.zip64 ? 0xffffffff : content.length, 24)
  central.writeUInt16LE(name.length, 28)
  central.writeUInt16LE(extra.length, 30)
  central.writeUInt32LE(((spec.mode ?? 0o100644) << 16) >>> 0, 38)
  central.writeUInt32LE(spec.zip64 ? 0xffffffff : offset, 42)
  return {
    local: Buffer.concat([local, name, data, descriptor]),
    central: Buffer.concat([central, name, extra]),
  }
}
