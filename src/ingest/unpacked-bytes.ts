import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib'
import type { ByteReader } from './byte-reader.ts'

export type Compression = 'gzip' | 'zstd'
/** What an archive packs its entries with besides; `deflate` is one raw stream (RFC 1951), whatever follows it. */
export type Packing = Compression | 'deflate'

/**
 * Compressed bytes handed over at once. Node throws away what one call produced before it failed, so near damage
 * the calls are made shorter and shorter.
 */
const PIECE_BYTES: readonly number[] = [64 * 1024, 256, 1]
const OUTPUT_BYTES = 128 * 1024
/** Unpacked ahead of the reader. A bomb of zeros stops here until somebody wants its bytes. */
const AHEAD_BYTES = 1024 * 1024

/** A compressed file that cannot be read further. What was unpacked before is good. */
export class UnpackFailure extends Error {
  override readonly name: string = 'UnpackFailure'
  readonly code: 'truncated' | 'corrupt' | 'window'
  constructor(code: 'truncated' | 'corrupt' | 'window', message: string) {
    super(message)
    this.code = code
  }
}

/**
 * The unpacked bytes of `source`: all gzip members (RFC 1952 §2.2), all zstd frames and skippable frames
 * (RFC 8878 §3.1); zero padding at the end is ignored. Rejects with `UnpackFailure` only after every byte that
 * can be unpacked was delivered: when damage is met and `again` can open the source anew, the file is unpacked
 * once more with small steps near the damage.
 */
export function unpacked(
  source: ByteReader,
  compression: Packing,
  again?: () => Promise<ByteReader>,
): ByteReader {
  let unpacker = new Unpacker(source, compression, [0])
  let delivered = 0
  /** Where each size of piece begins to be used, in compressed bytes. */
  const starts = [0]
  return {
    async read(into) {
      for (;;) {
        try {
          const count = await unpacker.read(into)
          delivered += count
          return count
        } catch (error) {
          const corrupt = error instanceof UnpackFailure && error.code === 'corrupt'
          if (!corrupt || again === undefined || starts.length === PIECE_BYTES.length) throw error
          const anew = await again().catch(() => undefined)
          if (anew === undefined) throw error
          starts.push(unpacker.pieceStart)
          await unpacker.close()
          unpacker = new Unpacker(anew, compression, starts)
          await discard(unpacker, delivered)
        }
      }
    },
    consumed: () => unpacker.consumed(),
    close: () => unpacker.close(),
  }
}

async function discard(reader: Unpacker, length: number): Promise<void> {
  const scratch = Buffer.allocUnsafe(Math.min(length, AHEAD_BYTES))
  let left = length
  while (left > 0) {
    const count = await reader.read(left < scratch.length ? scratch.subarray(0, left) : scratch)
    if (count === 0) return
    left -= count
  }
}

const INFLATERS = {
  gzip: createGunzip,
  zstd: createZstdDecompress,
  deflate: createInflateRaw,
} as const
type Inflater = ReturnType<(typeof INFLATERS)[Packing]>

/** One pass over a compressed source, working ahead of its reader by a bounded amount. */
class Unpacker {
  /** Offset of the compressed piece last handed over. */
  pieceStart = 0
  readonly #source: ByteReader
  readonly #compression: Packing
  readonly #starts: readonly number[]
  readonly #output: Buffer[] = []
  #ahead = 0
  #inflater: Inflater | undefined
  #taken = 0
  #finished = false
  #failure: unknown
  #closed = false
  #settle: ((outcome: 'taken' | 'ended' | Error) => void) | undefined
  #wakeReader: (() => void) | undefined
  #wakePump: (() => void) | undefined
  #started = false
  #pumped: Promise<void> = Promise.resolve()

  constructor(source: ByteReader, compression: Packing, starts: readonly number[]) {
    this.#source = source
    this.#compression = compression
    this.#starts = starts
  }

  consumed(): number {
    return this.#source.consumed()
  }

  async read(into: Uint8Array): Promise<number> {
    if (!this.#started) {
      this.#started = true
      this.#pumped = this.#pump()
    }
    while (this.#output.length === 0) {
      if (this.#failure !== undefined) throw this.#failure
      if (this.#finished || this.#closed) return 0
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve
      })
    }
    let count = 0
    while (count < into.length && this.#output.length > 0) {
      const chunk = this.#output[0]!
      const part = chunk.subarray(0, into.length - count)
      into.set(part, count)
      count += part.length
      if (part.length === chunk.length) this.#output.shift()
      else this.#output[0] = chunk.subarray(part.length)
    }
    this.#ahead -= count
    if (this.#ahead < AHEAD_BYTES / 2) {
      this.#inflater?.resume()
      this.#wakePump?.()
    }
    return count
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#output.length = 0
    this.#settle?.('ended')
    this.#wakePump?.()
    this.#wakeReader?.()
    this.#inflater?.destroy()
    await this.#source.close()
    await this.#pumped
  }

