/** A zip whose members stay as they are, byte by byte, while one of them is replaced. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { type MasterTrouble, masterTrouble } from '../master-text.ts'

/** Attack: 1 MB that unpacks to gigabytes. The text of a document of 10,000 pages is below this. */
const MAX_MEMBER = 128 * 1024 * 1024
/** Attack: a directory that names a member a million times. */
const MAX_MEMBERS = 20_000

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50

export interface ZipMembers {
  readonly names: readonly string[]
  read(name: string): Uint8Array | MasterTrouble
  /** The whole file with the content of one member replaced; all other bytes but offsets as they were. */
  replace(name: string, content: Uint8Array): Uint8Array
}

interface Member {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly packed: number
  readonly local: number
  /** Place and length of its entry in the directory. */
  readonly entry: number
  readonly entryLength: number
}

/** Opens a zip by its directory. Trouble when it has none, is encrypted, spans disks or needs zip64. */
export function openZip(bytes: Uint8Array): ZipMembers | MasterTrouble {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const broken = masterTrouble(
    'its zip directory is damaged',
    'open it in the program that wrote it and save it again',
  )
  const end = endRecord(file)
  if (end < 0) return broken
  const count = file.readUInt16LE(end + 10)
  const directory = file.readUInt32LE(end + 16)
  if (count === 0xffff || directory === 0xffffffff || count > MAX_MEMBERS) return broken
  const members: Member[] = []
  let at = directory
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== CENTRAL) return broken
    const nameLength = file.readUInt16LE(at + 28)
    const length = 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    if (at + length > file.length) return broken
    members.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      flags: file.readUInt16LE(at + 8),
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      local: file.readUInt32LE(at + 42),
      entry: at,
      entryLength: length,
    })
    at += length
  }
  const find = (name: string): Member | undefined => members.find((member) => member.name === name)
  return {
    names: members.map(({ name }) => name),
    read(name) {
      const member = find(name)
      if (!member)
        return masterTrouble(`it has no ${name}`, 'open it in the program that wrote it and save it again')
      if (member.flags & 1)
        return masterTrouble('it is protected by a password', 'save a copy without the password')
      if (member.local + 30 > file.length || file.readUInt32LE(member.local) !== LOCAL) return broken
      const start =
        member.local + 30 + file.readUInt16LE(member.local + 26) + file.readUInt16LE(member.local + 28)
      const packed = file.subarray(start, start + member.packed)
      if (packed.length < member.packed) return broken
      if (member.method === 0) return packed
      if (member.method !== 8) return broken
      try {
        return inflateRawSync(packed, { maxOutputLength: MAX_MEMBER })
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
          ? masterTrouble(`${name} unpacks to more than 128 MB`, 'split the document')
          : broken
      }
    },
    replace(name, content) {
      const target = find(name)
      if (!target) throw new TypeError(`no member ${name}`)
      const byPlace = [...members].sort((a, b) => a.local - b.local)
      const pieces: Buffer[] = []
      const moved = new Map<Member, number>()
      const stored = target.method === 0
      const data = stored ? Buffer.from(content) : deflateRawSync(content, { level: 9 })
      let length = 0
      const push = (piece: Buffer): void => {
        pieces.push(piece)
        length += piece.length
      }
      push(file.subarray(0, byPlace[0]?.local ?? directory))
      for (const [i, member] of byPlace.entries()) {
        moved.set(member, length)
        const next = byPlace[i + 1]?.local ?? directory
        if (member !== target) {
          push(file.subarray(member.local, next))
          continue
        }
        const head = 30 + file.readUInt16LE(member.local + 26) + file.readUInt16LE(member.local + 28)
        const header = Buffer.from(file.subarray(member.local, member.local + head))
        // Sizes stand in the header from now on, not behind the data.
        header.writeUInt16LE(member.flags & ~8, 6)
        header.writeUInt32LE(crc32(content), 14)
        header.writeUInt32LE(data.length, 18)
        header.writeUInt32LE(content.length, 22)
        push(header)
        push(data)
      }
      const newDirectory = length
      for (const member of members) {
        const entry = Buffer.from(file.subarray(member.entry, member.entry + member.entryLength))
        entry.writeUInt32LE(moved.get(member)!, 42)
        if (member === target) {
          entry.writeUInt16LE(member.flags & ~8, 8)
          entry.writeUInt32LE(crc32(content), 16)
          entry.writeUInt32LE(data.length, 20)
          entry.writeUInt32LE(content.length, 24)
        }
        push(entry)
      }
      const tail = Buffer.from(file.subarray(end))
      tail.writeUInt32LE(length - newDirectory, 12)
      tail.writeUInt32LE(newDirectory, 16)
      push(tail)
      return Buffer.concat(pieces, length)
    },
  }
}

/** Place of the end record: the last of its marks whose comment fills the rest of the file. */
function endRecord(file: Buffer): number {
  const least = Math.max(0, file.length - 22 - 0xffff)
  for (let at = file.length - 22; at >= least; at--)
    if (file.readUInt32LE(at) === END && at + 22 + file.readUInt16LE(at + 20) === file.length) return at
  return -1
}
