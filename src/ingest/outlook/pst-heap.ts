import { archiveCorrupt } from '../archive-damage.ts'
import { type OutlookValue, TYPE } from './outlook-item.ts'
import type { PstFile, PstSubnode } from './pst-file.ts'

/**
 * The middle layer of an Outlook data file ([MS-PST] §2.3): a heap in the blocks of a node, in it lists of properties
 * and tables of them.
 */

/** Bytes of one heap; a node's own heap has a few kilobytes, a table of a huge folder more. */
const HEAP_BYTES: number = 64 * 1024 * 1024
/** Levels of an index in a heap (§2.3.2): three hold more than a heap can. */
const INDEX_LEVELS = 8
/** Columns of a table (one byte counts them). */
const COLUMN_BYTES = 8

export interface PstHeap {
  /** What the heap keeps is told by this byte (§2.3.1.2). */
  readonly client: number
  readonly root: number
  /** A piece of the heap; undefined when there is none. */
  piece(reference: number): Buffer | undefined
}

/** A value, or where it is kept when it does not lie in the heap. */
export type PstValue = OutlookValue | { readonly type: number; readonly subnode: number }

/** Opens the heap in `data`. Rejects with `ArchiveDamage`. */
export async function openHeap(file: PstFile, data: bigint): Promise<PstHeap> {
  const blocks = await file.blocks(data, HEAP_BYTES)
  const first = blocks[0]
  if (first === undefined || first.length < 12 || first[2] !== 0xec)
    throw archiveCorrupt('a list of properties is none')
  const bits = file.heapIndexBits
  return {
    client: first[3]!,
    root: first.readUInt32LE(4),
    piece(reference) {
      // §2.3.1.1: five bits of type, then the number of the piece, then of the block
      const index = (reference >>> 5) & ((1 << bits) - 1)
      const block = blocks[reference >>> (5 + bits)]
      if (index === 0 || block === undefined || block.length < 2) return undefined
      const map = block.readUInt16LE(0)
      if (map + 4 > block.length || index > block.readUInt16LE(map)) return undefined
      const at = map + 4 + 2 * (index - 1)
      if (at + 4 > block.length) return undefined
      const start = block.readUInt16LE(at)
      const end = block.readUInt16LE(at + 2)
      return start <= end && end <= block.length ? block.subarray(start, end) : undefined
    },
  }
}

/** Records of the index (B-tree on heap, §2.3.2) at `header`: keys and what belongs to them. */
function* records(heap: PstHeap, header: number): Generator<Buffer, void, undefined> {
  const head = heap.piece(header)
  if (head === undefined || head.length < 8 || head[0] !== 0xb5)
    throw archiveCorrupt('an index of properties is none')
  const keyBytes = head[1]!
  const recordBytes = keyBytes + head[2]!
  const levels = head[3]!
  if (levels > INDEX_LEVELS || recordBytes === 0) throw archiveCorrupt('an index of properties is damaged')
  const todo = [{ reference: head.readUInt32LE(4), level: levels }]
  let visited = 0
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const piece = next.reference === 0 ? undefined : heap.piece(next.reference)
    if (piece === undefined) continue
    // pieces may be named again and again by a file that wants to keep us busy
    if (++visited > 100_000) throw archiveCorrupt('an index of properties leads in a circle')
    if (next.level === 0)
      for (let at = 0; at + recordBytes <= piece.length; at += recordBytes)
        yield piece.subarray(at, at + recordBytes)
    else
      for (let at = Math.floor(piece.length / (keyBytes + 4)) - 1; at >= 0; at--)
        todo.push({
          reference: piece.readUInt32LE(at * (keyBytes + 4) + keyBytes),
          level: next.level - 1,
        })
  }
}

/** Bytes of a value that stands where its reference would (§2.3.3.3). */
const INLINE: Readonly<Record<number, number>> = { [TYPE.int16]: 2, [TYPE.int32]: 4, [TYPE.boolean]: 1 }

