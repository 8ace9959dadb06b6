import { type ArchiveDamage, archiveCorrupt } from '../archive-damage.ts'
import type { Seekable } from '../seekable.ts'

/**
 * OLE compound files ([MS-CFB]): a file system in a file, in which an Outlook message is kept. Every chain is
 * followed at most as far as there are sectors, and every entry is reached once, so that chains and trees that bite
 * their own tail come to an end.
 */

/** Bytes of small streams, which lie together: they are kept in memory. Each is below 4 KiB. */
const MINI_STREAM_BYTES: number = 64 * 1024 * 1024
/** Entries of the directory; a message with a thousand recipients has some ten thousand. */
const ENTRY_LIMIT = 400_000
const HEADER_BYTES = 512
const ENTRY_BYTES = 128
const END_OF_CHAIN = 0xfffffffe
const NO_ENTRY = 0xffffffff
/** The longest text of sector numbers in the header. */
const HEADER_FATS = 109

export interface CompoundStorage {
  readonly storages: ReadonlyMap<string, CompoundStorage>
  readonly streams: ReadonlyMap<string, CompoundStream>
}

export interface CompoundStream {
  readonly size: number
  /** Rejects with `ArchiveDamage` or the system's error. */
  read(): Promise<Buffer>
}

interface Entry {
  readonly name: string
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

interface Sectors {
  readonly file: Seekable
  readonly size: number
  readonly fat: Uint32Array
}

/** Opens a compound file. Rejects with `ArchiveDamage` or the system's error. */
export async function openCompoundFile(file: Seekable): Promise<CompoundStorage> {
  const header = await file.read(0, HEADER_BYTES)
  if (header.length < HEADER_BYTES) throw broken('it ends within its header')
  const shift = header.readUInt16LE(30)
  const miniShift = header.readUInt16LE(32)
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) throw broken('its sector size is none')
  const size = 1 << shift
  const sectors: Sectors = { file, size, fat: await readFat(file, header, size) }
  const version4 = shift === 12
  const entries = readEntries(await readChain(sectors, header.readUInt32LE(48), undefined), version4)
  const root = entries[0]
  if (root === undefined || root.type !== 5) throw broken('it has no root')

  const cutoff = header.readUInt32LE(56)
  const miniFat = toNumbers(await readChain(sectors, header.readUInt32LE(60), undefined))
  let mini: Promise<Buffer> | undefined
  const miniStream = (): Promise<Buffer> => {
    if (root.size > MINI_STREAM_BYTES) throw broken(`${root.size} bytes of small streams`)
    mini ??= readChain(sectors, root.start, root.size)
    return mini
  }
  const stream = ({ start, size: length }: Entry): CompoundStream => ({
    size: length,
    read: async () =>
      length === 0
        ? Buffer.alloc(0)
        : length < cutoff
          ? readMini(await miniStream(), miniFat, start, length)
          : readChain(sectors, start, length),
  })
  return storageTree(entries, stream)
}

/** Storages and streams below the root. One pass, without recursion. */
function storageTree(entries: readonly Entry[], stream: (entry: Entry) => CompoundStream): CompoundStorage {
  interface Open {
    readonly storages: Map<string, CompoundStorage>
    readonly streams: Map<string, CompoundStream>
  }
  const root: Open = { storages: new Map(), streams: new Map() }
  const seen = new Uint8Array(entries.length)
  seen[0] = 1
  const todo: { readonly index: number; readonly parent: Open }[] = [
    { index: entries[0]!.child, parent: root },
  ]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { index, parent } = next
    const entry = index === NO_ENTRY ? undefined : entries[index]
    if (entry === undefined || seen[index] === 1) continue
    seen[index] = 1
    todo.push({ index: entry.left, parent }, { index: entry.right, parent })
    if (entry.type === 2) parent.streams.set(entry.name, stream(entry))
    else if (entry.type === 1) {
      const storage: Open = { storages: new Map(), streams: new Map() }
      parent.storages.set(entry.name, storage)
      todo.push({ index: entry.child, parent: storage })
    }
  }
  return root
}

