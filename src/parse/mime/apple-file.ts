import { OCTETS, type PackedEntry } from './packed-entry.ts'

const APPLE_SINGLE = 0x00051600
const DATA_FORK = 1
const REAL_NAME = 3
/** Entries looked at; the format defines fifteen. */
const MAX_ENTRIES = 64

/** The data fork of an AppleSingle file (RFC 1740 appendix A); undefined for AppleDouble headers, which have none. */
export function appleFileEntry(bytes: Buffer): PackedEntry | undefined {
  if (bytes.length < 26 || bytes.readUInt32BE(0) !== APPLE_SINGLE) return undefined
  const count = Math.min(bytes.readUInt16BE(24), MAX_ENTRIES)
  let data: { readonly start: number; readonly end: number } | undefined
  let name = ''
  for (let index = 0; index < count; index++) {
    const at = 26 + index * 12
    if (at + 12 > bytes.length) break
    const id = bytes.readUInt32BE(at)
    const start = Math.min(bytes.readUInt32BE(at + 4), bytes.length)
    const end = Math.min(start + bytes.readUInt32BE(at + 8), bytes.length)
    if (id === DATA_FORK) data ??= { start, end }
    else if (id === REAL_NAME) name = bytes.toString('utf8', start, Math.min(end, start + 255)).trim()
  }
  if (!data) return undefined
  return {
    unpackedFrom: 'applefile',
    contentType: OCTETS,
    disposition: { kind: 'attachment', parameters: name === '' ? {} : { filename: name } },
    encoding: '7bit',
    ...data,
  }
}
