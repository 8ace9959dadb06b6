import { deflateSync } from 'node:zlib'
import { PERMUTATION } from '../ingest/outlook/pst-permutation.ts'
import { type OutlookItemSpec, type OutlookPropertiesSpec, typedValue } from './outlook-writer.ts'

export interface PstFolderSpec {
  readonly name: string
  readonly messages?: readonly OutlookItemSpec[]
  readonly folders?: readonly PstFolderSpec[]
  /** Bytes put in place of the table of messages. */
  readonly brokenTable?: Buffer
}

export interface PstOptions {
  readonly format?: 'ansi' | 'unicode' | 'unicode-4k'
  readonly hidden?: boolean
}

interface Format {
  readonly version: number
  readonly word: 4 | 8
  readonly page: number
  readonly entries: number
  readonly block: number
  readonly indexBits: number
}

const FORMATS: Readonly<Record<NonNullable<PstOptions['format']>, Format>> = {
  ansi: { version: 14, word: 4, page: 512, entries: 496, block: 8180, indexBits: 11 },
  unicode: { version: 23, word: 8, page: 512, entries: 488, block: 8176, indexBits: 11 },
  'unicode-4k': { version: 36, word: 8, page: 4096, entries: 4056, block: 65_512, indexBits: 14 },
}

interface Node {
  readonly id: number
  readonly data: number
  readonly subnodes: number
  readonly parent: number
}

interface Writer {
  readonly format: Format
  readonly blocks: { readonly id: number; readonly bytes: Buffer; readonly size: number }[]
  readonly nodes: Node[]
  readonly hidden: boolean
  next: number
  nextMessage: number
  nextFolder: number
  nextBelow: number
}

/** An Outlook data file ([MS-PST]) with these folders below its root; as small as readers can be asked to take. */
export function pstOf(folders: readonly PstFolderSpec[], options: PstOptions = {}): Buffer {
  const format = FORMATS[options.format ?? 'unicode']
  const writer: Writer = {
    format,
    blocks: [],
    nodes: [],
    hidden: options.hidden ?? false,
    next: 4,
    nextMessage: 0x1000,
    nextFolder: 0x800,
    nextBelow: 0x4000,
  }
  writeFolder(writer, { name: '', folders }, 0x122, 0x122)
  writer.nodes.sort((a, b) => a.id - b.id)

  // the header of a Unicode file is longer than a page of 512 bytes
  const header = Buffer.alloc(Math.max(1024, format.page))
  const parts: Buffer[] = [header]
  let offset = header.length
  const put = (bytes: Buffer): number => {
    const at = offset
    const room = Math.ceil(bytes.length / 512) * 512
    parts.push(bytes, Buffer.alloc(room - bytes.length))
    offset += room
    return at
  }
  const { word } = format
  const blockRows = writer.blocks
    .toSorted((a, b) => a.id - b.id)
    .map(({ id, bytes, size }) => {
      const row = Buffer.alloc(word === 4 ? 12 : 24)
      writeWord(row, id, 0, word)
      writeWord(row, put(bytes), word, word)
      row.writeUInt16LE(bytes.length, 2 * word)
      row.writeUInt16LE(format.page === 4096 ? size : 2, 2 * word + 2)
      return row
    })
  const nodeRows = writer.nodes.map(({ id, data, subnodes, parent }) => {
    const row = Buffer.alloc(4 * word)
    writeWord(row, id, 0, word)
    writeWord(row, data, word, word)
    writeWord(row, subnodes, 2 * word, word)
    row.writeUInt32LE(parent, 3 * word)
    return row
  })
  const nodeRoot = writeTree(format, nodeRows, 0x81, put)
  const blockRoot = writeTree(format, blockRows, 0x80, put)
  header.write('!BDN', 0)
  header.writeUInt16LE(format.version, 10)
  writeWord(header, nodeRoot, word === 4 ? 188 : 224, word)
  writeWord(header, blockRoot, word === 4 ? 196 : 240, word)
  header[word === 4 ? 461 : 513] = writer.hidden ? 1 : 0
  return Buffer.concat(parts)
}

function writeWord(bytes: Buffer, value: number, at: number, word: 4 | 8): void {
  if (word === 4) bytes.writeUInt32LE(value, at)
  else bytes.writeBigUInt64LE(BigInt(value), at)
}