/** The properties of a node (§2.3.3), those whose number `wanted` accepts. Throws `ArchiveDamage`. */
export function propertyList(
  heap: PstHeap,
  wanted: (number: number) => boolean,
): ReadonlyMap<number, PstValue> {
  if (heap.client !== 0xbc) throw archiveCorrupt('a list of properties is something else')
  const values = new Map<number, PstValue>()
  for (const record of records(heap, heap.root)) {
    if (record.length < 8) break
    const number = record.readUInt16LE(0)
    if (!wanted(number)) continue
    const value = cellValue(heap, record.readUInt16LE(2), record.subarray(4, 8))
    if (value !== undefined) values.set(number, value)
  }
  return values
}

function cellValue(heap: PstHeap, type: number, cell: Buffer): PstValue | undefined {
  const inline = INLINE[type]
  if (inline !== undefined) return { type, bytes: Buffer.from(cell.subarray(0, inline)) }
  const reference = cell.readUInt32LE(0)
  if (reference === 0) return undefined
  // anything but a piece of the heap is the number of a node below (§2.3.3.2)
  if ((reference & 0x1f) !== 0) return { type, subnode: reference }
  const bytes = heap.piece(reference)
  return bytes === undefined ? undefined : { type, bytes }
}

interface Column {
  readonly number: number
  readonly type: number
  readonly at: number
  readonly size: number
  readonly bit: number
}

export interface PstRow {
  /** Number of the node the row is about. */
  readonly id: number
  readonly values: ReadonlyMap<number, PstValue>
}

/**
 * The rows of a table (§2.3.4) in the order they lie, those columns whose number `wanted` accepts. `subnodes` are
 * those of the table's node: a large table keeps its rows there. Throws `ArchiveDamage`.
 */
export async function* tableRows(
  file: PstFile,
  heap: PstHeap,
  subnodes: ReadonlyMap<number, PstSubnode>,
  wanted: (number: number) => boolean,
): AsyncGenerator<PstRow, void, undefined> {
  const info = heap.client === 0x7c ? heap.piece(heap.root) : undefined
  if (info === undefined || info.length < 22 || info[0] !== 0x7c) throw archiveCorrupt('a table is none')
  const bitsAt = info.readUInt16LE(6)
  const rowBytes = info.readUInt16LE(8)
  const rows = info.readUInt32LE(14)
  if (rowBytes < 8 || bitsAt > rowBytes) throw archiveCorrupt('a table has no rows of any size')
  const columns: Column[] = []
  for (let index = 0; index < info[1]!; index++) {
    const at = 22 + index * COLUMN_BYTES
    if (at + COLUMN_BYTES > info.length) throw archiveCorrupt('the columns of a table are damaged')
    const column = {
      number: info.readUInt16LE(at + 2),
      type: info.readUInt16LE(at),
      at: info.readUInt16LE(at + 4),
      size: info[at + 6]!,
      bit: info[at + 7]!,
    }
    if (wanted(column.number) && column.at + column.size <= bitsAt) columns.push(column)
  }
  if (rows === 0) return
  const node = subnodes.get(rows)
  const piece = (rows & 0x1f) === 0 ? heap.piece(rows) : undefined
  // rows never lie across two blocks (§2.3.4.4)
  for await (const block of piece !== undefined
    ? [piece]
    : node === undefined
      ? []
      : file.eachBlock(node.data))
    for (let at = 0; at + rowBytes <= block.length; at += rowBytes) {
      const row = block.subarray(at, at + rowBytes)
      const values = new Map<number, PstValue>()
      for (const column of columns) {
        if (((row[bitsAt + (column.bit >>> 3)] ?? 0) & (0x80 >>> (column.bit & 7))) === 0) continue
        const cell = row.subarray(column.at, column.at + column.size)
        const value =
          column.size === 8 || column.type === TYPE.boolean
            ? { type: column.type, bytes: Buffer.from(cell) }
            : column.size === 4 || column.size === 2
              ? cellValue(heap, column.type, Buffer.concat([cell, Buffer.alloc(4)]).subarray(0, 4))
              : undefined
        if (value !== undefined) values.set(column.number, value)
      }
      yield { id: row.readUInt32LE(0), values }
    }
}
