// Writes compound files (OLE2, [MS-CFB] version 3) and the old Office formats inside them, for tests.

export interface CompoundStream {
  /** Storages and name, joined by `/`. */
  readonly path: string
  readonly content: Uint8Array
}

const SECTOR = 512
const END = 0xfffffffe
const FREE = 0xffffffff

interface Node {
  readonly name: string
  readonly content?: Buffer
  readonly children: Map<string, Node>
  index: number
  start: number
}

/**
 * A compound file of these streams. Every stream gets sectors of its own (the limit for small ones is set to 0, as
 * the format allows to state it); siblings hang in a chain to the right.
 */
export function writeCompound(
  streams: readonly CompoundStream[],
  classId: Buffer = Buffer.alloc(16),
): Buffer {
  const root: Node = { name: 'Root Entry', children: new Map(), index: 0, start: END }
  for (const { path, content } of streams) {
    const steps = path.split('/')
    let node = root
    for (const [depth, step] of steps.entries()) {
      const last = depth === steps.length - 1
      const known = node.children.get(step)
      const next: Node = known ?? {
        name: step,
        ...(last && { content: Buffer.from(content) }),
        children: new Map(),
        index: 0,
        start: END,
      }
      node.children.set(step, next)
      node = next
    }
  }
  const nodes: Node[] = []
  const number = (node: Node): void => {
    node.index = nodes.length
    nodes.push(node)
    for (const child of node.children.values()) number(child)
  }
  number(root)

  const sectors: Buffer[] = []
  const fat: number[] = []
  const put = (content: Buffer): number => {
    if (content.length === 0) return END
    const start = sectors.length
    for (let at = 0; at < content.length; at += SECTOR) {
      const sector = Buffer.alloc(SECTOR)
      content.copy(sector, 0, at, at + SECTOR)
      sectors.push(sector)
      fat.push(sectors.length)
    }
    fat[fat.length - 1] = END
    return start
  }
  for (const node of nodes) if (node.content !== undefined) node.start = put(node.content)

  const directory = Buffer.alloc(Math.ceil(nodes.length / 4) * SECTOR)
  for (let at = 0; at < directory.length; at += 128)
    for (const link of [68, 72, 76]) directory.writeUInt32LE(FREE, at + link)
  const right = new Map<Node, number>()
  for (const node of nodes) {
    const children = [...node.children.values()]
    for (const [index, child] of children.entries()) right.set(child, children[index + 1]?.index ?? FREE)
  }
  for (const node of nodes) {
    const at = node.index * 128
    directory.write(node.name, at, 62, 'utf16le')
    directory.writeUInt16LE((Math.min(31, node.name.length) + 1) * 2, at + 64)
    directory[at + 66] = node === root ? 5 : node.content === undefined ? 1 : 2
    directory[at + 67] = 1
    directory.writeUInt32LE(right.get(node) ?? FREE, at + 72)
    directory.writeUInt32LE([...node.children.values()][0]?.index ?? FREE, at + 76)
    if (node === root) classId.copy(directory, at + 80)
    directory.writeUInt32LE(node.start, at + 116)
    directory.writeUInt32LE(node.content?.length ?? 0, at + 120)
  }
  const directoryStart = put(directory)
  const tables = Math.ceil((fat.length + 1) / (SECTOR / 4 - 1)) + 1
  const fatStart = sectors.length
  for (let i = 0; i < tables; i++) fat.push(0xfffffffd)
  for (let i = 0; i < tables; i++) {
    const sector = Buffer.alloc(SECTOR, 0xff)
    for (let j = 0; j < SECTOR / 4; j++) {
      const value = fat[i * (SECTOR / 4) + j]
      if (value !== undefined) sector.writeUInt32LE(value, j * 4)
    }
    sectors.push(sector)
  }

  const header = Buffer.alloc(SECTOR)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(tables, 44)
  header.writeUInt32LE(directoryStart, 48)
  header.writeUInt32LE(1, 56)
  header.writeUInt32LE(END, 60)
  header.writeUInt32LE(END, 68)
  for (let i = 0; i < 109; i++) header.writeUInt32LE(i < tables ? fatStart + i : FREE, 76 + i * 4)
  return Buffer.concat([header, ...sectors])
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
