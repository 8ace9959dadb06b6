// Writes the old Office formats, in compound files, for tests.
import { compoundFileOf } from './compound-file-writer.ts'

export interface CompoundStream {
  /** Storages and name, joined by `/`. */
  readonly path: string
  readonly content: Uint8Array
}

/** A compound file of these streams, with this class at its root. */
export function writeCompound(streams: readonly CompoundStream[], classId?: Buffer): Buffer {
  const tree: Storage = {}
  for (const { path, content } of streams) {
    const steps = path.split('/')
    const name = steps.pop() as string
    let storage = tree
    for (const step of steps) {
      const known = storage[step]
      storage = storage[step] = known === undefined || Buffer.isBuffer(known) ? {} : known
    }
    storage[name] = Buffer.from(content)
  }
  return compoundFileOf(tree, classId)
}

interface Storage {
  [name: string]: Buffer | Storage
}

/** The `WordDocument` and `1Table` streams of a document with this text ([MS-DOC]); `0x13`… mark fields. */
export function wordStreams(
  text: string,
  options: { readonly encrypted?: boolean; readonly template?: string } = {},
): readonly CompoundStream[] {
  const start = 1_024
  const body = Buffer.from(text, 'utf16le')
  const document = Buffer.alloc(start + body.length)
  document.writeUInt16LE(0xa5ec, 0)
  document.writeUInt16LE(193, 2)
  document.writeUInt16LE(0x0200 | (options.encrypted ? 0x0100 : 0), 10)
  body.copy(document, start)
  const clx = Buffer.alloc(5 + 8 + 8)
  clx[0] = 2
  clx.writeUInt32LE(16, 1)
  clx.writeUInt32LE(0, 5)
  clx.writeUInt32LE(text.length, 9)
  clx.writeUInt32LE(start, 13 + 2)
  const template = Buffer.from(options.template ?? '', 'utf16le')
  const strings = Buffer.alloc(10 + template.length)
  strings.writeUInt16LE(0xffff, 0)
  strings.writeUInt16LE(2, 2)
  strings.writeUInt16LE(0, 6)
  strings.writeUInt16LE(template.length / 2, 8)
  template.copy(strings, 10)
  document.writeUInt32LE(0, 0x1a2)
  document.writeUInt32LE(clx.length, 0x1a6)
  document.writeUInt32LE(clx.length, 0x19a)
  document.writeUInt32LE(strings.length, 0x19e)
  return [
    { path: 'WordDocument', content: document },
    { path: '1Table', content: Buffer.concat([clx, strings]) },
  ]
}

/** Records of a workbook stream, each `[type, content]`, one after the other ([MS-XLS] §2.1.4). */
export function excelStream(
  records: readonly (readonly [type: number, content: Uint8Array])[],
): CompoundStream {
  const pieces = records.flatMap(([type, content]) => {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(type, 0)
    head.writeUInt16LE(content.length, 2)
    return [head, Buffer.from(content)]
  })
  return { path: 'Workbook', content: Buffer.concat(pieces) }
}

/** Content of an `\x01Ole10Native` stream: a file packed by the Object Packager. */
export function packagedFile(name: string, path: string, content: Uint8Array): Buffer {
  const zero = Buffer.alloc(1)
  const word = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8])
  const long = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value)
    return bytes
  }
  const temporary = Buffer.from(`C:\\Temp\\${name}\0`, 'latin1')
  const inner = Buffer.concat([
    word(2),
    Buffer.from(name, 'latin1'),
    zero,
    Buffer.from(path, 'latin1'),
    zero,
    word(0),
    word(3),
    long(temporary.length),
    temporary,
    long(content.length),
    Buffer.from(content),
  ])
  return Buffer.concat([long(inner.length), inner])
}

/** A module of a VBA project: its source packed with literals only ([MS-OVBA] §2.4.1), behind some compiled bytes. */
export function vbaModule(source: string): Buffer {
  const text = Buffer.from(`Attribute VB_Name = "Module1"\r\n${source}`, 'latin1')
  const pieces: Buffer[] = [Buffer.from('compiled', 'latin1'), Buffer.from([1])]
  for (let at = 0; at < text.length; at += 3_000) {
    const tokens: number[] = []
    for (let i = at; i < Math.min(text.length, at + 3_000); i++) {
      if ((i - at) % 8 === 0) tokens.push(0)
      tokens.push(text[i] ?? 0)
    }
    const header = Buffer.alloc(2)
    header.writeUInt16LE(0xb000 | (tokens.length - 1), 0)
    pieces.push(header, Buffer.from(tokens))
  }
  return Buffer.concat(pieces)
}
