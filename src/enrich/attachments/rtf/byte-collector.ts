/** Bytes put together one by one, in a buffer that doubles; never more than the file it is read from. */
export interface ByteCollector {
  add(byte: number): void
  addAll(bytes: Buffer): void
  length(): number
  /** What was collected; it begins anew. The bytes are valid until the next addition. */
  take(): Buffer
}

/** An empty collector of at most `most` bytes; what is beyond is dropped. */
export function byteCollector(most: number): ByteCollector {
  let buffer = Buffer.alloc(1_024)
  let length = 0
  const room = (count: number): void => {
    if (length + count <= buffer.length) return
    const larger = Buffer.alloc(Math.max(buffer.length * 2, length + count))
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }
  return {
    add(byte) {
      if (length >= most) return
      room(1)
      buffer[length++] = byte
    },
    addAll(bytes) {
      const piece = bytes.subarray(0, Math.max(0, most - length))
      room(piece.length)
      piece.copy(buffer, length)
      length += piece.length
    },
    length: () => length,
    take() {
      const taken = buffer.subarray(0, length)
      length = 0
      return taken
    },
  }
}
