import { inflateSync } from 'node:zlib'
import { ArchiveDamage, archiveCorrupt } from '../archive-damage.ts'
import type { Seekable } from '../seekable.ts'
import { PERMUTATION } from './pst-permutation.ts'

/**
 * The lower layer of an Outlook data file ([MS-PST] §2.2): nodes and blocks, found by two B-trees. Three formats are
 * read: ANSI (Outlook 97 to 2002), Unicode, and Unicode with pages of 4 KiB and packed blocks (.ost of Outlook 2013),
 * which is documented by libpff only. Trees are descended by levels that must fall, and lists have a length, so that
 * no file leads in a circle.
 */

/** A node: what a folder, a message, a table is kept in (§2.2.2.7.7.4). */
export interface PstNode {
  readonly id: number
  readonly data: bigint
  readonly subnodes: bigint
  readonly parent: number
}

/** Where a node below another keeps its data (§2.2.2.8.3.3.1.1). */
export interface PstSubnode {
  readonly data: bigint
  readonly subnodes: bigint
}

export interface PstFile {
  /** Bits of a heap reference that number a piece, and so where those that number a block begin. */
  readonly heapIndexBits: number
  /** Undefined when there is no such node. */
  node(id: number): Promise<PstNode | undefined>
  /** All nodes, in the order of their numbers, in batches. */
  nodes(): AsyncGenerator<readonly PstNode[], void, undefined>
  /** Data of at most `limit` bytes, in the blocks it is kept in; one block for most. */
  blocks(data: bigint, limit: number): Promise<readonly Buffer[]>
  /** The same one by one, for what need not be held at once. */
  eachBlock(data: bigint): AsyncGenerator<Buffer, void, undefined>
  /** Bytes of data, without reading it. */
  size(data: bigint): Promise<number>
  subnodes(list: bigint): Promise<ReadonlyMap<number, PstSubnode>>
}

interface Layout {
  readonly page: number
  /** Bytes of a page in which entries can stand. */
  readonly entries: number
  /** Bytes of a reference: 4 in ANSI files, else 8. */
  readonly word: 4 | 8
  readonly packed: boolean
}

const ANSI: Layout = { page: 512, entries: 496, word: 4, packed: false }
const UNICODE: Layout = { page: 512, entries: 488, word: 8, packed: false }
const UNICODE_4K: Layout = { page: 4096, entries: 4056, word: 8, packed: true }

const BLOCK_TREE = 0x80
const NODE_TREE = 0x81
/** Deeper than any file of 2^64 bytes needs. */
const LEVEL_LIMIT = 12
/** Pages kept: those at the top of the trees are asked for again and again. */
const PAGES_KEPT = 1024
/** Nodes below one node: recipients and attachments of one message. */
const SUBNODE_LIMIT = 200_000
/** Blocks of one piece of data, 8 KiB each and more. */
const BLOCK_LIMIT = 200_000
/** What a block of 64 KiB (all a size field of two bytes can say) may unpack to. */
const UNPACKED_BLOCK_BYTES = 65_536