/** Pages of a B-tree, a few rows to each, so that small files have several levels. */
function writeTree(
  format: Format,
  rows: readonly Buffer[],
  type: number,
  put: (page: Buffer) => number,
): number {
  const { word } = format
  let level = 0
  let current = rows
  for (;;) {
    const perPage = Math.min(8, Math.floor(format.entries / (current[0]?.length ?? 32)))
    const above: Buffer[] = []
    for (let at = 0; at < current.length; at += perPage) {
      const part = current.slice(at, at + perPage)
      const page = Buffer.alloc(format.page)
      Buffer.concat(part).copy(page)
      const wide = format.page === 4096
      if (wide) page.writeUInt16LE(part.length, format.entries)
      else page[format.entries] = part.length
      page[format.entries + (wide ? 4 : 2)] = part[0]!.length
      page[format.entries + (wide ? 5 : 3)] = level
      const trailer = format.page - (word === 4 ? 12 : wide ? 24 : 16)
      page[trailer] = type
      page[trailer + 1] = type
      const row = Buffer.alloc(3 * word)
      part[0]!.copy(row, 0, 0, word)
      writeWord(row, put(page), 2 * word, word)
      above.push(row)
    }
    if (above.length === 1)
      return Number(word === 4 ? above[0]!.readUInt32LE(8) : above[0]!.readBigUInt64LE(16))
    current = above
    level++
  }
}

/** A block; `internal` ones hold references and are never hidden. */
function writeBlock(writer: Writer, bytes: Buffer, internal = false): number {
  const id = writer.next | (internal ? 2 : 0)
  writer.next += 4
  let stored = bytes
  if (writer.hidden && !internal) stored = hiddenBytes(bytes)
  if (writer.format.page === 4096 && bytes.length > 200) stored = deflateSync(bytes)
  writer.blocks.push({ id, bytes: stored, size: bytes.length })
  return id
}

function hiddenBytes(bytes: Buffer): Buffer {
  const inverse = Buffer.alloc(256)
  for (const [index, value] of PERMUTATION.entries()) inverse[value] = index
  return Buffer.from(bytes.map((byte) => inverse[byte]!))
}

/** Data of any length: a block, a list of blocks, or a list of lists. */
function writeData(writer: Writer, pieces: readonly Buffer[]): number {
  if (pieces.length === 1) return writeBlock(writer, pieces[0]!)
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const ids = pieces.map((piece) => writeBlock(writer, piece))
  const lists: number[] = []
  // short lists, so that lists of lists come up in small files
  for (let at = 0; at < ids.length; at += 4) lists.push(listBlock(writer, ids.slice(at, at + 4), 1, total))
  return lists.length === 1 ? lists[0]! : listBlock(writer, lists, 2, total)
}

function listBlock(writer: Writer, ids: readonly number[], level: number, total: number): number {
  const { word } = writer.format
  const list = Buffer.alloc(8 + ids.length * word)
  list[0] = 1
  list[1] = level
  list.writeUInt16LE(ids.length, 2)
  list.writeUInt32LE(total, 4)
  for (const [index, id] of ids.entries()) writeWord(list, id, 8 + index * word, word)
  return writeBlock(writer, list, true)
}

function inPieces(writer: Writer, bytes: Buffer): readonly Buffer[] {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += writer.format.block)
    pieces.push(bytes.subarray(at, at + writer.format.block))
  return pieces.length === 0 ? [Buffer.alloc(0)] : pieces
}

interface Below {
  readonly id: number
  readonly data: number
  readonly subnodes: number
}

function writeSubnodes(writer: Writer, below: readonly Below[]): number {
  if (below.length === 0) return 0
  const { word } = writer.format
  const sorted = below.toSorted((a, b) => a.id - b.id)
  const list = (rows: readonly Below[]): Buffer => {
    const bytes = Buffer.alloc(word + rows.length * 3 * word)
    bytes[0] = 2
    bytes.writeUInt16LE(rows.length, 2)
    for (const [index, { id, data, subnodes }] of rows.entries()) {
      const at = word + index * 3 * word
      writeWord(bytes, id, at, word)
      writeWord(bytes, data, at + word, word)
      writeWord(bytes, subnodes, at + 2 * word, word)
    }
    return bytes
  }
  if (sorted.length <= 4) return writeBlock(writer, list(sorted), true)
  const parts: { readonly id: number; readonly block: number }[] = []
  for (let at = 0; at < sorted.length; at += 4)
    parts.push({ id: sorted[at]!.id, block: writeBlock(writer, list(sorted.slice(at, at + 4)), true) })
  const outer = Buffer.alloc(word + parts.length * 2 * word)
  outer[0] = 2
  outer[1] = 1
  outer.writeUInt16LE(parts.length, 2)
  for (const [index, { id, block }] of parts.entries()) {
    writeWord(outer, id, word + index * 2 * word, word)
    writeWord(outer, block, word + index * 2 * word + word, word)
  }
  return writeBlock(writer, outer, true)
}

