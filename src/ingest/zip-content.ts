import { crc32, inflateRawSync } from 'node:zlib'
import { ArchiveDamage, archiveCorrupt, archiveCut } from './archive-damage.ts'
import type { ByteReader } from './byte-reader.ts'
import type { Seekable } from './seekable.ts'
import { type Packing, unpacked } from './unpacked-bytes.ts'
import { exactly } from './window-bytes.ts'
import type { ZipEntry } from './zip-directory.ts'

const LOCAL_HEADER = 30
/** Packed and unpacked bytes up to which an entry is unpacked at once: most mails, without a stream for each. */
const AT_ONCE_BYTES: number = 256 * 1024
/** Read with the header of an entry: its name, and more extra fields than are usual. */
const HEADER_ROOM = 1024

const METHODS: Readonly<Record<number, Packing>> = { 8: 'deflate', 93: 'zstd' }
const METHOD_NAMES: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  95: 'xz',
  98: 'PPMd',
  99: 'AES encryption',
}

export interface ZipContent {
  readonly bytes: ByteReader
  /** Offset of the content in the file, when it is stored as it is. */
  readonly start?: number
  /** After all was read: what is wrong with it, by its checksum (APPNOTE §4.4.7) and size. */
  damage(): ArchiveDamage | undefined
}

/** Why the content of an entry cannot be read at all, in words for a person. */
export function notReadable({ encrypted, method }: ZipEntry): ArchiveDamage | undefined {
  if (encrypted)
    return new ArchiveDamage(
      'unreadable',
      'it is encrypted in the archive: its content cannot be seen without the password',
      'unpack the archive with its password (7z x FILE) and give the folder',
    )
  if (method === 0 || METHODS[method] !== undefined) return undefined
  return new ArchiveDamage(
    'unreadable',
    `it is packed by a method that is not read (${METHOD_NAMES[method] ?? `number ${method}`})`,
    'unpack the archive (7z x FILE) and give the folder',
  )
}

/** The content of an entry, unpacked. Rejects with `ArchiveDamage` when nothing of it can be found. */
export async function zipContent(file: Seekable, entry: ZipEntry): Promise<ZipContent> {
  const { method, packedSize, size, offset } = entry
  const atOnce = packedSize <= AT_ONCE_BYTES
  const head = await file.read(offset, LOCAL_HEADER + HEADER_ROOM + (atOnce ? packedSize : 0))
  if (head.length < LOCAL_HEADER) throw archiveCut()
  if (head.readUInt32LE(0) !== 0x04034b50) throw archiveCorrupt('an entry is not where its directory says')
  const header = LOCAL_HEADER + head.readUInt16LE(26) + head.readUInt16LE(28)
  const start = offset + header

  const packing = METHODS[method]
  if (packing === 'deflate' && atOnce && size <= AT_ONCE_BYTES && head.length >= header + packedSize) {
    const bytes = inflated(head.subarray(header, header + packedSize))
    if (bytes !== undefined) return checked(memoryBytes(bytes), entry)
  }
  const packed = exactly(file.range(start, packedSize), packedSize)
  if (packing === undefined) return { ...checked(packed, entry), start }
  const again = async (): Promise<ByteReader> => exactly(file.range(start, packedSize), packedSize)
  return checked(unpacked(packed, packing, again), entry)
}

/** Undefined when it is damaged: the slow way gets out what stands before the damage. */
function inflated(packed: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: 2 * AT_ONCE_BYTES })
  } catch {
    return undefined
  }
}

function memoryBytes(bytes: Buffer): ByteReader {
  let at = 0
  return {
    async read(into) {
      const part = bytes.subarray(at, at + into.length)
      into.set(part)
      at += part.length
      return part.length
    },
    consumed: () => at,
    close: async () => {},
  }
}

function checked(reader: ByteReader, { crc, size }: ZipEntry): ZipContent {
  let sum = 0
  let length = 0
  let ended = false
  const bytes: ByteReader = {
    ...reader,
    async read(into) {
      const count = await reader.read(into)
      if (count === 0) ended = true
      else sum = crc32(into.subarray(0, count), sum)
      length += count
      return count
    },
  }
  return {
    bytes,
    damage() {
      if (!ended || sum === crc) return undefined
      return length === size
        ? archiveCorrupt('its content is not what was packed (the checksum differs)')
        : archiveCorrupt(`its content has ${length} bytes, not ${size}, and another checksum than was packed`)
    },
  }
}
