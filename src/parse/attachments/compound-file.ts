/** One entry of a compound file's directory. */
export interface CompoundEntry {
  /** Names from the root down, joined by `/`; the root itself is empty. */
  readonly path: string
  readonly name: string
  readonly kind: 'storage' | 'stream'
  /** As declared. */
  readonly size: number
  /** Class identifier, 32 hex digits as they lie in the file; zeros when none. */
  readonly classId: string
  readonly startSector: number
}

export interface CompoundFile {
  readonly entries: readonly CompoundEntry[]
  /** What is wrong with the file, one sentence each. */
  readonly damage: readonly string[]
  /** Content of a stream, at most `limit` bytes; what can be had of a broken one. */
  read(entry: CompoundEntry, limit: number): Buffer
  /** The first entry with that path, in any case. */
  find(path: string): CompoundEntry | undefined
}

const SIGNATURE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
/** Sector numbers from here on are marks: end of chain, free, FAT itself ([MS-CFB] §2.1). */
const MAX_SECTOR = 0xfffffffa
/** Entries of the directory that are read. Attack: a directory of millions, 128 bytes each. */
const MAX_ENTRIES = 10_000
/** Storages inside each other that get a path of their own. Attack: names that double at every level. */
const MAX_DEPTH = 32
const MINI_SECTOR = 64

/**
 * Opens a compound file (OLE2, [MS-CFB]): the format of Office until 2003, of Outlook messages, installers and
 * embedded objects. A chain ends where it meets itself or leaves the
 * file. Returns undefined when it is none at all. Never throws; linear in the file for each stream read.
 */
export function openCompound(bytes: Buffer): CompoundFile | undefined {
  if (bytes.length < 512 || bytes.compare(SIGNATURE, 0, 8, 0, 8) !== 0) return undefined
  const damage = new Set<string>()
  const shift = bytes.readUInt16LE(30)
  const sectorSize = 1 << (shift === 12 ? 12 : 9)
  if (shift !== 9 && shift !== 12) damage.add(`The file states sectors of 2^${shift} bytes`)
  const sectorCount = Math.max(0, Math.ceil(bytes.length / sectorSize) - 1)
  const miniCutoff = bytes.readUInt32LE(56) || 4096

  const sector = (number: number): Buffer => {
    const start = (number + 1) * sectorSize
    return bytes.subarray(start, start + sectorSize)
  }

  const fat = readFat(bytes, sectorSize, sectorCount, sector, damage)
  const next = (number: number): number => fat[number] ?? 0xfffffffe

  /** The chain in which a sector was met last, to see circles without clearing a table for every stream. */
  const metIn = new Uint32Array(sectorCount)
  let chains = 0

  /** Sector numbers of a chain, at most `most`. */
  const chain = (start: number, most: number): number[] => {
    const numbers: number[] = []
    let at = start
    chains++
    while (at < sectorCount && numbers.length < most) {
      if (metIn[at] === chains) {
        damage.add('A chain of sectors runs in a circle')
        return numbers
      }
      metIn[at] = chains
      numbers.push(at)
      at = next(at)
    }
    if (at < MAX_SECTOR && at >= sectorCount) damage.add('A chain of sectors leads out of the file')
    return numbers
  }

  const readChain = (start: number, length: number): Buffer => {
    const numbers = chain(start, Math.ceil(length / sectorSize))
    const whole = Buffer.concat(numbers.map(sector))
    return whole.subarray(0, length)
  }

  const directory = Buffer.concat(
    chain(bytes.readUInt32LE(48), Math.ceil((MAX_ENTRIES * 128) / sectorSize) + 1).map(sector),
  )
  const raw = readDirectory(directory, damage)
  const root = raw[0]
  const entries = named(raw, damage)

  let miniStream: Buffer | undefined
  let miniFat: Uint32Array | undefined
  const readMini = (start: number, length: number): Buffer => {
    miniStream ??=
      root === undefined ? Buffer.alloc(0) : readChain(root.start, Math.min(root.size, bytes.length))
    if (miniFat === undefined) {
      const table = readChain(bytes.readUInt32LE(60), bytes.length)
      miniFat = new Uint32Array(table.length >> 2)
      for (let i = 0; i < miniFat.length; i++) miniFat[i] = table.readUInt32LE(i * 4)
    }
    const pieces: Buffer[] = []
    const count = Math.ceil(length / MINI_SECTOR)
    const bound = Math.min(count, Math.ceil(miniStream.length / MINI_SECTOR))
    let at = start
    while (pieces.length < bound && at * MINI_SECTOR < miniStream.length) {
      pieces.push(miniStream.subarray(at * MINI_SECTOR, (at + 1) * MINI_SECTOR))
      at = miniFat[at] ?? 0xfffffffe
    }
    return Buffer.concat(pieces).subarray(0, length)
  }

  const byPath = new Map<string, CompoundEntry>()
  for (const entry of entries) {
    const key = entry.path.toLowerCase()
    if (!byPath.has(key)) byPath.set(key, entry)
  }

  return {
    entries,
    get damage() {
      return [...damage]
    },
    find: (path) => byPath.get(path.toLowerCase()),
    read(entry, limit) {
      const length = Math.min(entry.size, limit, bytes.length)
      if (entry.kind !== 'stream' || length === 0) return Buffer.alloc(0)
      const content =
        entry.size < miniCutoff ? readMini(entry.startSector, length) : readChain(entry.startSector, length)
      if (content.length < length) damage.add(`A stream is shorter than it says`)
      return content
    },
  }
}

