// Writes zip files for tests, broken and hostile ones too.
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipMember {
  readonly name: string
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array
  /** `packed`: the content is a deflate stream already. Default: deflate. */
  readonly method?: 'stored' | 'deflate' | 'packed' | 'unknown'
  /** Replaces the true size in both headers. */
  readonly declaredSize?: number
  readonly encrypted?: boolean
  /** Sizes stand behind the data, as streaming writers do. */
  readonly streamed?: boolean
  /** Left out of the list at the end. */
  readonly unlisted?: boolean
}

export interface ZipOptions {
  /** No list at the end: as if cut off. */
  readonly noDirectory?: boolean
  /** Bytes put before the zip, as a self-extracting program has. */
  readonly before?: Uint8Array
  /** Bytes put behind it. */
  readonly behind?: Uint8Array
}

/** The bytes of a zip with these members, in this order. */
export function writeZip(members: readonly ZipMember[], options: ZipOptions = {}): Buffer {
  const pieces: Buffer[] = [Buffer.from(options.before ?? [])]
  const directory: Buffer[] = []
  let at = 0
  for (const member of members) {
    const content =
      typeof member.content === 'string' ? Buffer.from(member.content) : Buffer.from(member.content)
    const method = member.method ?? 'deflate'
    const data = method === 'deflate' ? deflateRawSync(content) : content
    const code = method === 'stored' ? 0 : method === 'unknown' ? 98 : 8
    const name = Buffer.from(member.name, 'utf8')
    const flags = 0x800 | (member.encrypted ? 1 : 0) | (member.streamed ? 8 : 0)
    const size = member.declaredSize ?? content.length
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt16LE(flags, 6)
    header.writeUInt16LE(code, 8)
    if (!member.streamed) {
      header.writeUInt32LE(crc32(content), 14)
      header.writeUInt32LE(data.length, 18)
      header.writeUInt32LE(size, 22)
    }
    header.writeUInt16LE(name.length, 26)
    const descriptor = Buffer.alloc(member.streamed ? 16 : 0)
    if (member.streamed) {
      descriptor.writeUInt32LE(0x08074b50, 0)
      descriptor.writeUInt32LE(crc32(content), 4)
      descriptor.writeUInt32LE(data.length, 8)
      descriptor.writeUInt32LE(size, 12)
    }
    pieces.push(header, name, data, descriptor)
    if (!member.unlisted) {
      const entry = Buffer.alloc(46)
      entry.writeUInt32LE(0x02014b50, 0)
      entry.writeUInt16LE(20, 4)
      entry.writeUInt16LE(20, 6)
      entry.writeUInt16LE(flags, 8)
      entry.writeUInt16LE(code, 10)
      entry.writeUInt32LE(crc32(content), 16)
      entry.writeUInt32LE(data.length, 20)
      entry.writeUInt32LE(size, 24)
      entry.writeUInt16LE(name.length, 28)
      entry.writeUInt32LE(at, 42)
      directory.push(entry, name)
    }
    at += header.length + name.length + data.length + descriptor.length
  }
  if (!options.noDirectory) {
    const list = Buffer.concat(directory)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(Math.min(0xffff, directory.length / 2), 8)
    end.writeUInt16LE(Math.min(0xffff, directory.length / 2), 10)
    end.writeUInt32LE(list.length, 12)
    end.writeUInt32LE(at, 16)
    pieces.push(list, end)
  }
  pieces.push(Buffer.from(options.behind ?? []))
  return Buffer.concat(pieces)
}
