/** Text that a fresh dictionary holds ([MS-OXRTFCP] §2.1.2.1). */
const FIRST =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

const COMPRESSED = 0x75465a4c
const PLAIN = 0x414c454d
/** Bytes of a rich text body that are unpacked. A token of two bytes makes at most 17. */
const MAX_BODY = 16_000_000

/** The RTF of an Outlook message's body (PidTagRtfCompressed, [MS-OXRTFCP]); undefined when it is none. Linear. */
export function unpackRtf(content: Buffer): Buffer | undefined {
  if (content.length < 16) return undefined
  const form = content.readUInt32LE(8)
  if (form === PLAIN) return content.subarray(16)
  if (form !== COMPRESSED) return undefined
  const size = Math.min(MAX_BODY, content.readUInt32LE(4), content.length * 9)
  const dictionary = Buffer.alloc(4096)
  dictionary.write(FIRST, 'latin1')
  let write = FIRST.length
  const out = Buffer.alloc(size)
  let length = 0
  let at = 16
  const put = (byte: number): void => {
    out[length++] = byte
    dictionary[write] = byte
    write = (write + 1) & 4095
  }
  while (at < content.length && length < size) {
    let flags = content[at++] ?? 0
    for (let bit = 0; bit < 8 && at < content.length && length < size; bit++, flags >>= 1) {
      if ((flags & 1) === 0) {
        put(content[at++] ?? 0)
        continue
      }
      const token = ((content[at] ?? 0) << 8) | (content[at + 1] ?? 0)
      at += 2
      const from = token >> 4
      // A reference to the place that is written next ends the text.
      if (from === write) return out.subarray(0, length)
      for (let i = 0; i < (token & 15) + 2 && length < size; i++) put(dictionary[(from + i) & 4095] ?? 0)
    }
  }
  return out.subarray(0, length)
}