/** A heap in one block: pieces are numbered from 1. */
function heapOf(writer: Writer, client: number, root: number, pieces: readonly Buffer[]): Buffer {
  const body = Buffer.concat(pieces)
  const map = Buffer.alloc(4 + 2 * (pieces.length + 1))
  map.writeUInt16LE(pieces.length, 0)
  let at = 12
  for (const [index, piece] of pieces.entries()) {
    map.writeUInt16LE(at, 4 + 2 * index)
    at += piece.length
  }
  map.writeUInt16LE(at, 4 + 2 * pieces.length)
  const head = Buffer.alloc(12)
  head.writeUInt16LE(at, 0)
  head[2] = 0xec
  head[3] = client
  head.writeUInt32LE(root << 5, 4)
  const heap = Buffer.concat([head, body, map])
  if (heap.length > writer.format.block)
    throw new RangeError('the heap of a fixture needs more than one block')
  return heap
}

/** A value in a heap (`piece` takes it) or, when it is long, in a node below. */
function valueCell(writer: Writer, bytes: Buffer, pieces: Buffer[], below: Below[]): number {
  if (bytes.length === 0) return 0
  if (bytes.length > 1500) {
    const id = (writer.nextBelow++ << 5) | 0x1f
    below.push({ id, data: writeData(writer, inPieces(writer, bytes)), subnodes: 0 })
    return id
  }
  pieces.push(bytes)
  return pieces.length << 5
}

const INLINE = new Set([0x03, 0x0b])

function propertyHeap(
  writer: Writer,
  properties: OutlookPropertiesSpec,
  below: Below[],
  object?: Buffer,
): Buffer {
  const header = Buffer.from([0xb5, 2, 6, 0, 0, 0, 0, 0])
  const pieces: Buffer[] = [header, Buffer.alloc(0)]
  const rows: Buffer[] = []
  const add = (number: number, type: number, bytes: Buffer): void => {
    const row = Buffer.alloc(8)
    row.writeUInt16LE(number, 0)
    row.writeUInt16LE(type, 2)
    if (INLINE.has(type)) bytes.copy(row, 4)
    else row.writeUInt32LE(valueCell(writer, bytes, pieces, below), 4)
    rows.push(row)
  }
  const all = Object.entries(properties).map(([key, value]) => ({
    number: Number(key),
    ...typedValue(value),
  }))
  if (object !== undefined) all.push({ number: 0x3701, type: 0x0d, bytes: object })
  for (const { number, type, bytes } of all.toSorted((a, b) => a.number - b.number)) add(number, type, bytes)
  // half of the rows under another level of the index, as large lists have
  if (rows.length > 6) {
    const half = Math.ceil(rows.length / 2)
    const parts = [rows.slice(0, half), rows.slice(half)]
    const index = Buffer.alloc(12)
    for (const [place, part] of parts.entries()) {
      pieces.push(Buffer.concat(part))
      part[0]!.copy(index, place * 6, 0, 2)
      index.writeUInt32LE(pieces.length << 5, place * 6 + 2)
    }
    pieces[1] = index
    header[3] = 1
  } else pieces[1] = Buffer.concat(rows)
  header.writeUInt32LE(2 << 5, 4)
  return heapOf(writer, 0xbc, 1, pieces)
}

