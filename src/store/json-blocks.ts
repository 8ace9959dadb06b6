import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { blob, type Connection, integer } from './connection.ts'
import { Damage } from './sqlite-trouble.ts'

/** Where a JSON text lies. */
export interface BlockPlace {
  readonly block: number
  readonly line: number
}

/**
 * JSON texts kept several to a compressed block (see schema.ts). All calls happen inside a transaction of the
 * connection; after appending or releasing, `flush` must be the last call of the transaction.
 */
export interface JsonBlocks {
  append(json: string): BlockPlace
  read(place: BlockPlace): string
  /** Says that nothing points to the line any more; a block without live lines is deleted. */
  release(place: BlockPlace): void
  flush(): void
}

/** 64 would save 60 bytes more per record, and make reading a single message twice as slow. */
const BLOCK_LINES = 32
/** Bytes; a block is closed when it has grown past this, so that one huge record lies almost alone. */
const BLOCK_SIZE = 256 * 1024
/** Bytes of decoded blocks kept. Mailboxes read side by side each need their own block in memory. */
const CACHE_SIZE = 32 * 1024 * 1024
/** A block of a forged store file may claim to hold terabytes; JavaScript strings end near 512 MiB anyway. */
const DECODED_LIMIT = 512 * 1024 * 1024
const LINE_END = 0x0a
/** zlib wants no less than 64 bytes, and ends sooner when it is not filled to the brim. */
const ROOM = 1024
/** On blocks of real records 5 takes 14 µs more of the CPU for each record than 3 and gives 7 % less, 9 takes 32 and gives 11 %. */
const RECORD_LEVEL = 3
/** Judgements are written with every scan and read seldom. */
const JUDGEMENT_LEVEL = 1
/** Traces are read one at a time, if at all, and short: 9 costs 10 µs more for each and takes a seventh less. */
const TRACE_LEVEL = 9
const LEVELS = {
  record_block: RECORD_LEVEL,
  judgement_block: JUDGEMENT_LEVEL,
  trace_block: TRACE_LEVEL,
} as const

interface OpenBlock {
  readonly id: number
  readonly lines: string[]
  size: number
  added: number
}

/** A decoded block: its UTF-8 text, and where each line begins. Lines become strings when they are asked for. */
interface Block {
  readonly bytes: Buffer
  readonly starts: readonly number[]
}

export function jsonBlocks(
  connection: Connection,
  table: 'record_block' | 'judgement_block' | 'trace_block',
  cacheSize: number = CACHE_SIZE,
): JsonBlocks {
  const selectLast = connection.prepare(`SELECT id, lines, size FROM ${table} ORDER BY id DESC LIMIT 1`)
  const selectData = connection.prepare(`SELECT size, data FROM ${table} WHERE id = ?`)
  const insert = connection.prepare(
    `INSERT INTO ${table} (lines, live, size, data) VALUES (0, 0, 0, zeroblob(0))`,
  )
  const update = connection.prepare(
    `UPDATE ${table} SET lines = ?, live = live + ?, size = ?, data = ? WHERE id = ?`,
  )
  const decrement = connection.prepare(`UPDATE ${table} SET live = live - ? WHERE id = ?`)
  const remove = connection.prepare(`DELETE FROM ${table} WHERE id = ? AND live = 0`)

  const level = LEVELS[table]
  const compression = { params: { [constants.ZSTD_c_compressionLevel]: level } }

  /** Decoded blocks, oldest use first. */
  const cache = new Map<number, Block>()
  let cached = 0
  let open: OpenBlock | undefined
  /** Lines released in this transaction, by block. */
  const released = new Map<number, number>()

  const drop = (id: number): void => {
    const block = cache.get(id)
    if (!block) return
    cache.delete(id)
    cached -= block.bytes.length
  }
  const keep = (id: number, block: Block): void => {
    drop(id)
    cache.set(id, block)
    cached += block.bytes.length
    for (const oldest of cache.keys()) {
      if (cached <= cacheSize || oldest === id) break
      drop(oldest)
    }
  }
  connection.onRollback(() => {
    cache.clear()
    cached = 0
    open = undefined
    released.clear()
  })

  const decode = (id: number): Block => {
    const row = selectData.get(id)
    if (!row) throw new Damage(`block ${id} of ${table} is missing`)
    try {
      // Room for the whole text at once takes half the time of growing piece by piece.
      const chunkSize = integer(row.size) + ROOM
      const bytes = zstdDecompressSync(blob(row.data), { maxOutputLength: DECODED_LIMIT, chunkSize })
      return { bytes, starts: lineStarts(bytes) }
    } catch (cause) {
      throw new Damage(`block ${id} of ${table} cannot be decompressed`, { cause })
    }
  }

  const close = (): void => {
    if (!open || open.added === 0) return
    const bytes = Buffer.from(open.lines.join('\n'))
    const data = zstdCompressSync(bytes, compression)
    update.run(open.lines.length, open.added, bytes.length, data, open.id)
    keep(open.id, { bytes, starts: lineStarts(bytes) })
    open = undefined
  }

  const start = (): OpenBlock => {
    const last = selectLast.get()
    if (last && integer(last.lines) < BLOCK_LINES && integer(last.size) < BLOCK_SIZE) {
      const id = integer(last.id)
      const held = cache.get(id)
      // Another process may have appended since the block was decoded.
      const block = held?.starts.length === integer(last.lines) ? held : decode(id)
      const lines = block.starts.map((_, line) => lineOf(block, line) ?? '')
      return { id, lines, size: block.bytes.length, added: 0 }
    }
    return { id: Number(insert.run().lastInsertRowid), lines: [], size: 0, added: 0 }
  }

  return {
    append(json) {
      open ??= start()
      const place = { block: open.id, line: open.lines.length }
      open.lines.push(json)
      open.size += json.length
      open.added++
      if (open.lines.length >= BLOCK_LINES || open.size >= BLOCK_SIZE) close()
      return place
    },

    read({ block, line }) {
      if (open?.id === block) {
        const found = open.lines[line]
        if (found !== undefined) return found
      }
      let decoded = cache.get(block)
      if (decoded && line < decoded.starts.length) {
        cache.delete(block)
        cache.set(block, decoded)
      } else {
        decoded = decode(block)
        keep(block, decoded)
      }
      const found = lineOf(decoded, line)
      if (found === undefined) throw new Damage(`block ${block} of ${table} has no line ${line}`)
      return found
    },

    release({ block }) {
      released.set(block, (released.get(block) ?? 0) + 1)
    },

    flush() {
      close()
      open = undefined
      for (const [id, lines] of released) {
        decrement.run(lines, id)
        if (remove.run(id).changes > 0) drop(id)
      }
      released.clear()
    },
  }
}

function lineStarts(bytes: Buffer): number[] {
  const starts = [0]
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) starts.push(at + 1)
  return starts
}

function lineOf({ bytes, starts }: Block, line: number): string | undefined {
  const start = starts[line]
  const next = starts[line + 1]
  return start === undefined
    ? undefined
    : bytes.toString('utf8', start, next === undefined ? bytes.length : next - 1)
}

/** Reads a text written by this program; Damage when it is not JSON. */
export function parseStored(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new Damage('a stored text is not JSON', { cause })
  }
}

/** Reads a stored object whose digest is kept elsewhere and has to be put in by the caller. */
export function parseWithDigest(json: string): { digest: string } {
  const value = parseStored(json)
  if (typeof value === 'object' && value !== null && 'digest' in value) return value as { digest: string }
  throw new Damage('a stored text is not the object it should be')
}