/** The table that links the sectors: its own sectors are listed in the header and in a chain of lists behind it. */
async function readFat(file: Seekable, header: Buffer, size: number): Promise<Uint32Array> {
  const count = Math.ceil(file.size / size)
  const perSector = size / 4
  const wanted = Math.min(header.readUInt32LE(44), Math.ceil(count / perSector))
  const places: number[] = []
  for (let at = 0; at < HEADER_FATS && places.length < wanted; at++)
    places.push(header.readUInt32LE(76 + 4 * at))
  let list = header.readUInt32LE(68)
  for (let lists = 0; places.length < wanted && lists < count && list < END_OF_CHAIN - 1; lists++) {
    const numbers = toNumbers(await file.read((list + 1) * size, size))
    if (numbers.length < perSector) break
    for (let at = 0; at < perSector - 1 && places.length < wanted; at++) places.push(numbers[at]!)
    list = numbers[perSector - 1]!
  }
  const fat = new Uint32Array(places.length * perSector).fill(NO_ENTRY)
  for (const [index, place] of places.entries()) {
    const numbers = toNumbers(await file.read((place + 1) * size, size))
    fat.set(numbers, index * perSector)
  }
  return fat
}

/** The bytes of a chain; without a length all of it. Sectors that follow each other are read at once. */
async function readChain({ file, size, fat }: Sectors, start: number, length?: number): Promise<Buffer> {
  const most = length === undefined ? fat.length : Math.ceil(length / size)
  if (length !== undefined && length > file.size) throw broken('a stream is longer than the file')
  const runs: { readonly first: number; count: number }[] = []
  let count = 0
  const seen = length === undefined ? new Uint8Array(fat.length) : undefined
  for (let sector = start; count < most && sector < fat.length; sector = fat[sector]!) {
    if (seen !== undefined) {
      if (seen[sector] === 1) throw broken('a chain of sectors bites its tail')
      seen[sector] = 1
    }
    const last = runs.at(-1)
    if (last !== undefined && last.first + last.count === sector) last.count++
    else runs.push({ first: sector, count: 1 })
    count++
  }
  if (length !== undefined && count < most) throw broken('a chain of sectors breaks off')
  const parts: Buffer[] = []
  for (const run of runs) parts.push(await file.read((run.first + 1) * size, run.count * size))
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  // the last sector of a file may be cut short
  if (length !== undefined && bytes.length < length) throw broken('it ends within a stream')
  return length === undefined ? bytes : bytes.subarray(0, length)
}

function readMini(stream: Buffer, fat: Uint32Array, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let done = 0
  for (let sector = start; done < length && sector < fat.length; sector = fat[sector]!) {
    const part = stream.subarray(sector * 64, sector * 64 + Math.min(64, length - done))
    if (part.length === 0) break
    part.copy(bytes, done)
    done += part.length
  }
  if (done < length) throw broken('a chain of small sectors breaks off')
  return bytes
}

function readEntries(directory: Buffer, version4: boolean): readonly Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    if (entries.length === ENTRY_LIMIT) throw broken(`more than ${ENTRY_LIMIT} entries`)
    const nameBytes = Math.min(64, directory.readUInt16LE(at + 64))
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, (nameBytes & ~1) - 2)),
      type: directory[at + 66]!,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      // the upper half is left undefined by version 3
      size: version4 ? Number(directory.readBigUInt64LE(at + 120)) : directory.readUInt32LE(at + 120),
    })
  }
  return entries
}

function toNumbers(bytes: Buffer): Uint32Array {
  const numbers = new Uint32Array(Math.floor(bytes.length / 4))
  for (let at = 0; at < numbers.length; at++) numbers[at] = bytes.readUInt32LE(4 * at)
  return numbers
}

function broken(what: string): ArchiveDamage {
  return archiveCorrupt(what)
}
