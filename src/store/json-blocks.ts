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
/** UTF-16 units; a block is closed when it has grown past this, so that one huge record lies almost alone. */
const BLOCK_SIZE = 256 * 1024
/** UTF-16 units of decoded blocks kept. Mailboxes read side by side each need their own block in memory. */
const CACHE_SIZE = 16 * 1024 * 1024
/** A block of a forged store file may claim to hold terabytes; JavaScript strings end near 512 MiB anyway. */
const DECODED_LIMIT = 512 * 1024 * 1024
/** On blocks of real records 1 and 3 give the same size, 5 gives 9 % less for 12 µs per record, 9 gives 14 % for 26. */
const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 5 } }

interface OpenBlock {
  readonly id: number
  readonly lines: string[]
  size: number
  added: number
}

export function jsonBlocks(
  connection: Connection,
  table: 'record_block' | 'judgement_block',
  cacheSize: number = CACHE_SIZE,
): JsonBlocks {
  const selectLast = connection.prepare(`SELECT id, lines, size FROM ${table} ORDER BY id DESC LIMIT 1`)
  const selectData = connection.prepare(`SELECT data FROM ${table} WHERE id = ?`)
  const insert = connection.prepare(
    `INSERT INTO ${table} (lines, live, size, data) VALUES (0, 0, 0, zeroblob(0))`,
  )
  const update = connection.prepare(
    `UPDATE ${table} SET lines = ?, live = live + ?, size = ?, data = ? WHERE id = ?`,
  )
  const decrement = connection.prepare(`UPDATE ${table} SET live = live - 1 WHERE id = ?`)
  const remove = connection.prepare(`DELETE FROM ${table} WHERE id = ? AND live = 0`)

  /** Decoded blocks, oldest use first. */
  const cache = new Map<number, readonly string[]>()
  let cached = 0
  let open: OpenBlock | undefined
  const released = new Set<number>()

  const sizeOf = (lines: readonly string[]): number => lines.reduce((sum, one) => sum + one.length, 0)
  const drop = (id: number): void => {
    const lines = cache.get(id)
    if (!lines) return
    cache.delete(id)
    cached -= sizeOf(lines)
  }
  const keep = (id: number, lines: readonly string[]): void => {
    drop(id)
    cache.set(id, lines)
    cached += sizeOf(lines)
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

  const decode = (id: number): readonly string[] => {
    const row = selectData.get(id)
    if (!row) throw new Damage(`block ${id} of ${table} is missing`)
    try {
      const bytes = zstdDecompressSync(blob(row.data), { maxOutputLength: DECODED_LIMIT })
      return bytes.length === 0 ? [] : bytes.toString('utf8').split('\n')
    } catch (cause) {
      throw new Damage(`block ${id} of ${table} cannot be decompressed`, { cause })
    }
  }

  const close = (): void => {
    if (!open || open.added === 0) return
    const data = zstdCompressSync(open.lines.join('\n'), COMPRESSION)
    update.run(open.lines.length, open.added, open.size, data, open.id)
    keep(open.id, open.lines)
    open = undefined
  }

  const start = (): OpenBlock => {
    const last = selectLast.get()
    if (last && integer(last.lines) < BLOCK_LINES && integer(last.size) < BLOCK_SIZE) {
      const id = integer(last.id)
      const lines = cache.get(id)
      // Another process may have appended since the block was decoded.
      const current = lines?.length === integer(last.lines) ? lines : decode(id)
      return { id, lines: [...current], size: integer(last.size), added: 0 }
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
      let lines = cache.get(block)
      if (lines && line < lines.length) {
        cache.delete(block)
        cache.set(block, lines)
      } else {
        lines = decode(block)
        keep(block, lines)
      }
      const found = lines[line]
      if (found === undefined) throw new Damage(`block ${block} of ${table} has no line ${line}`)
      return found
    },

    release({ block }) {
      decrement.run(block)
      released.add(block)
    },

    flush() {
      close()
      open = undefined
      for (const id of released) if (remove.run(id).changes > 0) drop(id)
      released.clear()
    },
  }
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
