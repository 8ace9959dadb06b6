/** How an entry is written; a name longer than 100 bytes needs `long`. */
export interface TarEntrySpec {
  readonly name: string
  readonly content?: string | Buffer
  /** Type flag; `0`, a file, unless given. */
  readonly type?: string
  /** How a long name is written. */
  readonly long?: 'pax' | 'gnu' | 'ustar'
  readonly format?: 'ustar' | 'gnu' | 'v7'
  /** More pax records. */
  readonly pax?: Readonly<Record<string, string>>
  /** The size field says this instead. */
  readonly size?: number
}

/** A tar archive of text files, or of entries written in unusual ways, with its two zero blocks. */
export function tarOf(entries: Readonly<Record<string, string | Buffer>> | readonly TarEntrySpec[]): Buffer {
  const specs = Array.isArray(entries)
    ? (entries as readonly TarEntrySpec[])
    : Object.entries(entries as Readonly<Record<string, string | Buffer>>).map(([name, content]) => ({
        name,
        content,
      }))
  return Buffer.concat([...specs.map(entryBytes), Buffer.alloc(1024)])
}

function entryBytes(spec: TarEntrySpec): Buffer {
  const content = Buffer.from(typeof spec.content === 'string' ? spec.content : (spec.content ?? ''))
  const before: Buffer[] = []
  const records = { ...(spec.long === 'pax' ? { path: spec.name } : {}), ...spec.pax }
  if (Object.keys(records).length > 0) {
    const text = Buffer.from(
      Object.entries(records)
        .map(([key, value]) => paxRecord(key, value))
        .join(''),
    )
    before.push(block(header('PaxHeaders/x', text.length, 'x', 'ustar', '')), padded(text))
  }
  if (spec.long === 'gnu') {
    const text = Buffer.from(`${spec.name}\0`)
    before.push(block(header('././@LongLink', text.length, 'L', 'gnu', '')), padded(text))
  }
  const cut = spec.long === 'ustar' ? spec.name.lastIndexOf('/') : -1
  const name = spec.name.slice(cut + 1, cut + 101)
  const prefix = spec.long === 'ustar' ? spec.name.slice(0, cut) : ''
  const own = header(name, spec.size ?? content.length, spec.type ?? '0', spec.format ?? 'ustar', prefix)
  return Buffer.concat([...before, block(own), padded(content)])
}

function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = Buffer.byteLength(rest)
  while (length !== Buffer.byteLength(rest) + String(length).length) length++
  return `${length}${rest}`
}

function header(
  name: string,
  size: number,
  type: string,
  format: 'ustar' | 'gnu' | 'v7',
  prefix: string,
): Buffer {
  const bytes = Buffer.alloc(512)
  bytes.write(name, 0, 100)
  bytes.write('0000644\0', 100)
  bytes.write('0001750\0', 108)
  bytes.write('0001750\0', 116)
  if (size >= 8 ** 11) {
    bytes.writeBigUInt64BE(BigInt(size), 128)
    bytes[124] = 0x80
  } else bytes.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  bytes.write('14632000000\0', 136)
  bytes.write(type === '\0' ? '\0' : type, 156)
  if (format === 'ustar') bytes.write('ustar\x0000', 257, 'latin1')
  if (format === 'gnu') bytes.write('ustar  \0', 257, 'latin1')
  if (format === 'ustar') bytes.write(prefix, 345, 155)
  return bytes
}

/** With its checksum. */
function block(bytes: Buffer): Buffer {
  bytes.fill(' ', 148, 156)
  let sum = 0
  for (const byte of bytes) sum += byte
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)])
}