/** The table of all chains: listed in the header and, for large files, in sectors of their own (§2.5). */
function readFat(
  bytes: Buffer,
  sectorSize: number,
  sectorCount: number,
  sector: (number: number) => Buffer,
  damage: Set<string>,
): Uint32Array {
  const perSector = sectorSize >> 2
  const listed: number[] = []
  const most = Math.ceil(sectorCount / perSector) + 1
  for (let i = 0; i < 109 && listed.length < most; i++) {
    const number = bytes.readUInt32LE(76 + i * 4)
    if (number < sectorCount) listed.push(number)
  }
  let at = bytes.readUInt32LE(68)
  for (let count = 0; at < sectorCount && count < most && listed.length < most; count++) {
    const list = sector(at)
    const last = list.length >> 2
    for (let i = 0; i < last - 1 && listed.length < most; i++) {
      const number = list.readUInt32LE(i * 4)
      if (number < sectorCount) listed.push(number)
    }
    at = last > 0 ? list.readUInt32LE((last - 1) * 4) : 0xfffffffe
  }
  const fat = new Uint32Array(listed.length * perSector).fill(0xffffffff)
  for (const [index, number] of listed.entries()) {
    const table = sector(number)
    for (let i = 0; i + 4 <= table.length; i += 4) fat[index * perSector + (i >> 2)] = table.readUInt32LE(i)
  }
  if (listed.length === 0) damage.add('The file has no table of sectors')
  return fat
}

interface RawEntry {
  readonly name: string
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly classId: string
  readonly start: number
  readonly size: number
}

function readDirectory(directory: Buffer, damage: Set<string>): readonly RawEntry[] {
  const entries: RawEntry[] = []
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    if (entries.length >= MAX_ENTRIES) {
      damage.add(`Only the first ${MAX_ENTRIES} entries are read`)
      break
    }
    const nameLength = Math.min(64, directory.readUInt16LE(at + 64))
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, (nameLength & ~1) - 2)),
      type: directory[at + 66] ?? 0,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      classId: directory.toString('hex', at + 80, at + 96),
      start: directory.readUInt32LE(at + 116),
      // Files with small sectors leave rubbish in the upper half (§2.6.1).
      size: directory.readUInt32LE(at + 120),
    })
  }
  return entries
}

/** Gives every entry its path, walking the tree of each storage; what hangs nowhere is put under the root. */
function named(raw: readonly RawEntry[], damage: Set<string>): readonly CompoundEntry[] {
  const seen = new Uint8Array(raw.length)
  const found: CompoundEntry[] = []
  const waiting: { index: number; parent: string; depth: number }[] = []
  const root = raw[0]
  if (root === undefined) return found
  seen[0] = 1
  const add = (index: number, parent: string, depth: number): void => {
    const entry = raw[index]
    if (entry === undefined || seen[index] === 1 || (entry.type !== 1 && entry.type !== 2)) return
    seen[index] = 1
    const path = parent === '' ? entry.name : `${parent}/${entry.name}`
    found.push({
      path,
      name: entry.name,
      kind: entry.type === 1 ? 'storage' : 'stream',
      size: entry.type === 1 ? 0 : entry.size,
      classId: entry.classId,
      startSector: entry.start,
    })
    waiting.push({ index: entry.right, parent, depth })
    if (entry.type === 1)
      waiting.push({ index: entry.child, parent: depth < MAX_DEPTH ? path : parent, depth: depth + 1 })
    waiting.push({ index: entry.left, parent, depth })
  }
  waiting.push({ index: root.child, parent: '', depth: 0 })
  for (let one = waiting.pop(); one; one = waiting.pop()) add(one.index, one.parent, one.depth)
  let lost = 0
  for (let index = 1; index < raw.length; index++)
    if (seen[index] === 0 && (raw[index]?.type === 1 || raw[index]?.type === 2)) {
      add(index, '', 0)
      lost++
      for (let one = waiting.pop(); one; one = waiting.pop()) add(one.index, one.parent, one.depth)
    }
  if (lost > 0) damage.add(`${lost} entries hang in no storage`)
  return found
}
