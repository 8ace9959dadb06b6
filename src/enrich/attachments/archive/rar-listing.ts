import { decodeText } from '../text/text-encoding.ts'

/** One file of a RAR archive. */
export interface RarEntry {
  readonly name: string
  readonly directory: boolean
  readonly encrypted: boolean
  /** Not compressed: its bytes are `[start, end)` of the archive. */
  readonly stored: boolean
  readonly start: number
  readonly end: number
}

export interface RarListing {
  readonly entries: readonly RarEntry[]
  readonly headersEncrypted: boolean
  readonly complete: boolean
}

const MAX_ENTRIES = 20_000
const MAX_NAME = 4_096

/**
 * The files of a RAR archive by its headers: RAR 5 (the format's public technical note) and RAR 1.5 to 4 (the same
 * note's older edition). Nothing is decompressed. Never throws; linear.
 */
export function listRar(bytes: Buffer): RarListing {
  return bytes[6] === 1 ? listRar5(bytes, 8) : listRar4(bytes, 7)
}

/** A number of 7 bits a byte, lowest first. */
function variable(bytes: Buffer, from: number): { readonly value: number; readonly next: number } {
  let value = 0
  let factor = 1
  let at = from
  for (let count = 0; count < 8; count++) {
    const byte = bytes[at++] ?? 0
    value += (byte & 0x7f) * factor
    factor *= 128
    if ((byte & 0x80) === 0) break
  }
  return { value, next: at }
}

function listRar5(bytes: Buffer, from: number): RarListing {
  const entries: RarEntry[] = []
  let at = from
  while (at + 7 < bytes.length) {
    const size = variable(bytes, at + 4)
    const end = size.next + size.value
    const type = variable(bytes, size.next)
    const flags = variable(bytes, type.next)
    if (end > bytes.length || size.value < 2) return { entries, headersEncrypted: false, complete: false }
    let i = flags.next
    let extra = 0
    let data = 0
    if ((flags.value & 1) !== 0) {
      const read = variable(bytes, i)
      extra = read.value
      i = read.next
    }
    if ((flags.value & 2) !== 0) {
      const read = variable(bytes, i)
      data = read.value
      i = read.next
    }
    if (type.value === 4) return { entries, headersEncrypted: true, complete: false }
    if (type.value === 5) return { entries, headersEncrypted: false, complete: true }
    if (type.value === 2) {
      if (entries.length >= MAX_ENTRIES) return { entries, headersEncrypted: false, complete: false }
      entries.push(file5(bytes, i, end - extra, end, data))
    }
    at = end + data
  }
  return { entries, headersEncrypted: false, complete: false }
}

function file5(bytes: Buffer, from: number, extraFrom: number, end: number, data: number): RarEntry {
  const flags = variable(bytes, from)
  const size = variable(bytes, flags.next)
  const attributes = variable(bytes, size.next)
  let at = attributes.next
  if ((flags.value & 2) !== 0) at += 4
  if ((flags.value & 4) !== 0) at += 4
  const compression = variable(bytes, at)
  const system = variable(bytes, compression.next)
  const nameLength = variable(bytes, system.next)
  const name = bytes.toString('utf8', nameLength.next, nameLength.next + Math.min(nameLength.value, MAX_NAME))
  let encrypted = false
  for (let i = Math.max(extraFrom, nameLength.next); i < end; ) {
    const record = variable(bytes, i)
    if (record.value === 0) break
    if (variable(bytes, record.next).value === 1) encrypted = true
    i = record.next + record.value
  }
  return {
    name,
    directory: (flags.value & 1) !== 0,
    encrypted,
    stored: ((compression.value >> 7) & 7) === 0,
    start: end,
    end: Math.min(bytes.length, end + data),
  }
}

function listRar4(bytes: Buffer, from: number): RarListing {
  const entries: RarEntry[] = []
  let at = from
  while (at + 7 <= bytes.length) {
    const type = bytes[at + 2] ?? 0
    const flags = bytes.readUInt16LE(at + 3)
    const size = bytes.readUInt16LE(at + 5)
    if (size < 7 || at + size > bytes.length || type < 0x72 || type > 0x7b)
      return { entries, headersEncrypted: false, complete: false }
    if (type === 0x7b) return { entries, headersEncrypted: false, complete: true }
    // Main header: 0x80 says that all that follows is encrypted.
    if (type === 0x73 && (flags & 0x80) !== 0) return { entries, headersEncrypted: true, complete: false }
    let data = 0
    if (((flags & 0x8000) !== 0 || type === 0x74) && at + 11 <= bytes.length)
      data = bytes.readUInt32LE(at + 7)
    if (type === 0x74 && size >= 32) {
      if (entries.length >= MAX_ENTRIES) return { entries, headersEncrypted: false, complete: false }
      const large = (flags & 0x100) !== 0 && size >= 40
      if (large) data += bytes.readUInt32LE(at + 32) * 0x1_0000_0000
      const nameAt = at + (large ? 40 : 32)
      const raw = bytes.subarray(
        nameAt,
        Math.min(at + size, nameAt + Math.min(MAX_NAME, bytes.readUInt16LE(at + 26))),
      )
      const nul = raw.indexOf(0)
      entries.push({
        name: decodeText(nul > 0 ? raw.subarray(0, nul) : raw),
        directory: (flags & 0xe0) === 0xe0,
        encrypted: (flags & 4) !== 0,
        stored: bytes[at + 25] === 0x30,
        start: at + size,
        end: Math.min(bytes.length, at + size + data),
      })
    }
    at += size + data
  }
  return { entries, headersEncrypted: false, complete: false }
}