/** Opens a data file. Rejects with `ArchiveDamage` or the system's error. */
export async function openPstFile(file: Seekable): Promise<PstFile> {
  const header = await file.read(0, 564)
  if (header.length < 564 || header.toString('latin1', 0, 4) !== '!BDN')
    throw archiveCorrupt('it has no header')
  const version = header.readUInt16LE(10)
  const layout =
    version === 14 || version === 15 ? ANSI : version >= 36 ? UNICODE_4K : version >= 20 ? UNICODE : undefined
  if (layout === undefined)
    throw new ArchiveDamage(
      'unreadable',
      `is an Outlook data file of an unknown version (${version})`,
      'export the mail from Outlook to a new .pst file and give that',
    )
  const hiding = header[layout.word === 4 ? 461 : 513]!
  if (hiding > 1)
    throw new ArchiveDamage(
      'unreadable',
      'its data is encoded in a way that is not read (“high encryption”)',
      'in Outlook make a new data file without high encryption, copy the mail there and give that',
    )
  const roots = layout.word === 4 ? { node: 188, block: 196 } : { node: 224, block: 240 }
  const nodeRoot = place(header, roots.node, layout)
  const blockRoot = place(header, roots.block, layout)
  const pages = new Map<number, Buffer>()

  async function page(offset: number, type: number): Promise<Buffer> {
    const kept = pages.get(offset)
    if (kept !== undefined) return kept
    const bytes = await file.read(offset, layout!.page)
    const trailer = layout!.page - (layout!.word === 4 ? 12 : layout!.packed ? 24 : 16)
    if (bytes.length < layout!.page || bytes[trailer] !== type || bytes[trailer + 1] !== type)
      throw archiveCorrupt('a page of its index is not where it should be')
    if (pages.size >= PAGES_KEPT) pages.delete(pages.keys().next().value!)
    pages.set(offset, bytes)
    return bytes
  }

  /** Number of entries, their size, and the level of a page. */
  function shape(bytes: Buffer): { readonly count: number; readonly size: number; readonly level: number } {
    const at = layout!.entries
    const wide = layout!.packed
    const count = wide ? bytes.readUInt16LE(at) : bytes[at]!
    const size = bytes[at + (wide ? 4 : 2)]!
    const level = bytes[at + (wide ? 5 : 3)]!
    if (size === 0 || count * size > at || level > LEVEL_LIMIT)
      throw archiveCorrupt('a page of its index is damaged')
    return { count, size, level }
  }

  /** The bottom entry with this key. */
  async function find(root: number, type: number, key: bigint): Promise<Buffer | undefined> {
    let offset = root
    let above = LEVEL_LIMIT + 1
    for (;;) {
      const bytes = await page(offset, type)
      const { count, size, level } = shape(bytes)
      if (level >= above) throw archiveCorrupt('its index leads in a circle')
      above = level
      // the last entry whose key is not greater; entries are in order
      let low = 0
      let high = count
      while (low < high) {
        const middle = (low + high) >>> 1
        if (word(bytes, middle * size, layout!) <= key) low = middle + 1
        else high = middle
      }
      if (low === 0) return undefined
      const at = (low - 1) * size
      if (level === 0) return word(bytes, at, layout!) === key ? bytes.subarray(at, at + size) : undefined
      offset = place(bytes, at + 2 * layout!.word, layout!)
    }
  }

  interface Block {
    readonly offset: number
    readonly stored: number
    readonly size: number
    /** Holds references, not data. */
    readonly internal: boolean
  }

  async function block(id: bigint): Promise<Block> {
    // the lowest bit says nothing (§2.2.2.2)
    const entry = await find(blockRoot, BLOCK_TREE, id & ~1n)
    if (entry === undefined) throw archiveCorrupt(`block ${id} is missing`)
    const { word: size } = layout!
    const stored = entry.readUInt16LE(2 * size)
    return {
      offset: place(entry, size, layout!),
      stored,
      size: layout!.packed ? entry.readUInt16LE(2 * size + 2) : stored,
      internal: (id & 2n) !== 0n,
    }
  }

  async function content({ offset, stored, size, internal }: Block): Promise<Buffer> {
    const bytes = await file.read(offset, stored)
    if (bytes.length < stored) throw archiveCorrupt('it ends within a block')
    if (layout!.packed && size !== stored) return inflated(bytes)
    if (hiding === 1 && !internal)
      for (let at = 0; at < bytes.length; at++) bytes[at] = PERMUTATION[bytes[at]!]!
    return bytes
  }

  /** References of a list of blocks, and of a list of lists (§2.2.2.8.3.2); the data itself otherwise. */
  async function dataBlocks(
    id: bigint,
  ): Promise<{ readonly ids: readonly bigint[]; readonly size?: number }> {
    const first = await block(id)
    if (!first.internal) return { ids: [id], size: first.size }
    const list = await content(first)
    if (list.length < 8 || list[0] !== 1 || (list[1] !== 1 && list[1] !== 2))
      throw archiveCorrupt('a list of blocks is damaged')
    const ids: bigint[] = []
    for (const one of references(list, layout!)) {
      if (list[1] === 1) ids.push(one)
      else {
        const inner = await content(await block(one))
        if (inner.length < 8 || inner[0] !== 1 || inner[1] !== 1)
          throw archiveCorrupt('a list of blocks is damaged')
        ids.push(...references(inner, layout!))
      }
      if (ids.length > BLOCK_LIMIT) throw archiveCorrupt(`more than ${BLOCK_LIMIT} blocks for one thing`)
    }
    return { ids, size: list.readUInt32LE(4) }
  }

  return {
    // [MS-PST] §2.3.1.1; with 4 KiB pages three bits more, as a block can hold more pieces
    heapIndexBits: layout.packed ? 14 : 11,
    async node(id) {
      const entry = await find(nodeRoot, NODE_TREE, BigInt(id))
      return entry === undefined ? undefined : nodeOf(entry, 0, layout)
    },
    async *nodes() {
      const todo = [{ offset: nodeRoot, above: LEVEL_LIMIT + 1 }]
      for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
        const bytes = await page(next.offset, NODE_TREE)
        const { count, size, level } = shape(bytes)
        if (level >= next.above) throw archiveCorrupt('its index leads in a circle')
        const batch: PstNode[] = []
        for (let at = 0; at < count; at++)
          if (level === 0) batch.push(nodeOf(bytes, at * size, layout))
          // last first, so that the first comes next
          else
            todo.push({
              offset: place(bytes, (count - 1 - at) * size + 2 * layout.word, layout),
              above: level,
            })
        yield batch
      }
    },
    async *eachBlock(id) {
      if (id === 0n) return
      const { ids } = await dataBlocks(id)
      for (const one of ids) yield await content({ ...(await block(one)), internal: false })
    },
    async blocks(id, limit) {
      if (id === 0n) return []
      const { ids } = await dataBlocks(id)
      const parts: Buffer[] = []
      let length = 0
      for (const one of ids) {
        const found = await block(one)
        length += found.size
        if (length > limit) throw archiveCorrupt(`something takes more than ${limit} bytes`)
        parts.push(await content({ ...found, internal: false }))
      }
      return parts
    },
    async size(id) {
      return id === 0n ? 0 : ((await dataBlocks(id)).size ?? 0)
    },
    async subnodes(id) {
      const found = new Map<number, PstSubnode>()
      if (id === 0n) return found
      const lists = [await content({ ...(await block(id)), internal: true })]
      if (lists[0]![1] === 1) {
        // a list of lists (§2.2.2.8.3.3.2)
        const outer = lists.pop()!
        for (const { values } of tableRows(outer, 2, layout)) {
          if (lists.length * 300 > SUBNODE_LIMIT)
            throw archiveCorrupt(`more than ${SUBNODE_LIMIT} parts of a message`)
          lists.push(await content({ ...(await block(values[0]!)), internal: true }))
        }
      }
      for (const list of lists) {
        if (list[0] !== 2 || list[1] !== 0) throw archiveCorrupt('a list of parts is damaged')
        for (const { key, values } of tableRows(list, 3, layout))
          found.set(key, { data: values[0]!, subnodes: values[1]! })
      }
      return found
    },
  }
}