  async #pump(): Promise<void> {
    try {
      let rest: Buffer = Buffer.alloc(0)
      for (;;) {
        if (this.#closed) break
        if (rest.length === 0) rest = await this.#nextPiece()
        if (rest.length === 0) break
        if (this.#inflater === undefined) {
          const padding = this.#taken > 0 ? leadingZeros(rest) : 0
          this.#taken += padding
          rest = rest.subarray(padding)
          if (rest.length === 0) continue
          this.#inflater = this.#begin()
        }
        this.pieceStart = this.#taken
        const before = this.#inflater.bytesWritten
        const outcome = await this.#hand(this.#inflater, (inflater, done) => inflater.write(rest, done))
        if (outcome instanceof Error) {
          if (await this.#isPadding(outcome, rest)) break
          throw outcome
        }
        // Node stops at the end of a zstd frame (and of gzip data) and drops the rest of the piece
        const used = outcome === 'ended' ? this.#inflater.bytesWritten - before : rest.length
        this.#taken += used
        rest = rest.subarray(used)
        if (outcome === 'ended') {
          this.#inflater.destroy()
          this.#inflater = undefined
          if (this.#compression === 'deflate') break
        }
        while (this.#ahead >= AHEAD_BYTES && !this.#closed)
          await new Promise<void>((resolve) => {
            this.#wakePump = resolve
          })
      }
      if (this.#inflater !== undefined && !this.#closed) {
        const outcome = await this.#hand(this.#inflater, (inflater) => inflater.end())
        if (outcome instanceof Error) throw outcome
      }
    } catch (error) {
      this.#failure = unpackFailure(error)
    }
    this.#inflater?.destroy()
    this.#finished = true
    this.#wakeReader?.()
  }

  /** Between zstd frames, and only there, zeros are an unknown prefix. A hole in a frame is no padding. */
  async #isPadding(error: Error, rest: Buffer): Promise<boolean> {
    if ((error as NodeJS.ErrnoException).code !== 'ZSTD_error_prefix_unknown' || this.#taken === 0)
      return false
    this.#inflater = undefined
    for (let piece = rest; piece.length > 0; piece = await this.#nextPiece()) {
      if (leadingZeros(piece) < piece.length) return false
      this.#taken += piece.length
    }
    return true
  }

  async #nextPiece(): Promise<Buffer> {
    const level = this.#starts.findLastIndex((start) => this.#taken >= start)
    const length = Math.min(
      PIECE_BYTES[level]!,
      (this.#starts[level + 1] ?? Number.POSITIVE_INFINITY) - this.#taken,
    )
    const piece = Buffer.allocUnsafe(length)
    return piece.subarray(0, await this.#source.read(piece))
  }

  #begin(): Inflater {
    const options = { chunkSize: OUTPUT_BYTES }
    const inflater = INFLATERS[this.#compression](options)
    inflater.on('data', (chunk: Buffer) => {
      this.#output.push(chunk)
      this.#ahead += chunk.length
      if (this.#ahead >= AHEAD_BYTES) inflater.pause()
      this.#wakeReader?.()
    })
    inflater.on('end', () => this.#settle?.('ended'))
    inflater.on('error', (error: Error) => this.#settle?.(error))
    return inflater
  }

  /** Hands something to the inflater and waits until it took it, came to its end, or failed. */
  #hand(
    inflater: Inflater,
    action: (inflater: Inflater, done: () => void) => void,
  ): Promise<'taken' | 'ended' | Error> {
    return new Promise((resolve) => {
      this.#settle = resolve
      action(inflater, () => resolve('taken'))
    })
  }
}

/** Padding between or after members: tapes and some tools fill up with zeros. */
function leadingZeros(piece: Buffer): number {
  let zeros = 0
  while (zeros < piece.length && piece[zeros] === 0) zeros++
  return zeros
}

function unpackFailure(error: unknown): unknown {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string' || !/^(Z_|ZSTD_)/.test(code)) return error
  const { message } = error as Error
  if (code === 'Z_BUF_ERROR') return new UnpackFailure('truncated', message)
  if (/window/i.test(code)) return new UnpackFailure('window', message)
  return new UnpackFailure('corrupt', message)
}
