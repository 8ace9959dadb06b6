/** A tree of storages and streams. */
export interface CompoundTree {
  readonly [name: string]: Buffer | CompoundTree
}

const SECTOR = 512
const MINI_SECTOR = 64
const CUTOFF = 4096
const FREE = 0xffffffff
const END = 0xfffffffe
const FAT = 0xfffffffd
const DIFAT = 0xfffffffc

interface Entry {
  readonly name: string
  readonly type: 1 | 2 | 5
  right: number
  child: number
  start: number
  size: number
}

/** An OLE compound file of version 3 ([MS-CFB]); siblings hang one on the other, which readers have to take. */
export function compoundFileOf(tree: CompoundTree, classId?: Buffer): Buffer {
  const sectors: Buffer[] = []
  const fat: number[] = []
  const mini: Buffer[] = []
  const miniFat: number[] = []
  const entries: Entry[] = [{ name: 'Root Entry', type: 5, right: FREE, child: FREE, start: END, size: 0 }]

  const chain = (data: Buffer): number => {
    if (data.length === 0) return END
    const first = sectors.length
    for (let at = 0; at < data.length; at += SECTOR) {
      const sector = Buffer.alloc(SECTOR)
      data.copy(sector, 0, at, at + SECTOR)
      sectors.push(sector)
      fat.push(sectors.length)
    }
    fat[fat.length - 1] = END
    return first
  }
  const miniChain = (data: Buffer): number => {
    if (data.length === 0) return END
    const first = mini.length
    for (let at = 0; at < data.length; at += MINI_SECTOR) {
      const sector = Buffer.alloc(MINI_SECTOR)
      data.copy(sector, 0, at, at + MINI_SECTOR)
      mini.push(sector)
      miniFat.push(mini.length)
    }
    miniFat[miniFat.length - 1] = END
    return first
  }
  const add = (parent: number, children: CompoundTree): void => {
    let before = -1
    for (const [name, content] of Object.entries(children)) {
      const index = entries.length
      const entry: Entry = { name, type: 1, right: FREE, child: FREE, start: 0, size: 0 }
      if (Buffer.isBuffer(content)) {
        const start = content.length < CUTOFF ? miniChain(content) : chain(content)
        entries.push({ ...entry, type: 2, start, size: content.length })
      } else {
        entries.push(entry)
        add(index, content)
      }
      if (before < 0) entries[parent]!.child = index
      else entries[before]!.right = index
      before = index
    }
  }
  add(0, tree)
  const miniStream = Buffer.concat(mini)
  entries[0]!.start = chain(miniStream)
  entries[0]!.size = miniStream.length
  const miniFatStart = chain(numbers(miniFat))
  const directory = Buffer.concat(entries.map(entryBytes))
  classId?.copy(directory, 80)
  const directoryStart = chain(directory)

  // the table lists its own sectors, and those that list more of them than the header can
  let fatCount = 0
  let listCount = 0
  while (fatCount * (SECTOR / 4) < sectors.length + fatCount + listCount) {
    fatCount++
    listCount = Math.ceil(Math.max(0, fatCount - 109) / (SECTOR / 4 - 1))
  }
  const fatStart = sectors.length
  const listStart = fatStart + fatCount
  for (let index = 0; index < fatCount; index++) fat.push(FAT)
  for (let index = 0; index < listCount; index++) fat.push(DIFAT)
  while (fat.length < fatCount * (SECTOR / 4)) fat.push(FREE)
  const places = Array.from({ length: fatCount }, (_, index) => fatStart + index)
  const lists: Buffer[] = []
  for (let index = 0; index < listCount; index++) {
    const part = places.slice(109 + index * 127, 109 + (index + 1) * 127)
    while (part.length < 127) part.push(FREE)
    lists.push(numbers([...part, index === listCount - 1 ? END : listStart + index + 1]))
  }

  const header = Buffer.alloc(SECTOR)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(fatCount, 44)
  header.writeUInt32LE(directoryStart, 48)
  header.writeUInt32LE(CUTOFF, 56)
  header.writeUInt32LE(miniFatStart, 60)
  header.writeUInt32LE(miniFatStart === END ? 0 : Math.ceil(miniFat.length / 128), 64)
  header.writeUInt32LE(listCount > 0 ? listStart : END, 68)
  header.writeUInt32LE(listCount, 72)
  for (let index = 0; index < 109; index++) header.writeUInt32LE(places[index] ?? FREE, 76 + 4 * index)
  return Buffer.concat([header, ...sectors, numbers(fat), ...lists])
}

function numbers(list: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * list.length)
  for (const [index, value] of list.entries()) bytes.writeUInt32LE(value, 4 * index)
  return bytes
}

function entryBytes({ name, type, right, child, start, size }: Entry): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.write(name, 0, 62, 'utf16le')
  bytes.writeUInt16LE(2 * (name.length + 1), 64)
  bytes[66] = type
  bytes[67] = 1
  bytes.writeUInt32LE(FREE, 68)
  bytes.writeUInt32LE(right, 72)
  bytes.writeUInt32LE(child, 76)
  bytes.writeUInt32LE(start, 116)
  bytes.writeUInt32LE(size, 120)
  return bytes
}