function word(bytes: Buffer, at: number, { word: size }: Layout): bigint {
  return size === 4 ? BigInt(bytes.readUInt32LE(at)) : bytes.readBigUInt64LE(at)
}

function place(bytes: Buffer, at: number, layout: Layout): number {
  const offset = Number(word(bytes, at, layout))
  return Number.isSafeInteger(offset) ? offset : Number.MAX_SAFE_INTEGER
}

function nodeOf(bytes: Buffer, at: number, layout: Layout): PstNode {
  const size = layout.word
  return {
    id: bytes.readUInt32LE(at),
    data: word(bytes, at + size, layout),
    subnodes: word(bytes, at + 2 * size, layout),
    parent: bytes.readUInt32LE(at + 3 * size),
  }
}

function references(list: Buffer, layout: Layout): readonly bigint[] {
  const ids: bigint[] = []
  const count = list.readUInt16LE(2)
  for (let index = 0; index < count; index++) {
    const at = 8 + index * layout.word
    if (at + layout.word > list.length) throw archiveCorrupt('a list of blocks is damaged')
    ids.push(word(list, at, layout))
  }
  return ids
}

/** Rows of `columns` words behind a head of one word: the first is a node number, the others references. */
function* tableRows(
  list: Buffer,
  columns: number,
  layout: Layout,
): Generator<{ readonly key: number; readonly values: readonly bigint[] }, void, undefined> {
  const size = layout.word
  const count = list.length < 4 ? 0 : list.readUInt16LE(2)
  for (let index = 0; index < count; index++) {
    const at = size + index * columns * size
    if (at + columns * size > list.length) throw archiveCorrupt('a list of parts is damaged')
    const values: bigint[] = []
    for (let column = 1; column < columns; column++) values.push(word(list, at + column * size, layout))
    yield { key: list.readUInt32LE(at), values }
  }
}

function inflated(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: UNPACKED_BLOCK_BYTES })
  } catch {
    throw archiveCorrupt('a packed block cannot be unpacked')
  }
}
