/**
 * Compressed RTF ([MS-OXRTFCP]): LZFu, a 4096-byte window that begins with text common in RTF.
 */

const HEADER = 16
const COMPRESSED = 0x75465a4c
const UNCOMPRESSED = 0x414c454d
const WINDOW = 4096
/** [MS-OXRTFCP] §2.1.2.1. */
const INITIAL =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n' +
  '\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

/**
 * The RTF text of `bytes`, as far as it can be had, at most `limit` bytes; undefined when it is no compressed RTF. A
 * wrong length or checksum is not held against it: what can be shown in Outlook has to be read.
 */
export function decompressedRtf(bytes: Uint8Array, limit: number): Buffer | undefined {
  if (bytes.length < HEADER) return undefined
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const kind = source.readUInt32LE(8)
  const size = Math.min(source.readUInt32LE(4), limit)
  if (kind === UNCOMPRESSED) return source.subarray(HEADER, HEADER + size)
  if (kind !== COMPRESSED) return undefined
  // each two bytes give at most 17
  const output = Buffer.alloc(Math.min(size, (source.length - HEADER) * 9 + 17))
  const window = Buffer.alloc(WINDOW)
  let write = window.write(INITIAL, 'latin1')
  let length = 0
  let at = HEADER
  const put = (byte: number): void => {
    if (length < output.length) output[length++] = byte
    window[write] = byte
    write = (write + 1) % WINDOW
  }
  while (at < source.length && length < output.length) {
    const control = source[at++]!
    for (let bit = 0; bit < 8 && at < source.length; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(source[at++]!)
        continue
      }
      if (at + 1 >= source.length) return output.subarray(0, length)
      const reference = source.readUInt16BE(at)
      at += 2
      let from = reference >>> 4
      // a reference to where is written next ends it
      if (from === write) return output.subarray(0, length)
      for (let count = (reference & 0xf) + 2; count > 0; count--) {
        put(window[from]!)
        from = (from + 1) % WINDOW
      }
    }
  }
  return output.subarray(0, length)
}
