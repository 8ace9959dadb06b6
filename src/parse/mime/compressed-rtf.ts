/** What decompressing gave. */
export interface DecompressedRtf {
  readonly bytes: Buffer
  /** Not the format, or the data break off or refer to what is not there. */
  readonly invalid: boolean
  /** The output reached the limit. */
  readonly cut: boolean
}

/** Magic words of [MS-OXRTFCP] §2.1.3.1.1. */
const COMPRESSED = 0x75465a4c // LZFu
const UNCOMPRESSED = 0x414c454d // MELA
const HEADER = 16
const WINDOW = 4096

/** What the window holds before the first byte ([MS-OXRTFCP] §2.1.2.1). */
const BEGINNING = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
    '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
    '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
)

/**
 * Decompresses an RTF body as Exchange and Outlook store it ([MS-OXRTFCP]). The stated size only bounds the output,
 * the checksum is not asked: what can be read is read. At most `limit` bytes; a reference gives at most 17 bytes for
 * two, so the output is linear in the input. Never throws.
 */
export function decompressRtf(input: Buffer, limit: number): DecompressedRtf {
  if (input.length < HEADER) return { bytes: input.subarray(0, 0), invalid: true, cut: false }
  const size = input.readUInt32LE(4)
  const magic = input.readUInt32LE(8)
  if (magic === UNCOMPRESSED) {
    const bytes = input.subarray(HEADER, HEADER + Math.min(size, limit))
    return { bytes, invalid: bytes.length < Math.min(size, limit), cut: size > limit }
  }
  if (magic !== COMPRESSED) return { bytes: input.subarray(0, 0), invalid: true, cut: false }

  const most = Math.min(size, limit)
  // Nothing is reserved on the word of the header.
  const out = Buffer.allocUnsafe(Math.min(most, (input.length - HEADER) * 9))
  const window = Buffer.alloc(WINDOW)
  BEGINNING.copy(window)
  let place = BEGINNING.length
  let written = 0
  let at = HEADER
  let isEnded = false
  const put = (byte: number): void => {
    window[place] = byte
    place = (place + 1) % WINDOW
    if (written < out.length) out[written++] = byte
  }
  while (!isEnded && at < input.length && written < most) {
    let flags = input[at++] as number
    for (let bit = 0; bit < 8 && at < input.length; bit++, flags >>= 1) {
      if ((flags & 1) === 0) {
        put(input[at++] as number)
        continue
      }
      if (at + 1 >= input.length) {
        at = input.length
        break
      }
      const reference = ((input[at] as number) << 8) | (input[at + 1] as number)
      at += 2
      const offset = reference >> 4
      if (offset === place) {
        isEnded = true
        break
      }
      const length = (reference & 15) + 2
      for (let step = 0; step < length; step++) put(window[(offset + step) % WINDOW] as number)
    }
  }
  return {
    bytes: out.subarray(0, written),
    invalid: !isEnded && written < size,
    cut: size > limit && written >= most,
  }
}
