/** One record of a workbook stream, those that continue it included. */
import { utf16Text } from '../../../parse/mime/utf16-text.ts'
export interface ExcelRecord {
  readonly type: number
  /** The record's content, then that of each CONTINUE record. */
  readonly pieces: readonly Buffer[]
}

const CONTINUE = 0x3c

/**
 * The records of a workbook stream ([MS-XLS] §2.1.4), one after the other. Returns false when the stream ends inside
 * one. Linear.
 */
export function eachRecord(
  stream: Buffer,
  work: (steps: number) => void,
  each: (record: ExcelRecord) => 'go on' | 'stop',
): boolean {
  let at = 0
  while (at + 4 <= stream.length) {
    work(1)
    const type = stream.readUInt16LE(at)
    const length = stream.readUInt16LE(at + 2)
    // Padding of a stream without an end.
    if (type === 0 && length === 0) return true
    const pieces = [stream.subarray(at + 4, at + 4 + length)]
    at += 4 + length
    if (at > stream.length) return false
    while (at + 4 <= stream.length && stream.readUInt16LE(at) === CONTINUE) {
      work(1)
      const more = stream.readUInt16LE(at + 2)
      pieces.push(stream.subarray(at + 4, at + 4 + more))
      at += 4 + more
    }
    if (each({ type, pieces }) === 'stop') return true
  }
  return at === stream.length
}

/** Reads numbers and strings over the borders of continued records. */
export interface PieceReader {
  /** No more bytes. */
  ended(): boolean
  byte(): number
  word(): number
  long(): number
  skip(count: number): void
  /**
   * `count` characters, 8 or 16 bits wide; behind a border the width is stated anew ([MS-XLS] §2.5.293,
   * "XLUnicodeRichExtendedString").
   */
  characters(count: number, wide: boolean): string
}

export function pieceReader(pieces: readonly Buffer[]): PieceReader {
  let index = 0
  let at = 0
  let piece = pieces[0] ?? Buffer.alloc(0)
  /** Moves on to the piece that holds the next byte; false at the end. */
  const settle = (): boolean => {
    while (at >= piece.length) {
      const next = pieces[++index]
      if (next === undefined) return false
      at -= piece.length
      piece = next
    }
    return true
  }
  const byte = (): number => (settle() ? (piece[at++] ?? 0) : 0)
  const word = (): number => byte() | (byte() << 8)
  return {
    ended: () => !settle(),
    byte,
    word,
    long: () => (word() | (word() << 16)) >>> 0,
    skip(count) {
      at += count
      settle()
    },
    characters(count, wide) {
      let text = ''
      let left = count
      let isWide = wide
      while (left > 0) {
        if (at >= piece.length) {
          if (!settle()) break
          isWide = (byte() & 1) !== 0
        }
        const size = isWide ? 2 : 1
        const fits = Math.min(left, Math.floor((piece.length - at) / size))
        if (fits === 0) {
          // Half a character before a border: not written by Excel.
          at = piece.length
          continue
        }
        text += isWide
          ? utf16Text(piece.subarray(at, at + fits * size))
          : piece.toString('latin1', at, at + fits * size)
        at += fits * size
        left -= fits
      }
      return text
    },
  }
}