/** A table whose first column is the number of the row's node. */
function writeTable(
  writer: Writer,
  rows: readonly { readonly id: number; readonly properties?: OutlookPropertiesSpec }[],
): { readonly data: number; readonly subnodes: number } {
  const numbers = [
    ...new Set(rows.flatMap(({ properties }) => Object.keys(properties ?? {}).map(Number))),
  ].sort()
  const columns = [
    { number: 0x67f2, type: 3 },
    { number: 0x67f3, type: 3 },
    ...numbers.map((number) => ({ number, type: typeOf(rows, number) })),
  ]
  const bitsAt = 4 * columns.length
  const rowBytes = bitsAt + Math.ceil(columns.length / 8)
  const info = Buffer.alloc(22 + 8 * columns.length)
  info[0] = 0x7c
  info[1] = columns.length
  for (const [index, end] of [bitsAt, bitsAt, bitsAt, rowBytes].entries())
    info.writeUInt16LE(end, 2 + 2 * index)
  for (const [index, { number, type }] of columns.entries()) {
    const at = 22 + 8 * index
    info.writeUInt16LE(type, at)
    info.writeUInt16LE(number, at + 2)
    info.writeUInt16LE(4 * index, at + 4)
    info[at + 6] = 4
    info[at + 7] = index
  }
  const below: Below[] = []
  const pieces: Buffer[] = [info, Buffer.from([0xb5, 4, writer.format.word === 4 ? 2 : 4, 0, 0, 0, 0, 0])]
  const matrix = rows.map(({ id, properties = {} }) => {
    const row = Buffer.alloc(rowBytes)
    row.writeUInt32LE(id, 0)
    row[bitsAt] = 0xc0
    for (const [number, value] of Object.entries(properties)) {
      const index = columns.findIndex((column) => column.number === Number(number))
      const { type, bytes } = typedValue(value)
      if (INLINE.has(type)) bytes.copy(row, 4 * index)
      else row.writeUInt32LE(valueCell(writer, bytes, pieces, below), 4 * index)
      row[bitsAt + (index >>> 3)]! |= 0x80 >>> (index & 7)
    }
    return row
  })
  info.writeUInt32LE(2 << 5, 10)
  if (matrix.length > 0) {
    const whole = Buffer.concat(matrix)
    if (whole.length > 1500) {
      const id = (writer.nextBelow++ << 5) | 0x1f
      const perBlock = Math.floor(writer.format.block / rowBytes)
      const blocks: Buffer[] = []
      // rows never lie across two blocks
      for (let at = 0; at < matrix.length; at += perBlock)
        blocks.push(
          Buffer.concat([...matrix.slice(at, at + perBlock), Buffer.alloc(rowBytes - 1)]).subarray(
            0,
            writer.format.block,
          ),
        )
      below.push({ id, data: writeData(writer, blocks), subnodes: 0 })
      info.writeUInt32LE(id, 14)
    } else {
      pieces.push(whole)
      info.writeUInt32LE(pieces.length << 5, 14)
    }
  }
  return {
    data: writeBlock(writer, heapOf(writer, 0x7c, 1, pieces)),
    subnodes: writeSubnodes(writer, below),
  }
}

function typeOf(rows: readonly { readonly properties?: OutlookPropertiesSpec }[], number: number): number {
  for (const { properties } of rows) {
    const value = properties?.[number]
    if (value !== undefined) return typedValue(value).type
  }
  return 3
}

function writeFolder(writer: Writer, folder: PstFolderSpec, id: number, parent: number): void {
  const below: Below[] = []
  const heap = propertyHeap(writer, { 12289: folder.name, 13826: folder.messages?.length ?? 0 }, below)
  writer.nodes.push({ id, data: writeBlock(writer, heap), subnodes: writeSubnodes(writer, below), parent })
  const base = id & ~0x1f
  const children = (folder.folders ?? []).map((spec) => ({ spec, id: (writer.nextFolder++ << 5) | 0x02 }))
  writer.nodes.push({ id: base | 0x0d, parent: 0, ...writeTable(writer, children) })
  const messages = (folder.messages ?? []).map((message) => ({
    id: writeMessage(writer, message, id),
    properties: {},
  }))
  const broken = folder.brokenTable
  const table =
    broken === undefined ? writeTable(writer, messages) : { data: writeBlock(writer, broken), subnodes: 0 }
  writer.nodes.push({ id: base | 0x0e, parent: 0, ...table })
  for (const child of children) writeFolder(writer, child.spec, child.id, id)
}

function writeMessage(writer: Writer, item: OutlookItemSpec, parent: number): number {
  const id = (writer.nextMessage++ << 5) | 0x04
  writer.nodes.push({ id, parent, ...writeItem(writer, item) })
  return id
}

function writeItem(
  writer: Writer,
  item: OutlookItemSpec,
): { readonly data: number; readonly subnodes: number } {
  const below: Below[] = []
  const heap = propertyHeap(writer, item.properties, below)
  const recipients = (item.recipients ?? []).map((properties, index) => ({ id: index, properties }))
  if (recipients.length > 0) below.push({ id: 0x692, ...writeTable(writer, recipients) })
  const attachments = (item.attachments ?? []).map(({ properties = {}, data, message }) => {
    const inner: Below[] = []
    const own = { ...properties, 14085: message === undefined ? 1 : 5 }
    let object: Buffer | undefined
    if (message !== undefined) {
      const node = (writer.nextBelow++ << 5) | 0x04
      inner.push({ id: node, ...writeItem(writer, message) })
      object = Buffer.alloc(8)
      object.writeUInt32LE(node, 0)
    }
    const all = data === undefined ? own : { ...own, 14081: data }
    const innerHeap = propertyHeap(writer, all, inner, object)
    const attachment = (writer.nextBelow++ << 5) | 0x05
    below.push({
      id: attachment,
      data: writeBlock(writer, innerHeap),
      subnodes: writeSubnodes(writer, inner),
    })
    return { id: attachment }
  })
  if (attachments.length > 0) below.push({ id: 0x671, ...writeTable(writer, attachments) })
  return { data: writeBlock(writer, heap), subnodes: writeSubnodes(writer, below) }
}
