/** One file of a disk image. */
export interface IsoEntry {
  /** Folders joined by `/`. */
  readonly name: string
  readonly start: number
  readonly end: number
}

const SECTOR = 2048
/** Attack: folders that contain each other, or a million files. */
const MAX_ENTRIES = 20_000
const MAX_FOLDERS = 2_000
const MAX_DEPTH = 16

/**
 * The files of an ISO 9660 image (ECMA-119), by the names of its Joliet list when there is one, because that is what
 * Windows shows. Files lie in one piece, unpacked. UDF alone is not read. Never throws; linear.
 */
export function listIso(bytes: Buffer): {
  readonly entries: readonly IsoEntry[]
  readonly complete: boolean
} {
  const volume = findVolume(bytes)
  const entries: IsoEntry[] = []
  if (volume === undefined) return { entries, complete: false }
  const seen = new Set<number>()
  const folders = [{ ...volume.root, path: '', depth: 0 }]
  let complete = true
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    // A folder that was read already: a circle.
    if (seen.has(folder.start) || seen.size >= MAX_FOLDERS || folder.depth > MAX_DEPTH) {
      complete = false
      continue
    }
    seen.add(folder.start)
    const end = Math.min(bytes.length, folder.start + folder.size)
    if (folder.start + folder.size > bytes.length) complete = false
    let at = folder.start
    while (at + 33 < end) {
      const length = bytes[at] ?? 0
      if (length < 34) {
        // Records do not cross sectors; the rest of one is empty.
        at = (Math.floor(at / SECTOR) + 1) * SECTOR
        continue
      }
      const record = bytes.subarray(at, Math.min(end, at + length))
      at += length
      if (record.length < 34) break
      const nameLength = record[32] ?? 0
      const raw = record.subarray(33, 33 + nameLength)
      if (nameLength === 1 && (raw[0] === 0 || raw[0] === 1)) continue
      const name = (volume.joliet ? swapped(raw) : raw.toString('latin1'))
        .replace(/;\d{1,5}$/, '')
        .replace(/\.$/, '')
      const path = folder.path === '' ? name : `${folder.path}/${name}`
      const start = record.readUInt32LE(2) * SECTOR
      const size = record.readUInt32LE(10)
      if (((record[25] ?? 0) & 2) !== 0) folders.push({ start, size, path, depth: folder.depth + 1 })
      else if (entries.length >= MAX_ENTRIES) return { entries, complete: false }
      else {
        if (start + size > bytes.length) complete = false
        entries.push({
          name: path,
          start: Math.min(start, bytes.length),
          end: Math.min(start + size, bytes.length),
        })
      }
    }
  }
  return { entries, complete }
}

interface Volume {
  readonly joliet: boolean
  readonly root: { readonly start: number; readonly size: number }
}

function findVolume(bytes: Buffer): Volume | undefined {
  let primary: Volume | undefined
  for (let sector = 16; sector < 64; sector++) {
    const at = sector * SECTOR
    if (at + SECTOR > bytes.length || bytes.toString('latin1', at + 1, at + 6) !== 'CD001') break
    const kind = bytes[at]
    if (kind === 255) break
    if (kind !== 1 && kind !== 2) continue
    const root = { start: bytes.readUInt32LE(at + 158) * SECTOR, size: bytes.readUInt32LE(at + 166) }
    // Escape sequences of UCS-2 levels 1 to 3 (Joliet specification).
    const joliet = kind === 2 && /^%\/[@CE]/.test(bytes.toString('latin1', at + 88, at + 91))
    if (joliet) return { joliet, root }
    if (kind === 1) primary ??= { joliet: false, root }
  }
  return primary
}

/** Joliet names are UTF-16, big end first. */
const swapped = (raw: Buffer): string =>
  Buffer.from(raw.subarray(0, raw.length & ~1))
    .swap16()
    .toString('utf16le')
